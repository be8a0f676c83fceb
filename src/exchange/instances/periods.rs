//! Periodic routes in the format of Cordeau: type, vehicles, customers and days; for each day the longest route and the most that it may
//! carry (0: any); then for the depot and each customer its number, place, length of a visit, demand, number of visits, and the sets of
//! days among which one is chosen, the first day being the highest bit. What is planned is told by the sets: one known file has a
//! customer with no visits and yet with sets.

use super::{Fault, MOST_POINTS, Row, matrix, rows, whole};
use crate::planning::matrix::Matrix;
use crate::planning::weeks::{Customer, Periodic};

/// The kind of problem by the number in the head of a file.
const PERIODIC: &str = "1";
/// Longest way in units of the search, which counts no detour that is longer than twice this.
const LONGEST: f64 = 1_048_576.0;
/// Units of the search for one of the file, at most.
const FINEST: f64 = 10_000.0;

/// Numbers of a line before the sets of days: number, place, service, demand, visits, how many sets.
const HEAD: usize = 7;

/// Customers to be visited on some days of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Periods {
    /// Days of the period.
    pub days: usize,
    /// Vehicles of each day.
    pub vehicles: usize,
    /// Most demand of one route; none: any.
    pub capacity: Option<u32>,
    /// Longest route, service included; none: any.
    pub longest: Option<f64>,
    /// The depot, and then the customers.
    pub places: Vec<Place>,
}

/// A depot or a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its number in the file.
    pub number: u32,
    /// Where.
    pub at: [f64; 2],
    /// Length of a visit.
    pub service: f64,
    /// What each visit takes of a route's capacity.
    pub demand: u32,
    /// Sets of days, of which one is chosen.
    pub patterns: Vec<Vec<usize>>,
}

impl Periods {
    /// What is to be planned, where one unit of the file is so many of the ways.
    pub fn problem(&self, scale: f64) -> Result<Periodic, Fault> {
        let customer = |(point, place): (usize, &Place)| {
            let (service, patterns) = (whole(place.service * scale)?, place.patterns.clone());
            Ok(Customer { point, service, demand: place.demand, patterns })
        };
        Ok(Periodic {
            days: self.days,
            vehicles: self.vehicles,
            capacity: self.capacity,
            longest: self.longest.map(|longest| whole((longest * scale).floor())).transpose()?,
            depot: 0,
            customers: self.places.iter().enumerate().skip(1).map(customer).collect::<Result<_, _>>()?,
        })
    }

    /// The ways, and how many of their units are one of the file: as fine as the search can have them, and rounded up, so that a route
    /// that is short enough by these is so in truth.
    pub fn ways(&self) -> Result<(Matrix, f64), Fault> {
        let all = || self.places.iter().flat_map(|from| self.places.iter().map(|to| way(from, to)));
        let scale = (LONGEST / all().fold(1e-9, f64::max)).min(FINEST);
        let ways = all().map(|way| whole((way * scale).ceil())).collect::<Result<_, _>>()?;
        Ok((matrix(self.places.len(), ways)?, scale))
    }

    /// The length of these routes of customers, as the literature counts it: by places, not rounded.
    pub fn length(&self, routes: &[Vec<usize>]) -> f64 {
        let length = |route: &Vec<usize>| {
            let places = || route.iter().map(|customer| &self.places[customer + 1]);
            let there = places().chain([&self.places[0]]);
            [&self.places[0]].into_iter().chain(places()).zip(there).map(|(from, to)| way(from, to)).sum::<f64>()
        };
        routes.iter().map(length).sum()
    }
}

fn way(from: &Place, to: &Place) -> f64 {
    (from.at[0] - to.at[0]).hypot(from.at[1] - to.at[1])
}

/// Reads one.
pub(super) fn read(text: &str) -> Result<Periods, Fault> {
    let mut rows = rows(text);
    let head = rows.next().ok_or(Fault::Unknown)??.of(4)?;
    if head.numbers[0].to_string() != PERIODIC {
        return Err(Fault::Unsupported { what: "type", value: head.numbers[0].to_string() });
    }
    let (vehicles, days) = (head.whole(1, 1.0, 1_000.0)?, head.whole(3, 1.0, 31.0)?);
    let expected = head.whole(2, 1.0, MOST_POINTS)? as usize + 1;
    let mut limits: Option<Row> = None;
    for _ in 0..days {
        let row = rows.next().ok_or(Fault::Places { expected, found: 0 })??.of(2)?;
        if limits.as_ref().is_some_and(|before| before.numbers != row.numbers) {
            return Err(Fault::Differs { line: row.line });
        }
        limits = Some(row);
    }
    let limits = limits.ok_or(Fault::Unknown)?;
    let longest = Some(limits.numbers[0]).filter(|longest| *longest > 0.0);
    let capacity = Some(limits.whole(1, 0.0, f64::from(u32::MAX / 2))?).filter(|capacity| *capacity > 0);
    let mut places = Vec::new();
    for row in rows {
        places.push(place(&row?, days)?);
    }
    if places.len() != expected {
        return Err(Fault::Places { expected, found: places.len() });
    }
    Ok(Periods { days: days as usize, vehicles: vehicles as usize, capacity, longest, places })
}

fn place(row: &Row, days: u32) -> Result<Place, Fault> {
    let found = row.numbers.len();
    if found < HEAD {
        return Err(Fault::Line { line: row.line, expected: HEAD, found });
    }
    let sets = row.whole(HEAD - 1, 0.0, 10_000.0)? as usize;
    if found != HEAD + sets {
        return Err(Fault::Line { line: row.line, expected: HEAD + sets, found });
    }
    let set = |at: usize| {
        let code = row.whole(at, 0.0, f64::from(u32::MAX >> 1 >> (31 - days)))?;
        Ok((0..days as usize).filter(|day| code >> (days as usize - 1 - day) & 1 == 1).collect())
    };
    let mut patterns = (HEAD..found).map(set).collect::<Result<Vec<Vec<usize>>, _>>()?;
    if patterns.is_empty() {
        // Nobody to be visited.
        patterns.push(Vec::new());
    }
    if row.numbers[3] < 0.0 {
        return Err(row.fault(3));
    }
    Ok(Place {
        number: row.whole(0, 0.0, f64::from(u32::MAX / 2))?,
        at: [row.numbers[1], row.numbers[2]],
        service: row.numbers[3],
        demand: row.whole(4, 0.0, f64::from(u32::MAX / 2))?,
        patterns,
    })
}
