//! Records: every kind of business data there is, as one enum, so that the operation log, undo and the stores can treat them alike.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access::AccessKey;
use super::account::{Account, Beat, Contact};
use super::calendar::HolidayYear;
use super::ids::AccountId;
use super::matter::{Appointment, Matter};
use super::merge::{Merge, Twins};
use super::people::{Leave, Rep, Team};
use super::product::Product;
use super::route::{Fate, Stop};
use super::stock::{Allotment, Arrival, Fulfilment, Request, Telling};
use super::tier::Tier;
use super::touch::Touch;
use super::urgency::Weights;

macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($type:ty) $word:literal),* $(,)?) => {
        /// One record of business data.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case", tag = "kind", content = "record")]
        pub enum Record {
            $($(#[$doc])* $kind($type),)*
        }

        /// The kinds of records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All kinds, those that others refer to first.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name in the log and the schema.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }
        }

        impl Record {
            /// Which kind it is.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)*
                }
            }

            /// Its fields, by name.
            pub fn fields(&self) -> Result<Fields, serde_json::Error> {
                let value = match self {
                    $(Self::$kind(record) => serde_json::to_value(record),)*
                }?;
                serde_json::from_value(value)
            }

            /// The record of a kind with these fields.
            pub fn from_fields(kind: Kind, fields: Fields) -> Result<Self, serde_json::Error> {
                let value = serde_json::Value::Object(fields);
                match kind {
                    $(Kind::$kind => serde_json::from_value(value).map(Self::$kind),)*
                }
            }
        }

        $(impl From<$type> for Record {
            fn from(record: $type) -> Self {
                Self::$kind(record)
            }
        })*
    };
}

/// A record's fields by name.
pub type Fields = serde_json::Map<String, serde_json::Value>;

records! {
    /// A team.
    Team(Team) "team",
    /// A rep.
    Rep(Rep) "rep",
    /// A tier.
    Tier(Tier) "tier",
    /// A beat.
    Beat(Beat) "beat",
    /// An account.
    Account(Account) "account",
    /// A contact.
    Contact(Contact) "contact",
    /// A touch.
    Touch(Touch) "touch",
    /// A stop.
    Stop(Stop) "stop",
    /// A matter.
    Matter(Matter) "matter",
    /// An appointment.
    Appointment(Appointment) "appointment",
    /// The decreed days of a year.
    HolidayYear(HolidayYear) "holiday_year",
    /// Days of leave.
    Leave(Leave) "leave",
    /// The weights of the urgency.
    Weights(Weights) "weights",
    /// A product.
    Product(Product) "product",
    /// A stock request.
    Request(Request) "stock_request",
    /// An arrival.
    Arrival(Arrival) "arrival",
    /// An allotment.
    Allotment(Allotment) "allotment",
    /// A telling.
    Telling(Telling) "telling",
    /// Goods that were handed over.
    Fulfilment(Fulfilment) "fulfilment",
    /// An account that went into another.
    Merge(Merge) "merge",
    /// A decision about shops that look like one.
    Twins(Twins) "twins",
    /// A key by which somebody is recognised.
    AccessKey(AccessKey) "access_key",
}

/// Which record: its kind and identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Kind.
    pub kind: Kind,
    /// Identity.
    pub id: Uuid,
}

impl Key {
    /// The key of a record of this kind.
    pub fn new(kind: Kind, id: Uuid) -> Self {
        Self { kind, id }
    }
}

impl Record {
    /// Its key. A year's decree is known by the year, the weights are one record.
    pub fn key(&self) -> Key {
        let id = match self {
            Self::Team(it) => it.id.0,
            Self::Rep(it) => it.id.0,
            Self::Tier(it) => it.id.0,
            Self::Beat(it) => it.id.0,
            Self::Account(it) => it.id.0,
            Self::Contact(it) => it.id.0,
            Self::Touch(it) => it.id.0,
            Self::Stop(it) => it.id.0,
            Self::Matter(it) => it.id.0,
            Self::Appointment(it) => it.id.0,
            Self::HolidayYear(it) => holiday_year_id(it.year),
            Self::Leave(it) => it.id.0,
            Self::Weights(_) => Uuid::nil(),
            Self::Product(it) => it.id.0,
            Self::Request(it) => it.id.0,
            Self::Arrival(it) => it.id.0,
            Self::Allotment(it) => it.id.0,
            Self::Telling(it) => it.id.0,
            Self::Fulfilment(it) => it.id.0,
            Self::Merge(it) => it.id.0,
            Self::Twins(it) => it.id.0,
            Self::AccessKey(it) => it.id.0,
        };
        Key { kind: self.kind(), id }
    }

