//! Holiday files: what is taken, and what is not and why.

use proptest::prelude::*;
use rounds::exchange::holidays::{Fault, LARGEST, parse};

fn file(year: &str, days: &[(&str, bool)]) -> String {
    let day = |(date, off): &(&str, bool)| format!(r#"{{"name": "x", "date": "{date}", "isOffDay": {off}}}"#);
    let days = days.iter().map(day).collect::<Vec<_>>().join(",\n");
    format!("{{\"$schema\": \"s\", \"year\": {year}, \"papers\": [\"p\"], \"days\": [\n{days}]}}")
}

#[test]
fn the_days_of_a_year_are_taken_in_order() {
    let text = file("2027", &[("2027-10-09", false), ("2027-01-02", true), ("2027-01-01", true), ("2026-12-31", true)]);
    for text in [text.clone(), format!("\u{feff}{text}")] {
        let year = parse(text.as_bytes()).unwrap();
        let days = |days: &[chrono::NaiveDate]| days.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(year.year, 2027);
        assert_eq!(days(&year.off), ["2026-12-31", "2027-01-01", "2027-01-02"]);
        assert_eq!(days(&year.working), ["2027-10-09"]);
    }
}

#[test]
fn what_is_wrong_is_told() {
    let day = |text: &str| text.parse().unwrap();
    for (text, fault) in [
        (String::new(), Fault::Form(1)),
        ("[]".to_owned(), Fault::Form(1)),
        ("{\n\"year\": 2027,\n\"days\": 5}".to_owned(), Fault::Form(3)),
        (file("2027", &[("2027-01-01", true)]).replace("isOffDay", "off"), Fault::Form(2)),
        (file("20270", &[("2027-01-01", true)]), Fault::Year(20270)),
        (file("-5", &[]), Fault::Year(-5)),
        (file("2027", &[]), Fault::NoDays),
        (file("2027", &[("2027-02-30", true)]), Fault::Day("2027-02-30".to_owned())),
        (file("2027", &[("first of May", true)]), Fault::Day("first of May".to_owned())),
        (file("2027", &[("2026-05-01", true)]), Fault::OtherYear(day("2026-05-01"))),
        (file("2027", &[("2027-05-01", true), ("2027-05-01", false)]), Fault::Both(day("2027-05-01"))),
        (" ".repeat(LARGEST + 1), Fault::TooLarge),
    ] {
        assert_eq!(parse(text.as_bytes()), Err(fault), "{}", text.chars().take(80).collect::<String>());
    }
    assert!(matches!(parse(b"\xff\xfe{}"), Err(Fault::Form(_))));
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..200_usize) {
        let _ = parse(&bytes);
        let good = file("2027", &[("2027-01-01", true), ("2027-05-01", false)]);
        let _ = parse(good.get(..cut).unwrap_or(&good).as_bytes());
    }
}
