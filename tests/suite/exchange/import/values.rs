//! Cells as values, table by table.

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use rounds::domain::account::{Birthday, ContactRole, Segment};
use rounds::domain::cadence::Unit;
use rounds::domain::place::Place;
use rounds::exchange::import::Datum;
use rounds::exchange::import::values::dates::{Evidence, NoDate, date};
use rounds::exchange::import::values::{birthdays, frequency, hours, points, words};

use super::today;

#[test]
fn days_are_read_in_every_way_they_are_written() {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
    for (cell, wanted) in [
        ("2026-03-07", "2026-03-07"),
        ("2026-3-7", "2026-03-07"),
        ("2026/3/7", "2026-03-07"),
        ("2026.3.7", "2026-03-07"),
        ("2026年3月7日", "2026-03-07"),
        ("2026年3月7号 8点", "2026-03-07"),
        ("２０２６－０３－０７", "2026-03-07"),
        ("2026-03-07T08:30:00Z", "2026-03-07"),
        ("2026/3/7 8:30", "2026-03-07"),
        ("20260307", "2026-03-07"),
        ("46088", "2026-03-07"),
        ("46088.354", "2026-03-07"),
        ("17.3.2025", "2025-03-17"),
        ("3/17/2025", "2025-03-17"),
        ("3/17/25", "2025-03-17"),
        ("31/1/26", "2026-01-31"),
    ] {
        assert_eq!(date(cell, None, today()), Ok(day(wanted)), "{cell}");
    }
    for cell in [
        "",
        "x",
        "2026-13-01",
        "2026-02-30",
        "26-3-7",
        "7.3",
        "2026",
        "1e5",
        "99999",
        "2026-03",
        "-2026-03-07",
        "32/13/2025",
    ] {
        assert_eq!(date(cell, None, today()), Err(NoDate::None), "{cell}");
    }
    for cell in ["3/7/2026", "7.3.2026", "3/7/26", "26/3/07"] {
        assert_eq!(date(cell, None, today()), Err(NoDate::Either), "{cell}");
    }
    let seen = |cells: &[&str]| {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.see(cell, today());
        }
        evidence.order()
    };
    assert_eq!(seen(&["3/7/2026", "2026-03-25"]), None);
    assert_eq!(seen(&["26/3/07"]), None, "it may begin with the year");
    assert_ne!(seen(&["13/7/2025"]), seen(&["7/13/2025"]));
}

#[test]
fn frequencies_become_windows() {
    let window = |cell: &str, unit| frequency::window(cell, unit).map(|it| (it.min, it.max));
    for (cell, working, calendar) in [
        ("7-10", (7, 10), (7, 10)),
        ("7~10天", (7, 10), (7, 10)),
        ("7 至 10 天", (7, 10), (7, 10)),
        ("３－５", (3, 5), (3, 5)),
        ("14", (10, 14), (10, 14)),
        ("14天", (10, 14), (10, 14)),
        ("10天一次", (7, 10), (7, 10)),
        ("每10天", (7, 10), (7, 10)),
        ("every 10 days", (7, 10), (7, 10)),
        ("每周一次", (4, 5), (5, 7)),
        ("weekly", (4, 5), (5, 7)),
        ("1次/周", (4, 5), (5, 7)),
        ("once a week", (4, 5), (5, 7)),
        ("每周两次", (2, 3), (3, 4)),
        ("2/week", (2, 3), (3, 4)),
        ("twice per week", (2, 3), (3, 4)),
        ("周访2次", (2, 3), (3, 4)),
        ("每两周一次", (7, 10), (10, 14)),
        ("biweekly", (7, 10), (10, 14)),
        ("every other week", (7, 10), (10, 14)),
        ("once every 2 weeks", (7, 10), (10, 14)),
        ("每月", (15, 21), (21, 30)),
        ("月访1次", (15, 21), (21, 30)),
        ("monthly", (15, 21), (21, 30)),
        ("每月4次", (4, 6), (6, 8)),
        ("daily", (1, 1), (1, 1)),
    ] {
        assert_eq!(
            (window(cell, Unit::Working), window(cell, Unit::Calendar)),
            (Some(working), Some(calendar)),
            "{cell}"
        );
    }
    for cell in ["", "0", "often", "10-7", "0-0", "每周零次", "0/week", "7-", "99999", "视情况", "每", "次", "/week"]
    {
        assert_eq!(window(cell, Unit::Working), None, "{cell}");
    }
}

