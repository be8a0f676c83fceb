//! What a plan achieves: the exhaustive best of small cases, everybody in time where there is room, and honesty where there is none.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rounds::planning::matrix::Matrix;
use rounds::planning::weeks::{
    Account, Cause, Change, Day, Problem, Remedies, Start, Weights, Why, changed, evaluate, forecast, remedies,
};

use super::{account, on_a_line, plan, problem, rhythm, work_days};
use rounds::planning::limits::Limits;

/// All sets of days on which an account may be visited, none too early.
fn possible(problem: &Problem, account: &Account) -> Vec<Vec<usize>> {
    let days = problem.days.len();
    let sets = (0_u32..1 << days).map(|set| (0..days).filter(|day| set >> day & 1 == 1).collect::<Vec<usize>>());
    let rhythm = account.rhythm.as_ref().unwrap();
    sets.filter(|set| {
        let open = set.iter().all(|day| problem.days[*day].works && !account.barred.contains(day));
        let mut last = None;
        open && set.iter().all(|day| {
            let gap = rhythm.gap(last, *day);
            last = Some(*day);
            gap >= rhythm.min
        })
    })
    .collect()
}

/// The least cost of all sets of days of three accounts, the slow and sure way. On a line each day is best in the order of the points.
fn exhaustive(problem: &Problem, matrix: &Matrix) -> i64 {
    let sets: Vec<Vec<Vec<usize>>> = problem.accounts.iter().map(|account| possible(problem, account)).collect();
    let mut best = i64::MAX;
    for a in &sets[0] {
        for b in &sets[1] {
            for c in &sets[2] {
                let on =
                    |day: usize| [a, b, c].iter().enumerate().filter(|it| it.1.contains(&day)).map(|it| it.0).collect();
                let plan = evaluate(problem, matrix, (0..problem.days.len()).map(on).collect(), None);
                let fits = plan
                    .loads
                    .iter()
                    .zip(&problem.days)
                    .all(|(load, day)| load.seconds() <= i64::from(day.seconds) + i64::from(day.overtime));
                if fits {
                    best = best.min(plan.cost.total());
                }
            }
        }
    }
    best
}

fn a_small_account(point: usize, days: Vec<Day>) -> impl Strategy<Value = Account> {
    (2_u32..4, 0_u32..3, 0_u32..4, prop::collection::vec(0_usize..6, 0..2)).prop_map(
        move |(min, more, since, barred)| Account { barred, ..account(point, rhythm(&days, min, min + more, since)) },
    )
}

