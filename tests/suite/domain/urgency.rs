//! Urgency: scores, their terms, and the order they make.

use std::cmp::Ordering;

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use rounds::domain::cadence::{Clock, DayCount, Level, Standing, State, Window, standing, state_in};
use rounds::domain::touch::TouchKind;
use rounds::domain::urgency::{Facts, Rank, Score, Term, Weights, compare, score};
use uuid::Uuid;

use super::counting::{a_book, a_window, at};
use super::touches::{STRICT, last_accepted, touch};
use super::{day, shipped, window};

const TODAY: &str = "2026-03-10";

fn standing_at(window: Window, days: u32) -> Standing {
    Standing { state: state_in(window, days), days: Some(days), window: Some(window) }
}

/// Nothing waits at this account but its clock.
fn quiet(standing: Standing, factor: f64) -> Facts {
    Facts {
        standing,
        factor,
        matter_due: None,
        stock_arrived: false,
        complaint: false,
        appointment_today: false,
        care: None,
    }
}

fn total(facts: &Facts) -> f64 {
    score(facts, &Weights::default(), day(TODAY)).total()
}

#[test]
fn the_cadence_term() {
    let (a, b, c) = ((window(3, 5), 1.5), (window(7, 10), 1.2), (window(14, 30), 1.0));
    let table = [
        (a, 0, 0.0),
        (a, 3, 0.0),    // it has just opened
        (a, 4, 75.0),   // half a window
        (a, 5, 150.0),  // A ×1.5
        (a, 6, 225.0),  // overdue by 1
        (a, 13, 750.0), // overdue by 8
        (b, 7, 0.0),
        (b, 10, 120.0), // B ×1.2
        (b, 13, 240.0),
        (c, 14, 0.0),
        (c, 30, 100.0),
        (c, 46, 200.0),
        ((window(5, 5), 1.0), 5, 0.0), // min = max: a window counts as one day long
        ((window(5, 5), 1.0), 7, 200.0),
    ];
    for ((window, factor), days, expected) in table {
        let found = total(&quiet(standing_at(window, days), factor));
        assert!((found - expected).abs() < 1e-9, "{window:?} ×{factor}, day {days}: {found}, not {expected}");
    }
}

#[test]
fn the_flat_terms_and_how_they_add_up() {
    let waiting = |matter_due: Option<&str>, complaint, appointment_today| Facts {
        matter_due: matter_due.map(day),
        complaint,
        appointment_today,
        ..quiet(standing_at(window(3, 5), 5), 1.5)
    };
    let table = [
        (waiting(None, false, false), 150.0),
        (waiting(Some("2026-03-10"), false, false), 190.0), // "A ×1.5 → 150 · promise due 40 → 190"
        (waiting(Some("2026-03-09"), false, false), 210.0), // overdue replaces due
        (waiting(Some("2026-03-11"), false, false), 150.0), // not yet due
        (waiting(None, true, false), 190.0),
        (waiting(None, false, true), 230.0),
        (waiting(Some("2025-01-01"), true, true), 330.0),
        (Facts { stock_arrived: true, ..waiting(None, false, false) }, 200.0),
        (Facts { care: Some(day("2026-03-17")), ..waiting(None, false, false) }, 165.0),
        (Facts { care: Some(day("2026-03-18")), ..waiting(None, false, false) }, 150.0), // not yet near
        (Facts { care: Some(day("2026-03-09")), ..waiting(None, false, false) }, 150.0), // gone by
    ];
    for (facts, expected) in table {
        assert!((total(&facts) - expected).abs() < 1e-9, "{facts:?}: {}", total(&facts));
    }
}

#[test]
fn the_terms_of_a_score_can_be_shown() {
    let facts = Facts { matter_due: Some(day(TODAY)), ..quiet(standing_at(window(3, 5), 5), 1.5) };
    let found = score(&facts, &Weights::default(), day(TODAY));
    let cadence = Term::Cadence { past_opening: 2, length: 2, factor: 1.5 };
    assert_eq!(found.terms, [(cadence, 150.0), (Term::MatterDue, 40.0)]);
    let early = score(&quiet(standing_at(window(3, 5), 2), 1.5), &Weights::default(), day(TODAY));
    assert_eq!(early.terms, []);
}

