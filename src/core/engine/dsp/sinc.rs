//! Reading between the samples of a recording: windowed sincs, one set of them for each third of an octave upward, so
//! that what would be heard folded down is taken away before it is played faster.

use std::sync::OnceLock;

use wide::f32x4;

/// Zero crossings of the sinc on each side.
const REACH: f64 = 8.0;
/// The Kaiser window's shape: what is taken away falls by 80 dB.
const SHAPE: f64 = 8.0;
/// Kernels, three an octave: the last one is for three octaves up.
const KERNELS: usize = 10;
/// Places between two samples for which the narrowest kernel is worked out; the rest is drawn straight.
const PHASES: f64 = 256.0;
/// The fewest places.
const FEWEST: f64 = 32.0;
/// How much faster than its kernel allows a recording may be played: what then folds down is inaudibly high.
const SLACK: f64 = 1.03;
/// The most samples that a kernel weighs.
pub const MOST_TAPS: usize = 128;
/// How many frames before and after its place the widest kernel reaches.
pub const FARTHEST: usize = MOST_TAPS / 2;

/// Weights of samples around a place, for every place between two samples.
#[derive(Debug)]
pub struct Kernel {
    taps: usize,
    phases: u64,
    /// A row of weights for each place, and one more for the interpolation.
    rows: Vec<f32x4>,
}

/// The kernels, the narrowest first. Worked out on first use, which must not be the first note.
pub fn kernels() -> &'static [Kernel] {
    static MADE: OnceLock<Vec<Kernel>> = OnceLock::new();
    MADE.get_or_init(|| (0..KERNELS).map(|third| Kernel::new(libm::exp2(third as f64 / 3.0))).collect())
}

/// The place of the narrowest kernel with which nothing folds down at a speed; the widest where none is wide enough.
pub fn kernel_for(speed: f64) -> usize {
    let third = libm::ceil(3.0 * libm::log2(speed.max(1.0) / SLACK)).max(0.0);
    // A cast of what is too large stops at the largest.
    (third as usize).min(KERNELS - 1)
}

impl Kernel {
    /// The kernel whose sinc is so many times wider than the samples lie apart.
    fn new(width: f64) -> Self {
        let half = libm::ceil(REACH * width / 2.0) as usize * 2;
        let taps = 2 * half;
        let phases = libm::round((PHASES / width).max(FEWEST)) as u64;
        let mut rows = Vec::new();
        for phase in 0..=phases {
            let place = phase as f64 / phases as f64;
            let mut weights: Vec<f64> =
                (0..taps).map(|tap| weight((tap as f64 - (half - 1) as f64 - place) / width)).collect();
            let sum: f64 = weights.iter().sum();
            weights.iter_mut().for_each(|weight| *weight /= sum);
            rows.extend(weights.chunks(4).map(|four| f32x4::new(core::array::from_fn(|tap| four[tap] as f32))));
        }
        Self { taps, phases, rows }
    }

    /// How many samples are weighed.
    pub fn taps(&self) -> usize {
        self.taps
    }

    /// How many samples before a place the first one lies that is weighed.
    pub fn before(&self) -> usize {
        self.taps / 2 - 1
    }

    /// The sum of samples for a place between two of them, in parts of 2^32. There are as many samples as taps.
    #[inline(always)]
    pub fn sum<const CHANNELS: usize>(&self, part: u32, channels: [&[f32]; CHANNELS]) -> [f32; CHANNELS] {
        let place = u64::from(part) * self.phases;
        let row = self.taps / 4;
        let from = (place >> 32) as usize * row;
        let rest = f32x4::splat((place as u32 >> 8) as f32 * (1.0 / 16_777_216.0));
        let (low, high) = self.rows[from..from + 2 * row].split_at(row);
        let channels = channels.map(|samples| samples.as_chunks::<4>().0);
        let mut sums = [f32x4::ZERO; CHANNELS];
        for (place, (low, high)) in low.iter().zip(high).enumerate() {
            let weights = *low + (*high - *low) * rest;
            for (sum, samples) in sums.iter_mut().zip(channels) {
                *sum += weights * f32x4::new(samples[place]);
            }
        }
        sums.map(|sum| {
            let [a, b, c, d] = sum.to_array();
            (a + b) + (c + d)
        })
    }
}

