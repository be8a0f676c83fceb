//! Going down the call list of an arrival: who was told, what they said, what they took.

use clap::ArgMatches;

use crate::app::stock::naming::shop_name;
use crate::app::stock::{self, quantity};
use crate::cli::trouble::Trouble;
use crate::domain::change::Change;
use crate::domain::product::Product;
use crate::domain::stock::{Answer, Means, Share};
use crate::i18n::dates;
use crate::i18n::messages::{stock as stock_words, stock_out as words};
use crate::store::{ArrivalRow, QueueRow};

use super::desk::{Desk, given_text};

/// An arrival and one on its call list.
struct Call {
    arrival: ArrivalRow,
    product: Product,
    row: QueueRow,
    share: Share,
}

fn call(desk: &Desk<'_>, given: &ArgMatches, fits: impl Fn(&Share) -> bool) -> Result<Call, Trouble> {
    let said = given_text(given, "arrival");
    let (arrival, product) = desk.arrival(said)?;
    let row = desk.ask(|store, who| store.arrival(who.viewer(), arrival.id, who.today))?;
    let arrival = row.ok_or_else(|| Trouble::user(words::err_no_arrival(desk.lang, said)))?;
    let said = given_text(given, "account");
    let rows: Vec<&QueueRow> = arrival.calls.iter().map(|(row, _)| row).collect();
    let share = |row: &QueueRow| {
        let of_it = |(it, _): &&(QueueRow, Share)| it.standing.request.id == row.standing.request.id;
        arrival.calls.iter().find(of_it).map(|(_, share)| share.clone())
    };
    let row = desk.request(&rows, said, &product.unit, |row| share(row).is_some_and(|share| fits(&share)))?.clone();
    let none = || Trouble::user(words::err_no_request(desk.lang, said));
    let share = share(&row).ok_or_else(none)?;
    Ok(Call { arrival, product, row, share })
}

/// Writes down that a shop was told.
pub fn tell(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let call = call(&desk, given, |share| share.waits() > 0)?;
    let how = match given_text(given, "how") {
        "chat" => Means::Chat,
        "in-person" => Means::InPerson,
        _ => Means::Phone,
    };
    let contact = match &call.row.shop {
        Some(shop) => desk.contact(given, shop.account)?,
        None => None,
    };
    let held_until = desk.day(given, "until")?;
    let (arrival, request) = (call.arrival.arrival.id, call.row.standing.request.id);
    let (telling, note) = (desk.data.ids.next(desk.who.now), given_text(given, "note").to_owned());
    desk.write(Change::Tell { telling, arrival, request, how, contact, held_until, note })?;
    let (shop, kept) = (shop_name(lang, &call.row), quantity(call.share.waits(), &call.product.unit));
    let done = match held_until {
        Some(day) => words::told_until(lang, &shop, &kept, &dates::day(lang, day, desk.who.today)),
        None => words::told(lang, &shop, &kept),
    };
    desk.close(&done)
}

/// Writes down what a shop said.
pub fn answer(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let call = call(&desk, given, |share| share.told.as_ref().is_some_and(|told| told.answer.is_none()))?;
    let shop = shop_name(lang, &call.row);
    let said = given_text(given, "answer");
    let answer = match said.trim() {
        "takes" => Answer::TakesAll,
        "not-now" => Answer::NotNow,
        "no-more" => Answer::NoMore,
        text => {
            let amount = stock::amount(text, &call.product);
            let count = amount.ok_or_else(|| Trouble::config(words::err_answer(lang, said)))?.quantity();
            // What they have already counts with what they take now.
            Answer::Takes(call.share.fulfilled.saturating_add(count))
        }
    };
    let Some(told) = &call.share.told else { return Err(Trouble::user(words::err_not_told(lang, &shop))) };
    desk.write(Change::Respond { telling: told.id, answer })?;
    let mut done = words::answered(lang, &shop, &stock::answer(lang, answer, &call.product.unit));
    if let Some(next) = next_in_line(&desk, &call)? {
        done = format!("{done}\n{next}");
    }
    desk.close(&done)
}

/// Says who is next for what is left, if there is anybody.
fn next_in_line(desk: &Desk<'_>, call: &Call) -> Result<Option<String>, Trouble> {
    let row = desk.ask(|store, who| store.arrival(who.viewer(), call.arrival.arrival.id, who.today))?;
    let next = row.and_then(|row| row.next);
    Ok(next.map(|(next, more)| {
        let more = quantity(more, &call.product.unit);
        stock_words::next_in_line(desk.lang, &shop_name(desk.lang, &next), &more)
    }))
}

/// Writes down that goods were handed over.
pub fn fulfil(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let call = call(&desk, given, |share| share.waits() > 0)?;
    let shop = shop_name(lang, &call.row);
    let much = match given.get_one::<String>("quantity") {
        Some(said) => desk.amount(said, &call.product)?.quantity(),
        None if call.share.waits() == 0 => return Err(Trouble::user(words::err_nothing_kept(lang, &shop))),
        None => call.share.waits(),
    };
    let (fulfilment, arrival) = (desk.data.ids.next(desk.who.now), call.arrival.arrival.id);
    let request = call.row.standing.request.id;
    desk.write(Change::Fulfil { fulfilment, arrival, request, quantity: much })?;
    desk.close(&words::fulfilled(lang, &shop, &quantity(much, &call.product.unit)))
}
