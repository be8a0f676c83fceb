//! Ruin and recreate for many days at once: some accounts that lie together lose all their visits (or those of one day), and each gets
//! back the best set of days that is left, one after the other. What is kept is decided by simulated annealing (after "slack induction by
//! string removals", Christiaens and Vanden Berghe 2020; days by dynamic programming are our own addition).

mod begin;
mod guides;
mod hint;
mod nearby;
mod pressure;
mod ruin;
mod scarcity;
mod several;

pub use self::several::several;

use self::guides::Guides;
use self::pressure::Pressure;
use self::scarcity::Scarcity;
use super::choose::{Bench, Choice};
use super::model::{INFINITE, MOST, Model};
use super::routes::{FULL, Place, Rates, Route, Routes, Strain, Sums, price};
use crate::planning::anneal::Cooling;
use crate::planning::limits::Watch;
use crate::planning::seed::Draws;

/// A search that can be looked at between its iterations.
pub struct Search<'a> {
    model: &'a Model,
    draws: Draws,
    now: State,
    /// The plan that was kept last.
    kept: State,
    /// Slots in which the two differ.
    dirty: Vec<usize>,
    is_dirty: Vec<bool>,
    routes: Routes,
    kept_routes: Vec<Route>,
    best: Vec<Vec<u32>>,
    best_cost: i64,
    /// How often a node was found without any visit. Whoever is absent most often comes first, so that nodes which shut each other out
    /// take turns until all fit.
    absences: Vec<i64>,
    /// Nodes without a visit that should have one.
    absent: Vec<u32>,
    kept_absent: Vec<u32>,
    out: Vec<u32>,
    marked: Vec<bool>,
    /// What a visit costs on each column, and where it would be.
    visit: Vec<i32>,
    place_of: Vec<Option<Place>>,
    bench: Bench,
    tuning: Tuning,
    /// None while limits are firm.
    pressure: Option<Pressure>,
    /// Whether some come first: fixed visits, and who was absent.
    is_pressed: bool,
    /// Whether this iteration only looks at routes nearby.
    looks_nearby: bool,
    /// The most that a detour counts.
    most: i32,
    rates: Rates,
    scarcity: Scarcity,
    guides: Guides,
}

#[derive(Clone)]
struct State {
    /// Slots in which each node is visited, one for each column at most.
    visits: Vec<Vec<u16>>,
    /// What each node costs beside the routes.
    fees: Vec<i64>,
    /// Sum of these.
    fee: i64,
    sums: Sums,
    cost: i64,
}

/// How boldly a search goes about it.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// Temperature at the start, in sixteenths of a mean leg.
    pub heat: i64,
    /// How often the temperature halves in a run.
    pub halvings: u64,
    /// Longest stretch of a route that is taken out.
    pub longest: usize,
    /// Most stretches that are taken out at once.
    pub stretches: usize,
    /// Of eight iterations so many only change one day.
    pub one_day: usize,
    /// Of eight iterations so many take out accounts around one, whatever their days.
    pub around: usize,
    /// Whether limits give way while plans are looked for.
    pub gives_way: bool,
    /// What a route costs at first where limits give way, in mean legs: good plans do with few, and to empty one takes many steps that do
    /// not pay by themselves.
    pub route: i64,
}

/// Cost of a node's absence; its absences multiply it.
const ABSENCE: i64 = 1 << 30;

impl<'a> Search<'a> {
    /// A search from routes (nodes of each slot), or from nothing.
    pub fn new(model: &'a Model, hint: Option<&[Vec<u32>]>, seed: u64, tuning: Tuning) -> Self {
        let columns = model.columns();
        let state = State {
            visits: vec![Vec::new(); model.count],
            fees: vec![0; model.count],
            fee: 0,
            sums: Sums::default(),
            cost: 0,
        };
        let mut search = Self {
            model,
            draws: Draws::new(seed),
            kept: state.clone(),
            now: state,
            dirty: Vec::new(),
            is_dirty: vec![false; model.slots.len()],
            routes: Routes::new(model),
            kept_routes: Vec::new(),
            best: Vec::new(),
            best_cost: i64::MAX,
            absences: vec![1; model.count],
            absent: Vec::new(),
            kept_absent: Vec::new(),
            out: Vec::new(),
            marked: vec![false; model.count],
            visit: vec![INFINITE; columns],
            place_of: vec![None; columns],
            bench: Bench::default(),
            tuning,
            pressure: None,
            looks_nearby: false,
            most: i32::MAX,
            rates: Rates { even: FULL * model.prices.balance, time: 0 },
            scarcity: Scarcity::new(model),
            guides: Guides::default(),
            is_pressed: model.choices.iter().any(Choice::has_fixed),
        };
        search.now.sums = search.routes.sums(model);
        match hint {
            Some(hint) => search.take_over(hint),
            None => search.construct(),
        }
        search.settle();
        search.keep_if_best();
        search
    }

