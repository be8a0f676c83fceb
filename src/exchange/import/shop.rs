//! One row as a shop: every cell read and checked, tier and rep found. Nothing of a row that is refused is kept.

use chrono::NaiveDate;

use super::columns::{Columns, Field};
use super::error::{Fault, ImportError};
use super::text;
use super::{Known, Options};
use crate::domain::account::{Code, CodeKind};
use crate::domain::ids::{RepId, TierId};
use crate::domain::place::Place;

/// A row that can be imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// The line of the file it stands on.
    pub line: u64,
    /// The name on the sign.
    pub name: String,
    /// Street address, may be empty.
    pub address: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// Customer code and licence, as far as given.
    pub codes: Vec<Code>,
    /// Where it is, if the file says so.
    pub place: Option<Place>,
    /// How often it is due.
    pub tier: Option<TierId>,
    /// Whose it is.
    pub rep: Option<RepId>,
    /// The last visit and who made it.
    pub last_visit: Option<(NaiveDate, RepId)>,
}

/// What holds for rows that do not say otherwise.
pub(super) struct Defaults {
    tier: Option<TierId>,
    rep: Option<RepId>,
    today: NaiveDate,
}

impl Defaults {
    pub(super) fn find(options: &Options, known: Known<'_>) -> Result<Self, ImportError> {
        let tier = |code: &String| tier(code, known).ok_or_else(|| ImportError::NoTier(code.clone()));
        let rep = |code: &String| rep(code, known).ok_or_else(|| ImportError::NoRep(code.clone()));
        Ok(Self {
            tier: options.tier.as_ref().map(tier).transpose()?,
            rep: options.rep.as_ref().map(rep).transpose()?,
            today: options.today,
        })
    }
}

/// Reads a row of as many cells as the header has.
pub(super) fn shop(
    line: u64,
    cells: &[String],
    columns: &Columns,
    defaults: &Defaults,
    known: Known<'_>,
) -> Result<Shop, Fault> {
    let all = |field| columns.of(field).into_iter().flatten().map(|at| cells[*at].as_str()).filter(|it| !it.is_empty());
    let cell = |field| all(field).next();
    let name = cell(Field::Name).ok_or(Fault::NoName)?;
    let tier = match cell(Field::Tier) {
        None => defaults.tier,
        Some(given) => Some(tier(given, known).ok_or_else(|| Fault::NoTier(given.to_owned()))?),
    };
    let rep = match cell(Field::Rep) {
        None => defaults.rep,
        Some(given) => Some(rep(given, known).ok_or_else(|| Fault::NoRep(given.to_owned()))?),
    };
    let last_visit = match cell(Field::LastVisit) {
        None => None,
        Some(given) => match text::date(given).ok_or_else(|| Fault::Date(given.to_owned()))? {
            day if day > defaults.today => return Err(Fault::Future(day)),
            day => Some((day, rep.ok_or(Fault::VisitByNobody)?)),
        },
    };
    let code = |field, kind| cell(field).map(|text| Code { kind, text: text.to_owned() });
    let codes = [code(Field::Code, CodeKind::Customer), code(Field::Licence, CodeKind::Licence)];
    Ok(Shop {
        line,
        name: name.to_owned(),
        address: all(Field::Address).collect::<Vec<_>>().join(", "),
        phone: cell(Field::Phone).unwrap_or_default().to_owned(),
        codes: codes.into_iter().flatten().collect(),
        place: place(cell(Field::Lat).unwrap_or_default(), cell(Field::Lon).unwrap_or_default())?,
        tier,
        rep,
        last_visit,
    })
}

/// A place; none if both cells are empty or zero, which is what other programs write for "unknown".
fn place(lat: &str, lon: &str) -> Result<Option<Place>, Fault> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    match text::degrees(lat).zip(text::degrees(lon)) {
        Some((0.0, 0.0)) => Ok(None),
        point => match point.and_then(|(lat, lon)| Place::new(lat, lon)) {
            None => Err(Fault::Place { lat: lat.to_owned(), lon: lon.to_owned() }),
            place => Ok(place),
        },
    }
}

/// The tier of this code ("A", "a", "A级", "A类") or name.
fn tier(given: &str, known: Known<'_>) -> Option<TierId> {
    let code = given.trim_end_matches(['级', '类']).to_lowercase();
    let by_code = known.tiers.iter().find(|tier| tier.code.to_lowercase() == code);
    let named = |name: &str| !name.is_empty() && name.to_lowercase() == given.to_lowercase();
    by_code.or_else(|| known.tiers.iter().find(|tier| named(&tier.name.en) || named(&tier.name.zh))).map(|tier| tier.id)
}

/// The rep of this code, or the only one of this name.
fn rep(given: &str, known: Known<'_>) -> Option<RepId> {
    let by_code = known.reps.iter().find(|rep| rep.code.to_lowercase() == given.to_lowercase());
    let mut of_name = known.reps.iter().filter(|rep| rep.name == given);
    let by_name = || of_name.next().filter(|_| of_name.next().is_none());
    by_code.or_else(by_name).map(|rep| rep.id)
}
