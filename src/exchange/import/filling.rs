//! What a row changes at a record that is there: empty fields are filled, others stay as people left them, or take the file's word where
//! that was asked for. Nothing is ever emptied.

use std::fmt::Display;

use chrono::NaiveDate;

use super::entry::{Person, Shop};
use super::fields::Field;
use super::keys::normal;
use super::lookup::Known;
use super::remarks::Notice;
use crate::domain::account::{Account, CodeKind, Contact, Pause};
use crate::domain::day::Span;
use crate::domain::ids::BeatId;
use crate::domain::product::Product;

/// Places that are nearer than this are the same, in metres.
const SAME_PLACE: f64 = 50.0;

/// How a record is filled.
pub(super) struct Filling<'a> {
    /// The file's word counts more.
    pub(super) update: bool,
    pub(super) today: NaiveDate,
    pub(super) notices: &'a mut Vec<Notice>,
}

impl Filling<'_> {
    fn text(&mut self, field: Field, there: &mut String, file: &str) {
        if there.is_empty() {
            file.clone_into(there);
        } else if !file.is_empty() && there != file && (self.update || normal(there) != normal(file)) {
            self.differs(field, &*there, &file);
            if self.update {
                file.clone_into(there);
            }
        }
    }

    fn value<T: Clone + PartialEq>(
        &mut self,
        field: Field,
        there: &mut Option<T>,
        file: Option<&T>,
        shown: impl Fn(&T) -> String,
    ) {
        let Some(file) = file else { return };
        match there {
            None => *there = Some(file.clone()),
            Some(old) if old == file => {}
            Some(old) => {
                self.differs(field, &shown(old), &shown(file));
                if self.update {
                    *old = file.clone();
                }
            }
        }
    }

    fn differs(&mut self, field: Field, there: &dyn Display, file: &dyn Display) {
        self.notices.push(Notice::Differs { field, there: there.to_string(), file: file.to_string() });
    }

    /// An account by a row that is about it. `joined`: the row is one of several shops that are one account; it adds its codes.
    pub(super) fn account(
        &mut self,
        account: &mut Account,
        shop: &Shop,
        beat: Option<BeatId>,
        joined: bool,
        known: &Known,
    ) {
        self.text(Field::Name, &mut account.name, &shop.name);
        self.text(Field::OtherName, &mut account.other_name, &shop.other_name);
        self.text(Field::Address, &mut account.address, &shop.address);
        self.text(Field::Phone, &mut account.phone, &shop.phone);
        self.codes(account, shop, joined);
        Self::more_codes(account, shop);
        let near = |here, there: crate::domain::place::Place| there.metres_to(here) < SAME_PLACE;
        if shop.place.zip(account.place).is_none_or(|(file, there)| self.update || !near(file, there)) {
            let shown = |it: &crate::domain::place::Place| format!("{:.5}, {:.5}", it.lat, it.lon);
            self.value(Field::Point, &mut account.place, shop.place.as_ref(), shown);
        }
        let tier = |id: &_| known.tiers.iter().find(|it| it.id == *id).map_or(String::new(), |it| it.code.clone());
        self.value(Field::Tier, &mut account.tier, shop.tier.as_ref(), tier);
        let rep = |id: &_| known.reps.iter().find(|it| it.id == *id).map_or(String::new(), |it| it.code.clone());
        self.value(Field::Rep, &mut account.rep, shop.rep.as_ref(), rep);
        let name = |id: &_| {
            let there = known.beats.iter().find(|it| it.id == *id).map(|it| it.name.chinese().to_owned());
            there.or_else(|| shop.beat.clone()).unwrap_or_default()
        };
        self.value(Field::Beat, &mut account.beat, beat.as_ref(), name);
        self.value(Field::Segment, &mut account.segment, shop.segment.as_ref(), |it| format!("{it:?}").to_lowercase());
        self.value(Field::Frequency, &mut account.own_window, shop.own_window.as_ref(), |it| it.reason.clone());
        self.value(Field::Minutes, &mut account.minutes, shop.minutes.as_ref(), ToString::to_string);
        let mut hours = Some(std::mem::take(&mut account.hours)).filter(|it| !it.is_empty());
        let file = Some(&shop.hours).filter(|it| !it.is_empty());
        self.value(Field::Hours, &mut hours, file, |all| {
            all.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        });
        account.hours = hours.unwrap_or_default();
        self.pauses(account, shop);
    }

    fn codes(&mut self, account: &mut Account, shop: &Shop, joined: bool) {
        for code in &shop.codes {
            let same = |there: &crate::domain::account::Code| {
                there.kind == code.kind && normal(&there.text) == normal(&code.text)
            };
            if account.codes.iter().any(same) {
                continue;
            }
            let field = if code.kind == CodeKind::Customer { Field::Code } else { Field::Licence };
            match account.codes.iter_mut().find(|there| there.kind == code.kind).filter(|_| !joined) {
                None => account.codes.push(code.clone()),
                Some(there) => {
                    self.notices.push(Notice::Differs { field, there: there.text.clone(), file: code.text.clone() });
                    if self.update {
                        there.text.clone_from(&code.text);
                    }
                }
            }
        }
    }

    /// Further codes take the place of none.
    fn more_codes(account: &mut Account, shop: &Shop) {
        for code in &shop.more_codes {
            if !account.codes.contains(code) {
                account.codes.push(code.clone());
            }
        }
    }

    /// A shop that is shut is paused until further notice; one that is open again is not any more, where the file's word counts.
    fn pauses(&mut self, account: &mut Account, shop: &Shop) {
        let today = self.today;
        let in_force = |pause: &&mut Pause| pause.span.last.is_none() && pause.span.first <= today;
        let open_end = account.pauses.iter_mut().find(in_force);
        match (open_end, &shop.shut) {
            (None, Some(reason)) => {
                account.pauses.push(Pause { span: Span { first: today, last: None }, reason: reason.clone() });
            }
            (Some(pause), None) if shop.open => {
                let reason = pause.reason.clone();
                if self.update {
                    pause.span.last = today.pred_opt();
                    account.pauses.retain(|pause| pause.span.first <= pause.span.end());
                }
                self.differs(Field::Status, &reason, &"");
            }
            _ => {}
        }
    }

    /// A person by a row that is about them.
    pub(super) fn contact(&mut self, contact: &mut Contact, person: &Person) {
        self.text(Field::Phone, &mut contact.phone, &person.phone);
        let birthday = |it: &crate::domain::account::Birthday| format!("{}-{}", it.month, it.day);
        self.value(Field::Birthday, &mut contact.birthday, person.birthday.as_ref(), birthday);
        let role = |it: &crate::domain::account::ContactRole| format!("{it:?}").to_lowercase();
        let mut there = Some(contact.role);
        self.value(Field::Role, &mut there, person.role.as_ref(), role);
        contact.role = there.unwrap_or(contact.role);
    }

    /// A product by a row that is about it.
    pub(super) fn product(&mut self, product: &mut Product, row: &Product) {
        self.text(Field::Code, &mut product.code, &row.code);
        self.text(Field::Name, &mut product.name, &row.name);
        self.text(Field::Unit, &mut product.unit, &row.unit);
        for alias in &row.aliases {
            if *alias != product.name && !product.aliases.contains(alias) {
                product.aliases.push(alias.clone());
            }
        }
        for pack in &row.packs {
            match product.packs.iter_mut().find(|there| there.name == pack.name) {
                None => product.packs.push(pack.clone()),
                Some(there) if there.factor != pack.factor => {
                    self.notices.push(Notice::Differs {
                        field: Field::Pack,
                        there: there.factor.to_string(),
                        file: pack.factor.to_string(),
                    });
                    if self.update {
                        there.factor = pack.factor;
                    }
                }
                Some(_) => {}
            }
        }
        product.retired |= row.retired && self.update;
    }
}
