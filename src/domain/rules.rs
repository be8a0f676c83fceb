//! What a change does: from the change and a view of the records to the records that are written, or a refusal. Pure: every store calls
//! this and only loads and saves.

mod checks;
mod correcting;
mod following;
mod merging;
mod queue;
mod stocking;
mod stops;

use chrono::NaiveDate;

use super::account::{Account, Pause};
use super::cadence::{Level, Window};
use super::change::{Change, Envelope};
use super::day::Span;
use super::ids::{AccessKeyId, AccountId, ArrivalId, ProductId, RepId, RequestId, StopId, TeamId, TouchId};
use super::matter::Matter;
use super::record::{Fields, Key, Kind, Record};
use super::route::{Fate, Stop};
use super::stock::{Dealing, Request};
use super::touch::{Report, Touch};

pub use checks::check;
pub use queue::{Standing, call_list, proposal, shares, standings};
pub use stocking::{StockRefusal, balance, settled};

/// Why a change was not made. Nothing of its envelope is kept then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record does not exist.
    #[error("no such {}", .0.kind.word())]
    Missing(Key),
    /// A record that is to be added exists.
    #[error("this {} exists already", .0.kind.word())]
    Exists(Key),
    /// Other records refer to the one that would go.
    #[error("other data rests on this {}", .0.kind.word())]
    InUse(Key),
    /// The code belongs to somebody else.
    #[error("the code {0:?} is taken")]
    CodeTaken(String),
    /// A visit of this rep at this account is open.
    #[error("a visit is already open there")]
    AlreadyVisiting(AccountId),
    /// The visit is not open.
    #[error("this visit is not open")]
    NotOpen(TouchId),
    /// A visit would end before it began.
    #[error("the visit would end before it began")]
    EndsBeforeStart,
    /// A day that has not come yet.
    #[error("{0} has not come yet")]
    InTheFuture(NaiveDate),
    /// Satisfaction is 1 to 5.
    #[error("satisfaction is 1 to 5, not {0}")]
    Satisfaction(u8),
    /// The stop has ended already.
    #[error("this stop is closed already")]
    StopClosed(StopId),
    /// The stop is on another route.
    #[error("this stop is on another route")]
    OtherRoute(StopId),
    /// A stop cannot go to the route that it is on.
    #[error("this stop is on that route already")]
    SameRoute(StopId),
    /// A day that has passed.
    #[error("{0} has passed")]
    InThePast(NaiveDate),
    /// There is no next step, or it was done.
    #[error("no next step is open there")]
    NoNextStep(TouchId),
    /// The matter was answered already.
    #[error("this was answered already")]
    AlreadyAnswered,
    /// The appointment ended already.
    #[error("this appointment is settled already")]
    AlreadySettled,
    /// The account is not paused.
    #[error("this account is not paused")]
    NotPaused(AccountId),
    /// The window's bounds are out of order.
    #[error("a window needs min ≤ max and max > 0")]
    BadWindow,
    /// The pause ends before it begins.
    #[error("a pause cannot end before it begins")]
    BadSpan,
    /// Fields that the record does not have, or with values they cannot have.
    #[error("this cannot stand in a {}", .0.kind.word())]
    BadFields(Key),
    /// A code is missing where one is needed.
    #[error("a code is needed")]
    NoCode,
    /// A product's units cannot be told apart, or a pack holds less than two.
    #[error("units need names of their own, and a pack at least 2")]
    BadUnits,
    /// Opening hours end before they begin, or overlap.
    #[error("opening hours must be in order")]
    BadHours,
    /// A team is under itself.
    #[error("a team cannot be under itself")]
    TeamInItself,
    /// An account cannot go into itself, or into one that went into another.
    #[error("these two cannot become one")]
    CannotMerge,
    /// The account went into another, where everything about it is now.
    #[error("this account went into another")]
    WentInto(AccountId),
    /// The contact was declared void already.
    #[error("this visit is void already")]
    AlreadyVoid(TouchId),
    /// A visit is somebody else's.
    #[error("this visit is somebody else's")]
    NotYourVisit(TouchId),
    /// The key is somebody's already.
    #[error("this key is known already")]
    KeyTaken(String),
    /// A key that was revoked stays so.
    #[error("this key was revoked")]
    Revoked,
    /// It goes against the rules of stock.
    #[error(transparent)]
    Stock(StockRefusal),
    /// Somebody has to be the actor.
    #[error("this needs a rep")]
    NoActor,
    /// The account is not in the actor's territory or on the actor's routes.
    #[error("this account is not yours")]
    NotYours(AccountId),
}