#[test]
fn hours_times_and_lengths() {
    let shown = |cell: &str| {
        let all = hours::hours(cell)?;
        let one =
            |it: &rounds::domain::account::Opening| format!("{}-{}", it.from.format("%H:%M"), it.to.format("%H:%M"));
        Some(all.iter().map(one).collect::<Vec<_>>().join(","))
    };
    for (cell, wanted) in [
        ("9:00-12:00,14:00-20:00", "09:00-12:00,14:00-20:00"),
        ("14:00～20:00；9:00～12:00", "09:00-12:00,14:00-20:00"),
        ("8点至22点", "08:00-22:00"),
        ("8-22", "08:00-22:00"),
        ("8点半—17:30", "08:30-17:30"),
        ("06:00-24:00", "06:00-23:59"),
        ("18:00-02:00", "00:00-02:00,18:00-23:59"),
        ("全天", "00:00-23:59"),
        ("24小时营业", "00:00-23:59"),
    ] {
        assert_eq!(shown(cell).as_deref(), Some(wanted), "{cell}");
    }
    for cell in ["", "late", "9:00", "9:00-12:00,11:00-13:00", "25:00-26:00", "-", "9-"] {
        assert_eq!(shown(cell), None, "{cell}");
    }
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    for (cell, wanted) in [
        ("9:05", time(9, 5)),
        ("2026-03-07 14:05:00", time(14, 5)),
        ("2:15 pm", time(14, 15)),
        ("12:30 AM", time(12, 30)),
        ("9点30分", time(9, 30)),
        ("９：３０", time(9, 30)),
        ("2026-03-07", None),
        ("9", None),
        ("noon", None),
    ] {
        assert_eq!(hours::time(cell), wanted, "{cell}");
    }
    for (cell, wanted) in [
        ("30", Some(30)),
        ("30 min", Some(30)),
        ("３０分钟", Some(30)),
        ("1.5 h", Some(90)),
        ("1小时", Some(60)),
        ("1小时30分", Some(90)),
        ("1小时 5 分钟", Some(65)),
        ("71582789小时5分", None),
        ("99999999999小时5分3秒", None),
        ("0:45", Some(45)),
        ("", None),
        ("0", None),
        ("long", None),
        ("9999999", None),
    ] {
        assert_eq!(hours::minutes(cell), wanted, "{cell}");
    }
}

#[test]
fn birthdays_solar_and_lunar() {
    let born = |year, month, day, lunar| Some(Birthday { year, month, day, lunar });
    for (cell, wanted) in [
        ("1980-05-12", born(Some(1980), 5, 12, false)),
        ("1980年5月12日", born(Some(1980), 5, 12, false)),
        ("19800512", born(Some(1980), 5, 12, false)),
        ("5-12", born(None, 5, 12, false)),
        ("5月12日", born(None, 5, 12, false)),
        ("2-29", born(None, 2, 29, false)),
        ("农历五月十二", born(None, 5, 12, true)),
        ("农历1980年腊月初三", born(Some(1980), 12, 3, true)),
        ("5月12日（农历）", born(None, 5, 12, true)),
        ("正月廿三", born(None, 1, 23, true)),
        ("lunar 8/15", born(None, 8, 15, true)),
        ("农历八月三十", born(None, 8, 30, true)),
    ] {
        assert_eq!(birthdays::birthday(cell), wanted, "{cell}");
    }
    for cell in ["", "spring", "13-1", "1981-02-29", "农历八月卅二", "1700-01-01", "12"] {
        assert_eq!(birthdays::birthday(cell), None, "{cell}");
    }
}

#[test]
fn words_and_telephones() {
    assert_eq!(words::segment("超市"), Some(Segment::Large));
    assert_eq!(words::segment(" KTV "), Some(Segment::Night));
    assert_eq!((words::role("老板"), words::role("Clerk")), (Some(ContactRole::Owner), Some(ContactRole::Clerk)));
    assert_eq!(
        (words::is_open("正常"), words::is_open("停业"), words::is_open("maybe")),
        (Some(true), Some(false), None)
    );
    for (cell, wanted) in [
        ("0571-88 88", Some("0571-88 88")),
        ("13800000000.0", Some("13800000000")),
        ("1.3800000001E+10", Some("13800000001")),
        ("１３８", Some("138")),
        ("1.38E+10", None),
        ("line E", Some("line E")),
    ] {
        assert_eq!(words::phone(cell).as_deref(), wanted, "{cell}");
    }
}

