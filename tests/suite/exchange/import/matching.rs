//! Which account a row is: the second import of a file changes nothing, what people typed stays, shops that look like one are noticed.

use rounds::domain::account::{Account, Code, CodeKind};
use rounds::domain::change::Change;
use rounds::domain::ids::Ids;
use rounds::domain::merge::Twins;
use rounds::domain::place::Place;
use rounds::domain::record::Record;
use rounds::exchange::import::{Field, Notice, Options};
use rounds::store::Store;

use super::{Desk, at, faults, notices, options, today};

/// Code, name, address, point.
type Shop = (&'static str, &'static str, &'static str, Option<(f64, f64)>);

/// A desk with these accounts.
fn desk(accounts: &[Shop]) -> Desk {
    let mut desk = Desk::new();
    let mut ids = Ids::new(5);
    let account = |(code, name, address, point): &Shop| {
        let codes = Some(Code { kind: CodeKind::Customer, text: (*code).to_owned() }).filter(|it| !it.text.is_empty());
        let account = Account {
            address: (*address).to_owned(),
            codes: codes.into_iter().collect(),
            place: point.and_then(|(lat, lon)| Place::new(lat, lon)),
            ..Account::new(ids.next(at()), *name, today())
        };
        Change::Add(account.into())
    };
    let changes = accounts.iter().map(account).collect();
    desk.apply(changes);
    desk
}

#[test]
fn a_row_is_the_account_that_the_rules_say() {
    let here = Some((30.25, 120.15));
    let there = [
        ("1", "王记烟酒店", "文三路1号", None),
        ("2", "Harbour Market", "3 Lake Road", None),
        ("", "Old Mill", "5 Lake Road", None),
        ("", "Kiosk", "", here),
        ("7", "Double", "1 Road", None),
        ("7", "Double Too", "2 Road", None),
        ("", "Pair", "", here),
        ("", "Pair", "10 Road", Some((30.2501, 120.1501))),
    ];
    // A row, whether it is an account that is there, whether somebody should look at it.
    let cases = [
        ("1,王记烟酒店,文三路1号,,", true, false),
        ("１,王记 烟酒店,文三路１号,,", true, false),
        ("1,王记烟酒店,湖滨路9号,,", true, false),
        ("1,另一家,文三路1号,,", true, false),
        ("2,Harbor Market,9 Sea Road,,", true, false),
        ("2,Something Else,9 Sea Road,,", false, true),
        ("7,Double,3 Road,,", false, true),
        ("7,DOUBLE,1 road,,", true, false),
        (",Old Mill,5 Lake Road,,", true, false),
        ("99,Old Mill,5 Lake Road,,", true, false),
        (",Old Mill,6 Lake Road,,", false, false),
        (",Kiosk,8 Road,30.2502,120.1501", true, false),
        (",Kiosk,8 Road,30.2512,120.1501", false, false),
        (",Pair,8 Road,30.25005,120.15005", false, true),
        (",王记烟酒店,文三路1号,,", true, false),
    ];
    for (row, is_there, flagged) in cases {
        let mut desk = desk(&there);
        let file = format!("code,name,address,lat,lon\n{row}\n");
        let batch = desk.import(&file, &options(&[]));
        assert_eq!(faults(&batch), [], "{row}");
        assert_eq!(
            (batch.tally.matched == 1, batch.tally.flagged == 1),
            (is_there, flagged),
            "{row} {:?}",
            batch.remarks
        );
        assert_eq!(desk.accounts().len(), there.len() + usize::from(!is_there), "{row}");
        let again = desk.import(&file, &options(&[]));
        assert_eq!((again.changes, again.tally.new), (vec![], 0), "{row}: a second time nothing changes");
    }
}

#[test]
fn two_rows_are_not_one_account() {
    let mut desk = desk(&[("", "Kiosk", "", Some((30.25, 120.15)))]);
    let file = "name,address,lat,lon\nKiosk,1 Road,30.2501,120.1501\nKiosk,2 Road,30.2501,120.1502\n";
    let batch = desk.import(file, &options(&[]));
    assert_eq!((batch.tally.matched, batch.tally.new), (1, 1));
    assert_eq!(desk.import(file, &options(&[])).changes, []);
}

#[test]
fn what_people_typed_stays_and_gaps_are_filled() {
    let mut desk = desk(&[("1", "王记烟酒店", "文三路1号", None)]);
    let file = "code,name,address,phone,lat,lon\n1,王记烟酒商店,文三路1号,0571-1,30.25,120.15\n";
    let batch = desk.import(file, &options(&[]));
    let shop = desk.account("王记烟酒店");
    assert_eq!((shop.phone.as_str(), shop.place), ("0571-1", Place::new(30.25, 120.15)));
    let differs =
        |field, there: &str, file: &str| Notice::Differs { field, there: there.to_owned(), file: file.to_owned() };
    assert_eq!(notices(&batch), [(2, differs(Field::Name, "王记烟酒店", "王记烟酒商店"))]);
    let Some(Change::Edit(_, fields)) = batch.changes.first() else { panic!("{:?}", batch.changes) };
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["phone", "place"], "only what it fills is written");
    assert_eq!(desk.import(file, &options(&[])).changes, []);
    let update = Options { update: true, ..options(&[]) };
    let batch = desk.import("code,name,address,phone\n1,王记烟酒商店,文三路1号,\n", &update);
    assert_eq!((batch.tally.changed, desk.accounts()[0].name.as_str()), (1, "王记烟酒商店"));
    assert_eq!(desk.accounts()[0].phone, "0571-1", "nothing is emptied");
    assert_eq!(desk.import(file, &update).changes, []);
}

