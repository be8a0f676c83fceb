//! Shops on call lists: who is in hand, who is next to be told, and the changes by which they are told, answer and are handed their goods.

use crate::app::effect::{Choice, Effect, Picked, Toast};
use crate::app::stock::{self, quantity};
use crate::domain::change::Change;
use crate::domain::ids::{ArrivalId, TellingId};
use crate::domain::stock::{Answer, Means, Request, Share};
use crate::i18n::messages::stock as words;
use crate::store::{QueueRow, Shop};
use crate::ui::layer::Cx;

use super::Hand;
use super::deeds::say;

/// A shop on a call list.
#[derive(Clone, Debug)]
pub struct Call {
    pub arrival: ArrivalId,
    pub request: Request,
    pub shop: Shop,
    pub share: Share,
    pub unit: String,
}

/// The request in hand and its shop, if the viewer sees it.
pub fn own(hand: Hand<'_>) -> Option<(&QueueRow, &Shop)> {
    let (row, _) = hand.request?;
    Some((row, row.shop.as_ref()?))
}

/// The call in hand.
pub fn call(hand: Hand<'_>) -> Option<Call> {
    let (row, shop) = own(hand)?;
    call_of(hand, row, shop, hand.request?.1?)
}

fn call_of(hand: Hand<'_>, row: &QueueRow, shop: &Shop, share: &Share) -> Option<Call> {
    Some(Call {
        arrival: hand.arrival?.arrival.id,
        request: row.standing.request.clone(),
        shop: shop.clone(),
        share: share.clone(),
        unit: hand.line.product.unit.clone(),
    })
}

/// Whom to tell: the shop in hand, or on an arrival or product the first of the own shops that was not told.
pub fn to_tell(hand: Option<Hand<'_>>) -> Option<Call> {
    let hand = hand?;
    let untold = |share: &Share| share.waits() > 0 && share.told.is_none();
    if hand.request.is_some() {
        return call(hand).filter(|call| untold(&call.share));
    }
    let arrivals = match hand.arrival {
        Some(row) => std::slice::from_ref(row),
        None => &hand.line.arrivals,
    };
    arrivals.iter().find_map(|arrival| {
        let hand = Hand { arrival: Some(arrival), ..hand };
        let mine = |(row, share): &&(QueueRow, Share)| row.shop.is_some() && untold(share);
        let (row, share) = arrival.calls.iter().find(mine)?;
        call_of(hand, row, row.shop.as_ref()?, share)
    })
}

pub fn untold(hand: Option<Hand<'_>>, cx: &Cx<'_>) -> &'static str {
    let lang = cx.shared.lang;
    match hand.and_then(call) {
        Some(call) if call.share.told.as_ref().is_some_and(|told| told.answer.is_none()) => words::told_already(lang),
        Some(_) => words::nothing_waits(lang),
        None => words::nobody_to_tell(lang),
    }
}

pub fn telling_change(call: &Call, telling: TellingId) -> Change {
    Change::Tell {
        telling,
        arrival: call.arrival,
        request: call.request.id,
        how: Means::Phone,
        contact: call.request.contact,
        held_until: None,
        note: String::new(),
    }
}

pub fn tell(call: &Call, cx: &mut Cx<'_>) {
    let telling = cx.id();
    let said = words::did_tell(cx.shared.lang, &call.shop.name, &quantity(call.share.waits(), &call.unit));
    cx.push(Effect::Write(vec![telling_change(call, telling)], Toast::done(said)));
}

pub fn answers(call: &Call, cx: &Cx<'_>) -> Vec<Choice> {
    let lang = cx.shared.lang;
    let choice = |text: String, answer| Choice { text, aside: String::new(), found_by: String::new(), answer };
    let all = stock::quantity(call.share.waits(), &call.unit);
    let mut choices = vec![choice(words::takes(lang, &all), Picked::Answer(Answer::TakesAll))];
    if call.share.given > 1 {
        choices.push(choice(words::take_part(lang).to_owned(), Picked::Part));
    }
    for said in [Answer::NotNow, Answer::NoMore] {
        choices.push(choice(stock::answer(lang, said, &call.unit), Picked::Answer(said)));
    }
    choices
}

pub fn respond(call: &Call, said: Answer, changes: Vec<Change>, cx: &mut Cx<'_>) {
    let text = words::did_respond(cx.shared.lang, &call.shop.name, &stock::answer(cx.shared.lang, said, &call.unit));
    cx.push(Effect::Write(changes, Toast::done(text)));
}

pub fn hand_over(hand: Option<Hand<'_>>, cx: &mut Cx<'_>) {
    match hand.and_then(call) {
        Some(call) if call.share.waits() > 0 => {
            let (fulfilment, count) = (cx.id(), call.share.waits());
            let (arrival, request) = (call.arrival, call.request.id);
            let change = Change::Fulfil { fulfilment, arrival, request, quantity: count };
            let said = words::did_hand_over(cx.shared.lang, &call.shop.name, &quantity(count, &call.unit));
            cx.push(Effect::Write(vec![change], Toast::done(said)));
        }
        _ => say(words::nothing_waits(cx.shared.lang), cx),
    }
}
