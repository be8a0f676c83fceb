//! Stock requests, arrivals and what is decided about them. What is written here keeps three things true in every state: no arrival gives
//! out more than came, no request is kept more than was asked for, and nobody gets less than was handed over already.

use super::queue::{call_list, may_still_take, proposal, request, shares};
use super::{Refusal, View, Write, account_of, any, fresh};
use crate::domain::allotment::Rule;
use crate::domain::change::{Change, Envelope};
use crate::domain::ids::{ArrivalId, FulfilmentId, RepId, RequestId, TellingId};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::stock::{
    Allotment, Amount, Answer, Arrival, Dealing, End, Ended, Fulfilment, Line, Request, Telling,
};

/// Why a change about stock was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StockRefusal {
    /// A quantity is nothing, or more than can be counted.
    #[error("a quantity must be at least 1 and countable")]
    BadAmount,
    /// The request is over.
    #[error("this request is over")]
    RequestOver,
    /// More of a product is a request of its own, behind those that wait already.
    #[error("more of it is a new request at the end of the queue")]
    AskAgain,
    /// Something about a request or arrival that cannot be changed.
    #[error("this cannot be changed any more")]
    Fixed,
    /// The arrival is closed.
    #[error("this arrival is closed")]
    ArrivalClosed,
    /// Somebody else decided meanwhile.
    #[error("it was decided anew meanwhile")]
    DecidedMeanwhile,
    /// The queue is not as it was when the shares were proposed.
    #[error("the queue has changed since this was proposed")]
    QueueChanged,
    /// The request does not wait for this arrival.
    #[error("this request does not wait for the arrival")]
    NotInQueue,
    /// More would be given out than came.
    #[error("{0} more than there is")]
    OverAllotted(u32),
    /// A request would get more than it asks for.
    #[error("more than the request asks for")]
    MoreThanAsked,
    /// The request wants all or nothing.
    #[error("this request wants all or nothing")]
    AllOrNothing,
    /// Goods were handed over already.
    #[error("goods were handed over already")]
    HandedOver,
    /// A shop was told, so what it was told is changed only with a reason.
    #[error("shops were told already: say why")]
    SayWhy,
    /// The shop has nothing to be told: it gets nothing of the arrival.
    #[error("it is not on the call list")]
    NotOnCallList,
    /// The telling was taken back or a later one counts.
    #[error("this telling does not count any more")]
    NotTold,
    /// Something later rests on it.
    #[error("something that was done later rests on it")]
    RestedOn,
}

impl From<StockRefusal> for Refusal {
    fn from(refusal: StockRefusal) -> Self {
        Self::Stock(refusal)
    }
}

/// What a change about stock writes.
pub(super) fn decide<V: View>(view: &V, envelope: &Envelope, change: &Change) -> Result<Vec<Write>, V::Error> {
    let actor = || envelope.actor.ok_or(Refusal::NoActor);
    match change {
        Change::Request(request) => ask(view, envelope, request),
        Change::Cancel { request, reason } => cancel(view, envelope, *request, reason),
        Change::Arrive(arrival) => arrive(view, envelope, arrival),
        Change::Close { arrival } => close(view, *arrival),
        Change::Allot { .. } => allot(view, envelope, actor()?, change),
        Change::Tell { .. } => tell(view, envelope, actor()?, change),
        Change::Respond { telling, answer } => respond(view, envelope, *telling, *answer),
        Change::Fulfil { fulfilment, arrival, request, quantity } => {
            fulfil(view, envelope, actor()?, (*fulfilment, *arrival, *request, *quantity))
        }
        _ => Ok(Vec::new()),
    }
}

fn ask<V: View>(view: &V, envelope: &Envelope, asked: &Request) -> Result<Vec<Write>, V::Error> {
    fresh(view, Kind::Request, asked.id.0)?;
    if asked.day > envelope.day || asked.at > envelope.at {
        return Err(Refusal::InTheFuture(asked.day).into());
    }
    let account = account_of(view, asked.account)?.id;
    Ok(vec![Write::put(Request { account, ended: None, ..asked.clone() })])
}