    /// The records it refers to, which must exist.
    pub fn refers_to(&self) -> Vec<Key> {
        let key = |kind, id: Uuid| Key { kind, id };
        let mut keys = Vec::new();
        match self {
            Self::Team(it) => keys.extend(it.parent.map(|id| key(Kind::Team, id.0))),
            Self::Rep(it) => keys.extend(it.team.map(|id| key(Kind::Team, id.0))),
            Self::Beat(it) => keys.push(key(Kind::Rep, it.rep.0)),
            Self::Account(it) => {
                keys.extend(it.tier.map(|id| key(Kind::Tier, id.0)));
                keys.extend(it.beat.map(|id| key(Kind::Beat, id.0)));
                keys.extend(it.rep.map(|id| key(Kind::Rep, id.0)));
                keys.extend(it.merged_into.map(|id| key(Kind::Account, id.0)));
            }
            Self::Contact(it) => keys.push(key(Kind::Account, it.account.0)),
            Self::Touch(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                keys.extend(it.content.met.iter().map(|id| key(Kind::Contact, id.0)));
                keys.extend(it.content.products().map(|id| key(Kind::Product, id.0)));
            }
            Self::Stop(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                match &it.fate {
                    Fate::Done { touch } => keys.push(key(Kind::Touch, touch.0)),
                    Fate::Handed { to, .. } => keys.push(key(Kind::Rep, to.0)),
                    Fate::Open | Fate::Skipped { .. } | Fate::Left | Fate::Rolled { .. } => {}
                }
            }
            Self::Matter(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                keys.extend(it.touch.map(|id| key(Kind::Touch, id.0)));
            }
            Self::Appointment(it) => keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]),
            Self::Leave(it) => {
                keys.push(key(Kind::Rep, it.rep.0));
                keys.extend(it.cover.map(|id| key(Kind::Rep, id.0)));
            }
            Self::Request(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                keys.push(key(Kind::Product, it.product.0));
                keys.extend(it.contact.map(|id| key(Kind::Contact, id.0)));
            }
            Self::Arrival(it) => {
                keys.extend([key(Kind::Product, it.product.0), key(Kind::Rep, it.rep.0)]);
                keys.extend(it.team.map(|id| key(Kind::Team, id.0)));
            }
            Self::Allotment(it) => {
                keys.extend([key(Kind::Arrival, it.arrival.0), key(Kind::Rep, it.rep.0)]);
                keys.extend(it.follows.map(|id| key(Kind::Allotment, id.0)));
                keys.extend(it.lines.iter().map(|line| key(Kind::Request, line.request.0)));
            }
            Self::Telling(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                keys.extend([key(Kind::Arrival, it.arrival.0), key(Kind::Request, it.request.0)]);
                keys.extend(it.allotment.map(|id| key(Kind::Allotment, id.0)));
                keys.extend(it.contact.map(|id| key(Kind::Contact, id.0)));
            }
            Self::Fulfilment(it) => {
                keys.extend([key(Kind::Account, it.account.0), key(Kind::Rep, it.rep.0)]);
                keys.extend([key(Kind::Arrival, it.arrival.0), key(Kind::Request, it.request.0)]);
            }
            Self::Merge(it) => keys.extend([it.kept, it.gone].map(|id| key(Kind::Account, id.0))),
            Self::AccessKey(it) => keys.push(key(Kind::Rep, it.rep.0)),
            Self::Tier(_) | Self::HolidayYear(_) | Self::Weights(_) | Self::Product(_) | Self::Twins(_) => {}
        }
        keys
    }

    /// What stays of it when its making is taken back: of most nothing. What a shop was told cannot be unsaid.
    pub fn unmade(&self) -> Option<Self> {
        match self {
            Self::Telling(telling) => Some(Telling { withdrawn: true, ..telling.clone() }.into()),
            _ => None,
        }
    }

    /// The account it is about, if it is about one.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(it) => Some(it.id),
            Self::Contact(it) => Some(it.account),
            Self::Touch(it) => Some(it.account),
            Self::Stop(it) => Some(it.account),
            Self::Matter(it) => Some(it.account),
            Self::Appointment(it) => Some(it.account),
            Self::Request(it) => Some(it.account),
            Self::Telling(it) => Some(it.account),
            Self::Fulfilment(it) => Some(it.account),
            Self::Merge(it) => Some(it.kept),
            _ => None,
        }
    }
}

impl Kind {
    /// The fields that hold personal text: in the operation log they sit in a table of their own, where they can be erased.
    pub fn personal_fields(self) -> &'static [&'static str] {
        match self {
            Self::Rep => &["name", "home"],
            Self::Account => &["name", "other_name", "address", "phone", "codes", "pauses", "own_window"],
            Self::Contact => &["name", "phone", "temperament", "birthday"],
            Self::Touch => &["note", "told", "rival", "next", "voided", "put_off"],
            Self::Stop => &["fate"],
            Self::Matter => &["text", "put_off"],
            Self::Appointment => &["purpose"],
            Self::Request => &["note", "ended"],
            Self::Arrival | Self::Telling => &["note"],
            Self::Allotment => &["reason"],
            Self::Merge => &["codes"],
            Self::AccessKey => &["name"],
            _ => &[],
        }
    }
}

/// The identity under which a year's decree is kept.
pub fn holiday_year_id(year: i32) -> Uuid {
    Uuid::from_u128(u128::from(year.unsigned_abs()))
}
