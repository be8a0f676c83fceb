//! Calls written down: whom the rep met, what was said, what comes next.

use super::dice::Dice;
use super::history::Call;
use super::scene::Scene;
use super::shops::Shop;
use super::texts::Voices;
use crate::domain::cadence::Level;
use crate::domain::content::{Display, DisplayPoint, Need, NoOrder, Order};
use crate::domain::ids::Ids;
use crate::domain::touch::{Content, NextStep, Touch, TouchKind};

/// The touch that a call became.
pub(super) fn touch(call: &Call, shop: &Shop, scene: &Scene, voices: &Voices, ids: &mut Ids, dice: &mut Dice) -> Touch {
    let texts = voices.of(shop);
    let met: Vec<usize> = if call.attempted || !call.kind.is_visit() {
        Vec::new()
    } else {
        let second = shop.people.get(1).filter(|person| person.contact.counts && dice.chance(30)).map(|_| 1);
        std::iter::once(if dice.chance(80) { 0 } else { second.unwrap_or(0) }).chain(second).collect()
    };
    let who = met.first().map_or(shop.owner(), |at| &shop.people[*at].called);
    let mut lines = Vec::new();
    match (call.attempted, call.kind) {
        (true, _) => lines.push(texts.say("attempt", who, dice)),
        (_, TouchKind::Stay) => lines.extend(["stay", "more"].map(|section| texts.say(section, who, dice))),
        (_, TouchKind::Phone | TouchKind::Chat) => lines.push(texts.say("phone", who, dice)),
        _ if call.joint => lines.extend(["joint", "call"].map(|section| texts.say(section, who, dice))),
        _ if dice.chance(85) => {
            lines.push(texts.say("call", who, dice));
            if dice.chance(70) {
                lines.push(texts.say("more", who, dice));
            }
        }
        _ => {}
    }
    let in_person = call.kind.is_visit() && !call.attempted;
    let next = in_person && dice.chance(30);
    let mut met: Vec<_> = met.into_iter().map(|at| shop.people[at].contact.id).collect();
    met.dedup();
    Touch {
        id: ids.next(call.start),
        account: shop.account.id,
        rep: call.rep,
        levels: if call.joint { vec![Level::Rep, Level::Supervisor] } else { vec![Level::Rep] },
        day: call.day,
        start: Some(call.start),
        end: Some(call.end),
        open: false,
        late: false,
        content: Content {
            kind: call.kind,
            attempted: call.attempted,
            met,
            satisfaction: (in_person && dice.chance(40)).then(|| dice.pick(&[2, 3, 3, 4, 4, 4, 4, 5, 5])),
            next: next.then(|| NextStep {
                day: dice.chance(70).then(|| scene.after(call.day, dice.between(3, 9))),
                text: texts.say("next", who, dice),
            }),
            note: lines.join("\n"),
            ..if in_person { selling(call) } else { Content::default() }
        },
        window: shop.cadence.map(|cadence| cadence.window),
        voided: None,
        followed: None,
        put_off: None,
    }
}

/// What was sold and served at a call in person, thrown from dice of its own.
fn selling(call: &Call) -> Content {
    let mut dice = Dice::new(call.start.timestamp().unsigned_abs());
    let order = match dice.below(100) {
        0..60 => Some(Order::Quantity(dice.pick(&[5, 8, 10, 10, 15, 20, 20, 30, 50]))),
        60..75 => Some(Order::Nothing(dice.pick(&NoOrder::ALL[..5]))),
        _ => None,
    };
    let display = dice
        .chance(35)
        .then(|| Display { lacks: if dice.chance(60) { Vec::new() } else { vec![dice.pick(&DisplayPoint::ALL)] } });
    let served = |chance| dice.chance(chance);
    let chances = [45, 30, 8, 15, 3];
    let needs: Vec<bool> = chances.into_iter().map(served).collect();
    let needs = Need::ALL.into_iter().zip(needs).filter(|(_, served)| *served).map(|(need, _)| need).collect();
    Content { order, display, needs, ..Content::default() }
}