    /// The best plan found: the nodes of each slot, in order.
    pub fn best(&self) -> &[Vec<u32>] {
        &self.best
    }

    /// What it costs, dearly where somebody is missing.
    pub fn best_cost(&self) -> i64 {
        self.best_cost
    }

    /// Searches until the watch says that it is over.
    pub fn run(&mut self, watch: &mut Watch) {
        if self.model.count == 0 || self.model.slots.is_empty() {
            return;
        }
        let visits: i64 = self.now.visits.iter().map(|visits| visits.len() as i64).sum();
        // A mean leg; where much is late also a part of that, so that latenesses can change places.
        let leg = (self.now.sums.travel + self.now.fee / 8) / visits.max(1);
        let heat = Cooling::new(leg, self.tuning.heat, self.tuning.halvings);
        while watch.goes_on(self.best_cost) {
            let share = watch.share();
            if self.pressure.is_none() && self.tuning.gives_way && self.absent.is_empty() {
                self.pressure = Some(Pressure::new(self.model, leg, self.tuning.route));
            }
            self.firm_up(share);
            self.cheapen(share);
            if !self.tuning.gives_way {
                self.rates.time = self.scarcity.price(share, self.kept.sums.load);
            }
            let before = self.kept.cost + self.absence(&self.kept_absent);
            let bound = before + heat.spark(&mut self.draws, share);
            let complete = self.step(bound);
            self.now.cost = self.cost();
            if complete && self.now.cost + self.absence(&self.absent) < bound {
                self.settle();
                self.keep_if_best();
            } else {
                self.restore();
            }
            self.ease();
        }
        self.firm_up(65_536);
        self.rates.time = 0;
    }

    /// Lets the price of a route fall.
    fn cheapen(&mut self, share: u32) {
        let Some(pressure) = &mut self.pressure else { return };
        if pressure.cheapen(share) {
            self.kept.cost = self.cost_of(&self.kept);
        }
    }

    /// Lets the price of going beyond limits follow what the plans do.
    fn ease(&mut self) {
        let Some(pressure) = &mut self.pressure else { return };
        if pressure.note(self.kept.sums.is_over()) {
            self.kept.cost = self.cost_of(&self.kept);
        }
    }

    fn strain(&self) -> Option<Strain> {
        self.pressure.as_ref().map(|pressure| pressure.strain)
    }

    fn cost(&self) -> i64 {
        self.cost_of(&self.now)
    }

    fn cost_of(&self, state: &State) -> i64 {
        let (prices, sums) = (&self.model.prices, &state.sums);
        let strain = self.strain().map_or(0, |strain| strain.of(sums));
        prices.travel * sums.travel
            + self.rates.even * sums.unevenness() / FULL
            + prices.overtime * sums.overtime
            + prices.excess * sums.excess
            + state.fee
            + strain
    }

    fn absence(&self, absent: &[u32]) -> i64 {
        absent.iter().map(|node| ABSENCE * self.absences[*node as usize]).sum()
    }

    fn keep_if_best(&mut self) {
        let strain = self.strain().map_or(0, |strain| strain.of(&self.now.sums));
        let cost = self.now.cost - strain + ABSENCE * self.absent.len() as i64;
        let holds = self.pressure.is_none() || !self.now.sums.is_over();
        if cost < self.best_cost && holds {
            self.best_cost = cost;
            self.best.resize(self.routes.list.len(), Vec::new());
            for (best, route) in self.best.iter_mut().zip(&self.routes.list) {
                best.clear();
                best.extend(route.stops());
            }
        }
    }

    /// Keeps the plan as it now is.
    fn settle(&mut self) {
        if self.kept_routes.is_empty() {
            self.now.cost = self.cost();
            self.kept_routes = self.routes.list.clone();
            self.kept = self.now.clone();
        }
        for slot in self.dirty.drain(..) {
            self.is_dirty[slot] = false;
            self.kept_routes[slot].clone_from(&self.routes.list[slot]);
        }
        for node in &self.out {
            let node = *node as usize;
            self.kept.visits[node].clone_from(&self.now.visits[node]);
            self.kept.fees[node] = self.now.fees[node];
        }
        self.kept_absent.clone_from(&self.absent);
        (self.kept.fee, self.kept.sums, self.kept.cost) = (self.now.fee, self.now.sums, self.now.cost);
    }

