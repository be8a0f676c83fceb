//! The shops of the demo territory: names put on streets, with codes, telephones, people, and the few that are out of the ordinary.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::cast::Cast;
use super::dice::Dice;
use super::names::{COLLEAGUES_SHOPS, GIVEN, Name, SHOPS, SURNAMES};
use super::scene::Scene;
use super::streets::{COLLEAGUES_GROUND, GROUNDS, Ground, Street};
use super::texts::Voices;
use crate::domain::account::{
    Account, Beat, Code, CodeKind, Contact, ContactRole, OwnWindow, Pause, Segment, Temperament,
};
use crate::domain::cadence::{Cadence, DayCount, Level, Window};
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

/// Somebody at a shop and how they are spoken of.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) contact: Contact,
    pub(super) called: String,
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
            shop.people = people(&shop, name, number, voices, at, ids, dice);
            town.shops.push(shop);
        }
        town.beats.extend(beats);
    }
    set_apart(&mut town.shops, rep, voices, scene, dice);
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
            id: uuid::Uuid::nil().into(),
            name: name.zh.to_owned(),
            other_name: name.en.to_owned(),
            address,
            phone: format!("0571-0000-{:04}", 100 + number),
            codes,
            place: Some(place),
            tier: tier.map(|tier| tiers[tier].id),
            segment: Some(name.segment),
            beat: None,
            rep: Some(rep),
            added: NaiveDate::MIN,
            own_window: None,
            pauses: Vec::new(),
            closures: Vec::new(),
            minutes: None,
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

fn people(
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
        people.push(Person {
            called: texts.called(role, if shop.english { surname.1 } else { surname.0 }),
            contact: Contact {
                id: ids.next(at),
                account: shop.account.id,
                name: format!("{}{}", surname.0, dice.pick(&GIVEN)),
                role,
                phone: format!("100-5500-{:04}", number * 10 + nth),
                temperament: dice.chance(70).then(|| dice.pick(&TEMPERAMENTS)),
                counts: role != Driver,
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

/// Sets a few shops apart: never visited, added lately, paused, closed for some days, with a window of its own.
fn set_apart(shops: &mut [Shop], rep: RepId, voices: &Voices, scene: &Scene, dice: &mut Dice) {
    let mut of_tier = |tier: usize| {
        let mut of_tier: Vec<usize> =
            (0..shops.len()).filter(|at| shops[*at].rep == rep && shops[*at].tier == Some(tier)).collect();
        dice.shuffle(&mut of_tier);
        of_tier.into_iter()
    };
    let (mut next, mut basic) = (of_tier(1), of_tier(2));
    for at in basic.by_ref().take(3) {
        shops[at].is_new = true;
        shops[at].account.added = scene.back(dice.between(2, 12));
    }
    for at in basic.by_ref().take(4) {
        shops[at].account.added = scene.back(dice.between(45, 70));
    }
    for ((first, last), at) in [(-24, -20), (5, 8)].into_iter().zip(basic.by_ref()) {
        shops[at].account.closures =
            vec![Span::new(scene.today + Duration::days(first), scene.today + Duration::days(last))];
    }
    let pauses = basic.next().map(|at| (at, 0, Some(17))).into_iter().chain(next.next().map(|at| (at, 1, None)));
    for (at, nth, ends_in) in pauses {
        let first = scene.back(7);
        let span = Span { first, last: ends_in.map(|days| scene.today + Duration::days(days)) };
        let reason = voices.of(&shops[at]).line("pause", nth);
        shops[at].pause = Some(Pause { span, reason });
    }
    if let Some(shop) = next.next().map(|at| &mut shops[at])
        && let Some(cadence) = &mut shop.cadence
    {
        cadence.window = Window { min: 4, max: 6 };
        shop.account.own_window = Some(OwnWindow { window: cadence.window, reason: voices.of(shop).line("window", 0) });
    }
}
