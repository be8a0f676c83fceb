//! `rounds solve FILE`: plans a benchmark instance, so that anybody can check what is claimed. The first line is `cost` and a number as the
//! literature of the instance counts it; then come the nodes in order, by their numbers in the file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;

use crate::exchange::instances::{Fault, Instance, read};
use crate::i18n::Lang;
use crate::i18n::messages::{cli, planning as words};
use crate::planning::limits::{Limits, Outcome, Stopped};
use crate::planning::route::{Route, Why, solve};

use super::commands::{path, say};
use super::setting::Setting;
use super::trouble::Trouble;

/// Iterations where neither they nor a time are asked for.
const ITERATIONS: u64 = 100_000;

/// Plans the instance and prints what came out.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let at =
        |file: &Path, fault: &Fault| Trouble::user(cli::err_at(lang, &file.display().to_string(), &said(lang, fault)));
    let read_file = |file: &Path| {
        let text = std::fs::read_to_string(file).map_err(|error| Trouble::io(lang, file, &error))?;
        read(&text).map_err(|fault| at(file, &fault))
    };
    let mut instance = read_file(path(given, "file"))?;
    if let Some(file) = given.get_one::<PathBuf>("matrix") {
        let other = read_file(file)?;
        if other.matrix.len() != instance.matrix.len() {
            return Err(at(file, &Fault::Count { expected: instance.matrix.len(), found: other.matrix.len() }));
        }
        (instance.matrix, instance.measure) = (other.matrix, other.measure);
    }
    let seed = given.get_one::<u64>("seed").copied().unwrap_or(1);
    let budget = Budget {
        iterations: given.get_one::<u64>("iterations").copied(),
        time: given.get_one::<u64>("cpu-ms").map(|ms| Duration::from_millis(*ms)),
    };
    let began = cpu();
    let outcome = budget.spend(&instance, seed);
    let took = cpu().saturating_sub(began);
    let cost = instance.measure.of(&outcome.best.cost);
    let plan = Plan::of(&instance, &outcome.best);
    say(&format!("cost {}", plain(cost)));
    if given.get_flag("json") {
        let json = serde_json::json!({
            "cost": cost,
            "route": plan.route,
            "left_out": plan.left_out,
            "unkept": plan.unkept,
            "iterations": outcome.iterations,
            "seed": seed,
            "proven": outcome.stopped == Stopped::Proven,
            "cpu_ms": took.as_millis() as u64,
        });
        say(&json.to_string());
    } else {
        let joined = |nodes: &[usize]| nodes.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        say(&format!("route {}", joined(&plan.route)));
        if !plan.left_out.is_empty() {
            say(&format!("left-out {}", joined(&plan.left_out)));
        }
        if plan.unkept > 0 {
            say(&format!("unkept {}", plan.unkept));
        }
    }
    Ok(())
}

/// A number without digits that say nothing.
fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

/// A plan by the node numbers of the file, counted from 1.
struct Plan {
    route: Vec<usize>,
    left_out: Vec<usize>,
    /// Stops that had to be visited and are not.
    unkept: i64,
}

impl Plan {
    fn of(instance: &Instance, route: &Route) -> Self {
        let node = |stop: &usize| instance.day.stops[*stop].point.map_or(0, |point| point + 1);
        let ends = [instance.day.start, instance.day.end].map(|end| end.map(|point| point + 1));
        Self {
            route: ends[0].into_iter().chain(route.order().iter().map(node)).chain(ends[1]).collect(),
            left_out: route.left_out.iter().map(node).collect(),
            unkept: route.cost.musts_lost,
        }
    }
}

/// How long it may take.
struct Budget {
    iterations: Option<u64>,
    /// Time of the processor, not of the wall.
    time: Option<Duration>,
}

impl Budget {
    /// Plans within it. Iterations decide, so that a plan can be had again; where only a time is given, a first part of it measures how many
    /// there is time for.
    fn spend(&self, instance: &Instance, seed: u64) -> Outcome<Route, Why> {
        let began = cpu();
        let plan = |hint: &[usize], iterations, seed, until: Option<Duration>| {
            let mut stop = || until.is_some_and(|until| cpu().saturating_sub(began) >= until);
            let limits = Limits { iterations, seed, stop: &mut stop, progress: &mut |_| () };
            solve(&instance.day, &instance.matrix, hint, limits)
        };
        let Some(time) = self.time else { return plan(&[], self.iterations.unwrap_or(ITERATIONS), seed, None) };
        if let Some(iterations) = self.iterations {
            return plan(&[], iterations, seed, Some(time));
        }
        let first = plan(&[], u64::MAX >> 20, seed, Some(time / 10));
        let used = cpu().saturating_sub(began);
        if first.stopped == Stopped::Proven || used >= time.mul_f64(0.9) {
            return first;
        }
        let hint = first.best.order();
        let empty = plan(&hint, 0, seed, Some(time));
        let prepared = cpu().saturating_sub(began).saturating_sub(used);
        let pace = first.iterations as f64 / used.saturating_sub(prepared).max(used.mul_f64(0.2)).as_secs_f64();
        let left = time.saturating_sub(cpu().saturating_sub(began)).saturating_sub(prepared);
        let iterations = (pace * left.as_secs_f64() * 0.97) as u64;
        let second = plan(&hint, iterations.max(1), seed.wrapping_add(1_000), Some(time));
        let made = first.iterations + second.iterations;
        let best = [second, first, empty].into_iter().min_by_key(|it| it.cost);
        best.map_or_else(|| plan(&[], 0, seed, None), |best| Outcome { iterations: made, ..best })
    }
}

/// Time that this thread has had of the processor.
#[cfg(unix)]
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Where that is not told, the time since the first question.
#[cfg(not(unix))]
fn cpu() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
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
        Fault::Json(why) => words::fault_json(lang, why),
    }
}
