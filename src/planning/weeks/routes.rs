//! The routes of all slots while a plan is being made: where a node would go in, putting in and taking out, and what the routes cost.
//!
//! Where a node fits best in a route is remembered until the route changes, and a little longer where it was far from the best. A route
//! that is restored is again what was remembered.

use super::model::{MOST, Model, Slot};

/// One route: the start, the nodes in order, the end.
#[derive(Debug, Default)]
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
    /// Seconds beyond the limit, and demand beyond the capacity; less than nothing while there is room.
    late: i64,
    more: i64,
    /// A number that no other content of a route has had.
    stamp: u64,
}

impl Clone for Route {
    fn clone(&self) -> Self {
        Self { nodes: self.nodes.clone(), legs: self.legs.clone(), ..*self }
    }

    /// Without new memory: routes go to and fro all the time.
    fn clone_from(&mut self, other: &Self) {
        let (mut nodes, mut legs) = (std::mem::take(&mut self.nodes), std::mem::take(&mut self.legs));
        nodes.clone_from(&other.nodes);
        legs.clone_from(&other.legs);
        *self = Self { nodes, legs, ..*other };
    }
}

/// All routes.
pub struct Routes {
    /// One for each slot.
    pub list: Vec<Route>,
    stamps: u64,
    /// The least detour of each node in each slot, with the stamp of the route that it is of.
    detours: Vec<(u64, i32)>,
    /// The newest stamp when the iteration began.
    since: u64,
    /// How often a slot was looked for.
    looks: u64,
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
    /// Routes that are driven at all.
    pub routes: i64,
}

/// What it costs to go beyond a limit while plans are looked for; the plan that is handed out keeps within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strain {
    /// Of a second.
    pub second: i64,
    /// Of a unit of demand.
    pub unit: i64,
    /// Of a route that is driven at all.
    pub route: i64,
}

impl Strain {
    /// What it costs in all.
    pub fn of(&self, sums: &Sums) -> i64 {
        self.second * sums.excess + self.unit * sums.overload + self.route * sums.routes
    }
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

/// Prices that change while a plan is looked for, in parts of [`FULL`].
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Of a second of unevenness.
    pub even: i64,
    /// Of a second of a day, which only decides who goes where.
    pub time: i64,
}

/// The parts of a whole price.
pub const FULL: i64 = 64;

/// More than anything can cost.
const NEVER: i64 = i64::MAX / 4;
/// What nobody pays.
const FIRM: Strain = Strain { second: 1 << 29, unit: 1 << 29, route: 0 };
/// What is no price.
const FREE: Strain = Strain { second: 0, unit: 0, route: 0 };
/// Where a route was far from the best when its detour was last worked out, it is worked out again only one time in so many, unless the
/// route has changed in this very iteration.
const AGAIN: u64 = 4;

impl Routes {
    /// Empty routes.
    pub fn new(model: &Model) -> Self {
        let (start, end) = (model.count as u32, model.count as u32 + 1);
        let leg = model.way(start, end);
        let empty = Route { nodes: vec![start, end], legs: vec![leg], travel: i64::from(leg), ..Route::default() };
        let slots = model.slots.len();
        let mut list: Vec<Route> = (0..slots).map(|slot| Route { stamp: slot as u64 + 1, ..empty.clone() }).collect();
        list.iter_mut().enumerate().for_each(|(slot, route)| route.weigh(model, slot));
        Self { list, stamps: slots as u64 + 1, detours: vec![(0, 0); model.count * slots], since: 0, looks: 0 }
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
        sums.routes += times * i64::from(!route.is_empty());
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
        self.looks += 1;
        let mut best = None;
        let (mut least, service, demand) = (NEVER, model.service[node], model.demand[node]);
        let is_firm = !forced && strain.is_none();
        let (strain, blink) = if forced { (FREE, 0) } else { (strain.unwrap_or(FIRM), blink) };
        let known = &mut self.detours[node * model.slots.len()..];
        for slot in first..first + model.vehicles {
            if blink >> (slot & 63) & 1 != 0 {
                continue;
            }
            let (route, known) = (&self.list[slot], &mut known[slot]);
            let units = (route.more + demand).max(0) - route.more.max(0);
            let begun = if route.is_empty() { strain.route } else { 0 };
            let (late, unit) = (route.late + service, strain.unit * units + begun);
            let beyond =
                |detour: i32| unit + strain.second * ((late + i64::from(detour)).max(0) - route.late.max(0)).max(0);
            if known.0 != route.stamp {
                let is_poor = || model.prices.travel * i64::from(known.1) + beyond(known.1) > 2 * least;
                let may_wait = least < NEVER && route.stamp <= self.since && is_poor();
                if may_wait && !(self.looks + slot as u64).is_multiple_of(AGAIN) {
                    continue;
                }
                *known = (route.stamp, route.least_detour(model, node));
            }
            let beyond = beyond(known.1);
            let cost = model.prices.travel * i64::from(known.1) + beyond;
            if cost < least {
                (least, best) = (cost, Some((slot, known.1, beyond)));
            }
            if route.is_empty() {
                break; // all empty routes of a column are alike
            }
        }
        best.filter(|(_, _, beyond)| !is_firm || *beyond == 0)
    }

