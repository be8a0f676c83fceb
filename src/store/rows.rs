//! What reads answer with: facts as loaded, nothing computed from them.

mod dealt;
mod duties;
mod past;
mod queue;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::account::{Account, Beat, Code, Contact, Opening};
use crate::domain::birthday::Ahead;
use crate::domain::cadence::Window;
use crate::domain::calendar::HolidayYear;
use crate::domain::change::Deed;
use crate::domain::day::Span;
use crate::domain::ids::{
    AccountId, BeatId, GroupId, ImportId, MergeId, OpId, ProductId, RepId, StopId, TierId, TouchId,
};
use crate::domain::matter::{Appointment, Matter};
use crate::domain::people::{Leave, Team};
use crate::domain::place::Place;
use crate::domain::record::Key;
use crate::domain::route::Stop;
use crate::domain::stock::{Fulfilment, Request, Telling};
use crate::domain::tier::Tier;
use crate::domain::touch::{Draft, Touch};
use crate::domain::urgency::{CARE_DAYS, Weights};

pub use dealt::{Dealt, Decision, HandedOver, StockHistory, Told};
pub use duties::{Colleague, FollowUps, Step};
pub use past::{Past, PastTouch, Waited};
pub use queue::{ArrivalRow, Asked, QueueRow, Shop, Stock, TeamStock};

/// An operation that is in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Which.
    pub op: OpId,
    /// It was known before and was not applied again.
    pub again: bool,
    /// The draft that an undo brought back, or that a redo kept beside the words it restored.
    pub draft: Option<TouchId>,
    /// How many records it wrote; none if it changed nothing.
    pub rows: u32,
    /// The records that a withdrawal left as they are, because they were changed since or others rest on them.
    pub kept: Vec<Key>,
}

/// Reference data: what a session keeps at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// Tiers by rank.
    pub tiers: Vec<Tier>,
    /// Decrees by year.
    pub holidays: Vec<HolidayYear>,
    /// The weights of the urgency.
    pub weights: Weights,
    /// Teams.
    pub teams: Vec<Team>,
    /// Beats.
    pub beats: Vec<Beat>,
    /// Leave.
    pub leave: Vec<Leave>,
}

/// One account of a book: what its standing, its score and its row on a screen are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct BookRow {
    /// Which.
    pub account: AccountId,
    /// Name on the sign.
    pub name: String,
    /// Name in the other script.
    pub other_name: String,
    /// The first code, may be empty.
    pub code: String,
    /// Address.
    pub address: String,
    /// Where.
    pub place: Option<Place>,
    /// Whose territory.
    pub rep: Option<RepId>,
    /// Tier.
    pub tier: Option<TierId>,
    /// Beat.
    pub beat: Option<BeatId>,
    /// Visit length of its own.
    pub minutes: Option<u32>,
    /// The day it was added.
    pub added: NaiveDate,
    /// Business day of the last accepted touch on the rep's clock.
    pub last: Option<NaiveDate>,
    /// Window of its own.
    pub own_window: Option<Window>,
    /// Pauses, by first day.
    pub pauses: Vec<Span>,
    /// Closures.
    pub closures: Vec<Span>,
    /// When it is open on a day; empty: not known.
    pub hours: Vec<Opening>,
    /// The earliest due day of its open matters.
    pub matter_due: Option<NaiveDate>,
    /// How many matters are open.
    pub matters: u32,
    /// Whether one of them is a complaint.
    pub complaint: bool,
    /// How many stock requests are not over.
    pub requests: u32,
    /// Whether goods are there for one of them.
    pub goods: bool,
    /// The earliest appointment on or after the day that has not ended.
    pub appointment: Option<(NaiveDate, Option<NaiveTime>)>,
    /// The first birthday of its people on the day or in the days after it on which it is near.
    pub care: Option<NaiveDate>,
    /// The rep's first open stop here on or after the day.
    pub planned: Option<(NaiveDate, StopId)>,
    /// Since when the rep's visit here is open.
    pub visiting: Option<(TouchId, DateTime<Utc>)>,
}

