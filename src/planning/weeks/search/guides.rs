//! Other days. Where each account has a few sets of days to choose from, one that goes alone to other days mostly finds nobody there, and
//! all stay where they are. So now and then the first overlooks the days it has, and those around it may follow; and where other plans
//! are known, all around an account take the days that they have in one of them (what crossing does in Vidal et al. 2012).

use super::Search;
use crate::planning::weeks::choose::Wish;

/// Of so many iterations one follows another plan.
const FOLLOWED: usize = 2;
/// Up to so many accounts take the days of another plan at once.
const MOST: usize = 16;
/// One of so many that have these days already is put in again with them, to make room.
const AGAIN: usize = 8;
/// One of so many that come first overlooks the days it has.
const OVERLOOKED: usize = 4;

/// Other plans, and what the next account is to have.
#[derive(Default)]
pub(super) struct Guides {
    /// The days of each node in each other plan.
    plans: Vec<Vec<Vec<u16>>>,
    /// The plan that this iteration follows.
    followed: Option<usize>,
    /// Days that the next account overlooks; none: it overlooks none.
    overlooked: Vec<u16>,
    /// Days that the next account is to have; none: any.
    pub wished: Vec<u16>,
}

impl Guides {
    /// Whether this iteration follows another plan.
    pub fn follows(&self) -> bool {
        self.followed.is_some()
    }

    /// Whether these are the days of a node in the plan that is followed.
    fn has(&self, node: usize, days: impl Iterator<Item = u16>) -> bool {
        self.followed.is_some_and(|plan| self.plans[plan][node].iter().copied().eq(days))
    }

    /// What is wished for the next account.
    pub fn wish(&self) -> Wish<'_> {
        if !self.wished.is_empty() {
            Wish::These(&self.wished)
        } else if self.overlooked.is_empty() {
            Wish::Best
        } else {
            Wish::Others(&self.overlooked)
        }
    }
}

impl Search<'_> {
    /// Lets another plan (the nodes of each slot) guide the search.
    pub fn add_guide(&mut self, plan: &[Vec<u32>]) {
        let mut days = vec![Vec::new(); self.model.count];
        for (slot, nodes) in plan.iter().enumerate() {
            for node in nodes {
                days[*node as usize].push((slot / self.model.vehicles) as u16);
            }
        }
        self.guides.plans.push(days);
    }

    /// Decides whether the iteration that begins follows another plan.
    pub(super) fn follow(&mut self) {
        let plans = self.guides.plans.len();
        let follows = plans > 0 && self.draws.below(FOLLOWED) == 0;
        self.guides.followed = follows.then(|| self.draws.below(plans));
    }

    /// Marks accounts around one that have other days in the plan that is followed.
    pub(super) fn mark_guided(&mut self, seed: usize) {
        let most = 1 + self.draws.below(MOST);
        self.mark(seed);
        for at in 0..self.model.near[seed].len() {
            if self.out.len() >= most {
                break;
            }
            let node = self.model.near[seed][at] as usize;
            let vehicles = self.model.vehicles as u16;
            let days = self.now.visits[node].iter().map(|slot| slot / vehicles);
            if !self.guides.has(node, days) || self.draws.below(AGAIN) == 0 {
                self.mark(node);
            }
        }
    }

    /// Decides what is wished for the account that is put in at this place.
    pub(super) fn wish(&mut self, at: usize) {
        let (node, vehicles) = (self.out[at] as usize, self.model.vehicles as u16);
        let guides = &mut self.guides;
        guides.overlooked.clear();
        guides.wished.clear();
        if let Some(plan) = guides.followed {
            guides.wished.extend_from_slice(&guides.plans[plan][node]);
        } else if at == 0 && self.tuning.gives_way && self.draws.below(OVERLOOKED) == 0 {
            guides.overlooked.extend(self.kept.visits[node].iter().map(|slot| slot / vehicles));
        }
    }
}
