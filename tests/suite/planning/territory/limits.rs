//! Seeds, iterations, and being told to stop.

use rounds::planning::limits::{Limits, Progress, Stopped};
use rounds::planning::territory::check::check;
use rounds::planning::territory::{Begin, Rule, split};

use super::{all, in_strips, run, towns};

#[test]
fn the_same_seed_gives_the_same_split() {
    let shops = towns(200, 1);
    let first = run(&shops, &all(6), Rule::default(), 250, 11);
    assert_eq!(first, run(&shops, &all(6), Rule::default(), 250, 11));
    assert_eq!((first.stopped, first.iterations), (Stopped::Iterations, 250));
}

#[test]
fn a_split_never_changes_from_one_version_to_the_next_unseen() {
    let found = run(&towns(60, 2), &all(3), Rule::default(), 230, 1);
    let seats: String = found.best.seat.iter().flatten().map(usize::to_string).collect();
    insta::assert_snapshot!(format!("{} {seats}", found.cost));
}

#[test]
fn told_to_stop_at_any_time_it_hands_out_a_split() {
    let mut shops = towns(90, 3);
    in_strips(&mut shops, 4);
    for begin in [Begin::Afresh, Begin::Present] {
        let rule = Rule { begin, ..Rule::default() };
        for asked in (0..60).chain((60..400).step_by(17)) {
            let mut left = asked;
            let mut stop = || {
                left -= 1;
                left < 0
            };
            let mut limits = Limits { iterations: 300, seed: 3, stop: &mut stop, progress: &mut |_| () };
            let found = split(&shops, &all(4), rule, &mut limits);
            assert_eq!(check(&shops, &all(4), rule, &found.best, found.cost), Ok(()), "asked {asked} times");
        }
    }
}

#[test]
fn any_number_of_iterations_gives_a_split_and_more_make_it_no_worse() {
    let shops = towns(90, 4);
    let mut last = (u32::MAX, i64::MAX);
    // The first split is settled and tried from iteration 0 on, so the way is the same for each.
    for iterations in [0, 1, 3, 50, 199, 200, 201, 240, 300, 420] {
        let found = run(&shops, &all(4), Rule::default(), iterations, 4);
        assert!(found.iterations <= iterations);
        let uneven = found.best.after.worst.max(500);
        assert!(
            (uneven, found.cost) <= last || uneven <= last.0,
            "{iterations}: {uneven} {} after {last:?}",
            found.cost
        );
        last = (uneven, found.cost);
    }
}

#[test]
fn it_says_how_far_it_is() {
    let mut reports: Vec<Progress> = Vec::new();
    let mut progress = |at| reports.push(at);
    let mut limits = Limits { iterations: 400, seed: 1, stop: &mut || false, progress: &mut progress };
    split(&towns(80, 5), &all(3), Rule::default(), &mut limits);
    assert_eq!(reports.len(), 100);
    assert!(reports.is_sorted_by_key(|at| at.done) && reports.iter().all(|at| at.of == 400 && at.cost > 0));
}
