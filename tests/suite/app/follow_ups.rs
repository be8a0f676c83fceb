//! What is agreed with a customer, as it is typed.

use chrono::NaiveDate;
use rounds::app::follow_ups::agreed;
use rounds::i18n::dates;

#[test]
fn what_is_agreed_begins_with_a_day() {
    let today: NaiveDate = "2026-11-20".parse().unwrap();
    let table = [
        ("fri 10:30 new counter", "2026-11-27", Some("10:30"), "new counter"),
        ("+3", "2026-11-23", None, ""),
        ("12-3 14:00", "2026-12-03", Some("14:00"), ""),
        ("tomorrow 2:15 pm", "2026-11-21", Some("14:15"), ""),
        ("end of month labels", "2026-11-30", None, "labels"),
        ("周五 10点半 看柜台", "2026-11-27", Some("10:30"), "看柜台"),
        ("明天　补货", "2026-11-21", None, "补货"),
    ];
    for (text, day, time, purpose) in table {
        let found = agreed(text, today).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.day.to_string(), day, "{text}");
        assert_eq!(found.time.map(dates::time).as_deref(), time, "{text}");
        assert_eq!(found.purpose, purpose, "{text}");
    }
    assert_eq!(agreed("new counter", today), None);
    assert_eq!(agreed("", today), None);
}
