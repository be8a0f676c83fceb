//! What becomes of single rows: refused with their line, or read as other programs write them.

use chrono::NaiveDate;
use rounds::domain::cadence::Level;
use rounds::domain::place::Place;
use rounds::domain::tier::Tier;
use rounds::domain::touch::TouchKind;
use rounds::exchange::import::{DateOrder, Datum, Fault, Notice, Options};
use rounds::store::{Store, Viewer};

use super::{Desk, faults, fresh, notices, options, reps, today};

fn tiers(desk: &Desk) -> Vec<Tier> {
    desk.store.reference(Viewer::System).unwrap().tiers
}

#[test]
fn each_bad_row_is_named_with_its_line_and_the_others_are_kept() {
    let header = "name,lat,lon,tier,rep,last_visit,frequency\n";
    let place = |lat: &str, lon: &str| Fault::Place { lat: lat.to_owned(), lon: lon.to_owned() };
    let text = str::to_owned;
    let tomorrow = today().succ_opt().unwrap();
    let cases = [
        (" ,1,1,A,wangfang,2026-03-13,", Fault::NoName),
        ("\u{1b}\u{0},,,A,,,", Fault::NoName),
        ("x,91,181,,,,", place("91", "181")),
        ("x,30.26,,,,,", place("30.26", "")),
        ("x,30.26,east,,,,", place("30.26", "east")),
        ("x,NaN,1,,,,", place("NaN", "1")),
        ("x,,,D,,,", Fault::NoTier(text("D"))),
        ("x,,,,zhangsan,,", Fault::NoRep(text("zhangsan"))),
        ("x,,,,刘洋,,", Fault::NoRep(text("刘洋"))),
        ("x,,,,wangfang,yesterday,", Fault::Date(text("yesterday"))),
        ("x,,,,wangfang,2026-02-30,", Fault::Date(text("2026-02-30"))),
        ("x,,,,wangfang,26-02-13,", Fault::Date(text("26-02-13"))),
        ("x,,,,wangfang,3/2/2026,", Fault::EitherDate(text("3/2/2026"))),
        ("x,,,,wangfang,2026-03-14,", Fault::Future(tomorrow)),
        ("x,,,,,2026-02-13,", Fault::VisitByNobody),
        ("x,,,,,,now and then", Fault::Frequency(text("now and then"))),
        ("x,,,,,", Fault::Ragged { expected: 7, found: 6 }),
        ("x,,,,,,,", Fault::Ragged { expected: 7, found: 8 }),
    ];
    for (row, fault) in &cases {
        let (desk, batch) = fresh(format!("{header}good\u{4e00},,,,,,\n{row}\nlast,,,,,,"));
        assert_eq!(faults(&batch), [(3, fault.clone())], "{row}");
        assert_eq!(desk.names(), ["good一", "last"], "{row}");
        assert!(batch.errors[0].cells.len() >= 6, "its cells are kept");
    }
    let (desk, batch) = fresh("name\ngood one\n\"more\nlast\nvery last\n");
    assert_eq!((faults(&batch), desk.names().len()), (vec![(3, Fault::OpenQuote)], 3));
}

#[test]
fn what_other_programs_write_for_the_same_thing_is_accepted() {
    let (desk, batch) = fresh(
        "name;lat;lon;tier;rep;last_visit\n\
         a;30,26;120,17;A级;;\nb;0;0;b类;;\nc;;;basic;王芳;2026/3/1 08:30\nd;;;次重点;wangfang;\u{200E}2026.03.01\u{202C}\n",
    );
    assert_eq!(faults(&batch), []);
    let accounts = desk.accounts();
    let places: Vec<Option<Place>> = accounts.iter().map(|shop| shop.place).collect();
    assert_eq!(places, [Place::new(30.26, 120.17), None, None, None]);
    let tiers = tiers(&desk);
    let of_rows: Vec<usize> =
        accounts.iter().map(|shop| tiers.iter().position(|tier| Some(tier.id) == shop.tier).unwrap()).collect();
    assert_eq!(of_rows, [0, 1, 2, 1]);
    let first_of_march = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    assert!(["c", "d"].iter().all(|name| desk.touches(name)[0].day == first_of_march));
}

#[test]
fn a_last_visit_sets_the_clock_and_is_no_visit() {
    let (desk, _) = fresh("code,name,rep,last_visit\n7,A,wangfang,2026-03-01\n7,B,,\n8,C,wangfang,2026-03-13\n");
    assert_eq!(desk.accounts().len(), 3, "shops of one code stay apart");
    let touch = desk.touches("A").remove(0);
    assert_eq!((touch.content.kind, touch.late, touch.rep), (TouchKind::Imported, true, reps()[0].id));
    assert!(touch.is_accepted(Level::Rep, &tiers(&desk)[0].cadences[&Level::Rep]), "it sets the clock");
    assert!(!touch.content.kind.is_visit());
    assert_eq!((desk.touches("B").len(), desk.touches("C")[0].late), (0, false));
}

