//! How Stock is drawn: products, arrivals, calls and those who wait in one list of the same columns, and beside it what is known of the row in
//! hand.

use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;

use crate::app::command::Action;
use crate::app::stock::{self, ProductLine, amount_text, quantity};
use crate::domain::stock::{Answer, Share};
use crate::i18n::dates;
use crate::i18n::messages::{screens as screen_words, stock as words};
use crate::store::{ArrivalRow, QueueRow};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::Layer as _;
use crate::ui::screens::accounts;
use crate::ui::screens::brief::{Paragraph, add, facts, joined};
use crate::ui::screens::panes::{draw_aside, panes};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::rows::Row;
use super::{Hand, Stock};

/// Selected, place, name, quantity, days waited, state.
const COLUMNS: [Column; 6] = [
    Column::fixed(1, 0),
    Column::number(4, 0),
    Column::rest(18),
    Column::number(10, 0),
    Column::number(6, 1),
    Column::fixed(26, 0),
];

/// Cells of the list at most: a number far from its name is not read.
const WIDEST: u16 = 104;

pub(super) fn draw(screen: &Stock, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let (list, aside) = panes(area);
    let list = Rect { width: list.width.min(WIDEST), ..list };
    if let (Some(aside), Some(hand)) = (aside, screen.hand()) {
        draw_aside(aside, buf, shared, &paragraphs(shared, hand));
    }
    if screen.rows.is_empty() {
        if screen.loaded {
            let key = shared.keymap.shown(Action::Request);
            let text = if screen.finder.is_active() {
                screen_words::found_nothing(shared.lang).to_owned()
            } else {
                let another = screen.applies(Action::WhichTeam).then(|| shared.keymap.shown(Action::WhichTeam));
                let another = another.map(|key| words::another_team(shared.lang, &key)).unwrap_or_default();
                words::stock_empty(shared.lang, &key) + &another
            };
            accounts::draw_empty(&text, list, buf, shared);
        }
    } else {
        titles(paint::row(list, 0), buf, shared);
        let height = rows_in(list.as_size(), screen.finder.is_editing());
        for (at, row) in screen.cursor.visible(height).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            buf.hit(area, Hit::Row(row));
            let selected = screen.cursor.selected() == Some(row);
            draw_row(screen.rows[row], &screen.lines, selected, area, buf, shared);
        }
    }
    let last = paint::row(list, list.height.saturating_sub(1));
    if screen.finder.is_editing() { screen.finder.draw(last, buf, shared) } else { None }
}

/// How many rows of the list fit: the titles above are left out, and the line in which one searches.
pub(super) fn rows_in(body: Size, finding: bool) -> usize {
    usize::from(body.height.saturating_sub(1 + u16::from(finding)))
}

fn titles(area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let dim = shared.style(Role::Dim);
    let titles =
        ["", words::col_place(lang), words::col_product(lang), words::col_asked(lang), words::col_oldest(lang), ""];
    for ((title, column), area) in titles.into_iter().zip(&COLUMNS).zip(place(&COLUMNS, area)) {
        let Some(area) = area else { continue };
        if column.right {
            paint::right(buf, area, title, dim);
        } else {
            paint::text(buf, area.x, area.y, area.width, title, dim);
        }
    }
}

/// What stands in a row: place, name, quantity, days waited, state; and how many cells the name is moved left over the place.
struct Cells {
    place: String,
    name: (String, Style),
    lead: u16,
    quantity: String,
    waited: String,
    state: (String, Role),
}

