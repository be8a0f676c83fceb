//! The best set of days for one account, once it is known what a visit costs on each day. With a cadence an exact dynamic programme over
//! the days: the cost of a set is that of its visits and of the gaps between neighbours, so the best set that ends on a day follows from
//! the best sets that end before it. With a list of patterns (the classic periodic problem) the cheapest of the list.

use super::model::{IMPOSSIBLE, INFINITE};

/// Which sets of columns a node may be visited on.
#[derive(Clone, Debug)]
pub enum Choice {
    /// Any set, at the cost of its gaps.
    Gaps(Gaps),
    /// One of these sets, each a list of columns.
    Patterns(Vec<Vec<u16>>),
}

/// Costs of the days between visits of one node.
#[derive(Clone, Debug)]
pub struct Gaps {
    columns: usize,
    /// Cost of a gap: for each column the costs from the last touch before the plan and from each column before it. Column `j` has its
    /// `j + 1` costs at `j (j + 1) / 2`.
    between: Vec<i32>,
    /// Cost of what is left after the last visit: after the last touch before the plan, then after each column.
    after: Vec<i32>,
    /// Columns on which a visit is fixed.
    pub fixed: Vec<bool>,
    spare: usize,
}

impl Gaps {
    /// Costs from functions of columns; `None` is the last touch before the plan. A gap never leaps over a fixed visit.
    pub fn new(
        fixed: Vec<bool>,
        between: impl Fn(Option<usize>, usize) -> i32,
        after: impl Fn(Option<usize>) -> i32,
    ) -> Self {
        let columns = fixed.len();
        let before = |at: usize| at.checked_sub(1);
        let leaps = |from: usize, to: usize| fixed[from..to].iter().any(|fixed| *fixed);
        let mut costs = Vec::with_capacity(columns * (columns + 1) / 2);
        for to in 0..columns {
            let cost = |from: usize| if leaps(from, to) { INFINITE } else { between(before(from), to) };
            costs.extend((0..=to).map(cost));
        }
        let rest = (0..=columns).map(|from| if leaps(from, columns) { INFINITE } else { after(before(from)) });
        let mut gaps = Self { columns, between: costs, after: rest.collect(), fixed, spare: 0 };
        let (mut bench, free) = (Bench::default(), vec![0; columns]);
        gaps.best(&free, &mut bench.reached, &mut bench.picked);
        gaps.spare = columns - bench.picked.len();
        gaps
    }

    /// Columns that need no visit: few for those who are visited often.
    fn spare(&self) -> usize {
        self.spare
    }

    fn to(&self, column: usize) -> &[i32] {
        let first = column * (column + 1) / 2;
        &self.between[first..=first + column]
    }

    fn cost(&self, columns: impl Iterator<Item = usize>) -> i64 {
        let (mut at, mut sum) = (0, 0);
        for column in columns {
            sum += i64::from(self.to(column)[at]);
            at = column + 1;
        }
        sum + i64::from(self.after[at])
    }

    /// The best columns where a visit on each costs so much, the latest first, into `picked`; cost of the gaps between them.
    fn best(&self, visit: &[i32], reached: &mut Vec<i32>, picked: &mut Vec<u16>) -> i64 {
        reached.clear();
        reached.push(0);
        for (column, visit) in visit.iter().enumerate() {
            let least = if *visit >= INFINITE { INFINITE } else { least_sum(reached, self.to(column)) };
            reached.push(if least >= IMPOSSIBLE { INFINITE } else { least + visit });
        }
        let (mut at, _) = first_least(reached, &self.after);
        let mut gaps = i64::from(self.after[at]);
        while at > 0 {
            let costs = self.to(at - 1);
            picked.push((at - 1) as u16);
            (at, _) = first_least(&reached[..at], costs);
            gaps += i64::from(costs[at]);
        }
        debug_assert!(visit.len() == self.columns);
        gaps
    }
}

/// The least sum of two neighbours in two lists.
fn least_sum(reached: &[i32], costs: &[i32]) -> i32 {
    reached.iter().zip(costs).fold(2 * INFINITE, |least, (a, b)| least.min(a + b))
}

