//! Where a node is looked for a place: mostly only in routes that hold one of those nearest to it, which are a few of many. Now and then
//! everywhere, since the best route may also pass by on a long leg or hold nobody yet.

use super::Search;

/// Of eight iterations so many only look at routes nearby.
const NEARBY: usize = 6;
/// The nearest so many nodes that are visited at the moment decide what is nearby.
const NEAREST: usize = 12;

impl Search<'_> {
    /// Decides where the iteration that begins looks. With one route a day there is nothing to choose.
    pub(super) fn look_about(&mut self) {
        self.looks_nearby = self.model.vehicles > 1 && self.draws.below(8) < NEARBY;
    }

    /// Bits of slots that are not looked at for a node.
    pub(super) fn far_from(&self, node: usize) -> u64 {
        if !self.looks_nearby {
            return 0;
        }
        let visits = self.model.near[node].iter().map(|other| &self.now.visits[*other as usize]);
        let nearest = visits.filter(|visits| !visits.is_empty()).take(NEAREST);
        nearest.flatten().fold(u64::MAX, |far, slot| far & !(1 << (slot & 63)))
    }
}