#[test]
fn a_shop_that_shut_is_paused_once_and_opens_when_the_file_may_say_so() {
    let mut desk = desk(&[("1", "A", "1 Road", None)]);
    let status = |word: &str| format!("code,name,address,状态\n1,A,1 Road,{word}\n");
    desk.import(status("歇业"), &options(&[]));
    assert_eq!(desk.account("A").pauses[0].reason, "歇业");
    assert_eq!(desk.import(status("停业"), &options(&[])).changes, []);
    let batch = desk.import(status("正常"), &options(&[]));
    assert_eq!((batch.changes.len(), batch.remarks.len()), (0, 1));
    desk.import(status("正常"), &Options { update: true, ..options(&[]) });
    assert!(desk.account("A").pauses.iter().all(|pause| pause.span.last.is_some()));
}

#[test]
fn people_and_last_visits_come_once() {
    let file = "code,name,rep,last_visit,contact,contact phone\n1,A,wangfang,2026-03-01,Ann,555\n";
    let mut desk = Desk::new();
    desk.import(file, &options(&[]));
    assert_eq!(desk.import(file, &options(&[])).changes, []);
    let earlier = file.replace("2026-03-01", "2026-02-01");
    assert_eq!(desk.import(earlier, &options(&[])).changes, [], "somebody was there since");
    assert_eq!(desk.import(file.replace("2026-03-01", "2026-03-02"), &options(&[])).changes.len(), 1);
    assert_eq!((desk.contacts("A").len(), desk.touches("A").len()), (1, 2));
}

/// Shops of one name and address under several licences, one of them with a licence that another shop has too; and a repeated row.
const TWINS: &str = "licence,name,address\n\
    L1,Corner Shop,1 Main St\nL2,CORNER SHOP,1 Main St.\nL3,Corner Shop,1 Main St\nL2,Far Shop,9 Far St\n\
    L4,Alone,4 Main St\nL5,Two Licences,5 Main St\nL6,Two Licences,5 Main St\nL1,Corner Shop,1 Main St\n";

#[test]
fn twins_are_kept_apart_and_listed_until_somebody_decides() {
    let mut desk = Desk::new();
    let batch = desk.import(TWINS, &options(&[]));
    assert_eq!((batch.tally.new, batch.tally.repeated, batch.tally.flagged), (7, 1, 6));
    let lines = |wanted: fn(&Notice) -> bool| -> Vec<u64> {
        notices(&batch).iter().filter(|(_, it)| wanted(it)).map(|(line, _)| *line).collect()
    };
    assert_eq!(lines(|it| matches!(it, Notice::Twins { joined: false, .. })), [2, 3, 4, 7, 8]);
    assert_eq!(lines(|it| matches!(it, Notice::SameCode { .. })), [3, 5]);
    assert_eq!(lines(|it| matches!(it, Notice::Repeated { first: 2 })), [9]);
    let again = desk.import(TWINS, &options(&[]));
    assert_eq!((again.changes, again.tally.matched), (vec![], 7));
    let apart = desk.store.twins().unwrap();
    assert_eq!(apart, [], "nothing was decided");
}

