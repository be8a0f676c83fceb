//! A demo territory: one rep's shops in the east of Hangzhou with four months behind them, made up from a seed around any moment.
//! It is for looking at the program and for tests; it brings no reference data of its own but the people, the beats
//! and the products.

mod apart;
mod appointments;
mod cast;
mod counter;
mod dice;
mod history;
mod log;
mod matters;
mod names;
mod people;
mod products;
mod routes;
mod scene;
mod scribe;
mod shops;
mod spread;
mod stock;
mod streets;
mod texts;
mod touches;
mod tour;
mod wishes;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use self::counter::Counter;
use self::log::Log;
use self::routes::Plan;
use self::scene::Scene;
use self::scribe::{Scribe, Visit};
use self::stock::{Stage, Story};
use crate::domain::change::{Change, Envelope};
use crate::domain::ids::RepId;
use crate::domain::product::Product;
use crate::domain::tier::Tier;

/// A territory as changes, in order of time: what they refer to comes before them, except the tiers.
#[derive(Clone, Debug, PartialEq)]
pub struct Demo {
    /// The changes.
    pub envelopes: Vec<Envelope>,
    /// The rep whose territory it is.
    pub rep: RepId,
}

/// The territory as it is at `now`. The three most important tiers are used as A, B and C; what is made for the shipped ones fits them
/// best, and working days are those of the shipped calendar.
pub fn territory(now: DateTime<Utc>, zone: Tz, seed: u64, tiers: &[Tier]) -> Demo {
    let scene = Scene::new(now, zone, seed);
    let mut dice = dice::Dice::new(seed);
    let mut tiers: Vec<&Tier> = tiers.iter().collect();
    tiers.sort_by_key(|tier| tier.rank);

    let voices = texts::Voices::new();
    let mut ids = scene.ids(1);
    let cast = cast::Cast::new(&scene, &mut ids);
    let town = shops::town(&scene, &cast, &tiers, &voices, &mut ids, &mut dice);
    let products = products::products(&scene, &mut ids);
    let mut log = Log::default();
    set_up(&cast, &town, &products, &scene, &mut log);

    let plan = Plan::new(&town.shops, &cast, &scene, &mut dice);
    let (done, waiting) = (&plan.calls[..plan.done], plan.waiting());
    let seen: Vec<usize> = done.iter().map(|call| call.shop).collect();
    let spread = spread::spread(&town.shops, cast.rep(), &waiting, &seen, &scene, &mut dice);
    let mut calls = history::history(&town.shops, &spread, done, &cast, &scene, &mut dice);
    calls.extend_from_slice(done);

    let mut ids = scene.ids(2);
    let mut visits: Vec<Visit<'_>> = Vec::new();
    for call in &calls {
        let touch = touches::touch(call, &town.shops[call.shop], &scene, &voices, &mut ids, &mut dice);
        if call.rep == cast.rep() {
            visits.push((call, touch.id));
        }
        log.add(call.end, Some(call.rep), touch);
    }
    let mut scribe = Scribe {
        shops: &town.shops,
        rep: cast.rep(),
        scene: &scene,
        voices: &voices,
        visits: &visits,
        log: &mut log,
        dice: &mut dice,
    };
    let agreed = scribe.write_appointments(&plan);
    scribe.write_routes(&plan, agreed);
    scribe.write_matters(&waiting);
    let (shops, calls, products) = (&town.shops[..], &calls[..], &products[..]);
    let stage = Stage { shops, calls, products, cast: &cast, scene: &scene, voices: &voices };
    Story::new(stage, Counter::new(shops, &tiers), &mut dice, &mut log).tell();
    Demo { envelopes: log.envelopes(&scene), rep: cast.rep() }
}

/// Notes what stood before the first visit; shops that were added since, and pauses, on their days.
fn set_up(cast: &cast::Cast, town: &shops::Town, products: &[Product], scene: &Scene, log: &mut Log) {
    let opening = scene.at(scene.opening, 4, 30);
    log.add(opening, None, cast.team.clone());
    for rep in &cast.reps {
        log.add(opening, None, rep.clone());
    }
    for beat in &town.beats {
        log.add(opening, None, beat.clone());
    }
    for product in products {
        log.add(opening, None, product.clone());
    }
    for shop in &town.shops {
        let lately = shop.account.added > scene.opening;
        let (at, actor) = if lately { (scene.at(shop.account.added, 8, 5), Some(shop.rep)) } else { (opening, None) };
        log.add(at, actor, shop.account.clone());
        for person in &shop.people {
            log.add(at, actor, person.contact.clone());
        }
        if let Some(pause) = &shop.pause {
            let change = Change::Pause { account: shop.account.id, pause: pause.clone() };
            log.note(scene.at(pause.span.first, 8, 10), Some(shop.rep), change);
        }
    }
}
