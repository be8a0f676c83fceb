//! Searches that start from a plan: what of it is still possible is taken over, and at the end whatever need not have moved moves back.

use super::Search;
use crate::planning::weeks::model::INFINITE;

impl Search<'_> {
    /// Takes over given routes, as far as they are still possible; whoever loses a day there gets the best days that are left.
    pub(super) fn take_over(&mut self, hint: &[Vec<u32>]) {
        let model = self.model;
        for (slot, nodes) in hint.iter().enumerate().take(model.slots.len()) {
            for node in nodes {
                self.now.visits[*node as usize].push(slot as u16);
            }
            self.routes.fill(model, slot, nodes);
        }
        let mut homeless: Vec<usize> = (0..model.count).filter(|node| !self.is_possible(*node)).collect();
        for node in &homeless {
            self.take(*node);
        }
        for slot in 0..model.slots.len() {
            while self.routes.load(model, slot) > model.slots[slot].limit {
                let stops = self.routes.list[slot].stops().map(|node| node as usize);
                let rarest = stops.filter(|node| !model.choices[*node].is_fixed(slot / model.vehicles));
                let Some(node) = rarest.max_by_key(|node| (model.choices[*node].spare(), *node)) else { break };
                self.take(node);
                homeless.push(node);
            }
        }
        (0..model.count).for_each(|node| self.charge(node));
        self.now.sums = self.routes.sums(model);
        homeless.sort_by_key(|node| (!model.choices[*node].has_fixed(), model.choices[*node].spare(), *node));
        for node in homeless {
            self.now.fee -= std::mem::take(&mut self.now.fees[node]);
            self.give(node, 0);
        }
    }

    /// Whether the visits of a node are all on days on which they may be, with nothing wrong in between.
    fn is_possible(&self, node: usize) -> bool {
        let (choice, extra) = (&self.model.choices[node], self.model.extra_of(node));
        let columns = || self.now.visits[node].iter().map(|slot| usize::from(*slot) / self.model.vehicles);
        let mut open = columns().map(|column| choice.is_fixed(column) || extra[column] < INFINITE);
        open.all(|open| open) && choice.cost(columns()) < i64::from(INFINITE) && !self.now.visits[node].is_empty()
    }

    /// Gives nodes the days of a hint back where that costs no more, until nothing changes.
    pub fn move_back(&mut self, hint: &[Vec<u32>]) {
        let mut wanted = vec![Vec::new(); self.model.count];
        for (slot, nodes) in hint.iter().enumerate().take(self.model.slots.len()) {
            for node in nodes {
                wanted[*node as usize].push(slot as u16);
            }
        }
        for _ in 0..3 {
            let mut changed = false;
            for (node, wanted) in wanted.iter().enumerate() {
                let mut now = self.now.visits[node].clone();
                now.sort_unstable();
                if now == *wanted || wanted.is_empty() {
                    continue;
                }
                self.out.clear();
                self.out.push(node as u32);
                self.take(node);
                self.now.visits[node].clone_from(wanted);
                let possible = self.is_possible(node) && self.put(node, wanted);
                self.charge(node);
                self.now.cost = self.cost();
                if possible && self.now.cost <= self.kept.cost {
                    self.settle();
                    changed = true;
                } else {
                    self.restore();
                }
            }
            if !changed {
                break;
            }
        }
        self.best_cost = i64::MAX;
        self.keep_if_best();
    }

    /// Puts a node into these slots; false if it does not fit into one.
    fn put(&mut self, node: usize, slots: &[u16]) -> bool {
        slots.iter().all(|slot| {
            let column = usize::from(*slot) / self.model.vehicles;
            let forced = self.model.choices[node].is_fixed(column);
            let fit = (forced, None);
            let Some(place) = self.routes.best_place(self.model, node, column, fit, 0) else { return false };
            let model = self.model;
            self.change(place.slot, |routes| routes.insert(model, node, place));
            true
        })
    }

    /// Works out what a node costs beside the routes.
    fn charge(&mut self, node: usize) {
        let vehicles = self.model.vehicles;
        let extra = self.model.extra_of(node);
        self.now.visits[node].sort_unstable();
        let columns = || self.now.visits[node].iter().map(|slot| usize::from(*slot) / vehicles);
        let fee = self.model.choices[node].cost(columns());
        let fee = fee + columns().map(|column| i64::from(extra[column])).sum::<i64>();
        self.now.fee += fee - self.now.fees[node];
        self.now.fees[node] = fee;
    }
}
