//! Who could be visited as well: whoever fits is put on the day, nobody of the day is lost or made late, and the others are said with a price.

use rounds::app::day::{DayView, day_view};
use rounds::app::policy::Policy;
use rounds::app::proposing::{Entry, Proposed, applied, question, think};
use rounds::app::thinking::Signal;
use rounds::app::who::Who;
use rounds::domain::cadence::State;
use rounds::domain::change::Change;
use rounds::domain::ids::{Ids, StopId};
use rounds::domain::people::{Hours, Rep};
use rounds::i18n::Lang;
use rounds::planning::route::Reason;
use rounds::roads::Roads;
use rounds::store::Store as _;

use crate::support::demo::Demo;

fn who(demo: &Demo) -> Who {
    Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() }
}

fn policy(demo: &Demo) -> Policy {
    Policy::new(&demo.store().reference(demo.viewer()).unwrap())
}

fn view(demo: &Demo) -> DayView {
    day_view(&demo.store(), &who(demo), &policy(demo), demo.today()).unwrap()
}

fn proposed(demo: &Demo) -> Proposed {
    think(
        &question(&demo.store(), &who(demo), &policy(demo), demo.today()).unwrap(),
        &Roads::default(),
        &Signal::default(),
    )
}

/// The demo with so many of today's open stops, and its first ones.
fn with_stops(keep: usize) -> Demo {
    let demo = Demo::new();
    let open: Vec<StopId> = view(&demo).stops.iter().filter(|it| it.stop.fate.is_open()).map(|it| it.stop.id).collect();
    demo.apply(None, open.into_iter().skip(keep).map(|stop| Change::Unplan { stop }).collect());
    demo
}

#[test]
fn who_fits_is_added_and_the_day_stays_within_its_hours() {
    let demo = with_stops(2);
    let before = view(&demo);
    assert_eq!(before.over, 0);
    let found = proposed(&demo);
    assert!(found.added.len() >= 3, "{found:?}");
    let (told, changes) = applied(&found, &before, &who(&demo), &mut Ids::new(3)).unwrap();
    demo.apply(Some(demo.rep.id), changes);
    let after = view(&demo);
    assert_eq!(after.stops.len(), before.stops.len() + found.added.len());
    assert_eq!(after.over, 0, "nobody new makes it too long");
    // It is the day that was told, and what stood stands in its order.
    let times = |view: &DayView| -> Vec<_> { view.stops.iter().map(|it| (it.stop.id, it.arrival)).collect() };
    assert_eq!(times(&after), times(&told));
    let stood: Vec<StopId> = before.stops.iter().map(|it| it.stop.id).collect();
    let still: Vec<StopId> = after.stops.iter().map(|it| it.stop.id).filter(|id| stood.contains(id)).collect();
    assert_eq!(still, stood);
}

#[test]
fn a_full_day_takes_nobody_and_says_what_each_would_cost() {
    let demo = Demo::new();
    let found = proposed(&demo);
    let lines = found.lines(Lang::En, &view(&demo), demo.today());
    assert!(!found.left_out.is_empty());
    for (line, reason, price) in &found.left_out {
        let price = price.unwrap_or_else(|| panic!("{} has no price", line.row.name));
        assert!(price.travel > 0 || price.overtime > 0 || price.late > 0, "{}", line.row.name);
        assert!(matches!(reason, Reason::NoTime | Reason::LowerValue), "{reason:?}");
        assert!(lines.iter().any(|it| it.contains(&line.row.name)));
    }
    let stays = found.order.iter().filter(|entry| matches!(entry, Entry::Stands(_))).count();
    assert_eq!(stays, found.before.len());
}

#[test]
fn a_day_that_changed_meanwhile_is_left_alone() {
    let demo = with_stops(3);
    let found = proposed(&demo);
    let first = found.before[0];
    demo.apply(None, vec![Change::Unplan { stop: first }]);
    assert!(applied(&found, &view(&demo), &who(&demo), &mut Ids::new(3)).is_none());
}

#[test]
fn a_price_is_no_more_than_the_visit_and_its_way() {
    let demo = Demo::new();
    let day = demo.today().iter_days().nth(4).unwrap();
    let asked = |demo: &Demo| question(&demo.store(), &who(demo), &policy(demo), day).unwrap();
    let found = think(&asked(&demo), &Roads::default(), &Signal::default());
    let view = day_view(&demo.store(), &who(&demo), &policy(&demo), day).unwrap();
    let (after, changes) = applied(&found, &view, &who(&demo), &mut Ids::new(3)).unwrap();
    assert!(after.stops.len() > 10 && after.over == 0);
    demo.apply(Some(demo.rep.id), changes);
    let full = think(&asked(&demo), &Roads::default(), &Signal::default());
    assert!(full.left_out.len() > 5 && full.added.is_empty(), "{full:?}");
    for (line, _, price) in full.left_out.iter().filter(|(line, ..)| line.row.hours.is_empty()) {
        // The day ends in time now, so what it would be too long is at most the visit and the way there.
        let price = price.unwrap();
        assert!(price.overtime <= i64::from(line.minutes) * 60 + price.travel, "{} {price:?}", line.row.name);
        assert!(price.overtime > 0 && price.travel >= 0 && price.late == 0, "{} {price:?}", line.row.name);
    }
}

