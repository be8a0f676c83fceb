//! Lists of what shops ask for and of what comes in.

use chrono::{Duration, Timelike};
use rounds::domain::change::Change;
use rounds::domain::ids::Ids;
use rounds::domain::label::Label;
use rounds::domain::people::{Rep, Team};
use rounds::domain::record::{Kind as RecordKind, Record};
use rounds::domain::stock::{Arrival, Request};
use rounds::exchange::import::{Fault, Field, ImportError, Kind, Notice, Options};
use rounds::store::Store;

use super::{Desk, SYSTEM, at, faults, notices, options, reps, today};

fn of(kind: Kind) -> Options {
    Options { kind, ..options(&[]) }
}

/// Three shops of Wang's with one person, two products, and a team.
fn desk() -> Desk {
    let mut desk = Desk::new();
    let team = Team { id: Ids::new(5).next(at()), name: Label::new("East", "城东"), parent: None };
    let id = team.id;
    desk.apply(vec![Change::Add(team.into()), Change::Set(Rep { team: Some(id), ..reps().remove(0) }.into())]);
    desk.import("code,name,rep,contact\n1,A,wangfang,王老板\n2,B,wangfang,\n3,C,,\n", &options(&[]));
    desk.import("code,name,alias,unit,pack\nP1,玉溪(软),软玉,盒,条=10\nP2,利群,,盒,\n", &of(Kind::Products));
    desk
}

fn requests(desk: &Desk) -> Vec<Request> {
    let ids: Vec<_> = desk.accounts().into_iter().map(|account| account.id).collect();
    let records = desk.store.records_at(SYSTEM, &ids, RecordKind::Request).unwrap();
    let mut all: Vec<Request> =
        records.into_iter().filter_map(|it| if let Record::Request(it) = it { Some(it) } else { None }).collect();
    all.sort_by_key(Request::place);
    all
}

fn arrivals(desk: &Desk) -> Vec<Arrival> {
    desk.store.products().unwrap().iter().flat_map(|it| desk.store.arrivals(SYSTEM, it.id).unwrap()).collect()
}

/// Who asks for how much, in order of asking: "A:5".
fn queue(desk: &Desk) -> Vec<String> {
    let name = |request: &Request| desk.store.account(SYSTEM, request.account).unwrap().unwrap().name;
    requests(desk).iter().map(|it| format!("{}:{}", name(it), it.asked.quantity())).collect()
}

#[test]
fn whoever_asked_first_by_the_file_stands_first() {
    let file = "客户编码,商品编码,商品名称,数量,单位,登记日期,需要到,足额,外购,联系人,备注\n\
                2,,软玉,5,,2026-03-12,,,,,\n\
                1,P1,,2,条,2026-03-11,2026-03-20,是,否,王老板,喜酒\n\
                1,,利群,3盒,,2026-03-12 09:30,,,1,,\n\
                1,P1,,7,,2026-03-12,,,,陌生人,\n";
    for rows in [1, 1000] {
        let mut desk = desk();
        let all = desk.import_in(rows, file, &of(Kind::Requests));
        assert_eq!(all.iter().map(|batch| batch.tally.new).sum::<u64>(), 4);
        assert_eq!(queue(&desk), ["A:20", "B:5", "A:7", "A:3"], "rows of a day without times keep their order");
        let first = &requests(&desk)[0];
        assert_eq!((first.asked.count, first.asked.unit.as_str(), first.asked.factor), (2, "条", 10));
        assert_eq!((first.all_or_nothing, first.outside, first.note.as_str()), (true, false, "喜酒"));
        assert_eq!((first.until, first.rep), ("2026-03-20".parse().ok(), reps()[0].id));
        assert_eq!(first.contact, Some(desk.contacts("A")[0].id));
        let timed = requests(&desk).pop().unwrap();
        assert_eq!((timed.at.hour(), timed.at.minute(), timed.outside), (1, 30, true));
        let said: Vec<_> = all.iter().flat_map(notices).collect();
        assert_eq!(said, [(5, Notice::NotRead { field: Field::Contact, text: "陌生人".to_owned() })]);
        let again = desk.import(file, &of(Kind::Requests));
        assert_eq!((again.changes, again.tally.matched), (vec![], 4), "a second time nothing comes in");
    }
}

