//! What makes a vowel: the resonances of throat and mouth, after the table of sung vowels in the Csound manual
//! (appendix "Formant Values", alto and tenor).

/// Resonances of a voice that are heard.
pub const FORMANTS: usize = 4;
/// Vowels of a table, from the darkest to the brightest: u, o, a, e, i.
pub const VOWELS: usize = 5;

/// The table is for pulses, whose harmonics are alike; a saw's fall, and this gives most of it back, in decibels a semitone.
const TILT: f32 = 0.4;

/// Harmonics that say how loud a pitch comes out.
const HARMONICS: usize = 24;
/// How much of the difference between pitches and vowels is taken away.
const EVENNESS: f32 = 0.85;
/// What an open vowel of a woman lets through of C5, which stays as loud as it is.
const TYPICAL: f32 = 0.174;

/// The resonances of one vowel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Formants {
    /// Their middles, in semitones above 1 Hz.
    pub place: [f32; FORMANTS],
    /// Their widths in hertz, where they are 3 dB down.
    pub width: [f32; FORMANTS],
    /// Their levels in decibels, over a saw.
    pub level: [f32; FORMANTS],
}

/// The vowels of a kind of voice.
#[derive(Clone, Copy, Debug)]
pub struct Voices([[(f32, f32, f32); FORMANTS]; VOWELS]);

/// Women's voices: middle in hertz, width in hertz and level in decibels.
pub const WOMEN: Voices = Voices([
    [(325.0, 50.0, 0.0), (700.0, 60.0, -12.0), (2530.0, 170.0, -30.0), (3500.0, 180.0, -40.0)],
    [(450.0, 70.0, 0.0), (800.0, 80.0, -9.0), (2830.0, 100.0, -16.0), (3500.0, 130.0, -28.0)],
    [(800.0, 80.0, 0.0), (1150.0, 90.0, -4.0), (2800.0, 120.0, -20.0), (3500.0, 130.0, -36.0)],
    [(400.0, 60.0, 0.0), (1600.0, 80.0, -24.0), (2700.0, 120.0, -30.0), (3300.0, 150.0, -35.0)],
    [(350.0, 50.0, 0.0), (1700.0, 100.0, -20.0), (2700.0, 120.0, -30.0), (3700.0, 150.0, -36.0)],
]);

/// Men's voices.
pub const MEN: Voices = Voices([
    [(350.0, 40.0, 0.0), (600.0, 60.0, -20.0), (2700.0, 100.0, -17.0), (2900.0, 120.0, -14.0)],
    [(400.0, 40.0, 0.0), (800.0, 80.0, -10.0), (2600.0, 100.0, -12.0), (2800.0, 120.0, -12.0)],
    [(650.0, 80.0, 0.0), (1080.0, 90.0, -6.0), (2650.0, 120.0, -7.0), (2900.0, 130.0, -8.0)],
    [(400.0, 70.0, 0.0), (1700.0, 80.0, -14.0), (2600.0, 100.0, -12.0), (3200.0, 120.0, -14.0)],
    [(290.0, 40.0, 0.0), (1870.0, 90.0, -15.0), (2800.0, 100.0, -18.0), (3250.0, 120.0, -20.0)],
]);

impl Voices {
    /// A vowel by its place in the table.
    pub fn vowel(&self, place: usize) -> Formants {
        let row = &self.0[place.min(VOWELS - 1)];
        let place = row.map(|(hertz, ..)| 12.0 * libm::log2f(hertz));
        let level = core::array::from_fn(|formant| row[formant].2 + TILT * (place[formant] - place[0]));
        Formants { place, width: row.map(|(_, width, _)| width), level }
    }

    /// A vowel between those of the table: 0 is the darkest, 1 the brightest.
    pub fn between(&self, place: f32) -> Formants {
        let place = place.clamp(0.0, 1.0) * (VOWELS - 1) as f32;
        let first = (place as usize).min(VOWELS - 2);
        self.vowel(first).towards(&self.vowel(first + 1), place - first as f32)
    }
}

impl Formants {
    /// A part of the way to another vowel, 0 to 1.
    #[must_use]
    pub fn towards(&self, other: &Self, part: f32) -> Self {
        let mix = |from: [f32; FORMANTS], to: [f32; FORMANTS]| {
            core::array::from_fn(|formant| from[formant] + part * (to[formant] - from[formant]))
        };
        Self {
            place: mix(self.place, other.place),
            width: mix(self.width, other.width),
            level: mix(self.level, other.level),
        }
    }
}

/// A resonance of two stages: its middle in hertz, the damping of each, and its level by the square of that.
pub type Resonance = (f32, f32, f32);

/// What evens out how loud a saw of a pitch in hertz comes out of resonances, as a factor. A harmonic that meets the first
/// resonance, and one that misses it, are 15 dB apart, which no singer is; a little of that is left.
pub fn evened(pitch: f32, resonances: &[Resonance; FORMANTS]) -> f32 {
    let mut power = 1e-9;
    for harmonic in (1..=HARMONICS).map(|harmonic| harmonic as f32) {
        // Between two resonances one is ahead of the sound and the other behind it, so that they take from each other.
        let (mut real, mut imaginary) = (0.0, 0.0);
        for (middle, damping, level) in resonances {
            let off = harmonic * pitch / middle - middle / (harmonic * pitch);
            let whole = damping * damping + off * off;
            real += level * (damping * damping - off * off) / (whole * whole);
            imaginary -= level * 2.0 * damping * off / (whole * whole);
        }
        power += (real * real + imaginary * imaginary) / (harmonic * harmonic);
    }
    libm::powf(TYPICAL / libm::sqrtf(power), EVENNESS).clamp(0.1, 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_pass_into_each_other() {
        assert_eq!(WOMEN.between(0.0), WOMEN.vowel(0));
        assert_eq!(WOMEN.between(0.5), WOMEN.vowel(2));
        assert_eq!(MEN.between(1.0), MEN.vowel(4));
        let between = MEN.between(0.875);
        assert!(between.place[1] > MEN.vowel(3).place[1] && between.place[1] < MEN.vowel(4).place[1]);
    }
}
