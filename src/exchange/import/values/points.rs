//! Coordinates as they stand in cells: two numbers in two cells or in one.

use crate::domain::place::Place;

/// A number of degrees, with a point or a comma before the decimals.
pub fn degrees(cell: &str) -> Option<f64> {
    let cell = super::half(cell);
    let cell = cell.trim().trim_end_matches('°');
    let number = if cell.contains('.') { cell.parse() } else { cell.replacen(',', ".", 1).parse() };
    number.ok().filter(|it: &f64| it.is_finite())
}

/// The two numbers of one cell, latitude first: `40.35, -78.94`, `(40.35, -78.94)`, `POINT(-78.94 40.35)`.
pub fn pair(cell: &str) -> Option<(f64, f64)> {
    let text = super::half(cell);
    let text = text.trim();
    let (body, longitude_first) = match text.strip_prefix("point") {
        Some(body) => (body, true),
        None => (text, false),
    };
    let body = body.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let mut numbers = body.split([',', ';', ' ']).filter(|part| !part.is_empty()).map(degrees);
    let (first, second) = (numbers.next()??, numbers.next()??);
    let pair = if longitude_first { (second, first) } else { (first, second) };
    numbers.next().is_none().then_some(pair)
}

/// What two numbers can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Latitude and longitude, and not the other way round.
    Straight,
    /// Longitude and latitude, and not the other way round.
    Swapped,
    /// Either.
    Either,
    /// Neither: no place on Earth.
    Neither,
}

/// In which orders two numbers are a place.
pub fn order(first: f64, second: f64) -> Order {
    match (Place::new(first, second).is_some(), Place::new(second, first).is_some()) {
        (true, true) => Order::Either,
        (true, false) => Order::Straight,
        (false, true) => Order::Swapped,
        (false, false) => Order::Neither,
    }
}
