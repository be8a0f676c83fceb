//! Every plan passes the independent look, and the look finds what is wrong.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Stopped};
use rounds::planning::weeks::{Plan, Start, Violation, check, evaluate, weeks};

use super::{a_problem, account, on_a_line, plan, problem, rhythm, work_days};

proptest! {
    #[test]
    fn a_plan_holds_wherever_it_is_stopped((problem, matrix) in a_problem(), stops in 0_u32..12, seed in 0_u64..4) {
        let mut left = stops;
        let mut stop = || {
            left = left.saturating_sub(1);
            left == 0
        };
        let limits = Limits { iterations: 150, seed, stop: &mut stop, progress: &mut |_| () };
        let found = weeks(&problem, &matrix, Start::Scratch, limits);
        prop_assert_eq!(check(&problem, &matrix, &found.best, None), Ok(found.best.cost));
        prop_assert_eq!(found.cost, found.best.cost.total());
        prop_assert!(found.stopped == Stopped::Told || found.iterations == 150 || found.iterations == 0);
    }

    #[test]
    fn a_plan_made_from_any_other_holds(
        (problem, matrix) in a_problem(), days in prop::collection::vec(prop::collection::vec(0_usize..12, 0..5), 0..20),
    ) {
        let other = Plan { days, ..Plan::default() };
        let found = plan(&problem, &matrix, Start::Present(&other), 60).best;
        prop_assert_eq!(check(&problem, &matrix, &found, Some(&other)), Ok(found.cost));
        let better = plan(&problem, &matrix, Start::Draft(&found), 60).best;
        prop_assert_eq!(check(&problem, &matrix, &better, None), Ok(better.cost));
    }

    #[test]
    fn the_same_seed_gives_the_same_plan((problem, matrix) in a_problem()) {
        let twice = [(); 2].map(|()| plan(&problem, &matrix, Start::Scratch, 100));
        prop_assert_eq!(&twice[0], &twice[1]);
    }

    #[test]
    fn a_longer_search_from_a_plan_is_never_worse((problem, matrix) in a_problem()) {
        let first = plan(&problem, &matrix, Start::Scratch, 20);
        let better = plan(&problem, &matrix, Start::Draft(&first.best), 60);
        prop_assert!(better.cost <= first.cost, "{} after {}", better.cost, first.cost);
    }
}

#[test]
fn the_look_finds_what_is_wrong() {
    let days = work_days(7, 3_000);
    let mut closed = account(1, rhythm(&days, 2, 3, 1));
    closed.barred = vec![3];
    let mut agreed = account(2, rhythm(&days, 2, 3, 1));
    agreed.fixed = vec![4];
    let problem = problem(days.clone(), vec![closed, agreed, account(3, rhythm(&days, 2, 3, 1))]);
    let matrix = on_a_line(4);
    let look = |visits: Vec<Vec<usize>>| {
        let plan = evaluate(&problem, &matrix, visits, None);
        check(&problem, &matrix, &plan, None)
    };
    assert!(look(vec![vec![2], vec![1, 0], vec![2], vec![], vec![0, 1], vec![], vec![]]).is_ok());
    let table: [(Vec<Vec<usize>>, Violation); 7] = [
        (vec![vec![]; 3], Violation::Days),
        (vec![vec![], vec![0, 0], vec![], vec![], vec![1], vec![], vec![]], Violation::Twice { account: 0, day: 1 }),
        (vec![vec![], vec![], vec![], vec![0], vec![1], vec![], vec![]], Violation::NotOpen { account: 0, day: 3 }),
        (vec![vec![], vec![], vec![], vec![], vec![1], vec![0], vec![]], Violation::NotOpen { account: 0, day: 5 }),
        (vec![vec![0], vec![0], vec![], vec![], vec![1], vec![], vec![]], Violation::TooEarly { account: 0, day: 1 }),
        (vec![vec![0], vec![], vec![], vec![], vec![], vec![], vec![]], Violation::FixedMissing { account: 1, day: 4 }),
        (vec![vec![], vec![], vec![], vec![], vec![], vec![], vec![]], Violation::FixedMissing { account: 1, day: 4 }),
    ];
    for (visits, expected) in table {
        assert_eq!(look(visits.clone()), Err(expected), "{visits:?}");
    }
    let good = evaluate(&problem, &matrix, vec![vec![], vec![0], vec![], vec![], vec![1], vec![], vec![]], None);
    let mut stranger = good.clone();
    stranger.days[1][0] = 9;
    assert_eq!(check(&problem, &matrix, &stranger, None), Err(Violation::Stranger(9)));
    let mut longer = good.clone();
    longer.loads[1].travel += 1;
    assert_eq!(check(&problem, &matrix, &longer, None), Err(Violation::WrongLoad(1)));
    let mut cheaper = good.clone();
    cheaper.cost.target -= 1;
    assert_eq!(check(&problem, &matrix, &cheaper, None), Err(Violation::WrongCost(good.cost)));
    let crowded = rounds::planning::weeks::Problem { days: work_days(7, 700), ..problem.clone() };
    let full = evaluate(&crowded, &matrix, vec![vec![], vec![0, 2], vec![], vec![], vec![1], vec![], vec![]], None);
    assert_eq!(check(&crowded, &matrix, &full, None), Err(Violation::TooLong(1)));
}
