//! The board: numbers that were worked out by hand, and rows behind each of them.

use chrono::{DateTime, NaiveDate, Utc};
use rounds::app::board::{Board, Every, Fact, Figure, Number, board, periods};
use rounds::app::policy::Policy;
use rounds::app::who::Who;
use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::content::Order;
use rounds::domain::ids::{AccountId, Ids, MatterId};
use rounds::domain::matter::{Matter, MatterKind};
use rounds::domain::record::{Kind, Record};
use rounds::domain::touch::{Content, Report, TouchKind};
use rounds::store::{Store, Viewer};

use crate::support::demo::Demo;

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().expect("a day")
}

fn read(demo: &Demo, every: Every) -> Board {
    let store = demo.store();
    let policy = Policy::new(&store.reference(demo.viewer()).expect("reference data"));
    let who = Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() };
    board(&store, &who, &policy, every).expect("a board")
}

fn number(board: &Board, figure: &Figure, back: usize) -> Number {
    let (_, numbers) = board.lines.iter().find(|(it, _)| it == figure).expect("the number");
    numbers[numbers.len() - 1 - back].clone()
}

/// Two key accounts and one of the next tier, and what was done there in three weeks of November.
fn small_world() -> Demo {
    let demo = Demo::bare();
    let mut ids = Ids::new(9);
    let tiers = demo.store().reference(Viewer::System).expect("reference data").tiers;
    let me = demo.rep.id;
    let mut id = || ids.next::<uuid::Uuid>(demo.now());
    let shops: Vec<AccountId> = (0..3).map(|_| AccountId(id())).collect();
    let shop = |at: usize| Account {
        tier: Some(tiers[[0, 0, 1][at]].id),
        rep: Some(me),
        ..Account::new(shops[at], format!("shop {at}"), day("09-01"))
    };
    demo.apply(None, (0..3).map(|at| Change::Add(shop(at).into())).collect());
    let plans = [(1, "11-16"), (2, "11-18"), (0, "11-20")];
    let plan = |id: uuid::Uuid, (at, on): (usize, &str)| Change::Plan {
        stop: id.into(),
        rep: me,
        day: day(on),
        account: shops[at],
    };
    let plans = plans.map(|it| plan(id(), it));
    demo.apply(Some(me), plans.into());
    let visits = [
        (0, "11-09", TouchKind::Routine, false, 0, 30),
        (0, "11-13", TouchKind::Routine, false, 0, 30),
        (0, "11-17", TouchKind::Routine, false, 5, 20),
        (1, "11-02", TouchKind::Routine, false, 0, 30),
        (1, "11-16", TouchKind::Stay, false, 0, 70),
        (2, "11-18", TouchKind::Routine, true, 0, 2),
    ];
    let visits = visits.map(|(at, on, kind, attempted, ordered, minutes)| {
        let start: DateTime<Utc> = format!("2026-{on}T02:00:00Z").parse().expect("an instant");
        let order = (ordered > 0).then_some(Order::Quantity(ordered));
        let content = Content { kind, attempted, order, ..Content::default() };
        Change::Enter {
            touch: id().into(),
            account: shops[at],
            day: day(on),
            start: Some(start),
            end: Some(start + chrono::Duration::minutes(minutes)),
            report: Report { content, ..Report::default() },
        }
    });
    demo.apply(Some(me), visits.into());
    // Answered late, not answered, answered on its day, still open today.
    let matters = [("11-17", true), ("11-18", false), ("11-20", true), ("11-20", false)];
    for (due, answered) in matters {
        let matter = MatterId(id());
        let record = Matter {
            id: matter,
            account: shops[0],
            rep: me,
            touch: None,
            kind: MatterKind::Promise,
            text: due.to_owned(),
            raised: day("11-09"),
            due: Some(day(due)),
            answered: None,
            put_off: None,
        };
        let answer = answered.then_some(Change::Answer { matter });
        demo.apply(Some(me), std::iter::once(Change::Add(record.into())).chain(answer).collect());
    }
    demo
}

