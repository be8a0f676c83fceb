//! Shops with their workload, to be split into territories: CSV with the columns `lat`, `lon` and `workload_h_per_month`. Where `x_km` and
//! `y_km` stand beside them, cost is counted on that plane, as peers were measured; else on the planner's own.

use super::Fault;
use crate::domain::place::Place;
use crate::planning::territory::{Account, Group, MOST_SECONDS, Split};

const SECONDS: f64 = 3_600.0;

/// Shops to be split.
#[derive(Clone, Debug, PartialEq)]
pub struct Shops {
    /// The shops, in the order of the file.
    pub accounts: Vec<Account>,
    /// Where each is in kilometres, if the file says so.
    pub plane: Option<Vec<[f64; 2]>>,
}

impl Shops {
    /// Hours × kilometres from each shop to the centre of its territory.
    pub fn cost(&self, split: &Split) -> f64 {
        let at = |shop: usize| match &self.plane {
            Some(plane) => Some(plane[shop]),
            None => split.plane[shop].map(|metres| metres.map(|it| f64::from(it) / 1_000.0)),
        };
        let cost = |(shop, account): (usize, &Account)| {
            let centre = split.after.territories[split.seat[shop]?].centre?;
            let ([x, y], [to_x, to_y]) = (at(shop)?, at(centre)?);
            Some(account.seconds as f64 / SECONDS * (x - to_x).hypot(y - to_y))
        };
        self.accounts.iter().enumerate().filter_map(cost).sum()
    }
}

/// Reads them.
pub(super) fn read(text: &str) -> Result<Shops, Fault> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| fault(&error))?.clone();
    let column = |name: &str| head.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let (Some(lat), Some(lon)) = (column("lat"), column("lon")) else { return Err(Fault::Unknown) };
    let work = column("workload_h_per_month").ok_or(Fault::Missing("workload_h_per_month"))?;
    let kilometres = column("x_km").zip(column("y_km"));
    let (mut accounts, mut plane) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| fault(&error))?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        let wrong = |column: usize| Fault::Number { line, text: record[column].to_owned() };
        let number = |column: usize| {
            let number = record[column].trim().parse::<f64>().ok().filter(|number| number.is_finite());
            number.ok_or_else(|| wrong(column))
        };
        let seconds = (number(work)? * SECONDS).round();
        if !(0.0..=MOST_SECONDS as f64).contains(&seconds) {
            return Err(wrong(work));
        }
        let place = Place::new(number(lat)?, number(lon)?).ok_or_else(|| wrong(lat))?;
        accounts.push(Account {
            place: Some(place),
            seconds: seconds as u64,
            group: Group::default(),
            present: None,
            fixed: false,
        });
        if let Some((x, y)) = kilometres {
            plane.push([number(x)?, number(y)?]);
        }
    }
    if accounts.is_empty() {
        return Err(Fault::Places { expected: 1, found: 0 });
    }
    Ok(Shops { accounts, plane: kilometres.map(|_| plane) })
}

/// What is wrong with a table.
fn fault(error: &csv::Error) -> Fault {
    let line = error.position().map_or(0, |position| position.line() as usize);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::Line { line, expected: *expected_len as usize, found: *len as usize }
        }
        _ => Fault::Number { line, text: error.to_string() },
    }
}
