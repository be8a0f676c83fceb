//! The lists of stock for the command line: the queues with their places, the arrivals with whom to tell, and what each rule would give.

use serde::Serialize;
use serde_json::Value;

use crate::app::report::{Cell, Column, Table, column, data, for_programs, text, titles, worded};
use crate::app::who::Who;
use crate::domain::allotment::Rule;
use crate::domain::ids::RequestId;
use crate::domain::product::Product;
use crate::domain::stock::{Answer, Line, Share, Telling};
use crate::domain::tier::Tier;
use crate::i18n::Lang;
use crate::i18n::messages::{stock as rules, stock_out as words};
use crate::store::rows::Told;
use crate::store::{ArrivalRow, QueueRow};

use super::naming::short;
use super::{ProductLine, amount_text, answer, means, quantity, rule, why};

/// The columns of a shop; empty for one that is not seen.
const SHOP: [Column; 2] = [column("name", words::head_shop), titles::CODE];

/// What programs read in place of a value: the word under which it is saved.
pub(super) fn word(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The cells of a shop; people read whose one is that they do not see.
pub(super) fn shop(row: Option<&QueueRow>, lang: Lang) -> [Cell; 2] {
    match row.map(|row| row.shop.as_ref()) {
        Some(Some(shop)) => [text(&shop.name), text(&shop.code)],
        Some(None) => [worded(Value::Null, words::other_shop(lang)), text("")],
        None => [text(""), text("")],
    }
}

/// The code of the tier with this rank.
fn tier(tiers: &[Tier], rank: Option<u32>) -> Cell {
    text(tiers.iter().find(|tier| Some(tier.rank) == rank).map_or("", |tier| &tier.code))
}

/// The queues, a row for each request that is not over.
pub fn queues(lines: &[ProductLine], tiers: &[Tier], who: &Who, lang: Lang) -> Table {
    let mut columns =
        vec![column("product", words::head_product), for_programs("product_code"), column("place", words::head_place)];
    columns.extend(SHOP);
    columns.extend([
        titles::TIER,
        column("asked", words::head_asked),
        for_programs("quantity"),
        for_programs("unit"),
        column("open", words::head_open),
        column("waits", words::head_waits),
        column("fulfilled", words::head_done),
        column("day", words::head_asked_on),
        column("days", words::head_waited),
        column("until", words::head_until),
        column("all_or_nothing", words::head_terms),
        for_programs("outside"),
        column("note", words::head_note),
        column("request", words::head_request),
    ]);
    let rows = lines.iter().flat_map(|line| line.queue.iter().map(|row| queued(line, row, tiers, who, lang)));
    Table { rows: rows.collect(), columns }
}

fn queued(line: &ProductLine, row: &QueueRow, tiers: &[Tier], who: &Who, lang: Lang) -> Vec<Cell> {
    let (standing, request) = (&row.standing, &row.standing.request);
    let (asked, base) = (&request.asked, line.product.unit.as_str());
    let terms = [(request.all_or_nothing, words::whole(lang)), (request.outside, words::outside(lang))];
    let terms: Vec<&str> = terms.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    let [name, code] = shop(Some(row), lang);
    vec![
        text(&line.product.name),
        text(&line.product.code),
        data(standing.position),
        name,
        code,
        tier(tiers, standing.tier),
        worded(quantity(asked.count, &asked.unit), &amount_text(lang, asked, base)),
        data(asked.quantity()),
        text(base),
        data(standing.open),
        data(standing.waits),
        data(standing.fulfilled),
        data(request.day.to_string()),
        data((who.today - request.day).num_days()),
        data(request.until.map(|day| day.to_string())),
        worded(request.all_or_nothing, &terms.join(", ")),
        data(request.outside),
        text(&request.note),
        data(short(request.id.0)),
    ]
}

/// The arrivals, a row for each on the call list, and one for an arrival of which nobody has to be told.
pub fn arrivals(lines: &[ProductLine], who: &Who, lang: Lang) -> Table {
    let mut columns = vec![
        column("arrival", words::head_arrival),
        column("product", words::head_product),
        for_programs("product_code"),
        column("amount", words::head_amount),
        for_programs("quantity"),
        for_programs("unit"),
        column("day", crate::i18n::messages::cli::head_day),
        column("owner", words::head_owner),
        column("rule", words::head_rule),
        column("left", words::head_left),
        column("place", words::head_place),
    ];
    columns.extend(SHOP);
    columns.extend([
        column("given", words::head_given),
        column("held", words::head_held),
        column("fulfilled", words::head_done),
        column("told", words::head_told),
        column("told_by", words::head_by),
        column("how", words::head_how),
        for_programs("contact"),
        column("answer", words::head_answer),
        for_programs("takes"),
        column("held_until", words::head_held_until),
        column("request", words::head_request),
    ]);
    let mut rows = Vec::new();
    for line in lines {
        for row in &line.arrivals {
            let about = arrived(&line.product, row, lang);
            for (place, (request, share)) in (1_u32..).zip(&row.calls) {
                let mut cells = about.clone();
                cells.extend(called(place, request, share, &row.told, who, lang, &line.product.unit));
                rows.push(cells);
            }
            if row.calls.is_empty() {
                let mut cells = about;
                cells.resize(columns.len(), Cell::default());
                rows.push(cells);
            }
        }
    }
    Table { columns, rows }
}

fn arrived(product: &Product, row: &ArrivalRow, lang: Lang) -> Vec<Cell> {
    let amount = &row.arrival.amount;
    let by = match &row.allotment {
        Some(it) => worded(word(it.rule), rule(lang, it.rule)),
        None => worded(Value::Null, words::undecided(lang)),
    };
    vec![
        data(short(row.arrival.id.0)),
        text(&product.name),
        text(&product.code),
        worded(quantity(amount.count, &amount.unit), &amount_text(lang, amount, &product.unit)),
        data(amount.quantity()),
        text(&product.unit),
        data(row.arrival.day.to_string()),
        text(&row.rep_name),
        by,
        data(row.left),
    ]
}

fn called(place: u32, row: &QueueRow, share: &Share, told: &[Told], who: &Who, lang: Lang, unit: &str) -> Vec<Cell> {
    let [name, code] = shop(Some(row), lang);
    let telling = share.told.as_ref();
    let by = telling.and_then(|telling| told.iter().find(|it| it.telling.id == telling.id));
    let until = telling.and_then(|it| it.held_until).map(|day| day.to_string());
    let held_until = match &until {
        Some(day) if share.has_lapsed(who.today) => worded(day.as_str(), &format!("{day} {}", words::lapsed(lang))),
        _ => data(until),
    };
    vec![
        data(place),
        name,
        code,
        data(share.given),
        data(share.held),
        data(share.fulfilled),
        telling.map_or_else(Cell::default, |it| at(it.at, who)),
        text(by.map_or("", |it| &it.rep_name)),
        telling.map_or_else(Cell::default, |it| worded(word(it.how), means(lang, it.how))),
        text(by.map_or("", |it| &it.contact)),
        answer_cell(telling, lang, unit),
        data(telling.and_then(|it| it.answer).and_then(Answer::quantity)),
        held_until,
        data(short(row.standing.request.id.0)),
    ]
}

/// An instant: for programs in UTC, for people where they are.
pub(super) fn at(at: chrono::DateTime<chrono::Utc>, who: &Who) -> Cell {
    let local = at.with_timezone(&who.rep.zone).format("%Y-%m-%d %H:%M").to_string();
    worded(at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true), &local)
}

