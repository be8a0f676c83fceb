//! What is claimed of the planners, on the open instances of the literature: how far each plan is from the best that is known, after so
//! many milliseconds of processor time, the middle one of five seeds. The instances are not part of this program; `ROUNDS_INSTANCES` names
//! a folder with one folder for each family and a `best-known.csv` in it, whose columns are told below.
//!
//! `ROUNDS_INSTANCES=… cargo bench --bench instances [FAMILY …]`; `ROUNDS_SEEDS` says how many seeds, five unless told otherwise.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A family of instances.
struct Family {
    /// Its folder.
    folder: &'static str,
    /// The columns of its list whose texts, one after the other as folders, name the file; and that of the best known cost or score.
    file: &'static [usize],
    best: usize,
    /// What may stand behind the name.
    endings: &'static [&'static str],
    /// More is better.
    is_score: bool,
    /// Milliseconds.
    budgets: &'static [u64],
}

const FAMILIES: [Family; 9] = [
    Family {
        folder: "tsplib",
        file: &[0],
        best: 1,
        endings: &[".tsp"],
        is_score: false,
        budgets: &[10, 50, 200, 1_000],
    },
    Family { folder: "atsp", file: &[0], best: 1, endings: &[".atsp"], is_score: false, budgets: &[200, 1_000] },
    Family { folder: "road-matrix", file: &[0], best: 2, endings: &[".json"], is_score: false, budgets: &[200, 1_000] },
    Family {
        folder: "tsptw",
        file: &[0, 1],
        best: 2,
        endings: &["", ".txt", ".dat"],
        is_score: false,
        budgets: &[50, 200, 1_000],
    },
    Family { folder: "op", file: &[0, 1], best: 3, endings: &["", ".txt"], is_score: true, budgets: &[100, 200] },
    Family { folder: "oplib", file: &[0, 1], best: 4, endings: &[""], is_score: true, budgets: &[1_000] },
    Family { folder: "dayroute", file: &[0], best: 1, endings: &[".json"], is_score: false, budgets: &[100, 200] },
    Family { folder: "pvrp", file: &[0], best: 1, endings: &[""], is_score: false, budgets: &[2_000, 10_000] },
    Family { folder: "cpmp", file: &[0], best: 2, endings: &[""], is_score: false, budgets: &[1_000, 5_000] },
];

/// An instance and what is known of it.
struct Known {
    name: String,
    file: PathBuf,
    best: f64,
}

fn known(root: &Path, family: &Family) -> Vec<Known> {
    let folder = root.join(family.folder);
    let Ok(list) = std::fs::read_to_string(folder.join("best-known.csv")) else { return Vec::new() };
    let of = |line: &str| {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let parts: Vec<&str> = family.file.iter().map(|at| cells.get(*at).copied()).collect::<Option<_>>()?;
        let name = parts.join("/");
        let files = family.endings.iter().map(|ending| folder.join(format!("{name}{ending}")));
        let file = files.into_iter().find(|file| file.is_file())?;
        Some(Known { name, file, best: cells.get(family.best)?.parse().ok()? })
    };
    list.lines().skip(1).filter_map(of).collect()
}

/// What the program finds; none if it finds nothing.
fn cost(file: &Path, ms: u64, seed: u64) -> Option<f64> {
    let (ms, seed) = (ms.to_string(), seed.to_string());
    let output = Command::new(env!("CARGO_BIN_EXE_rounds"))
        .arg("solve")
        .arg(file)
        .args(["--cpu-ms", &ms, "--seed", &seed])
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // What must be kept and is not is no plan.
    let unkept = text.lines().any(|line| line.starts_with("unkept ") || line.starts_with("missing "));
    let cost = text.lines().next()?.strip_prefix("cost ")?.parse().ok()?;
    (output.status.success() && !unkept).then_some(cost)
}

fn middle(mut gaps: Vec<f64>) -> f64 {
    gaps.sort_by(f64::total_cmp);
    gaps[gaps.len() / 2]
}

fn main() {
    let Some(root) = std::env::var_os("ROUNDS_INSTANCES").map(PathBuf::from) else {
        println!("ROUNDS_INSTANCES names no folder of instances; nothing is measured.");
        return;
    };
    let seeds: u64 = std::env::var("ROUNDS_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |family: &&Family| wanted.is_empty() || wanted.iter().any(|name| name == family.folder);
    for family in FAMILIES.iter().filter(is_wanted) {
        let instances = known(&root, family);
        for budget in family.budgets {
            let mut gaps = Vec::new();
            for it in &instances {
                let gap = |seed| {
                    let cost =
                        cost(&it.file, *budget, seed).unwrap_or(if family.is_score { 0.0 } else { f64::INFINITY });
                    if family.is_score {
                        100.0 * (it.best - cost) / it.best
                    } else {
                        100.0 * (cost - it.best) / it.best
                    }
                };
                let gap = middle((1..=seeds).map(gap).collect());
                println!("{:<12} {budget:>6} ms  {:<48} {gap:>8.3}%", family.folder, it.name);
                gaps.push(gap);
            }
            if gaps.is_empty() {
                continue;
            }
            let feasible: Vec<f64> = gaps.iter().copied().filter(|gap| gap.is_finite()).collect();
            let mean = feasible.iter().sum::<f64>() / feasible.len().max(1) as f64;
            let worst = feasible.iter().copied().fold(0.0, f64::max);
            let best = gaps.iter().filter(|gap| **gap < 0.0005).count();
            println!(
                "{:<12} {budget:>6} ms  mean {mean:.3}%  worst {worst:.3}%  best known {best} of {}  no plan {}",
                family.folder,
                gaps.len(),
                gaps.len() - feasible.len()
            );
        }
    }
}
