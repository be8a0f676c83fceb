//! The routes of all slots while a plan is being made: where a node would go in, putting in and taking out, and what the routes cost.
//!
//! Where a node fits best in a route is remembered until the route changes. A route that is restored is again what was remembered.

use super::model::{MOST, Model, Slot};

/// One route: the start, the nodes in order, the end.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// Nodes; the first is the start, the last the end.
    pub nodes: Vec<u32>,
    /// Seconds from each node to the next.
    legs: Vec<i32>,
    /// Seconds on the way.
    pub travel: i64,
    /// Seconds of visits.
    pub service: i64,
    demand: i64,
    /// A number that no other content of a route has had.
    stamp: u64,
    /// The content of which `square` is the load² / hours.
    squared: u64,
    square: i64,
}

/// The best place of a node in a route.
#[derive(Clone, Copy, Default)]
struct Place {
    stamp: u64,
    detour: i32,
    at: u32,
}

/// All routes.
pub struct Routes {
    /// One for each slot.
    pub list: Vec<Route>,
    stamps: u64,
    places: Vec<Place>,
}

/// What the routes cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Seconds on the way.
    pub travel: i64,
    /// Seconds of travel and visits together, in all slots with hours.
    pub load: i64,
    /// Working seconds of all slots.
    pub hours: i64,
    /// Sum of load² / hours.
    pub squares: i64,
    /// Seconds beyond the hours.
    pub overtime: i64,
    /// Seconds beyond the limits.
    pub excess: i64,
}

impl Sums {
    /// Adds a day with this load.
    pub fn add(&mut self, slot: &Slot, travel: i64, service: i64) {
        let load = slot.base + travel + service;
        self.add_squared(slot, travel, service, load * load / slot.hours.max(1));
    }

    /// Adds a day whose load² / hours is known.
    fn add_squared(&mut self, slot: &Slot, travel: i64, service: i64, square: i64) {
        let load = slot.base + travel + service;
        self.travel += travel;
        self.overtime += (load - slot.hours).max(0);
        self.excess += (load - slot.limit).max(0);
        if slot.hours > 0 {
            self.load += load;
            self.hours += slot.hours;
            self.squares += square;
        }
    }

    /// How uneven the loads are, in seconds: Σ hours · (utilisation − mean utilisation)².
    pub fn unevenness(&self) -> i64 {
        (self.squares - self.load * self.load / self.hours.max(1)).max(0)
    }
}

impl Routes {
    /// Empty routes.
    pub fn new(model: &Model) -> Self {
        let (start, end) = (model.count as u32, model.count as u32 + 1);
        let leg = model.way(start, end);
        let empty = Route { nodes: vec![start, end], legs: vec![leg], travel: i64::from(leg), ..Route::default() };
        let slots = model.slots.len();
        let list = (0..slots).map(|slot| Route { stamp: slot as u64 + 1, ..empty.clone() }).collect();
        Self { list, stamps: slots as u64 + 1, places: vec![Place::default(); model.count * slots] }
    }

    /// What all routes cost together. A route without a stop costs nothing.
    pub fn sums(&mut self, model: &Model) -> Sums {
        let mut sums = Sums::default();
        for (route, slot) in self.list.iter_mut().zip(&model.slots) {
            if model.prices.balance > 0 && route.squared != route.stamp {
                let load = slot.base + route.spent() + route.service;
                (route.squared, route.square) = (route.stamp, load * load / slot.hours.max(1));
            }
            sums.add_squared(slot, route.spent(), route.service, route.square);
        }
        sums
    }

    /// The slot of a column in which a node goes in for the least detour, with that detour; none if it fits nowhere. Where `forced`, it
    /// fits always. Slots with a bit in `blink` are overlooked.
    pub fn best_slot(
        &mut self,
        model: &Model,
        node: usize,
        column: usize,
        forced: bool,
        blink: u64,
    ) -> Option<(usize, i32)> {
        let first = column * model.vehicles;
        let mut best: Option<(usize, i32)> = None;
        for slot in first..first + model.vehicles {
            if !forced && blink >> (slot & 63) & 1 != 0 {
                continue;
            }
            let empty = self.list[slot].nodes.len() == 2;
            let detour = self.place(model, node, slot).detour;
            let (route, rule) = (&self.list[slot], &model.slots[slot]);
            let load = rule.base + route.spent() + route.service + i64::from(detour) + model.service[node];
            let fits = forced || load <= rule.limit && route.demand + model.demand[node] <= rule.capacity;
            if fits && best.is_none_or(|(_, least)| detour < least) {
                best = Some((slot, detour));
            }
            if empty {
                break; // all empty routes of a column are alike
            }
        }
        best
    }

