//! Import of shops: what a file may look like, what becomes of each row, and what the envelopes hold.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use rounds::domain::account::{Account, CodeKind};
use rounds::domain::change::{Act, Change};
use rounds::domain::ids::{DeviceId, Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::place::Place;
use rounds::domain::record::Record;
use rounds::domain::tier::{Tier, shipped_tiers};
use rounds::domain::touch::{Touch, TouchKind};
use rounds::exchange::import::{
    Fault, Field, ImportError, Known, Options, Origin, SHOPS_PER_ENVELOPE, Shops, envelopes, read,
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 13).unwrap()
}

fn at() -> DateTime<Utc> {
    today().and_hms_opt(2, 0, 0).unwrap().and_utc()
}

fn tiers() -> Vec<Tier> {
    let mut ids = Ids::new(1);
    shipped_tiers(|| ids.next(at()))
}

fn reps() -> Vec<Rep> {
    let mut ids = Ids::new(2);
    [("wangfang", "王芳"), ("liuyang", "刘洋"), ("liuyang2", "刘洋")]
        .map(|(code, name)| Rep {
            id: ids.next(at()),
            code: code.to_owned(),
            name: name.to_owned(),
            role: Role::Rep,
            team: None,
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: chrono_tz::Asia::Shanghai,
        })
        .to_vec()
}

fn options(map: &[&str]) -> Options {
    let map = map.iter().map(|mapping| mapping.parse().unwrap()).collect();
    Options { map, tier: None, rep: None, today: today() }
}

fn try_import(file: impl AsRef<[u8]>, options: &Options) -> Result<Shops, ImportError> {
    read(file.as_ref(), options, Known { tiers: &tiers(), reps: &reps() })
}

fn import(file: impl AsRef<[u8]>) -> Shops {
    try_import(file, &options(&[])).unwrap()
}

fn faults(shops: &Shops) -> Vec<(u64, Fault)> {
    shops.errors.iter().map(|error| (error.line, error.fault.clone())).collect()
}

fn names(shops: &Shops) -> Vec<&str> {
    shops.good.iter().map(|shop| shop.name.as_str()).collect()
}

#[test]
fn every_field_is_read_under_its_words_in_both_languages() {
    let english = "Account Code,Trade-Name,ADDRESS,Latitude,lng,tier,Rep,last_visit,tel,license\n\
                   C7,Lucky Corner,1 Main St,30.26,120.17,a,WangFang,2026-02-13,100-5555-0101,L9\n";
    let chinese = "客户编码,门店名称,地址,纬度,经度,等级,客户经理,上次拜访,联系电话,许可证号\n\
                   C7,Lucky Corner,1 Main St,30.26,120.17,重点,王芳,2026年2月13日,100-5555-0101,L9\n";
    for file in [english, chinese] {
        let shops = import(file);
        assert_eq!(faults(&shops), [], "{file}");
        let [shop] = &shops.good[..] else { panic!("{shops:?}") };
        let codes: Vec<(CodeKind, &str)> = shop.codes.iter().map(|code| (code.kind, code.text.as_str())).collect();
        assert_eq!(codes, [(CodeKind::Customer, "C7"), (CodeKind::Licence, "L9")]);
        assert_eq!((shop.name.as_str(), shop.address.as_str()), ("Lucky Corner", "1 Main St"));
        assert_eq!((shop.phone.as_str(), shop.place), ("100-5555-0101", Place::new(30.26, 120.17)));
        let rep = reps()[0].id;
        let day = NaiveDate::from_ymd_opt(2026, 2, 13).unwrap();
        assert_eq!((shop.tier, shop.rep, shop.last_visit), (Some(tiers()[0].id), Some(rep), Some((day, rep))));
        assert!(shops.unused.is_empty());
    }
}

