//! Routes: today's with what is done by now, the next working day's, and those of the last ten working days.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::cast::Cast;
use super::dice::Dice;
use super::history::Call;
use super::scene::Scene;
use super::scribe::Scribe;
use super::shops::Shop;
use super::tour;
use crate::domain::ids::Ids;
use crate::domain::route::{Fate, RANK_STEP, Stop};

/// How many past working days have routes.
const PAST_DAYS: i64 = 10;

/// Today's route, or the next working day's on a rest day.
pub(super) struct Plan {
    /// The calls in order, with the times they were made at or are expected at.
    pub(super) calls: Vec<Call>,
    /// How many of them are over.
    pub(super) done: usize,
}

impl Plan {
    /// Twelve to fourteen shops of two beats that lie side by side, key accounts first; done as far as the day has come.
    pub(super) fn new(shops: &[Shop], cast: &Cast, scene: &Scene, dice: &mut Dice) -> Self {
        let day = scene.route_day();
        let mut beats: Vec<_> =
            shops.iter().filter(|shop| shop.rep == cast.rep()).map(|shop| shop.account.beat).collect();
        beats.sort_unstable();
        beats.dedup();
        let first = dice.below(beats.len().saturating_sub(1));
        let mut near: Vec<usize> = (0..shops.len())
            .filter(|at| beats[first..].iter().take(2).any(|beat| *beat == shops[*at].account.beat))
            .filter(|at| shops[*at].cadence.is_some() && !shops[*at].is_new && shops[*at].is_there(day))
            .filter(|at| shops[*at].pause.is_none())
            .collect();
        dice.shuffle(&mut near);
        near.sort_by_key(|at| shops[*at].tier);
        // Not all of the important ones, so that a route has basic accounts too.
        let basic = near.iter().position(|at| shops[*at].tier == Some(2)).unwrap_or(near.len());
        near.drain(basic.min(8)..basic);
        near.truncate(dice.between(12, 14) as usize);

        let home = cast.home(cast.rep());
        let places: Vec<_> = near.iter().map(|at| shops[*at].place).collect();
        let mut clock = tour::Day::begin(home, day, scene);
        let mut calls: Vec<Call> = Vec::new();
        for at in tour::order(home, &places) {
            let mut call = Call::routine(near[at], &shops[near[at]], day, dice);
            if calls.is_empty() {
                call.minutes = call.minutes.min(18); // so that somebody who looks in at nine sees a stop that is done
            }
            (call.start, call.end) = clock.call(places[at], call.minutes, dice);
            calls.push(call);
        }
        let done = if scene.works_today() { calls.iter().take_while(|call| call.end <= scene.now).count() } else { 0 };
        Self { calls, done }
    }

    /// The shops of the stops still to be made.
    pub(super) fn waiting(&self) -> Vec<usize> {
        self.calls[self.done..].iter().map(|call| call.shop).collect()
    }
}

impl Scribe<'_> {
    /// Writes all routes. `agreed` is the shop where the rep is expected on the working day after the plan's.
    pub(super) fn write_routes(&mut self, plan: &Plan, agreed: Option<usize>) {
        let mut ids = self.scene.ids(3);
        for n in (1..=PAST_DAYS).rev() {
            self.past(self.scene.back(n), &mut ids);
        }
        let (evening, day) = (self.scene.at(self.scene.back(1), 17, 50), self.scene.route_day());
        let done = &self.visits[self.visits.len() - plan.done..];
        for (nth, call) in plan.calls.iter().enumerate() {
            let touch = done.get(nth).map(|(_, touch)| *touch);
            let (at, fate) = touch.map_or((evening, Fate::Open), |touch| (call.end, Fate::Done { touch }));
            self.stop(at, day, call.shop, nth, fate, &mut ids);
        }
        for (nth, shop) in self.next(plan, agreed).into_iter().enumerate() {
            self.stop(evening + Duration::minutes(3), self.scene.next_day(), shop, nth, Fate::Open, &mut ids);
        }
    }

    /// A route that is over: what was visited, what met nobody, and on some days what was left out.
    fn past(&mut self, day: NaiveDate, ids: &mut Ids) {
        let visits = self.visits.iter().filter(|(call, _)| call.day == day && call.kind.is_visit());
        let that_day: Vec<_> = visits.collect();
        for (nth, (call, touch)) in that_day.iter().enumerate() {
            let mut fate = Fate::Done { touch: *touch };
            if call.attempted {
                fate = Fate::Skipped { reason: self.say(call.shop, "attempt") };
            }
            self.stop(call.end, day, call.shop, nth, fate, ids);
        }
        let Some((last, _)) = that_day.last() else { return };
        let mut left_out: Vec<usize> = (0..self.shops.len())
            .filter(|at| self.can_go(*at, day) && that_day.iter().all(|(call, _)| call.shop != *at))
            .collect();
        self.dice.shuffle(&mut left_out);
        left_out.truncate(self.dice.pick(&[0, 0, 1, 1, 2]));
        for (nth, shop) in left_out.into_iter().enumerate() {
            let fate = Fate::Skipped { reason: self.say(shop, "skip") };
            self.stop(last.end + Duration::minutes(20 + nth as i64), day, shop, that_day.len() + nth, fate, ids);
        }
    }

    /// A few shops for the working day after the plan's: one that nobody has visited yet, then where the rep is expected.
    fn next(&mut self, plan: &Plan, agreed: Option<usize>) -> Vec<usize> {
        let day = self.scene.next_day();
        let mut free: Vec<usize> = (0..self.shops.len())
            .filter(|at| self.can_go(*at, day) && Some(*at) != agreed && plan.calls.iter().all(|call| call.shop != *at))
            .collect();
        self.dice.shuffle(&mut free);
        let (new, mut known): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|at| self.shops[*at].is_new);
        known.truncate(self.dice.between(4, 6) as usize);
        new.into_iter().take(1).chain(agreed).chain(known).collect()
    }

    fn stop(&mut self, at: DateTime<Utc>, day: NaiveDate, shop: usize, nth: usize, fate: Fate, ids: &mut Ids) {
        let account = self.shops[shop].account.id;
        let rank = nth as i64 * RANK_STEP;
        let stop = Stop {
            id: ids.next(at),
            rep: self.rep,
            day,
            account,
            rank,
            unplanned: false,
            pinned: None,
            locked: false,
            fate,
        };
        self.log.add(at, Some(self.rep), stop);
    }
}
