//! Planning again: what is unchanged stays, what changes is said with its reason, and what-if changes nothing but its copy.

use proptest::prelude::*;
use rounds::planning::limits::Stopped;
use rounds::planning::matrix::Matrix;
use rounds::planning::weeks::{Change, Day, MoveWhy, Moved, Plan, Problem, Start, Why, changed, forecast};

use super::{a_problem, account, on_a_line, plan, problem, rhythm, work_days};

fn moved(notes: &[Why]) -> Vec<Moved> {
    notes.iter().filter_map(|note| if let Why::Moved(moved) = note { Some(*moved) } else { None }).collect()
}

/// Thirty accounts of three tiers, with room to spare, and a plan that was looked for a while.
fn a_book() -> (Problem, Matrix, Plan) {
    let days = work_days(28, 4 * 3600);
    let accounts = (0..30_u32).map(|nth| {
        let (rank, (min, max)) = [(0, (3, 5)), (1, (7, 10)), (2, (14, 30))][nth as usize % 3];
        let mut account = account(1 + nth as usize % 9, rhythm(&days, min, max, nth * 7 % max));
        account.rank = rank;
        account
    });
    let problem = problem(days.clone(), accounts.collect());
    let matrix = on_a_line(10);
    let present = plan(&problem, &matrix, Start::Scratch, 3_000).best;
    (problem, matrix, present)
}

#[test]
fn unchanged_input_gives_the_unchanged_plan() {
    let (problem, matrix, present) = a_book();
    for iterations in [0, 10, 2_000] {
        let again = plan(&problem, &matrix, Start::Present(&present), iterations);
        assert_eq!(again.best, present);
        assert_eq!((again.stopped, moved(&again.notes)), (Stopped::Iterations, Vec::new()));
    }
}

#[test]
fn a_day_off_moves_its_own_visits_and_few_others() {
    let (problem, matrix, present) = a_book();
    let off = changed(&problem, &Change::DaysOff { days: vec![9], working: (0..30).collect() });
    assert!(problem.days[9].works && !off.days[9].works);
    let then = plan(&off, &matrix, Start::Present(&present), 1_000);
    assert!(then.best.days[9].is_empty());
    assert_eq!(then.best.cost.late_gaps, 0);
    let moves = moved(&then.notes);
    let own = moves.iter().filter(|it| it.from == Some(9)).count();
    assert_eq!(own, present.days[9].len());
    assert!(moves.iter().filter(|it| it.from == Some(9)).all(|it| it.why == MoveWhy::Closed));
    assert!(moves.len() <= 2 * own + 4, "{} moves for {own} visits", moves.len());
}

#[test]
fn a_new_account_is_added_and_the_others_stay_where_they_are() {
    let (problem, matrix, present) = a_book();
    let newcomer = account(4, rhythm(&problem.days, 7, 10, 3));
    let more = changed(&problem, &Change::Joined(vec![newcomer]));
    let then = plan(&more, &matrix, Start::Present(&present), 500);
    let moves = moved(&then.notes);
    assert!(moves.iter().any(|it| (it.account, it.why) == (30, MoveWhy::New)));
    assert!(moves.iter().filter(|it| it.account != 30).count() <= 4, "{moves:?}");
    assert!(!then.best.visits(30).is_empty());
}

#[test]
fn a_closure_moves_the_visits_it_closes() {
    let (mut problem, matrix, present) = a_book();
    let day = present.visits(0)[1];
    problem.accounts[0].barred = vec![day];
    let then = plan(&problem, &matrix, Start::Present(&present), 500);
    let own: Vec<Moved> = moved(&then.notes).into_iter().filter(|it| it.account == 0).collect();
    assert!(own.iter().any(|it| it.from == Some(day)) && own.iter().all(|it| it.why == MoveWhy::Closed), "{own:?}");
}