fn first_least(reached: &[i32], costs: &[i32]) -> (usize, i32) {
    let mut best = (0, i32::MAX);
    for (at, (a, b)) in reached.iter().zip(costs).enumerate() {
        if a + b < best.1 {
            best = (at, a + b);
        }
    }
    best
}

/// Room to work in, kept between calls.
#[derive(Default)]
pub struct Bench {
    reached: Vec<i32>,
    /// The columns that were picked.
    pub picked: Vec<u16>,
}

/// The most visits of a pattern.
fn most(patterns: &[Vec<u16>]) -> usize {
    patterns.iter().map(Vec::len).max().unwrap_or(0)
}

/// Which days an account would like.
#[derive(Clone, Copy)]
pub enum Wish<'a> {
    /// The best.
    Best,
    /// These.
    These(&'a [u16]),
    /// The best of all but these.
    Others(&'a [u16]),
}

impl Choice {
    /// Whether a visit on a column is fixed.
    pub fn is_fixed(&self, column: usize) -> bool {
        matches!(self, Self::Gaps(gaps) if gaps.fixed[column])
    }

    /// Whether there are columns with fixed visits.
    pub fn has_fixed(&self) -> bool {
        matches!(self, Self::Gaps(gaps) if gaps.fixed.contains(&true))
    }

    /// Columns that need no visit: few for those who are visited often.
    pub fn spare(&self) -> usize {
        match self {
            Self::Gaps(gaps) => gaps.spare(),
            Self::Patterns(patterns) => usize::MAX - most(patterns),
        }
    }

    /// About how many visits there will be on so many columns.
    pub fn often(&self, columns: usize) -> i64 {
        let visits = match self {
            Self::Gaps(gaps) => columns.saturating_sub(gaps.spare()),
            Self::Patterns(patterns) => most(patterns),
        };
        visits.max(1) as i64
    }

    /// Cost of the gaps of these visits, in rising order.
    pub fn cost(&self, columns: impl Iterator<Item = usize>) -> i64 {
        match self {
            Self::Gaps(gaps) => gaps.cost(columns),
            Self::Patterns(_) => 0,
        }
    }

    /// Picks the best columns where a visit on each costs so much; the cost of the gaps between them, none if nothing can be picked. What
    /// is wished is heard where there is a list to choose from and it holds what is wished.
    pub fn pick(&self, visit: &[i32], wish: Wish, bench: &mut Bench) -> Option<i64> {
        bench.picked.clear();
        match self {
            Self::Gaps(gaps) => Some(gaps.best(visit, &mut bench.reached, &mut bench.picked)),
            Self::Patterns(patterns) => {
                let of = |at: &u16| visit[usize::from(*at)];
                let possible = || patterns.iter().filter(|pattern| pattern.iter().all(|at| of(at) < INFINITE));
                let cost = |pattern: &&Vec<u16>| pattern.iter().map(|at| i64::from(of(at))).sum::<i64>();
                let wished = match wish {
                    Wish::Best => None,
                    Wish::These(days) => possible().find(|pattern| *pattern == days),
                    Wish::Others(days) => possible().filter(|pattern| *pattern != days).min_by_key(cost),
                };
                let best = wished.or_else(|| possible().min_by_key(cost))?;
                bench.picked.extend_from_slice(best);
                Some(0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_heard_where_the_list_holds_it_and_it_is_possible() {
        let choice = Choice::Patterns(vec![vec![0], vec![1], vec![2], vec![3]]);
        let visit = [5, 3, 9, INFINITE];
        let mut bench = Bench::default();
        let mut picked = |wish| choice.pick(&visit, wish, &mut bench).map(|_| bench.picked.clone());
        assert_eq!(picked(Wish::Best), Some(vec![1]));
        assert_eq!(picked(Wish::These(&[2])), Some(vec![2]));
        assert_eq!(picked(Wish::Others(&[1])), Some(vec![0]));
        assert_eq!(picked(Wish::These(&[3])), Some(vec![1]), "a day on which it fits nowhere");
        assert_eq!(picked(Wish::These(&[0, 1])), Some(vec![1]), "days that are not on the list");
        let only = Choice::Patterns(vec![vec![0]]);
        assert_eq!(only.pick(&visit, Wish::Others(&[0]), &mut bench), Some(0));
        assert_eq!(bench.picked, [0], "there are no others");
    }
}
