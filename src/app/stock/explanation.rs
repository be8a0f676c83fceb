//! Everything that was decided, said and handed over of one arrival, and why: lines for people, a table for programs.

use chrono::{DateTime, Utc};

use crate::app::report::{Cell, Table, data, for_programs, text};
use crate::app::who::Who;
use crate::domain::ids::{ArrivalId, RequestId};
use crate::domain::product::Product;
use crate::domain::stock::{Allotment, Answer, Line};
use crate::i18n::Lang;
use crate::i18n::messages::stock_out as words;
use crate::i18n::text::clean;
use crate::store::rows::{Decision, HandedOver, Told};
use crate::store::{Dealt, QueueRow, Result, Store};

use super::lists::{answer_cell, at, decided, reason, shop, word};
use super::naming::{product_name, shop_name, short};
use super::{amount_text, answer, means, quantity, rule, why};

/// What is known of an arrival.
struct Known {
    dealt: Dealt,
    product: Option<Product>,
}

impl Known {
    fn of(store: &dyn Store, who: &Who, arrival: ArrivalId) -> Result<Option<Self>> {
        let Some(dealt) = store.dealt(who.viewer(), arrival, who.today)? else { return Ok(None) };
        let product = store.products()?.into_iter().find(|it| it.id == dealt.arrival.product);
        Ok(Some(Self { dealt, product }))
    }

    fn unit(&self) -> &str {
        self.product.as_ref().map_or("", |it| &it.unit)
    }

    fn row(&self, request: RequestId) -> Option<&QueueRow> {
        self.dealt.requests.iter().find(|it| it.standing.request.id == request)
    }

    fn shop(&self, request: RequestId, lang: Lang) -> String {
        self.row(request).map_or_else(String::new, |row| shop_name(lang, row))
    }
}

/// The explanation of an arrival for people; none if it may not be seen.
pub fn explanation(store: &dyn Store, who: &Who, arrival: ArrivalId, lang: Lang) -> Result<Option<Vec<String>>> {
    let Some(known) = Known::of(store, who, arrival)? else { return Ok(None) };
    let Dealt { arrival, rep_name, decisions, tellings, fulfilments, requests } = &known.dealt;
    let name = known.product.as_ref().map_or_else(String::new, product_name);
    let amount = amount_text(lang, &arrival.amount, known.unit());
    let mut lines = vec![format!("{name} · {amount} · {} · {rep_name} · {}", arrival.day, short(arrival.id.0))];
    if arrival.closed {
        lines.push(words::is_closed(lang).to_owned());
    }
    lines.extend((!arrival.note.is_empty()).then(|| arrival.note.clone()));
    if decisions.is_empty() {
        lines.extend([String::new(), words::undecided(lang).to_owned()]);
    }
    for Decision { allotment, rep_name } in decisions {
        let when = at(allotment.at, who).shown;
        lines.extend([String::new(), words::decided(lang, &when, rep_name, rule(lang, allotment.rule))]);
        if !allotment.reason.is_empty() {
            lines.push(format!("  {}", words::because(lang, &allotment.reason)));
        }
        lines.extend(indented(&decided(&allotment.lines, requests, lang), lang));
    }
    if !tellings.is_empty() {
        lines.extend([String::new(), words::heading_told(lang).to_owned()]);
        lines.extend(tellings.iter().map(|it| said(&known, it, who, lang)));
    }
    if !fulfilments.is_empty() {
        lines.extend([String::new(), words::heading_handed_over(lang).to_owned()]);
        lines.extend(fulfilments.iter().map(|it| handed_over(&known, it, who, lang)));
    }
    Ok(Some(lines.iter().map(|line| clean(line)).collect()))
}

fn indented(table: &Table, lang: Lang) -> Vec<String> {
    table.plain(lang).lines().map(|line| format!("  {line}")).collect()
}

/// A line of things beside each other, those that are empty left out.
fn joined(parts: &[String]) -> String {
    let there: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("  {}", there.join(" · "))
}

