//! The best order of a day: shorter, with nobody lost, what has happened left alone, and times kept.

use chrono::{NaiveDate, NaiveTime};
use rounds::app::day::{DayView, day_view};
use rounds::app::ordering::{Gain, Ordered, applied, problem, solve};
use rounds::app::policy::Policy;
use rounds::app::thinking::Signal;
use rounds::app::who::Who;
use rounds::domain::account::{Account, Opening};
use rounds::domain::change::Change;
use rounds::domain::ids::StopId;
use rounds::i18n::Lang;
use rounds::roads::Roads;
use rounds::store::{Store as _, Viewer};

use crate::support::demo::Demo;

fn who(demo: &Demo) -> Who {
    Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() }
}

fn view(demo: &Demo, day: NaiveDate) -> DayView {
    let policy = Policy::new(&demo.store().reference(demo.viewer()).unwrap());
    day_view(&demo.store(), &who(demo), &policy, day).unwrap()
}

fn ordered(demo: &Demo, day: NaiveDate) -> Option<Ordered> {
    Some(solve(&problem(&view(demo, day), &who(demo))?, &Roads::default(), &Signal::default()))
}

fn ids(view: &DayView) -> Vec<StopId> {
    view.stops.iter().map(|stop| stop.stop.id).collect()
}

fn time(text: &str) -> NaiveTime {
    format!("{text}:00").parse().unwrap()
}

/// The route of the demo with its open stops turned round, which nobody would drive.
fn turned_round() -> Demo {
    let demo = Demo::new();
    let open: Vec<StopId> =
        view(&demo, demo.today()).stops.iter().filter(|it| it.stop.fate.is_open()).map(|it| it.stop.id).collect();
    let closed = view(&demo, demo.today()).stops.iter().rfind(|it| !it.stop.fate.is_open()).map(|it| it.stop.id);
    for stop in open {
        demo.apply(None, vec![Change::Reorder { stop, after: closed }]);
    }
    demo
}

#[test]
fn the_rest_of_a_day_gets_shorter_and_what_has_happened_stays() {
    let demo = turned_round();
    let before = view(&demo, demo.today());
    let found = ordered(&demo, demo.today()).unwrap();
    let (after, changes) = applied(&found, &before, &who(&demo)).unwrap();
    let gain = Gain::of(&before, &after);
    assert!(gain.is_worth_it() && gain.metres > 0 && gain.minutes > 0, "{gain:?}");
    assert!(found.missed.is_empty() && found.proven, "{found:?}");
    for (was, is) in before.stops.iter().zip(&after.stops).filter(|(was, _)| !was.stop.fate.is_open()) {
        assert_eq!(was.stop.id, is.stop.id);
    }
    let sorted = |view: &DayView| {
        let mut ids = ids(view);
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(&before), sorted(&after), "nobody is lost");
    // What is written is what was shown.
    demo.apply(None, changes);
    let written = view(&demo, demo.today());
    assert_eq!((ids(&written), written.metres, written.back), (ids(&after), after.metres, after.back));
    // There is nothing more to win.
    let again = ordered(&demo, demo.today()).unwrap();
    let (same, _) = applied(&again, &written, &who(&demo)).unwrap();
    assert!(!Gain::of(&written, &same).is_worth_it());
    // What was worked out for another order is not taken.
    assert!(applied(&found, &written, &who(&demo)).is_none());
}

#[test]
fn a_day_with_one_stop_has_one_order() {
    let demo = Demo::new();
    let mut open: Vec<StopId> =
        view(&demo, demo.today()).stops.iter().filter(|it| it.stop.fate.is_open()).map(|it| it.stop.id).collect();
    let kept = open.pop();
    demo.apply(None, open.into_iter().map(|stop| Change::Unplan { stop }).collect());
    assert!(kept.is_some());
    assert_eq!(ordered(&demo, demo.today()), None);
}

#[test]
fn pinned_times_are_kept_and_one_that_cannot_be_is_said() {
    let demo = turned_round();
    let open = |view: &DayView| {
        let open: Vec<_> = view.stops.iter().filter(|it| it.stop.fate.is_open()).map(|it| it.stop.id).collect();
        open
    };
    let stops = open(&view(&demo, demo.today()));
    // The one that would come last of its own accord is agreed for early, another for a time that has passed.
    let last = *ordered(&demo, demo.today()).unwrap().after.last().unwrap();
    let gone = stops.iter().copied().find(|stop| *stop != last).unwrap();
    demo.apply(None, vec![Change::Pin { stop: last, at: Some(time("11:00")) }]);
    let pinned = ordered(&demo, demo.today()).unwrap();
    let place = |stop: StopId, found: &Ordered| found.after.iter().position(|it| *it == stop).unwrap();
    assert!(place(last, &pinned) < 3, "{pinned:?}");
    assert!(pinned.missed.is_empty());
    demo.apply(None, vec![Change::Pin { stop: gone, at: Some(time("08:00")) }]);
    let found = ordered(&demo, demo.today()).unwrap();
    assert_eq!((found.missed.clone(), found.after.len()), (vec![gone], stops.len()));
    assert_eq!(place(gone, &found), 0, "its time comes first of all");
}