#[test]
fn a_locked_stop_keeps_who_stands_before_it_and_behind_it() {
    // Turned round, so that moving the others would pay.
    let demo = with_stops(5);
    let open =
        |view: &DayView| view.stops.iter().filter(|it| it.stop.fate.is_open()).map(|it| it.stop.id).collect::<Vec<_>>();
    let closed = view(&demo).stops.iter().rfind(|it| !it.stop.fate.is_open()).map(|it| it.stop.id);
    for stop in open(&view(&demo)) {
        demo.apply(None, vec![Change::Reorder { stop, after: closed }]);
    }
    let stood = open(&view(&demo));
    let order = |found: &Proposed| {
        let stands = |entry: &Entry| if let Entry::Stands(stop) = entry { Some(*stop) } else { None };
        found.order.iter().filter_map(stands).collect::<Vec<_>>()
    };
    let free = order(&proposed(&demo));
    assert_ne!(free, stood, "without a lock they move");
    demo.apply(None, stood.iter().map(|stop| Change::Lock { stop: *stop, locked: true }).collect());
    let found = proposed(&demo);
    assert_eq!(order(&found), stood);
    assert!(!found.added.is_empty());
    demo.apply(None, stood.iter().map(|stop| Change::Lock { stop: *stop, locked: false }).collect());
    for (at, locked) in stood.iter().enumerate() {
        let lock = |locked, stop| demo.apply(None, vec![Change::Lock { stop, locked }]);
        lock(true, *locked);
        let found = order(&proposed(&demo));
        let place = |stop| found.iter().position(|it| *it == stop).unwrap();
        let before = stood.iter().filter(|stop| place(**stop) < place(*locked)).count();
        assert_eq!(before, at, "{found:?}");
        assert!(stood[..at].iter().all(|stop| place(*stop) < at), "{found:?}");
        lock(false, *locked);
    }
}

/// The first day from the third on that nothing is planned on.
fn an_empty_day(demo: &Demo) -> chrono::NaiveDate {
    demo.today().iter_days().skip(3).find(|day| demo.names(*day).is_empty()).unwrap()
}

#[test]
fn an_empty_day_is_filled_within_the_hours_the_overdue_before_all_others() {
    let demo = Demo::new();
    let day = an_empty_day(&demo);
    for (end, home) in [("17:30:00", true), ("12:00:00", true), ("12:00:00", false)] {
        let hours = Hours { end: end.parse().unwrap(), ..demo.rep.hours };
        let home = demo.rep.home.filter(|_| home);
        let who = Who { rep: Rep { hours, home, ..demo.rep.clone() }, ..who(&demo) };
        let asked = question(&demo.store(), &who, &policy(&demo), day).unwrap();
        let found = think(&asked, &Roads::default(), &Signal::default());
        let view = day_view(&demo.store(), &who, &policy(&demo), day).unwrap();
        let (after, changes) = applied(&found, &view, &who, &mut Ids::new(3)).unwrap();
        assert_eq!((after.stops.len(), changes.len(), after.over), (found.added.len(), found.added.len(), 0), "{end}");
        assert!(found.added.len() >= 4, "{}", found.added.len());
        assert_eq!(found.added.len() + found.left_out.len(), asked.candidates.len(), "everybody is said");
        // What it would cost to put in whoever waits is time that the day does not have.
        let overdue = |state: State| matches!(state, State::Overdue { .. });
        let waits = found.left_out.iter().filter(|(line, ..)| overdue(line.standing.state));
        assert!(waits.clone().all(|(_, reason, _)| *reason != Reason::LowerValue), "{:?}", found.left_out);
        if waits.count() > 0 {
            assert!(found.added.iter().all(|line| overdue(line.standing.state)), "{end}");
        }
        // Put in order, it is no shorter.
        let ids: Vec<StopId> = after.stops.iter().map(|stop| stop.stop.id).collect();
        let best = rounds::app::ordering::solve(
            &rounds::app::ordering::problem(&after, &who).unwrap(),
            &Roads::default(),
            &Signal::default(),
        );
        let ordered = rounds::app::day::reordered(&after, &who, &best.after);
        assert_eq!(ids.len(), ordered.stops.len());
        assert!(!rounds::app::ordering::Gain::of(&after, &ordered).is_worth_it(), "{end}");
    }
}

#[test]
fn a_day_without_time_takes_nobody() {
    let demo = Demo::new();
    let hours = Hours { start: "08:30:00".parse().unwrap(), end: "08:31:00".parse().unwrap(), lunch: 0 };
    let who = Who { rep: Rep { hours, ..demo.rep.clone() }, ..who(&demo) };
    let asked = question(&demo.store(), &who, &policy(&demo), an_empty_day(&demo)).unwrap();
    let found = think(&asked, &Roads::default(), &Signal::default());
    assert!(found.added.is_empty() && found.left_out.len() == asked.candidates.len());
    assert!(found.left_out.iter().all(|(_, reason, _)| *reason == Reason::NoTime), "{:?}", found.left_out);
}