#[test]
fn the_numbers_are_those_worked_out_by_hand() {
    let demo = small_world();
    let weeks = read(&demo, Every::Week);
    let table: [(Figure, usize, f64, f64); 14] = [
        // Two working days after Friday is too early, ten after the 2nd too late; four after Monday is in time.
        (Figure::OnTime, 0, 0.0, 2.0),
        (Figure::OnTime, 1, 1.0, 1.0),
        (Figure::InWindow("A".to_owned()), 0, 2.0, 2.0),
        (Figure::InWindow("A".to_owned()), 1, 1.0, 2.0),
        (Figure::InWindow("B".to_owned()), 0, 0.0, 1.0),
        (Figure::Coverage, 0, 2.0, 3.0),
        (Figure::PlanKept, 0, 1.0, 2.0),
        (Figure::Attempted, 0, 1.0, 3.0),
        (Figure::VisitsADay, 0, 2.0, 3.0),
        (Figure::Orders, 0, 1.0, 2.0),
        (Figure::StayLength, 0, 70.0, 1.0),
        (Figure::KeyTime, 0, 90.0, 90.0),
        (Figure::MattersInTime, 0, 1.0, 3.0),
        // Five working days ask for 1.25 visits of a key account and 5 / 8.5 of the other.
        (Figure::Attainment, 0, 2.0, 2.5 + 5.0 / 8.5),
    ];
    for (figure, back, top, bottom) in table {
        let found = number(&weeks, &figure, back);
        let (a, b) = found.of.expect("a fraction");
        assert!((a - top).abs() < 1e-9 && (b - bottom).abs() < 1e-9, "{figure:?} {back}: {a} of {b}");
        assert!((found.value.expect("a value") - top / bottom).abs() < 1e-9, "{figure:?}");
    }
    assert_eq!(number(&weeks, &Figure::Stays, 0).value, Some(1.0));
    assert_eq!(number(&weeks, &Figure::OnTime, 3).value, None, "nothing was there to count");
    let gaps: Vec<Fact> = number(&weeks, &Figure::OnTime, 0).rows.into_iter().map(|row| row.fact).collect();
    let gap = |fact: &Fact| if let Fact::Gap(days, _) = fact { *days } else { panic!("{fact:?}") };
    let mut gaps: Vec<u32> = gaps.iter().map(gap).collect();
    gaps.sort_unstable();
    assert_eq!(gaps, [2, 10]);
    let months = read(&demo, Every::Month);
    assert_eq!(number(&months, &Figure::OnTime, 0).of, Some((1.0, 3.0)));
    assert_eq!(number(&months, &Figure::Coverage, 0).of, Some((2.0, 3.0)));
}

#[test]
fn periods_end_with_the_one_that_has_today_in_it() {
    let table = [
        (Every::Week, "11-20", "11-16", "11-09", "11-15"),
        (Every::Week, "11-16", "11-16", "11-09", "11-15"),
        (Every::Month, "11-20", "11-01", "10-01", "10-31"),
        (Every::Month, "03-31", "03-01", "02-01", "02-28"),
    ];
    for (every, today, first, before, last) in table {
        let found = periods(every, day(today));
        let n = found.len();
        assert_eq!(found[n - 1], (day(first), day(today)));
        assert_eq!(found[n - 2], (day(before), day(last)));
        assert!(found.windows(2).all(|pair| pair[0].1.succ_opt() == Some(pair[1].0)), "{found:?}");
    }
}

#[test]
fn rows_add_up_and_waits_are_those_of_the_records() {
    let demo = Demo::new();
    for every in [Every::Week, Every::Month] {
        let found = read(&demo, every);
        for (figure, numbers) in &found.lines {
            for number in numbers {
                let counted = number.rows.iter().filter(|row| row.counts).count() as f64;
                let all = number.rows.len() as f64;
                match figure {
                    Figure::Attainment | Figure::VisitsADay | Figure::StayLength | Figure::KeyTime => {}
                    Figure::Stays => assert_eq!(number.value, Some(all)),
                    Figure::WaitTold | Figure::WaitSupplied => assert_eq!(number.value.is_some(), all > 0.0),
                    _ => assert_eq!(number.of, Some((counted, all)), "{figure:?}"),
                }
                assert!(number.value.is_none_or(|value| value >= 0.0), "{figure:?}");
                assert!(number.rows.iter().all(|row| found.names.contains_key(&row.account)));
            }
        }
        let told: usize = found
            .lines
            .iter()
            .filter(|(it, _)| *it == Figure::WaitTold)
            .flat_map(|(_, it)| it)
            .map(|it| it.rows.len())
            .sum();
        let first = found.periods[0].0;
        let accounts: Vec<AccountId> = demo.book().iter().map(|row| row.account).collect();
        let records = |kind| demo.store().records_at(demo.viewer(), &accounts, kind).expect("a read");
        let mine = |it| if let Record::Request(it) = it { Some(it.id).filter(|_| it.rep == demo.rep.id) } else { None };
        let mine: Vec<_> = records(Kind::Request).into_iter().filter_map(mine).collect();
        let said = |it| if let Record::Telling(it) = it { Some(it) } else { None };
        let said = records(Kind::Telling).into_iter().filter_map(said);
        let said = said.filter(|it| !it.withdrawn && mine.contains(&it.request));
        let mut requests: Vec<_> = said.map(|it| (it.request, it.day)).collect();
        requests.sort_unstable();
        requests.dedup_by_key(|it| it.0);
        requests.retain(|it| it.1 >= first);
        assert_eq!(told, requests.len());
        assert!(told > 0, "the demo has some");
    }
}
