//! A row as what it says: every cell read and checked, tier and rep found. Nothing of a row that is refused is kept.

use chrono::{DateTime, NaiveDate, Utc};

use super::cells::Cells;
use super::error::Fault;
use super::facts::Facts;
use super::fields::Field;
use super::lookup::Lookup;
use super::options::Options;
use super::remarks::Notice;
use super::values::dates::{self, NoDate};
use super::values::{birthdays, frequency, hours, words};
use crate::domain::account::{Birthday, Code, CodeKind, ContactRole, Opening, OwnWindow, Segment};
use crate::domain::cadence::{Level, Unit};
use crate::domain::day::instant;
use crate::domain::ids::{RepId, TierId};
use crate::domain::place::Place;
use crate::domain::product::{Pack, Product};
use crate::domain::touch::{Content, NextStep, TouchKind};

/// What reading a row needs.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) options: &'a Options,
    pub(super) lookup: &'a Lookup,
    pub(super) facts: Facts,
}

/// What a row says about a shop.
#[derive(Clone, Debug, Default)]
pub(super) struct Shop {
    pub(super) name: String,
    pub(super) other_name: String,
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) codes: Vec<Code>,
    pub(super) more_codes: Vec<Code>,
    pub(super) place: Option<Place>,
    pub(super) tier: Option<TierId>,
    pub(super) rep: Option<RepId>,
    pub(super) beat: Option<String>,
    pub(super) own_window: Option<OwnWindow>,
    pub(super) last_visit: Option<(NaiveDate, RepId)>,
    pub(super) person: Option<Person>,
    pub(super) segment: Option<Segment>,
    /// Why nobody should come.
    pub(super) shut: Option<String>,
    /// It is said to be open.
    pub(super) open: bool,
    pub(super) hours: Vec<Opening>,
    pub(super) minutes: Option<u32>,
}

/// What a row says about a person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) role: Option<ContactRole>,
    pub(super) phone: String,
    pub(super) birthday: Option<Birthday>,
}

/// The shop that a row is about, where it is one that there is already.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) codes: Vec<Code>,
    pub(super) name: String,
    pub(super) address: String,
}

/// What a row says about a visit.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) rep: RepId,
    pub(super) day: NaiveDate,
    pub(super) start: Option<DateTime<Utc>>,
    pub(super) end: Option<DateTime<Utc>>,
    pub(super) content: Content,
}

