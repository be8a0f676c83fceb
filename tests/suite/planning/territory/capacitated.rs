//! The capacitated p-median problem.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Outcome};
use rounds::planning::territory::capacitated::{Assigned, Capacitated, Distances, Unsolvable, check, solve};

fn answer(problem: &Capacitated, iterations: u64) -> Result<Outcome<Assigned, Unsolvable>, Unsolvable> {
    solve(problem, &mut Limits { iterations, seed: 1, stop: &mut || false, progress: &mut |_| () })
}

/// The least sum over every choice of two medians and every way to give points to them.
fn best_of_two(problem: &Capacitated) -> Option<i64> {
    let n = problem.points.len();
    let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| [a, b]));
    let each =
        pairs.flat_map(|pair| (0..1_usize << n).map(move |bits| (0..n).map(|nth| pair[bits >> nth & 1]).collect()));
    each.filter_map(|median| check(problem, &Assigned { median, above: 0 })).min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn two_medians_of_a_few_points_are_the_best(
        points in prop::collection::vec((0_u32..100, 0_u32..100, 1_u64..20), 3..8), spare in 0_u64..20, floor in any::<bool>(),
    ) {
        let demand: Vec<u64> = points.iter().map(|(.., demand)| *demand).collect();
        let capacity = (demand.iter().sum::<u64>().div_ceil(2) + spare).max(20);
        let problem = Capacitated {
            points: points.iter().map(|(x, y, _)| [f64::from(*x), f64::from(*y)]).collect(),
            demand,
            medians: 2,
            capacity,
            distances: if floor { Distances::Floor } else { Distances::Real },
        };
        let found = answer(&problem, 100).unwrap();
        match best_of_two(&problem) {
            None => prop_assert!(found.best.above > 0),
            Some(best) => {
                prop_assert_eq!(check(&problem, &found.best), Some(found.cost));
                prop_assert!((found.cost - best).abs() <= 7, "{} instead of {}", found.cost, best);
            }
        }
    }
}

#[test]
fn forty_points_and_five_medians_are_within_their_capacity() {
    let points: Vec<[f64; 2]> = (0..40).map(|nth| [f64::from(nth * 37 % 101), f64::from(nth * 53 % 97)]).collect();
    let demand: Vec<u64> = (0..40).map(|nth| 1 + nth * 7 % 13).collect();
    let capacity = demand.iter().sum::<u64>().div_ceil(5) + 2;
    let problem = Capacitated { points, demand, medians: 5, capacity, distances: Distances::Floor };
    let found = answer(&problem, 1_500).unwrap();
    assert_eq!((found.best.above, check(&problem, &found.best)), (0, Some(found.cost)));
    assert_eq!(found, answer(&problem, 1_500).unwrap());
}

#[test]
fn what_has_no_answer_is_said() {
    let good = Capacitated {
        points: vec![[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]],
        demand: vec![2, 2, 2],
        medians: 2,
        capacity: 4,
        distances: Distances::Real,
    };
    assert_eq!(answer(&good, 10).unwrap().cost, 5_000);
    let table = [
        (Capacitated { demand: vec![2], ..good.clone() }, Unsolvable::Lengths),
        (Capacitated { medians: 0, ..good.clone() }, Unsolvable::Medians),
        (Capacitated { medians: 4, ..good.clone() }, Unsolvable::Medians),
        (Capacitated { capacity: 2, ..good.clone() }, Unsolvable::Capacity),
        (Capacitated { demand: vec![1, 5, 0], ..good.clone() }, Unsolvable::Capacity),
        (
            Capacitated { points: vec![[0.0, 0.0], [f64::NAN, 4.0], [6.0, 8.0]], ..good.clone() },
            Unsolvable::Coordinates { point: 1 },
        ),
        (
            Capacitated { points: vec![[0.0, 0.0], [3.0, 4.5], [6.0, 8.0]], distances: Distances::Floor, ..good },
            Unsolvable::Coordinates { point: 1 },
        ),
    ];
    for (problem, expected) in table {
        assert_eq!(answer(&problem, 10), Err(expected), "{problem:?}");
    }
}