fn said(known: &Known, told: &Told, who: &Who, lang: Lang) -> String {
    let telling = &told.telling;
    let mut parts = vec![
        at(telling.at, who).shown,
        known.shop(telling.request, lang),
        means(lang, telling.how).to_owned(),
        told.contact.clone(),
        telling.held_until.map(|day| words::held_until(lang, &day.to_string())).unwrap_or_default(),
        telling.answer.map(|it| answer(lang, it, known.unit())).unwrap_or_default(),
        told.rep_name.clone(),
        telling.note.clone(),
    ];
    if telling.withdrawn {
        parts.push(words::withdrawn(lang).to_owned());
    }
    joined(&parts)
}

fn handed_over(known: &Known, it: &HandedOver, who: &Who, lang: Lang) -> String {
    let fulfilment = &it.fulfilment;
    let much = quantity(fulfilment.quantity, known.unit());
    joined(&[at(fulfilment.at, who).shown, known.shop(fulfilment.request, lang), much, it.rep_name.clone()])
}

/// One thing that happened to a request.
struct Event<'a> {
    at: DateTime<Utc>,
    by: &'a str,
    what: &'static str,
    request: RequestId,
    quantity: Option<u32>,
    decision: Option<(&'a Allotment, &'a Line)>,
    told: Option<&'a Told>,
}

/// The explanation of an arrival for programs: a row for each line of a decision, each telling, each handing over, in that order; none if it
/// may not be seen.
pub fn explained(store: &dyn Store, who: &Who, arrival: ArrivalId) -> Result<Option<Table>> {
    let Some(known) = Known::of(store, who, arrival)? else { return Ok(None) };
    let columns = [
        "at",
        "who",
        "what",
        "request",
        "name",
        "code",
        "quantity",
        "rule",
        "reason",
        "place",
        "open",
        "before",
        "why",
        "explanation",
        "how",
        "contact",
        "answer",
        "takes",
        "held_until",
        "withdrawn",
        "note",
    ];
    let mut events = Vec::new();
    for Decision { allotment, rep_name } in &known.dealt.decisions {
        events.extend(allotment.lines.iter().map(|line| Event {
            at: allotment.at,
            by: rep_name,
            what: "decision",
            request: line.request,
            quantity: Some(line.quantity),
            decision: Some((allotment, line)),
            told: None,
        }));
    }
    events.extend(known.dealt.tellings.iter().map(|told| Event {
        at: told.telling.at,
        by: &told.rep_name,
        what: "telling",
        request: told.telling.request,
        quantity: None,
        decision: None,
        told: Some(told),
    }));
    events.extend(known.dealt.fulfilments.iter().map(|it| Event {
        at: it.fulfilment.at,
        by: &it.rep_name,
        what: "handing-over",
        request: it.fulfilment.request,
        quantity: Some(it.fulfilment.quantity),
        decision: None,
        told: None,
    }));
    let rows = events.iter().map(|event| happened(&known, event, who)).collect();
    Ok(Some(Table { columns: columns.map(for_programs).to_vec(), rows }))
}

fn happened(known: &Known, event: &Event<'_>, who: &Who) -> Vec<Cell> {
    let [name, code] = shop(known.row(event.request), Lang::En);
    let allotment = event.decision.map(|(allotment, _)| allotment);
    let line = event.decision.map(|(_, line)| line);
    let telling = event.told.map(|told| &told.telling);
    vec![
        at(event.at, who),
        text(event.by),
        data(event.what),
        data(short(event.request.0)),
        name,
        code,
        data(event.quantity),
        data(allotment.map(|it| word(it.rule))),
        text(allotment.map_or("", |it| &it.reason)),
        data(line.and_then(|it| it.position)),
        data(line.map(|it| it.open)),
        data(line.map(|it| it.before)),
        data(line.and_then(reason)),
        text(&line.map(|it| why(Lang::En, it)).unwrap_or_default()),
        data(telling.map(|it| word(it.how))),
        text(event.told.map_or("", |it| &it.contact)),
        answer_cell(telling, Lang::En, known.unit()),
        data(telling.and_then(|it| it.answer).and_then(Answer::quantity)),
        data(telling.and_then(|it| it.held_until).map(|day| day.to_string())),
        data(telling.map(|it| it.withdrawn)),
        text(telling.map_or("", |it| &it.note)),
    ]
}