fn draw_row(row: Row, lines: &[ProductLine], selected: bool, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let cells = cells(row, row.hand(lines), selected, shared);
    let dim = shared.style(Role::Dim);
    let places = place(&COLUMNS, area);
    let at = |nth: usize| places.get(nth).copied().flatten();
    if let Some(area) = at(0).filter(|_| selected) {
        paint::text(buf, area.x, area.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
    }
    if let Some(area) = at(1) {
        paint::right(buf, area, &cells.place, dim);
    }
    if let Some(area) = at(2) {
        let x = area.x - cells.lead.min(area.x);
        paint::text(buf, x, area.y, area.width + cells.lead, &cells.name.0, cells.name.1);
    }
    if let Some(area) = at(3) {
        paint::right(buf, area, &cells.quantity, shared.style(Role::Text));
    }
    if let Some(area) = at(4) {
        paint::right(buf, area, &cells.waited, dim);
    }
    if let Some(area) = at(5) {
        paint::text(buf, area.x + 1, area.y, area.width.saturating_sub(1), &cells.state.0, shared.style(cells.state.1));
    }
}

fn cells(row: Row, hand: Hand<'_>, selected: bool, shared: &Shared) -> Cells {
    let (lang, today) = (shared.lang, shared.who.today);
    let unit = &hand.line.product.unit;
    let waited = |day: Option<chrono::NaiveDate>| {
        day.map(|day| words::days_waited(lang, (today - day).num_days())).unwrap_or_default()
    };
    let weight = |role| shared.style(if selected { Role::Strong } else { role });
    match (row, hand.arrival, hand.request) {
        (Row::Call(_, _, call), Some(arrival), Some((row, Some(share)))) => Cells {
            place: (call + 1).to_string(),
            name: shop_name(row, weight(Role::Text), shared),
            lead: 0,
            quantity: quantity(if share.held > 0 { share.held } else { share.given }, unit),
            waited: waited(Some(row.standing.request.day)),
            state: call_state(shared, arrival, share, unit),
        },
        (_, Some(arrival), _) => Cells {
            place: String::new(),
            name: (arrival_short(shared, hand.line, arrival), weight(Role::Text)),
            lead: 3,
            quantity: words::left_over(lang, &arrival.left.to_string()),
            waited: String::new(),
            state: match &arrival.allotment {
                Some(allotment) => (stock::rule(lang, allotment.rule).to_owned(), Role::Dim),
                None => (words::undecided_short(lang).to_owned(), Role::Warning),
            },
        },
        (_, None, Some((row, _))) => Cells {
            place: row.standing.position.map(|at| at.to_string()).unwrap_or_default(),
            name: shop_name(row, weight(Role::Text), shared),
            lead: 0,
            quantity: quantity(row.standing.open, unit),
            waited: waited(Some(row.standing.request.day)),
            state: terms(shared, row),
        },
        (Row::Queue(_), ..) => Cells {
            place: String::new(),
            name: (words::still_waiting(lang).to_owned(), weight(Role::Dim)),
            lead: 3,
            quantity: String::new(),
            waited: String::new(),
            state: (String::new(), Role::Dim),
        },
        (_, None, None) => {
            let waiting = hand.line.waiting().count();
            Cells {
                place: String::new(),
                name: (hand.line.product.name.clone(), shared.style(Role::Strong)),
                lead: 5,
                quantity: grouped(hand.line.open(), unit),
                waited: waited(hand.line.oldest()),
                state: (words::waits_for(lang, waiting), if hand.line.outside() { Role::Warning } else { Role::Dim }),
            }
        }
    }
}

fn grouped(quantity: u64, unit: &str) -> String {
    if quantity == 0 { String::new() } else { stock::quantity(u32::try_from(quantity).unwrap_or(u32::MAX), unit) }
}

fn shop_name(row: &QueueRow, style: Style, shared: &Shared) -> (String, Style) {
    match &row.shop {
        Some(shop) => (shop.name.clone(), style),
        None => (words::colleagues_shop(shared.lang).to_owned(), shared.style(Role::Dim)),
    }
}

/// What came, and when, in base units.
fn arrival_short(shared: &Shared, line: &ProductLine, row: &ArrivalRow) -> String {
    let day = dates::day(shared.lang, row.arrival.day, shared.who.today);
    words::arrival_of(shared.lang, &day, &quantity(row.arrival.amount.quantity(), &line.product.unit))
}

/// What came, and when.
pub(super) fn arrival_title(shared: &Shared, line: &ProductLine, row: &ArrivalRow) -> String {
    let day = dates::week_day(shared.lang, row.arrival.day, shared.who.today);
    words::arrival_of(shared.lang, &day, &amount_text(shared.lang, &row.arrival.amount, &line.product.unit))
}

/// How far a call is, in words.
fn call_state(shared: &Shared, arrival: &ArrivalRow, share: &Share, unit: &str) -> (String, Role) {
    let (lang, today) = (shared.lang, shared.who.today);
    if share.fulfilled > 0 && share.waits() == 0 {
        return (words::state_handed(lang).to_owned(), Role::Good);
    }
    if share.fulfilled > 0 {
        return (words::state_partly(lang, &quantity(share.fulfilled, unit)), Role::Accent);
    }
    let Some(told) = &share.told else {
        return match share.given {
            0 => (String::new(), Role::Dim),
            _ if arrival.arrival.closed => (String::new(), Role::Dim),
            _ => (words::state_to_tell(lang).to_owned(), Role::Warning),
        };
    };
    match (told.answer, told.held_until) {
        (Some(Answer::TakesAll), _) => (words::state_takes(lang).to_owned(), Role::Good),
        (Some(Answer::Takes(count)), _) => (words::state_part(lang, &quantity(count, unit)), Role::Good),
        (Some(_), _) => (words::state_passed(lang).to_owned(), Role::Dim),
        (None, Some(until)) if until < today => {
            (words::state_lapsed(lang, &dates::week_day(lang, until, today)), Role::Alarm)
        }
        (None, Some(until)) => (words::state_held(lang, &dates::week_day(lang, until, today)), Role::Accent),
        (None, None) => (words::state_told(lang, &moment(shared, told.at, told.day)), Role::Accent),
    }
}

/// A time of today, or a day.
fn moment(shared: &Shared, at: chrono::DateTime<chrono::Utc>, day: chrono::NaiveDate) -> String {
    let today = shared.who.today;
    if day == today { dates::time(shared.clock(at)) } else { dates::week_day(shared.lang, day, today) }
}

/// On what terms somebody waits.
fn terms(shared: &Shared, row: &QueueRow) -> (String, Role) {
    let (lang, today) = (shared.lang, shared.who.today);
    let request = &row.standing.request;
    let until =
        request.until.map(|day| words::flag_until(lang, &dates::week_day(lang, day, today))).unwrap_or_default();
    let all = if request.all_or_nothing { words::flag_all(lang) } else { "" };
    let outside = if request.outside { words::flag_outside(lang) } else { "" };
    let role = match row.standing.position {
        None => Role::Dim,
        Some(_) if request.outside => Role::Warning,
        Some(_) => Role::Text,
    };
    (joined(lang, &[outside, all, &until]), role)
}

/// What is known of the row in hand.
fn paragraphs(shared: &Shared, hand: Hand<'_>) -> Vec<Paragraph> {
    let lang = shared.lang;
    let product = &hand.line.product;
    let units = crate::app::request_form::units(product);
    let mut out = vec![facts(product.name.clone(), Role::Strong)];
    out.push(facts(joined(lang, &[&product.code, &units]), Role::Dim));
    if let Some((row, share)) = hand.request {
        add(&mut out, request_lines(shared, hand, row));
        if let (Some(share), Some(arrival)) = (share, hand.arrival) {
            let mut lines = vec![facts(arrival_title(shared, hand.line, arrival), Role::Text)];
            let (state, role) = call_state(shared, arrival, share, &product.unit);
            lines.push(facts(joined(lang, &[&quantity(share.given, &product.unit), &state]), role));
            lines.extend(told_lines(shared, arrival, share));
            add(&mut out, lines);
        }
    } else if let Some(arrival) = hand.arrival {
        add(&mut out, arrival_lines(shared, hand.line, arrival));
    } else {
        let waiting = words::waits_for(lang, hand.line.waiting().count());
        let mut lines = vec![facts(joined(lang, &[&waiting, &grouped(hand.line.open(), &product.unit)]), Role::Text)];
        lines.extend(hand.line.arrivals.iter().map(|row| facts(arrival_title(shared, hand.line, row), Role::Text)));
        add(&mut out, lines);
    }
    out
}

fn request_lines(shared: &Shared, hand: Hand<'_>, row: &QueueRow) -> Vec<Paragraph> {
    let (lang, today) = (shared.lang, shared.who.today);
    let standing = hand.line.queue.iter().find(|it| it.standing.request.id == row.standing.request.id).unwrap_or(row);
    let (request, unit) = (&row.standing.request, &hand.line.product.unit);
    let name = row.shop.as_ref().map_or(words::colleagues_shop(lang), |shop| shop.name.as_str());
    let mut lines = vec![facts(name, Role::Strong)];
    if let Some(shop) = &row.shop {
        let whose = if shop.rep == Some(shared.who.rep.id) || shop.rep_name.is_empty() {
            String::new()
        } else {
            words::taken_by(lang, &shop.rep_name)
        };
        lines.push(facts(joined(lang, &[&shop.code, &shop.phone, &whose]), Role::Dim));
    }
    let asked = words::asked_on(lang, &dates::week_day(lang, request.day, today));
    let by = row.shop.as_ref().filter(|shop| !shop.contact.is_empty());
    let by = by.map(|shop| words::asked_by(lang, &shop.contact)).unwrap_or_default();
    lines.push(facts(joined(lang, &[&amount_text(lang, &request.asked, unit), &asked, &by]), Role::Text));
    let place = match (standing.standing.position, request.until) {
        (Some(at), _) => words::place_of(lang, at, hand.line.waiting().count()),
        (None, Some(until)) if until < today => words::not_wanted_any_more(lang, &dates::week_day(lang, until, today)),
        _ => words::covered(lang).to_owned(),
    };
    lines.push(facts(place, Role::Text));
    let (terms, role) = terms(shared, row);
    if !terms.is_empty() {
        lines.push(facts(terms, role));
    }
    if !request.note.is_empty() {
        lines.push(Paragraph { limit: 5, ..facts(request.note.clone(), Role::Text) });
    }
    lines
}

/// When a shop was told, how, whom, by whom, and what was noted.
fn told_lines(shared: &Shared, arrival: &ArrivalRow, share: &Share) -> Vec<Paragraph> {
    let lang = shared.lang;
    let Some(telling) = &share.told else { return Vec::new() };
    let when = words::state_told(lang, &moment(shared, telling.at, telling.day));
    let how = stock::means(lang, telling.how);
    let Some(told) = arrival.told.iter().find(|it| it.telling.id == telling.id) else {
        return vec![facts(joined(lang, &[&when, how]), Role::Dim)];
    };
    let by = words::told_by(lang, &told.rep_name);
    let mut lines = vec![facts(joined(lang, &[&when, how, &told.contact, &by]), Role::Dim)];
    if !telling.note.is_empty() {
        lines.push(Paragraph { limit: 3, ..facts(telling.note.clone(), Role::Text) });
    }
    lines
}

fn arrival_lines(shared: &Shared, line: &ProductLine, row: &ArrivalRow) -> Vec<Paragraph> {
    let lang = shared.lang;
    let unit = &line.product.unit;
    let mut lines = vec![facts(arrival_title(shared, line, row), Role::Strong)];
    lines.push(facts(joined(lang, &[&row.rep_name, &row.arrival.note]), Role::Dim));
    let rule = match &row.allotment {
        Some(allotment) => words::by_rule(lang, stock::rule(lang, allotment.rule)),
        None => words::undecided(lang).to_owned(),
    };
    lines.push(facts(rule, if row.allotment.is_some() { Role::Text } else { Role::Warning }));
    lines.push(facts(words::left_over(lang, &quantity(row.left, unit)), Role::Text));
    if let Some((next, more)) = &row.next {
        let name = next.shop.as_ref().map_or(words::colleagues_shop(lang), |shop| shop.name.as_str());
        lines.push(facts(words::next_in_line(lang, name, &quantity(*more, unit)), Role::Accent));
    }
    lines
}
