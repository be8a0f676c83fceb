//! A number that tells one input from every other, so that a plan can be asked whether it was made for just this one.

use std::hash::{Hash, Hasher};

use super::problem::Problem;
use crate::planning::matrix::Matrix;

/// The fingerprint of a problem on a matrix; never 0, which stands for a plan that was made by hand.
pub fn fingerprint(problem: &Problem, matrix: &Matrix) -> u64 {
    let mut mix = Mix(START);
    problem.hash(&mut mix);
    for from in 0..matrix.len() {
        for to in 0..matrix.len() {
            mix.write_u32(matrix.seconds(from, to));
        }
    }
    mix.finish().max(1)
}

/// The fingerprint of anything else that is kept beside it.
pub fn mark(of: &impl Hash) -> u64 {
    let mut mix = Mix(START);
    of.hash(&mut mix);
    mix.finish().max(1)
}

/// Multiply and turn, number by number. Pinned here, since the hasher of std may change; this one stands in files.
struct Mix(u64);

/// Where mixing starts; any number would do that is neither 0 nor round.
const START: u64 = 0x243F_6A88_85A3_08D3;

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed ^ (mixed >> 32)
    }
}
