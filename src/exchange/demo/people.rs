//! The people at a shop of the demo territory.

use chrono::{DateTime, Utc};

use super::dice::Dice;
use super::names::{GIVEN, Name, SURNAMES};
use super::shops::Shop;
use super::texts::Voices;
use crate::domain::account::{Contact, ContactRole, Segment, Temperament};
use crate::domain::ids::Ids;

/// Somebody at a shop and how they are spoken of.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) contact: Contact,
    pub(super) called: String,
}

/// One to three people, the owner first. The first shop of all has a driver, whom to meet is no visit.
pub(super) fn people(
    shop: &Shop,
    name: &Name,
    number: usize,
    voices: &Voices,
    at: DateTime<Utc>,
    ids: &mut Ids,
    dice: &mut Dice,
) -> Vec<Person> {
    use ContactRole::{Bookkeeper, Clerk, Driver, Family, Manager, Owner, Storekeeper};
    let big = matches!(name.segment, Segment::Large | Segment::Night);
    let mut roles = vec![Owner];
    if big || dice.chance(45) {
        roles.push(if big { dice.pick(&[Manager, Clerk]) } else { dice.pick(&[Family, Family, Clerk]) });
    }
    if big && dice.chance(50) {
        roles.push(dice.pick(&[Storekeeper, Bookkeeper]));
    }
    if number == 0 {
        roles.truncate(2);
        roles.push(Driver);
    }
    let texts = voices.of(shop);
    let shares_name = SURNAMES.iter().find(|(zh, _)| name.zh.contains(zh)).copied();
    let mut people = Vec::new();
    for (nth, role) in roles.into_iter().enumerate() {
        let surname = shares_name.filter(|_| nth == 0).unwrap_or_else(|| dice.pick(&SURNAMES));
        let given = dice.pick(&GIVEN);
        people.push(Person {
            called: texts.called(role, if shop.english { surname.1 } else { surname.0 }),
            contact: Contact {
                phone: format!("100-5500-{:04}", number * 10 + nth),
                temperament: dice.chance(70).then(|| dice.pick(&TEMPERAMENTS)),
                ..Contact::new(ids.next(at), shop.account.id, format!("{}{}", surname.0, given), role)
            },
        });
    }
    people
}

const TEMPERAMENTS: [Temperament; 9] = [
    Temperament::Impatient,
    Temperament::Slow,
    Temperament::Silent,
    Temperament::Talkative,
    Temperament::Hesitant,
    Temperament::Grave,
    Temperament::Suspicious,
    Temperament::FaultFinding,
    Temperament::SelfStyledExpert,
];
