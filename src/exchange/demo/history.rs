//! Who was visited when: backwards from the last visit of each shop, with gaps as its window wants them and people keep them, and
//! the days filled evenly.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::cast::Cast;
use super::dice::Dice;
use super::scene::Scene;
use super::shops::Shop;
use super::spread::Days;
use super::tour;
use crate::domain::ids::RepId;
use crate::domain::touch::TouchKind;

/// A contact with a shop.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// Index of the shop.
    pub(super) shop: usize,
    pub(super) rep: RepId,
    pub(super) day: NaiveDate,
    pub(super) kind: TouchKind,
    pub(super) attempted: bool,
    /// The supervisor came along.
    pub(super) joint: bool,
    pub(super) minutes: i64,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
}

impl Call {
    /// A routine call, its time still to be set.
    pub(super) fn routine(at: usize, shop: &Shop, day: NaiveDate, dice: &mut Dice) -> Self {
        let minutes = shop.minutes * dice.between(65, 140) / 100;
        let (rep, start, end) = (shop.rep, DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Self { shop: at, rep, day, kind: TouchKind::Routine, attempted: false, joint: false, minutes, start, end }
    }
}

/// How many calls each rep has on each day.
#[derive(Debug, Default)]
struct Load(BTreeMap<(RepId, NaiveDate), u32>);

impl Load {
    /// Of three days thrown the one with the fewest calls.
    fn least(&self, rep: RepId, mut throw: impl FnMut() -> NaiveDate) -> NaiveDate {
        let days = [throw(), throw(), throw()];
        days.into_iter().min_by_key(|day| self.0.get(&(rep, *day)).copied().unwrap_or(0)).unwrap_or(days[0])
    }

