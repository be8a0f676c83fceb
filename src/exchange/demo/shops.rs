//! The shops of the demo territory: names put on streets, with codes and telephones.

use chrono::{Duration, NaiveDate};

use super::apart;
use super::cast::Cast;
use super::dice::Dice;
use super::names::{COLLEAGUES_SHOPS, Name, SHOPS};
use super::people::{self, Person};
use super::scene::Scene;
use super::streets::{COLLEAGUES_GROUND, GROUNDS, Ground, Street};
use super::texts::Voices;
use crate::domain::account::{Account, Beat, Code, CodeKind, Pause};
use crate::domain::cadence::{Cadence, DayCount, Level};
use crate::domain::day::Span;
use crate::domain::ids::{Ids, RepId};
use crate::domain::label::Label;
use crate::domain::place::Place;
use crate::domain::tier::Tier;

/// A shop and what its story needs to know.
#[derive(Clone, Debug)]
pub(super) struct Shop {
    pub(super) account: Account,
    pub(super) rep: RepId,
    pub(super) place: Place,
    /// Index of its tier among the tiers.
    pub(super) tier: Option<usize>,
    /// The rep's cadence, with the shop's own window.
    pub(super) cadence: Option<Cadence>,
    /// Length of an ordinary call in minutes.
    pub(super) minutes: i64,
    pub(super) people: Vec<Person>,
    /// Notes about it are kept in English.
    pub(super) english: bool,
    /// Nobody has been there yet.
    pub(super) is_new: bool,
    /// A pause in force today.
    pub(super) pause: Option<Pause>,
}

impl Shop {
    /// Counts the days of its cadence.
    pub(super) fn count<'a>(&self, scene: &'a Scene) -> Option<DayCount<'a>> {
        let pauses: Vec<Span> = self.pause.iter().map(|pause| pause.span).collect();
        Some(DayCount::new(self.cadence?.unit, &scene.calendar, &self.account.closures, &pauses, &[]))
    }

    /// Whether somebody may be there on a day: not closed, not paused.
    pub(super) fn is_there(&self, day: NaiveDate) -> bool {
        let pause = self.pause.as_ref().map(|pause| pause.span);
        !self.account.closures.iter().copied().chain(pause).any(|span| span.contains(day))
    }

    /// The best known person, as spoken of.
    pub(super) fn owner(&self) -> &str {
        self.people.first().map_or("", |person| &person.called)
    }
}

/// The shops of both territories and the beats they are in.
pub(super) struct Town {
    pub(super) beats: Vec<Beat>,
    pub(super) shops: Vec<Shop>,
}

/// Builds everything that stands.
pub(super) fn town(
    scene: &Scene,
    cast: &Cast,
    tiers: &[&Tier],
    voices: &Voices,
    ids: &mut Ids,
    dice: &mut Dice,
) -> Town {
    let at = scene.at(scene.opening, 4, 30);
    let (rep, colleague) = (cast.reps[0].id, cast.reps[1].id);
    let mut town = Town { beats: Vec::new(), shops: Vec::new() };
    for (rep, grounds, names) in
        [(rep, &GROUNDS[..], &SHOPS[..]), (colleague, std::slice::from_ref(&COLLEAGUES_GROUND), &COLLEAGUES_SHOPS[..])]
    {
        let beats: Vec<Beat> =
            grounds.iter().map(|it| Beat { id: ids.next(at), rep, name: Label::new(it.en, it.zh) }).collect();
        for (name, (ground, place, address)) in names.iter().zip(addresses(grounds, names, dice)) {
            let number = town.shops.len();
            let mut shop = stand(name, number, place, address, rep, tiers, dice);
            shop.account.id = ids.next(at);
            shop.account.beat = Some(beats[ground].id);
            shop.account.added = scene.opening - Duration::days(dice.between(30, 900));
            shop.people = people::people(&shop, name, number, voices, at, ids, dice);
            town.shops.push(shop);
        }
        town.beats.extend(beats);
    }
    apart::set_apart(&mut town.shops, rep, voices, scene, dice);
    town
}

/// A shop as it stands, without people.
fn stand(
    name: &Name,
    number: usize,
    place: Place,
    address: String,
    rep: RepId,
    tiers: &[&Tier],
    dice: &mut Dice,
) -> Shop {
    let tier = name.tier.filter(|tier| *tier < tiers.len());
    let code = |kind, text| Code { kind, text };
    let mut codes = vec![
        code(CodeKind::Customer, format!("HZ{:05}", 10_001 + number * 17)),
        code(CodeKind::Licence, format!("33010199{:04}", 1_000 + number)),
    ];
    if number % 19 == 3 {
        codes.push(code(CodeKind::Licence, format!("33010199{:04}", 5_000 + number)));
    }
    Shop {
        account: Account {
            other_name: name.en.to_owned(),
            address,
            phone: format!("0571-0000-{:04}", 100 + number),
            codes,
            place: Some(place),
            tier: tier.map(|tier| tiers[tier].id),
            segment: Some(name.segment),
            rep: Some(rep),
            ..Account::new(uuid::Uuid::nil().into(), name.zh, NaiveDate::MIN)
        },
        rep,
        place,
        tier,
        cadence: tier.and_then(|tier| tiers[tier].cadences.get(&Level::Rep).copied()),
        minutes: tier.map_or(15, |tier| i64::from(tiers[tier].minutes)),
        people: Vec::new(),
        english: dice.chance(50),
        is_new: false,
        pause: None,
    }
}

/// A beat, a place and an address for each name: on the street it is named after, else where the fewest shops are. No two at one door.
fn addresses(grounds: &[Ground], names: &[Name], dice: &mut Dice) -> Vec<(usize, Place, String)> {
    let streets: Vec<(usize, &Street)> = grounds
        .iter()
        .enumerate()
        .flat_map(|(at, ground)| ground.streets.iter().map(move |street| (at, street)))
        .collect();
    let prefix = |text: &str| text.chars().take(2).collect::<String>();
    let named = |name: &Name| streets.iter().position(|(_, street)| street.zh.starts_with(&prefix(name.zh)));
    let mut on: Vec<Vec<usize>> = vec![Vec::new(); streets.len()];
    let mut free: Vec<usize> = (0..names.len()).collect();
    free.retain(|at| named(&names[*at]).map(|street| on[street].push(*at)).is_none());
    dice.shuffle(&mut free);
    for name in free {
        if let Some(emptiest) = (0..on.len()).min_by_key(|street| on[*street].len()) {
            on[emptiest].push(name);
        }
    }
    let mut doors = vec![None; names.len()];
    for (there, (ground, street)) in on.iter().zip(streets) {
        for (nth, name) in there.iter().enumerate() {
            let share = (nth as f64 + 0.1 + 0.8 * dice.share()) / there.len() as f64;
            let (place, number) = street.door(share, dice.chance(50));
            doors[*name] = Some((ground, place, format!("{}{number}号 · {number} {}", street.zh, street.en)));
        }
    }
    doors.into_iter().flatten().collect()
}