#[test]
fn columns_named_by_hand_come_before_the_usual_words() {
    let file = "name,trade_name,street,city,a+b,extra\nOwner Ltd,Corner Shop,1 Main St,Springfield,x,y\n";
    let shops = try_import(file, &options(&["name=Trade_Name", "address=street+city", "phone=a+b"])).unwrap();
    let shop = &shops.good[0];
    assert_eq!((shop.name.as_str(), shop.address.as_str()), ("Corner Shop", "1 Main St, Springfield"));
    assert_eq!(shop.phone, "x", "a column's own plus is no list");
    assert_eq!(shops.unused, ["name", "extra"]);
    let used: Vec<(Field, &str)> = shops.used.iter().map(|it| (it.field, it.column.as_str())).collect();
    assert_eq!(used, [(Field::Name, "trade_name"), (Field::Address, "street+city"), (Field::Phone, "a+b")]);
}

#[test]
fn a_file_that_cannot_be_understood_says_why_and_what_to_do() {
    let cases: [(&[u8], &[&str], &str); 10] = [
        (b"", &[], "the file is empty"),
        (b"\xEF\xBB\xBF\r\n\r\n", &[], "the file is empty"),
        (b"\xC3\xFB\xB3\xC6,\xB5\xD8\xD6\xB7\n", &[], "the first line cannot be read: the text is not UTF-8"),
        (b"\xFF\xFEn\0a\0m\0e\0", &[], "the first line cannot be read: the text is not UTF-8"),
        (b"\"name,town\nA,B\n", &[], "the first line cannot be read: a quotation mark is opened and never closed"),
        (b"shop,town\n", &[], "no column holds the name of the shop; the file has: shop, town"),
        (b"name,lat\n", &[], "lat alone is not a place"),
        (b"shop,town\n", &["name=trade"], "there is no column \"trade\"; the file has: shop, town"),
        (b"name,town\n", &["address=town+zip"], "there is no column \"zip\"; the file has: name, town"),
        (b"name,town\n", &["name=name+town"], "there is no column \"name+town\"; the file has: name, town"),
    ];
    for (file, map, says) in cases {
        let error = try_import(file, &options(map)).unwrap_err();
        assert_eq!(error.to_string(), says);
    }
}

#[test]
fn mappings_that_make_no_sense_are_refused() {
    for (given, says) in [
        ("name", "\"name\" is not of the form field=column"),
        ("name= ", "\"name= \" is not of the form field=column"),
        (
            "colour=x",
            "\"colour\" is not a field; the fields are: code, licence, name, address, lat, lon, tier, rep, last_visit, phone",
        ),
    ] {
        let error = given.parse::<rounds::exchange::import::Mapping>().unwrap_err();
        assert_eq!(error.to_string(), says);
    }
    for field in Field::ALL {
        assert_eq!(field.to_string().parse::<Field>().unwrap(), field);
    }
}

#[test]
fn each_bad_row_is_named_with_its_line_and_the_others_are_kept() {
    let header = "name,lat,lon,tier,rep,last_visit\n";
    let place = |lat: &str, lon: &str| Fault::Place { lat: lat.to_owned(), lon: lon.to_owned() };
    let text = str::to_owned;
    let tomorrow = today().succ_opt().unwrap();
    let cases = [
        (" ,1,1,A,wangfang,2026-03-13", Fault::NoName),
        ("\u{1b}\u{0},,,A,,", Fault::NoName),
        ("x,91,1,,,", place("91", "1")),
        ("x,120.17,30.26,,,", place("120.17", "30.26")),
        ("x,30.26,,,,", place("30.26", "")),
        ("x,30.26,east,,,", place("30.26", "east")),
        ("x,NaN,1,,,", place("NaN", "1")),
        ("x,,,D,,", Fault::NoTier(text("D"))),
        ("x,,,,zhangsan,", Fault::NoRep(text("zhangsan"))),
        ("x,,,,刘洋,", Fault::NoRep(text("刘洋"))),
        ("x,,,,wangfang,13/02/2026", Fault::Date(text("13/02/2026"))),
        ("x,,,,wangfang,2026-02-30", Fault::Date(text("2026-02-30"))),
        ("x,,,,wangfang,26-02-13", Fault::Date(text("26-02-13"))),
        ("x,,,,wangfang,2026-03-14", Fault::Future(tomorrow)),
        ("x,,,,,2026-02-13", Fault::VisitByNobody),
        ("x,,,,", Fault::Ragged { expected: 6, found: 5 }),
        ("x,,,,,,", Fault::Ragged { expected: 6, found: 7 }),
    ];
    for (row, fault) in &cases {
        let shops = import(format!("{header}good\u{4e00},,,,,\n{row}\nlast,,,,,"));
        assert_eq!(faults(&shops), [(3, fault.clone())], "{row}");
        assert_eq!(names(&shops), ["good一", "last"], "{row}");
    }
    let shops = import([header.as_bytes(), b"\xC3\xFB,,,,,\nlast,,,,,\n"].concat());
    assert_eq!((faults(&shops), names(&shops)), (vec![(2, Fault::NotUtf8)], vec!["last"]));
}

