//! Rows become changes, one after the other: what was made of earlier rows is remembered as far as later ones can be about the same.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::batch::{Batch, Became, Gathered, Origin};
use super::book::Book;
use super::cells::Cells;
use super::directory::Directory;
use super::entry::{Person, Reading, Shop};
use super::error::{Fault, ImportError, RowError};
use super::filling::Filling;
use super::index::{Index, Keys};
use super::keys::{normal, place_key, twins_id};
use super::lookup::Lookup;
use super::matching::Matching;
use super::options::Options;
use super::products::Products;
use super::remarks::{Notice, Remark};
use crate::domain::account::{Account, Beat, Contact, ContactRole};
use crate::domain::cadence::Level;
use crate::domain::ids::{AccountId, BeatId, Ids, RepId, TwinsId};
use crate::domain::label::Label;
use crate::domain::merge::Twins;
use crate::domain::product::Product;
use crate::domain::touch::{Content, Touch, TouchKind};
use crate::exchange::sheet::Row;

/// What rows are compared with.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) options: &'a Options,
    pub(super) reading: Reading<'a>,
    pub(super) lookup: &'a Lookup,
    pub(super) directory: &'a Directory,
    pub(super) index: &'a Index,
    pub(super) book: &'a dyn Book,
}

/// What is remembered of the rows so far.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// The place of the next row in the index.
    at: usize,
    /// Which rows came in, one bit each.
    taken: Vec<u64>,
    claimed: HashSet<AccountId>,
    /// Accounts that several rows are, by the number of their twins.
    joined: HashMap<usize, AccountId>,
    /// Accounts that several rows may be.
    kept: HashMap<AccountId, Kept>,
    decided: HashSet<TwinsId>,
    beats: HashMap<(RepId, String), BeatId>,
    /// Products as they are by now.
    pub(super) products: Products,
    /// On which line contacts and visits were met before.
    pub(super) seen: HashMap<u64, u64>,
}

/// An account as it is by now, its people of whom rows told, and the last day on which they say somebody was there.
#[derive(Debug)]
struct Kept {
    account: Account,
    people: Vec<Contact>,
    seen: Option<NaiveDate>,
}

impl Work {
    pub(super) fn new(products: Vec<Product>) -> Self {
        Self { products: Products::new(products), ..Self::default() }
    }

