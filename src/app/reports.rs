//! The reports of the command line: the route of a day, the worklist, an account's timeline. The same reads and rules as the screens.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::cadence::{State, Unit};
use crate::domain::content::{Counted, Order};
use crate::domain::ids::AccountId;
use crate::domain::route::Fate;
use crate::domain::stock::Answer;
use crate::i18n::messages::{
    board as board_words, cli as words, common, marks as mark_words, out, screens as screen_words, stock as stock_words,
};
use crate::i18n::text::clean;
use crate::i18n::{Lang, dates};
use crate::store::rows::{Entry, Goods, Happening};
use crate::store::{Result, Store};

use super::board::{self, Every};
use super::day::{DayView, day_view};
use super::follow_ups::{self, FollowUp};
use super::names;
use super::policy::{Line, Policy};
use super::query::book;
use super::recorded;
use super::report::{Cell, Column, Table, column, data, for_programs, text, titles, worded};
use super::stock;
use super::who::Who;
use super::worklist::groups;

const ABOUT: [Column; 12] = [
    titles::NAME,
    titles::OTHER_NAME,
    titles::CODE,
    titles::TIER,
    titles::DAYS,
    titles::WINDOW,
    titles::MIN,
    titles::MAX,
    titles::UNIT,
    titles::STATE,
    titles::OVER,
    titles::SCORE,
];

fn about(lang: Lang, line: &Line, today: NaiveDate) -> Vec<Cell> {
    let (row, standing) = (&line.row, &line.standing);
    let window = standing.window.map(|window| format!("{}–{}", window.min, window.max)).unwrap_or_default();
    let unit = line.unit.map(|unit| names::unit(lang, unit)).unwrap_or_default();
    let unit_word = line.unit.map(|unit| match unit {
        Unit::Working => "working",
        Unit::Calendar => "calendar",
    });
    let state = match row.visiting {
        Some(_) => worded("visiting", mark_words::visiting(lang)),
        None => worded(state_word(standing.state), &names::state(lang, standing.state, today)),
    };
    vec![
        Cell { data: text(&row.name).data, ..text(format!("{} {}", row.name, row.other_name).trim()) },
        text(&row.other_name),
        text(&row.code),
        text(&line.tier),
        data(standing.days),
        text(&window),
        data(standing.window.map(|window| window.min)),
        data(standing.window.map(|window| window.max)),
        worded(unit_word, unit),
        state,
        data(standing.over()),
        data(names::rounded(line.score.total())),
    ]
}

/// A state for programs.
fn state_word(state: State) -> &'static str {
    match state {
        State::Overdue { .. } => "overdue",
        State::LastDay => "last-day",
        State::InWindow { .. } => "in-window",
        State::Early { .. } => "early",
        State::Never => "never",
        State::Paused { .. } => "paused",
        State::NoCadence => "no-cadence",
    }
}

/// The route of a day.
pub fn today(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate, lang: Lang) -> Result<Table> {
    Ok(today_of(&day_view(store, who, policy, day)?, who.today, lang))
}

