//! Records as the log keeps them: by kind, key and named fields.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rounds::domain::access::AccessKey;
use rounds::domain::account::{
    Account, Beat, Birthday, Code, CodeKind, Contact, ContactRole, Opening, OwnWindow, Pause, Segment, Temperament,
};
use rounds::domain::allotment::{Rule, Why};
use rounds::domain::calendar::HolidayYear;
use rounds::domain::content::{Counted, Display, DisplayPoint, Need, Order};
use rounds::domain::label::Label;
use rounds::domain::matter::{Appointment, Matter, MatterKind, Outcome, PutOff};
use rounds::domain::merge::{Merge, Twins};
use rounds::domain::people::{Hours, Leave, Rep, Role, Team};
use rounds::domain::place::Place;
use rounds::domain::product::{Pack, Product};
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::route::{Fate, Stop};
use rounds::domain::stock::{
    Allotment, Amount, Answer, Arrival, End, Ended, Fulfilment, Line, Means, Request, Telling,
};
use rounds::domain::tier::{Tier, shipped_tiers};
use rounds::domain::touch::{Content, NextStep, Touch, TouchKind};
use rounds::domain::urgency::Weights;
use uuid::Uuid;

use super::{day, span, window};

/// The identity of everything of a kind in these tests.
pub fn id<I: From<Uuid>>(n: u128) -> I {
    I::from(Uuid::from_u128(n))
}

pub fn tier() -> Tier {
    shipped_tiers(|| id(3)).remove(0)
}

pub fn rep() -> Rep {
    Rep {
        id: id(2),
        code: "li".to_owned(),
        name: "李娜".to_owned(),
        role: Role::Rep,
        team: Some(id(1)),
        territory: Label::new("Dongfeng", "东风"),
        home: Place::new(31.234_567_891_23, 121.4),
        hours: Hours::default(),
        zone: chrono_tz::Asia::Shanghai,
        disabled: false,
    }
}

pub fn account() -> Account {
    Account {
        id: id(5),
        name: "王记烟酒店".to_owned(),
        other_name: "Wang's".to_owned(),
        address: "东风路 8 号".to_owned(),
        phone: "138 0000 0000".to_owned(),
        codes: vec![Code { kind: CodeKind::Licence, text: "310101".to_owned() }],
        place: Place::new(31.2, 121.5),
        tier: Some(id(3)),
        segment: Some(Segment::Small),
        beat: Some(id(4)),
        rep: Some(id(2)),
        added: day("2025-01-02"),
        own_window: Some(OwnWindow { window: window(2, 4), reason: "opening".to_owned() }),
        pauses: vec![Pause { span: span("2026-03-01.."), reason: "renovation".to_owned() }],
        closures: vec![span("2026-02-01..2026-02-02")],
        minutes: Some(25),
        hours: vec![Opening { from: "09:00:00".parse().unwrap(), to: "12:00:00".parse().unwrap() }],
        merged_into: Some(id(13)),
    }
}

fn put_off() -> PutOff {
    PutOff { until: day("2026-03-08"), reason: "等供应商".to_owned() }
}

pub fn touch() -> Touch {
    Touch {
        id: id(7),
        account: id(5),
        rep: id(2),
        levels: vec![],
        day: day("2026-03-02"),
        start: Some("2026-03-02T01:00:00Z".parse().unwrap()),
        end: Some("2026-03-02T01:20:00.5Z".parse().unwrap()),
        open: false,
        late: true,
        content: Content {
            kind: TouchKind::CounterDay,
            attempted: true,
            met: vec![id(6)],
            order: Some(Order::Lines(vec![Counted {
                product: id(14),
                amount: Amount { count: 2, unit: "条".to_owned(), factor: 10 },
            }])),
            shelf: vec![Counted { product: id(14), amount: Amount { count: 0, unit: "盒".to_owned(), factor: 1 } }],
            display: Some(Display { lacks: vec![DisplayPoint::Material] }),
            needs: vec![Need::Product, Need::Success],
            told: "the new price list".to_owned(),
            rival: "a stand by the door".to_owned(),
            satisfaction: Some(4),
            next: Some(NextStep { day: Some(day("2026-03-09")), text: "价格标签".to_owned() }),
            note: "wants\na new counter".to_owned(),
        },
        window: Some(window(3, 5)),
        voided: Some("entered twice".to_owned()),
        followed: Some(day("2026-03-09")),
        put_off: Some(put_off()),
    }
}