#[test]
fn coordinates_of_one_cell() {
    for (cell, wanted) in [
        ("40.35, -78.94", Some((40.35, -78.94))),
        ("(40.35,-78.94)", Some((40.35, -78.94))),
        ("[40.35; -78.94]", Some((40.35, -78.94))),
        ("POINT(-78.94 40.35)", Some((40.35, -78.94))),
        ("Point (-78.94 40.35)", Some((40.35, -78.94))),
        ("３０．５，１２０", Some((30.5, 120.0))),
        ("40.35", None),
        ("1,2,3", None),
        ("north, east", None),
    ] {
        assert_eq!(points::pair(cell), wanted, "{cell}");
    }
}

#[test]
fn known_pairs_of_the_chinese_systems() {
    // The pair that eviltransform tests its code with (Shanghai), and those that coordtransform shows in its README (Beijing).
    let place = |lat, lon| Place::new(lat, lon).unwrap();
    let gcj = Datum::Gcj02.of_wgs84(place(31.177_427_6, 121.527_210_6));
    assert!(gcj.metres_to(place(31.175_304_398_364_6, 121.531_541_859_215)) < 0.5, "{gcj:?}");
    let beijing = place(39.915, 116.404);
    let gcj = Datum::Gcj02.of_wgs84(beijing);
    assert!(gcj.metres_to(place(39.916_404_281_501_64, 116.410_244_499_169_38)) < 0.01, "{gcj:?}");
    let bd = Datum::Bd09.of_wgs84(Datum::Gcj02.to_wgs84(beijing));
    assert!(bd.metres_to(place(39.921_336_993_510_21, 116.410_369_493_710_29)) < 0.01, "{bd:?}");
    let gcj = Datum::Gcj02.of_wgs84(Datum::Bd09.to_wgs84(beijing));
    assert!(gcj.metres_to(place(39.908_656_739_576_31, 116.397_627_291_193_15)) < 1.0, "{gcj:?}");
    for outside in [place(51.5, -0.12), place(40.35, -78.94), place(-33.86, 151.21)] {
        assert_eq!(Datum::Gcj02.to_wgs84(outside), outside);
    }
    assert_eq!("GCJ-02".parse::<Datum>().unwrap(), Datum::Gcj02);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chinese_coordinates_come_back_within_a_centimetre(lat in 18.0..53.0_f64, lon in 74.0..135.0_f64) {
        let point = Place::new(lat, lon).unwrap();
        for datum in [Datum::Gcj02, Datum::Bd09] {
            let back = datum.to_wgs84(datum.of_wgs84(point));
            prop_assert!(back.metres_to(point) < 0.01, "{datum} {back:?}");
        }
    }

    #[test]
    fn no_cell_is_too_odd(cell in "\\PC{0,24}|[0-9年月日初十廿农历/.:：,，~\\-每周次天 ]{0,16}") {
        let _ = (date(&cell, None, today()), birthdays::birthday(&cell), hours::hours(&cell), hours::time(&cell), hours::minutes(&cell));
        let _ = (points::pair(&cell), words::phone(&cell), words::segment(&cell), words::role(&cell), words::is_open(&cell));
        if let Some(window) = frequency::window(&cell, Unit::Working) {
            prop_assert!(window.min <= window.max && window.max > 0);
        }
    }

    #[test]
    fn every_day_is_read_back_however_it_is_written(days in 0..30_000_u64) {
        let day = NaiveDate::from_ymd_opt(1955, 1, 1).unwrap() + chrono::Days::new(days);
        let serial = (day - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days().to_string();
        for cell in [day.to_string(), day.format("%Y年%-m月%-d日").to_string(), day.format("%Y/%-m/%-d").to_string(), serial] {
            prop_assert_eq!(date(&cell, None, today()), Ok(day), "{}", cell);
        }
    }
}