#[test]
fn what_other_programs_write_for_the_same_thing_is_accepted() {
    let shops = import(
        "name;lat;lon;tier;rep;last_visit\n\
         a;30,26;120,17;A级;;\nb;0;0;b类;;\nc;;;basic;王芳;2026/3/1 08:30\nd;;;次重点;wangfang;2026.03.01\n",
    );
    assert_eq!(faults(&shops), []);
    let places: Vec<Option<Place>> = shops.good.iter().map(|shop| shop.place).collect();
    assert_eq!(places, [Place::new(30.26, 120.17), None, None, None]);
    let tiers = tiers();
    let of_rows: Vec<usize> =
        shops.good.iter().map(|shop| tiers.iter().position(|tier| Some(tier.id) == shop.tier).unwrap()).collect();
    assert_eq!(of_rows, [0, 1, 2, 1]);
    let first_of_march = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    assert!(shops.good[2..].iter().all(|shop| shop.last_visit == Some((first_of_march, reps()[0].id))));
}

#[test]
fn quotes_line_ends_delimiters_and_marks_of_rfc_4180_files() {
    type Good = (u64, &'static str, &'static str); // line, name, address
    let cases: [(&str, Vec<Good>); 7] = [
        (
            "\u{feff}name,address\r\nA,\"1, \"\"Main\"\"\r\nSt\"\r\nB,2\r\n",
            vec![(2, "A", "1, \"Main\" St"), (4, "B", "2")],
        ),
        ("name,address\rA,1\rB,2", vec![(2, "A", "1"), (3, "B", "2")]),
        ("\n,,,\nname,address\n\nA,1\n\n\n,\nB,2\n", vec![(5, "A", "1"), (9, "B", "2")]),
        ("name;address\nA;1, Main St\nB;\"2;3\"\n", vec![(2, "A", "1, Main St"), (3, "B", "2;3")]),
        ("name\taddress\nA\t1, Main St\n", vec![(2, "A", "1, Main St")]),
        ("\"name;of;it\",address,name\nx,1,A\n", vec![(2, "A", "1")]),
        ("name,address\n  A\u{7}\t\u{3000}B ,5\" pipe\n", vec![(2, "A B", "5\" pipe")]),
    ];
    for (file, expected) in cases {
        let shops = import(file);
        let got: Vec<(u64, &str, &str)> =
            shops.good.iter().map(|shop| (shop.line, shop.name.as_str(), shop.address.as_str())).collect();
        assert_eq!((got, faults(&shops)), (expected, vec![]), "{file:?}");
    }
}

