//! The stock of the demo territory: wishes are said on visits, goods come, it is decided who gets them, shops are told and answer, what
//! they took is brought. One thing after the other, each as the rules allow it.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::cast::Cast;
use super::counter::Counter;
use super::dice::Dice;
use super::history::Call;
use super::log::Log;
use super::scene::Scene;
use super::shops::Shop;
use super::texts::Voices;
use super::wishes::{DEALS, Deal, Said, Terms, WISHES, Wish};
use crate::domain::change::Change;
use crate::domain::day::business_day;
use crate::domain::ids::{ArrivalId, Ids, RepId, RequestId, TellingId};
use crate::domain::product::Product;
use crate::domain::rules;
use crate::domain::stock::{Amount, Answer, Arrival, Line, Means, Request};

/// What the story is made of.
pub(super) struct Stage<'a> {
    pub(super) shops: &'a [Shop],
    pub(super) calls: &'a [Call],
    pub(super) products: &'a [Product],
    pub(super) cast: &'a Cast,
    pub(super) scene: &'a Scene,
    pub(super) voices: &'a Voices,
}

/// Something that is to happen.
enum Step<'a> {
    Ask(&'static Wish, &'a Call),
    CallOff(&'a Call, RequestId),
    Arrive(&'static Deal),
    Decide(&'static Deal, ArrivalId),
    Tell(&'static Deal, ArrivalId, Line, Said),
    Answer(RepId, TellingId, Answer),
    HandOver(RepId, ArrivalId, RequestId, u32),
}

/// The story as far as it is told.
pub(super) struct Story<'a> {
    stage: Stage<'a>,
    counter: Counter<'a>,
    /// What comes, by time, then in the order in which it was thought of.
    ahead: BTreeMap<(DateTime<Utc>, usize), Step<'a>>,
    thoughts: usize,
    ids: Ids,
    dice: &'a mut Dice,
    log: &'a mut Log,
}

impl<'a> Story<'a> {
    pub(super) fn new(stage: Stage<'a>, counter: Counter<'a>, dice: &'a mut Dice, log: &'a mut Log) -> Self {
        let ids = stage.scene.ids(6);
        Self { stage, counter, ahead: BTreeMap::new(), thoughts: 0, ids, dice, log }
    }

    /// Tells all of it.
    pub(super) fn tell(mut self) {
        self.think_of_wishes();
        for deal in &DEALS {
            self.then(comes(deal, self.stage.scene), Step::Arrive(deal));
        }
        while let Some(((at, _), step)) = self.ahead.pop_first() {
            match step {
                Step::Ask(wish, call) => self.ask(at, wish, call),
                Step::CallOff(call, request) => {
                    let reason = self.say(call.shop, "called_off");
                    self.make(at, call.rep, Change::Cancel { request, reason });
                }
                Step::Arrive(deal) => self.arrive(at, deal),
                Step::Decide(deal, arrival) => self.decide(at, deal, arrival),
                Step::Tell(deal, arrival, line, said) => self.tell_one(at, deal, arrival, line, said),
                Step::Answer(who, telling, answer) => self.make(at, who, Change::Respond { telling, answer }),
                Step::HandOver(who, arrival, request, quantity) => {
                    let fulfilment = self.ids.next(at);
                    self.make(at, who, Change::Fulfil { fulfilment, arrival, request, quantity });
                }
            }
        }
    }

    fn then(&mut self, at: DateTime<Utc>, step: Step<'a>) {
        if at <= self.stage.scene.now {
            self.thoughts += 1;
            self.ahead.insert((at, self.thoughts), step);
        }
    }

    fn make(&mut self, at: DateTime<Utc>, who: RepId, change: Change) {
        if self.counter.make((at, who, &change), self.stage.scene).is_ok() {
            self.log.note(at, Some(who), change);
        }
    }

    /// Each wish is said on a visit of its day, or the nearest day before; no shop asks twice for one product.
    fn think_of_wishes(&mut self) {
        let Stage { shops, calls, cast, scene, .. } = self.stage;
        let mut said: Vec<(usize, usize)> = Vec::new();
        for wish in &WISHES {
            let day = scene.back(wish.ago);
            let own = wish.terms != Terms::Colleague;
            let fits = |call: &&Call| {
                let met = call.kind.is_visit() && !call.attempted && call.day <= day;
                let is_there = shops[call.shop].pause.is_none() && (call.rep == cast.rep()) == own;
                met && is_there && !said.contains(&(call.shop, wish.product))
            };
            let mut fitting: Vec<&Call> = calls.iter().filter(fits).collect();
            let Some(last) = fitting.iter().map(|call| call.day).max() else { continue };
            fitting.retain(|call| call.day == last);
            let call = self.dice.pick(&fitting);
            said.push((call.shop, wish.product));
            self.then(call.end, Step::Ask(wish, call));
        }
    }

    fn ask(&mut self, at: DateTime<Utc>, wish: &Wish, call: &'a Call) {
        let request = self.request(wish, call);
        let id = request.id;
        self.make(at, call.rep, Change::Request(request));
        if let Terms::CalledOff(ago) = wish.terms {
            let scene = self.stage.scene;
            self.then(moment(scene, scene.back(ago), 17, 35), Step::CallOff(call, id));
        }
    }

    fn request(&mut self, wish: &Wish, call: &Call) -> Request {
        let (scene, product) = (self.stage.scene, &self.stage.products[wish.product]);
        let shop = &self.stage.shops[call.shop];
        let person = shop.people.first().filter(|_| self.dice.chance(80));
        Request {
            id: self.ids.next(call.end),
            account: shop.account.id,
            rep: call.rep,
            product: product.id,
            asked: amount(product, wish.count, wish.unit),
            contact: person.map(|person| person.contact.id),
            until: match wish.terms {
                Terms::Until(days @ 0..) => Some(scene.after(scene.route_day(), days)),
                Terms::Until(days) => Some(scene.back(-days)),
                _ => None,
            },
            all_or_nothing: wish.terms == Terms::AllOrNothing,
            outside: wish.terms == Terms::Outside,
            note: if self.dice.chance(60) { self.say(call.shop, "wish") } else { String::new() },
            at: call.end,
            day: call.day,
            ended: None,
        }
    }

    fn arrive(&mut self, at: DateTime<Utc>, deal: &'static Deal) {
        let (id, product) = (self.ids.next(at), &self.stage.products[deal.product]);
        let rep = &self.stage.cast.reps[deal.owner];
        let day = business_day(at, self.stage.scene.zone);
        let (amount, note) = (amount(product, deal.count, 1), String::new());
        let arrival =
            Arrival { id, product: product.id, team: rep.team, rep: rep.id, amount, note, at, day, closed: false };
        let who = rep.id;
        self.make(at, who, Change::Arrive(arrival));
        if deal.rule.is_some() {
            self.then(at + Duration::minutes(25), Step::Decide(deal, id));
        }
    }

    /// What the rule gives; then those who get something are told, one after the other.
    fn decide(&mut self, at: DateTime<Utc>, deal: &'static Deal, arrival: ArrivalId) {
        let (scene, owner) = (self.stage.scene, self.stage.cast.reps[deal.owner].id);
        let (Some(rule), Some(dealing)) = (deal.rule, self.counter.arrival(arrival)) else { return };
        let day = business_day(at, scene.zone);
        let Ok(mut lines) = rules::proposal(&self.counter, dealing, rule, &[], day) else { return };
        lines.retain(|line| line.quantity > 0);
        let shares = lines.iter().map(|line| (line.request, line.quantity)).collect();
        let (allotment, follows, reason) = (self.ids.next(at), None, String::new());
        self.make(at, owner, Change::Allot { allotment, arrival, follows, rule, shares, reason });
        let mut next = at + Duration::minutes(14);
        for (nth, line) in lines.into_iter().enumerate() {
            let said = deal.said.get(nth).or(deal.said.last()).copied().unwrap_or(Said::Untold);
            if said != Said::Untold {
                self.then(next, Step::Tell(deal, arrival, line, said));
                next += Duration::minutes(self.dice.between(4, 11));
            }
        }
    }

    /// The owner of the goods rings the shops, and brings what they took on the next working day.
    fn tell_one(&mut self, at: DateTime<Utc>, deal: &Deal, arrival: ArrivalId, line: Line, said: Said) {
        let (scene, who) = (self.stage.scene, self.stage.cast.reps[deal.owner].id);
        let contact = self.counter.request(line.request).and_then(|it| it.contact);
        let day = business_day(at, scene.zone);
        let held_until = Some(if said == Said::Nothing { scene.next_day() } else { scene.after(day, 2) });
        let how = self.dice.pick(&[Means::Phone, Means::Phone, Means::Chat]);
        let (telling, request, note) = (self.ids.next(at), line.request, String::new());
        self.make(at, who, Change::Tell { telling, arrival, request, how, contact, held_until, note });
        let answer = match said {
            Said::Takes => Answer::TakesAll,
            Said::TakesHalf => Answer::Takes(line.quantity.div_ceil(2)),
            Said::NotNow => Answer::NotNow,
            Said::NoMore => Answer::NoMore,
            Said::Nothing | Said::Untold => return,
        };
        self.then(at + Duration::minutes(2), Step::Answer(who, telling, answer));
        let taken = match answer {
            Answer::TakesAll => line.quantity,
            Answer::Takes(quantity) => quantity,
            Answer::NotNow | Answer::NoMore => 0,
        };
        if deal.delivered && taken > 0 {
            let afternoon = moment(scene, scene.after(day, 1), 14, 5);
            let brought = afternoon + Duration::minutes(self.dice.between(0, 150));
            self.then(brought, Step::HandOver(who, arrival, request, taken));
        }
    }

    fn say(&mut self, shop: usize, section: &str) -> String {
        let shop = &self.stage.shops[shop];
        self.stage.voices.of(shop).say(section, shop.owner(), self.dice)
    }
}

/// When goods come: in the morning of their day; today's in the evening before if it is too early for them, or nobody works.
fn comes(deal: &Deal, scene: &Scene) -> DateTime<Utc> {
    let early = moment(scene, scene.today, 7, 40);
    match deal.ago {
        1.. => moment(scene, scene.back(deal.ago), 9, 10),
        _ if scene.works_today() && early <= scene.now => early,
        _ => moment(scene, scene.back(1), 17, 20),
    }
}

/// A moment at which no visit ends: those end on whole minutes.
fn moment(scene: &Scene, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    scene.at(day, hour, minute) + Duration::seconds(20)
}

/// So many of a product's base unit, or of its packs.
fn amount(product: &Product, count: u32, unit: usize) -> Amount {
    let pack = unit.checked_sub(1).and_then(|at| product.packs.get(at));
    let (unit, factor) = pack.map_or((&product.unit, 1), |pack| (&pack.name, pack.factor));
    Amount { count, unit: unit.clone(), factor }
}
