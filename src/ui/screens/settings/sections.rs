//! The sections: what they are called and which columns their rows have.

use crate::app::command::Words;
use crate::i18n::Lang;
use crate::i18n::messages::settings as words;
use crate::ui::widgets::columns::Column;

/// A section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    Tiers,
    Urgency,
    Calendar,
    Leave,
    Products,
    Beats,
    People,
    Teams,
    Look,
    Keys,
}

/// A column with its title.
pub(super) type Titled = (Words, Column);

impl Section {
    /// All sections in order; each stands at the place of its number.
    pub(super) const ALL: [Self; 10] = [
        Self::Tiers,
        Self::Urgency,
        Self::Calendar,
        Self::Leave,
        Self::Products,
        Self::Beats,
        Self::People,
        Self::Teams,
        Self::Look,
        Self::Keys,
    ];

    /// What it is called.
    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Tiers => words::section_tiers(lang),
            Self::Urgency => words::section_urgency(lang),
            Self::Calendar => words::section_calendar(lang),
            Self::Leave => words::section_leave(lang),
            Self::Products => words::section_products(lang),
            Self::Beats => words::section_beats(lang),
            Self::People => words::section_people(lang),
            Self::Teams => words::section_teams(lang),
            Self::Look => words::section_look(lang),
            Self::Keys => words::section_keys(lang),
        }
    }

    /// What it is about, in a line.
    pub(super) fn about(self, lang: Lang) -> &'static str {
        match self {
            Self::Tiers => words::about_tiers(lang),
            Self::Urgency => words::about_urgency(lang),
            Self::Calendar => words::about_calendar(lang),
            Self::Leave => words::about_leave(lang),
            Self::Products => words::about_products(lang),
            Self::Beats => words::about_beats(lang),
            Self::People => words::about_people(lang),
            Self::Teams => words::about_teams(lang),
            Self::Look => words::about_look(lang),
            Self::Keys => words::about_keys(lang),
        }
    }

    /// The columns of its rows.
    pub(super) fn columns(self) -> &'static [Titled] {
        match self {
            Self::Tiers => TIERS,
            Self::Urgency => URGENCY,
            Self::Calendar => CALENDAR,
            Self::Leave => LEAVE,
            Self::Products => PRODUCTS,
            Self::Beats => BEATS,
            Self::People => PEOPLE,
            Self::Teams => TEAMS,
            Self::Look => LOOK,
            Self::Keys => KEYS,
        }
    }
}

const TIERS: &[Titled] = &[
    (words::col_code, Column::fixed(4, 0)),
    (words::col_name, Column::rest(8)),
    (words::level_rep, Column::fixed(14, 0)),
    (words::level_supervisor, Column::fixed(14, 4)),
    (words::level_manager, Column::fixed(14, 5)),
    (words::col_minutes, Column::number(4, 2)),
    (words::col_factor, Column::number(6, 3)),
    (words::col_rank, Column::number(4, 6)),
];
const URGENCY: &[Titled] = &[(words::col_term, Column::rest(20)), (words::col_points, Column::number(6, 0))];
const CALENDAR: &[Titled] = &[
    (words::col_year, Column::fixed(6, 0)),
    (words::col_state, Column::rest(16)),
    (words::col_off, Column::number(4, 0)),
    (words::col_make_up, Column::number(7, 2)),
    (words::col_working, Column::number(7, 1)),
];
const LEAVE: &[Titled] = &[
    (words::col_who, Column::rest(10)),
    (words::col_from, Column::fixed(11, 0)),
    (words::col_to, Column::fixed(11, 0)),
    (words::col_working, Column::number(7, 1)),
    (words::col_cover, Column::fixed(14, 2)),
];
const PRODUCTS: &[Titled] = &[
    (words::col_name, Column::rest(14)),
    (words::col_code, Column::fixed(12, 2)),
    (words::col_units, Column::fixed(24, 1)),
    (words::col_state, Column::fixed(14, 3)),
    (words::col_aliases, Column::spare(24, 4)),
];
const BEATS: &[Titled] = &[
    (words::col_name, Column::rest(14)),
    (words::col_other, Column::fixed(22, 2)),
    (words::col_who, Column::fixed(12, 1)),
    (words::col_accounts, Column::number(8, 0)),
];
const PEOPLE: &[Titled] = &[
    (words::col_code, Column::fixed(12, 1)),
    (words::col_name, Column::rest(12)),
    (words::col_role, Column::fixed(13, 2)),
    (words::col_territory, Column::fixed(16, 3)),
    (words::col_hours, Column::fixed(11, 0)),
    (words::col_team, Column::fixed(14, 4)),
    (words::col_home, Column::spare(20, 5)),
];
const TEAMS: &[Titled] = &[
    (words::col_name, Column::rest(14)),
    (words::col_other, Column::fixed(22, 2)),
    (words::col_parent, Column::fixed(20, 1)),
    (words::col_people, Column::number(6, 0)),
];
const LOOK: &[Titled] = &[(words::col_setting, Column::fixed(10, 0)), (words::col_choice, Column::rest(20))];
const KEYS: &[Titled] = &[
    (words::col_command, Column::rest(24)),
    (words::col_keys, Column::fixed(16, 0)),
    (|_| "", Column::fixed(4, 0)),
    (words::col_name, Column::fixed(18, 1)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::text::width;

    #[test]
    fn each_section_stands_at_its_place_and_titles_fit_their_columns() {
        for (at, section) in Section::ALL.into_iter().enumerate() {
            assert_eq!(section as usize, at);
            for (title, column) in section.columns() {
                for lang in Lang::ALL {
                    let title = title(lang);
                    assert!(width(title) <= usize::from(column.width), "{section:?}: {title}");
                }
            }
        }
    }
}
