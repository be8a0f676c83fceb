//! The reports of the command line: the route of a day, the worklist, an account's timeline. The same reads and rules as the screens.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::ids::AccountId;
use crate::domain::route::Fate;
use crate::i18n::messages::{cli as words, marks as mark_words, screens as screen_words};
use crate::i18n::{Lang, dates};
use crate::store::rows::{Entry, Happening};
use crate::store::{Result, Store};

use super::day::day_view;
use super::names;
use super::policy::{Line, Policy};
use super::query::book;
use super::report::{Cell, Column, Table, column, text, titles};
use super::who::Who;
use super::worklist::groups;

const ABOUT: [Column; 8] = [
    titles::NAME,
    titles::CODE,
    titles::TIER,
    titles::DAYS,
    titles::WINDOW,
    titles::UNIT,
    titles::STATE,
    titles::SCORE,
];

fn about(lang: Lang, line: &Line, today: NaiveDate) -> Vec<Cell> {
    let window = line.standing.window.map(|window| format!("{}–{}", window.min, window.max)).unwrap_or_default();
    let unit = line.unit.map(|unit| names::unit(lang, unit));
    vec![
        text(format!("{} {}", line.row.name, line.row.other_name).trim()),
        text(&line.row.code),
        text(&line.tier),
        line.standing.days.map_or(Value::Null, Value::from),
        text(&window),
        text(unit.unwrap_or_default()),
        text(&state(lang, line, today)),
        Value::from((line.score.total() * 10.0).round() / 10.0),
    ]
}

fn state(lang: Lang, line: &Line, today: NaiveDate) -> String {
    match line.row.visiting {
        Some(_) => mark_words::visiting(lang).to_owned(),
        None => names::state(lang, line.standing.state, today),
    }
}

/// The route of a day.
pub fn today(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate, lang: Lang) -> Result<Table> {
    let view = day_view(store, who, policy, day)?;
    let mut columns = vec![column("arrival", words::head_at), column("stop", words::head_fate)];
    columns.extend(ABOUT);
    let rows = view.stops.iter().map(|stop| {
        let fate = match &stop.stop.fate {
            Fate::Open if stop.visit.is_some_and(|visit| visit.attempted) => mark_words::attempted(lang),
            Fate::Open => "",
            Fate::Done { .. } => mark_words::done(lang),
            Fate::Skipped { .. } => mark_words::skipped(lang),
        };
        let arrival = stop.arrival.map(dates::time).unwrap_or_default();
        let mut row = vec![text(&arrival), text(fate)];
        row.extend(about(lang, &stop.line, who.today));
        row
    });
    Ok(Table { rows: rows.collect(), columns })
}

/// The worklist, in the order of the screen.
pub fn overdue(store: &dyn Store, who: &Who, policy: &Policy, lang: Lang) -> Result<Table> {
    let mut columns = ABOUT.to_vec();
    columns.push(titles::LAST);
    let lines = groups(book(store, who, policy)?).into_iter().filter(|(group, _)| group.is_due());
    let rows = lines.flat_map(|(_, lines)| lines).map(|line| {
        let mut row = about(lang, &line, who.today);
        row.push(text(&line.row.last.map(|day| day.to_string()).unwrap_or_default()));
        row
    });
    Ok(Table { rows: rows.collect(), columns })
}

/// Everything that happened at an account, newest first.
pub fn timeline(store: &dyn Store, who: &Who, account: AccountId, lang: Lang) -> Result<Table> {
    let columns = vec![
        column("day", words::head_day),
        column("what", words::head_what),
        column("who", words::head_who),
        column("state", words::head_state),
        column("text", words::head_text),
    ];
    let mut rows = Vec::new();
    let mut before = None;
    loop {
        let page = store.timeline(who.viewer(), account, before, super::query::TIMELINE_PAGE)?;
        rows.extend(page.items.iter().map(|entry| happening(lang, entry)));
        before = page.next;
        if before.is_none() {
            return Ok(Table { columns, rows });
        }
    }
}

fn happening(lang: Lang, entry: &Entry) -> Vec<Cell> {
    let (what, state, said) = match &entry.what {
        Happening::Touch(touch) => {
            let state = if touch.open {
                mark_words::visiting(lang)
            } else if touch.content.attempted {
                mark_words::attempted(lang)
            } else {
                ""
            };
            (names::touch_kind(lang, touch.content.kind), state.to_owned(), touch.content.note.clone())
        }
        Happening::Matter(matter) => {
            let state = match (matter.answered, matter.due) {
                (Some(day), _) => screen_words::answered_on(lang, &day.to_string()),
                (None, Some(day)) => screen_words::due_on(lang, &day.to_string()),
                (None, None) => screen_words::no_date(lang).to_owned(),
            };
            (names::matter_kind(lang, matter.kind), state, matter.text.clone())
        }
        Happening::Appointment(appointment) => {
            let word = screen_words::appointment_word(lang);
            let state = appointment.outcome.map(|outcome| names::outcome(lang, outcome)).unwrap_or_default();
            (word, state.to_owned(), appointment.purpose.clone())
        }
        Happening::Skipped(stop) => {
            let reason = if let Fate::Skipped { reason } = &stop.fate { reason.clone() } else { String::new() };
            (mark_words::skipped(lang), String::new(), reason)
        }
    };
    vec![text(&entry.cursor.day.to_string()), text(what), text(&entry.rep_name), text(&state), text(&said)]
}
