//! The rows of each section: how many there are, what stands in them, which record each is. Only rows that are seen are made.

use crate::app::command::COMMANDS;
use crate::app::config::GlyphSet;
use crate::app::effect::{Effect, Place, Preference};
use crate::app::setup::{Setup, calendar, products, tiers};
use crate::domain::cadence::{Level, Unit};
use crate::domain::calendar::HolidayYear;
use crate::domain::people::{Leave, Rep};
use crate::domain::product::Product;
use crate::domain::record::Record;
use crate::domain::tier::Tier;
use crate::i18n::messages::{common, settings as words};
use crate::i18n::{Lang, dates};
use crate::ui::dialogs::help::keys_of;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::{app::form, app::names};

use super::sections::Section;

/// What stands in one column: pieces with their roles.
pub(super) type Cell = Vec<(String, Role)>;

/// What can be chosen about the looks of the screens.
const LOOKS: usize = 4;

/// How many rows a section has.
pub(super) fn count(section: Section, setup: &Setup, shared: &Shared) -> usize {
    let reference = &setup.reference;
    match section {
        Section::Tiers => reference.tiers.len(),
        Section::Urgency => tiers::weight_lines(shared.lang, &reference.weights).len(),
        Section::Calendar => calendar::years(&reference.holidays, shared.who.today).len(),
        Section::Leave => reference.leave.len(),
        Section::Products => setup.products.len(),
        Section::Beats => reference.beats.len(),
        Section::People => setup.reps.len(),
        Section::Teams => reference.teams.len(),
        Section::Look => LOOKS,
        Section::Keys => COMMANDS.len(),
    }
}

/// The year of a row and its decree, if there is one.
pub(super) fn year(at: usize, setup: &Setup, shared: &Shared) -> Option<(i32, Option<HolidayYear>)> {
    let decreed = &setup.reference.holidays;
    let year = *calendar::years(decreed, shared.who.today).get(at)?;
    Some((year, decreed.iter().rev().find(|it| it.year == year).cloned()))
}

/// A record that stands for a row where rights are asked about; none for what is everybody's own.
pub(super) fn record(section: Section, at: usize, setup: &Setup) -> Option<Record> {
    let reference = &setup.reference;
    match section {
        Section::Tiers => reference.tiers.get(at).cloned().map(Record::from),
        Section::Urgency => Some(reference.weights.into()),
        Section::Calendar => Some(HolidayYear { year: 0, off: Vec::new(), working: Vec::new() }.into()),
        Section::Leave => reference.leave.get(at).cloned().map(Record::from),
        Section::Products => setup.products.get(at).cloned().map(Record::from),
        Section::Beats => reference.beats.get(at).cloned().map(Record::from),
        Section::People => setup.reps.get(at).cloned().map(Record::from),
        Section::Teams => reference.teams.get(at).cloned().map(Record::from),
        Section::Look | Section::Keys => None,
    }
}

/// What a row is found by.
pub(super) fn texts(section: Section, at: usize, setup: &Setup, shared: &Shared) -> Vec<String> {
    match section {
        Section::Products => {
            let Some(it) = setup.products.get(at) else { return Vec::new() };
            [&it.name, &it.code].into_iter().chain(&it.aliases).cloned().collect()
        }
        Section::Keys => {
            let command = &COMMANDS[at];
            let about = Lang::ALL.map(|lang| (command.about)(lang).to_owned());
            let keys = keys_of(&shared.keymap, command.action);
            about.into_iter().chain([command.id.to_owned(), keys]).collect()
        }
        _ => cells(section, at, setup, shared).into_iter().flatten().map(|(text, _)| text).collect(),
    }
}