    /// Takes a row that is one.
    pub(super) fn take(
        &mut self,
        scene: Scene<'_>,
        (row, cells): (&Row, Result<Cells<'_>, Fault>),
        ids: &mut Ids,
        (out, gathered): (&mut Batch, &mut Gathered),
    ) -> Result<(), ImportError> {
        out.tally.rows += 1;
        let mut notices = Vec::new();
        let became = match cells {
            Err(fault) => Err(fault),
            Ok(cells) => self.row(scene, cells, ids, (&mut notices, gathered))?,
        };
        match became {
            Ok(became) => {
                out.tally.count(became);
                if gathered.settle(out.origins.len()) {
                    out.origins.push(Origin { row: row.clone(), became });
                }
            }
            Err(fault) => {
                out.tally.refused += 1;
                out.errors.push(RowError::new(row, fault));
                notices.clear();
            }
        }
        out.tally.flagged += u64::from(notices.iter().any(Notice::is_flag));
        let line = row.line();
        out.remarks.extend(notices.into_iter().map(|what| Remark { line, what }));
        Ok(())
    }

    fn row(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        use super::fields::Kind;
        let out = (notices, gathered);
        match scene.options.kind {
            Kind::Accounts => self.shop(scene, cells, ids, out),
            Kind::Products => Ok(self.product(scene, cells, ids, out)),
            Kind::Contacts => self.contact(scene, cells, ids, out),
            Kind::Visits => self.visit(scene, cells, ids, out),
            Kind::Requests => self.request(scene, cells, ids, out),
            Kind::Arrivals => self.arrival(scene, cells, ids, out),
        }
    }

    fn shop(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        let at = self.at;
        self.at += 1;
        let Some(keys) = scene.index.row(at).copied() else { return Ok(Err(Fault::NoName)) };
        let shop = match scene.reading.shop(cells, notices) {
            Ok(shop) => shop,
            Err(fault) => return Ok(Err(fault)),
        };
        if let Some(first) = scene.index.same_before(at).find(|at| self.came_in(*at)) {
            let first = scene.index.row(first).map_or(0, |row| row.line.into());
            notices.push(Notice::Repeated { first });
            return Ok(Ok(Became::Repeated));
        }
        self.mark(at);
        if let Some(((lat, lon), rows)) = scene.index.crowd(at) {
            let place = shop.place.unwrap_or(crate::domain::place::Place { lat, lon });
            notices.push(Notice::SharedPoint { rows, place });
        }
        if scene.index.shares_code(&keys) {
            let code = shop.codes.first().map(|code| code.text.clone()).unwrap_or_default();
            notices.push(Notice::SameCode { code });
        }
        let matching =
            Matching { directory: scene.directory, index: scene.index, claimed: &self.claimed, book: scene.book };
        let found = matching.find(&shop, &keys, notices)?;
        let twin = self.twin(scene, (&shop, &keys), found, (notices, gathered));
        self.write(scene, &shop, found.or(twin.account), twin, ids, (notices, gathered)).map(Ok)
    }

    /// What is to be done about other shops of this name and address.
    fn twin(
        &mut self,
        scene: Scene<'_>,
        (shop, keys): (&Shop, &Keys),
        found: Option<AccountId>,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Twin {
        if !keys.has_address || shop.codes.is_empty() {
            return Twin::default();
        }
        let group = scene.index.twins(keys);
        let at = place_key(&shop.address, shop.place);
        let same = |it: &&super::directory::Known| it.at == at && it.has_address && it.has_code;
        let there = scene.directory.named(keys.name).find(same).map(|it| it.id);
        if group.is_none() && (found.is_some() || there.is_none()) {
            return Twin::default();
        }
        let id = twins_id(&shop.name, &shop.address);
        let decision = scene.lookup.twins.get(&id).copied();
        let join = scene.options.join_licences || decision == Some(true);
        let before = group.and_then(|group| self.joined.get(&group).copied());
        let account = if join && found.is_none() { before.or(there) } else { None };
        if account.is_some() && decision != Some(true) && self.decided.insert(id) {
            gathered.decisions.push(Twins { id, joined: true }.into());
        }
        if decision.is_none() {
            notices.push(Notice::Twins { name: shop.name.clone(), joined: join && found.is_none() });
        }
        Twin { group, join, account, first: before.is_none() }
    }

    /// Makes an account of a row, or fills one.
    fn write(
        &mut self,
        scene: Scene<'_>,
        shop: &Shop,
        found: Option<AccountId>,
        twin: Twin,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Became, ImportError> {
        let at = scene.options.at;
        let kept = found.and_then(|id| self.kept.get(&id).map(|kept| kept.account.clone()));
        let before = match (found, kept) {
            (_, Some(kept)) => Some(kept),
            (Some(id), None) => scene.book.account(id)?,
            (None, None) => None,
        };
        let mut account = match &before {
            Some(account) => account.clone(),
            None => Account {
                tier: scene.lookup.tier.map(|at| scene.lookup.known.tiers[at].id).filter(|_| shop.tier.is_none()),
                rep: scene.lookup.rep.map(|at| scene.lookup.known.reps[at].id).filter(|_| shop.rep.is_none()),
                ..Account::new(ids.next(at), "", scene.options.today)
            },
        };
        self.claimed.extend(before.is_some().then_some(account.id));
        // A row that shares its account with earlier ones adds to it, and does not take back what they said.
        let joined = twin.group.is_some() && twin.join && !twin.first;
        let rep = account.rep.or(shop.rep).filter(|_| !scene.options.update || joined).or(shop.rep).or(account.rep);
        let update = scene.options.update && !joined;
        let make = account.beat.is_none() || update;
        let beat = self.beat(scene, (shop.beat.as_deref(), make), rep, ids, (notices, gathered));
        let mut filling = Filling { update, today: scene.options.today, notices };
        filling.account(&mut account, shop, beat, joined || twin.account.is_some(), &scene.lookup.known);
        let mut changed = before.as_ref() != Some(&account);
        let is_new = before.is_none();
        if let Some(group) = twin.group {
            if twin.join {
                self.joined.entry(group).or_insert(account.id);
            }
            let new = || Kept { account: account.clone(), people: Vec::new(), seen: None };
            self.kept.entry(account.id).or_insert_with(new).account = account.clone();
        }
        let records = gathered.accounts.len() + gathered.rest.len();
        self.person(scene, &account, is_new, shop.person.as_ref(), ids, (filling, gathered))?;
        let kept = self.kept.get_mut(&account.id);
        if let Some((day, rep)) = shop.last_visit
            && kept.as_ref().is_none_or(|kept| kept.seen.is_none_or(|seen| seen < day))
            && (is_new || !scene.book.seen_since(account.id, day)?)
        {
            if let Some(kept) = kept {
                kept.seen = Some(day);
            }
            let mut touch = touch(ids.next(at), account.id, rep, day, scene.options);
            touch.content.kind = TouchKind::Imported;
            gathered.rest.push((None, touch.into()));
        }
        changed |= gathered.accounts.len() + gathered.rest.len() > records;
        if before.as_ref() != Some(&account) {
            gathered.accounts.push((before.map(Into::into), account.into()));
        }
        Ok(if is_new { Became::New } else { Became::Matched(changed) })
    }

    /// The beat of this name in the rep's territory, made if there is none and it is wanted.
    fn beat(
        &mut self,
        scene: Scene<'_>,
        (given, make): (Option<&str>, bool),
        rep: Option<RepId>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Option<BeatId> {
        let given = given?;
        let Some(rep) = rep else {
            notices.push(Notice::NotRead { field: super::fields::Field::Beat, text: given.to_owned() });
            return None;
        };
        let key = (rep, normal(given));
        let there = scene.lookup.beats.get(&key).or_else(|| self.beats.get(&key)).copied();
        if there.is_some() || !make {
            return there;
        }
        let id = ids.next(scene.options.at);
        let name = if given.is_ascii() { Label::new(given, "") } else { Label::new("", given) };
        gathered.beats.push(Beat { id, rep, name }.into());
        self.beats.insert(key, id);
        Some(id)
    }

    /// Adds the person of a row to an account, or fills the one of that name.
    pub(super) fn person(
        &mut self,
        scene: Scene<'_>,
        account: &Account,
        is_new: bool,
        person: Option<&Person>,
        ids: &mut Ids,
        (mut filling, gathered): (Filling<'_>, &mut Gathered),
    ) -> Result<Option<Became>, ImportError> {
        let Some(person) = person else { return Ok(None) };
        let kept = self.kept.get(&account.id).map(|kept| kept.people.clone()).unwrap_or_default();
        let mut people = if is_new { Vec::new() } else { scene.book.contacts(account.id)? };
        people.retain(|there| kept.iter().all(|it| it.id != there.id));
        people.extend(kept);
        let before = people.into_iter().find(|there| normal(&there.name) == normal(&person.name));
        let mut contact = before.clone().unwrap_or_else(|| {
            // Whom a list of shops names is taken for the owner unless it says otherwise.
            let role = person.role.unwrap_or(ContactRole::Owner);
            Contact::new(ids.next(scene.options.at), account.id, person.name.clone(), role)
        });
        filling.contact(&mut contact, person);
        if let Some(kept) = self.kept.get_mut(&account.id) {
            kept.people.retain(|it| it.id != contact.id);
            kept.people.push(contact.clone());
        }
        let became = match &before {
            None => Became::New,
            Some(there) => Became::Matched(*there != contact),
        };
        if before.as_ref() != Some(&contact) {
            gathered.rest.push((before.map(Into::into), contact.into()));
        }
        Ok(Some(became))
    }

    fn came_in(&self, at: usize) -> bool {
        self.taken.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    fn mark(&mut self, at: usize) {
        if self.taken.len() <= at / 64 {
            self.taken.resize(at / 64 + 1, 0);
        }
        self.taken[at / 64] |= 1 << (at % 64);
    }
}

/// What is to be done about shops of one name and address under several codes.
#[derive(Clone, Copy, Debug, Default)]
struct Twin {
    /// Their number.
    group: Option<usize>,
    /// They are one account.
    join: bool,
    /// The account that this row goes into.
    account: Option<AccountId>,
    /// It is the first row of them.
    first: bool,
}

/// A touch of which nothing is known but who was where and when.
pub(super) fn touch(
    id: crate::domain::ids::TouchId,
    account: AccountId,
    rep: RepId,
    day: NaiveDate,
    options: &Options,
) -> Touch {
    Touch {
        id,
        account,
        rep,
        levels: vec![Level::Rep],
        day,
        start: None,
        end: None,
        open: false,
        late: day < options.today,
        content: Content::default(),
        window: None, // which one was in force that day is not known
        voided: None,
        followed: None,
        put_off: None,
    }
}
