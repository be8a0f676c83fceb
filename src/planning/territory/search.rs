//! The search: first splits, settled under prices; the best of them is then improved region by region until the iterations are used up.

use super::anneal::{Cooling, slack};
use super::carry::carry;
use super::exact::exact;
use super::ground::{Ground, Parts, Score, outside};
use super::median::median;
use super::region::Region;
use super::settle::settle;
use super::start;
use crate::planning::limits::{Limits, Stopped, Watch};
use crate::planning::seed::Draws;

/// Iterations between two questions whether to stop: each takes some tens of microseconds.
const STRIDE: u64 = 8;
/// Points × seats that all first splits together may have.
const FIRST: usize = 250_000;
/// First splits, at most.
const STARTS: usize = 8;
/// Regions improved for each seat before first splits are compared.
const TRIES: usize = 3;
/// Seats in a region.
const SIZES: [usize; 3] = [4, 6, 9];
/// Regions in a hundred that begin with one centre thrown anywhere.
const THROWN: usize = 80;
/// Temperature at the start, in mean costs of a point.
const HOT: f64 = 2.0;
/// What a unit of load outside the bands costs, in mean ways; more while the bands are not met.
const PENALTY: (i64, i64) = (3, 10);
/// A region may get worse by this share of a seat's mean cost, more or less.
const LENIENT: f64 = 0.003;
/// Candidates for a centre at the end.
const LAST_CANDIDATES: usize = 40;

/// Where to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// From cuts through the whole.
    Afresh,
    /// From the present seats.
    Present,
}

/// A found split.
#[derive(Debug)]
pub struct Found {
    /// The split.
    pub parts: Parts,
    /// Its score.
    pub score: Score,
    /// Why the search ended.
    pub stopped: Stopped,
    /// Iterations made.
    pub iterations: u64,
}

/// Searches. There must be a seat, and for each point one that may have it.
pub fn search(ground: &Ground, begin: Begin, limits: &mut Limits) -> Found {
    if let Some((parts, score)) = exact(ground) {
        return Found { parts, score, stopped: Stopped::Proven, iterations: 0 };
    }
    let mut draws = Draws::new(limits.seed);
    let mut watch = Watch::new(limits, STRIDE);
    let mut state = match begin {
        Begin::Present => present(ground, &mut watch),
        Begin::Afresh => race(ground, &mut draws, &mut watch),
    };
    while state.improve(&mut draws, &mut watch) {}
    let mut parts = state.best_parts;
    for (seat, members) in parts.members().iter().enumerate() {
        parts.centre[seat] = median(ground, members, parts.centre[seat], LAST_CANDIDATES);
    }
    let score = parts.score(ground);
    Found { parts, score, stopped: watch.stopped(), iterations: watch.done() }
}

/// The present split, and evened out if that is better.
fn present<'g>(ground: &'g Ground, watch: &mut Watch) -> State<'g> {
    let mut state = State::new(ground, start::present(ground));
    let mut carried = state.parts.clone();
    carry(ground, &mut carried, watch, state.best.cost);
    if carried.score(ground) < state.score {
        state.take_up(carried);
    }
    state
}

/// The best of some first splits, each settled and improved a little.
fn race<'g>(ground: &'g Ground, draws: &mut Draws, watch: &mut Watch) -> State<'g> {
    let starts = (FIRST / (ground.points() * ground.seats()).max(1)).clamp(1, STARTS);
    let mut best: Option<State> = None;
    for nth in 0..starts {
        let mut state = State::new(ground, start::afresh(ground, (nth > 0).then_some(&mut *draws), watch));
        let mut settled = state.parts.clone();
        settle(ground, &mut settled, watch, state.best.cost);
        state.take_up(settled);
        for _ in 0..TRIES * ground.seats() {
            if !state.improve(draws, watch) {
                break;
            }
        }
        if best.as_ref().is_none_or(|best| state.best < best.best) {
            best = Some(state);
        }
        if watch.is_told() {
            break;
        }
    }
    best.unwrap_or_else(|| State::new(ground, start::present(ground)))
}

/// Where the search stands.
struct State<'g> {
    ground: &'g Ground,
    parts: Parts,
    members: Vec<Vec<u32>>,
    load: Vec<i64>,
    score: Score,
    moved: usize,
    best: Score,
    best_parts: Parts,
    tries: usize,
}

impl<'g> State<'g> {
    fn new(ground: &'g Ground, parts: Parts) -> Self {
        let score = parts.score(ground);
        let mut state = Self {
            members: Vec::new(),
            load: Vec::new(),
            moved: 0,
            best_parts: parts.clone(),
            best: score,
            tries: 0,
            ground,
            parts,
            score,
        };
        state.take_up(state.parts.clone());
        state
    }

    /// Goes on from another split.
    fn take_up(&mut self, parts: Parts) {
        self.members = parts.members();
        let load = |(base, members): (&i64, &Vec<u32>)| {
            base + members.iter().map(|point| self.ground.load[*point as usize]).sum::<i64>()
        };
        self.load = self.ground.base.iter().zip(&self.members).map(load).collect();
        self.score = parts.score(self.ground);
        self.moved = parts.moved(self.ground);
        self.parts = parts;
        self.remember();
    }

    fn remember(&mut self) {
        if self.score < self.best {
            self.best = self.score;
            self.best_parts.clone_from(&self.parts);
        }
    }