#[test]
fn an_open_quote_costs_one_row_and_not_the_rest_of_the_file() {
    for (file, good) in [
        ("name,address\nA,1\nB,\"2\nC,3\nD,4\n", vec!["A", "C", "D"]),
        ("name,address\nA,1\nB,\"2\nC,\"3, Main St\"\nD,4", vec!["A", "C", "D"]),
        ("name,address\nA,1\nB,\"2\nC,3\n\"D\",4\n", vec!["A", "C", "D"]),
        ("name,address\r\nA,1\r\n\"B,2\r\nC,\"3\r\nSt\"\r\nD,4\r\n", vec!["A", "C", "D"]),
    ] {
        let shops = import(file);
        assert_eq!((names(&shops), faults(&shops)), (good, vec![(3, Fault::OpenQuote)]), "{file:?}");
    }
}

#[test]
fn defaults_hold_where_a_row_says_nothing_and_must_exist() {
    let file = "name,tier,rep,last_visit\nA,,,2026-03-01\nB,C,liuyang,2026-03-01\n";
    let with =
        |tier: &str, rep: &str| Options { tier: Some(tier.to_owned()), rep: Some(rep.to_owned()), ..options(&[]) };
    let shops = try_import(file, &with("b", "wangfang")).unwrap();
    let got: Vec<_> = shops.good.iter().map(|shop| (shop.tier.unwrap(), shop.rep.unwrap())).collect();
    assert_eq!(got, [(tiers()[1].id, reps()[0].id), (tiers()[2].id, reps()[1].id)]);
    assert_eq!(try_import(file, &with("Z", "wangfang")).unwrap_err().to_string(), "there is no tier \"Z\"");
    assert_eq!(try_import(file, &with("A", "nobody")).unwrap_err().to_string(), "there is no rep \"nobody\"");
}

/// The accounts and touches that an import adds, envelope by envelope.
fn added(shops: &Shops) -> Vec<Vec<(Account, Option<Touch>)>> {
    let origin = Origin { device: Ids::new(8).next::<DeviceId>(at()), at: at(), day: today() };
    let all: Vec<_> = envelopes(shops.good.clone(), origin, &mut Ids::new(9)).collect();
    assert!(all.iter().all(|it| it.group == all[0].group && it.actor.is_none() && it.day == today()));
    assert_eq!(all.iter().map(|it| it.op).collect::<HashSet<_>>().len(), all.len());
    all.into_iter()
        .map(|envelope| {
            let Act::Change(changes) = envelope.act else { panic!("an import only changes") };
            let mut shops: Vec<(Account, Option<Touch>)> = Vec::new();
            for change in changes {
                match change {
                    Change::Add(Record::Account(account)) => shops.push((account, None)),
                    Change::Add(Record::Touch(touch)) => {
                        let (account, there) = shops.last_mut().expect("the account comes first");
                        assert_eq!((touch.account, &there), (account.id, &&mut None));
                        *there = Some(touch);
                    }
                    other => panic!("{other:?}"),
                }
            }
            shops
        })
        .collect()
}

