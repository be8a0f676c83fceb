//! What time is worth where all days are full. Each account takes the days that are best for itself, so one would come a little nearer to
//! its target and another be weeks late for want of that half hour. A price on each second of a day (a shadow price, as in Lagrangian
//! relaxation) makes them content with less: it rises while the days are full and falls while they are not. It decides who goes where and
//! is no part of what a plan costs.

use crate::planning::weeks::model::Model;
use crate::planning::weeks::routes::FULL;

/// The price of time.
pub(super) struct Scarcity {
    /// The load of all days above which they are full.
    full: i64,
    price: i64,
    /// Steps of the run that are over.
    steps: u32,
}

/// Steps of a run at which the price changes.
const STEPS: u32 = 1024;
/// Days are full from such a share of all that they may hold, in hundredths.
const SHARE: i64 = 97;
/// The highest price, in parts of [`FULL`]: eight times that of a second on the way.
const HIGHEST: i64 = 8 * FULL;

impl Scarcity {
    /// Time that costs nothing yet.
    pub fn new(model: &Model) -> Self {
        let room = model.slots.iter().fold(0, |sum: i64, slot| sum.saturating_add(slot.limit));
        Self { full: room / 100 * SHARE, price: 0, steps: 0 }
    }

    /// The price of a second, in parts of [`FULL`], after such a share of a run, in 1/65,536, and with such a load of all days.
    pub fn price(&mut self, share: u32, load: i64) -> i64 {
        let steps = share / (65_536 / STEPS);
        if steps > self.steps {
            self.steps = steps;
            let change = self.price / 8 + 1;
            self.price = if load > self.full { self.price + change } else { self.price - change }.clamp(0, HIGHEST);
        }
        self.price
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_rises_while_days_are_full_and_falls_to_nothing() {
        let mut scarcity = Scarcity { full: 97, price: 0, steps: 0 };
        let risen: Vec<i64> = (0..8).map(|step| scarcity.price(step * 64, 98)).collect();
        assert_eq!(risen, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(scarcity.price(60 * 64, 98), 8, "one change a call, however far the run has got");
        assert_eq!(scarcity.price(60 * 64 + 63, 98), 8, "and one a step");
        let highest = (61..1024).map(|step| scarcity.price(step * 64, 98)).max();
        assert_eq!(highest, Some(HIGHEST));
        scarcity.steps = 0;
        assert_eq!((1..100).map(|step| scarcity.price(step * 64, 97)).last(), Some(0));
    }
}
