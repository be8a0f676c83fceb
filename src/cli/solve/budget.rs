//! How long a solver may go on: by iterations, so that a plan can be had again, or by time of the processor.

use std::time::Duration;

use crate::planning::limits::{Limits, Outcome, Stopped};

/// Iterations where neither they nor a time are asked for.
const ITERATIONS: u64 = 100_000;
/// From such a time on it pays to try how fast iterations pass.
const WORTH_TRYING: Duration = Duration::from_millis(500);
/// So often at the most.
const TRIALS: u64 = 3;
/// More than any time holds.
const ENDLESS: u64 = u64::MAX >> 20;

/// How long it may take, and where draws come from.
pub struct Budget {
    /// Iterations, if so many were asked for.
    pub iterations: Option<u64>,
    /// Time of the processor, not of the wall.
    pub time: Option<Duration>,
    /// The seed.
    pub seed: u64,
}

impl Budget {
    /// Plans within it, by a solver that goes about it in the same way however long it may.
    pub fn once<T>(&self, solve: impl FnOnce(Limits) -> T) -> T {
        let iterations = self.iterations.unwrap_or(if self.time.is_some() { ENDLESS } else { ITERATIONS });
        within(iterations, self.seed, (cpu(), self.time), solve)
    }

    /// Plans within it, by a solver that cools as its iterations pass. Where only a time is given, first parts of it measure how many
    /// there is time for, and the plans of those may be where the rest begins.
    pub fn measured<T, N, K: Ord>(
        &self,
        mut solve: impl FnMut(Option<&T>, Limits) -> Outcome<T, N>,
        cost: impl Fn(&Outcome<T, N>) -> K,
    ) -> Outcome<T, N> {
        let began = cpu();
        let Some(time) = self.time.filter(|_| self.iterations.is_none()) else {
            return self.once(|limits| solve(None, limits));
        };
        let mut plan = |hint: Option<&T>, iterations, seed, until| {
            within(iterations, seed, (began, Some(until)), |limits| solve(hint, limits))
        };
        let first = plan(None, ENDLESS, self.seed, time / 10);
        let used = cpu().saturating_sub(began);
        if first.stopped == Stopped::Proven || used >= time.mul_f64(0.9) {
            return first;
        }
        let empty = plan(Some(&first.best), 0, self.seed, time);
        let prepared = cpu().saturating_sub(began).saturating_sub(used);
        let pace = |iterations: u64, used: Duration| {
            iterations as f64 / used.saturating_sub(prepared).max(used.mul_f64(0.2)).as_secs_f64()
        };
        let mut made = first.iterations;
        let mut known = pace(first.iterations, used);
        let mut best = if cost(&empty) < cost(&first) { empty } else { first };
        let mut go = |best: &mut Outcome<T, N>, iterations: f64, seed: u64| {
            let begun = cpu();
            let next = plan(Some(&best.best), (iterations as u64).max(1), self.seed.wrapping_add(seed), time);
            let (iterations, used) = (next.iterations, cpu().saturating_sub(begun));
            made += iterations;
            if cost(&next) <= cost(best) {
                *best = next;
            }
            (pace(iterations, used), used)
        };
        // Iterations get cheaper as a run cools, so where there is time short runs are made to their end before the long one.
        for trial in 0..if time < WORTH_TRYING { 0 } else { TRIALS } {
            let (found, used) = go(&mut best, known * time.as_secs_f64() / 12.0, 500 + trial);
            known = found;
            if used > time / 20 {
                break;
            }
        }
        let left = time.saturating_sub(cpu().saturating_sub(began)).saturating_sub(prepared);
        go(&mut best, known * left.as_secs_f64() * 0.97, 1_000);
        Outcome { iterations: made, ..best }
    }
}

/// Runs a solver for so many iterations, and at most for so long since then.
fn within<T>(
    iterations: u64,
    seed: u64,
    (began, until): (Duration, Option<Duration>),
    solve: impl FnOnce(Limits) -> T,
) -> T {
    let mut stop = || until.is_some_and(|until| cpu().saturating_sub(began) >= until);
    solve(Limits { iterations, seed, stop: &mut stop, progress: &mut |_| () })
}

/// Time that this thread has had of the processor.
#[cfg(unix)]
pub fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Where that is not told, the time since the first question.
#[cfg(not(unix))]
pub fn cpu() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}
