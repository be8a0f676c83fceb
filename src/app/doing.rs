//! What is done with an account in hand, as changes: the same ones from every screen and from line mode.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::change::Change;
use crate::domain::ids::{AccountId, Ids};
use crate::domain::matter::Appointment;
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Request};
use crate::domain::touch::{Report, Touch};

use super::follow_ups::Agreed;
use super::policy::Line;
use super::who::Who;

/// When a visit ends that is checked out now: of one left open overnight that is not known, and no clock that was set back ends one
/// before it began.
pub fn ended_at(open: &Touch, who: &Who) -> Option<DateTime<Utc>> {
    (open.day == who.today).then_some(open.start.map_or(who.now, |start| start.max(who.now)))
}

/// Nobody was met there on this day.
pub fn nobody(account: AccountId, day: NaiveDate, who: &Who, ids: &mut Ids) -> Change {
    let mut report = Report::default();
    report.content.attempted = true;
    let start = (day == who.today).then_some(who.now);
    Change::Enter { touch: ids.next(who.now), account, day, start, end: start, report }
}

/// Puts an account on a day: a stop that waits on another day to come moves, so that nobody is visited twice for one need.
pub fn plan_on(line: &Line, day: NaiveDate, who: &Who, ids: &mut Ids) -> Change {
    match line.row.planned {
        Some((_, stop)) if line.row.visiting.is_none() => Change::MoveTo { stop, day },
        _ => Change::Plan { stop: ids.next(who.now), rep: who.rep.id, day, account: line.row.account },
    }
}

/// An appointment as it was agreed.
pub fn appoint(account: AccountId, agreed: Agreed, who: &Who, ids: &mut Ids) -> Change {
    let Agreed { day, time, purpose } = agreed;
    let id = ids.next(who.now);
    let record = Appointment { id, account, rep: who.rep.id, day, time, purpose, made: who.now, outcome: None };
    Change::Add(record.into())
}

/// A request of an account for a product, of which nothing else is said yet.
pub fn request(account: AccountId, product: &Product, who: &Who, ids: &mut Ids) -> Request {
    Request {
        id: ids.next(who.now),
        account,
        rep: who.rep.id,
        product: product.id,
        asked: Amount { count: 0, unit: product.unit.clone(), factor: 1 },
        contact: None,
        until: None,
        all_or_nothing: false,
        outside: false,
        note: String::new(),
        at: who.now,
        day: who.today,
        ended: None,
    }
}