#[test]
fn opening_hours_are_kept() {
    let demo = turned_round();
    let free = ordered(&demo, demo.today()).unwrap();
    let first = view(&demo, demo.today()).stops.into_iter().find(|it| it.stop.id == free.after[0]).unwrap();
    // The shop that would come first opens in the afternoon.
    let account = demo.store().account(Viewer::System, first.stop.account).unwrap().unwrap();
    let hours = vec![Opening { from: time("14:00"), to: time("18:00") }];
    demo.apply(None, vec![Change::Set(Account { hours, ..account }.into())]);
    let found = ordered(&demo, demo.today()).unwrap();
    assert!(found.after.iter().position(|it| *it == first.stop.id).unwrap() >= 3, "{found:?}");
}

#[test]
fn a_shop_that_is_shut_for_the_day_is_said_and_comes_last() {
    let demo = turned_round();
    let first = ordered(&demo, demo.today()).unwrap().after[0];
    let stop = view(&demo, demo.today()).stops.into_iter().find(|it| it.stop.id == first).unwrap();
    let account = demo.store().account(Viewer::System, stop.stop.account).unwrap().unwrap();
    let hours = vec![Opening { from: time("06:00"), to: time("07:00") }];
    demo.apply(None, vec![Change::Set(Account { hours, ..account }.into())]);
    let found = ordered(&demo, demo.today()).unwrap();
    assert_eq!((found.missed.clone(), found.after.last()), (vec![first], Some(&first)));
}

#[test]
fn planning_that_is_stopped_at_once_loses_nobody() {
    let demo = turned_round();
    let problem = problem(&view(&demo, demo.today()), &who(&demo)).unwrap();
    let signal = Signal::default();
    signal.stop();
    let mut found = solve(&problem, &Roads::default(), &signal);
    let mut before = problem.before.clone();
    before.sort_unstable();
    found.after.sort_unstable();
    assert_eq!(found.after, before);
}

/// Who stands before and behind a stop in an order.
fn sides(stop: StopId, order: &[StopId]) -> (Vec<StopId>, Vec<StopId>) {
    let at = order.iter().position(|it| *it == stop).unwrap();
    let (mut before, mut behind) = (order[..at].to_vec(), order[at + 1..].to_vec());
    before.sort_unstable();
    behind.sort_unstable();
    (before, behind)
}

fn lock(demo: &Demo, stop: StopId, locked: bool) {
    demo.apply(None, vec![Change::Lock { stop, locked }]);
}

#[test]
fn locked_stops_keep_their_place_and_what_unlocking_gives_is_what_comes_of_it() {
    let demo = turned_round();
    let free = ordered(&demo, demo.today()).unwrap();
    assert!(free.unlocked.is_empty());
    let stops = free.before.clone();
    for nth in 0..stops.len() {
        let stop = stops[nth];
        lock(&demo, stop, true);
        let found = ordered(&demo, demo.today()).unwrap();
        assert_eq!(sides(stop, &found.after), sides(stop, &stops), "the {nth}th");
        assert!(found.proven);
        // Unlocked it would be the best order there is.
        assert_eq!(found.unlocked, [(vec![stop], free.after.clone())]);
        let view = view(&demo, demo.today());
        let (locked, _) = applied(&found, &view, &who(&demo)).unwrap();
        let (best, _) = applied(&free, &view, &who(&demo)).unwrap();
        let gain = Gain::of(&locked, &best);
        let said = found.remarks(Lang::En, &view, &who(&demo));
        let name = &view.stops.iter().find(|it| it.stop.id == stop).unwrap().line.row.name;
        let told = format!("{name} unlocked: {}", gain.said(Lang::En));
        assert_eq!(said.contains(&told), gain.minutes >= 5, "{said} / {told}");
        assert_eq!(said.contains("unlocked"), gain.minutes >= 5, "{said} / {told}");
        lock(&demo, stop, false);
    }
    // With all of them locked nothing moves, and it is the sum that is worth it or the dearest of them.
    for stop in &stops {
        lock(&demo, *stop, true);
    }
    let found = ordered(&demo, demo.today()).unwrap();
    assert_eq!(found.after, stops);
    let all = found.unlocked.last().unwrap();
    assert_eq!((all.0.len(), &all.1), (stops.len(), &free.after));
    assert!(found.remarks(Lang::Zh, &view(&demo, demo.today()), &who(&demo)).contains("若解锁"));
}

#[test]
fn a_locked_stop_that_is_shut_keeps_its_place_too() {
    let demo = turned_round();
    let stops = ordered(&demo, demo.today()).unwrap().before;
    let second = view(&demo, demo.today()).stops.into_iter().find(|it| it.stop.id == stops[1]).unwrap();
    let account = demo.store().account(Viewer::System, second.stop.account).unwrap().unwrap();
    let hours = vec![Opening { from: time("06:00"), to: time("07:00") }];
    demo.apply(None, vec![Change::Set(Account { hours, ..account }.into())]);
    lock(&demo, stops[1], true);
    let found = ordered(&demo, demo.today()).unwrap();
    assert_eq!((found.missed.clone(), found.after[1]), (vec![stops[1]], stops[1]));
    assert_eq!(found.after[0], stops[0]);
}