pub fn request() -> Request {
    Request {
        id: id(17),
        account: id(5),
        rep: id(2),
        product: id(14),
        asked: Amount { count: 2, unit: "条".to_owned(), factor: 10 },
        contact: Some(id(6)),
        until: Some(day("2026-03-20")),
        all_or_nothing: true,
        outside: true,
        note: "for the opening".to_owned(),
        at: "2026-03-02T01:10:00Z".parse().unwrap(),
        day: day("2026-03-02"),
        ended: Some(Ended { how: End::Cancelled, day: day("2026-03-10"), reason: "renovation".to_owned() }),
    }
}

/// One of every kind, with something in every field.
pub fn one_of_each() -> Vec<Record> {
    let mut records: Vec<Record> = vec![
        Team { id: id(1), name: Label::new("North", "北"), parent: Some(id(20)) }.into(),
        rep().into(),
        tier().into(),
        Beat { id: id(4), rep: id(2), name: Label::new("Dongfeng Street", "东风街") }.into(),
        account().into(),
        Contact {
            id: id(6),
            account: id(5),
            name: "王强".to_owned(),
            role: ContactRole::Owner,
            phone: "138".to_owned(),
            temperament: Some(Temperament::Talkative),
            counts: true,
            birthday: Birthday::new(Some(1980), 2, 29, false),
        }
        .into(),
        touch().into(),
        Stop {
            id: id(8),
            rep: id(2),
            day: day("2026-03-02"),
            account: id(5),
            rank: -1,
            unplanned: true,
            pinned: Some("09:30:00".parse().unwrap()),
            locked: true,
            fate: Fate::Done { touch: id(7) },
        }
        .into(),
        Matter {
            id: id(9),
            account: id(5),
            rep: id(2),
            touch: Some(id(7)),
            kind: MatterKind::Promise,
            text: "price labels".to_owned(),
            raised: day("2026-03-02"),
            due: Some(day("2026-03-06")),
            answered: Some(day("2026-03-05")),
            put_off: Some(put_off()),
        }
        .into(),
        Appointment {
            id: id(10),
            account: id(5),
            rep: id(2),
            day: day("2026-03-10"),
            time: Some("10:30:00".parse().unwrap()),
            purpose: "new counter".to_owned(),
            made: "2026-03-02T01:20:00Z".parse().unwrap(),
            outcome: Some(Outcome::Late),
        }
        .into(),
        HolidayYear { year: 2027, off: vec![day("2027-01-01")], working: vec![day("2027-01-03")] }.into(),
        Leave { id: id(11), rep: id(2), span: span("2026-03-04..2026-03-06"), cover: Some(id(12)) }.into(),
        Weights::default().into(),
        Product {
            id: id(14),
            code: "6901028".to_owned(),
            name: "玉溪(软)".to_owned(),
            aliases: vec!["yuxi".to_owned()],
            unit: "盒".to_owned(),
            packs: vec![Pack { name: "条".to_owned(), factor: 10 }],
            retired: true,
        }
        .into(),
        Merge {
            id: id(15),
            kept: id(5),
            gone: id(13),
            moved: vec![Key::new(Kind::Touch, Uuid::from_u128(7))],
            codes: vec![Code { kind: CodeKind::Customer, text: "王记-2".to_owned() }],
        }
        .into(),
        Twins { id: id(16), joined: true }.into(),
        AccessKey {
            id: id(22),
            rep: id(2),
            public: "ssh-ed25519 AAAA".to_owned(),
            fingerprint: "SHA256:AAAA".to_owned(),
            name: "laptop".to_owned(),
            added: "2026-03-02T01:02:03Z".parse().unwrap(),
            revoked: Some("2026-03-03T01:02:03Z".parse().unwrap()),
        }
        .into(),
    ];
    let after_products = records.iter().position(|it| it.kind() == Kind::Merge).unwrap();
    records.splice(after_products..after_products, stock());
    records
}