/// The days on which a care date is near on this day.
pub fn care_from(day: NaiveDate) -> Ahead {
    Ahead::new(day, CARE_DAYS.num_days() as u64 + 1)
}

/// One stop of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteRow {
    /// The stop.
    pub stop: Stop,
    /// The account.
    pub account: BookRow,
    /// The visit that did it, or an attempted one of that day: check-in, check-out, attempted.
    pub visit: Option<StopVisit>,
    /// The name of the colleague it was handed to.
    pub colleague: Option<String>,
}

/// The visit of a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopVisit {
    /// Check-in.
    pub start: Option<DateTime<Utc>>,
    /// Check-out.
    pub end: Option<DateTime<Utc>>,
    /// Nobody was met.
    pub attempted: bool,
}

/// What to know before entering.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The account.
    pub account: Account,
    /// The account as a row of a book, seen on the viewer's day.
    pub row: BookRow,
    /// The name of the rep whose territory it is in.
    pub rep_name: Option<String>,
    /// The people there.
    pub contacts: Vec<Contact>,
    /// Open matters, earliest due first, undated last.
    pub matters: Vec<Matter>,
    /// Appointments from the viewer's day on that have not ended, earliest first.
    pub appointments: Vec<Appointment>,
    /// The last touches that are neither open nor void, newest first, at most ten.
    pub recent: Vec<Touch>,
    /// Number of touches that are neither open nor void.
    pub touches: u32,
    /// Stock requests that are not over, with their places, in order of asking.
    pub requests: Vec<Asked>,
    /// The accounts that went into this one, by name.
    pub merged: Vec<(MergeId, String)>,
}

/// Accounts that were searched for, the best fit first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finds {
    /// The accounts.
    pub rows: Vec<BookRow>,
    /// How many fit altogether.
    pub total: usize,
}

/// What an account is recognised by.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Which.
    pub account: AccountId,
    /// Name on the sign.
    pub name: String,
    /// Address.
    pub address: String,
    /// Codes and licences.
    pub codes: Vec<Code>,
    /// Where.
    pub place: Option<Place>,
}

/// The import of a file and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRun {
    /// Identity.
    pub id: ImportId,
    /// Who imports; none from the command line.
    pub rep: Option<RepId>,
    /// Where the file was.
    pub file: String,
    /// A fingerprint of its bytes.
    pub print: String,
    /// How it is read, as the importer wrote it.
    pub options: String,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it was last at work.
    pub at: DateTime<Utc>,
    /// How many rows it has.
    pub rows: u32,
    /// The last row that is in.
    pub through: u32,
    /// What is going on.
    pub state: ImportState,
    /// The groups of its changes, in order. One that was announced and never written may be among them.
    pub groups: Vec<GroupId>,
}

impl ImportRun {
    /// Whether it is neither done nor gone.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.state, ImportState::Going | ImportState::Leaving)
    }
}

/// What is going on with an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// Rows are coming in; where nobody is at it, it was cut off.
    Going,
    /// All rows are in.
    Done,
    /// It is being taken back.
    Leaving,
    /// It was taken back.
    Gone,
}

/// One thing that happened at an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it stands in the order.
    pub cursor: Cursor,
    /// Who did it.
    pub rep: RepId,
    /// Their name.
    pub rep_name: String,
    /// What.
    pub what: Happening,
    /// The products of a touch with their names.
    pub goods: Vec<(ProductId, String)>,
}