impl Reading<'_> {
    /// A row as a shop.
    pub(super) fn shop(&self, cells: Cells<'_>, notices: &mut Vec<Notice>) -> Result<Shop, Fault> {
        let text = |field| cells.one(field).unwrap_or_default().to_owned();
        let name = cells.one(Field::Name).ok_or(Fault::NoName)?.to_owned();
        let tier = cells.one(Field::Tier).map(|given| self.lookup.tier(given)).transpose()?;
        let rep = cells.one(Field::Rep).map(|given| self.lookup.rep(given)).transpose()?;
        let unit = || {
            let tier = tier.or(self.lookup.tier).map(|at| &self.lookup.known.tiers[at]);
            tier.and_then(|tier| tier.cadences.get(&Level::Rep)).map_or(Unit::Working, |cadence| cadence.unit)
        };
        let own_window = cells.one(Field::Frequency).map(|given| {
            let window = frequency::window(given, unit()).ok_or_else(|| Fault::Frequency(given.to_owned()))?;
            Ok::<_, Fault>(OwnWindow { window, reason: given.to_owned() })
        });
        let last_visit = match self.day(cells, Field::LastVisit)? {
            None => None,
            Some(day) => Some((day, self.rep_id(rep.or(self.lookup.rep)).ok_or(Fault::VisitByNobody)?)),
        };
        let phone = read(cells, Field::Phone, notices, words::phone);
        let segment = read(cells, Field::Segment, notices, words::segment);
        let open = read(cells, Field::Status, notices, words::is_open);
        let hours = read(cells, Field::Hours, notices, hours::hours);
        let minutes = read(cells, Field::Minutes, notices, hours::minutes);
        Ok(Shop {
            name,
            other_name: text(Field::OtherName),
            address: cells.joined(Field::Address),
            phone: phone.unwrap_or_default(),
            codes: codes(cells),
            more_codes: more_codes(cells),
            place: self.place(cells)?,
            tier: tier.map(|at| self.lookup.known.tiers[at].id),
            rep: self.rep_id(rep),
            beat: cells.one(Field::Beat).map(str::to_owned),
            own_window: own_window.transpose()?,
            last_visit,
            person: person(cells, Field::ContactPhone, notices),
            segment,
            shut: (open == Some(false)).then(|| text(Field::Status)),
            open: open == Some(true),
            hours: hours.unwrap_or_default(),
            minutes,
        })
    }

    /// A row as a product. Its identity is nobody's.
    pub(super) fn product(cells: Cells<'_>, notices: &mut Vec<Notice>) -> Result<Product, Fault> {
        let name = cells.one(Field::Name).ok_or(Fault::NoName)?.to_owned();
        let unit = cells.one(Field::Unit).unwrap_or_default().to_owned();
        let factor = cells.one(Field::Factor);
        let mut packs = Vec::new();
        for given in cells.all(Field::Pack) {
            packs.extend(pack_list(given, factor).ok_or_else(|| Fault::Units(given.to_owned()))?);
        }
        let open = read(cells, Field::Status, notices, words::is_open);
        let aliases = cells.all(Field::Alias).flat_map(|it| it.split([',', '，', ';', '；', '、', '|']));
        let aliases: Vec<String> = aliases.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        let code = cells.one(Field::Code).unwrap_or_default().to_owned();
        let id = uuid::Uuid::nil().into();
        Ok(Product { id, code, name, aliases, unit, packs, retired: open == Some(false) })
    }

    /// A row as a visit.
    pub(super) fn visit(&self, cells: Cells<'_>, notices: &mut Vec<Notice>) -> Result<Visit, Fault> {
        let rep = cells.one(Field::Rep).map(|given| self.lookup.rep(given)).transpose()?.or(self.lookup.rep);
        let rep = &self.lookup.known.reps[rep.ok_or(Fault::VisitByNobody)?];
        // The day may stand before the time of its start.
        let day = match self.day(cells, Field::Day)? {
            Some(day) => day,
            None => self.day(cells, Field::Start)?.ok_or_else(|| Fault::Date(String::new()))?,
        };
        let time = |field| match cells.one(field) {
            None => Ok(None),
            Some(given) => match hours::time(given) {
                Some(time) => Ok(Some(instant(day, time, rep.zone))),
                None => Err(Fault::Time(given.to_owned())),
            },
        };
        let day_and_time = cells.one(Field::Start).is_none();
        let start = match time(Field::Start)? {
            Some(start) => Some(start),
            // "2026-03-07 09:30" says both.
            None if day_and_time => cells.one(Field::Day).and_then(hours::time).map(|it| instant(day, it, rep.zone)),
            None => None,
        };
        let end = time(Field::End)?;
        let minutes = read(cells, Field::Minutes, notices, hours::minutes);
        let length = minutes.map(|minutes| chrono::Duration::minutes(minutes.into()));
        let end = end.filter(|_| start.is_some()).or_else(|| start.zip(length).map(|(start, length)| start + length));
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            return Err(Fault::EndsBeforeStart);
        }
        Ok(Visit { rep: rep.id, day, start, end, content: self.content(cells, notices) })
    }

    /// What was recorded of a visit. What cannot be understood is left out.
    fn content(&self, cells: Cells<'_>, notices: &mut Vec<Notice>) -> Content {
        let kind = read(cells, Field::VisitKind, notices, words::touch_kind);
        let satisfaction = read(cells, Field::Satisfaction, notices, |given| {
            given.parse().ok().filter(|given| (1..=5).contains(given))
        });
        let day = read(cells, Field::NextDay, notices, |given| {
            dates::date(given, self.facts.dates(Field::Day), self.options.today).ok()
        });
        let text = cells.one(Field::Next).unwrap_or_default().to_owned();
        let next = (day.is_some() || !text.is_empty()).then_some(NextStep { day, text });
        Content {
            kind: kind.unwrap_or(TouchKind::Routine),
            satisfaction,
            next,
            note: cells.lines(Field::Note),
            ..Content::default()
        }
    }

    /// A row as a person.
    pub(super) fn contact(cells: Cells<'_>, notices: &mut Vec<Notice>) -> Result<Person, Fault> {
        person(cells, Field::Phone, notices).ok_or(Fault::NoName)
    }

    fn rep_id(&self, at: Option<usize>) -> Option<RepId> {
        at.map(|at| self.lookup.known.reps[at].id)
    }

    /// A day that has come.
    pub(super) fn day(&self, cells: Cells<'_>, field: Field) -> Result<Option<NaiveDate>, Fault> {
        let Some(given) = cells.one(field) else { return Ok(None) };
        match dates::date(given, self.facts.dates(field), self.options.today) {
            Ok(day) if day > self.options.today => Err(Fault::Future(day)),
            Ok(day) => Ok(Some(day)),
            Err(NoDate::None) => Err(Fault::Date(given.to_owned())),
            Err(NoDate::Either) => Err(Fault::EitherDate(given.to_owned())),
        }
    }

    fn place(&self, cells: Cells<'_>) -> Result<Option<Place>, Fault> {
        let Some(pair) = cells.point()? else { return Ok(None) };
        let (lat, lon) = self.facts.turned(pair);
        let text = |field, number: f64| cells.one(field).map_or_else(|| number.to_string(), str::to_owned);
        let fault = || Fault::Place { lat: text(Field::Lat, lat), lon: text(Field::Lon, lon) };
        Place::new(lat, lon).map(|place| Some(self.options.datum.to_wgs84(place))).ok_or_else(fault)
    }
}