/// What the rules need to see of the records.
pub trait View {
    /// What can go wrong while looking.
    type Error: From<Refusal>;

    /// One record.
    fn record(&self, key: Key) -> Result<Option<Record>, Self::Error>;
    /// A rep's stops of a day in order of rank, then identity.
    fn stops(&self, rep: RepId, day: NaiveDate) -> Result<Vec<Stop>, Self::Error>;
    /// A rep's open visits.
    fn open_visits(&self, rep: RepId) -> Result<Vec<Touch>, Self::Error>;
    /// The key in force with this fingerprint.
    fn live_key(&self, fingerprint: &str) -> Result<Option<AccessKeyId>, Self::Error>;
    /// The rep with this code.
    fn rep_with_code(&self, code: &str) -> Result<Option<RepId>, Self::Error>;
    /// Whether any record refers to this one, or somebody's unsaved words do.
    fn is_used(&self, key: Key) -> Result<bool, Self::Error>;
    /// Everything that is about an account beside the account itself, also the merges it took others in by; by key.
    fn about(&self, account: AccountId) -> Result<Vec<Record>, Self::Error>;
    /// The rep's window in force for an account, by its own window or its tier.
    fn window(&self, account: &Account, level: Level) -> Result<Option<Window>, Self::Error>;
    /// The requests for a product that are not over, of the accounts of a team's reps and of those under it (none: of reps in no team; an
    /// account that is nobody's counts with the rep who wrote its request down), with the rank of the account's tier.
    fn queued(&self, product: ProductId, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>, Self::Error>;
    /// An arrival and what was decided, said and handed over of it.
    fn dealing(&self, arrival: ArrivalId) -> Result<Option<Dealing>, Self::Error>;
    /// The arrivals whose decision in force gives a request something, or out of which it was handed something.
    fn arrivals_of(&self, request: RequestId) -> Result<Vec<ArrivalId>, Self::Error>;
}

/// A record as it becomes; none: it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// Which.
    pub key: Key,
    /// What it becomes.
    pub after: Option<Record>,
}

impl Write {
    fn put(record: impl Into<Record>) -> Self {
        let record = record.into();
        Self { key: record.key(), after: Some(record) }
    }

    fn remove(kind: Kind, id: uuid::Uuid) -> Self {
        Self { key: Key { kind, id }, after: None }
    }
}

/// What a change writes, in order. The writes of earlier changes of the envelope must be visible in `view`.
pub fn decide<V: View>(view: &V, envelope: &Envelope, change: &Change) -> Result<Vec<Write>, V::Error> {
    let actor = || envelope.actor.ok_or(Refusal::NoActor);
    match change {
        Change::Add(record) => {
            made_by_hand(record.kind())?;
            fresh(view, record.kind(), record.key().id)?;
            Ok(vec![Write::put(merging::followed(view, record)?)])
        }
        Change::Set(record) => {
            made_by_hand(record.kind())?;
            Ok(vec![Write::put(merging::followed(view, record)?)])
        }
        Change::Edit(key, changed) => edit(view, envelope, *key, changed),
        Change::Remove(key) => {
            made_by_hand(key.kind)?;
            any(view, *key)?;
            Ok(vec![Write { key: *key, after: None }])
        }
        Change::Correct { touch, day, start, end, content } => {
            let times = (*day, *start, *end);
            correcting::correct(view, envelope, *touch, times, content)
        }
        Change::Void { touch, reason } => correcting::void(view, envelope, *touch, reason),
        Change::Merge { merge, kept, gone } => merging::merge(view, *merge, *kept, *gone),
        Change::Unmerge { merge } => merging::unmerge(view, *merge),
        Change::CheckIn { touch, account, stop } => check_in(view, envelope, actor()?, *touch, *account, *stop),
        Change::CheckOut { touch, end, report } => {
            let mut visit = open_visit(view, *touch)?;
            visit.open = false;
            visit.end = *end;
            finish(view, envelope, visit, report)
        }
        Change::CallOff { touch } => {
            let visit = open_visit(view, *touch)?;
            let mut writes: Vec<Write> = view
                .stops(visit.rep, visit.day)?
                .into_iter()
                .filter(|stop| stop.account == visit.account && stop.unplanned && stop.fate.is_open())
                .map(|stop| Write::remove(Kind::Stop, stop.id.0))
                .collect();
            writes.push(Write::remove(Kind::Touch, touch.0));
            Ok(writes)
        }
        Change::Enter { .. } => enter(view, envelope, actor()?, change),
        Change::Plan { .. }
        | Change::Reorder { .. }
        | Change::MoveTo { .. }
        | Change::Skip { .. }
        | Change::Pin { .. }
        | Change::Lock { .. }
        | Change::Unplan { .. }
        | Change::EndDay { .. } => stops::decide(view, change),
        Change::Answer { .. }
        | Change::Settle { .. }
        | Change::Rearrange { .. }
        | Change::StepDone { .. }
        | Change::PutOff { .. } => following::decide(view, envelope, change),
        Change::Pause { account, pause } => {
            let mut account = account_of(view, *account)?;
            account.pauses.push(pause.clone());
            account.pauses.sort_by_key(|pause| pause.span);
            Ok(vec![Write::put(account)])
        }
        Change::Resume { account } => resume(account_of(view, *account)?, envelope.day).map_err(Into::into),
        Change::Request(_)
        | Change::Cancel { .. }
        | Change::Arrive(_)
        | Change::Close { .. }
        | Change::Allot { .. }
        | Change::Tell { .. }
        | Change::Respond { .. }
        | Change::Fulfil { .. } => stocking::decide(view, envelope, change),
    }
}