/// What can happen at an account.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// A touch, open or not.
    Touch(Touch),
    /// A matter was raised.
    Matter(Matter),
    /// An appointment was made for the entry's day.
    Appointment(Appointment),
    /// A stop ended without a visit.
    NotDone {
        /// The stop.
        stop: Stop,
        /// The name of the colleague it was handed to.
        colleague: Option<String>,
    },
    /// They asked for a product.
    Request {
        /// What for, and how it ended.
        request: Request,
        /// The product.
        goods: Goods,
        /// How much of it was handed over since, in base units.
        fulfilled: u32,
    },
    /// They were told that goods came.
    Telling {
        /// How, and what they said.
        telling: Telling,
        /// The product.
        goods: Goods,
    },
    /// They were given goods.
    Fulfilment {
        /// How much.
        fulfilment: Fulfilment,
        /// The product.
        goods: Goods,
    },
}

/// The product of an entry about stock, as it is called now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// Its name.
    pub product: String,
    /// Its base unit.
    pub unit: String,
}

/// A place in a timeline: the day, then the identity of what happened (identities rise with time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// The business day.
    pub day: NaiveDate,
    /// The identity of the record.
    pub id: uuid::Uuid,
}

/// Part of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T, C = Cursor> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<C>,
}

/// An account as it leaves the database.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// The account.
    pub account: Account,
    /// Business day of the last accepted touch on the rep's clock.
    pub last: Option<NaiveDate>,
}

/// Which operations of the log are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationsAsked {
    /// Those that wrote something at this account.
    pub account: Option<AccountId>,
    /// Those of this business day and later ones.
    pub since: Option<NaiveDate>,
}

/// An operation of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its place in the log.
    pub seq: i64,
    /// Identity.
    pub op: OpId,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day.
    pub day: NaiveDate,
    /// Who; none for set-up and import.
    pub actor: Option<RepId>,
    /// Their code.
    pub actor_code: String,
    /// Their name.
    pub actor_name: String,
    /// Whether it changed something or took something back.
    pub turned: Turned,
    /// What its first change was, or that of the group it took back.
    pub deed: Option<Deed>,
    /// About how many accounts it was.
    pub accounts: u32,
    /// The account, if it was about exactly one that is there.
    pub account: Option<About>,
    /// How many records it wrote.
    pub records: u32,
    /// A change: whether it was not taken back. An undo or redo: whether it is the last about its group.
    pub in_force: bool,
}

/// What an operation did with what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turned {
    /// It changed something.
    Change,
    /// It took a change back.
    Undo,
    /// It put a change in force again.
    Redo,
}

/// The account an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its first code, may be empty.
    pub code: String,
}

/// An open visit.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenVisit {
    /// The visit.
    pub touch: Touch,
    /// The account's name.
    pub name: String,
}

/// A touch of a day with its account.
#[derive(Clone, Debug, PartialEq)]
pub struct DayTouch {
    /// The touch.
    pub touch: Touch,
    /// The account's name.
    pub name: String,
    /// The products of it with their names.
    pub goods: Vec<(ProductId, String)>,
}

/// A draft and the account it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftRow {
    /// The draft.
    pub draft: Draft,
    /// The account's name.
    pub name: String,
}

/// A group that can be taken back or put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// Which.
    pub group: GroupId,
    /// What its first change was.
    pub deed: Deed,
    /// The name of the account it was about, if it was about exactly one.
    pub account: Option<String>,
    /// How many changes it made.
    pub changes: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// The import it is a part of, which is taken back as a whole.
    pub import: Option<ImportId>,
}

/// The fields an account is found by: name, name in the other script, codes, telephone numbers as digits, address, people. None has a
/// line end. `people` are names and telephone numbers.
pub(super) fn search_fields(account: &Account, people: &[(String, String)]) -> Vec<String> {
    let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut fields = vec![account.name.clone(), account.other_name.clone()];
    fields.extend(account.codes.iter().map(|code| code.text.clone()));
    fields.push(digits(&account.phone));
    fields.extend(people.iter().map(|(_, phone)| digits(phone)));
    fields.push(account.address.clone());
    fields.extend(people.iter().map(|(name, _)| name.clone()));
    for field in &mut fields {
        if field.contains('\n') {
            *field = field.replace('\n', " ");
        }
    }
    fields
}
