//! The state-variable filter in its trapezoidal form (A. Simper, "Linear trapezoidal integrated SVF", Cytomic 2013),
//! four voices at once.

use wide::f32x4;

use crate::engine::dsp::function::{blend, flush, tangent};
pub use crate::sound::damping;

/// Coefficients on their way from one control period to the next: 2 a₁ - 1, 2 a₂ and 2 a₃ of the paper, by which the
/// states follow from the states before them in the fewest steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Coefficients {
    now: [f32x4; 3],
    step: [f32x4; 3],
    damping: f32x4,
}

impl Coefficients {
    /// Goes to a cutoff in hertz and a damping (2 is none of resonance, 0 rings for ever) within some frames. Lanes
    /// whose bits are set in `fresh` are there at once.
    pub fn go(&mut self, hertz: f32x4, damping: f32x4, fresh: f32x4, frames: usize, sample_rate: f32) {
        let cutoff = hertz.fast_max(f32x4::splat(10.0)).fast_min(f32x4::splat(0.45 * sample_rate));
        let gain = tangent(cutoff * f32x4::splat(core::f32::consts::PI / sample_rate));
        let first = f32x4::ONE / (f32x4::ONE + gain * (gain + damping));
        let band = gain * first + gain * first;
        let target = [first + first - f32x4::ONE, band, gain * band];
        let share = f32x4::splat(1.0 / frames as f32);
        for ((now, step), target) in self.now.iter_mut().zip(&mut self.step).zip(target) {
            *now = blend(fresh, target, *now);
            *step = (target - *now) * share;
        }
        self.damping = damping;
    }

    /// Moves on by a frame.
    #[inline(always)]
    pub fn tick(&mut self) {
        for (now, step) in self.now.iter_mut().zip(self.step) {
            *now += step;
        }
    }
}

/// The filter's memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    first: f32x4,
    second: f32x4,
}

impl Filter {
    /// Silences the lanes of the mask.
    pub fn clear(&mut self, fresh: f32x4) {
        self.first = blend(fresh, f32x4::ZERO, self.first);
        self.second = blend(fresh, f32x4::ZERO, self.second);
    }

    /// Near zero becomes zero; once a call.
    pub fn flush(&mut self) {
        self.first = flush(self.first);
        self.second = flush(self.second);
    }

    /// The next low-passed and band-passed sample.
    #[inline(always)]
    pub fn tick(&mut self, input: f32x4, coefficients: &Coefficients) -> (f32x4, f32x4) {
        let [keep, cross, own] = coefficients.now;
        let difference = input - self.second;
        let first = keep * self.first + cross * difference;
        let second = self.second + (cross * self.first + own * difference);
        let band = (self.first + first) * f32x4::HALF;
        let low = (self.second + second) * f32x4::HALF;
        (self.first, self.second) = (first, second);
        (low, band)
    }

    /// The next low-passed sample.
    #[inline(always)]
    pub fn low(&mut self, input: f32x4, coefficients: &Coefficients) -> f32x4 {
        self.tick(input, coefficients).0
    }

    /// The next high-passed sample.
    #[inline(always)]
    pub fn high(&mut self, input: f32x4, coefficients: &Coefficients) -> f32x4 {
        let [keep, cross, own] = coefficients.now;
        let half = f32x4::HALF;
        // What is left of the input once low and damped band are taken away.
        let open = (keep + f32x4::ONE) * half;
        let ring = coefficients.damping * open + cross * half;
        let difference = input - self.second;
        let high = open * difference - ring * self.first;
        let first = keep * self.first + cross * difference;
        self.second += cross * self.first + own * difference;
        self.first = first;
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dsp::function::mask;
    use crate::sound::FilterKind;

    fn gain(hertz: f32, high: bool) -> f32 {
        let mut coefficients = Coefficients::default();
        let all = mask([true; 4]);
        coefficients.go(f32x4::splat(1000.0), f32x4::splat(core::f32::consts::SQRT_2), all, 16, 48_000.0);
        let mut filter = Filter::default();
        let mut peak = 0.0_f32;
        for frame in 0..9600 {
            let input = f32x4::splat(libm::sinf(core::f32::consts::TAU * hertz * frame as f32 / 48_000.0));
            let out = if high { filter.high(input, &coefficients) } else { filter.low(input, &coefficients) };
            if frame > 4800 {
                peak = peak.max(out.to_array()[0].abs());
            }
        }
        20.0 * libm::log10f(peak)
    }

    /// The level of one frequency in a response, in decibels.
    fn level_at(response: &[f32], hertz: f64) -> f64 {
        let step = core::f64::consts::TAU * hertz / 48_000.0;
        let (mut cosine, mut sine) = (0.0, 0.0);
        for (frame, sample) in response.iter().enumerate() {
            cosine += f64::from(*sample) * (step * frame as f64).cos();
            sine += f64::from(*sample) * (step * frame as f64).sin();
        }
        20.0 * cosine.hypot(sine).log10()
    }

    #[test]
    fn it_does_to_frequencies_what_is_drawn_of_it() {
        let all = mask([true; 4]);
        for (kind, cutoff, resonance) in [
            (FilterKind::Low, 300.0, 0.0),
            (FilterKind::Low, 2_400.0, 0.8),
            (FilterKind::Band, 900.0, 0.5),
            (FilterKind::High, 5_000.0, 0.3),
            (FilterKind::Low, 18_000.0, 0.2),
        ] {
            let damping = damping(resonance);
            let mut coefficients = Coefficients::default();
            coefficients.go(f32x4::splat(cutoff), f32x4::splat(damping), all, 16, 48_000.0);
            let mut filter = Filter::default();
            let response: Vec<f32> = (0..32_768)
                .map(|frame| {
                    let input = f32x4::splat(if frame == 0 { 1.0 } else { 0.0 });
                    let out = match kind {
                        FilterKind::High => filter.high(input, &coefficients),
                        FilterKind::Band => filter.tick(input, &coefficients).1 * f32x4::splat(damping),
                        _ => filter.low(input, &coefficients),
                    };
                    out.to_array()[0]
                })
                .collect();
            for hertz in [40.0, 200.0, 850.0, 2_400.0, 6_000.0, 15_000.0] {
                let drawn = 10.0 * libm::log10(kind.power(hertz as f32, cutoff, damping, 48_000.0));
                let heard = level_at(&response, hertz);
                assert!(drawn < -70.0 || (heard - drawn).abs() < 0.5, "{kind:?} {cutoff} {hertz}: {heard} {drawn}");
            }
        }
    }

    #[test]
    fn a_butterworth_low_pass_has_its_curve() {
        assert!(gain(100.0, false).abs() < 0.1);
        assert!((gain(1000.0, false) + 3.0).abs() < 0.2);
        assert!((gain(4000.0, false) + 24.5).abs() < 1.5);
        assert!((gain(250.0, true) + 24.0).abs() < 1.5);
        assert!(gain(7100.0, true).abs() < 0.3);
    }
}