/// One of every kind that is about stock.
fn stock() -> Vec<Record> {
    vec![
        request().into(),
        Arrival {
            id: id(18),
            product: id(14),
            team: Some(id(1)),
            rep: id(2),
            amount: Amount { count: 3, unit: "条".to_owned(), factor: 10 },
            note: "王强 brings it".to_owned(),
            at: "2026-03-03T01:00:00Z".parse().unwrap(),
            day: day("2026-03-03"),
            closed: true,
        }
        .into(),
        Allotment {
            id: id(19),
            arrival: id(18),
            follows: Some(id(21)),
            rule: Rule::FairShare,
            rep: id(2),
            at: "2026-03-03T01:00:00Z".parse().unwrap(),
            day: day("2026-03-03"),
            reason: "王强 asked".to_owned(),
            lines: vec![Line {
                request: id(17),
                position: Some(1),
                open: 20,
                before: 0,
                quantity: 7,
                why: Why::Part { available: 30, asked: 80, rounded_up: true },
                anew: Some("2026-03-03T01:00:00Z".parse().unwrap()),
            }],
        }
        .into(),
        Telling {
            id: id(22),
            arrival: id(18),
            request: id(17),
            account: id(5),
            allotment: Some(id(19)),
            rep: id(2),
            at: "2026-03-03T02:00:00Z".parse().unwrap(),
            day: day("2026-03-03"),
            how: Means::Phone,
            contact: Some(id(6)),
            held_until: Some(day("2026-03-05")),
            note: "王强 wants labels".to_owned(),
            answer: Some(Answer::Takes(5)),
            withdrawn: true,
        }
        .into(),
        Fulfilment {
            id: id(23),
            arrival: id(18),
            request: id(17),
            account: id(5),
            rep: id(2),
            quantity: 5,
            at: "2026-03-04T02:00:00Z".parse().unwrap(),
            day: day("2026-03-04"),
        }
        .into(),
    ]
}

/// Through the text that the log stores.
fn through_the_log(record: &Record) -> Record {
    let text = serde_json::to_string(&record.fields().unwrap()).unwrap();
    Record::from_fields(record.kind(), serde_json::from_str(&text).unwrap()).unwrap()
}

#[test]
fn every_kind_goes_to_the_log_and_back() {
    let records = one_of_each();
    let kinds: Vec<Kind> = records.iter().map(Record::kind).collect();
    assert_eq!(kinds, Kind::ALL, "one of each, those that others refer to first");
    for record in &records {
        assert_eq!(through_the_log(record), *record);
    }
    let words: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(words.len(), Kind::ALL.len());
}

#[test]
fn fates_and_open_ends_go_to_the_log_and_back() {
    let (to, on) = (id(2), day("2026-03-03"));
    let skipped = Fate::Skipped { reason: "停业".to_owned() };
    for fate in [Fate::Open, skipped, Fate::Left, Fate::Rolled { to: on }, Fate::Handed { to, on }] {
        let Some(Record::Stop(stop)) = one_of_each().into_iter().find(|it| it.kind() == Kind::Stop) else { panic!() };
        let record = Record::Stop(Stop { fate, ..stop });
        assert_eq!(through_the_log(&record), record);
    }
    let bare = Account { place: None, tier: None, own_window: None, minutes: None, ..account() };
    assert_eq!(through_the_log(&bare.clone().into()), Record::Account(bare));
}

#[test]
fn fields_of_another_kind_are_not_taken() {
    let fields = Record::from(rep()).fields().unwrap();
    assert!(Record::from_fields(Kind::Account, fields).is_err());
}

#[test]
fn each_key_is_the_records_own() {
    let keys: BTreeSet<Key> = one_of_each().iter().map(Record::key).collect();
    assert_eq!(keys.len(), Kind::ALL.len());
    let decree = |year| Record::from(HolidayYear { year, off: vec![], working: vec![] }).key();
    assert_ne!(decree(2026), decree(2027), "decrees of two years stand beside each other");
    assert_eq!(Record::from(account()).key(), Key::new(Kind::Account, Uuid::from_u128(5)));
}

