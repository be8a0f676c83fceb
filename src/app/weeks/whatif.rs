//! What if: what could be otherwise in the weeks to come, planned and shown beside what stands, and written nowhere.

use chrono::NaiveDate;

use crate::domain::cadence::{Unit, Window};
use crate::i18n::messages::weeks as words;
use crate::i18n::{Lang, dates};
use crate::planning::weeks::{Change, Problem, changed};

use super::sheet::Sheet;
use crate::app::names;

/// Something that could be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIf {
    /// The rep does not work on these days; a holiday week is all of its days.
    DaysOff(Vec<NaiveDate>),
    /// A tier, by its letter and rank, has another window.
    Window(String, u32, Window),
    /// Each working day may be so many minutes longer.
    Longer(u32),
    /// The colleague whose book was read with the sheet leaves, and their accounts come to the rep.
    Leaves,
}

impl WhatIf {
    /// The same to the planner.
    fn change(&self, sheet: &Sheet) -> Change {
        match self {
            Self::DaysOff(days) => Change::DaysOff {
                days: days.iter().filter_map(|day| sheet.dates.iter().position(|date| date == day)).collect(),
                working: (0..sheet.rows.len())
                    .filter(|row| sheet.rows[*row].line.unit == Some(Unit::Working))
                    .collect(),
            },
            Self::Window(_, rank, window) => Change::Window { rank: *rank, min: window.min, max: window.max },
            Self::Longer(minutes) => Change::Overtime(minutes * 60),
            Self::Leaves => Change::Joined(sheet.joining.clone()),
        }
    }
}

/// The problem of the sheet with all that could be otherwise.
pub fn with(sheet: &Sheet, what_if: &[WhatIf]) -> Problem {
    what_if.iter().fold(sheet.asked.clone(), |asked, what| changed(&asked, &what.change(sheet)))
}

/// In words.
pub fn what_if_words(lang: Lang, sheet: &Sheet, what: &WhatIf) -> String {
    let today = sheet.dates[0];
    match what {
        WhatIf::DaysOff(days) => match days.as_slice() {
            [first, .., last] => {
                words::if_week_off(lang, &dates::day(lang, *first, today), &dates::day(lang, *last, today))
            }
            [day] => words::if_day_off(lang, &dates::week_day(lang, *day, today)),
            [] => String::new(),
        },
        WhatIf::Window(tier, _, window) => words::if_window(lang, tier, window.min, window.max),
        WhatIf::Longer(minutes) => words::if_longer(lang, &names::duration(lang, (*minutes).into())),
        WhatIf::Leaves => words::if_leaves(lang, &sheet.leaver, sheet.joining.len()),
    }
}
