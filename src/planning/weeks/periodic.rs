//! The classic periodic vehicle routing problem, for comparing the engine with the literature (Cordeau, Gendreau and Laporte 1997): each
//! customer is visited on one of its patterns of days, some vehicles of one capacity leave the depot each day, and the distance is least.

use super::choose::Choice;
use super::model::{INFINITE, Model, Node, Prices, Slot};
use super::search::{Tuning, several};
use crate::planning::limits::{Limits, Outcome, Watch};
use crate::planning::matrix::{Matrix, UNREACHABLE};

/// A periodic problem. Lengths are in the unit of the matrix, which may be a fine fraction of the unit of the literature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Periodic {
    /// Days of the period.
    pub days: usize,
    /// Vehicles of each day.
    pub vehicles: usize,
    /// Most demand of one route; none: any.
    pub capacity: Option<u32>,
    /// Longest route, service included; none: any.
    pub longest: Option<u32>,
    /// Point of the depot.
    pub depot: usize,
    /// The customers.
    pub customers: Vec<Customer>,
}

/// Somebody to be visited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    /// Where.
    pub point: usize,
    /// Length of a visit.
    pub service: u32,
    /// What each visit takes of a route's capacity.
    pub demand: u32,
    /// Sets of days, each in rising order; one of them is chosen.
    pub patterns: Vec<Vec<usize>>,
}

/// A plan: who is visited on which route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodicPlan {
    /// Customers of each route, in order; the routes of the first day, then those of the second, and so on.
    pub routes: Vec<Vec<usize>>,
    /// Customers for whom no pattern was found that fits.
    pub missing: Vec<usize>,
    /// Distance of all routes.
    pub length: i64,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not as many routes as vehicles and days, or a number that is no customer.
    Shape,
    /// The days of this customer are none of its patterns, or it is visited and yet missing.
    Pattern(usize),
    /// This route carries too much.
    Capacity(usize),
    /// This route is too long, or has a way that does not exist.
    Length(usize),
    /// The distance stated is not that of the routes.
    Distance,
}

/// Plans a period. The cost is the distance; customers in the notes are missing.
pub fn periodic(problem: &Periodic, matrix: &Matrix, mut limits: Limits) -> Outcome<PeriodicPlan, usize> {
    let seed = limits.seed;
    let mut watch = Watch::new(&mut limits, 16);
    let model = model(problem, matrix);
    let routes: Vec<Vec<usize>> = several(&model, seed, &mut watch, TUNING, AMPLE)
        .iter()
        .map(|route| route.iter().map(|node| *node as usize).collect())
        .collect();
    let mut waits = vec![true; problem.customers.len()];
    routes.iter().flatten().for_each(|customer| waits[*customer] = false);
    let may_wait = |at: usize| problem.customers[at].patterns.iter().any(Vec::is_empty);
    let missing: Vec<usize> = (0..waits.len()).filter(|at| waits[*at] && !may_wait(*at)).collect();
    let length = routes.iter().map(|route| length(problem, matrix, route)).sum();
    let best = PeriodicPlan { routes, missing: missing.clone(), length };
    debug_assert_eq!(check_periodic(problem, matrix, &best), Ok(length), "a plan that does not hold");
    Outcome { cost: length, best, stopped: watch.stopped(), iterations: watch.done(), notes: missing }
}

/// Several searches go ahead when there are so many iterations for each pair of visits.
const AMPLE: u64 = 20;
/// How boldly it is looked for.
const TUNING: Tuning =
    Tuning { heat: 16, halvings: 8, longest: 10, stretches: 2, one_day: 2, around: 4, gives_way: true, route: 3 };

/// Longer than any route, and so short that the limits of all routes together can be summed.
const ANY_LENGTH: i64 = 1 << 46;

fn model(problem: &Periodic, matrix: &Matrix) -> Model {
    let columns = if problem.vehicles == 0 { 0 } else { problem.days };
    let points: Vec<usize> =
        problem.customers.iter().map(|customer| customer.point).chain([problem.depot, problem.depot]).collect();
    let way = |from: usize, to: usize| matrix.seconds(from, to).min(1 << 26) as i32;
    let away: Vec<i32> = points.iter().flat_map(|from| points.iter().map(|to| way(*from, *to))).collect();
    let limit = problem.longest.map_or(ANY_LENGTH, i64::from);
    let capacity = problem.capacity.map_or(i64::MAX / 4, i64::from);
    // There is no price of evenness or overtime, so nothing of it need be worked out.
    let slot = Slot { hours: 0, ..Slot::new(limit, 0, capacity) };
    let holds = |pattern: &&Vec<usize>| pattern.iter().all(|day| *day < columns);
    let node = |customer: &Customer| {
        let patterns: Vec<Vec<u16>> =
            customer.patterns.iter().filter(holds).map(|it| it.iter().map(|day| *day as u16).collect()).collect();
        let mut extra = vec![INFINITE; columns];
        patterns.iter().flatten().for_each(|day| extra[usize::from(*day)] = 0);
        Node {
            service: i64::from(customer.service),
            demand: i64::from(customer.demand),
            choice: Choice::Patterns(patterns),
            extra,
        }
    };
    let nodes = problem.customers.iter().map(node).collect();
    let prices = Prices { travel: 1, balance: 0, overtime: 0, excess: 0 };
    Model::new(&away, vec![slot; columns * problem.vehicles], problem.vehicles, prices, nodes)
}

fn length(problem: &Periodic, matrix: &Matrix, route: &[usize]) -> i64 {
    let points = route.iter().map(|at| problem.customers[*at].point);
    let there = points.clone().chain([problem.depot]);
    let here = [problem.depot].into_iter().chain(points);
    here.zip(there).map(|(a, b)| i64::from(matrix.seconds(a, b))).sum()
}

/// Looks at a plan independently of how it was made; its distance if nothing is wrong.
pub fn check_periodic(problem: &Periodic, matrix: &Matrix, plan: &PeriodicPlan) -> Result<i64, Wrong> {
    if plan.routes.len() != problem.days * problem.vehicles {
        return Err(Wrong::Shape);
    }
    let mut days = vec![Vec::new(); problem.customers.len()];
    let mut sum = 0;
    for (nth, route) in plan.routes.iter().enumerate() {
        let (mut here, mut length, mut busy, mut carried) = (problem.depot, 0_i64, 0_i64, 0_i64);
        for at in route {
            let customer = problem.customers.get(*at).ok_or(Wrong::Shape)?;
            let way = matrix.seconds(here, customer.point);
            if way == UNREACHABLE {
                return Err(Wrong::Length(nth));
            }
            length += i64::from(way);
            busy += i64::from(customer.service);
            carried += i64::from(customer.demand);
            here = customer.point;
            days[*at].push(nth / problem.vehicles);
        }
        if !route.is_empty() {
            length += i64::from(matrix.seconds(here, problem.depot));
        }
        if problem.capacity.is_some_and(|most| carried > i64::from(most)) {
            return Err(Wrong::Capacity(nth));
        }
        if problem.longest.is_some_and(|most| length + busy > i64::from(most)) {
            return Err(Wrong::Length(nth));
        }
        sum += length;
    }
    for (at, days) in days.iter().enumerate() {
        let planned = problem.customers[at].patterns.contains(days);
        if planned == plan.missing.contains(&at) || !planned && !days.is_empty() {
            return Err(Wrong::Pattern(at));
        }
    }
    if sum == plan.length { Ok(sum) } else { Err(Wrong::Distance) }
}
