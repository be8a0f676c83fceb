//! Accounts that become one, and two again.

use rounds::domain::account::{Account, Code, CodeKind, Contact, ContactRole};
use rounds::domain::change::Change;
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::rules::Refusal;
use rounds::domain::touch::Report;

use super::{Records, check_in, check_out, id, matter, shop_id};

fn merge(n: u128, kept: u128, gone: u128) -> Change {
    Change::Merge { merge: id(600 + n), kept: shop_id(kept), gone: shop_id(gone) }
}

fn unmerge(n: u128) -> Change {
    Change::Unmerge { merge: id(600 + n) }
}

fn code(text: &str) -> Code {
    Code { kind: CodeKind::Customer, text: text.to_owned() }
}

/// Shop 1 has a phone and no address, shop 2 the other way round; at shop 2 somebody works, was visited, and waits for something.
fn two() -> Records {
    let mut records = Records::shops().with_route(&[2]);
    records.make(&check_in(1, 2)).unwrap();
    records.make(&check_out(1, Report::default())).unwrap();
    let bare = |records: &Records, n: u128| Account { codes: vec![code(&format!("C{n}"))], ..records.shop(n) };
    let first = Account { phone: "1".into(), address: String::new(), ..bare(&records, 1) };
    let second = Account { phone: "2".into(), address: "Old St".into(), ..bare(&records, 2) };
    records.with(first).with(second).with(matter(1, 2)).with(Contact::new(
        id(801),
        shop_id(2),
        "Wang",
        ContactRole::Owner,
    ))
}

fn at(records: &Records, kind: Kind) -> Vec<u128> {
    let there = records.0.values().filter(|record| record.kind() == kind).filter_map(Record::account);
    there.map(|account| account.0.as_u128() - 500).collect()
}

#[test]
fn everything_moves_and_gaps_are_filled() {
    let mut records = two();
    records.make(&merge(1, 1, 2)).unwrap();
    for kind in [Kind::Touch, Kind::Matter, Kind::Contact, Kind::Stop] {
        assert_eq!(at(&records, kind), [1], "{kind:?}");
    }
    let (kept, gone) = (records.shop(1), records.shop(2));
    assert_eq!((kept.phone.as_str(), kept.address.as_str()), ("1", "Old St"));
    assert_eq!(kept.codes, [code("C1"), code("C2")]);
    assert_eq!(gone.merged_into, Some(shop_id(1)));
}

#[test]
fn what_was_taken_apart_is_as_before_but_for_what_was_filled_in() {
    let mut records = two();
    let before = records.clone();
    records.make(&merge(1, 1, 2)).unwrap();
    records.make(&unmerge(1)).unwrap();
    for kind in [Kind::Touch, Kind::Matter, Kind::Contact, Kind::Stop] {
        assert_eq!(at(&records, kind), [2], "{kind:?}");
    }
    assert_eq!(records.shop(2), before.shop(2));
    assert_eq!(records.shop(1), Account { address: "Old St".into(), ..before.shop(1) });
    assert_eq!(records.make(&unmerge(1)), Err(super::missing(Kind::Merge, id::<uuid::Uuid>(601))));
}

#[test]
fn what_was_written_since_stays_with_the_account_that_stayed() {
    let mut records = two();
    records.make(&merge(1, 1, 2)).unwrap();
    records.make(&check_in(2, 2)).unwrap();
    let visit = records.touch(2).unwrap();
    assert_eq!(visit.account, shop_id(1), "a visit at the one that went is one at the one that stayed");
    records.make(&check_out(2, Report::default())).unwrap();
    records.make(&unmerge(1)).unwrap();
    assert_eq!((records.touch(1).unwrap().account, records.touch(2).unwrap().account), (shop_id(2), shop_id(1)));
}

#[test]
fn one_stop_a_day_is_enough() {
    let mut records = Records::shops().with_route(&[1, 2, 3]);
    records.make(&merge(1, 1, 2)).unwrap();
    assert_eq!(records.route(), "1 3");
}

#[test]
fn what_cannot_become_one_stays_as_it_is() {
    let mut records = two();
    assert_eq!(records.make(&merge(1, 1, 1)), Err(Refusal::CannotMerge));
    records.make(&merge(1, 1, 2)).unwrap();
    for (kept, gone) in [(3, 2), (2, 3), (3, 1)] {
        assert_eq!(records.make(&merge(2, kept, gone)), Err(Refusal::CannotMerge), "{gone} into {kept}");
    }
    assert_eq!(records.make(&merge(1, 1, 3)), Err(Refusal::Exists(Key::new(Kind::Merge, id(601)))));
    records.make(&check_in(9, 4)).unwrap();
    assert_eq!(records.make(&merge(3, 1, 4)), Err(Refusal::AlreadyVisiting(shop_id(4))));
}

#[test]
fn somebody_who_was_met_is_not_removed() {
    let mut records = two();
    let contact = Key::new(Kind::Contact, id(801));
    let mut touch = records.touch(1).unwrap();
    touch.content.met = vec![id(801)];
    let mut met = records.clone().with(touch);
    assert_eq!(met.make(&Change::Remove(contact)), Err(Refusal::InUse(contact)));
    assert_eq!(records.make(&Change::Remove(contact)), Ok(1));
}