/// What stands under a field, if it can be understood; what cannot is noticed and left out.
pub(super) fn read<T>(
    cells: Cells<'_>,
    field: Field,
    notices: &mut Vec<Notice>,
    understand: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = cells.one(field)?;
    let understood = understand(text);
    if understood.is_none() {
        notices.push(Notice::NotRead { field, text: text.to_owned() });
    }
    understood
}

/// The shop that a row names.
pub(super) fn reference(cells: Cells<'_>) -> Reference {
    Reference {
        codes: codes(cells),
        name: cells.one(Field::Name).unwrap_or_default().to_owned(),
        address: cells.joined(Field::Address),
    }
}

fn codes(cells: Cells<'_>) -> Vec<Code> {
    let code = |field, kind| cells.one(field).map(|text| Code { kind, text: text.to_owned() });
    let codes = [code(Field::Code, CodeKind::Customer), code(Field::Licence, CodeKind::Licence)];
    codes.into_iter().flatten().collect()
}

/// Further codes, as an export writes them.
fn more_codes(cells: Cells<'_>) -> Vec<Code> {
    let code = |text: &str| match (text.strip_prefix("code "), text.strip_prefix("licence ")) {
        (Some(text), _) => Some(Code { kind: CodeKind::Customer, text: text.trim().to_owned() }),
        (_, Some(text)) => Some(Code { kind: CodeKind::Licence, text: text.trim().to_owned() }),
        _ => None,
    };
    cells.one(Field::MoreCodes).unwrap_or_default().split(';').map(str::trim).filter_map(code).collect()
}

fn person(cells: Cells<'_>, phone: Field, notices: &mut Vec<Notice>) -> Option<Person> {
    let name = cells.one(Field::Contact)?.to_owned();
    let role = read(cells, Field::Role, notices, words::role);
    let birthday = read(cells, Field::Birthday, notices, birthdays::birthday);
    let number = read(cells, phone, notices, words::phone);
    Some(Person { name, role, phone: number.unwrap_or_default(), birthday })
}

/// Packs: `箱=24`, `箱=24, 条=10`, `box 12`, `1箱=24包`; or a name alone, with the factor in a cell of its own.
fn pack_list(given: &str, factor: Option<&str>) -> Option<Vec<Pack>> {
    let mut packs = Vec::new();
    for part in given.split([',', '，', ';', '；', '、', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let text: String = part.chars().map(super::values::half_width).collect();
        let digits = |c: char| c.is_ascii_digit();
        let text = text.strip_prefix('1').filter(|rest| !rest.starts_with(digits)).unwrap_or(&text);
        let (name, number) = match text.find(digits) {
            Some(at) => (&text[..at], text[at..].trim_end_matches(|c: char| !c.is_ascii_digit())),
            None => (text, factor?.trim()),
        };
        let name = name.trim_matches(|c: char| c.is_whitespace() || "=:*x×(/".contains(c)).to_owned();
        let factor = number.parse().ok().filter(|factor| *factor > 1)?;
        packs.push(Pack { name: Some(name).filter(|name| !name.is_empty())?, factor });
    }
    Some(packs)
}