/// Whether a record about stock may be set to this by hand. Of a request: whom, until when, on what terms, and less of it, but nothing about
/// its place in the queue. Of an arrival: how much it is. What was decided, said and handed over stays.
pub(super) fn may_become(before: &Record, after: &Record) -> Result<(), Refusal> {
    let refuse = |why: StockRefusal| Err(why.into());
    match (before, after) {
        (Record::Request(before), Record::Request(after)) => {
            let amended = Request {
                contact: after.contact,
                until: after.until,
                all_or_nothing: after.all_or_nothing,
                outside: after.outside,
                note: after.note.clone(),
                asked: after.asked.clone(),
                ..before.clone()
            };
            if before.ended.is_some() {
                refuse(StockRefusal::RequestOver)
            } else if amended != *after {
                refuse(StockRefusal::Fixed)
            } else if after.asked.quantity() > before.asked.quantity() {
                refuse(StockRefusal::AskAgain)
            } else {
                Ok(())
            }
        }
        (Record::Arrival(before), Record::Arrival(after)) => {
            let amended = Arrival { amount: after.amount.clone(), note: after.note.clone(), ..before.clone() };
            if amended == *after { Ok(()) } else { refuse(StockRefusal::Fixed) }
        }
        _ if is_stock(after.kind()) => refuse(StockRefusal::Fixed),
        _ => Ok(()),
    }
}

/// Whether these records are made by changes of their own, and by no other.
pub(super) fn is_stock(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Arrival | Kind::Allotment | Kind::Telling | Kind::Fulfilment)
}

fn cancel<V: View>(view: &V, envelope: &Envelope, id: RequestId, reason: &str) -> Result<Vec<Write>, V::Error> {
    let request = live(view, id)?;
    Ok(vec![Write::put(ended(request, End::Cancelled, envelope, reason))])
}

fn arrive<V: View>(view: &V, envelope: &Envelope, arrival: &Arrival) -> Result<Vec<Write>, V::Error> {
    fresh(view, Kind::Arrival, arrival.id.0)?;
    if arrival.day > envelope.day || arrival.at > envelope.at {
        return Err(Refusal::InTheFuture(arrival.day).into());
    }
    Ok(vec![Write::put(Arrival { closed: false, ..arrival.clone() })])
}

fn close<V: View>(view: &V, id: ArrivalId) -> Result<Vec<Write>, V::Error> {
    let dealing = dealing(view, id)?;
    Ok(vec![Write::put(Arrival { closed: true, ..dealing.arrival })])
}

fn allot<V: View>(view: &V, envelope: &Envelope, rep: RepId, change: &Change) -> Result<Vec<Write>, V::Error> {
    let Change::Allot { allotment, arrival, follows, rule, shares: said, reason } = change else {
        return Ok(Vec::new());
    };
    let (allotment, arrival, follows, rule) = (*allotment, *arrival, *follows, *rule);
    let refuse = |why: StockRefusal| Err(Refusal::from(why).into());
    fresh(view, Kind::Allotment, allotment.0)?;
    let dealing = dealing(view, arrival)?;
    if dealing.allotment.as_ref().map(|it| it.id) != follows {
        return refuse(StockRefusal::DecidedMeanwhile);
    }
    let mut lines = proposal(view, &dealing, rule, said, envelope.day)?;
    let gets = |id: RequestId| lines.iter().find(|line| line.request == id).map(|line| line.quantity);
    if rule == Rule::ByHand {
        if let Some((id, _)) = said.iter().find(|(id, quantity)| gets(*id).is_none() && *quantity > 0) {
            request(view, *id)?;
            return refuse(StockRefusal::NotInQueue);
        }
    } else {
        let unsaid = |line: &Line| line.quantity > 0 && !said.contains(&(line.request, line.quantity));
        if said.iter().any(|(id, quantity)| gets(*id).unwrap_or(0) != *quantity) || lines.iter().any(unsaid) {
            return refuse(StockRefusal::QueueChanged);
        }
    }
    let shares = shares(view, &dealing)?;
    let mut takes_back = false;
    for line in &mut lines {
        let share = shares.iter().find(|share| share.request == line.request);
        let kept = share.map_or(0, |share| share.kept(envelope.day));
        let fulfilled = share.map_or(0, |share| share.fulfilled);
        if line.quantity < fulfilled {
            return refuse(StockRefusal::HandedOver);
        }
        let held = share.map_or(0, |share| share.held);
        let most = held + line.open;
        if line.quantity > most {
            return refuse(StockRefusal::MoreThanAsked);
        }
        let in_part = line.quantity > fulfilled && line.quantity != kept && line.quantity < most;
        if rule == Rule::ByHand && in_part && request(view, line.request)?.all_or_nothing {
            return refuse(StockRefusal::AllOrNothing);
        }
        takes_back |= line.quantity < kept;
        // Something in spite of what was said: that does not count any more.
        let may_take = share.map_or(u32::MAX, |share| may_still_take(share, envelope.day));
        if line.quantity.saturating_sub(kept) > may_take {
            line.anew = Some(envelope.at);
        }
    }
    if takes_back && !dealing.tellings.is_empty() && reason.trim().is_empty() {
        return refuse(StockRefusal::SayWhy);
    }
    let (at, day, reason) = (envelope.at, envelope.day, reason.trim().to_owned());
    Ok(vec![Write::put(Allotment { id: allotment, arrival, follows, rule, rep, at, day, reason, lines })])
}