/// What stands in a row, column by column.
pub(super) fn cells(section: Section, at: usize, setup: &Setup, shared: &Shared) -> Vec<Cell> {
    let (lang, reference) = (shared.lang, &setup.reference);
    let made = match section {
        Section::Tiers => reference.tiers.get(at).map(|it| tier(it, lang)),
        Section::Urgency => tiers::weight_lines(lang, &reference.weights)
            .get(at)
            .map(|(name, points)| vec![fact(*name), fact(points.to_string())]),
        Section::Calendar => self::year(at, setup, shared).map(|(year, decree)| decreed(year, decree.as_ref(), shared)),
        Section::Leave => reference.leave.get(at).map(|it| leave(it, setup, shared)),
        Section::Products => setup.products.get(at).map(|it| product(it, lang)),
        Section::Beats => reference.beats.get(at).map(|it| {
            let size = setup.sizes.get(&it.id).copied().unwrap_or(0);
            let [name, other] = both(lang, &it.name);
            vec![fact(name), aside(other), aside(setup.rep_name(it.rep)), fact(size.to_string())]
        }),
        Section::People => setup.reps.get(at).map(|it| person(it, setup, lang)),
        Section::Teams => reference.teams.get(at).map(|it| {
            let people = setup.reps.iter().filter(|rep| rep.team == Some(it.id)).count();
            let parent = it.parent.map_or("", |id| setup.team_name(lang, id));
            let [name, other] = both(lang, &it.name);
            vec![fact(name), aside(other), aside(parent), fact(people.to_string())]
        }),
        Section::Look => Some(look(at, shared)),
        Section::Keys => COMMANDS.get(at).map(|command| {
            let own = shared.keymap.own().contains_key(command.id);
            let mark = if own { words::own_key(lang) } else { "" };
            vec![
                fact((command.about)(lang)),
                vec![(keys_of(&shared.keymap, command.action), Role::Key)],
                vec![(mark.to_owned(), Role::Accent)],
                aside(command.id),
            ]
        }),
    };
    made.unwrap_or_default()
}

fn fact(text: impl Into<String>) -> Cell {
    vec![(text.into(), Role::Text)]
}

fn aside(text: impl Into<String>) -> Cell {
    vec![(text.into(), Role::Dim)]
}

/// A name in the language in force, and in the other where that is another.
fn both(lang: Lang, name: &crate::domain::label::Label) -> [String; 2] {
    let here = names::label(lang, name);
    let other = names::label(lang.other(), name);
    [here.to_owned(), if other == here { String::new() } else { other.to_owned() }]
}

fn tier(it: &Tier, lang: Lang) -> Vec<Cell> {
    let level = |level: &Level| match it.cadences.get(level) {
        Some(cadence) => {
            let unit = match cadence.unit {
                Unit::Working => words::unit_working(lang),
                Unit::Calendar => words::unit_calendar(lang),
            };
            vec![(format!("{}–{} ", cadence.window.min, cadence.window.max), Role::Text), (unit.to_owned(), Role::Dim)]
        }
        None => aside("-"),
    };
    // A tier is a letter with weight, as in every list.
    let weight = match it.rank {
        1 => Role::Strong,
        2 => Role::Text,
        _ => Role::Dim,
    };
    let mut cells = vec![vec![(it.code.clone(), weight)], fact(names::label(lang, &it.name))];
    cells.extend(Level::ALL.iter().map(level));
    cells.extend([fact(it.minutes.to_string()), fact(it.factor.to_string()), aside(it.rank.to_string())]);
    cells
}

fn decreed(year: i32, decree: Option<&HolidayYear>, shared: &Shared) -> Vec<Cell> {
    let lang = shared.lang;
    let number = |days: Option<usize>| fact(days.map(|days| days.to_string()).unwrap_or_default());
    let state = match decree {
        Some(_) => fact(words::published(lang)),
        None => vec![(words::not_published(lang).to_owned(), Role::Warning)],
    };
    vec![
        fact(year.to_string()),
        state,
        number(decree.map(|it| it.off.len())),
        number(decree.map(|it| it.working.len())),
        fact(calendar::working_days(&shared.policy.calendar, year).to_string()),
    ]
}

