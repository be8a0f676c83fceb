//! What came in, and who gets how much of it.

use clap::ArgMatches;

use crate::app::stock::naming::{product_name, short};
use crate::app::stock::{self, amount_text, lists};
use crate::cli::commands::print;
use crate::cli::trouble::Trouble;
use crate::domain::allotment::Rule;
use crate::domain::change::Change;
use crate::domain::ids::{ArrivalId, RequestId};
use crate::domain::product::Product;
use crate::domain::stock::Arrival;
use crate::i18n::messages::stock_out as words;
use crate::store::{Dealt, QueueRow};

use super::desk::{Desk, given_text};

/// Writes down that a product came in for a team.
pub fn arrive(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let product = desk.product(given_text(given, "product"), false)?;
    let amount = desk.amount(given_text(given, "amount"), &product)?;
    let whose = desk.whose(given)?;
    let team = desk.ask(|store, who| whose.team(store, who))?;
    let id: ArrivalId = desk.data.ids.next(desk.who.now);
    let arrival = Arrival {
        id,
        product: product.id,
        team,
        rep: desk.who.rep.id,
        amount: amount.clone(),
        note: given_text(given, "note").to_owned(),
        at: desk.who.now,
        day: desk.who.today,
        closed: false,
    };
    desk.write(Change::Arrive(arrival))?;
    let amount = amount_text(lang, &amount, &product.unit);
    desk.close(&words::arrived(lang, &product_name(&product), &amount, &short(id.0)))
}

/// Closes an arrival.
pub fn close(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let (arrival, _) = desk.arrival(given_text(given, "arrival"))?;
    desk.write(Change::Close { arrival: arrival.id })?;
    let done = words::closed(desk.lang, &short(arrival.id.0));
    desk.close(&done)
}

/// Decides who gets how much, or shows what each rule would give.
pub fn allot(mut desk: Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let (arrival, product) = desk.arrival(given_text(given, "arrival"))?;
    let dealt = desk.ask(|store, who| store.dealt(who.viewer(), arrival.id, who.today))?;
    let Some(dealt) = dealt else {
        return Err(Trouble::user(words::err_no_arrival(lang, given_text(given, "arrival"))));
    };
    let by_hand = by_hand(&desk, given, &dealt, &product)?;
    let rule = rule(&desk, given, !by_hand.is_empty())?;
    let proposals = desk.ask(|store, who| store.proposals(who.viewer(), arrival.id, &by_hand, who.today))?;
    if given.get_flag("dry-run") {
        let tiers = desk.ask(|store, who| store.reference(who.viewer()))?.tiers;
        print(&lists::proposals(&proposals, &dealt.requests, &tiers, lang), given, lang);
        return Ok(());
    }
    let shares = if rule == Rule::ByHand {
        by_hand
    } else {
        let lines = proposals.into_iter().find(|(it, _)| *it == rule).map_or_else(Vec::new, |(_, lines)| lines);
        lines.into_iter().filter(|line| line.quantity > 0).map(|line| (line.request, line.quantity)).collect()
    };
    let allotment = desk.data.ids.next(desk.who.now);
    let follows = dealt.decisions.last().map(|it| it.allotment.id);
    let reason = given_text(given, "reason").to_owned();
    desk.write(Change::Allot { allotment, arrival: arrival.id, follows, rule, shares, reason })?;
    let after = desk.ask(|store, who| store.dealt(who.viewer(), arrival.id, who.today))?;
    let done = words::allotted(lang, stock::rule(lang, rule), &short(arrival.id.0));
    if let Some(after) = &after
        && let Some(decision) = after.decisions.last()
    {
        print(&lists::decided(&decision.allotment.lines, &after.requests, lang), given, lang);
    }
    desk.close(&done)
}

/// The rule that is meant: by hand where shares are given.
fn rule(desk: &Desk<'_>, given: &ArgMatches, shares: bool) -> Result<Rule, Trouble> {
    let rule = given.get_one::<String>("rule").map(|said| match said.as_str() {
        "tier" => Rule::Tier,
        "fair" => Rule::FairShare,
        "hand" => Rule::ByHand,
        _ => Rule::FirstAsked,
    });
    match (rule, shares) {
        (None, true) => Ok(Rule::ByHand),
        (Some(Rule::ByHand), false) if !given.get_flag("dry-run") => Err(Trouble::config(words::err_give(desk.lang))),
        (Some(rule), true) if rule != Rule::ByHand => Err(Trouble::config(words::err_give_rule(desk.lang))),
        (rule, _) => Ok(rule.unwrap_or_default()),
    }
}

/// The shares that are given by hand.
fn by_hand(
    desk: &Desk<'_>,
    given: &ArgMatches,
    dealt: &Dealt,
    product: &Product,
) -> Result<Vec<(RequestId, u32)>, Trouble> {
    let rows: Vec<&QueueRow> = dealt.requests.iter().collect();
    let mut shares = Vec::new();
    for said in given.get_many::<String>("give").into_iter().flatten() {
        let bad = || Trouble::config(words::err_share(desk.lang, said));
        let (whose, much) = said.rsplit_once('=').ok_or_else(bad)?;
        let quantity = if much.trim() == "0" { 0 } else { desk.amount(much, product)?.quantity() };
        let row = desk.request(&rows, whose, &product.unit, |row| row.standing.request.ended.is_none())?;
        shares.push((row.standing.request.id, quantity));
    }
    Ok(shares)
}