    /// Seconds of work in a slot.
    pub fn load(&self, model: &Model, slot: usize) -> i64 {
        let route = &self.list[slot];
        model.slots[slot].base + route.spent() + route.service
    }

    /// An iteration begins.
    pub fn begin(&mut self) {
        self.since = self.stamps;
    }

    /// Puts a node where it fits best in a slot.
    pub fn insert(&mut self, model: &Model, node: usize, slot: usize) {
        let at = self.list[slot].best_place(model, node);
        self.stamps += 1;
        self.list[slot].put(model, node, at);
        self.list[slot].weigh(model, slot);
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
        route.weigh(model, slot);
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
        route.weigh(model, slot);
        route.stamp = self.stamps;
    }
}

impl Route {
    /// The nodes without start and end.
    pub fn stops(&self) -> &[u32] {
        &self.nodes[1..self.nodes.len() - 1]
    }

    fn is_empty(&self) -> bool {
        self.nodes.len() == 2
    }

    /// Seconds on the way; a route without a stop is not driven.
    fn spent(&self) -> i64 {
        if self.is_empty() { 0 } else { self.travel }
    }

    /// Compares with what the slot may hold.
    fn weigh(&mut self, model: &Model, slot: usize) {
        let rule = &model.slots[slot];
        self.late = rule.base + self.spent() + self.service - rule.limit;
        self.more = self.demand - rule.capacity;
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

    /// The least detour for a node.
    fn least_detour(&self, model: &Model, node: usize) -> i32 {
        let ways = model.ways(node);
        let (_, mut to) = ways[self.nodes[0] as usize];
        let mut least = i32::MAX;
        for (next, leg) in self.nodes[1..].iter().zip(&self.legs) {
            let (on, back) = ways[*next as usize];
            least = least.min(to + on - leg);
            to = back;
        }
        // The way out and home is not driven on a day without a stop.
        if self.is_empty() { least + self.legs[0] } else { least }
    }

    /// The first place of that detour.
    fn best_place(&self, model: &Model, node: usize) -> usize {
        let ways = model.ways(node);
        let detour =
            |at: &usize| ways[self.nodes[at - 1] as usize].1 + ways[self.nodes[*at] as usize].0 - self.legs[at - 1];
        (1..self.nodes.len()).min_by_key(detour).unwrap_or(1)
    }
}

/// What a visit on a column costs beside the gaps: the detour, overtime, and how it changes the balance of the loads. `all` is the load of
/// all days and how many visits like this one will be added to it, since the visits of one account are priced one by one.
pub fn price(model: &Model, rates: Rates, slot: &Slot, load: i64, detour: i32, service: i64, all: (i64, i64)) -> i32 {
    let more = i64::from(detour) + service;
    let over = |load: i64| (load - slot.hours).max(0);
    let mut price = model.prices.travel * i64::from(detour) + rates.time * more / FULL;
    price += model.prices.overtime * (over(load + more) - over(load));
    if slot.hours > 0 && rates.even > 0 {
        let day = share(more * (2 * load + more), slot.per_hour);
        let all = share(more * (2 * all.0 + all.1 * more), model.per_hours);
        price += rates.even * (day - all) / FULL;
    }
    price.clamp(i64::from(-MOST), i64::from(MOST)) as i32
}

/// One part of a number in 2⁴⁰: a division by hours, without dividing.
fn share(number: i64, parts: i64) -> i64 {
    ((i128::from(number) * i128::from(parts)) >> 40) as i64
}