/// Refuses records that are only made by changes of their own.
fn made_by_hand(kind: Kind) -> Result<(), Refusal> {
    if stocking::is_stock(kind) { Err(StockRefusal::Fixed.into()) } else { Ok(()) }
}

fn enter<V: View>(view: &V, envelope: &Envelope, rep: RepId, change: &Change) -> Result<Vec<Write>, V::Error> {
    let Change::Enter { touch, account, day, start, end, report } = change else { return Ok(Vec::new()) };
    if *day > envelope.day {
        return Err(Refusal::InTheFuture(*day).into());
    }
    let shop = account_of(view, *account)?;
    fresh(view, Kind::Touch, touch.0)?;
    let visit = Touch {
        id: *touch,
        account: shop.id,
        rep,
        levels: vec![Level::Rep],
        day: *day,
        start: *start,
        end: *end,
        open: false,
        late: *day < envelope.day,
        content: report.settled(),
        window: view.window(&shop, Level::Rep)?,
        voided: None,
        followed: None,
        put_off: None,
    };
    finish(view, envelope, visit, report)
}

fn edit<V: View>(view: &V, envelope: &Envelope, key: Key, changed: &Fields) -> Result<Vec<Write>, V::Error> {
    let bad = || Refusal::BadFields(key);
    let before = any(view, key)?;
    let mut fields = before.fields().map_err(|_| bad())?;
    fields.extend(changed.clone());
    let record = Record::from_fields(key.kind, fields).ok().filter(|record| record.key() == key).ok_or_else(bad)?;
    stocking::may_become(&before, &record)?;
    Ok(vec![Write::put(stocking::amended(view, envelope, record)?)])
}

fn check_in<V: View>(
    view: &V,
    envelope: &Envelope,
    rep: RepId,
    touch: TouchId,
    account: AccountId,
    stop: StopId,
) -> Result<Vec<Write>, V::Error> {
    let shop = account_of(view, account)?;
    let account = shop.id;
    if view.open_visits(rep)?.iter().any(|visit| visit.account == account) {
        return Err(Refusal::AlreadyVisiting(account).into());
    }
    fresh(view, Kind::Touch, touch.0)?;
    let visit = Touch {
        id: touch,
        account,
        rep,
        levels: vec![Level::Rep],
        day: envelope.day,
        start: Some(envelope.at),
        end: None,
        open: true,
        late: false,
        content: super::touch::Content::default(),
        window: view.window(&shop, Level::Rep)?,
        voided: None,
        followed: None,
        put_off: None,
    };
    let mut writes = vec![Write::put(visit)];
    let stops = view.stops(rep, envelope.day)?;
    if !stops.iter().any(|there| there.account == account && there.fate.is_open()) {
        fresh(view, Kind::Stop, stop.0)?;
        writes.push(Write::put(stops::new_stop(stop, rep, envelope.day, account, &stops, true)));
    }
    Ok(writes)
}

