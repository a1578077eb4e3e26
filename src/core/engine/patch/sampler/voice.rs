//! A voice of the sampler: where it is in its recording, how loud, and through which filter.

use wide::bytemuck;

use crate::engine::dsp::envelope::Envelope;
use crate::engine::dsp::filter::damping;
use crate::engine::dsp::function::strike;
use crate::engine::dsp::sinc::{kernel_for, kernels};
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::patch::poly::Runs;
use crate::engine::recordings::Recordings;
use crate::music::{Pitch, Velocity};
use crate::sound::Play;

use super::Setting;
use super::source::{FASTEST, FRAME, Source, turn};

/// The shortest attack, in seconds: a recording's own beginning, as it is.
pub const SHORTEST: f32 = 0.001;
/// How long a stretch fades before its end, in seconds.
const LEAD: f32 = 0.003;
/// Level of a voice, so that notes recorded as loud as fits are as loud as those of other instruments.
const LEVEL: f32 = 0.104;

/// A voice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voice {
    /// The place of its zone.
    pub zone: usize,
    /// Where it is in its recording, in parts of 2^32 of a frame.
    place: u64,
    /// How far it moves from one frame to the next, and for which tuning that was worked out.
    step: u64,
    tuned: f32,
    kernel: usize,
    key: f32,
    /// How loud the strike is, left aside how much the instrument minds.
    strike: f32,
    amplitude: Envelope,
    /// Frames that it still stays at the top.
    hold: f32,
    /// What its samples were weighed with in the last frame.
    gains: [f32; 2],
    fresh: bool,
    /// Whether its key was let go.
    released: bool,
    /// Whether there is nothing more to read.
    ended: bool,
}

impl Voice {
    /// A voice that begins with the next frame.
    pub fn new(zone: usize, source: &Source, pitch: Pitch, velocity: Velocity, setting: &Setting) -> Self {
        let mut voice = Self {
            zone,
            place: source.start,
            tuned: f32::NAN,
            key: f32::from(pitch.key()),
            strike: strike(velocity.ratio()),
            hold: source.shape.map_or(0.0, |(_, hold, _)| hold),
            fresh: true,
            ..Self::default()
        };
        voice.tune(source, setting);
        voice.amplitude.start();
        voice
    }

    /// Whether nothing of it was heard yet.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// How loud it is; 0 once it is over.
    pub fn loudness(&self) -> f32 {
        match (self.ended, self.fresh) {
            (true, _) => 0.0,
            (false, true) => 1.0,
            (false, false) => self.amplitude.level(),
        }
    }

    /// Its key is let go.
    pub fn release(&mut self, source: &Source) {
        match source.zone.play {
            Play::OneShot => {}
            Play::Held => self.let_go(),
            // What comes after the loop is played; it fades meanwhile.
            Play::Release => {
                self.let_go();
                if let Some(looped) = source.looped.filter(|looped| self.place >= looped.start + looped.length) {
                    self.place -= looped.length;
                }
                self.released = true;
            }
        }
    }

    /// Lets it fade, whatever it plays.
    pub fn let_go(&mut self) {
        self.amplitude.release();
    }

    fn tune(&mut self, source: &Source, setting: &Setting) {
        if self.tuned == setting.tune {
            return;
        }
        self.tuned = setting.tune;
        let zone = &source.zone;
        let keys = f64::from(self.key) - f64::from(zone.root);
        let semitones = keys * f64::from(zone.tracking) + f64::from(zone.cents) / 100.0 + f64::from(setting.tune);
        let speed = libm::exp2(semitones / 12.0);
        self.step = ((speed * FRAME as f64) as u64).clamp(1, FASTEST * FRAME);
        self.kernel = kernel_for(speed);
    }

    /// Where its filter cuts in the next call, in semitones above 1 Hz, and its damping.
    pub fn filter(&mut self, source: &Source, setting: &Setting) -> [f32; 2] {
        self.tune(source, setting);
        let own = source.zone.cutoff.map_or(f32::MAX, |hertz| 12.0 * libm::log2f(hertz));
        let shared = setting.cutoff.value() + setting.key_tracking * (self.key - 60.0);
        let resonance = if own < shared { source.zone.resonance } else { setting.resonance.value() };
        [own.min(shared), damping(resonance)]
    }

    /// Reads its next frames.
    pub fn read(&mut self, source: &Source, recordings: &Recordings, frames: usize, left: &mut Runs, right: &mut Runs) {
        let Some(planes) = recordings.planes(source.recording) else {
            self.ended = true;
            return;
        };
        let kernel = &kernels()[self.kernel];
        let round = !self.released;
        let looped = source.looped.filter(|_| round);
        let turn = looped.map_or(u64::MAX, turn);
        let (mut l, mut r) = ([0.0; CONTROL_PERIOD], [0.0; CONTROL_PERIOD]);
        for (l, r) in l.iter_mut().zip(&mut r).take(frames) {
            if self.place >= source.end && looped.is_none() {
                self.ended = true;
                break;
            }
            [*l, *r] = source.sum(kernel, self.place, round, planes);
            self.place += self.step;
            if self.place >= turn {
                self.place -= looped.map_or(0, |looped| looped.length);
            }
        }
        (*left, *right) = (bytemuck::cast(l), bytemuck::cast(r));
    }

    /// What its samples are weighed with, left and right: before the first of the next frames, and at the last.
    pub fn gains(&mut self, source: &Source, setting: &Setting, frames: usize) -> [[f32; 2]; 2] {
        let (shape, at_once) = source.shape.map_or((setting.shape, setting.at_once), |(shape, _, once)| (shape, once));
        // A stretch out of a recording's middle is led in, however short.
        let begins = self.fresh && at_once && source.start == 0;
        if begins {
            self.amplitude.fill();
        }
        let top = self.amplitude.is_held() && self.amplitude.level() == 1.0;
        let level = if top && self.hold > 0.0 || begins {
            self.hold -= frames as f32;
            1.0
        } else {
            self.amplitude.advance(&shape, 1.0, frames)
        };
        let touch = 1.0 + setting.touch * (self.strike - 1.0);
        let gain = LEVEL * touch * level * self.lead_out(source, setting);
        let to = source.gains.map(|side| side * gain);
        let from = if begins { to } else { self.gains };
        (self.gains, self.fresh) = (to, false);
        [from, to]
    }

    /// How much is left of a stretch that ends.
    fn lead_out(&self, source: &Source, setting: &Setting) -> f32 {
        if source.looped.is_some() && !self.released {
            return 1.0;
        }
        let left = source.end.saturating_sub(self.place) as f64 / self.step as f64;
        (left as f32 / (LEAD * setting.sample_rate)).min(1.0)
    }
}