    /// Goes back to the plan that was kept last.
    fn restore(&mut self) {
        for slot in self.dirty.drain(..) {
            self.is_dirty[slot] = false;
            self.routes.list[slot].clone_from(&self.kept_routes[slot]);
        }
        for node in &self.out {
            let node = *node as usize;
            self.now.visits[node].clone_from(&self.kept.visits[node]);
            self.now.fees[node] = self.kept.fees[node];
        }
        (self.now.fee, self.now.sums, self.now.cost) = (self.kept.fee, self.kept.sums, self.kept.cost);
        self.absent.clone_from(&self.kept_absent);
    }

    /// Changes a route and keeps account of it.
    fn change(&mut self, slot: usize, act: impl FnOnce(&mut Routes)) {
        self.soil(slot);
        self.routes.add_to(&mut self.now.sums, self.model, slot, -1);
        act(&mut self.routes);
        self.routes.add_to(&mut self.now.sums, self.model, slot, 1);
    }

    /// Notes that a route changes.
    fn soil(&mut self, slot: usize) {
        if !std::mem::replace(&mut self.is_dirty[slot], true) {
            self.dirty.push(slot);
        }
    }

    /// What the plan will cost at least when all are in: visits only make ways longer.
    fn at_least(&self) -> i64 {
        self.cost() - self.rates.even * self.now.sums.unevenness() / FULL
    }

    /// One ruin and recreation; false if somebody found no place on a day that is not to be left.
    fn step(&mut self, bound: i64) -> bool {
        self.out.clear();
        self.routes.begin();
        self.look_about();
        let seed = self.draws.below(self.model.count);
        let kind = self.draws.below(8);
        self.follow();
        let visits = &self.now.visits[seed];
        if self.guides.follows() {
            self.mark_guided(seed);
        } else if kind < self.tuning.around || visits.is_empty() {
            self.mark_around(seed);
        } else {
            let slot = usize::from(visits[self.draws.below(visits.len())]);
            let column = slot / self.model.vehicles;
            let one_day = kind < self.tuning.around + self.tuning.one_day;
            let any_day = !one_day && (self.tuning.gives_way || self.draws.below(2) == 0);
            self.mark_stretches(seed, (!any_day).then_some(column));
            if one_day {
                return self.again_on(column);
            }
        }
        let absent = std::mem::take(&mut self.absent);
        for node in &absent {
            self.mark(*node as usize);
        }
        for node in &self.out {
            let node = *node as usize;
            for slot in self.now.visits[node].drain(..) {
                if !std::mem::replace(&mut self.is_dirty[usize::from(slot)], true) {
                    self.dirty.push(usize::from(slot));
                }
            }
            self.now.fee -= std::mem::take(&mut self.now.fees[node]);
        }
        self.strip();
        self.order_out();
        for at in 0..self.out.len() {
            let blink = self.blink();
            // Now and then the first goes where it likes, as if the others would come along: some ways pay only for several.
            let goes_ahead = at == 0 && self.draws.below(16) == 0;
            self.most = if goes_ahead { 0 } else { i32::MAX };
            self.wish(at);
            self.give(self.out[at] as usize, blink);
            if self.at_least() >= bound {
                return false;
            }
        }
        true
    }

    /// Bits of slots to overlook: mostly one of 32, now and then one of four.
    fn blink(&mut self) -> u64 {
        let more = if self.draws.below(16) == 0 { 1 } else { 4 };
        (0..more).fold(self.draws.bits(), |bits, _| bits & self.draws.bits())
    }

    fn order_out(&mut self) {
        let (model, absences) = (self.model, &self.absences);
        self.draws.shuffle(&mut self.out);
        match self.draws.below(8) {
            0..4 => {}
            4 => self.out.sort_by_key(|node| std::cmp::Reverse(model.demand[*node as usize])),
            5 => self.out.sort_by_key(|node| std::cmp::Reverse(model.way(model.count as u32, *node))),
            6 => self.out.sort_by_key(|node| model.way(model.count as u32, *node)),
            _ => self.out.sort_by_key(|node| model.choices[*node as usize].spare()),
        }
        if self.is_pressed {
            self.out.sort_by_key(|node| (!model.choices[*node as usize].has_fixed(), -absences[*node as usize]));
        }
    }