fn a_small_problem() -> impl Strategy<Value = Problem> {
    (0_usize..6, 700_u32..2_600).prop_flat_map(|(off, seconds)| {
        let mut days = vec![Day::working(seconds, 300); 6];
        days[off] = Day::OFF;
        let accounts = [1, 2, 3].map(|point| a_small_account(point, days.clone()));
        accounts.prop_map(move |accounts| {
            let problem = problem(days.clone(), accounts.to_vec());
            // The balance of days is the one part that the visits of an account do not add up to one by one.
            Problem { weights: Weights { balance: 0, ..problem.weights }, ..problem }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn everybody_is_in_time_where_there_is_room(
        tiers in prop::collection::vec((0_usize..3, 0_u32..100, 1_usize..12), 1..30),
    ) {
        let days = work_days(28, 6 * 3600);
        let windows = [(3, 5), (7, 10), (14, 30)];
        let accounts = tiers.iter().map(|(tier, since, point)| {
            let (min, max) = windows[*tier];
            account(*point, rhythm(&days, min, max, since % max))
        });
        let problem = problem(days.clone(), accounts.collect());
        let found = plan(&problem, &on_a_line(12), Start::Scratch, 200);
        prop_assert_eq!((found.best.cost.late_gaps, found.best.cost.overtime), (0, 0), "{:?}", found.notes);
        prop_assert!(forecast(&problem, &found.best).iter().all(|week| week.late == 0));
        prop_assert!(found.notes.is_empty());
    }
}

#[test]
fn small_cases_are_solved_to_the_exhaustive_best() {
    let matrix = on_a_line(4);
    let mut runner = TestRunner::deterministic();
    for _ in 0..100 {
        let problem = a_small_problem().new_tree(&mut runner).unwrap().current();
        let (found, best) = (plan(&problem, &matrix, Start::Scratch, 6_000).cost, exhaustive(&problem, &matrix));
        assert_eq!(found, best, "{problem:?}");
    }
}

/// Twenty key accounts, and days with room for four of them.
fn too_much() -> (Problem, Matrix) {
    let days = work_days(14, 4 * 600 + 1_000);
    let accounts = (0..20).map(|nth| account(1 + nth % 5, rhythm(&days, 3, 4, nth as u32 % 4)));
    (problem(days.clone(), accounts.collect()), on_a_line(6))
}

#[test]
fn who_is_late_for_want_of_room_is_named_and_no_day_is_stretched() {
    let (problem, matrix) = too_much();
    let found = plan(&problem, &matrix, Start::Scratch, 800);
    let late: Vec<_> =
        found.notes.iter().filter_map(|note| if let Why::Late(late) = note { Some(late) } else { None }).collect();
    assert_eq!(late.len(), found.best.cost.late_gaps as usize);
    assert!(late.iter().any(|late| late.cause == Cause::Capacity && late.days > 0));
    assert_eq!(late.iter().map(|late| late.days).sum::<u32>(), found.best.cost.late_days);
    assert_eq!((found.best.cost.overtime, found.best.cost.excess), (0, 0));
    assert!(forecast(&problem, &found.best).iter().any(|week| week.late > 0 && week.worst > 0));
}

/// Twenty-three key accounts, and days with room for five: six come on most days if all come at their target, fewer than five if all wait as
/// long as they may.
#[test]
fn nobody_comes_early_at_the_cost_of_somebody_late() {
    let days = work_days(28, 5 * 600 + 200);
    let accounts = (0..23).map(|nth| account(1, rhythm(&days, 3, 5, nth % 5)));
    let problem = problem(days.clone(), accounts.collect());
    let found = plan(&problem, &on_a_line(2), Start::Scratch, 4_000).best;
    assert_eq!((found.cost.late_gaps, found.cost.overtime), (0, 0));
}

/// Seventy accounts of all tiers, strewn over a street.
#[test]
fn a_first_plan_is_near_to_what_a_long_search_finds() {
    let days = work_days(28, 8 * 3600);
    let tiers = [(3, 5), (7, 10), (7, 10), (14, 30), (14, 30)];
    let accounts = (0..70).map(|nth: u32| {
        let (min, max) = tiers[nth as usize % 5];
        account(1 + nth as usize * 37 % 70, rhythm(&days, min, max, nth * 11 % max))
    });
    let problem = problem(days.clone(), accounts.collect());
    let matrix = on_a_line(71);
    let quick = plan(&problem, &matrix, Start::Scratch, 600);
    let long = plan(&problem, &matrix, Start::Scratch, 40_000);
    assert_eq!(quick.best.cost.late_gaps, 0);
    assert!(quick.cost <= long.cost + long.cost / 10, "{} where {} can be had", quick.cost, long.cost);
}

#[test]
fn remedies_help_and_are_not_found_where_nobody_is_late() {
    let (problem, matrix) = too_much();
    let found = plan(&problem, &matrix, Start::Scratch, 800).best;
    let (mut stop, mut quiet) = (|| false, |_| ());
    let mut limits = Limits { iterations: 800, seed: 1, stop: &mut stop, progress: &mut quiet };
    let ways = remedies(&problem, &matrix, &found, &mut limits);
    let overtime = ways.overtime.expect("longer days help");
    assert!(overtime > 0 && overtime.is_multiple_of(900));
    let longer = changed(&problem, &Change::Overtime(overtime));
    let relieved = plan(&longer, &matrix, Start::Draft(&found), 800).best;
    assert!(relieved.cost.late_gaps < found.cost.late_gaps);
    assert!(ways.longer.is_some_and(|days| days > 0));
    // With the colleague's visits nobody is late any more.
    let mut with_help = found.days.clone();
    for (account, day) in &ways.help {
        assert!(!with_help[*day].contains(account));
        with_help[*day].push(*account);
    }
    assert_eq!(evaluate(&problem, &matrix, with_help, None).cost.late_gaps, 0);
    let easy = super::problem(problem.days.clone(), problem.accounts[..3].to_vec());
    let easy_plan = plan(&easy, &matrix, Start::Scratch, 100).best;
    assert_eq!(remedies(&easy, &matrix, &easy_plan, &mut limits), Remedies::default());
}

#[test]
fn fixed_visits_stay_whatever_they_cost() {
    let days = work_days(7, 1_500);
    let mut accounts: Vec<Account> = (1..5).map(|point| account(point, rhythm(&days, 2, 4, 1))).collect();
    for account in &mut accounts {
        account.fixed = vec![2];
    }
    let problem = problem(days, accounts);
    let found = plan(&problem, &on_a_line(5), Start::Scratch, 200);
    let mut all = found.best.days[2].clone();
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3]);
    assert!(found.notes.contains(&Why::Overtime { day: 2, seconds: 4 * 600 + 800 - 1_500, beyond: true }));
}

#[test]
fn loads_are_even_where_nothing_speaks_against_it() {
    let days = work_days(28, 8 * 3600);
    let accounts = (0..40).map(|nth| account(1, rhythm(&days, 7, 10, nth % 10)));
    let problem = problem(days.clone(), accounts.collect());
    let found = plan(&problem, &on_a_line(2), Start::Scratch, 2_000).best;
    let counts: Vec<usize> = (0..28).filter(|day| days[*day].works).map(|day| found.days[day].len()).collect();
    assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 3, "{counts:?}");
}
