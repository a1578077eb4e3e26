//! The singer: a saw and breath through the resonances of the vowel that the words give each note.

use wide::f32x4;

use crate::engine::dsp::envelope::{Envelope, Shape};
use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::formant::{FORMANTS, Formants, MEN, Resonance, Voices, WOMEN, evened};
use crate::engine::dsp::function::{decibels, glided, hertz, mask, semitones, sine_of, strike, turned};
use crate::engine::dsp::noise::Noise;
use crate::engine::dsp::slope::Slope;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::dsp::wave::{Reader, Wave, step};
use crate::engine::patch::keys::{Keys, Legato};
use crate::engine::patch::poly::{GROUPS, LANES, Lanes, Poly, RUNS, Timbre, VOICES, lanes};
use crate::music::{Pitch, Velocity, Vowel};
use crate::sound::PatchKind;

/// Level of a voice, so that a chord of four at velocity 100 peaks near -12 dBFS.
const LEVEL: f32 = 1.47;
/// Seconds in which the mouth is most of the way to another vowel.
const MOUTH: f32 = 0.04;
/// How much wider each of two stages is than both together.
const STAGES: f32 = 1.9;
/// Decibels between the dullest and the brightest voice, over all resonances but the first.
const BRIGHTEST: f32 = 16.0;
/// Seconds before the vibrato begins, and over which it swells.
const VIBRATO_DELAY: f32 = 0.2;
const VIBRATO_SWELL: f32 = 0.5;
/// Key 0 in semitones above 1 Hz.
const KEY_ZERO: f32 = 36.376_32;

#[derive(Clone, Copy, Debug, Default)]
struct Singer {
    amplitude: Envelope,
    phase: u32,
    shake: f32,
    /// Gliding to `key`, in semitones.
    place: f32,
    key: f32,
    velocity: f32,
    gain: f32,
    age: f32,
    /// The resonances now, and where they go.
    mouth: Formants,
    target: Formants,
    levels: [f32; FORMANTS],
    /// What makes every pitch and vowel about as loud now, and where it goes.
    even: f32,
    evened: f32,
    /// Whether it sings a word, which the knob does not change.
    worded: bool,
    fresh: bool,
}

/// The resonances of four singers: for each, a singer in each lane, in two stages.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    coefficients: [Coefficients; FORMANTS],
    filters: [[Filter; 2]; FORMANTS],
}

/// The singer's sound.
#[derive(Clone, Debug)]
pub struct Voice {
    sample_rate: f32,
    wave: &'static Wave,
    voices_of: &'static Voices,
    /// Sung where there are no words, from dark to bright.
    vowel: f32,
    /// What the words say that the next notes are sung on.
    uttered: Option<Vowel>,
    throat: Smooth,
    vibrato: f32,
    vibrato_rate: f32,
    air: Smooth,
    brightness: Smooth,
    glide: f32,
    amplitude: Shape,
    noise: Noise,
    singers: [Singer; VOICES],
    groups: [Group; GROUPS],
}

/// The bank.
pub fn bank(sample_rate: f32, values: &[f32]) -> Keys<Voice> {
    let timbre = Voice {
        sample_rate,
        wave: Wave::saw(),
        voices_of: &WOMEN,
        vowel: 0.5,
        uttered: None,
        throat: Smooth::default(),
        vibrato: 0.0,
        vibrato_rate: 5.0,
        air: Smooth::default(),
        brightness: Smooth::default(),
        glide: 0.0,
        amplitude: Shape::default(),
        noise: Noise::new(8),
        singers: [Singer::default(); VOICES],
        groups: [Group::default(); GROUPS],
    };
    Keys::new(PatchKind::Voice, Poly::new(timbre, values), values)
}

impl Voice {
    fn smooth(&mut self) -> [&mut Smooth; 3] {
        [&mut self.throat, &mut self.air, &mut self.brightness]
    }

    /// The resonances of what is to be sung.
    fn formants(&self) -> Formants {
        let voices = self.voices_of;
        match self.uttered {
            None => voices.between(self.vowel),
            Some(Vowel::U) => voices.vowel(0),
            Some(Vowel::O) => voices.vowel(1),
            Some(Vowel::A) => voices.vowel(2),
            Some(Vowel::E) => voices.vowel(3),
            Some(Vowel::I) => voices.vowel(4),
            // The tube that nothing narrows lies between the open vowel and the bright one.
            Some(Vowel::Neutral) => voices.vowel(2).towards(&voices.vowel(3), 0.5),
        }
    }