#[test]
fn rows_that_cannot_be_requests_say_why() {
    let file = "code,product,quantity,unit,day,rep\n9,利群,1,,2026-03-12,\n1,红塔山,1,,2026-03-12,\n1,,1,,2026-03-12,\n\
                1,利群,0,,2026-03-12,\n1,利群,many,,2026-03-12,\n1,利群,99999999999,,2026-03-12,\n1,利群,1,瓶,2026-03-12,\n\
                1,利群,1,,2026-03-14,\n1,利群,1,,soon,\n3,利群,1,,2026-03-12,\n1,利群,1,,2026-03-12,nobody\n1,利群,1.5,,2026-03-12,\n";
    let mut desk = desk();
    let batch = desk.import(file, &of(Kind::Requests));
    let text = str::to_owned;
    let no_unit = Fault::NoUnit { product: text("利群"), unit: text("瓶"), units: text("盒") };
    let wanted = [
        Fault::NoAccount(text("9")),
        Fault::NoProduct(text("红塔山")),
        Fault::NoProduct(String::new()),
        Fault::Quantity(text("0")),
        Fault::Quantity(text("many")),
        Fault::Quantity(text("99999999999")),
        no_unit,
        Fault::NotYet(today() + Duration::days(1)),
        Fault::Date(text("soon")),
        Fault::Nobodys,
        Fault::NoRep(text("nobody")),
        Fault::Quantity(text("1.5")),
    ];
    assert_eq!(faults(&batch).into_iter().map(|(_, fault)| fault).collect::<Vec<_>>(), wanted);
    assert_eq!(requests(&desk), []);
    for (file, field) in [
        ("code,product,day\n", Field::Quantity),
        ("code,product,quantity\n", Field::Day),
        ("code,quantity,day\n", Field::Product),
    ] {
        let error = desk.open(file, &of(Kind::Requests)).err();
        assert!(matches!(error, Some(ImportError::Missing { field: missing, .. }) if missing == field), "{error:?}");
    }
}

#[test]
fn what_is_over_stays_out_and_of_what_was_begun_the_rest_comes_in() {
    let file = "code,product,quantity,unit,day,handed_over,ended\n1,P1x,2,条,2026-03-10,,fulfilled\n\
                1,软玉,2,条,2026-03-11,5,\n2,利群,3,,2026-03-11,3,\n2,利群,3,,2026-03-12,,open\n";
    let mut desk = desk();
    let batch = desk.import(file, &of(Kind::Requests));
    assert_eq!(notices(&batch), [(2, Notice::Over), (3, Notice::TheRest { quantity: 15 })]);
    assert_eq!(faults(&batch), [(4, Fault::Quantity("3".to_owned()))]);
    assert_eq!(queue(&desk), ["A:15", "B:3"]);
    assert_eq!(desk.import(file, &of(Kind::Requests)).changes, []);
}

#[test]
fn the_same_wish_twice_is_taken_once_unless_each_has_its_identity() {
    let mut desk = desk();
    let line = "1,利群,3,,2026-03-11\n";
    let batch = desk.import(format!("code,product,quantity,unit,day\n{line}{line}"), &of(Kind::Requests));
    assert_eq!((batch.tally.new, notices(&batch)), (1, vec![(3, Notice::Repeated { first: 2 })]));
    let file = "code,product,quantity,day,uuid\n1,利群,3,2026-03-11,00000000-0000-0000-0000-000000000001\n\
                1,利群,3,2026-03-11,00000000-0000-0000-0000-000000000002\n1,利群,3,2026-03-11,none\n";
    let batch = desk.import(file, &of(Kind::Requests));
    assert_eq!((batch.tally.new, batch.tally.matched), (2, 1));
    assert_eq!(notices(&batch), [(4, Notice::NotRead { field: Field::Uuid, text: "none".to_owned() })]);
    assert_eq!(desk.import(file, &of(Kind::Requests)).changes, []);
    assert_eq!(requests(&desk).len(), 3);
}

#[test]
fn arrivals_come_in_open_and_once() {
    let file = "品名,数量,单位,到货日期,班组,业务员,备注,ended\n软玉,3,条,2026-03-12,城东,王芳,补货,\n利群,40,,2026-03-13 08:15,,wangfang,,\n\
                利群,40,,2026-03-10,西区,wangfang,,\n利群,1,,2026-03-10,,,,\n利群,9,,2026-03-10,,wangfang,,closed\n没有,9,,2026-03-10,,wangfang,,\n";
    let mut desk = desk();
    let batch = desk.import(file, &of(Kind::Arrivals));
    let wanted = [(4, Fault::NoTeam("西区".to_owned())), (5, Fault::Nobodys), (7, Fault::NoProduct("没有".to_owned()))];
    assert_eq!(faults(&batch), wanted);
    assert_eq!(notices(&batch), [(6, Notice::Over)]);
    let team = desk.store.reference(SYSTEM).unwrap().teams[0].id;
    let there = arrivals(&desk);
    let said: Vec<_> = there.iter().map(|it| (it.amount.quantity(), it.team, it.closed, it.note.as_str())).collect();
    assert_eq!(said, [(40, Some(team), false, ""), (30, Some(team), false, "补货")]);
    assert!(there.iter().all(|it| it.rep == reps()[0].id));
    for it in &there {
        let row = desk.store.arrival(SYSTEM, it.id, today()).unwrap().unwrap();
        assert!(row.allotment.is_none() && row.left == it.amount.quantity());
    }
    assert_eq!(desk.import(file, &of(Kind::Arrivals)).changes, []);
}
