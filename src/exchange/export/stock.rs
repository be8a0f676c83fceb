//! Records about stock as rows. Requests and arrivals have the columns by which an import reads them.

use serde_json::Value;

use super::rows::{day, text, time, word};
use super::{Beside, Names};
use crate::domain::ids::ContactId;
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Answer, Arrival, Fulfilment, Request, Telling};

pub(super) const REQUESTS: &[&str] = &[
    "code",
    "licence",
    "name",
    "address",
    "rep",
    "product_code",
    "product",
    "quantity",
    "unit",
    "day",
    "time",
    "until",
    "all_or_nothing",
    "outside",
    "contact",
    "note",
    "handed_over",
    "ended",
    "ended_on",
    "reason",
    "uuid",
];

pub(super) const ARRIVALS: &[&str] =
    &["code", "name", "quantity", "unit", "day", "time", "team", "rep", "note", "ended", "uuid"];

pub(super) const TELLINGS: &[&str] = &[
    "code",
    "licence",
    "name",
    "address",
    "rep",
    "day",
    "time",
    "how",
    "contact",
    "held_until",
    "answer",
    "takes",
    "withdrawn",
    "note",
    "request",
    "arrival",
    "uuid",
];

pub(super) const FULFILMENTS: &[&str] =
    &["code", "licence", "name", "address", "rep", "day", "time", "quantity", "request", "arrival", "uuid"];

fn amount(amount: &Amount) -> [Value; 2] {
    [amount.count.into(), text(&amount.unit)]
}

fn person(contact: Option<ContactId>, beside: &Beside) -> Value {
    contact.and_then(|id| beside.people.get(&id)).map_or(Value::Null, |name| text(name))
}

/// What a request says beside whose it is.
pub(super) fn request(request: &Request, names: &Names, beside: &Beside) -> Vec<Value> {
    let product = names.products.get(&request.product);
    let of_product = |pick: fn(&Product) -> &String| product.map_or(Value::Null, |product| text(pick(product)));
    let [count, unit] = amount(&request.asked);
    let ended = request.ended.as_ref();
    vec![
        text(names.rep(request.rep)),
        of_product(|product| &product.code),
        of_product(|product| &product.name),
        count,
        unit,
        day(Some(request.day)),
        time(Some(request.at), names.zone(request.rep)),
        day(request.until),
        request.all_or_nothing.into(),
        request.outside.into(),
        person(request.contact, beside),
        text(&request.note),
        beside.handed_over.get(&request.id).copied().into(),
        ended.map_or(Value::Null, |ended| word(&ended.how)),
        day(ended.map(|ended| ended.day)),
        ended.map_or(Value::Null, |ended| text(&ended.reason)),
    ]
}

/// An arrival of a product.
pub(super) fn arrival(arrival: &Arrival, product: &Product, names: &Names) -> Vec<Value> {
    let [count, unit] = amount(&arrival.amount);
    vec![
        text(&product.code),
        text(&product.name),
        count,
        unit,
        day(Some(arrival.day)),
        time(Some(arrival.at), names.zone(arrival.rep)),
        arrival.team.and_then(|team| names.teams.get(&team)).map_or(Value::Null, |name| text(name)),
        text(names.rep(arrival.rep)),
        text(&arrival.note),
        if arrival.closed { "closed".into() } else { Value::Null },
        arrival.id.0.to_string().into(),
    ]
}

/// What a telling says beside whose it is.
pub(super) fn telling(telling: &Telling, names: &Names, beside: &Beside) -> Vec<Value> {
    vec![
        text(names.rep(telling.rep)),
        day(Some(telling.day)),
        time(Some(telling.at), names.zone(telling.rep)),
        word(&telling.how),
        person(telling.contact, beside),
        day(telling.held_until),
        telling.answer.map(Answer::word).into(),
        telling.answer.and_then(Answer::quantity).into(),
        telling.withdrawn.into(),
        text(&telling.note),
        telling.request.0.to_string().into(),
        telling.arrival.0.to_string().into(),
    ]
}

/// What was handed over, beside whose it is.
pub(super) fn fulfilment(fulfilment: &Fulfilment, names: &Names) -> Vec<Value> {
    vec![
        text(names.rep(fulfilment.rep)),
        day(Some(fulfilment.day)),
        time(Some(fulfilment.at), names.zone(fulfilment.rep)),
        fulfilment.quantity.into(),
        fulfilment.request.0.to_string().into(),
        fulfilment.arrival.0.to_string().into(),
    ]
}