    /// The frequency of a singer for the call, in hertz.
    fn pitch(&mut self, slot: usize, frames: usize) -> f32 {
        let passed = frames as f32 / self.sample_rate;
        let singer = &mut self.singers[slot];
        singer.age += passed;
        singer.place = glided(singer.place, singer.key, self.glide, passed);
        singer.shake = turned(singer.shake, self.vibrato_rate * passed);
        let swell = ((singer.age - VIBRATO_DELAY) * (1.0 / VIBRATO_SWELL)).clamp(0.0, 1.0);
        let depth = self.vibrato * 0.01 * swell;
        let hertz = hertz(singer.place);
        if depth > 0.0 { hertz * semitones(depth * sine_of(singer.shake)) } else { hertz }
    }

    fn sing(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        let mut runs = [[f32x4::ZERO; RUNS]; LANES];
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let hertz = self.pitch(slot, frames);
            let table = self.wave.table(hertz, self.sample_rate);
            let own = step(hertz, self.sample_rate);
            let phase = &mut self.singers[slot].phase;
            let mut reader = Reader::new(*phase, own);
            for run in &mut runs[lane] {
                *run = reader.next(table);
            }
            *phase = phase.wrapping_add(own.wrapping_mul(frames as u32));
        }
        out.gather(&runs, &runs);
    }

    /// Moves a singer's mouth on by a call, and returns its resonances.
    fn mouth(&mut self, slot: usize, frames: usize) -> [Resonance; FORMANTS] {
        let passed = frames as f32 / self.sample_rate;
        let singer = &mut self.singers[slot];
        let share = passed / (passed + MOUTH);
        singer.mouth = singer.mouth.towards(&singer.target, share);
        singer.even += (singer.evened - singer.even) * share;
        let (mouth, place, velocity) = (singer.mouth, singer.place, singer.velocity);
        self.resonances(&mouth, place, velocity)
    }

    /// The resonances of a mouth that sings a key.
    fn resonances(&self, mouth: &Formants, key: f32, velocity: f32) -> [Resonance; FORMANTS] {
        let bright = BRIGHTEST * (self.brightness.value() - 0.5);
        let throat = self.throat.value();
        // Singers open their mouth as they go up, so that the first resonance never lies below the note.
        let lowest = key + KEY_ZERO;
        core::array::from_fn(|formant| {
            let Formants { place, width, level } = mouth;
            let hertz = semitones((place[formant] + throat).max(lowest));
            let damping = STAGES * width[formant] / hertz;
            let lift = if formant == 0 { 0.0 } else { bright + 6.0 * (velocity - 0.8) };
            (hertz, damping, damping * damping * decibels(level[formant] + lift))
        })
    }

    /// Works out what makes a singer's key and vowel about as loud as others.
    fn even(&mut self, slot: usize) {
        let Singer { target, key, velocity, .. } = self.singers[slot];
        self.singers[slot].evened = evened(hertz(key), &self.resonances(&target, key, velocity));
    }

    /// Sets the resonances of a group for the call; returns their levels on their way.
    fn shape(&mut self, group: usize, sounding: [bool; LANES], frames: usize) -> [Slope; FORMANTS] {
        let mut middles = [[1_000.0; LANES]; FORMANTS];
        let mut dampings = [[1.0; LANES]; FORMANTS];
        let mut levels = [[[0.0; LANES]; 2]; FORMANTS];
        let mut fresh = [false; LANES];
        for lane in lanes(sounding) {
            let slot = group * LANES + lane;
            let mouth = self.mouth(slot, frames);
            fresh[lane] = self.singers[slot].fresh;
            for (formant, (hertz, damping, level)) in mouth.into_iter().enumerate() {
                let before = std::mem::replace(&mut self.singers[slot].levels[formant], level);
                middles[formant][lane] = hertz;
                dampings[formant][lane] = damping;
                levels[formant] = {
                    let [mut from, mut to] = levels[formant];
                    (from[lane], to[lane]) = (if fresh[lane] { level } else { before }, level);
                    [from, to]
                };
            }
        }
        let fresh = mask(fresh);
        let Group { coefficients, filters } = &mut self.groups[group];
        filters.iter_mut().flatten().for_each(|filter| filter.clear(fresh));
        for (place, coefficients) in coefficients.iter_mut().enumerate() {
            let (middle, damping) = (f32x4::new(middles[place]), f32x4::new(dampings[place]));
            coefficients.go(middle, damping, fresh, frames, self.sample_rate);
        }
        levels.map(|[from, to]| Slope::new(from, to, frames))
    }
}

