//! Which seat gets which part: among seats that serve the same groups the parts of a first split are anybody's, so they are dealt in the
//! way that keeps most accounts where they are and fixed accounts near. The assignment is the best there is (Kuhn 1955, in the form with
//! potentials and shortest paths, Jonker and Volgenant 1987).

use super::ground::{Ground, NONE};

/// Deals parts to seats; `parts[n]` are the points of the nth part, and the nth number of the result is its seat.
pub fn relabel(ground: &Ground, parts: &[Vec<u32>], seats: &[usize]) -> Vec<usize> {
    let mut fixed = vec![Vec::new(); ground.seats()];
    for point in (0..ground.points()).filter(|point| ground.fixed[*point] != NONE) {
        fixed[usize::from(ground.fixed[point])].push(point);
    }
    let cost: Vec<Vec<i64>> =
        parts.iter().map(|part| seats.iter().map(|seat| cost(ground, part, *seat, &fixed[*seat])).collect()).collect();
    cheapest(&cost).into_iter().map(|nth| seats[nth]).collect()
}

/// What it costs that a seat gets a part: each point that leaves, each fixed point of the seat that is far from the part.
fn cost(ground: &Ground, part: &[u32], seat: usize, fixed: &[usize]) -> i64 {
    let Some(first) = part.first() else { return 0 };
    let leave = |point: &u32| {
        let at = *point as usize;
        // One unit where nothing is asked for: of equal deals the one that moves less.
        if ground.leaves(at, seat) { ground.weight[at] * i64::from(ground.stay.max(1)) } else { 0 }
    };
    let far = |point: &usize| ground.weight[*point] * i64::from(ground.distance(*point, *first as usize));
    part.iter().map(leave).sum::<i64>() + fixed.iter().map(far).sum::<i64>()
}

/// The column of each row so that the sum is least; as many columns as rows.
pub fn cheapest(cost: &[Vec<i64>]) -> Vec<usize> {
    let n = cost.len();
    // Row and column 0 stand for none.
    let (mut of_row, mut of_column) = (vec![0_i64; n + 1], vec![0_i64; n + 1]);
    let mut row_of = vec![0; n + 1];
    for row in 1..=n {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![i64::MAX; n + 1];
        let mut from = vec![0; n + 1];
        let mut seen = vec![false; n + 1];
        while row_of[at] != 0 {
            seen[at] = true;
            let (here, mut step, mut next) = (row_of[at], i64::MAX, 0);
            for column in (1..=n).filter(|column| !seen[*column]) {
                let reduced = cost[here - 1][column - 1] - of_row[here] - of_column[column];
                if reduced < least[column] {
                    (least[column], from[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=n {
                if seen[column] {
                    of_row[row_of[column]] += step;
                    of_column[column] -= step;
                } else {
                    least[column] = least[column].saturating_sub(step);
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut column_of = vec![0; n];
    for (column, row) in row_of.iter().enumerate().skip(1) {
        column_of[row - 1] = column - 1;
    }
    column_of
}