/// Saves a finished touch: its content, the matters it raised and answered, and the stop it does.
fn finish<V: View>(view: &V, envelope: &Envelope, mut visit: Touch, report: &Report) -> Result<Vec<Write>, V::Error> {
    visit.content = report.settled();
    let (rep, day, account, attempted) = (visit.rep, visit.day, visit.account, visit.content.attempted);
    let in_person = visit.content.kind.is_visit();
    let touch = visit.id;
    let mut writes = vec![Write::put(visit)];
    for raised in &report.raised {
        let matter = Matter {
            id: raised.id,
            account,
            rep,
            touch: Some(touch),
            kind: raised.kind,
            text: raised.text.clone(),
            raised: day,
            due: raised.due,
            answered: None,
            put_off: None,
        };
        let key = Key::new(Kind::Matter, raised.id.0);
        match view.record(key)? {
            None => writes.push(Write::put(matter)),
            Some(Record::Matter(there)) if is_same(&there, &matter) => {}
            Some(_) => return Err(Refusal::Exists(key).into()),
        }
    }
    for answered in &report.answered {
        // One that is gone, answered meanwhile or another account's is passed over: what was typed can always be saved.
        if let Some(Record::Matter(matter)) = view.record(Key::new(Kind::Matter, answered.0))?
            && matter.answered.is_none()
            && matter.account == account
        {
            writes.push(Write::put(Matter { answered: Some(envelope.day), ..matter }));
        }
    }
    if in_person && !attempted {
        let open = view.stops(rep, day)?.into_iter().find(|stop| stop.account == account && stop.fate.is_open());
        writes.extend(open.map(|stop| Write::put(Stop { fate: Fate::Done { touch }, ..stop })));
    }
    Ok(writes)
}

/// Whether the matter was saved before with these words: by the check-out of the visit whose draft is now entered late.
fn is_same(there: &Matter, raised: &Matter) -> bool {
    (there.account, there.kind, &there.text) == (raised.account, raised.kind, &raised.text)
}

fn resume(mut account: Account, today: NaiveDate) -> Result<Vec<Write>, Refusal> {
    if !account.pauses.iter().any(|pause| pause.span.contains(today)) {
        return Err(Refusal::NotPaused(account.id));
    }
    account.pauses = account
        .pauses
        .into_iter()
        .filter_map(|pause| match pause.span.contains(today) {
            true if pause.span.first == today => None,
            true => Some(Pause { span: Span { last: today.pred_opt(), ..pause.span }, ..pause }),
            false => Some(pause),
        })
        .collect();
    Ok(vec![Write::put(account)])
}

/// Refuses an identity that is taken: what is new never writes over what is there.
fn fresh<V: View>(view: &V, kind: Kind, id: uuid::Uuid) -> Result<(), V::Error> {
    let key = Key::new(kind, id);
    if view.record(key)?.is_some() { Err(Refusal::Exists(key).into()) } else { Ok(()) }
}

/// An account, or the one it went into.
fn account_of<V: View>(view: &V, id: AccountId) -> Result<Account, V::Error> {
    let account = exact_account(view, id)?;
    match account.merged_into {
        Some(kept) => exact_account(view, kept), // an account that others went into goes into none
        None => Ok(account),
    }
}

fn exact_account<V: View>(view: &V, id: AccountId) -> Result<Account, V::Error> {
    let key = Key::new(Kind::Account, id.0);
    match view.record(key)? {
        Some(Record::Account(account)) => Ok(account),
        _ => Err(Refusal::Missing(key).into()),
    }
}

fn any<V: View>(view: &V, key: Key) -> Result<Record, V::Error> {
    view.record(key)?.ok_or_else(|| Refusal::Missing(key).into())
}

fn open_visit<V: View>(view: &V, id: TouchId) -> Result<Touch, V::Error> {
    let key = Key::new(Kind::Touch, id.0);
    match view.record(key)? {
        Some(Record::Touch(touch)) if touch.open => Ok(touch),
        Some(_) => Err(Refusal::NotOpen(id).into()),
        None => Err(Refusal::Missing(key).into()),
    }
}
