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
    /// The iterations of the stage that goes on: of the first, and of that after the last.
    stage: (u64, u64),
}

impl<'l, 'a> Watch<'l, 'a> {
    /// Watches a run that can make `stride` iterations in well under a millisecond.
    pub fn new(limits: &'l mut Limits<'a>, stride: u64) -> Self {
        let stage = (0, limits.iterations);
        Self { limits, done: 0, stride: stride.max(1), told: false, stage }
    }

    /// Begins a stage of so many iterations, as far as there are so many: what goes on and what cools does so until its end.
    pub fn begin(&mut self, iterations: u64) {
        self.stage = (self.done, self.limits.iterations.min(self.done.saturating_add(iterations)));
    }

    /// Whether there is another iteration to make; counts it. `cost` is that of the best plan so far.
    pub fn goes_on(&mut self, cost: i64) -> bool {
        if self.told || self.done >= self.stage.1 {
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

    /// Iterations still to make.
    pub fn left(&self) -> u64 {
        self.limits.iterations.saturating_sub(self.done)
    }

    /// Iterations made.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// The share of the stage that is over, in 1/65,536. What cools, cools by this and never by a clock.
    pub fn share(&self) -> u32 {
        share(self.done - self.stage.0, self.stage.1 - self.stage.0)
    }

    /// Why the run ended, if nothing was proven.
    pub fn stopped(&self) -> Stopped {
        if self.told { Stopped::Told } else { Stopped::Iterations }
    }
}

/// So many of so many, in 1/65,536.
pub fn share(done: u64, of: u64) -> u32 {
    (u128::from(done) * 65_536 / u128::from(of.max(1))).min(65_536) as u32
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
    fn a_stage_ends_before_the_run() {
        let mut limits = Limits { iterations: 100, seed: 0, stop: &mut || false, progress: &mut |_| () };
        let mut watch = Watch::new(&mut limits, 10);
        let mut shares = Vec::new();
        for stage in [60, 20, 50] {
            watch.begin(stage);
            assert_eq!(watch.share(), 0);
            while watch.goes_on(0) {
                shares.extend(watch.done().is_multiple_of(30).then(|| watch.share()));
            }
            assert_eq!(watch.share(), 65_536);
        }
        assert_eq!((watch.done(), shares), (100, vec![32_768, 65_536, 32_768]));
    }

    #[test]
    fn no_iterations_are_none() {
        let mut limits = Limits { iterations: 0, seed: 0, stop: &mut || false, progress: &mut |_| () };
        let mut watch = Watch::new(&mut limits, 1);
        assert!(!watch.goes_on(0));
        assert_eq!((watch.stopped(), watch.share()), (Stopped::Iterations, 0));
    }
}