#[test]
fn whoever_is_late_today_and_comes_first_tomorrow_is_overdue_this_week() {
    let (mut problem, _, _) = a_book();
    problem.accounts.truncate(1);
    let account = &mut problem.accounts[0];
    account.rhythm.as_mut().unwrap().since = Some((0..problem.days.len() as u32).map(|day| 90 + day).collect());
    let tomorrow =
        Plan { days: (0..problem.days.len()).map(|day| vec![0; usize::from(day == 1)]).collect(), ..Plan::default() };
    for barred in [vec![], vec![0]] {
        problem.accounts[0].barred = barred;
        assert_eq!(forecast(&problem, &tomorrow)[0].late, 1);
    }
}

#[test]
fn a_shorter_window_says_that_visits_would_be_late() {
    let (problem, matrix, present) = a_book();
    let shorter = changed(&problem, &Change::Window { rank: 1, min: 2, max: 4 });
    let then = plan(&shorter, &matrix, Start::Present(&present), 1_500);
    let moves = moved(&then.notes);
    assert!(
        moves.iter().any(|it| it.why == MoveWhy::Late)
            && moves.iter().all(|it| it.account % 3 == 1 || it.why != MoveWhy::Late)
    );
    assert!(then.best.count() > present.count());
}

#[test]
fn whoever_left_has_no_visits_and_a_holiday_week_none_at_all() {
    let (problem, matrix, present) = a_book();
    let gone = changed(&problem, &Change::Left(vec![0, 3, 99]));
    let then = plan(&gone, &matrix, Start::Present(&present), 100).best;
    assert!(then.visits(0).is_empty() && then.visits(3).is_empty() && !then.visits(6).is_empty());
    let days: Vec<usize> = (7..14).collect();
    let holiday = changed(&problem, &Change::DaysOff { days: days.clone(), working: (0..30).collect() });
    assert_eq!(holiday.accounts[0].rhythm.as_ref().unwrap().number[6..15], [5, 5, 5, 5, 5, 5, 5, 5, 6]);
    let then = plan(&holiday, &matrix, Start::Present(&present), 400).best;
    assert!(days.iter().all(|day| then.days[*day].is_empty()));
    assert_eq!(then.cost.late_gaps, 0, "days that do not count make nobody late");
    // The same week in calendar days makes many late, and says so.
    let harsh = changed(&problem, &Change::DaysOff { days, working: Vec::new() });
    let then = plan(&harsh, &matrix, Start::Present(&present), 400).best;
    let weeks = forecast(&harsh, &then);
    assert!(weeks[1].late > 0 && weeks.len() == 4, "{weeks:?}");
    assert!(forecast(&problem, &present).iter().all(|week| week.late == 0));
}

#[test]
fn a_plan_can_be_taken_on_to_the_next_days() {
    let present = Plan { days: vec![vec![1], vec![2], vec![3]], ..Plan::default() };
    assert_eq!(present.later(1).days, [vec![2], vec![3], vec![]]);
    assert_eq!(present.later(5).days, vec![Vec::<usize>::new(); 3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_plan_stays_if_its_input_does((problem, matrix) in a_problem()) {
        let present = plan(&problem, &matrix, Start::Scratch, 30).best;
        prop_assert_eq!(plan(&problem, &matrix, Start::Present(&present), 100).best, present);
    }

    #[test]
    fn moves_lead_from_the_present_plan_to_the_new_one((problem, matrix) in a_problem(), off in 0_usize..15) {
        let present = plan(&problem, &matrix, Start::Scratch, 30).best;
        let mut then = problem.clone();
        if let Some(day) = then.days.get_mut(off) {
            *day = Day::OFF;
        }
        let found = plan(&then, &matrix, Start::Present(&present), 50);
        let mut days = present.days.clone();
        for it in moved(&found.notes) {
            if let Some(from) = it.from {
                days[from].retain(|account| *account != it.account);
            }
            if let Some(to) = it.to {
                days[to].push(it.account);
            }
        }
        let sorted = |days: &[Vec<usize>]| days.iter().map(|day| {
            let mut day = day.clone();
            day.sort_unstable();
            day
        }).collect::<Vec<_>>();
        prop_assert_eq!(sorted(&days), sorted(&found.best.days));
    }
}
