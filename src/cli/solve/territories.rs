//! Points that are given to medians, and shops that are given to reps: one line for each, with its centre and its members, all by their
//! places in the file, counted from 1.

use crate::exchange::instances::{Fault, Shops};
use crate::planning::territory::capacitated::{self, Capacitated, Distances};
use crate::planning::territory::{self, Groups, Rule, Seat};

use super::budget::Budget;
use super::{Solved, joined, plain};

/// Thousandths, in which real lengths are counted.
const THOUSANDTHS: f64 = 1_000.0;

/// Chooses medians.
pub fn medians(problem: &Capacitated, budget: &Budget) -> Result<Solved, Fault> {
    let outcome = budget.once(|mut limits| capacitated::solve(problem, &mut limits)).map_err(|_| Fault::Capacity)?;
    let scale = if problem.distances == Distances::Real { THOUSANDTHS } else { 1.0 };
    let answer = &outcome.best;
    let mut chosen = answer.median.clone();
    chosen.sort_unstable();
    chosen.dedup();
    let of = |median: usize| (0..answer.median.len()).filter(move |point| answer.median[*point] == median);
    let members: Vec<(usize, Vec<usize>)> =
        chosen.iter().map(|median| (median + 1, of(*median).map(|point| point + 1).collect())).collect();
    let line = |(median, points): &(usize, Vec<usize>)| format!("median {median} points {}", joined(points));
    let mut lines: Vec<String> = members.iter().map(line).collect();
    if answer.above > 0 {
        lines.push(format!("unkept {}", answer.above));
    }
    let object = |(median, points): &(usize, Vec<usize>)| serde_json::json!({ "median": median, "points": points });
    let plan = serde_json::json!({
        "medians": members.iter().map(object).collect::<Vec<_>>(),
        "unkept": answer.above,
    });
    let (cost, stopped) = (outcome.cost as f64 / scale, outcome.stopped);
    Ok(Solved { cost, lines, plan, stopped, iterations: outcome.iterations })
}

/// Splits shops among so many reps; the tolerance is in 1/10,000.
pub fn split(shops: &Shops, reps: usize, tolerance: u32, budget: &Budget) -> Solved {
    let seats = vec![Seat { serves: Groups::ALL }; reps];
    let rule = Rule { tolerance, ..Rule::default() };
    let outcome = budget.once(|mut limits| territory::split(&shops.accounts, &seats, rule, &mut limits));
    let split = &outcome.best;
    let percent = |deviation: f64| deviation / 100.0;
    let of = |seat: usize| (0..split.seat.len()).filter(move |shop| split.seat[*shop] == Some(seat));
    let (mut lines, mut objects) = (Vec::new(), Vec::new());
    for (seat, territory) in split.after.territories.iter().enumerate() {
        let (centre, members) =
            (territory.centre.map(|shop| shop + 1), of(seat).map(|shop| shop + 1).collect::<Vec<_>>());
        let deviation = percent(f64::from(territory.deviation));
        let named = centre.map(|centre| centre.to_string()).unwrap_or_default();
        lines.push(format!(
            "rep {} deviation {} centre {named} shops {}",
            seat + 1,
            plain(deviation),
            joined(&members)
        ));
        objects.push(serde_json::json!({ "centre": centre, "deviation_percent": deviation, "shops": members }));
    }
    let worst = percent(f64::from(split.after.worst));
    lines.insert(0, format!("worst {}", plain(worst)));
    let plan = serde_json::json!({ "worst_percent": worst, "territories": objects });
    Solved { cost: shops.cost(split), lines, plan, stopped: outcome.stopped, iterations: outcome.iterations }
}
