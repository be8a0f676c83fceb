//! What a shop asks for, and that it does not any more.

use clap::ArgMatches;

use crate::app::stock::naming::{product_name, request_name, shop_name, short};
use crate::app::stock::{Whose, amount_text, stock, team_of};
use crate::cli::trouble::Trouble;
use crate::domain::change::Change;
use crate::domain::ids::RequestId;
use crate::domain::stock::Request;
use crate::i18n::messages::stock_out as words;
use crate::store::QueueRow;

use super::desk::{Desk, given_text};

/// Writes a request down.
pub fn request(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let account = desk.account(given_text(given, "account"))?;
    let product = desk.product(given_text(given, "product"), false)?;
    let asked = desk.amount(given_text(given, "amount"), &product)?;
    let id: RequestId = desk.data.ids.next(desk.who.now);
    let request = Request {
        id,
        account,
        rep: desk.who.rep.id,
        product: product.id,
        contact: desk.contact(given, account)?,
        until: desk.day(given, "until")?,
        all_or_nothing: given.get_flag("all-or-nothing"),
        outside: given.get_flag("outside"),
        note: given_text(given, "note").to_owned(),
        at: desk.who.now,
        day: desk.who.today,
        ended: None,
        asked: asked.clone(),
    };
    desk.write(Change::Request(request))?;

    // Where it stands is the queue of the account's rep, which the account tells.
    let brief = desk.ask(|store, who| store.brief(who.viewer(), account))?;
    let place = brief.as_ref().and_then(|brief| brief.requests.iter().find(|it| it.standing.request.id == id));
    let place = place.and_then(|it| it.standing.position);
    let shop = brief.as_ref().map_or("", |brief| &brief.account.name);
    let (amount, short, name) = (amount_text(lang, &asked, &product.unit), short(id.0), product_name(&product));
    let done = match place {
        Some(place) => {
            let rep = brief.as_ref().and_then(|brief| brief.account.rep);
            let view = desk.ask(|store, who| stock(store, who, Whose::Team(team_of(store, who, rep)?)))?;
            let line = view.lines.iter().find(|line| line.product.id == product.id);
            let of = line.map_or(0, |line| line.waiting().count()).max(place as usize);
            words::asked(lang, shop, &name, &amount, place, of, &short)
        }
        None => words::asked_placeless(lang, shop, &name, &amount, &short),
    };
    desk.close(&done)
}

/// Calls a request off.
pub fn cancel(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let whose = desk.whose(given)?;
    let mut lines = desk.ask(|store, who| stock(store, who, whose))?.lines;
    if let Some(said) = given.get_one::<String>("product") {
        let product = desk.product(said, true)?.id;
        lines.retain(|line| line.product.id == product);
    }
    let rows: Vec<&QueueRow> = lines.iter().flat_map(|line| &line.queue).collect();
    let product = |row: &QueueRow| lines.iter().find(|line| line.product.id == row.standing.request.product);
    let unit = |row: &QueueRow| product(row).map_or("", |line| &line.product.unit).to_owned();
    let row = desk.request(&rows, given_text(given, "request"), "", |_| true)?;
    let name = product(row).map_or_else(String::new, |line| product_name(&line.product));
    let whose = if row.shop.is_some() { shop_name(desk.lang, row) } else { request_name(desk.lang, row, &unit(row)) };
    let (request, reason) = (row.standing.request.id, given_text(given, "reason").to_owned());
    desk.write(Change::Cancel { request, reason })?;
    let done = words::cancelled(desk.lang, &whose, &name);
    desk.close(&done)
}