#[test]
fn defaults_hold_where_a_row_says_nothing() {
    let told = Options { tier: Some("b".to_owned()), rep: Some("wangfang".to_owned()), ..options(&[]) };
    let mut desk = Desk::new();
    desk.import("name,tier,rep,last_visit\nA,,,2026-03-01\nB,C,liuyang,2026-03-01\n", &told);
    let tiers = tiers(&desk);
    let got = ["A", "B"].map(|name| (desk.account(name).tier.unwrap(), desk.account(name).rep.unwrap()));
    assert_eq!(got, [(tiers[1].id, reps()[0].id), (tiers[2].id, reps()[1].id)]);
    assert_eq!(fresh("name\nA\n").0.account("A").tier, None, "no column, no tier");
}

#[test]
fn the_column_says_which_of_day_and_month_stands_first() {
    let days = |cells: &[&str], dates| {
        let row = |(n, cell): (usize, &&str)| format!("shop {n},wangfang,{cell}");
        let rows = cells.iter().enumerate().map(row).collect::<Vec<_>>().join("\n");
        let mut desk = Desk::new();
        let batch = desk.import(format!("name,rep,last_visit\n{rows}"), &Options { dates, ..options(&[]) });
        let day = |n| desk.touches(&format!("shop {n}"))[0].day.to_string();
        (batch.errors.len(), if batch.errors.is_empty() { day(0) } else { String::new() })
    };
    assert_eq!(days(&["3/2/2026", "25/2/2026"], None), (0, "2026-02-03".to_owned()));
    assert_eq!(days(&["3/2/2026", "2/25/2026"], None), (0, "2026-03-02".to_owned()));
    assert_eq!(days(&["3/2/2026", "1/2/2026"], None).0, 2);
    assert_eq!(days(&["3/2/2026", "25/2/2026", "2/25/2026"], None).0, 1, "it says both: only what is sure");
    assert_eq!(days(&["3/2/2026"], Some(DateOrder::Dmy)), (0, "2026-02-03".to_owned()));
    assert_eq!(days(&["3/2/26"], Some(DateOrder::Mdy)), (0, "2026-03-02".to_owned()));
    assert_eq!(days(&["3/3/2026"], None), (0, "2026-03-03".to_owned()));
}

#[test]
fn coordinates_are_turned_the_right_way_and_brought_to_wgs84() {
    let place = |file: &str| fresh(file).0.account("A").place;
    let hangzhou = Place::new(30.26, 120.17);
    assert_eq!(place("name,坐标\nA,\"(30.26, 120.17)\"\n"), hangzhou);
    assert_eq!(place("name,坐标\nA,POINT(120.17 30.26)\n"), hangzhou);
    assert_eq!(place("name,坐标\nA,\"120.17,30.26\"\n"), hangzhou, "only one order is possible");
    assert_eq!(place("name,lat,lon\nA,45.5,60.5\nB,120.17,30.26\n"), Place::new(60.5, 45.5), "the file proves it");
    assert_eq!(place("name,lat,lon\nA,45.5,60.5\nB,30.26,120.17\n"), Place::new(45.5, 60.5));
    let mut desk = Desk::new();
    desk.import("name,lat,lon\nA,39.915,116.404\n", &Options { datum: Datum::Bd09, ..options(&[]) });
    let there = desk.account("A").place.unwrap();
    assert!(there.metres_to(Place::new(39.915, 116.404).unwrap()) > 500.0);
    assert!(Datum::Bd09.of_wgs84(there).metres_to(Place::new(39.915, 116.404).unwrap()) < 0.1);
}

#[test]
fn many_shops_on_one_point_are_noticed() {
    let rows = [0, 1, 2, 3, 4].map(|n| format!("shop {n},{n} Road,30.25,120.15\n")).concat();
    let (_, batch) = fresh(format!("name,address,lat,lon\n{rows}other,9 Road,30.26,120.15\n"));
    let place = Place::new(30.25, 120.15).unwrap();
    assert_eq!(notices(&batch), [(2, Notice::SharedPoint { rows: 5, place })]);
    assert_eq!(batch.tally.new, 6);
    let (_, few) = fresh(format!("name,address,lat,lon\n{}", rows.lines().take(4).collect::<Vec<_>>().join("\n")));
    assert_eq!(notices(&few), []);
}

#[test]
fn cells_that_say_nothing_clear_are_left_out_and_named() {
    let (desk, batch) =
        fresh("name,phone,segment,status,hours,contact,birthday,beat\nA,1.38E+10,palace,?,late,Ann,spring,Lake\n");
    let fields: Vec<String> = notices(&batch)
        .into_iter()
        .map(|(_, notice)| match notice {
            Notice::NotRead { field, .. } => field.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(fields, ["phone", "segment", "status", "hours", "birthday", "beat"]);
    let shop = desk.account("A");
    assert_eq!((shop.phone.as_str(), shop.segment, shop.pauses.len(), shop.hours.len()), ("", None, 0, 0));
}
