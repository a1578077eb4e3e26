//! The drum kit: fourteen synthesised pieces, each struck a little differently every time.

mod recipe;
mod strike;
mod wash;

use wide::f32x4;

use crate::engine::dsp::filter::{Coefficients, Filter};
use crate::engine::dsp::function::{decibels, flush_one, mask, semitones, soft_clip, strike};
use crate::engine::dsp::noise::chance;
use crate::engine::dsp::smooth::Smooth;
use crate::engine::patch::poly::{Climb, FADES, FADING, RUNS, Runs, put};
use crate::engine::patch::{Bank, CONTROL_PERIOD};
use crate::music::{DrumPiece, Pitch, Velocity};

use recipe::Family;
use strike::{Setting, Strike};
use wash::Wash;

/// Level of the kit, so that a kick and a snare at velocity 100 peak near -10 dBFS.
const LEVEL: f32 = 0.34;
/// Pieces.
const PIECES: usize = DrumPiece::ALL.len();
/// Levels of families, in the order of the table.
const FAMILIES: [Family; 6] =
    [Family::Kick, Family::Snare, Family::Hats, Family::Cymbals, Family::Toms, Family::Percussion];

/// The kit.
#[derive(Clone, Debug)]
pub struct Kit {
    sample_rate: f32,
    wash: Wash,
    pieces: recipe::Kit,
    tune: f32,
    families: [f32; 6],
    damping: f32,
    dirt: Smooth,
    /// In semitones above 1 Hz.
    high_cut: Smooth,
    level: Smooth,
    strikes: [Option<Strike>; PIECES],
    /// The last frame of each piece, and what fades of pieces that were struck over.
    last: [[f32; 2]; PIECES],
    fading: [f32; 2],
    hits: [u32; PIECES],
    tone: Filter,
    coefficients: Coefficients,
}

impl Kit {
    /// A kit at a sample rate in hertz.
    pub fn new(sample_rate: f32, values: &[f32]) -> Self {
        let mut kit = Self {
            sample_rate,
            wash: Wash::new(sample_rate),
            pieces: recipe::Kit::Studio,
            tune: 1.0,
            families: [1.0; 6],
            damping: 0.0,
            dirt: Smooth::default(),
            high_cut: Smooth::default(),
            level: Smooth::new(1.0),
            strikes: [None; PIECES],
            last: [[0.0; 2]; PIECES],
            fading: [0.0; 2],
            hits: [0; PIECES],
            tone: Filter::default(),
            coefficients: Coefficients::default(),
        };
        kit.set(values);
        kit
    }

    /// Glue, dirt and the high cut, over the whole kit.
    fn finish(&mut self, frames: usize, out: &mut [Runs; 2]) {
        let cut = f32x4::splat(semitones(self.high_cut.advance(frames)));
        self.coefficients.go(cut, f32x4::splat(1.3), mask([false; 4]), frames, self.sample_rate);
        let dirt = self.dirt.advance(frames);
        let push = 1.0 + 5.0 * dirt;
        let make_up = 1.0 / (1.0 + 2.6 * dirt);
        // Fewer steps than a good converter has: 16 bits at no dirt, about 7 at full.
        let steps = libm::exp2f(15.0 - 9.0 * dirt);
        let from = self.level.value();
        let wide = f32x4::splat;
        let mut level = Climb::new(LEVEL * from, LEVEL * self.level.advance(frames), frames);
        let clean = dirt == 0.0;
        let [left, right] = out;
        for (run, (l, r)) in left.iter_mut().zip(right).enumerate().take(frames.div_ceil(4)) {
            let dirty = [(*l, 0), (*r, 1)].map(|(samples, channel)| {
                let pushed = soft_clip((samples + wide(self.fading[channel]) * FADING) * wide(push)) * wide(make_up);
                if clean {
                    return pushed;
                }
                let fine = pushed * wide(steps);
                pushed + ((fine + wide(12_582_912.0)) - wide(12_582_912.0) - fine) * wide(dirt / steps)
            });
            let mut columns = f32x4::transpose([dirty[0], dirty[1], f32x4::ZERO, f32x4::ZERO]);
            let count = (frames - 4 * run).min(4);
            for column in columns.iter_mut().take(count) {
                self.coefficients.tick();
                *column = self.tone.low(*column, &self.coefficients);
            }
            let [left, right, ..] = f32x4::transpose(columns);
            let gain = level.next();
            (*l, *r) = (left * gain, right * gain);
            self.fading = self.fading.map(|fading| fading * FADES[count]);
        }
        self.fading = self.fading.map(flush_one);
        self.tone.flush();
    }
}

