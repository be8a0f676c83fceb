//! The routes of all slots while a plan is being made: where a node would go in, putting in and taking out, and what the routes cost.
//!
//! Where a node fits best in a route is remembered until the route changes, and a little longer where it was far from the best. A route
//! that is restored is again what was remembered.

use super::model::{MOST, Model, Slot};

/// One stop of a route.
#[derive(Clone, Copy, Debug)]
struct Stop {
    node: u32,
    /// Seconds from the stop before.
    leg: i32,
}

/// One route: the start, the nodes in order, the end.
#[derive(Debug, Default)]
pub struct Route {
    list: Vec<Stop>,
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
        Self { list: self.list.clone(), ..*self }
    }

    /// Without new memory: routes go to and fro all the time.
    fn clone_from(&mut self, other: &Self) {
        let mut list = std::mem::take(&mut self.list);
        list.clone_from(&other.list);
        *self = Self { list, ..*other };
    }
}

/// All routes.
pub struct Routes {
    /// One for each slot.
    pub list: Vec<Route>,
    stamps: u64,
    /// Where each node fits best in each slot, with the stamp of the route that it is of.
    fits: Vec<(u64, Fit)>,
    /// The newest stamp when the iteration began.
    since: u64,
    /// How often a slot was looked for.
    looks: u64,
}

/// Where a node fits best in a route: its place, and the detour for it.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    detour: i32,
    at: u32,
}

/// A place for a node.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// In which slot.
    pub slot: usize,
    /// Where in its route.
    at: usize,
    /// The detour for it.
    pub detour: i32,
    /// What it costs to go beyond limits.
    pub beyond: i64,
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
        let list = vec![Stop { node: start, leg: 0 }, Stop { node: end, leg }];
        let empty = Route { list, travel: i64::from(leg), ..Route::default() };
        let slots = model.slots.len();
        let mut list: Vec<Route> = (0..slots).map(|slot| Route { stamp: slot as u64 + 1, ..empty.clone() }).collect();
        list.iter_mut().enumerate().for_each(|(slot, route)| route.weigh(model, slot));
        let fits = vec![(0, Fit::default()); model.count * slots];
        Self { list, stamps: slots as u64 + 1, fits, since: 0, looks: 0 }
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

    /// The place on a column in which a node goes in for the least detour and the least that it costs to go beyond limits; none if it
    /// fits nowhere. Where `forced`, it fits always; with a `strain` it fits at a price. Slots with a bit in `blink` are overlooked.
    pub fn best_place(
        &mut self,
        model: &Model,
        node: usize,
        column: usize,
        (forced, strain): (bool, Option<Strain>),
        blink: u64,
    ) -> Option<Place> {
        let first = column * model.vehicles;
        self.looks += 1;
        let mut best = None;
        let (mut least, service, demand) = (NEVER, model.service[node], model.demand[node]);
        let is_firm = !forced && strain.is_none();
        let (strain, blink) = if forced { (FREE, 0) } else { (strain.unwrap_or(FIRM), blink) };
        let known = &mut self.fits[node * model.slots.len()..];
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
                let is_poor = || model.prices.travel * i64::from(known.1.detour) + beyond(known.1.detour) > 2 * least;
                let may_wait = least < NEVER && route.stamp <= self.since && is_poor();
                if may_wait && !(self.looks + slot as u64).is_multiple_of(AGAIN) {
                    continue;
                }
                *known = (route.stamp, route.best_fit(model, node));
            }
            let Fit { detour, at } = known.1;
            let beyond = beyond(detour);
            let cost = model.prices.travel * i64::from(detour) + beyond;
            if cost < least {
                (least, best) = (cost, Some(Place { slot, at: at as usize, detour, beyond }));
            }
            if route.is_empty() {
                break; // all empty routes of a column are alike
            }
        }
        best.filter(|place| !is_firm || place.beyond == 0)
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

    /// Puts a node into a place that was found for it, in a route that has not changed since.
    pub fn insert(&mut self, model: &Model, node: usize, place: Place) {
        self.act(model, place.slot, |route| route.put(model, node, place.at));
    }

    /// Changes a route.
    fn act(&mut self, model: &Model, slot: usize, act: impl FnOnce(&mut Route)) {
        self.stamps += 1;
        let route = &mut self.list[slot];
        act(route);
        route.weigh(model, slot);
        route.stamp = self.stamps;
    }

    /// Makes these nodes, in this order, the route of a slot.
    pub fn fill(&mut self, model: &Model, slot: usize, nodes: &[u32]) {
        self.act(model, slot, |route| {
            route.list.truncate(1);
            for node in nodes.iter().copied().chain([model.count as u32 + 1]) {
                let before = route.list[route.list.len() - 1].node;
                route.list.push(Stop { node, leg: model.way(before, node) });
            }
            route.travel = route.list.iter().map(|stop| i64::from(stop.leg)).sum();
            route.service = nodes.iter().map(|node| model.service[*node as usize]).sum();
            route.demand = nodes.iter().map(|node| model.demand[*node as usize]).sum();
        });
    }

    /// Takes nodes out of a slot.
    pub fn remove(&mut self, model: &Model, slot: usize, is_out: impl Fn(usize) -> bool) {
        self.act(model, slot, |route| route.strip(model, is_out));
    }
}

impl Route {
    /// The nodes without start and end.
    pub fn stops(&self) -> impl ExactSizeIterator<Item = u32> {
        self.list[1..self.list.len() - 1].iter().map(|stop| stop.node)
    }

    fn is_empty(&self) -> bool {
        self.list.len() == 2
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
        let (before, next) = (self.list[at - 1].node, &mut self.list[at]);
        let (leg, on) = (model.way(before, node as u32), model.way(node as u32, next.node));
        self.travel += i64::from(leg) + i64::from(on) - i64::from(next.leg);
        next.leg = on;
        self.list.insert(at, Stop { node: node as u32, leg });
        self.service += model.service[node];
        self.demand += model.demand[node];
    }

    fn strip(&mut self, model: &Model, is_out: impl Fn(usize) -> bool) {
        let (mut stays, last, mut is_next) = (1, self.list.len() - 1, false);
        for at in 1..=last {
            let mut stop = self.list[at];
            let node = stop.node as usize;
            if at < last && is_out(node) {
                self.travel -= i64::from(stop.leg);
                self.service -= model.service[node];
                self.demand -= model.demand[node];
                is_next = true;
                continue;
            }
            if std::mem::take(&mut is_next) {
                let leg = model.way(self.list[stays - 1].node, stop.node);
                self.travel += i64::from(leg) - i64::from(stop.leg);
                stop.leg = leg;
            }
            self.list[stays] = stop;
            stays += 1;
        }
        self.list.truncate(stays);
    }

    /// The first place with the least detour for a node.
    fn best_fit(&self, model: &Model, node: usize) -> Fit {
        let ways = model.ways(node);
        let (_, mut to) = ways[model.count];
        let mut best = Fit { detour: i32::MAX, at: 1 };
        for (at, stop) in self.list.iter().enumerate().skip(1) {
            let (on, back) = ways[stop.node as usize];
            let detour = to + on - stop.leg;
            if detour < best.detour {
                best = Fit { detour, at: at as u32 };
            }
            to = back;
        }
        // The way out and home is not driven on a day without a stop.
        if self.is_empty() { Fit { detour: best.detour + self.list[1].leg, at: 1 } } else { best }
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