#[test]
fn twins_are_joined_where_that_was_asked_for_and_it_is_remembered() {
    for rows in [1, 2, 100] {
        let mut desk = Desk::new();
        let join = Options { join_licences: true, ..options(&[]) };
        let parts = desk.import_in(rows, TWINS, &join);
        let mut accounts: Vec<(String, Vec<String>)> = desk
            .accounts()
            .into_iter()
            .map(|it| (it.name, it.codes.into_iter().map(|code| code.text).collect()))
            .collect();
        accounts.sort();
        let codes = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let wanted = [
            ("Alone".to_owned(), codes(&["L4"])),
            ("Corner Shop".to_owned(), codes(&["L1", "L2", "L3"])),
            ("Far Shop".to_owned(), codes(&["L2"])),
            ("Two Licences".to_owned(), codes(&["L5", "L6"])),
        ];
        assert_eq!(accounts, wanted, "in parts of {rows}");
        assert_eq!(parts.iter().map(|part| part.tally.new).sum::<u64>(), 4);
        let twins = desk.store.twins().unwrap();
        assert!(twins.len() == 2 && twins.iter().all(|it| it.joined));
        // Nothing of it is asked again, with the wish or without.
        for told in [options(&[]), join, Options { update: true, ..options(&[]) }] {
            let again = desk.import(TWINS, &told);
            assert_eq!((again.changes, again.tally.matched), (vec![], 7), "{rows}");
            assert!(!again.remarks.iter().any(|it| matches!(it.what, Notice::Twins { .. })));
        }
        // A further licence of a shop that was joined joins too, and is found by it.
        let batch = desk.import("licence,name,address\nL9,Two Licences,5 Main St\n", &options(&[]));
        assert_eq!((batch.tally.changed, desk.account("Two Licences").codes.len()), (1, 3));
    }
}

#[test]
fn people_and_last_visits_of_joined_twins_come_once() {
    let file = "licence,name,address,rep,contact,contact phone,last_visit\n\
        L1,Corner,1 Road,wangfang,Ann,555,2026-03-02\nL2,Corner,1 Road,wangfang,Ann,555,2026-03-02\n\
        L3,Corner,1 Road,wangfang,ann,,2026-02-01\nL4,Corner,1 Road,wangfang,Bo,,2026-03-03\n";
    let join = Options { join_licences: true, ..options(&[]) };
    for rows in [1, 2, 100] {
        let mut desk = Desk::new();
        desk.import_in(rows, file, &join);
        let people: Vec<String> = desk.contacts("Corner").into_iter().map(|it| it.name).collect();
        assert_eq!(people, ["Ann", "Bo"], "in parts of {rows}");
        let days: Vec<String> = desk.touches("Corner").iter().map(|it| it.day.to_string()).collect();
        assert_eq!(days, ["2026-03-03", "2026-03-02"], "in parts of {rows}");
        assert_eq!(desk.import_in(rows, file, &join).iter().map(|it| it.changes.len()).sum::<usize>(), 0);
    }
}

#[test]
fn two_rows_of_one_account_add_one_person() {
    for rows in [1, 100] {
        let mut desk = Desk::new();
        desk.import_in(1, "licence,name,address\nL1,Corner,1 Road\n", &options(&[]));
        let before = desk.account("Corner");
        let mut after = before.clone();
        after.codes.push(Code { kind: CodeKind::Licence, text: "L2".to_owned() });
        desk.apply(vec![Change::edit(&before.into(), &after.into()).unwrap().unwrap()]);
        let file = "licence,name,address,phone,contact\nL1,Corner,1 Road,555,Ann\nL2,Corner,1 Road,777,Ann\n";
        desk.import_in(rows, file, &options(&[]));
        assert_eq!((desk.contacts("Corner").len(), desk.account("Corner").phone.as_str()), (1, "555"), "{rows}");
    }
}

#[test]
fn twins_that_somebody_keeps_apart_are_not_listed_again() {
    let mut desk = Desk::new();
    let join = Options { join_licences: true, ..options(&[]) };
    let batch = Desk::new().import(TWINS, &join);
    let decided = batch.changes.iter().filter_map(|change| match change {
        Change::Set(Record::Twins(twins)) => Some(Change::Set(Twins { joined: false, ..*twins }.into())),
        _ => None,
    });
    desk.apply(decided.collect());
    let batch = desk.import(TWINS, &options(&[]));
    assert_eq!(batch.tally.new, 7);
    assert!(!batch.remarks.iter().any(|it| matches!(it.what, Notice::Twins { .. })));
}

#[test]
fn the_same_file_twice_changes_nothing_whatever_is_in_it() {
    let file = "code,name,address,lat,lon,rep,last_visit,beat,frequency,segment,status,hours,contact,birthday,phone\n\
                1,A,1 Road,30.25,120.15,wangfang,2026-03-01,Lake,每周一次,超市,正常,9:00-18:00,Ann,农历五月十二,555\n\
                1,B,2 Road,30.25,120.15,wangfang,,Lake,,,歇业,,,,\n,C,,30.3,120.2,,,,,,,,,,\n,C,,30.4,120.2,,,,,,,,,,\n,C,,30.3,120.2,,,,,,,,,,\n\
                ,D,,,,,,,,,,,,,\n5,D,,,,,,,,,,,,,\n";
    for told in [options(&[]), Options { update: true, ..options(&[]) }] {
        let mut desk = Desk::new();
        let first = desk.import(file, &told);
        assert_eq!((faults(&first), first.tally.new, first.tally.repeated), (vec![], 6, 1));
        let again = desk.import(file, &told);
        assert_eq!((again.changes, again.tally.matched, again.tally.changed), (vec![], 6, 0));
    }
}
