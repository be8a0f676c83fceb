//! Who is taken out: accounts around one, or stretches of routes that lie together.

use super::Search;

/// Where there are several routes a day, one stretch of so many is a whole route: only so can a day do with fewer of them.
const WHOLE: usize = 16;
/// Up to so many nodes.
const LONGEST_WHOLE: usize = 40;

impl Search<'_> {
    pub(super) fn mark(&mut self, node: usize) {
        if !std::mem::replace(&mut self.marked[node], true) {
            self.out.push(node as u32);
        }
    }

    pub(super) fn unmark(&mut self) {
        for node in &self.out {
            self.marked[*node as usize] = false;
        }
    }

    /// Marks accounts around one.
    pub(super) fn mark_around(&mut self, seed: usize) {
        let most = 1 + self.draws.below(self.tuning.longest);
        self.mark(seed);
        for at in 0..self.model.near[seed].len() {
            if self.out.len() >= most {
                break;
            }
            if self.draws.below(2) == 0 {
                self.mark(self.model.near[seed][at] as usize);
            }
        }
    }

    /// Marks stretches of one day's routes, or of any day's: one that holds the seed, others that hold nodes near it.
    pub(super) fn mark_stretches(&mut self, seed: usize, column: Option<usize>) {
        let mut left = 1 + self.draws.below(self.tuning.stretches);
        for nth in 0..=self.model.near[seed].len() {
            let node = if nth == 0 { seed } else { self.model.near[seed][nth - 1] as usize };
            if self.marked[node] {
                continue;
            }
            let vehicles = self.model.vehicles;
            let visits = &self.now.visits[node];
            let slot = match column {
                Some(column) => visits.iter().find(|slot| usize::from(**slot) / vehicles == column),
                None => visits.get(self.draws.below(visits.len())),
            };
            let Some(slot) = slot else { continue };
            self.stretch(usize::from(*slot), node);
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }

    /// Marks a stretch of a route that holds a node; sometimes its middle stays.
    fn stretch(&mut self, slot: usize, node: usize) {
        let mut stops = self.routes.list[slot].stops();
        let length = stops.len();
        let Some(at) = stops.position(|other| other as usize == node) else { return };
        let whole = self.model.vehicles > 1 && self.draws.below(WHOLE) == 0;
        let count =
            if whole { length.min(LONGEST_WHOLE) } else { (1 + self.draws.below(self.tuning.longest)).min(length) };
        let spared = if count > 1 && count < length && self.draws.below(2) == 0 {
            1 + self.draws.below((length - count).min(8))
        } else {
            0
        };
        let span = count + spared;
        let low = (at + 1).saturating_sub(span);
        let high = at.min(length - span);
        let first = low + self.draws.below(high - low + 1);
        let spare = first + self.draws.below(count);
        for (position, node) in self.routes.list[slot].stops().enumerate().skip(first).take(span) {
            let stays = (spare..spare + spared).contains(&position) && position != at;
            if !stays && !std::mem::replace(&mut self.marked[node as usize], true) {
                self.out.push(node);
            }
        }
    }
}
