//! Planning: estimates that can be checked by hand, and promises that hold for any day.

use chrono::NaiveTime;
use proptest::prelude::*;
use rounds::domain::people::Hours;
use rounds::domain::place::Place;
use rounds::planning::timetable::{Call, Day, Progress};
use rounds::planning::travel::Travel;

mod matrix;
mod route;
mod spacing;
mod territory;
mod timetable;
mod tour;
mod travel;
mod weeks;

/// A wall-clock time: 08:30.
fn time(text: &str) -> NaiveTime {
    format!("{text}:00").parse().unwrap()
}

/// So many kilometres north and east of the middle of the town, by air.
fn km(north: f64, east: f64) -> Option<Place> {
    Place::new(31.0 + north / KM_PER_DEGREE, 121.0 + east / KM_PER_DEGREE / 31.0_f64.to_radians().cos())
}

const KM_PER_DEGREE: f64 = 6371.0088 * std::f64::consts::PI / 180.0;

/// One kilometre of air line takes one minute, which keeps tables readable.
const KM_A_MINUTE: Travel = Travel { circuity: 1.0, kmh: 60.0 };

fn day_from_home() -> Day {
    Day { hours: Hours::default(), home: km(0.0, 0.0), from: None }
}

fn call(place: Option<Place>, minutes: u32) -> Call<'static> {
    Call { place, minutes, pinned: None, hours: &[], progress: Progress::Planned }
}

fn a_place() -> impl Strategy<Value = Option<Place>> {
    prop::option::weighted(0.85, (-20.0_f64..20.0, -20.0_f64..20.0))
        .prop_map(|at| at.and_then(|(north, east)| km(north, east)))
}

fn a_time() -> impl Strategy<Value = NaiveTime> {
    (0_u32..24 * 60).prop_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap())
}

fn a_day() -> impl Strategy<Value = Day> {
    (a_place(), prop::option::weighted(0.3, a_time()), a_time(), a_time(), 0_u32..90)
        .prop_map(|(home, from, start, end, lunch)| Day { hours: Hours { start, end, lunch }, home, from })
}