#[test]
fn what_each_kind_refers_to() {
    let table: BTreeMap<Kind, &[(Kind, u128)]> = BTreeMap::from([
        (Kind::Team, &[(Kind::Team, 20)][..]),
        (Kind::Rep, &[(Kind::Team, 1)]),
        (Kind::Tier, &[]),
        (Kind::Beat, &[(Kind::Rep, 2)]),
        (Kind::Account, &[(Kind::Tier, 3), (Kind::Beat, 4), (Kind::Rep, 2), (Kind::Account, 13)]),
        (Kind::Contact, &[(Kind::Account, 5)]),
        (
            Kind::Touch,
            &[(Kind::Account, 5), (Kind::Rep, 2), (Kind::Contact, 6), (Kind::Product, 14), (Kind::Product, 14)],
        ),
        (Kind::Stop, &[(Kind::Account, 5), (Kind::Rep, 2), (Kind::Touch, 7)]),
        (Kind::Matter, &[(Kind::Account, 5), (Kind::Rep, 2), (Kind::Touch, 7)]),
        (Kind::Appointment, &[(Kind::Account, 5), (Kind::Rep, 2)]),
        (Kind::HolidayYear, &[]),
        (Kind::Leave, &[(Kind::Rep, 2), (Kind::Rep, 12)]),
        (Kind::Weights, &[]),
        (Kind::Product, &[]),
        (Kind::Request, &[(Kind::Account, 5), (Kind::Rep, 2), (Kind::Product, 14), (Kind::Contact, 6)]),
        (Kind::Arrival, &[(Kind::Product, 14), (Kind::Rep, 2), (Kind::Team, 1)]),
        (Kind::Allotment, &[(Kind::Arrival, 18), (Kind::Rep, 2), (Kind::Allotment, 21), (Kind::Request, 17)]),
        (
            Kind::Telling,
            &[
                (Kind::Account, 5),
                (Kind::Rep, 2),
                (Kind::Arrival, 18),
                (Kind::Request, 17),
                (Kind::Allotment, 19),
                (Kind::Contact, 6),
            ],
        ),
        (Kind::Fulfilment, &[(Kind::Account, 5), (Kind::Rep, 2), (Kind::Arrival, 18), (Kind::Request, 17)]),
        (Kind::Merge, &[(Kind::Account, 5), (Kind::Account, 13)]),
        (Kind::Twins, &[]),
        (Kind::AccessKey, &[(Kind::Rep, 2)]),
    ]);
    for record in one_of_each() {
        let expected: Vec<Key> =
            table[&record.kind()].iter().map(|(kind, n)| Key::new(*kind, Uuid::from_u128(*n))).collect();
        assert_eq!(record.refers_to(), expected, "{:?}", record.kind());
    }
}

#[test]
fn the_account_that_a_record_is_about() {
    for record in one_of_each() {
        let about = matches!(
            record.kind(),
            Kind::Account
                | Kind::Contact
                | Kind::Touch
                | Kind::Stop
                | Kind::Matter
                | Kind::Appointment
                | Kind::Request
                | Kind::Telling
                | Kind::Fulfilment
                | Kind::Merge
        );
        assert_eq!(record.account(), about.then(|| id(5)), "{:?}", record.kind());
    }
}

/// Text that people type about people, wherever it stands in a record, is in a field that can be erased.
#[test]
fn personal_fields_exist_and_hold_all_free_text() {
    for record in one_of_each() {
        let kind = record.kind();
        let fields = record.fields().unwrap();
        for name in kind.personal_fields() {
            assert!(fields.contains_key(*name), "{kind:?} has no field {name}");
        }
        let kept: String = fields
            .iter()
            .filter(|(name, _)| !kind.personal_fields().contains(&name.as_str()))
            .map(|(_, value)| value.to_string())
            .collect();
        for typed in [
            "李娜",
            "王记",
            "Wang",
            "东风路",
            "138",
            "王强",
            "价格标签",
            "new counter",
            "labels",
            "renovation",
            "opening",
            "price list",
            "stand by",
        ] {
            assert!(!kept.contains(typed), "{kind:?} keeps {typed:?} when its personal fields are erased");
        }
    }
}

proptest! {
    /// Undo compares what a row is with what the log says it was: a coordinate must not change by being written down.
    #[test]
    fn coordinates_and_factors_survive_the_log_to_the_last_bit(lat in -90.0_f64..90.0, lon in -180.0_f64..180.0, factor in 0.0_f64..10.0) {
        let record = Record::from(Account { place: Place::new(lat, lon), ..account() });
        prop_assert_eq!(through_the_log(&record), record);
        let record = Record::from(Tier { factor, ..tier() });
        prop_assert_eq!(through_the_log(&record), record);
    }
}