    fn add(&mut self, rep: RepId, day: NaiveDate) {
        *self.0.entry((rep, day)).or_default() += 1;
    }
}

/// All calls before today in order of time. `done` are the calls of today.
pub(super) fn history(
    shops: &[Shop],
    spread: &[Option<Days>],
    done: &[Call],
    cast: &Cast,
    scene: &Scene,
    dice: &mut Dice,
) -> Vec<Call> {
    let mut load = Load::default();
    let mut calls = Vec::new();
    for (at, shop) in shops.iter().enumerate().filter(|(_, shop)| !shop.is_new) {
        let earliest = shop.account.added.max(scene.opening.succ_opt().unwrap_or(scene.opening));
        let seen_today = done.iter().any(|call| call.shop == at);
        let mut day = if seen_today {
            before(shop, scene.today, &load, scene, dice)
        } else {
            last(shop, spread[at], &load, scene, dice)
        };
        while day >= earliest {
            load.add(shop.rep, day);
            calls.push(Call::routine(at, shop, day, dice));
            day = before(shop, day, &load, scene, dice);
        }
    }
    vary(&mut calls, shops, cast.rep(), scene, dice);
    set_times(&mut calls, shops, cast, scene, dice);
    calls.sort_by_key(|call| (call.start, call.shop));
    calls
}

/// The day of the last visit of a shop that was not visited today.
fn last(shop: &Shop, days: Option<Days>, load: &Load, scene: &Scene, dice: &mut Dice) -> NaiveDate {
    let today = scene.today;
    load.least(shop.rep, || match (days, &shop.pause) {
        (Some((first, last)), _) => counted_back(shop, today, dice.between(first, last), scene),
        (None, Some(pause)) => counted_back(shop, pause.span.first, dice.between(2, 8), scene),
        (None, None) => counted_back(shop, today, dice.between(5, 25), scene),
    })
}

/// The day of the visit before this one: a little early now and then, late now and then, mostly in its window.
fn before(shop: &Shop, day: NaiveDate, load: &Load, scene: &Scene, dice: &mut Dice) -> NaiveDate {
    let (min, max) = shop.cadence.map_or((15, 40), |it| (i64::from(it.window.min), i64::from(it.window.max)));
    load.least(shop.rep, || {
        let gap = match dice.below(100) {
            0..10 => min - 1,
            10..22 => max + dice.between(1, 3),
            _ => dice.between(min, max),
        };
        counted_back(shop, day, gap.max(1), scene)
    })
}

/// The latest working day on which somebody is there and after which so many counted days have passed by `day`.
fn counted_back(shop: &Shop, day: NaiveDate, counted: i64, scene: &Scene) -> NaiveDate {
    let count = shop.count(scene);
    let passed = |from: NaiveDate| match &count {
        Some(count) => count.between(from, day),
        None => scene.calendar.ordinal(day) - scene.calendar.ordinal(from),
    };
    let mut back = if scene.calendar.is_working(day) { day } else { scene.calendar.previous_working(day) };
    while !shop.is_there(back) || passed(back) < counted {
        back = scene.calendar.previous_working(back);
    }
    back
}

/// What is not routine: stays, rounds with the supervisor, visits that met nobody, calls by phone and chat.
fn vary(calls: &mut Vec<Call>, shops: &[Shop], rep: RepId, scene: &Scene, dice: &mut Dice) {
    let joint_days = [dice.between(4, 12), dice.between(16, 26), dice.between(32, 48)].map(|n| scene.back(n));
    let mut along = [0; 3];
    for call in calls.iter_mut().filter(|call| call.rep == rep) {
        if shops[call.shop].tier == Some(0) && dice.chance(9) {
            (call.kind, call.minutes) = (TouchKind::Stay, dice.between(60, 112));
        }
        if let Some(nth) = joint_days.iter().position(|day| *day == call.day)
            && along[nth] < 3
        {
            along[nth] += 1;
            call.joint = true;
        }
    }
    let mut last: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    for call in calls.iter().filter(|call| call.rep == rep) {
        let day = last.entry(call.shop).or_insert(call.day);
        *day = call.day.max(*day);
    }
    let mut waiting: Vec<(usize, NaiveDate)> = last.into_iter().filter(|(at, _)| shops[*at].pause.is_none()).collect();
    dice.shuffle(&mut waiting);
    let mut extra = |from: i64, days: i64, much: usize, make: &mut dyn FnMut(&mut Call, &mut Dice)| {
        let mut left = much;
        waiting.retain(|(at, last)| {
            let day = scene.back(dice.between(from, days));
            let fits = left > 0 && *last < day && shops[*at].is_there(day);
            if fits {
                left -= 1;
                let mut call = Call::routine(*at, &shops[*at], day, dice);
                make(&mut call, dice);
                calls.push(call);
            }
            !fits
        });
    };
    extra(1, 1, 1, &mut |call, dice| (call.attempted, call.minutes) = (true, dice.between(2, 4)));
    extra(3, 6, 1, &mut |call, dice| (call.attempted, call.minutes) = (true, dice.between(2, 4)));
    extra(1, 5, 8, &mut |call, dice| {
        call.kind = if dice.chance(70) { TouchKind::Phone } else { TouchKind::Chat };
        call.minutes = dice.between(2, 6);
    });
}

/// Sets the times of all calls, day by day: a round trip, then what was done from home.
fn set_times(calls: &mut [Call], shops: &[Shop], cast: &Cast, scene: &Scene, dice: &mut Dice) {
    calls.sort_by_key(|call| (call.rep, call.day, !call.kind.is_visit(), call.shop));
    for calls in calls.chunk_by_mut(|a, b| (a.rep, a.day) == (b.rep, b.day)) {
        let home = cast.home(calls[0].rep);
        let visits = calls.iter().take_while(|call| call.kind.is_visit()).count();
        let places: Vec<_> = calls[..visits].iter().map(|call| shops[call.shop].place).collect();
        let mut day = tour::Day::begin(home, calls[0].day, scene);
        for at in tour::order(home, &places) {
            (calls[at].start, calls[at].end) = day.call(places[at], calls[at].minutes, dice);
        }
        for call in &mut calls[visits..] {
            (call.start, call.end) = day.call(home, call.minutes, dice);
        }
    }
}
