//! From the problem to what the search works on: a column for each day on which something can happen, a node for each account that can be
//! planned; and what is to be said about the others.

use super::choose::{Choice, Gaps};
use super::evaluate::{NO_WAY, known_point, way};
use super::model::{INFINITE, MOST, Model, Node, Prices, Slot};
use super::plan::{Against, Plan, Reason, Why};
use super::problem::{Account, EXCESS, Problem};
use super::rhythm::Rhythm;
use crate::planning::matrix::{Matrix, UNREACHABLE};

/// A prepared problem.
pub struct Prepared {
    /// What the search works on.
    pub model: Model,
    /// The day of each column.
    pub columns: Vec<usize>,
    /// The account of each node.
    pub nodes: Vec<usize>,
    /// Fixed visits to accounts without a place, as day and account: they take time and no way.
    pub loose: Vec<(usize, usize)>,
    /// What is to be said.
    pub notes: Vec<Why>,
}

impl Prepared {
    /// Prepares a problem; visits that stay where `present` has them are better than others.
    pub fn new(problem: &Problem, matrix: &Matrix, present: Option<&Plan>) -> Self {
        let mut notes = Vec::new();
        if !problem.days.iter().any(|day| day.works) {
            notes.push(Why::NoWorkingDay);
        }
        let fixed = fixed_days(problem, &mut notes);
        let has_fixed = |day: &usize| fixed.iter().any(|days| days.contains(day));
        let columns: Vec<usize> =
            (0..problem.days.len()).filter(|day| problem.days[*day].works || has_fixed(day)).collect();
        let mut slots: Vec<Slot> = columns.iter().map(|day| slot(problem, *day)).collect();
        let (mut nodes, mut loose) = (Vec::new(), Vec::new());
        for (account, fixed) in fixed.iter().enumerate() {
            match placed(problem, matrix, account, &mut notes) {
                Some(reason) => {
                    let planned = reason != Reason::BadWindow && problem.accounts[account].rhythm.is_none();
                    if !planned {
                        notes.push(Why::Unplanned { account, reason });
                    }
                    if reason == Reason::NoPlace {
                        loose.extend(fixed.iter().map(|day| (*day, account)));
                    } else if !fixed.is_empty() {
                        nodes.push((account, false));
                    }
                }
                None if problem.accounts[account].rhythm.is_some() || !fixed.is_empty() => {
                    nodes.push((account, true));
                }
                None => {}
            }
        }
        for (day, account) in &loose {
            let column = columns.binary_search(day).unwrap_or(0);
            slots[column].base += i64::from(problem.accounts[*account].service);
        }
        let weights = &problem.weights;
        let prices = Prices {
            travel: i64::from(weights.travel),
            balance: i64::from(weights.balance),
            overtime: i64::from(weights.overtime),
            excess: EXCESS,
        };
        let kept = Kept { problem, columns: &columns, fixed: &fixed, present };
        let parts = nodes.iter().map(|(account, freely)| kept.node(*account, *freely)).collect();
        let nodes: Vec<usize> = nodes.into_iter().map(|(account, _)| account).collect();
        let points = nodes.iter().map(|account| problem.accounts[*account].point).chain([problem.start, problem.end]);
        let points: Vec<Option<usize>> = points.collect();
        let away: Vec<i32> = points.iter().flat_map(|from| points.iter().map(|to| way(matrix, *from, *to))).collect();
        Self { model: Model::new(&away, slots, 1, prices, parts), columns, nodes, loose, notes }
    }

    /// The days of a plan from the nodes of each slot.
    pub fn days(&self, problem: &Problem, slots: &[Vec<u32>]) -> Vec<Vec<usize>> {
        let mut days = vec![Vec::new(); problem.days.len()];
        for (day, nodes) in self.columns.iter().zip(slots) {
            days[*day] = nodes.iter().map(|node| self.nodes[*node as usize]).collect();
        }
        for (day, account) in &self.loose {
            days[*day].push(*account);
        }
        days
    }

