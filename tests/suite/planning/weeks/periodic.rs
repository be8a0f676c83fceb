//! The classic periodic problem: plans hold, small ones are the exhaustive best, and whoever cannot be served is named.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Outcome};
use rounds::planning::matrix::Matrix;
use rounds::planning::weeks::{Customer, Periodic, PeriodicPlan, Wrong, check_periodic, periodic};

use super::{POINTS, a_matrix, on_a_line};

fn plan(problem: &Periodic, matrix: &Matrix, iterations: u64) -> Outcome<PeriodicPlan, usize> {
    periodic(problem, matrix, Limits { iterations, seed: 1, stop: &mut || false, progress: &mut |_| () })
}

fn customer(point: usize, demand: u32, patterns: &[&[usize]]) -> Customer {
    Customer { point, service: 10, demand, patterns: patterns.iter().map(|pattern| pattern.to_vec()).collect() }
}

fn a_customer() -> impl Strategy<Value = Customer> {
    let patterns = prop::sample::subsequence(vec![vec![0], vec![1], vec![2], vec![0, 2], vec![0, 1, 2]], 1..4);
    (0..POINTS, 1_u32..6, patterns).prop_map(|(point, demand, patterns)| Customer {
        point,
        service: 10,
        demand,
        patterns,
    })
}

proptest! {
    #[test]
    fn plans_hold(customers in prop::collection::vec(a_customer(), 0..10), matrix in a_matrix(), vehicles in 0_usize..3) {
        let problem = Periodic { days: 3, vehicles, capacity: Some(12), longest: Some(2_500), depot: 0, customers };
        let found = plan(&problem, &matrix, 100);
        prop_assert_eq!(check_periodic(&problem, &matrix, &found.best), Ok(found.cost));
        prop_assert_eq!(&found.notes, &found.best.missing);
        prop_assert_eq!(plan(&problem, &matrix, 100), found);
    }
}

#[test]
fn customers_of_one_side_share_their_days() {
    // Two at each end of a line with the depot in its middle; capacity for two.
    let any: &[&[usize]] = &[&[0], &[1]];
    let customers = [0, 1, 5, 6].map(|point| customer(point, 1, any)).to_vec();
    let problem = Periodic { days: 2, vehicles: 1, capacity: Some(2), longest: None, depot: 3, customers };
    let found = plan(&problem, &on_a_line(7), 200);
    assert_eq!((found.cost, found.notes), (1_200, Vec::new()));
}

#[test]
fn many_routes_without_limits_are_planned_too() {
    let days: &[&[usize]] = &[&[0, 1, 2, 3, 4]];
    let customers = (1..4).map(|point| customer(point, 1, days)).collect();
    let problem = Periodic { days: 5, vehicles: 4, capacity: None, longest: None, depot: 0, customers };
    let found = plan(&problem, &on_a_line(4), 50);
    assert_eq!((found.cost, found.notes), (3_000, Vec::new()));
}

#[test]
fn who_fits_nowhere_is_named_and_the_rest_served() {
    let customers = vec![customer(1, 9, &[&[0]]), customer(2, 1, &[&[1]]), customer(2, 1, &[&[0, 7]])];
    let problem = Periodic { days: 2, vehicles: 1, capacity: Some(5), longest: None, depot: 0, customers };
    let found = plan(&problem, &on_a_line(3), 50);
    assert_eq!((found.best.routes, found.notes), (vec![vec![], vec![1]], vec![0, 2]));
}

#[test]
fn the_look_finds_what_is_wrong() {
    let customers = vec![customer(1, 3, &[&[0], &[1]]), customer(2, 3, &[&[0, 1]])];
    let problem = Periodic { days: 2, vehicles: 1, capacity: Some(6), longest: Some(420), depot: 0, customers };
    let look = |routes: Vec<Vec<usize>>, missing: Vec<usize>, length| {
        check_periodic(&problem, &on_a_line(3), &PeriodicPlan { routes, missing, length })
    };
    assert_eq!(look(vec![vec![0, 1], vec![1]], vec![], 800), Ok(800));
    assert_eq!(look(vec![vec![0, 1], vec![1]], vec![], 700), Err(Wrong::Distance));
    assert_eq!(look(vec![vec![0, 1]], vec![], 400), Err(Wrong::Shape));
    assert_eq!(look(vec![vec![0, 1], vec![]], vec![], 400), Err(Wrong::Pattern(1)));
    assert_eq!(look(vec![vec![1], vec![1]], vec![0], 800), Ok(800));
    assert_eq!(look(vec![vec![1], vec![1]], vec![], 800), Err(Wrong::Pattern(0)));
    let tight = Periodic { capacity: Some(5), ..problem.clone() };
    let full = PeriodicPlan { routes: vec![vec![0, 1], vec![1]], missing: vec![], length: 800 };
    assert_eq!(check_periodic(&tight, &on_a_line(3), &full), Err(Wrong::Capacity(0)));
    let short = Periodic { longest: Some(415), ..problem.clone() };
    assert_eq!(check_periodic(&short, &on_a_line(3), &full), Err(Wrong::Length(0)));
}
