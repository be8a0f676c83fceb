//! The other kinds of list: products, people at shops, visits.

use rounds::domain::product::Pack;
use rounds::domain::touch::TouchKind;
use rounds::exchange::import::{Fault, Field, Kind, Notice, Options};
use rounds::store::Store;

use super::{Desk, faults, notices, options, reps};

fn of(kind: Kind) -> Options {
    Options { kind, ..options(&[]) }
}

fn shops() -> Desk {
    let mut desk = Desk::new();
    desk.import("code,name,address\n1,A,1 Road\n2,B,2 Road\n3,Chain,3 Road\n4,Chain,4 Road\n", &options(&[]));
    desk
}

#[test]
fn products_come_in_with_units_and_packs_and_are_known_again() {
    let file = "产品编码,产品名称,简称,单位,包装,换算,状态\nP1,玉溪（软）,软玉,包,条,10,在售\n\
                P2,利群,,包,\"条=10,箱=50\",,停售\n,Lighter,fire;light,,,,\nP4,Bad,,包,包,10,\n";
    let mut desk = Desk::new();
    let batch = desk.import(file, &of(Kind::Products));
    assert_eq!(faults(&batch), [(5, Fault::Units("包, 包=10".to_owned()))]);
    let products = desk.store.products().unwrap();
    let product = |name: &str| products.iter().find(|it| it.name == name).unwrap();
    let pack = |name: &str, factor| Pack { name: name.to_owned(), factor };
    assert_eq!(
        (product("玉溪（软）").packs.as_slice(), product("玉溪（软）").aliases.as_slice()),
        ([pack("条", 10)].as_slice(), ["软玉".to_owned()].as_slice())
    );
    assert_eq!((product("利群").packs.len(), product("利群").retired), (2, true));
    assert_eq!((product("Lighter").unit.as_str(), product("Lighter").aliases.len()), ("pcs", 2));
    let again = desk.import(file, &of(Kind::Products));
    assert_eq!((again.changes, again.tally.matched), (vec![], 3));
    let more = desk.import("code,name,unit,pack\nP1,Yuxi,box,箱=50\n", &of(Kind::Products));
    let products = desk.store.products().unwrap();
    let yuxi = products.iter().find(|it| it.code == "P1").unwrap();
    assert_eq!(
        (yuxi.name.as_str(), yuxi.unit.as_str(), yuxi.packs.len()),
        ("玉溪（软）", "包", 2),
        "what people typed stays"
    );
    assert_eq!((more.tally.changed, more.remarks.len()), (1, 2));
}

#[test]
fn a_product_is_found_by_what_earlier_rows_said_of_it() {
    let mut desk = Desk::new();
    let file = "code,name,alias\n,Yuxi,yx\nP1,yx,soft\nP2,Yuxi,\n,Soft,mild\np1,Other,\n,mild,\n";
    let batch = desk.import(file, &of(Kind::Products));
    assert_eq!((batch.tally.new, batch.tally.matched), (2, 4));
    let products = desk.store.products().unwrap();
    let told: Vec<_> = products.iter().map(|it| (it.code.as_str(), it.name.as_str(), it.aliases.join("/"))).collect();
    assert_eq!(told, [("P1", "Yuxi", "yx/soft/mild".to_owned()), ("P2", "Yuxi", String::new())]);
    assert_eq!(desk.import(file, &of(Kind::Products)).changes, []);
}

#[test]
fn people_find_their_shops_and_are_known_again() {
    let file = "客户编码,门店名称,地址,联系人,职务,电话,生日\n1,,,王老板,老板,138,农历五月十二\n,B,,Ann,clerk,,\n,Chain,4 Road,Li,,,\n\
                ,Chain,,Xu,,,\n9,,,Nobody,,,\n1,,,王老板,,,\n2,,,,,,\n";
    let mut desk = shops();
    let batch = desk.import(file, &of(Kind::Contacts));
    let text = str::to_owned;
    assert_eq!(
        faults(&batch),
        [(5, Fault::SeveralAccounts(text("Chain"))), (6, Fault::NoAccount(text("9"))), (8, Fault::NoName),]
    );
    assert_eq!((batch.tally.new, batch.tally.repeated), (3, 1));
    let wang = desk.contacts("A").remove(0);
    assert_eq!(
        (wang.phone.as_str(), wang.birthday.map(|it| (it.month, it.day, it.lunar))),
        ("138", Some((5, 12, true)))
    );
    assert_eq!(desk.contacts("B")[0].name, "Ann");
    assert_eq!(desk.import(file, &of(Kind::Contacts)).changes, []);
    let fills = desk.import("code,contact,phone\n2,ann,555\n1,王老板,139\n", &of(Kind::Contacts));
    assert_eq!((fills.tally.changed, desk.contacts("B")[0].phone.as_str()), (1, "555"));
    assert_eq!((fills.remarks.len(), desk.contacts("A")[0].phone.as_str()), (1, "138"));
}

