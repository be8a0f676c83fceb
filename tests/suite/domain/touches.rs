//! Which touches reset which clock.

use chrono::NaiveDate;
use rounds::domain::cadence::{Cadence, Level, Unit};
use rounds::domain::touch::{Content, Report, Touch, TouchKind};
use uuid::Uuid;

use super::{day, window};

pub const STRICT: Cadence = Cadence {
    window: rounds::domain::cadence::Window { min: 3, max: 5 },
    unit: Unit::Working,
    phone_counts: false,
    chat_counts: false,
};

pub fn touch(kind: TouchKind, on: &str) -> Touch {
    let id = Uuid::nil();
    Touch {
        id: id.into(),
        account: id.into(),
        rep: id.into(),
        levels: vec![Level::Rep],
        day: day(on),
        start: None,
        end: None,
        open: false,
        late: false,
        content: Content { kind, ..Content::default() },
        window: Some(window(3, 5)),
        voided: None,
        followed: None,
        put_off: None,
    }
}

/// The day a clock starts from: that of the last touch it accepts.
pub fn last_accepted(touches: &[Touch], level: Level, cadence: &Cadence) -> Option<NaiveDate> {
    touches.iter().filter(|touch| touch.is_accepted(level, cadence)).map(|touch| touch.day).max()
}

#[test]
fn visits_and_imported_days_count_phone_and_chat_only_where_the_tier_says_so() {
    let talks = Cadence { phone_counts: true, ..STRICT };
    let chats = Cadence { chat_counts: true, ..STRICT };
    let table = [
        (TouchKind::Routine, [true, true, true]),
        (TouchKind::Stay, [true, true, true]),
        (TouchKind::CounterDay, [true, true, true]),
        (TouchKind::Imported, [true, true, true]),
        (TouchKind::Phone, [false, true, false]),
        (TouchKind::Chat, [false, false, true]),
    ];
    for (kind, expected) in table {
        let touch = touch(kind, "2026-03-02");
        assert_eq!([STRICT, talks, chats].map(|cadence| touch.is_accepted(Level::Rep, &cadence)), expected, "{kind:?}");
    }
}

#[test]
fn an_attempted_or_an_open_visit_resets_nothing() {
    let mut attempted = touch(TouchKind::Routine, "2026-03-04");
    attempted.content.attempted = true;
    let open = Touch { open: true, ..touch(TouchKind::Stay, "2026-03-05") };
    let seen = touch(TouchKind::Routine, "2026-03-02");
    let last = |touches: &[Touch]| last_accepted(touches, Level::Rep, &STRICT);
    assert_eq!(last(&[seen.clone(), attempted.clone(), open.clone()]), Some(day("2026-03-02")));
    assert_eq!(last(&[attempted, open]), None);
    assert_eq!(last(&[seen, touch(TouchKind::Routine, "2026-02-02")]), Some(day("2026-03-02")));
}

#[test]
fn each_level_has_its_own_clock() {
    let with = |levels: &[Level]| Touch { levels: levels.to_vec(), ..touch(TouchKind::Routine, "2026-03-02") };
    let table = [
        ("the rep alone", with(&[Level::Rep]), [true, false, false]),
        ("joint visit with the supervisor", with(&[Level::Rep, Level::Supervisor]), [true, true, false]),
        ("the supervisor covers the rep", with(&[Level::Rep]), [true, false, false]),
        ("the manager alone", with(&[Level::Manager]), [false, false, true]),
        ("for nobody's clock", with(&[]), [false, false, false]),
    ];
    for (what, touch, expected) in table {
        assert_eq!(Level::ALL.map(|level| touch.is_accepted(level, &STRICT)), expected, "{what}");
    }
}

#[test]
fn length_is_known_only_with_both_ends() {
    let at = |text: &str| Some(text.parse().unwrap());
    let mut visit = touch(TouchKind::Routine, "2026-03-02");
    visit.start = at("2026-03-02T01:00:00Z");
    assert_eq!(visit.minutes(), None);
    visit.end = at("2026-03-02T01:27:59Z");
    assert_eq!(visit.minutes(), Some(27));
    visit.start = None;
    assert_eq!(visit.minutes(), None);
}

#[test]
fn a_report_is_empty_until_anything_is_entered() {
    assert!(Report::default().is_empty());
    let content = |content: Content| Report { content, ..Report::default() };
    let entered = [
        content(Content { kind: TouchKind::Stay, ..Content::default() }),
        content(Content { attempted: true, ..Content::default() }),
        content(Content { satisfaction: Some(4), ..Content::default() }),
        content(Content { note: " ".to_owned(), ..Content::default() }),
        Report { answered: vec![Uuid::nil().into()], ..Report::default() },
    ];
    for report in entered {
        assert!(!report.is_empty(), "{report:?}");
    }
}