#[test]
fn shops_with_one_code_stay_apart_and_last_visits_become_touches() {
    let file = "code,name,rep,last_visit\n7,A,wangfang,2026-03-01\n7,B,,\n7,A,wangfang,2026-03-13\n";
    let all = added(&import(file)).concat();
    let ids: HashSet<_> = all.iter().map(|(account, _)| account.id).collect();
    assert_eq!((all.len(), ids.len()), (3, 3));
    assert!(all.iter().all(|(account, _)| account.code() == "7" && account.added == today()));
    let touches: Vec<Option<(NaiveDate, RepId, bool)>> =
        all.iter().map(|(_, touch)| touch.as_ref().map(|touch| (touch.day, touch.rep, touch.late))).collect();
    let (rep, before) = (reps()[0].id, NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
    assert_eq!(touches, [Some((before, rep, true)), None, Some((today(), rep, false))]);
    let touch = all[0].1.as_ref().unwrap();
    let cadence = &tiers()[0].cadences[&rounds::domain::cadence::Level::Rep];
    assert_eq!(touch.content.kind, TouchKind::Imported);
    assert!(touch.is_accepted(rounds::domain::cadence::Level::Rep, cadence), "it sets the clock");
}

#[test]
fn large_imports_are_cut_into_envelopes_between_shops() {
    let rows = SHOPS_PER_ENVELOPE * 2 + 1;
    let file: String = (0..rows).fold("name,rep,last_visit\n".to_owned(), |file, n| {
        file + &format!("shop {n},wangfang,{}\n", if n % 2 == 0 { "2026-03-01" } else { "" })
    });
    let all = added(&import(file));
    let sizes: Vec<usize> = all.iter().map(Vec::len).collect();
    assert_eq!(sizes, [SHOPS_PER_ENVELOPE, SHOPS_PER_ENVELOPE, 1]);
    let names = all.concat().into_iter().map(|(account, _)| account.name);
    assert!(names.eq((0..rows).map(|n| format!("shop {n}"))), "every row once, in order");
}

#[test]
fn nothing_to_import_is_no_envelope() {
    assert!(added(&import("name\n")).is_empty());
}

/// A cell as a spreadsheet may write it, quoted, and as it is read.
fn cell() -> impl Strategy<Value = (String, String)> {
    "[a-z0-9,;\"\r\n \t鑫源烟酒]{0,8}[a-z鑫]".prop_map(|raw| {
        let read = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        (format!("\"{}\"", raw.replace('"', "\"\"")), read)
    })
}

/// A row as written, and the name and address of the shop if it is good.
fn row() -> impl Strategy<Value = (String, Option<(String, String)>)> {
    (cell(), cell(), 0..6).prop_map(|((name, reads), (address, at), kind)| match kind {
        0 => (format!("{name},{address},,extra"), None),
        1 => (format!(",{address},"), None),
        2 => (format!("{name},{address},Z"), None),
        _ => (format!("{name},{address},A"), Some((reads, at))),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn good_rows_appear_once_in_order_and_the_rest_are_errors(
        rows in prop::collection::vec(row(), 0..20),
        end in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
        last in any::<bool>(),
    ) {
        let written: Vec<&str> = rows.iter().map(|(written, _)| written.as_str()).collect();
        let tail = if last { end } else { "" };
        let shops = import(format!("name,address,tier{end}{}{tail}", written.join(end)));
        let good: Vec<(String, String)> =
            shops.good.iter().map(|shop| (shop.name.clone(), shop.address.clone())).collect();
        prop_assert_eq!(&good, &rows.iter().filter_map(|(_, good)| good.clone()).collect::<Vec<_>>());
        prop_assert_eq!(shops.good.len() + shops.errors.len(), rows.len());
        // Lines: those before a row, with the line breaks inside quoted cells.
        let breaks = |text: &str| text.replace("\r\n", "\n").matches(['\r', '\n']).count();
        let mut line = 1 + breaks(end);
        let mut expected = Vec::new();
        for (written, _) in &rows {
            expected.push(line as u64);
            line += breaks(written) + breaks(end);
        }
        let mut lines: Vec<u64> = shops.good.iter().map(|shop| shop.line).collect();
        lines.extend(shops.errors.iter().map(|error| error.line));
        lines.sort_unstable();
        prop_assert_eq!(lines, expected);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), header in any::<bool>()) {
        let head: &[u8] = if header { b"name,lat,lon,last_visit\n" } else { b"" };
        if let Ok(shops) = try_import([head, &bytes].concat(), &options(&[])) {
            for shop in shops.good {
                prop_assert!(!shop.name.is_empty() && !shop.name.contains(char::is_control));
            }
        }
    }

    #[test]
    fn quotes_and_delimiters_anywhere_never_lose_a_line(text in "[a\",;\t\r\n]{0,60}") {
        // Rows cannot overlap: each begins on a line of its own, in rising order.
        let shops = import(format!("name,address\n{text}"));
        let mut lines: Vec<u64> = shops.good.iter().map(|shop| shop.line).collect();
        lines.extend(shops.errors.iter().map(|error| error.line));
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), count);
    }
}
