//! How long a solver may go on, how it hears that it should stop, and how it says how far it is. Iterations decide, so that a plan can be
//! had again; the clock is the caller's and can only cut short.

/// What a solver is given beside the problem.
pub struct Limits<'a> {
    /// Iterations to make. What one is, is the solver's own; it costs microseconds, not milliseconds.
    pub iterations: u64,
    /// Decides all draws: the same seed, problem and iterations give the same plan.
    pub seed: u64,
    /// Asked at least every millisecond or so; once it says yes the best plan so far is handed out. A cancel flag, a clock, or both.
    pub stop: &'a mut dyn FnMut() -> bool,
    /// Told about a hundred times in a run how far it is.
    pub progress: &'a mut dyn FnMut(Progress),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Iterations made.
    pub done: u64,
    /// Iterations to make.
    pub of: u64,
    /// Cost of the best plan so far.
    pub cost: i64,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// All iterations were made.
    Iterations,
    /// The stop function said so.
    Told,
    /// There is no better plan, and that is proven.
    Proven,
}

/// What comes out of a run: `T` is the plan, `N` what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<T, N> {
    /// The best plan found.
    pub best: T,
    /// Its cost, in the unit that the solver's problem states.
    pub cost: i64,
    /// Why the run ended.
    pub stopped: Stopped,
    /// Iterations made.
    pub iterations: u64,
    /// What is to be said: who is left out and why, what waits, what moved.
    pub notes: Vec<N>,
}

/// Counts the iterations of one run, asks whether to stop, and reports.
pub struct Watch<'l, 'a> {
    limits: &'l mut Limits<'a>,
    done: u64,
    /// Iterations between two questions whether to stop.
    stride: u64,
    told: bool,
}

impl<'l, 'a> Watch<'l, 'a> {
    /// Watches a run that can make `stride` iterations in well under a millisecond.
    pub fn new(limits: &'l mut Limits<'a>, stride: u64) -> Self {
        Self { limits, done: 0, stride: stride.max(1), told: false }
    }

    /// Whether there is another iteration to make; counts it. `cost` is that of the best plan so far.
    pub fn goes_on(&mut self, cost: i64) -> bool {
        if self.told || self.done >= self.limits.iterations {
            return false;
        }
        if self.done.is_multiple_of(self.stride) && (self.limits.stop)() {
            self.told = true;
            return false;
        }
        let of = self.limits.iterations;
        if self.done.is_multiple_of((of / 100).max(1)) {
            (self.limits.progress)(Progress { done: self.done, of, cost });
        }
        self.done += 1;
        true
    }

    /// Asks whether to stop in the midst of long work that is no iteration.
    pub fn is_told(&mut self) -> bool {
        self.told = self.told || (self.limits.stop)();
        self.told
    }

    /// Iterations made.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// The share of the run that is over, in 1/65,536. What cools, cools by this and never by a clock.
    pub fn share(&self) -> u32 {
        let share = u128::from(self.done) * 65_536 / u128::from(self.limits.iterations.max(1));
        share.min(65_536) as u32
    }

    /// Why the run ended, if nothing was proven.
    pub fn stopped(&self) -> Stopped {
        if self.told { Stopped::Told } else { Stopped::Iterations }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iterations_are_counted_and_the_stop_is_heard() {
        let (mut asked, mut reports) = (0, 0);
        let mut stop = || {
            asked += 1;
            asked > 3
        };
        let mut progress = |_: Progress| reports += 1;
        let mut limits = Limits { iterations: 1000, seed: 0, stop: &mut stop, progress: &mut progress };
        let mut watch = Watch::new(&mut limits, 10);
        while watch.goes_on(0) {}
        assert_eq!((watch.done(), watch.stopped(), watch.share()), (30, Stopped::Told, 1966));
        assert_eq!((asked, reports), (4, 3));
    }

    #[test]
    fn no_iterations_are_none() {
        let mut limits = Limits { iterations: 0, seed: 0, stop: &mut || false, progress: &mut |_| () };
        let mut watch = Watch::new(&mut limits, 1);
        assert!(!watch.goes_on(0));
        assert_eq!((watch.stopped(), watch.share()), (Stopped::Iterations, 0));
    }
}
