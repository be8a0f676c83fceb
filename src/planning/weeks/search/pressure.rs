//! Limits that give way while plans are looked for: where room is scarce the way from one good plan to the next often leads through days
//! that are a little too full. What goes beyond costs more while most plans do and less while few do (after Vidal et al. 2012). The plan
//! that is handed out keeps within all limits.

use crate::planning::weeks::model::Model;
use crate::planning::weeks::routes::Strain;

/// The price of going beyond, and how often plans did.
pub(super) struct Pressure {
    pub strain: Strain,
    /// What a route costs at first.
    route: i64,
    seen: u32,
    over: u32,
}

/// Plans between two changes of the price.
const ROUND: u32 = 100;
/// Of these so many may go beyond.
const WANTED: u32 = 40;
/// The share of a run after which it costs nothing more, in 1/65,536.
const CHEAP: u32 = 24_576;
/// Such a part of the price it changes by. With more it would swing, and every swing tears up good plans.
const PART: i64 = 32;

impl Pressure {
    /// A price in proportion to a mean leg, which a mean visit would cost; so many legs are what a route costs at first.
    pub fn new(model: &Model, leg: i64, route: i64) -> Self {
        let demand = model.demand.iter().sum::<i64>() / (model.count as i64).max(1);
        let strain = Strain { second: 2, unit: (leg / demand.max(1)).max(1), route: 0 };
        Self { strain, route: route * leg, seen: 0, over: 0 }
    }

    /// Lets a route cost what it does after such a share of a run; whether that has changed.
    pub fn cheapen(&mut self, share: u32) -> bool {
        let route = self.route * i64::from(CHEAP.saturating_sub(share) >> 6) / i64::from(CHEAP >> 6);
        std::mem::replace(&mut self.strain.route, route) != route
    }

    /// Counts a plan; whether the price has changed with it.
    pub fn note(&mut self, is_over: bool) -> bool {
        self.seen += 1;
        self.over += u32::from(is_over);
        if self.seen < ROUND {
            return false;
        }
        let rises = self.over >= WANTED;
        let next = |price: i64| {
            if rises { (price + price / PART + 1).min(1 << 24) } else { (price - price / PART - 1).max(1) }
        };
        let Strain { second, unit, route } = self.strain;
        self.strain = Strain { second: next(second), unit: next(unit), route };
        (self.seen, self.over) = (0, 0);
        true
    }
}
