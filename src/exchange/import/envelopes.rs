//! Shops as changes: accounts, and their last visits as touches, all of one import in one group.

use chrono::{DateTime, NaiveDate, Utc};

use super::shop::Shop;
use crate::domain::account::Account;
use crate::domain::cadence::Level;
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::ids::{AccountId, DeviceId, GroupId, Ids};
use crate::domain::touch::{Content, Touch, TouchKind};

/// How many shops go into one envelope. A shop is at most two records, so an envelope has at most 5,000 changes.
pub const SHOPS_PER_ENVELOPE: usize = 2_500;

/// From where and when an import is made.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// From which installation.
    pub device: DeviceId,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day at that time.
    pub day: NaiveDate,
}

/// The envelopes of one import, made as they are asked for; no shop is split between two. Nobody is their actor.
pub fn envelopes(shops: Vec<Shop>, origin: Origin, ids: &mut Ids) -> impl Iterator<Item = Envelope> {
    let group: GroupId = ids.next(origin.at);
    let mut shops = shops.into_iter().peekable();
    std::iter::from_fn(move || {
        shops.peek()?;
        let changes = shops.by_ref().take(SHOPS_PER_ENVELOPE).flat_map(|shop| changes(shop, origin, ids)).collect();
        let Origin { device, at, day } = origin;
        Some(Envelope { op: ids.next(at), group, actor: None, device, at, day, act: Act::Change(changes) })
    })
}

fn changes(shop: Shop, origin: Origin, ids: &mut Ids) -> Vec<Change> {
    let account: AccountId = ids.next(origin.at);
    let last_visit = shop.last_visit.map(|(day, rep)| Touch {
        id: ids.next(origin.at),
        account,
        rep,
        levels: vec![Level::Rep],
        day,
        start: None,
        end: None,
        open: false,
        late: day < origin.day,
        content: Content { kind: TouchKind::Imported, ..Content::default() },
        window: None, // which one was in force that day is not known
        voided: None,
    });
    let account = Account {
        address: shop.address,
        phone: shop.phone,
        codes: shop.codes,
        place: shop.place,
        tier: shop.tier,
        rep: shop.rep,
        ..Account::new(account, shop.name, origin.day)
    };
    std::iter::once(account.into()).chain(last_visit.map(Into::into)).map(Change::Add).collect()
}
