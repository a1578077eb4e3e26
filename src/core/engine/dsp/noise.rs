//! White noise from integer shifts: the same on every machine.

use wide::{bytemuck, f32x4, u32x4};

/// Four streams of white noise (xorshift, Marsaglia 2003), each -1 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Noise {
    state: u32x4,
}

impl Noise {
    /// Streams that start at places made from a seed.
    pub fn new(seed: u32) -> Self {
        let lane = |index: u32| scatter(seed.wrapping_mul(4).wrapping_add(index)) | 1;
        Self { state: u32x4::new([lane(0), lane(1), lane(2), lane(3)]) }
    }

    /// The next sample of each stream.
    #[inline(always)]
    pub fn next(&mut self) -> f32x4 {
        sample(self.step())
    }

    /// The next sample of each stream twice over: from all the bits of its state, and from the lower half alone, which
    /// is another noise.
    #[inline(always)]
    pub fn pair(&mut self) -> [f32x4; 2] {
        let state = self.step();
        [sample(state), sample(state << 16_u32)]
    }

    #[inline(always)]
    fn step(&mut self) -> u32x4 {
        let mut state = self.state;
        state ^= state << 13_u32;
        state ^= state >> 17_u32;
        state ^= state << 5_u32;
        self.state = state;
        state
    }
}

#[inline(always)]
fn sample(bits: u32x4) -> f32x4 {
    f32x4::from_i32x4(bytemuck::cast(bits)) * f32x4::splat(1.0 / 2_147_483_648.0)
}

/// Spreads a counter over all bits (finaliser of MurmurHash3).
pub fn scatter(counter: u32) -> u32 {
    let mut bits = counter.wrapping_add(0x9e37_79b9);
    bits = (bits ^ (bits >> 16)).wrapping_mul(0x85eb_ca6b);
    bits = (bits ^ (bits >> 13)).wrapping_mul(0xc2b2_ae35);
    bits ^ (bits >> 16)
}

/// A number between -1 and 1 that depends on the counter alone.
pub fn chance(counter: u32) -> f32 {
    scatter(counter) as i32 as f32 * (1.0 / 2_147_483_648.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_level_centred_and_different_in_each_lane() {
        let mut noise = Noise::new(7);
        let (mut sum, mut power, mut product) = (0.0_f64, 0.0_f64, 0.0_f64);
        for _ in 0..20_000 {
            let [a, b, ..] = noise.next().to_array();
            assert!(a.abs() <= 1.0);
            sum += f64::from(a);
            power += f64::from(a * a);
            product += f64::from(a * b);
        }
        assert!((sum / 20_000.0).abs() < 0.02 && (power / 20_000.0 - 1.0 / 3.0).abs() < 0.02);
        assert!((product / 20_000.0).abs() < 0.02);
    }
}
