//! `rounds solve FILE`: plans a benchmark instance, so that anybody can check what is claimed. The first line is `cost` and a number as the
//! literature of the instance counts it; then comes the plan, by the numbers that the file gives or by the places in it, counted from 1.

mod budget;
mod periods;
mod territories;
mod tours;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;

use crate::exchange::instances::{Fault, Instance, Measure, read};
use crate::i18n::Lang;
use crate::i18n::messages::{cli, planning as words};
use crate::planning::limits::Stopped;
use crate::planning::matrix::Matrix;

use super::commands::{path, say};
use super::setting::Setting;
use super::trouble::Trouble;
use budget::{Budget, cpu};

/// What came out.
struct Solved {
    /// As the literature counts.
    cost: f64,
    /// The plan in plain lines.
    lines: Vec<String>,
    /// The plan as an object of JSON.
    plan: serde_json::Value,
    stopped: Stopped,
    iterations: u64,
}

/// Plans the instance and prints what came out.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let file = path(given, "file");
    let at =
        |file: &Path, fault: &Fault| Trouble::user(cli::err_at(lang, &file.display().to_string(), &said(lang, fault)));
    let instance = read_file(lang, file)?;
    let ways = given.get_one::<PathBuf>("matrix").map(|file| matrix(lang, file)).transpose()?;
    refuse(lang, given, &instance)?;
    if let (Some(other), Some(points)) = (&ways, points(&instance))
        && other.0.len() != points
    {
        let fault = Fault::Count { expected: points, found: other.0.len() };
        return Err(at(given.get_one::<PathBuf>("matrix").map_or(file, PathBuf::as_path), &fault));
    }
    let budget = Budget {
        iterations: given.get_one::<u64>("iterations").copied(),
        time: given.get_one::<u64>("cpu-ms").map(|ms| Duration::from_millis(*ms)),
        seed: given.get_one::<u64>("seed").copied().unwrap_or(1),
    };
    let began = cpu();
    let solved = match instance {
        Instance::Tour(mut tour) => {
            if let Some((matrix, measure)) = ways {
                (tour.matrix, tour.measure) = (matrix, measure);
            }
            tours::plan(&tour, &budget)
        }
        Instance::Periods(periods) => periods::plan(&periods, ways, &budget).map_err(|fault| at(file, &fault))?,
        Instance::Medians(problem) => territories::medians(&problem, &budget).map_err(|fault| at(file, &fault))?,
        Instance::Shops(shops) => {
            let Some(reps) = given.get_one::<u32>("reps") else {
                return Err(Trouble::config(words::err_reps(lang)));
            };
            let tolerance = given.get_one::<f64>("tolerance").copied().unwrap_or(TOLERANCE);
            territories::split(&shops, *reps as usize, (tolerance * 100.0).round() as u32, &budget)
        }
    };
    let took = cpu().saturating_sub(began);
    print(&solved, given.get_flag("json").then_some((budget.seed, took)));
    Ok(())
}

/// How far a workload may be from the mean, in percent, unless told otherwise.
const TOLERANCE: f64 = 5.0;

fn read_file(lang: Lang, file: &Path) -> Result<Instance, Trouble> {
    let text = std::fs::read_to_string(file).map_err(|error| Trouble::io(lang, file, &error))?;
    read(&text).map_err(|fault| Trouble::user(cli::err_at(lang, &file.display().to_string(), &said(lang, &fault))))
}

/// The ways of another instance, and how they are counted.
fn matrix(lang: Lang, file: &Path) -> Result<(Matrix, Measure), Trouble> {
    match read_file(lang, file)? {
        Instance::Tour(tour) => Ok((tour.matrix, tour.measure)),
        _ => Err(Trouble::user(cli::err_at(lang, &file.display().to_string(), words::fault_no_ways(lang)))),
    }
}

/// How many points a matrix must have.
fn points(instance: &Instance) -> Option<usize> {
    match instance {
        Instance::Tour(tour) => Some(tour.matrix.len()),
        Instance::Periods(periods) => Some(periods.places.len()),
        Instance::Medians(_) | Instance::Shops(_) => None,
    }
}

/// What was asked for and has no meaning here would be taken for heeded.
fn refuse(lang: Lang, given: &ArgMatches, instance: &Instance) -> Result<(), Trouble> {
    let has_ways = points(instance).is_some();
    let is_shops = matches!(instance, Instance::Shops(_));
    let table = [("matrix", has_ways), ("reps", is_shops), ("tolerance", is_shops)];
    match table.into_iter().find(|(name, fits)| given.contains_id(name) && !fits) {
        Some((name, _)) => Err(Trouble::config(words::err_not_here(lang, &format!("--{name}")))),
        None => Ok(()),
    }
}

/// Prints a plan; as JSON with the seed and the time it took.
fn print(solved: &Solved, json: Option<(u64, Duration)>) {
    say(&format!("cost {}", plain(solved.cost)));
    let Some((seed, took)) = json else {
        solved.lines.iter().for_each(|line| say(line));
        return;
    };
    let mut all = solved.plan.clone();
    all["cost"] = solved.cost.into();
    all["iterations"] = solved.iterations.into();
    all["seed"] = seed.into();
    all["proven"] = (solved.stopped == Stopped::Proven).into();
    all["cpu_ms"] = (took.as_millis() as u64).into();
    say(&all.to_string());
}

/// A number without digits that say nothing.
fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

/// Numbers with spaces between them.
fn joined(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// A fault in words.
fn said(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::Unknown => words::fault_unknown(lang).to_owned(),
        Fault::Missing(what) => words::fault_missing(lang, what),
        Fault::Unsupported { what, value } => words::fault_unsupported(lang, what, value),
        Fault::Number { line: 0, text } => words::fault_value(lang, text),
        Fault::Number { line, text } => words::fault_number(lang, *line, text),
        Fault::Count { expected, found } => words::fault_count(lang, *expected, *found),
        Fault::Places { expected, found } => words::fault_places(lang, *expected, *found),
        Fault::Line { line, expected, found } => words::fault_line(lang, *line, *expected, *found),
        Fault::Differs { line } => words::fault_differs(lang, *line),
        Fault::Capacity => words::fault_capacity(lang).to_owned(),
        Fault::Json(why) => words::fault_json(lang, why),
    }
}