/// What a shop said.
pub(super) fn answer_cell(telling: Option<&Telling>, lang: Lang, unit: &str) -> Cell {
    let Some(said) = telling.and_then(|it| it.answer) else { return Cell::default() };
    worded(said.word(), &answer(lang, said, unit))
}

/// What each rule would give out of an arrival, side by side.
pub fn proposals(proposals: &[(Rule, Vec<Line>)], requests: &[QueueRow], tiers: &[Tier], lang: Lang) -> Table {
    let mut columns = vec![column("place", words::head_place)];
    columns.extend(SHOP);
    columns.extend([titles::TIER, column("open", words::head_open), column("before", words::head_before)]);
    for (rule, _) in proposals {
        let (key, why, title): (_, _, crate::app::command::Words) = match rule {
            Rule::FirstAsked => ("first_asked", "first_asked_why", rules::rule_first),
            Rule::Tier => ("by_tier", "by_tier_why", rules::rule_tier),
            Rule::FairShare => ("fair_share", "fair_share_why", rules::rule_fair),
            Rule::ByHand => ("by_hand", "by_hand_why", rules::rule_hand),
        };
        columns.extend([column(key, title), for_programs(why)]);
    }
    columns.push(column("request", words::head_request));
    let rows = requests.iter().filter_map(|row| {
        let lines = proposals.iter().map(|(_, lines)| line_of(lines, row.standing.request.id));
        let lines: Vec<Option<&Line>> = lines.collect();
        let any = lines.iter().flatten().next()?;
        let [name, code] = shop(Some(row), lang);
        let mut cells =
            vec![data(any.position), name, code, tier(tiers, row.standing.tier), data(any.open), data(any.before)];
        for line in lines {
            cells.extend([data(line.map(|it| it.quantity)), data(line.and_then(reason))]);
        }
        cells.push(data(short(row.standing.request.id.0)));
        Some(cells)
    });
    Table { rows: rows.collect(), columns }
}

/// Why a request gets what it gets, for programs.
pub(super) fn reason(line: &Line) -> Option<Value> {
    word(line.why).get("why").cloned()
}

fn line_of(lines: &[Line], request: RequestId) -> Option<&Line> {
    lines.iter().find(|line| line.request == request)
}

/// The lines of a decision: who has how much of it, and why.
pub fn decided(lines: &[Line], requests: &[QueueRow], lang: Lang) -> Table {
    let mut columns = vec![column("place", words::head_place)];
    columns.extend(SHOP);
    columns.extend([
        column("open", words::head_open),
        column("before", words::head_before),
        column("quantity", words::head_given),
        column("why", words::head_why),
    ]);
    let rows = lines.iter().map(|line| {
        let row = requests.iter().find(|it| it.standing.request.id == line.request);
        let [name, code] = shop(row, lang);
        let (open, before, gets) = (data(line.open), data(line.before), data(line.quantity));
        vec![data(line.position), name, code, open, before, gets, text(&why(lang, line))]
    });
    Table { rows: rows.collect(), columns }
}