    /// Splits one region anew and keeps that if it is better, or hardly worse. Whether there is time for more.
    fn improve(&mut self, draws: &mut Draws, watch: &mut Watch) -> bool {
        if self.ground.seats() < 2 || self.ground.points() < 2 {
            return false;
        }
        let seats = self.pick(draws);
        let mut region = Region::new(self.ground, &self.parts, &self.members, seats, self.moved);
        if region.points.is_empty() {
            return watch.goes_on(self.best.cost);
        }
        let before = region.score();
        let spare = region.spare;
        if draws.below(100) < THROWN {
            let centre = region.points[draws.below(region.points.len())];
            region.place_centre(draws.below(region.seats.len()), centre);
        }
        let cooling = Cooling {
            iterations: region.seats.len(),
            hot: HOT * before.cost as f64 / region.points.len() as f64,
            penalty: self.penalty(),
        };
        let goes_on = region.anneal(&cooling, draws, watch, self.best.cost);
        let after = region.score();
        let lenient = slack(LENIENT * self.best.cost as f64 / self.ground.seats() as f64, draws.bits());
        if after <= (Score { cost: before.cost + lenient, ..before }) {
            self.score.cost += after.cost - before.cost;
            self.score.outside += after.outside - before.outside;
            let gone = spare.unwrap_or(0) - region.spare.unwrap_or(0);
            self.moved = self.moved.saturating_add_signed(gone as isize);
            self.put_back(&region);
            self.remember();
        }
        goes_on
    }

    fn put_back(&mut self, region: &Region) {
        for (nth, seat) in region.seats.iter().enumerate() {
            self.parts.centre[*seat] = region.centre[nth];
            self.load[*seat] = region.load[nth];
            self.members[*seat].clear();
        }
        for (point, stand) in region.points.iter().zip(&region.stands) {
            let seat = region.seats[stand.seat];
            self.parts.seat[*point as usize] = seat as u16;
            self.members[seat].push(*point);
        }
    }

    /// The price of a unit of load outside the bands: a few mean ways. Kept below what a forbidden seat costs.
    fn penalty(&self) -> i64 {
        let (usual, strict) = PENALTY;
        let times = if self.score.outside > 0 { strict } else { usual };
        (times * self.best.cost / self.load.iter().sum::<i64>().max(1)).clamp(1, 1_000_000)
    }

    /// Seats of a region: around a point that costs much where it is, around a seat that is outside its band, or, at first, around each
    /// seat in turn. Of the nearest some are left out by chance, so that regions differ.
    fn pick(&mut self, draws: &mut Draws) -> Vec<usize> {
        let ground = self.ground;
        self.tries += 1;
        let uneven = |seat: &usize| outside(ground.band[*seat], self.load[*seat]);
        let worst = (0..ground.seats()).max_by_key(uneven).filter(|seat| uneven(seat) > 0);
        let (seat, around) = match worst {
            Some(seat) if self.tries.is_multiple_of(2) => (seat, self.parts.centre[seat]),
            _ if self.tries <= ground.seats() => (self.tries - 1, self.parts.centre[self.tries - 1]),
            _ => {
                let point = self.dear(draws).max(self.dear(draws)).max(self.dear(draws)).1;
                (usize::from(self.parts.seat[point]), point as u32)
            }
        };
        let size = SIZES[draws.below(SIZES.len())].min(ground.seats()) - 1;
        let mut near: Vec<(u32, usize)> = (0..ground.seats())
            .filter(|other| *other != seat)
            .map(|other| (ground.distance(around as usize, self.parts.centre[other] as usize), other))
            .collect();
        near.sort_unstable();
        near.truncate(size * 3 / 2 + 1);
        while near.len() > size {
            near.swap_remove(draws.below(near.len()));
        }
        std::iter::once(seat).chain(near.into_iter().map(|(_, other)| other)).collect()
    }

    /// A point by chance, with what it costs where it is.
    fn dear(&self, draws: &mut Draws) -> (i64, usize) {
        let point = draws.below(self.ground.points());
        let seat = usize::from(self.parts.seat[point]);
        let way = self.ground.way(point, seat, self.parts.centre[seat] as usize);
        (self.ground.weight[point] * i64::from(way), point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::territory::ground::{NONE, Rounding};

    /// Eight points and three seats that cannot be told apart.
    fn some_ground(draws: &mut Draws) -> Ground {
        let load: Vec<i64> = (0..8).map(|_| 40 + draws.below(30) as i64).collect();
        let total: i64 = load.iter().sum();
        Ground {
            at: (0..8).map(|_| [draws.below(1_000) as i32, draws.below(1_000) as i32]).collect(),
            weight: load.clone(),
            load,
            group: vec![0; 8],
            fixed: vec![NONE; 8],
            present: vec![NONE; 8],
            serves: vec![1; 3],
            base: vec![0; 3],
            band: vec![(total / 4, total * 5 / 12); 3],
            stay: 0,
            most_moved: usize::MAX,
            rounding: Rounding::Nearest,
        }
    }

    #[test]
    fn the_search_finds_what_looking_at_all_finds() {
        let mut draws = Draws::new(1);
        for _ in 0..20 {
            let ground = some_ground(&mut draws);
            let mut limits = Limits { iterations: 2_000, seed: 1, stop: &mut || false, progress: &mut |_| () };
            let mut watch = Watch::new(&mut limits, STRIDE);
            let mut state = race(&ground, &mut draws, &mut watch);
            while state.improve(&mut draws, &mut watch) {}
            assert_eq!(Some(state.best), exact(&ground).map(|(_, score)| score));
        }
    }
}