impl Legato for Voice {
    fn go(&mut self, slot: usize, pitch: Pitch, velocity: Option<Velocity>) {
        let target = self.formants();
        let worded = self.uttered.is_some();
        let singer = &mut self.singers[slot];
        singer.key = f32::from(pitch.key());
        (singer.target, singer.worded) = (target, worded);
        if let Some(velocity) = velocity {
            singer.velocity = velocity.ratio();
            singer.amplitude.restart();
            singer.age = 0.0;
        }
        self.even(slot);
    }
}

impl Timbre for Voice {
    fn set(&mut self, values: &[f32], at_once: bool) {
        let &[voices, vowel, throat, vibrato, vibrato_rate, air, brightness, _, glide, attack, release, _] = values
        else {
            return;
        };
        self.voices_of = if voices >= 0.5 { &MEN } else { &WOMEN };
        self.vowel = vowel;
        self.throat.set(throat, at_once);
        self.vibrato = vibrato;
        self.vibrato_rate = vibrato_rate;
        self.air.set(air, at_once);
        self.brightness.set(brightness, at_once);
        self.glide = glide;
        self.amplitude = Shape::new(attack, 1.0, 1.0, release, self.sample_rate);
        let target = self.voices_of.between(vowel);
        for slot in 0..VOICES {
            let singer = &mut self.singers[slot];
            if !singer.worded && singer.target != target {
                singer.target = target;
                self.even(slot);
            }
        }
    }

    fn utter(&mut self, vowel: Option<Vowel>) {
        self.uttered = vowel;
    }

    fn start(&mut self, slot: usize, pitch: Pitch, velocity: Velocity) {
        let key = f32::from(pitch.key());
        let formants = self.formants();
        let mut singer = Singer {
            phase: 0x8000_0000,
            place: key,
            key,
            velocity: velocity.ratio(),
            mouth: formants,
            target: formants,
            worded: self.uttered.is_some(),
            fresh: true,
            ..Singer::default()
        };
        singer.amplitude.start();
        self.singers[slot] = singer;
        self.even(slot);
        self.singers[slot].even = self.singers[slot].evened;
    }

    fn release(&mut self, slot: usize) {
        self.singers[slot].amplitude.release();
    }

    fn loudness(&self, slot: usize) -> f32 {
        let singer = &self.singers[slot];
        if singer.fresh { 1.0 } else { singer.amplitude.level() }
    }

    fn reset(&mut self) {
        for value in self.smooth() {
            value.settle();
        }
        self.uttered = None;
        self.noise = Noise::new(8);
        self.singers = [Singer::default(); VOICES];
        self.groups = [Group::default(); GROUPS];
    }

    fn advance(&mut self, frames: usize) {
        for value in self.smooth() {
            value.advance(frames);
        }
    }

    fn render(&mut self, group: usize, sounding: [bool; LANES], frames: usize, out: &mut Lanes) {
        self.sing(group, sounding, frames, out);
        let mut levels = self.shape(group, sounding, frames);
        let (mut from, mut to) = ([0.0; LANES], [0.0; LANES]);
        for lane in lanes(sounding) {
            let singer = &mut self.singers[group * LANES + lane];
            let level = singer.amplitude.advance(&self.amplitude, 1.0, frames);
            from[lane] = singer.gain;
            singer.gain = LEVEL * strike(singer.velocity) * level * singer.even;
            to[lane] = singer.gain;
            singer.fresh = false;
        }
        let mut gain = Slope::new(from, to, frames);
        let air = f32x4::splat(0.9 * self.air.value());
        let tone = f32x4::splat(1.0 - 0.4 * self.air.value());
        let Group { coefficients, filters } = &mut self.groups[group];
        for (left, right) in out.left.iter_mut().zip(&mut out.right).take(frames) {
            let input = *left * tone + self.noise.next() * air;
            let mut sum = f32x4::ZERO;
            for ((coefficients, [first, second]), level) in coefficients.iter_mut().zip(&mut *filters).zip(&mut levels)
            {
                coefficients.tick();
                let band = first.tick(input, coefficients).1;
                sum += second.tick(band, coefficients).1 * level.next();
            }
            *left = sum * gain.next();
            *right = *left;
        }
        filters.iter_mut().flatten().for_each(Filter::flush);
    }
}