#[test]
fn weights_are_configuration() {
    let weights = Weights { cadence: 10.0, matter_overdue: 7.0, complaint: 0.0, ..Weights::default() };
    let facts =
        Facts { matter_due: Some(day("2026-03-01")), complaint: true, ..quiet(standing_at(window(3, 5), 5), 1.5) };
    let found = score(&facts, &weights, day(TODAY));
    assert!((found.total() - 22.0).abs() < 1e-9, "{found:?}");
    assert_eq!(found.terms.len(), 2, "a term worth nothing is not shown");
}

#[test]
fn never_touched_and_no_tier_have_no_cadence_term_but_all_the_others() {
    let never = Standing { state: State::Never, days: None, window: Some(window(3, 5)) };
    let no_tier = Standing { state: State::NoCadence, days: None, window: None };
    for standing in [never, no_tier] {
        let facts = Facts { complaint: true, appointment_today: true, ..quiet(standing, 1.5) };
        let terms: Vec<Term> =
            score(&facts, &Weights::default(), day(TODAY)).terms.into_iter().map(|it| it.0).collect();
        assert_eq!(terms, [Term::Complaint, Term::AppointmentToday]);
    }
}

#[test]
fn a_score_of_nothing_is_a_plain_zero() {
    assert_eq!(format!("{:.0}", Score::default().total()), "0");
    let cancelled = Score { terms: vec![(Term::MatterDue, 40.0), (Term::Complaint, -40.0)] };
    assert_eq!(cancelled.total().total_cmp(&Score::default().total()), Ordering::Equal);
}

fn rank(score: f64) -> Rank<'static> {
    Rank { score, over: Some(0), tier: Some(1), last: Some(day("2026-03-01")), code: "A100", id: Uuid::nil() }
}

#[test]
fn ties_are_broken_by_days_over_then_tier_then_oldest_touch_then_code_then_identity() {
    let base = rank(100.0);
    let best_first = [
        ("the highest score", Rank { score: 100.5, over: Some(-9), ..base }),
        ("most days over", Rank { over: Some(3), tier: Some(3), ..base }),
        ("fewer days over", Rank { over: Some(1), tier: Some(3), ..base }),
        ("tier A", Rank { last: Some(day("2026-03-02")), ..base }),
        ("tier B, oldest touch", Rank { tier: Some(2), last: Some(day("2025-12-31")), code: "A200", ..base }),
        ("tier B, later touch, first code", Rank { tier: Some(2), ..base }),
        ("tier B, later touch, first code, later identity", Rank { tier: Some(2), id: Uuid::max(), ..base }),
        ("tier B, later touch, second code", Rank { tier: Some(2), code: "A101", ..base }),
        ("tier B, no touch", Rank { tier: Some(2), last: None, code: "A000", ..base }),
        ("no tier", Rank { tier: None, ..base }),
        ("no clock", Rank { over: None, ..base }),
        ("the lowest score", Rank { score: 0.0, over: Some(99), ..base }),
    ];
    for (at, (what, a)) in best_first.iter().enumerate() {
        assert_eq!(compare(a, a), Ordering::Equal, "{what}");
        for (later, b) in &best_first[at + 1..] {
            assert_eq!(compare(a, b), Ordering::Less, "{what} before {later}");
            assert_eq!(compare(b, a), Ordering::Greater, "{later} after {what}");
        }
    }
}

fn a_rank() -> impl Strategy<Value = (f64, Option<i64>, Option<u32>, Option<i64>, String, u128)> {
    (
        prop::sample::select(vec![0.0, -0.0, 40.0, 75.0, 150.0, f64::INFINITY, f64::NAN]),
        prop::option::of(-2_i64..3),
        prop::option::of(0_u32..3),
        prop::option::of(0_i64..3),
        "[AB]{0,1}",
        0_u128..3,
    )
}

fn a_day() -> impl Strategy<Value = NaiveDate> {
    (-20_i64..20).prop_map(|offset| day(TODAY) + Duration::days(offset))
}