    /// The nodes of each slot from the days of a plan, without those that are none.
    pub fn slots(&self, plan: &Plan) -> Vec<Vec<u32>> {
        let node = |account: &usize| self.nodes.binary_search(account).ok().map(|node| node as u32);
        let on = |day: &usize| {
            let mut nodes: Vec<u32> = Vec::new();
            for node in plan.days.get(*day).into_iter().flatten().filter_map(node) {
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
            nodes
        };
        self.columns.iter().map(on).collect()
    }
}

fn slot(problem: &Problem, day: usize) -> Slot {
    let day = problem.days[day];
    let (hours, more) = if day.works { (i64::from(day.seconds), i64::from(day.overtime)) } else { (0, 0) };
    Slot::new(hours, more, i64::MAX / 4)
}

/// The days of each account's fixed visits, in rising order.
fn fixed_days(problem: &Problem, notes: &mut Vec<Why>) -> Vec<Vec<usize>> {
    let mut all = Vec::with_capacity(problem.accounts.len());
    for (account, who) in problem.accounts.iter().enumerate() {
        let mut days = who.fixed.clone();
        days.sort_unstable();
        days.dedup();
        for day in &days {
            let against = match problem.days.get(*day) {
                None => Some(Against::Outside),
                Some(day) if !day.works => Some(Against::Rest),
                Some(_) => who.barred.contains(day).then_some(Against::Closed),
            };
            notes.extend(against.map(|against| Why::FixedAnyway { account, day: *day, against }));
        }
        days.retain(|day| *day < problem.days.len());
        all.push(days);
    }
    all
}

/// Why an account is not planned freely; none if it is, or if nobody asks for it.
fn placed(problem: &Problem, matrix: &Matrix, account: usize, notes: &mut Vec<Why>) -> Option<Reason> {
    let who = &problem.accounts[account];
    if who.rhythm.is_none() && who.fixed.is_empty() {
        return None;
    }
    let Some(point) = known_point(problem, matrix, account) else { return Some(Reason::NoPlace) };
    let there = problem.start.map_or(0, |start| matrix.seconds(start, point));
    let back = problem.end.map_or(0, |end| matrix.seconds(point, end));
    if there == UNREACHABLE || back == UNREACHABLE {
        return Some(Reason::Unreachable);
    }
    if matrix.is_guessed(point) {
        notes.push(Why::Guessed { account });
    }
    let rhythm = who.rhythm.as_ref()?;
    if !rhythm.is_sound(problem.days.len()) {
        return Some(Reason::BadWindow);
    }
    let free = |day: &usize| problem.days[*day].works && !who.barred.contains(day);
    let mut days = (0..problem.days.len()).filter(free).peekable();
    if days.peek().is_none() {
        return Some(Reason::NoDay);
    }
    let needs = i64::from(there) + i64::from(back) + i64::from(who.service);
    let longest = days.map(|day| slot(problem, day).limit).max().unwrap_or(0);
    (needs > longest || there >= NO_WAY as u32 || back >= NO_WAY as u32).then_some(Reason::TooLong)
}

struct Kept<'a> {
    problem: &'a Problem,
    columns: &'a [usize],
    fixed: &'a [Vec<usize>],
    present: Option<&'a Plan>,
}

impl Kept<'_> {
    /// The node of an account; if not `freely`, only on its fixed days.
    fn node(&self, account: usize, freely: bool) -> Node {
        let who = &self.problem.accounts[account];
        let fixed: Vec<bool> = self.columns.iter().map(|day| self.fixed[account].contains(day)).collect();
        let rhythm = who.sound_rhythm(self.problem.days.len());
        let extra = self.columns.iter().zip(&fixed).map(|(day, fixed)| {
            let open = freely && rhythm.is_some() && self.problem.days[*day].works && !who.barred.contains(day);
            match self.present {
                _ if *fixed => 0,
                _ if !open => INFINITE,
                // What stays earns what it would cost if it moved.
                Some(present) if present.days.get(*day).is_some_and(|known| known.contains(&account)) => {
                    -capped(i64::from(self.problem.weights.moved))
                }
                _ => 0,
            }
        });
        let extra = extra.collect();
        let choice = match rhythm {
            Some(rhythm) => self.gaps(who, rhythm, fixed),
            None => Gaps::new(fixed, |_, _| 0, |_| 0),
        };
        Node { service: i64::from(who.service), demand: 0, choice: Choice::Gaps(choice), extra }
    }

    fn gaps(&self, who: &Account, rhythm: &Rhythm, fixed: Vec<bool>) -> Gaps {
        let weights = &self.problem.weights;
        let day = |column: usize| self.columns[column];
        let cost = |gap: u32, late: u32| capped(weights.off_target(who, rhythm, gap) + weights.lateness(who, late));
        let agreed = fixed.clone();
        let between = |from: Option<usize>, to: usize| {
            let gap = rhythm.gap(from.map(day), day(to));
            let too_early = gap < rhythm.min && !agreed[to];
            if too_early { INFINITE } else { cost(gap, gap.saturating_sub(rhythm.max)) }
        };
        let after = |from: Option<usize>| {
            let rest = rhythm.rest(from.map(day));
            cost(rest.saturating_add(1).max(rhythm.target), rest.saturating_sub(rhythm.max))
        };
        Gaps::new(fixed, between, after)
    }
}

fn capped(cost: i64) -> i32 {
    cost.clamp(0, i64::from(MOST)) as i32
}
