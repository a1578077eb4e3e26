//! Parametric equaliser: eight bands, each of any kind. A band that changes nothing is left out.

use crate::engine::insert::Process;
use crate::engine::insert::bands::{self, Band, coefficients};
use crate::engine::smooth::{Ramp, Smooth};
use crate::pcm::Decibels;
use crate::sound::BandKind;

const BANDS: usize = 8;
/// Settings of a band.
const VALUES: usize = 4;
/// Frames between coefficients while a band becomes another kind.
const STEP: usize = 4;
/// What a filter that only listens lets out.
const PLAIN: [f32; 3] = [1.0, 0.0, 0.0];

/// A band and where its settings go.
#[derive(Clone)]
struct Voice {
    kind: BandKind,
    frequency: Smooth,
    gain: Smooth,
    q: Smooth,
    band: Band,
    /// The coefficients before the kind was changed, and how far they have gone over into the new ones.
    before: [f32; 6],
    goal: [f32; 6],
    change: Smooth,
    course: Ramp,
    active: bool,
}

impl Voice {
    fn new(sample_rate: f32) -> Self {
        let smooth = |value| Smooth::new(value, sample_rate);
        Self {
            kind: BandKind::Off,
            frequency: smooth(1_000.0),
            gain: smooth(0.0),
            q: smooth(1.0),
            band: Band::default(),
            before: [0.0; 6],
            goal: [0.0; 6],
            change: smooth(1.0),
            course: Ramp { from: 1.0, to: 1.0 },
            active: false,
        }
    }

    fn set(&mut self, [kind, frequency, gain, q]: [f32; VALUES], sample_rate: f32) {
        let kind = BandKind::of(kind);
        if kind != self.kind {
            self.kind = kind;
            self.before = self.band.coefficients;
            self.change = Smooth::new(0.0, sample_rate);
            self.change.advance();
            self.change.set(1.0);
        }
        self.frequency.set(frequency.min(0.45 * sample_rate));
        self.gain.set(gain);
        self.q.set(q);
    }

    fn snap(&mut self) {
        [&mut self.frequency, &mut self.gain, &mut self.q, &mut self.change].into_iter().for_each(Smooth::snap);
    }

    /// Works the coefficients out; says whether anything goes on moving.
    fn glide(&mut self, sample_rate: f32) -> bool {
        let [frequency, decibels, q, change] =
            [&mut self.frequency, &mut self.gain, &mut self.q, &mut self.change].map(Smooth::advance);
        let (hertz, q, gain) = (frequency.to, q.to, Decibels(decibels.to).to_gain());
        let design = self.kind.design(sample_rate, hertz, q, gain);
        let mut goal = coefficients(&design);
        if self.kind == BandKind::Off {
            goal[3..].copy_from_slice(&PLAIN);
        }
        (self.goal, self.course) = (goal, change);
        self.change_by(change.to);
        let still = [frequency, decibels, change].iter().all(|ramp| ramp.is_flat());
        let plain = self.kind == BandKind::Off || self.kind.has_gain() && decibels.to == 0.0;
        self.active = !(plain && still && change.to == 1.0);
        if !self.active {
            self.band.clear();
        }
        !(still && self.frequency.rests_at(hertz) && self.gain.rests_at(decibels.to) && self.q.rests_at(q))
    }
}

impl Voice {
    /// Goes a part of the way from the kind before to the kind now.
    fn change_by(&mut self, part: f32) {
        for ((now, before), goal) in self.band.coefficients.iter_mut().zip(self.before).zip(self.goal) {
            *now = if part == 1.0 { goal } else { before + (goal - before) * part };
        }
    }
}

/// The parametric equaliser.
#[derive(Clone)]
pub struct ParametricEq {
    voices: [Voice; BANDS],
    moving: bool,
    sample_rate: f32,
}

impl ParametricEq {
    /// An equaliser with its settings in the order of its table.
    pub fn new(values: &[f32], sample_rate: f32) -> Self {
        let voices = std::array::from_fn(|_| Voice::new(sample_rate));
        let mut eq = Self { voices, moving: true, sample_rate };
        eq.set(values);
        eq.snap();
        eq
    }
}

impl ParametricEq {
    /// Runs the bands that change something.
    fn pass(&mut self, left: &mut [f32], right: &mut [f32]) {
        let mut chain = [Band::default(); BANDS];
        let mut count = 0;
        for voice in self.voices.iter().filter(|voice| voice.active) {
            chain[count] = voice.band;
            count += 1;
        }
        bands::run(&mut chain[..count], left, right);
        for (voice, band) in self.voices.iter_mut().filter(|voice| voice.active).zip(chain) {
            voice.band = band;
        }
    }
}

impl Process for ParametricEq {
    fn set(&mut self, values: &[f32]) {
        let (settings, _) = values.as_chunks::<VALUES>();
        for (voice, settings) in self.voices.iter_mut().zip(settings) {
            voice.set(*settings, self.sample_rate);
        }
        self.moving = true;
    }

    fn snap(&mut self) {
        self.voices.iter_mut().for_each(Voice::snap);
        self.moving = true;
    }

    fn reset(&mut self) {
        self.snap();
        self.voices.iter_mut().for_each(|voice| voice.band.clear());
    }