fn tell<V: View>(view: &V, envelope: &Envelope, rep: RepId, change: &Change) -> Result<Vec<Write>, V::Error> {
    let Change::Tell { telling, arrival, request, how, contact, held_until, note } = change else {
        return Ok(Vec::new());
    };
    fresh(view, Kind::Telling, telling.0)?;
    let dealing = dealing(view, *arrival)?;
    let account = live(view, *request)?.account;
    let list = call_list(view, &dealing, envelope.day)?;
    if !list.iter().any(|(there, share)| there.id == *request && share.waits() > 0) {
        return Err(Refusal::from(StockRefusal::NotOnCallList).into());
    }
    Ok(vec![Write::put(Telling {
        id: *telling,
        arrival: *arrival,
        request: *request,
        account,
        allotment: dealing.allotment.map(|it| it.id),
        rep,
        at: envelope.at,
        day: envelope.day,
        how: *how,
        contact: *contact,
        held_until: *held_until,
        note: note.clone(),
        answer: None,
        withdrawn: false,
    })])
}

fn respond<V: View>(view: &V, envelope: &Envelope, id: TellingId, answer: Answer) -> Result<Vec<Write>, V::Error> {
    let refuse = |why: StockRefusal| Err(Refusal::from(why).into());
    let Record::Telling(telling) = any(view, Key::new(Kind::Telling, id.0))? else {
        return Err(Refusal::Missing(Key::new(Kind::Telling, id.0)).into());
    };
    if telling.answer.is_some() {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let dealing = dealing(view, telling.arrival)?;
    let request = live(view, telling.request)?;
    let list = call_list(view, &dealing, envelope.day)?;
    let share = list.into_iter().find(|(it, _)| it.id == telling.request).map(|(_, share)| share);
    let Some(share) = share.filter(|share| share.told.as_ref().is_some_and(|told| told.id == id)) else {
        return refuse(StockRefusal::NotTold);
    };
    let allotment = dealing.allotment.as_ref().map(|it| it.id);
    let mut writes = vec![Write::put(Telling { answer: Some(answer), allotment, ..telling })];
    match answer {
        Answer::Takes(quantity) if quantity == 0 || quantity < share.fulfilled => refuse(StockRefusal::BadAmount),
        Answer::Takes(quantity) if quantity > share.given => refuse(StockRefusal::MoreThanAsked),
        Answer::NoMore => {
            writes.push(Write::put(ended(request, End::Passed, envelope, "")));
            Ok(writes)
        }
        Answer::TakesAll | Answer::Takes(_) | Answer::NotNow => Ok(writes),
    }
}

/// A handing over as it was sent.
type HandedOver = (FulfilmentId, ArrivalId, RequestId, u32);

fn fulfil<V: View>(
    view: &V,
    envelope: &Envelope,
    rep: RepId,
    (id, arrival, request, quantity): HandedOver,
) -> Result<Vec<Write>, V::Error> {
    fresh(view, Kind::Fulfilment, id.0)?;
    let asked = live(view, request)?;
    let share = dealing(view, arrival)?.share(request, false);
    if quantity == 0 {
        return Err(Refusal::from(StockRefusal::BadAmount).into());
    }
    if quantity > share.waits() {
        return Err(Refusal::from(StockRefusal::OverAllotted(quantity - share.waits())).into());
    }
    let (at, day, account) = (envelope.at, envelope.day, asked.account);
    let mut writes = vec![Write::put(Fulfilment { id, arrival, request, account, rep, quantity, at, day })];
    if handed_over(view, request)? + u64::from(quantity) == u64::from(asked.asked.quantity()) {
        writes.push(Write::put(ended(asked, End::Fulfilled, envelope, "")));
    }
    Ok(writes)
}

/// How much a request was handed of all arrivals together.
fn handed_over<V: View>(view: &V, request: RequestId) -> Result<u64, V::Error> {
    let mut sum = 0;
    for id in view.arrivals_of(request)? {
        sum += view.dealing(id)?.map_or(0, |it| u64::from(it.share(request, false).fulfilled));
    }
    Ok(sum)
}

/// A request that was changed by hand: if all that is asked for now was handed over already, that is its end.
pub(super) fn amended<V: View>(view: &V, envelope: &Envelope, record: Record) -> Result<Record, V::Error> {
    Ok(match record {
        Record::Request(it) if handed_over(view, it.id)? == u64::from(it.asked.quantity()) => {
            ended(it, End::Fulfilled, envelope, "").into()
        }
        other => other,
    })
}

/// Whether a request is fulfilled exactly if all of it was handed over: asked when everything that belongs together is written.
pub fn settled<V: View>(view: &V, id: RequestId) -> Result<(), V::Error> {
    let Some(Record::Request(it)) = view.record(Key::new(Kind::Request, id.0))? else { return Ok(()) };
    let all = handed_over(view, id)? == u64::from(it.asked.quantity());
    let fulfilled = it.ended.is_some_and(|ended| ended.how == End::Fulfilled);
    if all == fulfilled { Ok(()) } else { Err(Refusal::from(StockRefusal::RestedOn).into()) }
}

/// What may stand of a record about stock before it is written.
pub(super) fn check<V: View>(view: &V, before: Option<&Record>, after: &Record) -> Result<(), V::Error> {
    let good = |amount: &Amount| amount.count > 0 && amount.base().is_some_and(|base| base > 0);
    let refuse = |why: StockRefusal| Err(Refusal::from(why).into());
    match after {
        Record::Request(it) if !good(&it.asked) => refuse(StockRefusal::BadAmount),
        Record::Arrival(it) if !good(&it.amount) => refuse(StockRefusal::BadAmount),
        Record::Allotment(it) => {
            // Also where it is put in force again: nothing else may be by then.
            let there = dealing(view, it.arrival)?.allotment.map(|there| there.id);
            if there == it.follows { Ok(()) } else { refuse(StockRefusal::DecidedMeanwhile) }
        }
        Record::Fulfilment(it) if before.is_none() => {
            // Also where it is put in force again.
            dealing(view, it.arrival)?;
            live(view, it.request)?;
            Ok(())
        }
        Record::Telling(it) => {
            let Some(Record::Telling(before)) = before else { return Ok(()) };
            let there = view.dealing(it.arrival)?;
            // What was decided since knew the answer.
            let decided_since = there.as_ref().and_then(|it| it.allotment.as_ref()).map(|it| it.id) != before.allotment;
            if before.answer.is_some() && it.answer != before.answer && decided_since {
                return refuse(StockRefusal::RestedOn);
            }
            if before.withdrawn && !it.withdrawn {
                if there.is_some_and(|it| it.arrival.closed) {
                    return refuse(StockRefusal::ArrivalClosed);
                }
                live(view, it.request)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether everything adds up around a record about stock that was just written or removed.
pub fn balance<V: View>(view: &V, record: &Record) -> Result<(), V::Error> {
    let arrivals = match record {
        Record::Request(it) => view.arrivals_of(it.id)?,
        Record::Arrival(it) => vec![it.id],
        Record::Allotment(it) => vec![it.arrival],
        Record::Telling(it) => vec![it.arrival],
        Record::Fulfilment(it) => vec![it.arrival],
        _ => return Ok(()),
    };
    let refuse = |why: StockRefusal| Err(Refusal::from(why).into());
    for id in arrivals {
        let Some(dealing) = view.dealing(id)? else { continue };
        let shares = shares(view, &dealing)?;
        let held: u64 = shares.iter().map(|share| u64::from(share.held)).sum();
        if let Some(over) = held.checked_sub(u64::from(dealing.arrival.amount.quantity())).filter(|over| *over > 0) {
            return refuse(StockRefusal::OverAllotted(u32::try_from(over).unwrap_or(u32::MAX)));
        }
        if shares.iter().any(|share| share.fulfilled > share.given) {
            return refuse(StockRefusal::HandedOver);
        }
        for share in shares.iter().filter(|share| share.held > 0) {
            let asked = request(view, share.request)?;
            let mut all = 0_u64;
            for id in view.arrivals_of(share.request)? {
                let there = view.dealing(id)?.map(|it| it.share(share.request, asked.ended.is_some()).held);
                all += u64::from(there.unwrap_or(0));
            }
            if all > u64::from(asked.asked.quantity()) {
                return refuse(StockRefusal::MoreThanAsked);
            }
        }
    }
    Ok(())
}

fn ended(request: Request, how: End, envelope: &Envelope, reason: &str) -> Request {
    Request { ended: Some(Ended { how, day: envelope.day, reason: reason.to_owned() }), ..request }
}

/// A request that is not over.
fn live<V: View>(view: &V, id: RequestId) -> Result<Request, V::Error> {
    let request = request(view, id)?;
    if request.ended.is_some() { Err(Refusal::from(StockRefusal::RequestOver).into()) } else { Ok(request) }
}

/// An arrival that is not closed.
fn dealing<V: View>(view: &V, id: ArrivalId) -> Result<Dealing, V::Error> {
    let dealing = view.dealing(id)?.ok_or_else(|| Refusal::Missing(Key::new(Kind::Arrival, id.0)))?;
    if dealing.arrival.closed { Err(Refusal::from(StockRefusal::ArrivalClosed).into()) } else { Ok(dealing) }
}
