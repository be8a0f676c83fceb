//! Days and road matrices as JSON: a matrix of seconds, and for a day the windows, lengths and prizes of its stops.

use serde::Deserialize;

use super::tours::{Measure, Tour, tour};
use super::{Fault, count, matrix, whole};
use crate::planning::route::{Day, Stop, Value, Window};

#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    Day { horizon_s: u32, window_s: Vec<(u32, u32)>, service_s: Vec<u32>, prize: Vec<u32>, travel_s: Vec<Vec<u32>> },
    Roads { duration_s: Vec<Vec<f64>> },
}

/// Tenths of a second: as the results on road matrices are given.
const TENTHS: f64 = 10.0;

/// Reads one.
pub(super) fn read(text: &str) -> Result<Tour, Fault> {
    match serde_json::from_str(text).map_err(|error| Fault::Json(error.to_string()))? {
        File::Roads { duration_s } => {
            let points = count(duration_s.len() as f64)?;
            let ways = duration_s.concat().iter().map(|way| whole(way * TENTHS)).collect::<Result<_, _>>()?;
            let measure = Measure::Way { scale: 1.0 };
            Ok(Tour { day: tour(points), matrix: matrix(points, ways)?, measure })
        }
        File::Day { horizon_s, window_s, service_s, prize, travel_s } => {
            let points = count(travel_s.len() as f64)?;
            let shortest = window_s.len().min(service_s.len()).min(prize.len());
            if shortest < points {
                return Err(Fault::Count { expected: points, found: shortest });
            }
            let stop = |at: usize| Stop {
                point: Some(at),
                service: service_s[at],
                windows: vec![Window { opens: window_s[at].0, closes: window_s[at].1 }],
                value: Value::Worth(prize[at]),
                locked: None,
            };
            let day = Day { until: horizon_s, stops: (1..points).map(stop).collect(), ..tour(points) };
            Ok(Tour { day, matrix: matrix(points, travel_s.concat())?, measure: Measure::WayAndPrizes })
        }
    }
}