    /// Takes the marked nodes out of all routes that are dirty.
    fn strip(&mut self) {
        let model = self.model;
        for slot in &self.dirty {
            self.routes.add_to(&mut self.now.sums, model, *slot, -1);
            self.routes.remove(model, *slot, |node| self.marked[node]);
            self.routes.add_to(&mut self.now.sums, model, *slot, 1);
        }
        self.unmark();
    }

    /// Takes all visits of a node out.
    fn take(&mut self, node: usize) {
        for at in 0..self.now.visits[node].len() {
            let slot = usize::from(self.now.visits[node][at]);
            let model = self.model;
            self.change(slot, |routes| routes.remove(model, slot, |other| other == node));
        }
        self.now.visits[node].clear();
        self.now.fee -= std::mem::take(&mut self.now.fees[node]);
    }

    /// Gives a node its best days; slots with a bit in `blink` are overlooked. Where certain days are wished, only these are looked at
    /// unless they cannot be.
    fn give(&mut self, node: usize, blink: u64) {
        let model = self.model;
        let extra = model.extra_of(node);
        let overlooked = blink | self.far_from(node);
        self.visit.fill(INFINITE);
        let wished = self.guides.wished.len();
        for at in 0..wished {
            self.look_at(node, usize::from(self.guides.wished[at]), overlooked);
        }
        if wished == 0 {
            for (column, extra) in extra.iter().enumerate() {
                if *extra < INFINITE || model.choices[node].is_fixed(column) {
                    self.look_at(node, column, overlooked);
                }
            }
        }
        let Some(gaps) = model.choices[node].pick(&self.visit, self.guides.wish(), &mut self.bench) else {
            if std::mem::take(&mut self.looks_nearby) || wished > 0 {
                self.guides.wished.clear();
                return self.give(node, blink);
            }
            self.is_pressed = true;
            self.absences[node] = (self.absences[node] + 1).min(1 << 16);
            self.absent.push(node as u32);
            return;
        };
        let mut fee = gaps;
        for at in 0..self.bench.picked.len() {
            let column = usize::from(self.bench.picked[at]);
            let Some(place) = self.place_of[column] else { continue };
            self.change(place.slot, |routes| routes.insert(model, node, place));
            self.now.visits[node].push(place.slot as u16);
            fee += i64::from(extra[column]);
        }
        self.now.fees[node] = fee;
        self.now.fee += fee;
    }

    /// Works out what a visit of a node on a column would cost, and where it would be.
    fn look_at(&mut self, node: usize, column: usize, overlooked: u64) {
        let model = self.model;
        let fit = (model.choices[node].is_fixed(column), self.strain());
        let Some(place) = self.routes.best_place(model, node, column, fit, overlooked) else { return };
        let (rule, load) = (&model.slots[place.slot], self.routes.load(model, place.slot));
        self.place_of[column] = Some(place);
        let all = (self.now.sums.load, model.choices[node].often(model.columns()));
        let (detour, service) = (place.detour.min(self.most), model.service[node]);
        let price = price(model, self.rates, rule, load, detour, service, all) + model.extra_of(node)[column];
        self.visit[column] = (i64::from(price) + place.beyond).clamp(i64::from(-MOST), i64::from(MOST)) as i32;
    }

    /// Puts the marked nodes of one day out of its routes and in again; false if one finds no place.
    fn again_on(&mut self, column: usize) -> bool {
        let (model, vehicles) = (self.model, self.model.vehicles);
        for at in 0..self.out.len() {
            let node = self.out[at] as usize;
            let own = self.now.visits[node].iter().position(|slot| usize::from(*slot) / vehicles == column);
            let Some(own) = own else { continue };
            self.soil(usize::from(self.now.visits[node][own]));
        }
        self.strip();
        self.order_out();
        for at in 0..self.out.len() {
            let node = self.out[at] as usize;
            let own = self.now.visits[node].iter().position(|slot| usize::from(*slot) / vehicles == column);
            let Some(own) = own else { continue };
            let forced = model.choices[node].is_fixed(column);
            let blink = self.blink();
            let fit = (forced, self.strain());
            let nearby = self.routes.best_place(model, node, column, fit, blink | self.far_from(node));
            let found = nearby.or_else(|| self.routes.best_place(model, node, column, fit, blink));
            let Some(place) = found else { return false };
            self.change(place.slot, |routes| routes.insert(model, node, place));
            self.now.visits[node][own] = place.slot as u16;
        }
        true
    }
}