fn place(piece: DrumPiece) -> usize {
    DrumPiece::ALL.iter().position(|other| *other == piece).unwrap_or(0)
}

impl Bank for Kit {
    fn set(&mut self, values: &[f32]) {
        let &[kit, tune, kick, snare, hats, cymbals, toms, percussion, damping, dirt, high_cut, level] = values else {
            return;
        };
        let at_once = self.voices() == 0;
        self.pieces = recipe::Kit::at(kit);
        self.tune = semitones(tune);
        self.families = [kick, snare, hats, cymbals, toms, percussion].map(decibels);
        self.damping = damping;
        self.dirt.set(dirt, at_once);
        self.high_cut.set(12.0 * libm::log2f(high_cut), at_once);
        self.level.set(decibels(level), at_once);
    }

    fn note_on(&mut self, pitch: Pitch, velocity: Velocity) {
        let Some(piece) = DrumPiece::at(pitch) else { return };
        let slot = place(piece);
        if matches!(piece, DrumPiece::ClosedHat | DrumPiece::PedalHat)
            && let Some(open) = &mut self.strikes[place(DrumPiece::OpenHat)]
        {
            open.choke();
        }
        if self.voices() == 0 {
            let cut = f32x4::splat(semitones(self.high_cut.value()));
            self.tone = Filter::default();
            self.coefficients.go(cut, f32x4::splat(1.3), mask([true; 4]), 1, self.sample_rate);
        }
        if self.strikes[slot].is_some() {
            self.fading[0] += self.last[slot][0];
            self.fading[1] += self.last[slot][1];
        }
        let hit = self.hits[slot];
        self.hits[slot] = hit.wrapping_add(1);
        let seed = hit.wrapping_mul(64).wrapping_add(slot as u32);
        let recipe = recipe::recipe(piece, self.pieces);
        let family = FAMILIES.iter().position(|family| *family == recipe.family).unwrap_or(0);
        let nuance = |index: u32| chance(seed.wrapping_mul(8).wrapping_add(index));
        let gain = strike(velocity.ratio()) * recipe.level * self.families[family] * decibels(0.7 * nuance(1));
        let setting = Setting {
            gain,
            velocity: velocity.ratio(),
            tune: self.tune * semitones(0.12 * nuance(2)),
            length: (1.25 - 0.85 * self.damping) * (1.0 + 0.05 * nuance(3)),
            seed,
        };
        self.strikes[slot] = Some(Strike::new(recipe, setting, self.sample_rate));
    }

    /// Pieces ring out by themselves.
    fn note_off(&mut self, _pitch: Pitch) {}

    /// Pieces ring out by themselves.
    fn release_all(&mut self) {}

    fn reset(&mut self) {
        for value in [&mut self.dirt, &mut self.high_cut, &mut self.level] {
            value.settle();
        }
        self.strikes = [None; PIECES];
        self.last = [[0.0; 2]; PIECES];
        self.fading = [0.0; 2];
        self.hits = [0; PIECES];
        self.tone = Filter::default();
        self.coefficients = Coefficients::default();
    }

    fn voices(&self) -> usize {
        self.strikes.iter().flatten().count()
    }

    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        let frames = left.len();
        if frames == 0 || frames > CONTROL_PERIOD || right.len() != frames || self.voices() == 0 {
            left.fill(0.0);
            right.fill(0.0);
            self.fading = [0.0; 2];
            return;
        }
        let mut out = [[f32x4::ZERO; RUNS]; 2];
        let end = |out: &[Runs; 2]| out.map(|runs| runs[(frames - 1) / 4].to_array()[(frames - 1) % 4]);
        let mut before = [0.0; 2];
        for (piece, last) in self.strikes.iter_mut().zip(&mut self.last) {
            if let Some(strike) = piece {
                strike.add(&self.wash, frames, &mut out);
                let after = end(&out);
                *last = [after[0] - before[0], after[1] - before[1]];
                before = after;
                if strike.is_over() {
                    *piece = None;
                }
            }
        }
        self.finish(frames, &mut out);
        put(&out[0], left);
        put(&out[1], right);
    }
}
