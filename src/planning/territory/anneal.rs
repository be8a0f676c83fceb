//! Splitting a region anew: simulated annealing over shifts and swaps with centres that follow, then a descent to where no shift and no
//! swap helps.

use super::ground::outside;
use super::region::Region;
use crate::planning::limits::Watch;
use crate::planning::seed::Draws;

/// Draws that make one iteration.
const DRAWS: usize = 1000;
/// Candidates for a centre while it follows.
pub const CANDIDATES: usize = 6;
/// Descents with a recentring between them, at most.
const DESCENTS: usize = 3;
/// Points that a swap may begin with, at most, in one round of a descent.
const SWAPPERS: usize = 300;
/// No member of a seat.
const NOWHERE: usize = usize::MAX;

/// How a region is cooled.
pub struct Cooling {
    /// Iterations to make.
    pub iterations: usize,
    /// Temperature at the start, in units of cost.
    pub hot: f64,
    /// What a unit of load outside the bands costs.
    pub penalty: i64,
}

/// A temperature times an exponential variate, near enough: −log₂ of an even draw, its fraction taken as straight between powers of two.
/// No function of the machine's own library has a part in it, so it is the same everywhere.
pub fn slack(heat: f64, bits: u64) -> i64 {
    let zeros = bits.leading_zeros();
    let fraction = bits.checked_shl(zeros + 1).unwrap_or(0) >> 48;
    (heat * (f64::from(zeros + 1) - fraction as f64 / 65_536.0)) as i64
}

impl Region<'_> {
    /// Cools the region down, then descends. Ends early, and says so by a no, if there are no more iterations. `cost` is what is reported
    /// meanwhile.
    pub fn anneal(&mut self, cooling: &Cooling, draws: &mut Draws, watch: &mut Watch, cost: i64) -> bool {
        if self.seats.len() < 2 || self.points.len() < 2 {
            return watch.goes_on(cost);
        }
        let mut goes_on = true;
        for iteration in 0..cooling.iterations {
            goes_on = watch.goes_on(cost);
            if !goes_on {
                break;
            }
            let left = 1.0 - iteration as f64 / cooling.iterations as f64;
            self.shake(cooling.hot * left * left, cooling.penalty, draws);
            self.recentre(CANDIDATES);
        }
        for _ in 0..DESCENTS {
            self.descend(cooling.penalty * 50, watch);
            if watch.is_told() || !self.recentre(CANDIDATES) {
                break;
            }
        }
        goes_on
    }

    /// Draws points and takes the shift, or the swap with another point drawn, if it costs no more than the heat allows.
    fn shake(&mut self, heat: f64, penalty: i64, draws: &mut Draws) {
        for _ in 0..DRAWS {
            let (one, other) = (draws.below(self.points.len()), draws.below(self.points.len()));
            let from = self.stands[one].seat;
            let bits = draws.bits();
            let mut to = self.stands[other].seat;
            let swap = to != from && bits & 1 == 0;
            if to == from {
                to = (from + 1 + bits as usize % 64 % (self.seats.len() - 1)) % self.seats.len();
            }
            let mut change = self.cost_of(one, to);
            let mut load = self.stands[one].load;
            if swap {
                change += self.cost_of(other, from);
                load -= self.stands[other].load;
            }
            change += penalty * self.outside_of(from, to, load);
            let goes = [(one, to), (other, from)];
            let goes = &goes[..if swap { 2 } else { 1 }];
            if change <= slack(heat, bits) && self.spares(goes) {
                for (point, to) in goes {
                    self.go(*point, *to);
                }
            }
        }
    }

    /// Shifts and swaps while they help.
    fn descend(&mut self, penalty: i64, watch: &mut Watch) {
        while (self.shift_all(penalty) | self.swap_all(penalty)) && !watch.is_told() {}
    }

    fn shift_all(&mut self, penalty: i64) -> bool {
        let mut helped = false;
        for point in 0..self.points.len() {
            let from = self.stands[point].seat;
            let change =
                |to: &usize| self.cost_of(point, *to) + penalty * self.outside_of(from, *to, self.stands[point].load);
            let others = (0..self.seats.len()).filter(|to| *to != from && self.spares(&[(point, *to)]));
            let best = others.map(|to| (change(&to), to)).min();
            if let Some((_, to)) = best.filter(|(change, _)| *change < 0) {
                self.go(point, to);
                helped = true;
            }
        }
        helped
    }

    /// In a swap that helps, one of the two is nearer to the other's centre, or a seat is outside its band.
    fn swap_all(&mut self, penalty: i64) -> bool {
        let seats = self.seats.len();
        let mut members = vec![Vec::new(); seats];
        for (point, stand) in self.stands.iter().enumerate() {
            members[stand.seat].push(point);
        }
        let mut excess: Vec<i64> = (0..seats).map(|seat| outside(self.band[seat], self.load[seat])).collect();
        let mut left = SWAPPERS;
        let mut helped = false;
        for one in 0..self.points.len() {
            for to in 0..seats {
                let from = self.stands[one].seat;
                if to == from || left == 0 || !(self.cost_of(one, to) < 0 || excess[from] > 0) {
                    continue;
                }
                left -= 1;
                let (load, gain) = (self.stands[one].load, self.cost_of(one, to));
                // No swap saves more of the penalty than there is.
                let at_best = gain - penalty * (excess[from] + excess[to]);
                let mut best = (0, NOWHERE);
                for (nth, other) in members[to].iter().enumerate() {
                    let back = self.cost_of(*other, from);
                    if at_best + back < best.0 {
                        let outside = self.outside_of(from, to, load - self.stands[*other].load);
                        let change = gain + back + penalty * outside;
                        // Strictly better, or a descent among equals would never end.
                        if change < best.0 {
                            best = (change, nth);
                        }
                    }
                }
                let (_, nth) = best;
                if nth == NOWHERE {
                    continue;
                }
                let other = members[to][nth];
                if self.spares(&[(one, to), (other, from)]) {
                    self.go(one, to);
                    self.go(other, from);
                    excess[from] = outside(self.band[from], self.load[from]);
                    excess[to] = outside(self.band[to], self.load[to]);
                    members[to][nth] = one;
                    let place = members[from].iter().position(|point| *point == one);
                    if let Some(place) = place {
                        members[from][place] = other;
                    }
                    helped = true;
                }
            }
        }
        helped
    }
}