fn some_facts() -> impl Strategy<Value = Facts> {
    let clocks = prop::option::weighted(0.8, (a_window(), 0_u32..40));
    (clocks, 0.1_f64..3.0, prop::option::of(a_day()), any::<[bool; 4]>()).prop_map(
        |(clock, factor, matter_due, [stock_arrived, complaint, appointment_today, care])| {
            let none = Standing { state: State::NoCadence, days: None, window: None };
            let standing = clock.map_or(none, |(window, days)| standing_at(window, days));
            Facts {
                standing,
                factor,
                matter_due,
                stock_arrived,
                complaint,
                appointment_today,
                care: care.then(|| day(TODAY)),
            }
        },
    )
}

/// What each kind of term is worth in a score, to the bit: cadence, matter, complaint, appointment, stock, care.
fn by_kind(facts: &Facts) -> [u64; 6] {
    let mut worth = [0; 6];
    for (term, points) in score(facts, &Weights::default(), day(TODAY)).terms {
        let kind = match term {
            Term::Cadence { .. } => 0,
            Term::MatterDue | Term::MatterOverdue => 1,
            Term::Complaint => 2,
            Term::AppointmentToday => 3,
            Term::StockArrived => 4,
            Term::CareNear => 5,
        };
        assert_eq!(worth[kind], 0, "each counts once per account");
        worth[kind] = points.to_bits();
    }
    worth
}

proptest! {
    #[test]
    fn the_cadence_term_never_falls_as_counted_days_pass(window in a_window(), factor in 0.0_f64..3.0, days in 0_u32..60) {
        let term = |days| total(&quiet(standing_at(window, days), factor));
        prop_assert!(term(days) <= term(days + 1));
        prop_assert!(term(window.min) == 0.0);
    }

    #[test]
    fn a_touch_today_ends_the_cadence_term_and_an_older_one_changes_nothing(
        book in a_book(), window in a_window(), last in 0_i64..100, since in 0_i64..100, earlier in 0_i64..100,
    ) {
        let (calendar, today) = (shipped(), at(last + since));
        let seen = |offset: i64| touch(TouchKind::Routine, &at(offset).to_string());
        let term = |touches: &[rounds::domain::touch::Touch]| {
            let clock = Clock { last: last_accepted(touches, Level::Rep, &STRICT), pauses: book.pauses.clone() };
            let count: DayCount<'_> = book.count(&calendar);
            by_kind(&quiet(standing(&clock, Some(window), &count, today), 1.5))[0]
        };
        let before = term(&[seen(last)]);
        prop_assert_eq!(term(&[seen(last), seen(last + since)]), 0);
        prop_assert_eq!(term(&[seen(last), seen(last - earlier)]), before);
        let mut attempted = seen(last + since);
        attempted.content.attempted = true;
        prop_assert_eq!(term(&[seen(last), attempted]), before);
    }

    #[test]
    fn each_term_depends_only_on_its_own_facts(a in some_facts(), b in some_facts()) {
        let (of_a, of_b) = (by_kind(&a), by_kind(&b));
        // Facts taken half from one account and half from the other give the terms of each.
        let mixed = [
            Facts { standing: b.standing, factor: b.factor, ..a },
            Facts { matter_due: b.matter_due, ..a },
            Facts { complaint: b.complaint, ..a },
            Facts { appointment_today: b.appointment_today, ..a },
            Facts { stock_arrived: b.stock_arrived, ..a },
            Facts { care: b.care, ..a },
        ];
        for (kind, mixed) in mixed.iter().enumerate() {
            let mut expected = of_a;
            expected[kind] = of_b[kind];
            prop_assert_eq!(by_kind(mixed), expected);
        }
    }

    #[test]
    fn the_order_is_total(rows in prop::collection::vec(a_rank(), 3)) {
        let ranks: Vec<Rank<'_>> = rows
            .iter()
            .map(|(score, over, tier, last, code, id)| Rank {
                score: *score,
                over: *over,
                tier: *tier,
                last: last.map(|offset| day(TODAY) + Duration::days(offset)),
                code,
                id: Uuid::from_u128(*id),
            })
            .collect();
        for a in &ranks {
            for b in &ranks {
                prop_assert_eq!(compare(a, b), compare(b, a).reverse());
                for c in &ranks {
                    if compare(a, b).is_le() && compare(b, c).is_le() {
                        prop_assert!(compare(a, c).is_le());
                    }
                }
            }
        }
    }
}