    fn process(&mut self, left: &mut [f32], right: &mut [f32]) {
        if self.moving {
            self.moving = false;
            for voice in &mut self.voices {
                self.moving |= voice.glide(self.sample_rate);
            }
        }
        if self.voices.iter().all(|voice| voice.course.is_flat()) {
            self.pass(left, right);
            return;
        }
        // A kind that changes goes over in small steps.
        let steps = left.len().div_ceil(STEP);
        let courses = self.voices.each_ref().map(|voice| voice.course);
        let mut parts = courses.map(|course| course.values(steps));
        for (left, right) in left.chunks_mut(STEP).zip(right.chunks_mut(STEP)) {
            for (voice, parts) in self.voices.iter_mut().zip(&mut parts) {
                voice.change_by(parts.next().unwrap_or(1.0));
            }
            self.pass(left, right);
        }
    }

    fn memory(&self) -> usize {
        (self.sample_rate * 0.1) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::insert::tests::{magnitude_at, run};
    use crate::engine::limits::BLOCK;
    use crate::sound::{InsertKind, Params};

    fn values(changes: &[(&str, f32)]) -> Vec<f32> {
        Params::from_named(InsertKind::ParametricEq.specs(), changes.iter().copied()).unwrap().values().to_vec()
    }

    fn response(changes: &[(&str, f32)]) -> Vec<f32> {
        let mut input = vec![0.0; 32_768];
        input[0] = 1.0;
        run(&mut ParametricEq::new(&values(changes), 48_000.0), &input).0
    }

    #[test]
    fn every_kind_of_band_does_what_it_says() {
        let level = |changes: &[(&str, f32)], hertz| magnitude_at(&response(changes), hertz, 48_000.0);
        let band = |kind: f32, gain: f32| {
            [("kind_3", kind), ("frequency_3", 1_000.0), ("gain_3", gain), ("q_3", std::f32::consts::FRAC_1_SQRT_2)]
        };
        assert!((level(&band(1.0, 9.0), 1_000.0) - 9.0).abs() < 0.02 && level(&band(1.0, 9.0), 30.0).abs() < 0.1);
        assert!((level(&band(2.0, 9.0), 50.0) - 9.0).abs() < 0.1 && level(&band(2.0, 9.0), 15_000.0).abs() < 0.1);
        assert!((level(&band(3.0, -9.0), 15_000.0) + 9.0).abs() < 0.1 && level(&band(3.0, -9.0), 50.0).abs() < 0.1);
        assert!(
            (level(&band(4.0, 0.0), 1_000.0) + 3.01).abs() < 0.02 && (level(&band(4.0, 0.0), 100.0) + 40.0).abs() < 0.3
        );
        assert!((level(&band(5.0, 0.0), 1_000.0) + 3.01).abs() < 0.02 && level(&band(5.0, 0.0), 10_000.0) < -40.0);
        assert!(level(&band(6.0, 0.0), 1_000.0) < -60.0 && level(&band(6.0, 0.0), 100.0).abs() < 0.1);
        assert_eq!(response(&band(0.0, 9.0))[1..], [0.0; 32_767]);
    }

    #[test]
    fn eight_bands_add_up() {
        let hertz = [60.0, 150.0, 400.0, 900.0, 2_000.0, 4_500.0, 9_000.0, 15_000.0];
        let keys: Vec<[String; 4]> =
            (1..=8).map(|band| ["kind", "frequency", "gain", "q"].map(|key| format!("{key}_{band}"))).collect();
        let settings = |only: Option<usize>| {
            let bands = keys.iter().zip(hertz).enumerate().filter(|(band, _)| only.is_none_or(|only| only == *band));
            bands
                .flat_map(|(band, ([kind, frequency, gain, q], hertz))| {
                    let decibels = if band % 2 == 0 { 6.0 } else { -4.0 };
                    [(kind.as_str(), 1.0), (frequency.as_str(), hertz), (gain.as_str(), decibels), (q.as_str(), 2.0)]
                })
                .collect::<Vec<_>>()
        };
        let all = response(&settings(None));
        let alone: Vec<Vec<f32>> = (0..8).map(|band| response(&settings(Some(band)))).collect();
        for frequency in [60.0, 300.0, 2_000.0, 12_000.0] {
            let sum: f64 = alone.iter().map(|response| magnitude_at(response, frequency, 48_000.0)).sum();
            assert!((magnitude_at(&all, frequency, 48_000.0) - sum).abs() < 0.01, "{frequency} Hz");
        }
    }

    #[test]
    fn as_it_comes_it_changes_no_bit() {
        let input: Vec<f32> = (0..1_000).map(|frame| libm::sinf(frame as f32 * 0.37)).collect();
        assert_eq!(run(&mut ParametricEq::new(&values(&[]), 48_000.0), &input).0, input);
    }

    #[test]
    fn another_kind_comes_without_a_click_and_going_off_leaves_the_sound_alone() {
        let tone = |block: usize| -> [f32; BLOCK] {
            std::array::from_fn(|frame| libm::sinf((block * BLOCK + frame) as f32 * 0.01))
        };
        let mut eq = ParametricEq::new(&values(&[("gain_2", 12.0)]), 48_000.0);
        let mut last = 0.0_f32;
        for block in 0..400 {
            match block {
                100 => eq.set(&values(&[("kind_2", 5.0), ("gain_2", 12.0)])),
                200 => eq.set(&values(&[("kind_2", 0.0), ("gain_2", 12.0)])),
                _ => {}
            }
            let mut left = tone(block);
            eq.process(&mut left, &mut [0.0; BLOCK]);
            assert!(block == 0 || (left[0] - last).abs() < 0.2, "{block}");
            last = left[BLOCK - 1];
            assert!(block < 250 || left == tone(block));
        }
    }
}
