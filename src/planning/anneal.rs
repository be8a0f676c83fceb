//! Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) in whole numbers: how much worse a plan may be and still be kept. The temperature
//! halves again and again with the share of iterations that is over; no clock and no function of the platform's mathematics has a say.

use super::seed::Draws;

/// How a run cools.
#[derive(Clone, Copy, Debug)]
pub struct Cooling {
    /// Temperature at the start, in 1/1024 of a unit of cost.
    heat: i64,
    halvings: u64,
}

impl Cooling {
    /// Cooling from so many sixteenths of a typical cost, by so many halvings.
    pub fn new(typical: i64, sixteenths: i64, halvings: u64) -> Self {
        Self { heat: typical.clamp(1, 1 << 28) * 64 * sixteenths, halvings }
    }

    /// How much worse a plan may be, exclusive, when so many of 65,536 shares of the run are over: the temperature times an exponential
    /// draw, and at least 1, so that equal plans are kept.
    pub fn spark(&self, draws: &mut Draws, share: u32) -> i64 {
        let halvings = u64::from(share.min(65_536)) * self.halvings;
        let (whole, part) = (halvings >> 16, (halvings & 0xFFFF) as i64);
        // 2^-x by a straight line between the whole numbers.
        let temperature = ((i128::from(self.heat) * i128::from(131_072 - part)) >> 17 >> whole) as i64;
        // -log2 of a uniform draw in 1/65,536: its leading zeros, and its mantissa by a straight line.
        let bits = draws.bits() | 1;
        let (zeros, mantissa) = (i64::from(bits.leading_zeros()), bits << bits.leading_zeros());
        let log = (zeros << 16) + 65_536 - ((mantissa << 1) >> 48) as i64;
        1 + ((temperature * log) >> 26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_cools_from_about_the_heat_to_almost_nothing() {
        let (cooling, mut draws) = (Cooling::new(1600, 16, 8), Draws::new(5));
        let mut mean = |share| (0..20_000).map(|_| cooling.spark(&mut draws, share)).sum::<i64>() / 20_000;
        let (hot, half, cold) = (mean(0), mean(32_768), mean(65_536));
        // An exponential draw to the base 2 has a mean of 1.44.
        assert!((2200..2450).contains(&hot), "{hot}");
        assert!((135..155).contains(&half), "{half}");
        assert!((8..12).contains(&cold), "{cold}");
    }
}