    fn place(&mut self, model: &Model, node: usize, slot: usize) -> Place {
        let (route, known) = (&self.list[slot], &mut self.places[node * model.slots.len() + slot]);
        if known.stamp != route.stamp {
            *known = route.best_place(model, node);
        }
        *known
    }

    /// Seconds of work in a slot.
    pub fn load(&self, model: &Model, slot: usize) -> i64 {
        let route = &self.list[slot];
        model.slots[slot].base + route.spent() + route.service
    }

    /// Puts a node where it fits best in a slot.
    pub fn insert(&mut self, model: &Model, node: usize, slot: usize) {
        let at = self.place(model, node, slot).at as usize;
        self.stamps += 1;
        let route = &mut self.list[slot];
        route.nodes.insert(at, node as u32);
        let (before, after) = (route.nodes[at - 1], route.nodes[at + 1]);
        let (to, on) = (model.way(before, node as u32), model.way(node as u32, after));
        route.travel += i64::from(to) + i64::from(on) - i64::from(route.legs[at - 1]);
        route.legs[at - 1] = to;
        route.legs.insert(at, on);
        route.service += model.service[node];
        route.demand += model.demand[node];
        route.stamp = self.stamps;
    }

    /// Makes these nodes, in this order, the route of a slot.
    pub fn fill(&mut self, model: &Model, slot: usize, nodes: &[u32]) {
        self.stamps += 1;
        let route = &mut self.list[slot];
        route.nodes.truncate(1);
        route.nodes.extend_from_slice(nodes);
        route.nodes.push(model.count as u32 + 1);
        route.legs.clear();
        route.legs.extend(route.nodes.windows(2).map(|pair| model.way(pair[0], pair[1])));
        route.travel = route.legs.iter().map(|leg| i64::from(*leg)).sum();
        route.service = nodes.iter().map(|node| model.service[*node as usize]).sum();
        route.demand = nodes.iter().map(|node| model.demand[*node as usize]).sum();
        route.stamp = self.stamps;
    }

    /// Takes a node out of a slot.
    pub fn remove(&mut self, model: &Model, node: usize, slot: usize) {
        self.stamps += 1;
        let route = &mut self.list[slot];
        let Some(at) = route.nodes.iter().position(|other| *other as usize == node) else { return };
        route.nodes.remove(at);
        let leg = model.way(route.nodes[at - 1], route.nodes[at]);
        route.travel += i64::from(leg) - i64::from(route.legs[at - 1]) - i64::from(route.legs[at]);
        route.legs.remove(at);
        route.legs[at - 1] = leg;
        route.service -= model.service[node];
        route.demand -= model.demand[node];
        route.stamp = self.stamps;
    }
}

impl Route {
    /// The nodes without start and end.
    pub fn stops(&self) -> &[u32] {
        &self.nodes[1..self.nodes.len() - 1]
    }

    /// Seconds on the way; a route without a stop is not driven.
    fn spent(&self) -> i64 {
        if self.nodes.len() > 2 { self.travel } else { 0 }
    }

    fn best_place(&self, model: &Model, node: usize) -> Place {
        let (away, back) = (model.away_from(node), model.back_to(node));
        let mut best = Place { stamp: self.stamp, detour: i32::MAX, at: 1 };
        let mut here = self.nodes[0] as usize;
        for (at, (next, leg)) in self.nodes[1..].iter().zip(&self.legs).enumerate() {
            let detour = back[here] + away[*next as usize] - leg;
            if detour < best.detour {
                (best.detour, best.at) = (detour, at as u32 + 1);
            }
            here = *next as usize;
        }
        if self.nodes.len() == 2 {
            // The way out and home is not driven on a day without a stop.
            best.detour += self.legs[0];
        }
        best
    }
}

/// What a visit on a column costs beside the gaps: the detour, overtime, and how it changes the balance of the loads. `all` is the load of
/// all days and how many visits like this one will be added to it, since the visits of one account are priced one by one.
pub fn price(model: &Model, slot: &Slot, load: i64, detour: i32, service: i64, all: (i64, i64)) -> i32 {
    let more = i64::from(detour) + service;
    let over = |load: i64| (load - slot.hours).max(0);
    let mut price = model.prices.travel * i64::from(detour);
    price += model.prices.overtime * (over(load + more) - over(load));
    if slot.hours > 0 && model.prices.balance > 0 {
        let day = share(more * (2 * load + more), slot.per_hour);
        let all = share(more * (2 * all.0 + all.1 * more), model.per_hours);
        price += model.prices.balance * (day - all);
    }
    price.clamp(i64::from(-MOST), i64::from(MOST)) as i32
}

/// One part of a number in 2⁴⁰: a division by hours, without dividing.
fn share(number: i64, parts: i64) -> i64 {
    ((i128::from(number) * i128::from(parts)) >> 40) as i64
}
