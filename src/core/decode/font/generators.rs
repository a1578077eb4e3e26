//! What the generators of a zone mean (section 8.1 of the specification).

use crate::sound::Contour;

/// Generators by their number in the file, with what they are where nothing sets them.
pub const START: usize = 0;
pub const END: usize = 1;
pub const LOOP_START: usize = 2;
pub const LOOP_END: usize = 3;
pub const START_COARSE: usize = 4;
pub const CUTOFF: usize = 8;
pub const RESONANCE: usize = 9;
pub const END_COARSE: usize = 12;
pub const PAN: usize = 17;
pub const ATTACK: usize = 34;
pub const HOLD: usize = 35;
pub const DECAY: usize = 36;
pub const SUSTAIN: usize = 37;
pub const RELEASE: usize = 38;
pub const INSTRUMENT: usize = 41;
pub const KEYS: usize = 43;
pub const VELOCITIES: usize = 44;
pub const LOOP_START_COARSE: usize = 45;
pub const KEY: usize = 46;
pub const ATTENUATION: usize = 48;
pub const LOOP_END_COARSE: usize = 50;
pub const COARSE: usize = 51;
pub const FINE: usize = 52;
pub const SAMPLE: usize = 53;
pub const MODE: usize = 54;
pub const SCALE: usize = 56;
pub const CHOKE: usize = 57;
pub const ROOT: usize = 58;
/// How many there are.
const COUNT: usize = 61;

/// A full range, as the file writes it: the lowest in the lower byte.
const ALL: i16 = 0x7f00;
/// Hundredths of a semitone above 8.176 Hz at which the filter is open.
const OPEN: i32 = 13_500;
/// What of an attenuation players apply: the first ones made so little of it, and sounds were made for them.
const ATTENUATED: f32 = 0.04;
/// What falls by a hundred decibels in a time falls by forty in this part of it.
const TO_A_HUNDREDTH: f32 = 0.4;

/// What is set in a zone, or added to one.
#[derive(Clone, Copy, Debug)]
pub struct Generators {
    values: [i32; COUNT],
}

impl Generators {
    /// What an instrument's zone begins with.
    pub fn plain() -> Self {
        let mut values = [0; COUNT];
        for (place, value) in [
            (CUTOFF, OPEN),
            (ATTACK, -12_000),
            (HOLD, -12_000),
            (DECAY, -12_000),
            (RELEASE, -12_000),
            (KEYS, i32::from(ALL)),
            (VELOCITIES, i32::from(ALL)),
            (KEY, -1),
            (SCALE, 100),
            (ROOT, -1),
        ] {
            values[place] = value;
        }
        Self { values }
    }

    /// What a preset's zone begins with: it adds nothing and leaves all keys in.
    pub fn nothing() -> Self {
        let mut values = [0; COUNT];
        (values[KEYS], values[VELOCITIES]) = (i32::from(ALL), i32::from(ALL));
        Self { values }
    }

    /// Sets what a zone says; what is unknown is left out.
    pub fn set(&mut self, zone: &[(u16, i16)]) {
        for (place, value) in zone {
            if let Some(known) = self.values.get_mut(usize::from(*place)) {
                *known = i32::from(*value);
            }
        }
    }

    /// Adds what a preset's zone says. Ranges, samples, offsets and the like are the instrument's own.
    pub fn add(&mut self, preset: &Self) {
        for place in [CUTOFF, RESONANCE, PAN, ATTACK, HOLD, DECAY, SUSTAIN, RELEASE, ATTENUATION, COARSE, FINE, SCALE] {
            self.values[place] += preset.values[place];
        }
    }

    /// What is set.
    pub fn get(&self, place: usize) -> i32 {
        self.values.get(place).copied().unwrap_or(0)
    }

    /// The two ends of a range; `None` where they are turned round or no keys.
    pub fn range(&self, place: usize) -> Option<[u8; 2]> {
        let [low, high, ..] = self.get(place).to_le_bytes();
        (low <= high && high <= 127).then_some([low, high])
    }

    /// A place in frames that is moved by offsets, kept inside a sample.
    pub fn moved(&self, from: usize, fine: usize, coarse: usize, [low, high]: [usize; 2]) -> usize {
        let offset = i64::from(self.get(fine)) + 32_768 * i64::from(self.get(coarse));
        let place = i64::try_from(from).unwrap_or(i64::MAX).saturating_add(offset);
        usize::try_from(place).unwrap_or(0).clamp(low, high)
    }

    /// The loudness over time.
    pub fn contour(&self) -> Contour {
        let seconds = |place: usize| {
            let cents = self.get(place).clamp(-12_000, 8_000);
            if cents <= -12_000 { 0.0 } else { libm::exp2f(cents as f32 / 1_200.0).min(100.0) }
        };
        let fallen = self.get(SUSTAIN).clamp(0, 1_440) as f32 / 10.0;
        let sustain = if fallen >= 96.0 { 0.0 } else { decibels(-fallen) };
        Contour {
            attack: seconds(ATTACK),
            hold: seconds(HOLD),
            // The time is that of a fall by a hundred decibels, of which only those to the sustain are gone, and in a
            // straight line: the envelope's bend meets it best in twice that time.
            decay: seconds(DECAY) * (2.0 * fallen / 100.0).min(TO_A_HUNDREDTH),
            sustain,
            release: seconds(RELEASE) * TO_A_HUNDREDTH,
        }
    }

    /// Where the low-pass filter cuts, in hertz; `None` where it is open.
    pub fn cutoff(&self) -> Option<f32> {
        let cents = self.get(CUTOFF).clamp(1_500, OPEN);
        (cents < OPEN).then(|| (8.176 * libm::exp2f(cents as f32 / 1_200.0)).clamp(20.0, 20_000.0))
    }

    /// How much the filter rings, as zones say it: the inverse of the filter's damping.
    pub fn resonance(&self) -> f32 {
        let height = self.get(RESONANCE).clamp(0, 960) as f32 / 10.0;
        // At none the filter is as flat as can be.
        let damping = core::f32::consts::SQRT_2 / libm::powf(10.0, height / 20.0);
        (1.0 - libm::sqrtf(((damping - 0.04) / 1.5).max(0.0))).clamp(0.0, 1.0)
    }

    /// How loud it is, in decibels.
    pub fn gain(&self) -> f32 {
        -ATTENUATED * self.get(ATTENUATION).clamp(0, 1_440) as f32
    }
}

fn decibels(value: f32) -> f32 {
    libm::powf(10.0, value / 20.0)
}
