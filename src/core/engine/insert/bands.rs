//! Bands of an equaliser.
//!
//! State-variable filters after Andrew Simper ("Solving the continuous SVF equations using trapezoidal integration",
//! 2013), which stay exact at low frequencies in single precision; fundsp works out their coefficients.

use fundsp::svf::SvfCoefs;
use wide::f32x4;

use crate::engine::insert::line::flush;

/// A filter for both channels side by side.
#[derive(Clone, Copy, Default)]
pub struct Band {
    /// How the next states follow, and what of sound, band and low is heard.
    pub coefficients: [f32; 6],
    memory: [f32x4; 2],
}

impl Band {
    /// Forgets what it has heard.
    pub fn clear(&mut self) {
        self.memory = Default::default();
    }
}

/// A design's coefficients: as in the instruments' filters, the next states in the fewest steps. Band and low are means
/// of a state and the next.
pub fn coefficients(design: &SvfCoefs<f32>) -> [f32; 6] {
    let [keep, cross, own] = [2.0 * design.a1 - 1.0, 2.0 * design.a2, 2.0 * design.a3];
    [keep, cross, own, design.m0, 0.5 * design.m1, 0.5 * design.m2]
}

/// Runs bands one after the other over both channels.
pub fn run(chain: &mut [Band], left: &mut [f32], right: &mut [f32]) {
    match chain.len() {
        0 => {}
        1 => pass::<1>(chain, left, right),
        2 => pass::<2>(chain, left, right),
        3 => pass::<3>(chain, left, right),
        4 => pass::<4>(chain, left, right),
        5 => pass::<5>(chain, left, right),
        _ => {
            let (first, rest) = chain.split_at_mut(4);
            pass::<4>(first, left, right);
            run(rest, left, right);
        }
    }
}

/// Runs the first `N` bands. All bands take a frame before the next frame, so that the processor can work on several
/// bands at once.
fn pass<const N: usize>(chain: &mut [Band], left: &mut [f32], right: &mut [f32]) {
    let mut memory: [[f32x4; 2]; N] = std::array::from_fn(|band| chain[band].memory);
    let coefficients: [[f32x4; 6]; N] = std::array::from_fn(|band| chain[band].coefficients.map(f32x4::splat));
    for (left, right) in left.iter_mut().zip(right.iter_mut()) {
        let mut sound = f32x4::new([*left, *right, 0.0, 0.0]);
        for ([first, second], [keep, cross, own, direct, band, low]) in memory.iter_mut().zip(&coefficients) {
            let difference = sound - *second;
            let next_first = *keep * *first + *cross * difference;
            let next_second = *second + (*cross * *first + *own * difference);
            sound = *direct * sound + (*band * (*first + next_first) + *low * (*second + next_second));
            (*first, *second) = (next_first, next_second);
        }
        let [out_left, out_right, ..] = sound.to_array();
        *left = out_left;
        *right = out_right;
    }
    for (band, memory) in chain.iter_mut().zip(memory) {
        band.memory = memory.map(|memory| f32x4::from(memory.to_array().map(flush)));
    }
}
