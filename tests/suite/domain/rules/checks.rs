//! Records that may not stand as they are written, whoever writes them.

use rounds::domain::account::{Account, OwnWindow};
use rounds::domain::cadence::{Level, Window};
use rounds::domain::change::Change;
use rounds::domain::people::Rep;
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::rules::{Refusal, Write, check};
use rounds::domain::tier::Tier;
use uuid::Uuid;

use super::super::records::{one_of_each, rep, tier};
use super::super::span;
use super::{Records, id, missing, shop_id};

#[test]
fn a_record_is_added_once_and_set_as_often_as_one_likes() {
    let mut records = Records::default();
    let record = Record::from(tier());
    assert_eq!(records.make(&Change::Add(record.clone())), Ok(1));
    assert_eq!(records.make(&Change::Add(record.clone())), Err(Refusal::Exists(record.key())));
    let renamed = Tier { minutes: 45, ..tier() };
    assert_eq!(records.make(&Change::Set(renamed.into())), Ok(1));
}

#[test]
fn what_a_record_refers_to_must_exist() {
    for record in one_of_each() {
        let Some(first) = record.refers_to().first().copied() else { continue };
        let refused = check(&Records::default(), &Write { key: record.key(), after: Some(record.clone()) });
        assert_eq!(refused, Err(Refusal::Missing(first)), "{:?}", record.kind());
    }
}

#[test]
fn what_others_refer_to_cannot_go() {
    let records = Records::shops();
    let remove = |kind, id: Uuid| check(&records, &Write { key: Key::new(kind, id), after: None });
    let tier = Key::new(Kind::Tier, tier().id.0);
    assert_eq!(remove(Kind::Tier, tier.id), Err(Refusal::InUse(tier)));
    assert_eq!(remove(Kind::Account, shop_id(1).0), Ok(()));
}

#[test]
fn a_reps_code_is_unique() {
    let mut records = Records::shops();
    let named = |n, code: &str| Record::from(Rep { id: id(n), code: code.to_owned(), team: None, ..rep() });
    assert_eq!(records.make(&Change::Add(named(31, "li"))), Err(Refusal::CodeTaken("li".to_owned())));
    assert_eq!(records.make(&Change::Add(named(31, "wang"))), Ok(1));
    assert_eq!(records.make(&Change::Set(named(31, "wang"))), Ok(1), "its own code");
    assert_eq!(records.make(&Change::Set(named(31, "li"))), Err(Refusal::CodeTaken("li".to_owned())));
}

#[test]
fn windows_need_their_bounds_in_order() {
    let mut records = Records::shops();
    for (min, max, expected) in [(5, 3, Err(Refusal::BadWindow)), (0, 0, Err(Refusal::BadWindow)), (5, 5, Ok(1))] {
        let written = Window { min, max };
        let mut tier = tier();
        if let Some(cadence) = tier.cadences.get_mut(&Level::Rep) {
            cadence.window = written;
        }
        assert_eq!(records.make(&Change::Set(tier.into())), expected, "tier {min}-{max}");
        let own_window = Some(OwnWindow { window: written, reason: "opening".to_owned() });
        let shop = Account { own_window, ..records.shop(1) };
        assert_eq!(records.make(&Change::Set(shop.into())), expected, "account {min}-{max}");
    }
}

#[test]
fn closures_cannot_end_before_they_begin() {
    let mut records = Records::shops();
    let shop = Account { closures: vec![span("2026-03-05..2026-03-04")], ..records.shop(1) };
    assert_eq!(records.make(&Change::Set(shop.into())), Err(Refusal::BadSpan));
}

#[test]
fn a_touch_may_only_name_contacts_that_exist() {
    let mut records = Records::shops();
    let touch = rounds::domain::touch::Touch { account: shop_id(1), ..super::super::records::touch() };
    assert_eq!(records.make(&Change::Set(touch.into())), Err(missing(Kind::Contact, id::<Uuid>(6))));
}
