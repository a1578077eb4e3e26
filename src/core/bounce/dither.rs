//! From samples to whole numbers of few bits, with the error spread as even noise.

use crate::chance::SplitMix64;

/// Triangular dither of ±1 step (Lipshitz, Wannamaker and Vanderkooy, JAES 40/5, 1992): the error of rounding no longer
/// depends on the signal in mean or power. Its noise comes from a generator of its own, the same for every render.
#[derive(Clone, Debug, Default)]
pub struct Dither {
    noise: SplitMix64,
}

impl Dither {
    /// A sample as a 16-bit number; what is beyond full scale is held there.
    pub fn to_16_bits(&mut self, sample: f32) -> i16 {
        let scaled = f64::from(sample) * 32_768.0 + self.triangular();
        // A cast saturates, and what is no number becomes 0.
        (scaled + 0.5).floor() as i16
    }

    /// The sum of two even distributions, -1 to 1.
    fn triangular(&mut self) -> f64 {
        let bits = self.noise.next();
        let (high, low) = ((bits >> 32) as f64, (bits & 0xffff_ffff) as f64);
        (high + low) / 4_294_967_296.0 - 1.0
    }
}

/// A sample as a 24-bit number, rounded to the nearest; what is beyond full scale is held there.
pub fn to_24_bits(sample: f32) -> i32 {
    let scaled = (f64::from(sample) * 8_388_608.0 + 0.5).floor() as i32;
    scaled.clamp(-8_388_608, 8_388_607)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noise_is_triangular_and_centred() {
        let mut dither = Dither::default();
        let noise: Vec<f64> = (0..200_000).map(|_| dither.triangular()).collect();
        let count = noise.len() as f64;
        let mean = noise.iter().sum::<f64>() / count;
        let power = noise.iter().map(|value| value * value).sum::<f64>() / count;
        assert!(mean.abs() < 0.005, "{mean}");
        // A triangle over ±1 has a variance of 1/6, and a quarter of it lies beyond ±0.5.
        assert!((power - 1.0 / 6.0).abs() < 0.002, "{power}");
        let outer = noise.iter().filter(|value| value.abs() > 0.5).count() as f64 / count;
        assert!((outer - 0.25).abs() < 0.005, "{outer}");
    }

    #[test]
    fn a_level_below_one_step_survives_in_the_mean() {
        for level in [0.25, 0.5, -0.4] {
            let mut dither = Dither::default();
            let sum: i64 = (0..200_000).map(|_| i64::from(dither.to_16_bits(level / 32_768.0))).sum();
            assert!((sum as f64 / 200_000.0 - f64::from(level)).abs() < 0.01, "{level}");
        }
    }

    #[test]
    fn the_power_of_the_error_does_not_depend_on_the_signal() {
        for level in [0.0, 0.5, 10.25] {
            let mut dither = Dither::default();
            let error = |out: i16| (f64::from(out) - level) * (f64::from(out) - level);
            let power: f64 = (0..100_000).map(|_| error(dither.to_16_bits(level as f32 / 32_768.0))).sum();
            // 1/6 of the dither and 1/12 of the rounding.
            assert!((power / 100_000.0 - 0.25).abs() < 0.01, "{level}");
        }
    }

    #[test]
    fn beyond_full_scale_is_held_and_no_number_is_silence() {
        let mut dither = Dither::default();
        assert_eq!(dither.to_16_bits(3.0), i16::MAX);
        assert_eq!(dither.to_16_bits(-3.0), i16::MIN);
        assert_eq!(dither.to_16_bits(f32::NAN), 0);
        assert_eq!((to_24_bits(1.0), to_24_bits(-1.0), to_24_bits(f32::NAN)), (8_388_607, -8_388_608, 0));
        assert_eq!((to_24_bits(0.5), to_24_bits(-0.25)), (4_194_304, -2_097_152));
    }
}