#[test]
fn visits_are_real_visits_with_their_true_day_and_length() {
    let file = "客户编码,拜访日期,签到时间,签退时间,拜访时长,业务员,备注\n1,2026-03-02,9:00,9:20,,王芳,看了柜台\n\
                1,2026-03-02 14:05,,,30,王芳,\n2,2026-03-03,,,25,wangfang,\n2,2026-03-03,,,25,wangfang,\n\
                1,2026-03-04,10:00,9:00,,王芳,\n1,2026-03-05,noon,,,王芳,\n1,2026-03-05,,,,,\n1,2026-04-01,,,,王芳,\n";
    let mut desk = shops();
    let batch = desk.import(file, &of(Kind::Visits));
    let lines: Vec<u64> = faults(&batch).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [6, 7, 8, 9]);
    assert_eq!((batch.tally.new, batch.tally.repeated), (3, 1));
    let touches = desk.touches("A");
    let minutes: Vec<Option<i64>> = touches.iter().map(rounds::domain::touch::Touch::minutes).collect();
    assert_eq!((touches.len(), minutes.iter().flatten().sum::<i64>()), (2, 50));
    assert!(touches.iter().all(|it| it.content.kind == TouchKind::Routine && it.late && it.rep == reps()[0].id));
    assert!(
        touches
            .iter()
            .any(|it| it.content.note == "看了柜台" && it.start.unwrap().to_string().starts_with("2026-03-02 01:00"))
    );
    let day_only = &desk.touches("B")[0];
    assert_eq!((day_only.start, day_only.end), (None, None), "a length alone says nothing of when");
    assert_eq!(desk.import(file, &of(Kind::Visits)).changes, []);
}

#[test]
fn the_lines_of_a_note_stay_lines_where_the_row_is_refused() {
    let batch = shops().import("code,day,note\n1,never,\"one\ntwo\"\n", &of(Kind::Visits));
    assert_eq!(batch.errors[0].cells, ["1", "never", "one\ntwo"]);
}

#[test]
fn visits_of_a_day_without_times_are_told_apart_by_their_notes() {
    let mut desk = shops();
    let file = "code,day,rep,note\n1,2026-03-02,wangfang,morning\n1,2026-03-02,wangfang,afternoon\n1,2026-03-02,wangfang,morning\n";
    for rows in [1, 1000] {
        let all = desk.import_in(rows, file, &of(Kind::Visits));
        let repeated: u64 = all.iter().map(|batch| batch.tally.repeated).sum();
        let said: Vec<_> = all.iter().flat_map(notices).collect();
        assert_eq!((repeated, said), (1, vec![(4, Notice::Repeated { first: 2 })]));
        let mut notes: Vec<String> = desk.touches("A").into_iter().map(|touch| touch.content.note).collect();
        notes.sort_unstable();
        assert_eq!(notes, ["afternoon", "morning"], "{rows}: a second time nothing comes in");
    }
    // One that is there stays as people have it, also where another file says something else of it.
    let other = desk.import("code,day,rep,note\n1,2026-03-02,wangfang,evening\n", &of(Kind::Visits));
    let (field, there, file) = (Field::Note, "morning".to_owned(), "evening".to_owned());
    assert_eq!((other.changes.len(), notices(&other)), (0, vec![(2, Notice::Differs { field, there, file })]));
}

#[test]
fn what_a_list_says_twice_is_named() {
    let mut desk = shops();
    let batch = desk.import("code,contact,phone\n1,Ann,555\n1,ann,556\n", &of(Kind::Contacts));
    assert_eq!((batch.tally.repeated, notices(&batch)), (1, vec![(3, Notice::Repeated { first: 2 })]));
    let visits = "code,day,start,rep,note\n1,2026-03-02,9:00,wangfang,one\n1,2026-03-02,9:00,wangfang,two\n";
    let batch = desk.import(visits, &of(Kind::Visits));
    assert_eq!((batch.tally.repeated, notices(&batch)), (1, vec![(3, Notice::Repeated { first: 2 })]));
}