/// The windowed sinc at so many zero crossings from its middle.
fn weight(crossings: f64) -> f64 {
    let share = crossings / REACH;
    if share.abs() >= 1.0 {
        return 0.0;
    }
    let window = bessel(SHAPE * libm::sqrt(1.0 - share * share)) / bessel(SHAPE);
    let angle = core::f64::consts::PI * crossings;
    // Nothing at all where it crosses, so that a recording at its own speed comes out bit for bit.
    let sinc = match crossings {
        0.0 => 1.0,
        whole if libm::floor(whole) == whole => 0.0,
        _ => libm::sin(angle) / angle,
    };
    sinc * window
}

/// The modified Bessel function of the first kind and order zero (Abramowitz and Stegun 9.6.12).
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for step in 1..40 {
        let half = x / 2.0 / f64::from(step);
        term *= half * half;
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sine of so many cycles a frame, read at a speed; what is not that sine, in decibels below it.
    fn error(kernel: &Kernel, cycles: f64, speed: f64) -> f64 {
        let sine = |at: f64| libm::sin(core::f64::consts::TAU * cycles * at);
        let samples: Vec<f32> = (0..4_000).map(|at| sine(f64::from(at)) as f32).collect();
        let (mut wrong, mut all) = (0.0, 0.0);
        for step in 0..300 {
            let at = 200.0 + f64::from(step) * speed;
            let from = at as usize - kernel.before();
            let part = ((at - libm::floor(at)) * 4_294_967_296.0) as u32;
            let [found] = kernel.sum(part, [&samples[from..from + kernel.taps()]]);
            wrong += libm::pow(f64::from(found) - sine(at), 2.0);
            all += libm::pow(sine(at), 2.0);
        }
        10.0 * libm::log10(wrong / all)
    }

    #[test]
    fn what_lies_between_the_samples_is_found() {
        let narrow = &kernels()[0];
        for cycles in [0.01, 0.1, 0.25, 0.33] {
            let error = error(narrow, cycles, 0.7371);
            assert!(error < -70.0, "{cycles} cycles a frame: {error} dB");
        }
    }

    #[test]
    fn a_whole_place_is_the_sample_itself() {
        let samples: Vec<f32> = (0..MOST_TAPS).map(|at| libm::sinf(at as f32 * 1.7)).collect();
        let narrow = &kernels()[0];
        assert_eq!(narrow.sum(0, [&samples[..narrow.taps()]]), [samples[narrow.before()]]);
    }

    #[test]
    fn what_would_fold_down_is_taken_away_and_the_rest_is_left() {
        for speed in [1.3, 2.0, 3.1, 5.0, 8.0] {
            let kernel = &kernels()[kernel_for(speed)];
            let low = error(kernel, 0.3 / speed, speed);
            assert!(low < -45.0, "{speed} times, low: {low} dB");
            let level = |cycles: f64| {
                let samples: Vec<f32> =
                    (0..4_000).map(|at| libm::sin(core::f64::consts::TAU * cycles * f64::from(at)) as f32).collect();
                let read = |step: u32| {
                    let at = 200.0 + f64::from(step) * speed;
                    let from = at as usize - kernel.before();
                    let part = ((at - libm::floor(at)) * 4_294_967_296.0) as u32;
                    kernel.sum(part, [&samples[from..from + kernel.taps()]])[0]
                };
                (0..300).map(read).fold(0.0f32, |peak, sample| peak.max(sample.abs()))
            };
            // Beyond the kernel's slope everything is gone.
            let gone = level((0.68 / speed).min(0.49));
            assert!(gone < 2e-3 || speed < 1.4, "{speed} times, high: {gone}");
        }
    }

    #[test]
    fn the_kernel_is_as_wide_as_the_speed_asks() {
        assert_eq!([0.1, 1.0, 1.02, 1.2, 2.0, 8.0, 90.0].map(kernel_for), [0, 0, 0, 1, 3, 9, 9]);
        assert!(kernels().iter().all(|kernel| kernel.taps() <= MOST_TAPS && kernel.taps().is_multiple_of(4)));
    }
}