fn leave(it: &Leave, setup: &Setup, shared: &Shared) -> Vec<Cell> {
    let (lang, today) = (shared.lang, shared.who.today);
    let count = &shared.policy.calendar;
    let days =
        it.span.last.map(|last| count.ordinal(last) - it.span.first.pred_opt().map_or(0, |eve| count.ordinal(eve)));
    let last = it.span.last.map_or_else(|| words::open_end(lang).to_owned(), |day| dates::day(lang, day, today));
    // What is over stands back.
    let cell = if it.span.end() < today { aside } else { fact };
    vec![
        cell(setup.rep_name(it.rep).to_owned()),
        cell(dates::day(lang, it.span.first, today)),
        cell(last),
        cell(days.map(|days| days.to_string()).unwrap_or_default()),
        aside(it.cover.map_or("", |rep| setup.rep_name(rep)).to_owned()),
    ]
}

fn product(it: &Product, lang: Lang) -> Vec<Cell> {
    let name = if it.retired { aside } else { fact };
    let mut units = it.unit.clone();
    if !it.packs.is_empty() {
        units = format!("{units}, {}", products::packs_text(&it.packs));
    }
    let state = if it.retired { words::retired(lang) } else { words::sold(lang) };
    vec![
        name(it.name.clone()),
        aside(it.code.clone()),
        name(units),
        aside(state.to_owned()),
        aside(it.aliases.join(", ")),
    ]
}

fn person(it: &Rep, setup: &Setup, lang: Lang) -> Vec<Cell> {
    let hours = format!("{}-{}", it.hours.start.format("%H:%M"), it.hours.end.format("%H:%M"));
    vec![
        aside(&it.code),
        fact(&it.name),
        fact(names::role(lang, it.role)),
        fact(names::label(lang, &it.territory)),
        fact(hours),
        aside(it.team.map_or("", |team| setup.team_name(lang, team))),
        aside(form::place_text(it.home)),
    ]
}

/// Which characters can be chosen; none: those that the terminal draws well.
const GLYPHS: [Option<GlyphSet>; 3] = [None, Some(GlyphSet::Unicode), Some(GlyphSet::Ascii)];

/// What can be chosen, each with its name, and which of it is in force.
fn choices(at: usize, shared: &Shared) -> (&'static str, Vec<String>, usize) {
    let lang = shared.lang;
    match at {
        0 => {
            let names = Lang::ALL.map(|lang| common::language_name(lang).to_owned());
            (words::look_language(lang), names.into(), usize::from(lang == Lang::Zh))
        }
        1 => {
            // There may be more than fit: the one in force stands first.
            let mut names = shared.theme_names();
            if let Some(here) = names.iter().position(|name| *name == shared.theme.name) {
                names[..=here].rotate_right(1);
            }
            (words::look_theme(lang), names, 0)
        }
        2 => {
            let name = |choice| match choice {
                None => words::glyphs_measured(lang).to_owned(),
                Some(GlyphSet::Unicode) => words::glyphs_unicode(lang).to_owned(),
                Some(GlyphSet::Ascii) => words::glyphs_ascii(lang).to_owned(),
            };
            let here = GLYPHS.iter().position(|choice| *choice == shared.chosen_glyphs).unwrap_or(0);
            (words::look_glyphs(lang), GLYPHS.map(name).into(), here)
        }
        _ => {
            let names = [words::mouse_on(lang), words::mouse_off(lang)].map(str::to_owned);
            (words::look_mouse(lang), names.into(), usize::from(!shared.mouse))
        }
    }
}

fn look(at: usize, shared: &Shared) -> Vec<Cell> {
    let (name, choices, here) = choices(at, shared);
    let mut cell = Vec::new();
    for (n, choice) in choices.into_iter().enumerate() {
        let (mark, role) = if n == here { (shared.glyphs.inside, Role::Strong) } else { (" ", Role::Dim) };
        cell.push((format!("{mark} {choice}   "), role));
    }
    vec![fact(name), cell]
}

/// What changes a look: the other of two at once, a theme out of a list.
pub(super) fn other_look(at: usize, shared: &Shared) -> Effect {
    match at {
        0 => Effect::Prefer(Preference::Language(shared.lang.other())),
        1 => Effect::Open(Place::Themes),
        2 => {
            let (_, _, here) = choices(at, shared);
            Effect::Prefer(Preference::Glyphs(GLYPHS[(here + 1) % GLYPHS.len()]))
        }
        _ => Effect::Prefer(Preference::Mouse(!shared.mouse)),
    }
}
