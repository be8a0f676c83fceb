//! The beginning from nothing. Where all days are to be even from the start, each account lands where there is room and not where the
//! others around it are. So the days take shape by their ways and gaps first, and evenness counts more and more from there on.

use std::cmp::Reverse;

use super::{ABSENCE, Search, State};
use crate::planning::weeks::routes::{FULL, Route};

/// What unevenness counts, in parts of [`FULL`], while the first visits are put in. Each makes another beginning; the best goes on.
const BEGINNINGS: [i64; 4] = [0, 2, 4, 8];
/// Accounts that are put in at the most, in all beginnings together: a matter of milliseconds.
const PUT_IN: usize = 400;
/// Then everybody is given days again, so often, while it counts ever more.
const ROUNDS: i64 = 4;
/// What it counts at the end of that.
const BEGUN: i64 = 8;
/// What it counts when the beginnings are compared.
const COMPARED: i64 = 24;

impl Search<'_> {
    /// Everybody, from nothing.
    pub(super) fn construct(&mut self) {
        let order = self.order_in();
        let all = self.model.prices.balance;
        if all == 0 {
            self.put_in(&order);
            self.give_again(&order);
            return;
        }
        let mut best: Option<(i64, State, Vec<Route>, Vec<u32>)> = None;
        let beginnings = (PUT_IN / self.model.count.max(1)).max(1);
        for part in BEGINNINGS.into_iter().take(beginnings) {
            (0..self.model.count).for_each(|node| self.take(node));
            self.absent.clear();
            self.rates.even = part * all;
            self.put_in(&order);
            let mut order = order.clone();
            for round in 0..ROUNDS {
                self.rates.even = BEGUN * round / (ROUNDS - 1) * all;
                self.give_again(&order);
                self.draws.shuffle(&mut order);
            }
            self.rates.even = COMPARED * all;
            let cost = self.cost() + ABSENCE * self.absent.len() as i64;
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, self.now.clone(), self.routes.list.clone(), self.absent.clone()));
            }
        }
        if let Some((_, now, routes, absent)) = best {
            (self.now, self.routes.list, self.absent) = (now, routes, absent);
        }
        self.rates.even = BEGUN * all;
    }

    /// Fixed visits first, then whoever is visited most often, then the farthest.
    fn order_in(&self) -> Vec<usize> {
        let model = self.model;
        let mut order: Vec<usize> = (0..model.count).collect();
        let rank = |node: usize| {
            let choice = &model.choices[node];
            (!choice.has_fixed(), choice.spare(), Reverse(model.way(model.count as u32, node as u32)), node)
        };
        order.sort_by_cached_key(|node| rank(*node));
        order
    }

    /// Gives days to everybody. While days are empty a detour counts no more than it will when they are full, or the first would all go
    /// where the others are.
    fn put_in(&mut self, order: &[usize]) {
        let model = self.model;
        let often = |node: usize| model.choices[node].often(model.columns()) as usize;
        let visits = (0..model.count).map(often).sum::<usize>().max(1);
        // On a full day about so many accounts lie nearer than the nearest that is visited on it.
        let nearer = model.count * model.columns() / visits;
        for node in order {
            let near = model.near[*node].iter().take(nearer + 1).next_back();
            self.most = near.map_or(i32::MAX, |near| model.way(*near, *node as u32));
            self.give(*node, 0);
        }
        self.most = i32::MAX;
    }

    /// Takes everybody out, one after the other, and gives them days once more.
    fn give_again(&mut self, order: &[usize]) {
        self.absent.clear();
        for node in order {
            self.take(*node);
            self.give(*node, 0);
        }
    }

    /// Lets unevenness count as much as it does after such a share of a run, in 1/65,536: from three quarters on in full.
    pub(super) fn firm_up(&mut self, share: u32) {
        let all = FULL * self.model.prices.balance;
        if self.rates.even == all {
            return;
        }
        let first = BEGUN * self.model.prices.balance;
        self.rates.even = (first + (all - first) * i64::from(share) / 49_152).min(all);
        self.kept.cost = self.cost_of(&self.kept);
        if self.rates.even == all {
            self.best_cost = i64::MAX;
            self.now.cost = self.kept.cost;
            self.keep_if_best();
        }
    }
}
