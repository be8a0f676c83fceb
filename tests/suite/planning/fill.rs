//! Filling an empty day.

use proptest::prelude::*;
use rounds::domain::cadence::State;
use rounds::domain::people::Hours;
use rounds::planning::fill::{Candidate, Filled, Group, fill};
use rounds::planning::order::nearest;
use rounds::planning::timetable::{Call, Day, timetable};

use super::{a_day, a_place, call, day_from_home, km, time};

fn someone(group: Group, north: f64, minutes: u32) -> Candidate<'static> {
    Candidate { place: km(north, 0.0), minutes, hours: &[], group }
}

/// A day of two hours from home, without lunch.
fn two_hours() -> Day {
    let hours = Hours { start: time("08:30"), end: time("10:30"), lunch: 0 };
    Day { hours, ..day_from_home() }
}

fn calls(candidates: &[Candidate], order: &[usize]) -> Vec<Call<'static>> {
    order.iter().map(|at| call(candidates[*at].place, candidates[*at].minutes)).collect()
}

#[test]
fn groups_by_state() {
    let table = [
        (State::Overdue { by: 3 }, Some(Group::Overdue)),
        (State::LastDay, Some(Group::LastDay)),
        (State::InWindow { left: 1 }, Some(Group::InWindow)),
        (State::Never, Some(Group::Never)),
        (State::Early { opens_in: 1 }, None),
        (State::NoCadence, None),
        (State::Paused { until: None }, None),
    ];
    for (state, group) in table {
        assert_eq!(Group::of(state), group, "{state:?}");
    }
}

#[test]
fn overdue_first_then_last_day_then_in_window_then_never() {
    use Group::{InWindow, LastDay, Never, Overdue};
    // Each call takes forty minutes at home: three fit in two hours.
    let table = [
        ([Never, InWindow, LastDay, Overdue, Overdue], [2, 3, 4]),
        ([Never, InWindow, Never, LastDay, Never], [0, 1, 3]),
        ([InWindow, InWindow, InWindow, InWindow, LastDay], [0, 1, 4]),
        ([Never, Never, Never, Never, Never], [0, 1, 2]),
    ];
    for (groups, expected) in table {
        let candidates = groups.map(|group| someone(group, 0.0, 40));
        let mut chosen = fill(&two_hours(), &candidates).chosen;
        chosen.sort_unstable();
        assert_eq!(chosen, expected, "{groups:?}");
    }
}

#[test]
fn the_chosen_are_ordered_by_nearness_and_the_rest_named() {
    let candidates = [
        someone(Group::Overdue, 9.0, 10),
        someone(Group::Overdue, 200.0, 10), // too far for the day
        someone(Group::LastDay, 3.0, 10),
        someone(Group::InWindow, 6.0, 10),
        someone(Group::Never, 0.0, 90), // no room left
    ];
    let filled = fill(&two_hours(), &candidates);
    assert_eq!(filled.left_out, [1, 4]);
    assert!([vec![2, 3, 0], vec![0, 3, 2]].contains(&filled.chosen), "{:?}", filled.chosen);
}

#[test]
fn who_is_too_far_or_too_long_is_passed_over_for_the_next_of_the_group() {
    let candidates = [
        someone(Group::Overdue, 0.0, 100),
        someone(Group::Overdue, 0.0, 30),
        someone(Group::Overdue, 0.0, 20),
        someone(Group::LastDay, 0.0, 5),
    ];
    let filled = fill(&two_hours(), &candidates);
    assert_eq!(filled, Filled { chosen: vec![0, 2], left_out: vec![1, 3] });
}

#[test]
fn a_day_that_is_half_over_is_filled_from_now() {
    let day = Day { from: Some(time("09:50")), ..two_hours() };
    let candidates = [someone(Group::Overdue, 0.0, 30), someone(Group::Overdue, 0.0, 30)];
    assert_eq!(fill(&day, &candidates), Filled { chosen: vec![0], left_out: vec![1] });
    let over = Day { from: Some(time("10:31")), ..two_hours() };
    assert_eq!(fill(&over, &candidates), Filled { chosen: vec![], left_out: vec![0, 1] });
    assert_eq!(fill(&two_hours(), &[]), Filled::default());
}

fn some_candidates() -> impl Strategy<Value = Vec<Candidate<'static>>> {
    let group = prop::sample::select(Group::ALL.to_vec());
    prop::collection::vec((a_place(), 5_u32..120, group), 0..14).prop_map(|all| {
        all.into_iter().map(|(place, minutes, group)| Candidate { place, minutes, hours: &[], group }).collect()
    })
}

/// Whether these, by the order that filling measures with, are back within the hours.
fn holds(day: &Day, candidates: &[Candidate], chosen: &[usize]) -> bool {
    let unordered = calls(candidates, chosen);
    let order: Vec<usize> = nearest(day, &unordered).into_iter().map(|nth| chosen[nth]).collect();
    timetable(day, &calls(candidates, &order)).minutes_over == 0
}

proptest! {
    #[test]
    fn a_filled_day_never_exceeds_the_hours_and_leaves_nobody_unnamed(day in a_day(), candidates in some_candidates()) {
        let filled = fill(&day, &candidates);
        prop_assert_eq!(timetable(&day, &calls(&candidates, &filled.chosen)).minutes_over, 0);
        let mut all = [filled.chosen.clone(), filled.left_out.clone()].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..candidates.len()).collect::<Vec<_>>());
        prop_assert_eq!(fill(&day, &candidates), filled, "the same day is filled in the same way");
    }

    #[test]
    fn nobody_who_is_left_out_would_still_fit(day in a_day(), candidates in some_candidates()) {
        let filled = fill(&day, &candidates);
        for out in &filled.left_out {
            let mut with = [filled.chosen.as_slice(), &[*out]].concat();
            with.sort_by_key(|at| (candidates[*at].group, *at));
            prop_assert!(!holds(&day, &candidates, &with), "{} fits beside {:?}", out, filled.chosen);
        }
    }

    #[test]
    fn later_groups_take_nobodys_place(day in a_day(), candidates in some_candidates()) {
        let all = fill(&day, &candidates).chosen;
        for group in Group::ALL {
            let first: Vec<usize> = (0..candidates.len()).filter(|at| candidates[*at].group <= group).collect();
            let alone: Vec<Candidate<'static>> = first.iter().map(|at| candidates[*at]).collect();
            for nth in fill(&day, &alone).chosen {
                prop_assert!(all.contains(&first[nth]), "{} has a place only while nobody after {:?} is there", first[nth], group);
            }
        }
    }
}