/// The stops of a day that was read already.
pub fn today_of(view: &DayView, today: NaiveDate, lang: Lang) -> Table {
    let mut columns = vec![column("arrival", words::head_at), column("stop", words::head_fate)];
    columns.extend(ABOUT);
    let rows = view.stops.iter().map(|stop| {
        let fate = match &stop.stop.fate {
            Fate::Open if stop.visit.is_some_and(|visit| visit.attempted) => {
                worded("nobody", mark_words::attempted(lang))
            }
            Fate::Open => worded("open", ""),
            fate => worded(fate.word(), &names::fate(lang, fate, stop.colleague.as_deref(), today)),
        };
        let arrival = stop.arrival.map(dates::time).unwrap_or_default();
        let mut row = vec![text(&arrival), fate];
        row.extend(about(lang, &stop.line, today));
        row
    });
    Table { rows: rows.collect(), columns }
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

/// The accounts that can be seen and fit these words, the best fit first, at most so many; and how many fit altogether.
pub fn accounts(
    store: &dyn Store,
    who: &Who,
    policy: &Policy,
    (words, limit): (&str, usize),
    lang: Lang,
) -> Result<(Table, usize)> {
    let found = store.search(who.viewer(), words, limit)?;
    let mut columns = ABOUT.to_vec();
    columns.extend([titles::LAST, column("address", out::head_place)]);
    let rows = found.rows.into_iter().map(|row| {
        let line = policy.line(row, who.today);
        let mut cells = about(lang, &line, who.today);
        cells.push(text(&line.row.last.map(|day| day.to_string()).unwrap_or_default()));
        cells.push(text(&line.row.address));
        cells
    });
    Ok((Table { rows: rows.collect(), columns }, found.total))
}

/// The viewer's own numbers, one line for each and period, the newest period first.
pub fn board(store: &dyn Store, who: &Who, policy: &Policy, every: Every, lang: Lang) -> Result<Table> {
    let columns = vec![
        column("figure", board_words::head_figure),
        column("from", board_words::head_from),
        column("to", board_words::head_to),
        column("value", board_words::head_value),
        column("of", board_words::col_of),
    ];
    let board = board::board(store, who, policy, every)?;
    let mut rows = Vec::new();
    for (at, (from, to)) in board.periods.iter().enumerate().rev() {
        for (figure, numbers) in &board.lines {
            let Some(number) = numbers.get(at) else { continue };
            let rounded = number.value.map(|value| (value * 1000.0).round() / 1000.0);
            rows.push(vec![
                worded(figure.word(), &board::name(lang, figure)),
                text(&from.to_string()),
                text(&to.to_string()),
                worded(rounded, &board::value(lang, figure.measure(), number)),
                text(&board::of(number)),
            ]);
        }
    }
    Ok(Table { columns, rows })
}

/// What is to be followed up.
pub fn follow_ups(store: &dyn Store, who: &Who, lang: Lang) -> Result<Table> {
    let columns = vec![
        column("day", words::head_day),
        column("time", words::head_at),
        column("what", words::head_what),
        column("account", words::head_name),
        column("text", words::head_text),
        column("put_off_until", words::head_put_off),
        column("reason", words::head_reason),
    ];
    let day = |day: Option<NaiveDate>| text(&day.map(|day| day.to_string()).unwrap_or_default());
    let row = |it: FollowUp| {
        vec![
            day(it.day),
            text(&it.time.map(dates::time).unwrap_or_default()),
            worded(it.duty.word(), follow_ups::kind(lang, it.duty)),
            text(&it.name),
            text(&it.text),
            day(it.put_off.as_ref().map(|put_off| put_off.until)),
            text(it.put_off.as_ref().map_or("", |put_off| &put_off.reason)),
        ]
    };
    Ok(Table { columns, rows: follow_ups::follow_ups(store, who)?.into_iter().map(row).collect() })
}

/// Everything that happened at an account, newest first.
pub fn timeline(store: &dyn Store, who: &Who, account: AccountId, lang: Lang) -> Result<Table> {
    let columns = vec![
        column("day", words::head_day),
        column("what", words::head_what),
        column("who", words::head_who),
        column("state", words::head_state),
        column("text", words::head_text),
        for_programs("minutes"),
        for_programs("satisfaction"),
        for_programs("next_day"),
        for_programs("next"),
        for_programs("due"),
        for_programs("answered"),
        for_programs("product"),
        for_programs("quantity"),
        for_programs("unit"),
        for_programs("ordered"),
        for_programs("order_lines"),
        for_programs("no_order"),
        for_programs("shelf"),
        for_programs("display_lacks"),
        for_programs("needs"),
        for_programs("told"),
        for_programs("competitor"),
    ];
    let mut rows = Vec::new();
    let mut before = None;
    loop {
        let page = store.timeline(who.viewer(), account, before, super::query::TIMELINE_PAGE)?;
        rows.extend(page.items.iter().map(|entry| happening(lang, entry, who.today)));
        before = page.next;
        if before.is_none() {
            return Ok(Table { columns, rows });
        }
    }
}

/// What an entry about stock is: for people with the product.
fn about_goods(lang: Lang, word: &str, shown: &str, goods: &Goods) -> Cell {
    worded(word, &[shown, &goods.product].join(common::separator(lang)))
}

fn happening(lang: Lang, entry: &Entry, today: NaiveDate) -> Vec<Cell> {
    let (what, state, said) = match &entry.what {
        Happening::Touch(touch) => {
            let kind = touch.content.kind;
            let state = if touch.open {
                worded("visiting", mark_words::visiting(lang))
            } else if touch.content.attempted {
                worded("nobody", mark_words::attempted(lang))
            } else {
                worded("done", "")
            };
            (worded(word(kind), names::touch_kind(lang, kind)), state, touch.content.note.as_str())
        }
        Happening::Matter(matter) => {
            let state = match (matter.answered, matter.due) {
                (Some(day), _) => worded("answered", &screen_words::answered_on(lang, &day.to_string())),
                (None, Some(day)) => worded("open", &screen_words::due_on(lang, &day.to_string())),
                (None, None) => worded("open", screen_words::no_date(lang)),
            };
            (worded(word(matter.kind), names::matter_kind(lang, matter.kind)), state, matter.text.as_str())
        }
        Happening::Appointment(appointment) => {
            let state = match appointment.outcome {
                Some(outcome) => worded(word(outcome), names::outcome(lang, outcome)),
                None => worded("open", ""),
            };
            (worded("appointment", screen_words::appointment_word(lang)), state, appointment.purpose.as_str())
        }
        Happening::NotDone { stop, colleague } => {
            let fate = names::fate(lang, &stop.fate, colleague.as_deref(), today);
            (worded(stop.fate.word(), &fate), Cell::default(), stop.fate.reason())
        }
        Happening::Request { request, goods, fulfilled } => {
            let state = request.ended.as_ref().map_or("open".into(), |ended| word(ended.how));
            let state = worded(state, &stock::how_it_stands(lang, request, *fulfilled > 0, today));
            (about_goods(lang, "request", stock_words::record_request(lang), goods), state, request.note.as_str())
        }
        Happening::Telling { telling, goods } => {
            let state = match telling.answer {
                _ if telling.withdrawn => "withdrawn",
                Some(answer) => answer.word(),
                None => "told",
            };
            let state = worded(state, &stock::what_they_said(lang, telling, &goods.unit, today));
            (about_goods(lang, "telling", stock_words::deed_tell(lang), goods), state, telling.note.as_str())
        }
        Happening::Fulfilment { fulfilment, goods } => {
            let state = worded("done", &stock::quantity(fulfilment.quantity, &goods.unit));
            (about_goods(lang, "fulfilment", stock_words::deed_fulfil(lang), goods), state, "")
        }
    };
    let mut said = text(said);
    if let Happening::Touch(touch) = &entry.what {
        // Programs get what was recorded beside the note in columns of its own.
        let lines = recorded::lines(lang, &touch.content, &entry.goods);
        let all = std::iter::once(said.shown).chain(lines.iter().map(|line| clean(line)));
        said.shown = all.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }
    let mut row = vec![text(&entry.cursor.day.to_string()), what, text(&entry.rep_name), state, said];
    row.extend(details(&entry.what));
    row.extend(sections(entry));
    row
}

/// What only programs are told of what was recorded of a touch beside its note.
fn sections(entry: &Entry) -> [Cell; 8] {
    let Happening::Touch(touch) = &entry.what else { return std::array::from_fn(|_| Cell::default()) };
    let content = &touch.content;
    let goods = |counted: &[Counted]| {
        let line = |it: &Counted| {
            let product = entry.goods.iter().find(|(id, _)| *id == it.product).map(|(_, name)| name.as_str());
            json!({ "product": product, "count": it.amount.count, "unit": it.amount.unit, "quantity": it.amount.quantity() })
        };
        Value::Array(counted.iter().map(line).collect())
    };
    let list = |there: bool, value: Value| Cell { data: if there { value } else { Value::Null }, ..Cell::default() };
    let (lines, why) = match &content.order {
        Some(Order::Lines(lines)) => (lines.as_slice(), None),
        Some(Order::Nothing(why)) => (&[][..], Some(*why)),
        _ => (&[][..], None),
    };
    [
        data(content.order.as_ref().map(Order::quantity)),
        list(!lines.is_empty(), goods(lines)),
        data(why.map(word)),
        list(!content.shelf.is_empty(), goods(&content.shelf)),
        data(content.display.as_ref().map(|display| word(&display.lacks))),
        list(!content.needs.is_empty(), word(&content.needs)),
        text(&content.told),
        text(&content.rival),
    ]
}

/// What only programs are told: minutes, satisfaction, what comes next and when, the days of a matter, a request or an offer,
/// and how much of which product.
fn details(what: &Happening) -> [Cell; 9] {
    let day = |day: Option<NaiveDate>| data(day.map(|day| day.to_string()));
    let mut cells: [Cell; 9] = std::array::from_fn(|_| Cell::default());
    match what {
        Happening::Touch(touch) => {
            let next = touch.content.next.as_ref();
            cells[0] = data(touch.minutes());
            cells[1] = data(touch.content.satisfaction);
            cells[2] = day(next.and_then(|next| next.day));
            cells[3] = text(next.map_or("", |next| &next.text));
        }
        Happening::Matter(matter) => {
            cells[4] = day(matter.due);
            cells[5] = day(matter.answered);
        }
        Happening::Appointment(_) | Happening::NotDone { .. } => {}
        Happening::Request { request, goods, .. } => {
            cells[4] = day(request.until);
            cells[5] = day(request.ended.as_ref().map(|ended| ended.day));
            cells[6] = text(&goods.product);
            (cells[7], cells[8]) = (data(request.asked.quantity()), text(&goods.unit));
        }
        Happening::Telling { telling, goods } => {
            cells[4] = day(telling.held_until);
            cells[6] = text(&goods.product);
            if let Some(quantity) = telling.answer.and_then(Answer::quantity) {
                (cells[7], cells[8]) = (data(quantity), text(&goods.unit));
            }
        }
        Happening::Fulfilment { fulfilment, goods } => {
            cells[6] = text(&goods.product);
            (cells[7], cells[8]) = (data(fulfilment.quantity), text(&goods.unit));
        }
    }
    cells
}

/// The word under which a value is saved.
fn word(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
