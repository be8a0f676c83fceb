//! Everything out, row by row: one page of accounts in memory at a time, whatever their number. The columns have the names by which an
//! import knows them, so that what leaves can come in again.

mod rows;
mod stock;
pub mod vcard;
pub mod writer;

use std::collections::HashMap;
use std::io;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::account::{Account, Contact};
use crate::domain::ids::{AccountId, BeatId, ContactId, ProductId, RepId, RequestId, TeamId, TierId};
use crate::domain::product::Product;
use crate::domain::record::{Kind, Record};
use crate::store::{Store, StoreError, Viewer};

/// What leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The shops.
    Accounts,
    /// The people there.
    Contacts,
    /// Visits in person that were made and count.
    Visits,
    /// Every contact: also by phone, attempted, open, void, or imported as a last visit.
    Touches,
    /// Promises, errands, complaints.
    Matters,
    /// Agreed times.
    Appointments,
    /// What is sold.
    Products,
    /// Stops of routes.
    Stops,
    /// Products that shops ask for.
    Requests,
    /// Quantities that come in.
    Arrivals,
    /// Who was told that goods came, and what they said.
    Tellings,
    /// Goods that were handed over.
    Fulfilments,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Accounts,
        Self::Contacts,
        Self::Visits,
        Self::Touches,
        Self::Matters,
        Self::Appointments,
        Self::Products,
        Self::Stops,
        Self::Requests,
        Self::Arrivals,
        Self::Tellings,
        Self::Fulfilments,
    ];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Visits => "visits",
            Self::Touches => "touches",
            Self::Matters => "matters",
            Self::Appointments => "appointments",
            Self::Products => "products",
            Self::Stops => "stops",
            Self::Requests => "requests",
            Self::Arrivals => "arrivals",
            Self::Tellings => "tellings",
            Self::Fulfilments => "fulfilments",
        }
    }

    /// The one of this name.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }

    /// Whether its rows have a day, by which they can be chosen.
    pub fn has_day(self) -> bool {
        !matches!(self, Self::Accounts | Self::Contacts | Self::Products)
    }

    fn kind(self) -> Option<Kind> {
        match self {
            Self::Accounts | Self::Products | Self::Arrivals => None,
            Self::Contacts => Some(Kind::Contact),
            Self::Visits | Self::Touches => Some(Kind::Touch),
            Self::Matters => Some(Kind::Matter),
            Self::Appointments => Some(Kind::Appointment),
            Self::Stops => Some(Kind::Stop),
            Self::Requests => Some(Kind::Request),
            Self::Tellings => Some(Kind::Telling),
            Self::Fulfilments => Some(Kind::Fulfilment),
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// What.
    pub what: What,
    /// On whose behalf: only what they can see leaves.
    pub viewer: Viewer,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// The day on which it is asked: a pause that holds today closes an account.
    pub today: NaiveDate,
    /// The zone of who asks: of reps who cannot be seen, theirs is not known.
    pub zone: Tz,
}

impl Asked {
    /// Whether a day is among those that are asked for.
    fn is_within(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

/// Why it could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Reading failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Where rows go.
pub trait Sink {
    /// Before the first row.
    fn begin(&mut self, columns: &'static [&'static str]) -> io::Result<()>;
    /// A row, with a value for each column: nothing, text, a number, or yes and no.
    fn row(&mut self, values: &[Value]) -> io::Result<()>;
    /// After the last row.
    fn end(&mut self) -> io::Result<()>;
}

/// So many accounts are read at once.
const PAGE: usize = 200;

/// The names behind identities.
struct Names {
    tiers: HashMap<TierId, String>,
    beats: HashMap<BeatId, String>,
    reps: HashMap<RepId, (String, Tz)>,
    teams: HashMap<TeamId, String>,
    products: HashMap<ProductId, Product>,
    zone: Tz,
}

/// What stands beside the records of a page.
#[derive(Default)]
struct Beside {
    /// The people there.
    people: HashMap<ContactId, String>,
    /// How much of each request was handed over.
    handed_over: HashMap<RequestId, u32>,
}

impl Beside {
    /// What rows of this list tell of it.
    fn read(store: &dyn Store, asked: &Asked, page: &[Account]) -> Result<Self, ExportError> {
        let mut beside = Self::default();
        if matches!(asked.what, What::Requests | What::Tellings) {
            each_record(store, asked.viewer, page, Kind::Contact, |_, record| {
                if let Record::Contact(it) = record {
                    beside.people.insert(it.id, it.name.clone());
                }
                Ok(())
            })?;
        }
        if asked.what == What::Requests {
            each_record(store, asked.viewer, page, Kind::Fulfilment, |_, record| {
                if let Record::Fulfilment(it) = record {
                    *beside.handed_over.entry(it.request).or_default() += it.quantity;
                }
                Ok(())
            })?;
        }
        Ok(beside)
    }
}

impl Names {
    fn read(store: &dyn Store, Asked { viewer, zone, .. }: Asked) -> Result<Self, StoreError> {
        let reference = store.reference(viewer)?;
        let reps = store.reps(viewer)?;
        Ok(Self {
            tiers: reference.tiers.into_iter().map(|tier| (tier.id, tier.code)).collect(),
            beats: reference.beats.into_iter().map(|beat| (beat.id, beat.name.english().to_owned())).collect(),
            reps: reps.into_iter().map(|rep| (rep.id, (rep.code, rep.zone))).collect(),
            teams: reference.teams.into_iter().map(|team| (team.id, team.name.english().to_owned())).collect(),
            products: store.products()?.into_iter().map(|product| (product.id, product)).collect(),
            zone,
        })
    }

    fn rep(&self, id: RepId) -> &str {
        self.reps.get(&id).map_or("", |(code, _)| code)
    }

    fn zone(&self, id: RepId) -> Tz {
        self.reps.get(&id).map_or(self.zone, |(_, zone)| *zone)
    }
}

/// Writes the rows; answers how many there were.
pub fn export(store: &dyn Store, asked: &Asked, sink: &mut dyn Sink) -> Result<u64, ExportError> {
    let names = Names::read(store, *asked)?;
    sink.begin(rows::columns(asked.what))?;
    let mut count = 0;
    let mut write = |values: Vec<Value>| -> io::Result<()> {
        count += 1;
        sink.row(&values)
    };
    if asked.what == What::Products {
        for product in store.products()? {
            write(rows::product(&product))?;
        }
    } else if asked.what == What::Arrivals {
        for product in store.products()? {
            for arrival in store.arrivals(asked.viewer, product.id)?.into_iter().filter(|it| asked.is_within(it.day)) {
                write(stock::arrival(&arrival, &product, &names))?;
            }
        }
    } else {
        pages(store, asked.viewer, |page, last| {
            let Some(kind) = asked.what.kind() else {
                for (account, last) in page.iter().zip(last) {
                    write(rows::account(account, *last, &names, asked.today))?;
                }
                return Ok(());
            };
            let beside = Beside::read(store, asked, page)?;
            each_record(store, asked.viewer, page, kind, |account, record| {
                match rows::record(asked, account, record, (&names, &beside)) {
                    Some(values) => Ok(write(values)?),
                    None => Ok(()),
                }
            })
        })?;
    }
    sink.end()?;
    Ok(count)
}

/// Hands on every person that can be seen with the account; answers how many there were.
pub fn people(
    store: &dyn Store,
    viewer: Viewer,
    mut each: impl FnMut(&Account, &Contact) -> io::Result<()>,
) -> Result<u64, ExportError> {
    let mut count = 0;
    pages(store, viewer, |page, _| {
        each_record(store, viewer, page, Kind::Contact, |account, record| {
            if let Record::Contact(contact) = record {
                count += 1;
                each(account, contact)?;
            }
            Ok(())
        })
    })?;
    Ok(count)
}

/// Goes through all accounts, a page at a time, with the days of their last touches.
fn pages(
    store: &dyn Store,
    viewer: Viewer,
    mut each: impl FnMut(&[Account], &[Option<NaiveDate>]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut after: Option<AccountId> = None;
    loop {
        let page = store.accounts(viewer, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.account.id);
        let (accounts, days): (Vec<_>, Vec<_>) = page.into_iter().map(|row| (row.account, row.last)).unzip();
        each(&accounts, &days)?;
    }
}

/// Goes through the records of a kind at the accounts of a page.
fn each_record(
    store: &dyn Store,
    viewer: Viewer,
    page: &[Account],
    kind: Kind,
    mut each: impl FnMut(&Account, &Record) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let ids: Vec<AccountId> = page.iter().map(|account| account.id).collect();
    for record in store.records_at(viewer, &ids, kind)? {
        // Both are in the order of identity, the accounts' first.
        let at = record.account().and_then(|id| ids.binary_search(&id).ok());
        if let Some(account) = at.and_then(|at| page.get(at)) {
            each(account, &record)?;
        }
    }
    Ok(())
}
