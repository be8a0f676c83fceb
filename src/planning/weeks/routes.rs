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
    /// Demand beyond the capacities.
    pub overload: i64,
}

/// What it costs to go beyond a limit while plans are looked for; the plan that is handed out keeps within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strain {
    /// Of a second.
    pub second: i64,
    /// Of a unit of demand.
    pub unit: i64,
}

impl Sums {
    /// Adds a day with this travel and service, so many times. `square` gives a load² / the hours.
    pub fn add(&mut self, slot: &Slot, (travel, service): (i64, i64), times: i64, square: impl Fn(i64) -> i64) {
        let load = slot.base + travel + service;
        self.travel += times * travel;
        self.overtime += times * (load - slot.hours).max(0);
        self.excess += times * (load - slot.limit).max(0);
        if slot.hours > 0 {
            self.load += times * load;
            self.hours += times * slot.hours;
            self.squares += times * square(load);
        }
    }

    /// Whether a limit is passed.
    pub fn is_over(&self) -> bool {
        self.excess > 0 || self.overload > 0
    }

    /// How uneven the loads are, in seconds: Σ hours · (utilisation − mean utilisation)².
    pub fn unevenness(&self) -> i64 {
        (self.squares - self.load * self.load / self.hours.max(1)).max(0)
    }
}

/// More than anything can cost.
const NEVER: i64 = i64::MAX / 4;

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
    pub fn sums(&self, model: &Model) -> Sums {
        let mut sums = Sums::default();
        (0..self.list.len()).for_each(|slot| self.add_to(&mut sums, model, slot, 1));
        sums
    }

    /// Adds the share of a slot to the sums, or with `times` -1 takes it away.
    pub fn add_to(&self, sums: &mut Sums, model: &Model, slot: usize, times: i64) {
        let (route, rule) = (&self.list[slot], &model.slots[slot]);
        sums.add(rule, (route.spent(), route.service), times, |load| rule.square(load));
        sums.overload += times * (route.demand - rule.capacity).max(0);
    }

    /// The slot of a column in which a node goes in for the least detour, with that detour and what it costs to go beyond limits; none if
    /// it fits nowhere. Where `forced`, it fits always; with a `strain` it fits at a price. Slots with a bit in `blink` are overlooked.
    pub fn best_slot(
        &mut self,
        model: &Model,
        node: usize,
        column: usize,
        (forced, strain): (bool, Option<Strain>),
        blink: u64,
    ) -> Option<(usize, i32, i64)> {
        let first = column * model.vehicles;
        let mut best: Option<(usize, i32, i64)> = None;
        let mut least = NEVER;
        for slot in first..first + model.vehicles {
            if !forced && blink >> (slot & 63) & 1 != 0 {
                continue;
            }
            let empty = self.list[slot].nodes.len() == 2;
            let detour = self.place(model, node, slot).detour;
            let price = model.prices.travel * i64::from(detour);
            if price < least {
                let beyond = if forced { 0 } else { self.beyond(model, node, slot, detour, strain) };
                if price + beyond < least {
                    (least, best) = (price + beyond, Some((slot, detour, beyond)));
                }
            }
            if empty {
                break; // all empty routes of a column are alike
            }
        }
        best
    }

    /// What it costs that a node takes a slot beyond its limits.
    fn beyond(&self, model: &Model, node: usize, slot: usize, detour: i32, strain: Option<Strain>) -> i64 {
        let (route, rule) = (&self.list[slot], &model.slots[slot]);
        let time = rule.base + route.spent() + route.service - rule.limit;
        let seconds = (time + i64::from(detour) + model.service[node]).max(0) - time.max(0);
        let carried = route.demand - rule.capacity;
        let units = (carried + model.demand[node]).max(0) - carried.max(0);
        match strain {
            _ if seconds <= 0 && units == 0 => 0,
            Some(strain) => strain.second * seconds + strain.unit * units,
            None => 2 * NEVER,
        }
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
        self.list[slot].put(model, node, at);
        self.list[slot].stamp = self.stamps;
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

    fn put(&mut self, model: &Model, node: usize, at: usize) {
        self.nodes.insert(at, node as u32);
        let (before, after) = (self.nodes[at - 1], self.nodes[at + 1]);
        let (to, on) = (model.way(before, node as u32), model.way(node as u32, after));
        self.travel += i64::from(to) + i64::from(on) - i64::from(self.legs[at - 1]);
        self.legs[at - 1] = to;
        self.legs.insert(at, on);
        self.service += model.service[node];
        self.demand += model.demand[node];
    }

    fn best_place(&self, model: &Model, node: usize) -> Place {
        let ways = model.ways(node);
        let (_, mut to) = ways[self.nodes[0] as usize];
        let mut best = i64::MAX;
        for (at, (next, leg)) in (1_i64..).zip(self.nodes[1..].iter().zip(&self.legs)) {
            let (on, back) = ways[*next as usize];
            // Detour and position in one number: the least of them is found without a branch.
            best = best.min(i64::from(to + on - leg) << 32 | at);
            to = back;
        }
        let mut best = Place { stamp: self.stamp, detour: (best >> 32) as i32, at: best as u32 };
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
