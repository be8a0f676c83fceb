//! The format of TSPLIB (Reinelt 1991) with its rounding rules, and of `OPLib`, which adds scores and a limit.

use std::collections::HashMap;
use std::f64::consts::PI;

use super::tours::{Measure, Tour, stop, tour, worth};
use super::{Fault, count, matrix, whole};
use crate::planning::route::{Day, Value};

/// Reads a symmetric, asymmetric or orienteering instance.
pub(super) fn read(text: &str) -> Result<Tour, Fault> {
    let File { head, sections } = file(text)?;
    let entry = |key: &'static str| head.get(key).map(String::as_str).ok_or(Fault::Missing(key));
    let points = count(parsed(entry("DIMENSION")?)?)?;
    let numbers = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
    let ways = match entry("EDGE_WEIGHT_TYPE")? {
        "EXPLICIT" => explicit(points, entry("EDGE_WEIGHT_FORMAT")?, numbers("EDGE_WEIGHT_SECTION"))?,
        kind => by_place(points, kind, numbers("NODE_COORD_SECTION"))?,
    };
    let scores = numbers("NODE_SCORE_SECTION");
    if scores.is_empty() {
        return Ok(Tour { day: tour(points), matrix: matrix(points, ways)?, measure: Measure::Way { scale: 1.0 } });
    }
    if scores.len() != 2 * points {
        return Err(Fault::Count { expected: 2 * points, found: scores.len() });
    }
    let scores = scores.chunks(2).map(|pair| whole(pair[1])).collect::<Result<Vec<u32>, _>>()?;
    let weight = worth(&ways, &scores);
    let day = Day {
        until: whole(parsed(entry("COST_LIMIT")?)?)?,
        stops: (1..points).map(|at| stop(at, Value::Worth(scores[at].saturating_mul(weight)))).collect(),
        ..tour(points)
    };
    let all = scores[1..].iter().map(|score| u64::from(*score)).sum();
    let measure = Measure::Score { weight, all, start: u64::from(scores[0]) };
    Ok(Tour { day, matrix: matrix(points, ways)?, measure })
}

/// The parts of a file: what is said of it, and the numbers of each section.
struct File {
    head: HashMap<String, String>,
    sections: HashMap<String, Vec<f64>>,
}

fn file(text: &str) -> Result<File, Fault> {
    let (mut head, mut sections) = (HashMap::new(), HashMap::<String, Vec<f64>>::new());
    let mut section = String::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line == "EOF" {
            break;
        }
        if let Some(name) = line.split(':').next().map(str::trim).filter(|name| name.ends_with("_SECTION")) {
            name.clone_into(&mut section);
        } else if let Some((key, value)) = line.split_once(':') {
            head.insert(key.trim().to_owned(), value.trim().to_owned());
        } else if !section.is_empty() {
            for word in line.split_whitespace() {
                let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
                let number = number.ok_or_else(|| Fault::Number { line: at + 1, text: word.to_owned() })?;
                sections.entry(section.clone()).or_default().push(number);
            }
        }
    }
    Ok(File { head, sections })
}

fn parsed(text: &str) -> Result<f64, Fault> {
    text.parse().map_err(|_| Fault::Number { line: 0, text: text.to_owned() })
}

/// A matrix that is written out.
fn explicit(points: usize, format: &str, numbers: &[f64]) -> Result<Vec<u32>, Fault> {
    let has = match format {
        "FULL_MATRIX" => |_: usize, _: usize| true,
        "UPPER_ROW" => |row, column| column > row,
        "LOWER_ROW" => |row, column| column < row,
        "UPPER_DIAG_ROW" => |row, column| column >= row,
        "LOWER_DIAG_ROW" => |row, column| column <= row,
        other => return Err(Fault::Unsupported { what: "EDGE_WEIGHT_FORMAT", value: other.to_owned() }),
    };
    let cells = || (0..points).flat_map(|row| (0..points).map(move |column| (row, column)));
    let expected = cells().filter(|(row, column)| has(*row, *column)).count();
    if numbers.len() != expected {
        return Err(Fault::Count { expected, found: numbers.len() });
    }
    let mut ways = vec![0; points * points];
    for ((row, column), number) in cells().filter(|(row, column)| has(*row, *column)).zip(numbers) {
        ways[row * points + column] = whole(*number)?;
        if format != "FULL_MATRIX" {
            ways[column * points + row] = whole(*number)?;
        }
    }
    Ok(ways)
}

/// A matrix from places, rounded as the format says.
fn by_place(points: usize, kind: &str, numbers: &[f64]) -> Result<Vec<u32>, Fault> {
    let way = match kind {
        "EUC_2D" => |a, b| (air(a, b) + 0.5).floor(),
        "CEIL_2D" => |a, b| air(a, b).ceil(),
        "ATT" => |a, b| {
            let exact = air(a, b) / 10.0_f64.sqrt();
            let near = (exact + 0.5).floor();
            if near < exact { near + 1.0 } else { near }
        },
        "GEO" => geographic,
        other => return Err(Fault::Unsupported { what: "EDGE_WEIGHT_TYPE", value: other.to_owned() }),
    };
    if numbers.len() != 3 * points {
        return Err(Fault::Count { expected: 3 * points, found: numbers.len() });
    }
    let places: Vec<(f64, f64)> = numbers.chunks(3).map(|node| (node[1], node[2])).collect();
    let cells = (0..points).flat_map(|from| (0..points).map(move |to| (from, to)));
    cells.map(|(from, to)| if from == to { Ok(0) } else { whole(way(places[from], places[to])) }).collect()
}

fn air(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Kilometres on the sphere between places in degrees and minutes, with the circle's number as the format rounds it.
fn geographic(a: (f64, f64), b: (f64, f64)) -> f64 {
    let number = (PI * 1e6).floor() / 1e6;
    let radians = |place: f64| number * (place.trunc() + 5.0 * place.fract() / 3.0) / 180.0;
    let ((lat_a, lon_a), (lat_b, lon_b)) = ((radians(a.0), radians(a.1)), (radians(b.0), radians(b.1)));
    let (q1, q2, q3) = ((lon_a - lon_b).cos(), (lat_a - lat_b).cos(), (lat_a + lat_b).cos());
    (6378.388 * (0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3)).acos() + 1.0).floor()
}
