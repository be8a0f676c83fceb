//! How much worse a plan may get and still be kept: simulated annealing in whole numbers. The temperature falls with the share of
//! iterations, and the logarithm of a draw is read off its bits, so that every machine decides alike.

use crate::planning::seed::Draws;

/// A temperature that halves again and again in the course of a run.
#[derive(Clone, Copy, Debug)]
pub struct Heat {
    /// Temperature at the start, in 1/1,024 of the unit of cost.
    start: i64,
    /// How often it halves in a run.
    halvings: u64,
}

impl Heat {
    /// A temperature of `sixteenths` of a typical difference in cost.
    pub fn new(typical: i64, sixteenths: i64, halvings: u64) -> Self {
        Self { start: (typical.clamp(1, 1 << 28) << 10) * sixteenths / 16, halvings }
    }

    /// By how much the cost may rise this time, when this share of the run is over, in 1/65,536: an exponential draw times the
    /// temperature.
    pub fn spark(self, share: u32, draws: &mut Draws) -> i64 {
        let halved = u64::from(share) * self.halvings;
        let (whole, part) = (halved >> 16, (halved & 0xFFFF) as i64);
        // 2^-x by a straight line between the whole numbers.
        let temperature = (self.start * (131_072 - part) / 131_072) >> whole;
        let bits = draws.bits() | 1;
        let (zeros, fraction) = (i64::from(bits.leading_zeros()), (bits << bits.leading_zeros() << 1 >> 48) as i64);
        // -log2 of a uniform draw, its mantissa by a straight line.
        let log = (zeros << 16) + 65_536 - fraction;
        (temperature * log) >> 26
    }
}
