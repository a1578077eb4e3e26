//! Attack, decay, sustain and release, computed once a control period and drawn as straight lines between.

use crate::engine::dsp::function::exp2;
use crate::sound::FALL;

/// What counts as silence: -80 dB.
pub const SILENCE: f32 = 1e-4;

/// Frames of nearly every step: the instruments' control period.
const PERIOD: usize = 16;

/// An envelope's times and level.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    attack: f32,
    decay: f32,
    sustain: f32,
    release: f32,
    /// What decay and release leave after a period without haste.
    kept: [f32; 2],
}

impl Shape {
    /// Times in seconds: the attack to the top, decay and release to one hundredth of what they fall. `sustain` is 0 to 1.
    pub fn new(attack: f32, decay: f32, sustain: f32, release: f32, sample_rate: f32) -> Self {
        let (decay, release) = (FALL / (decay * sample_rate), FALL / (release * sample_rate));
        let kept = [decay, release].map(|rate| exp2(-rate * PERIOD as f32));
        Self { attack: 1.0 / (attack * sample_rate), decay, sustain, release, kept }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stage {
    #[default]
    Over,
    Attack,
    Decay,
    Release,
}

/// A running envelope.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelope {
    stage: Stage,
    level: f32,
}

impl Envelope {
    /// Starts from silence.
    pub fn start(&mut self) {
        *self = Self { stage: Stage::Attack, level: 0.0 };
    }

    /// Is at the top at once, where it was started.
    pub fn fill(&mut self) {
        if self.stage == Stage::Attack {
            *self = Self { stage: Stage::Decay, level: 1.0 };
        }
    }

    /// Starts again from wherever it is.
    pub fn restart(&mut self) {
        self.stage = Stage::Attack;
    }

    /// Lets go.
    pub fn release(&mut self) {
        if self.stage != Stage::Over {
            self.stage = Stage::Release;
        }
    }

    /// Its level, 0 to 1; exactly 0 once it is over.
    pub fn level(&self) -> f32 {
        self.level
    }

    /// Whether it sounds and has not been let go.
    pub fn is_held(&self) -> bool {
        matches!(self.stage, Stage::Attack | Stage::Decay)
    }

    /// Whether nothing more comes.
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// Moves on by some frames, `haste` times faster than the shape says in decay and release; returns the level then.
    pub fn advance(&mut self, shape: &Shape, haste: f32, frames: usize) -> f32 {
        let kept = match self.stage {
            Stage::Over | Stage::Attack => 1.0,
            Stage::Decay if frames == PERIOD && haste == 1.0 => shape.kept[0],
            Stage::Release if frames == PERIOD && haste == 1.0 => shape.kept[1],
            Stage::Decay | Stage::Release => exp2(self.fall(shape, haste, frames)),
        };
        self.advance_by(shape, kept, frames)
    }

    /// The power of two by which it falls in some frames, for [`Envelope::advance_by`]; 0 where it does not fall.
    pub fn fall(&self, shape: &Shape, haste: f32, frames: usize) -> f32 {
        match self.stage {
            Stage::Over | Stage::Attack => 0.0,
            Stage::Decay => -shape.decay * haste * frames as f32,
            Stage::Release => -shape.release * haste * frames as f32,
        }
    }

    /// Moves on by some frames in which a fall leaves a part of `kept`; returns the level then.
    pub fn advance_by(&mut self, shape: &Shape, kept: f32, frames: usize) -> f32 {
        match self.stage {
            Stage::Over => {}
            Stage::Attack => {
                self.level += shape.attack * frames as f32;
                if self.level >= 1.0 {
                    self.level = 1.0;
                    self.stage = Stage::Decay;
                }
            }
            Stage::Decay => {
                self.level = shape.sustain + (self.level - shape.sustain) * kept;
                self.end_if_silent();
            }
            Stage::Release => {
                self.level *= kept;
                self.end_if_silent();
            }
        }
        self.level
    }

    fn end_if_silent(&mut self) {
        if self.level < SILENCE {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::EnvelopeTimes;

    fn seconds_until(envelope: &mut Envelope, shape: &Shape, reached: impl Fn(f32) -> bool) -> f32 {
        let mut frames = 0;
        while !reached(envelope.advance(shape, 1.0, 16)) {
            frames += 16;
            assert!(frames < 480_000);
        }
        frames as f32 / 48_000.0
    }

    #[test]
    fn stages_last_as_long_as_they_say() {
        let shape = Shape::new(0.1, 0.5, 0.5, 0.25, 48_000.0);
        let mut envelope = Envelope::default();
        assert_eq!(envelope.advance(&shape, 1.0, 16), 0.0);
        envelope.start();
        assert!((seconds_until(&mut envelope, &shape, |level| level >= 1.0) - 0.1).abs() < 0.001);
        assert!((seconds_until(&mut envelope, &shape, |level| level <= 0.505) - 0.5).abs() < 0.002);
        envelope.release();
        let start = envelope.level();
        assert!((seconds_until(&mut envelope, &shape, |level| level <= start * 0.01) - 0.25).abs() < 0.002);
        assert!(!envelope.is_over());
        assert_eq!(envelope.fall(&shape, 1.0, PERIOD), -shape.release * PERIOD as f32);
        assert_eq!(shape.kept[1], exp2(envelope.fall(&shape, 1.0, PERIOD)));
        seconds_until(&mut envelope, &shape, |level| level == 0.0);
        assert!(envelope.is_over());
    }

    #[test]
    fn it_runs_as_it_is_drawn() {
        for [attack, decay, sustain, release] in [[0.01, 0.3, 0.6, 0.2], [0.5, 2.0, 0.0, 1.0], [0.001, 0.05, 1.0, 4.0]]
        {
            let shape = Shape::new(attack, decay, sustain, release, 48_000.0);
            let drawn = EnvelopeTimes { attack, decay, sustain, release };
            let mut envelope = Envelope::default();
            envelope.start();
            // An attack ends with a step, so it may be late by one.
            let late = 17.0 / 48_000.0 / attack;
            for step in 1..4_000 {
                let level = envelope.advance(&shape, 1.0, 16);
                assert!(
                    (level - drawn.held(step as f32 * 16.0 / 48_000.0)).abs() < 0.01 + late.min(0.4),
                    "{attack} {step}"
                );
            }
            let from = envelope.level();
            envelope.release();
            for step in 1..4_000 {
                let level = envelope.advance(&shape, 1.0, 16);
                assert!((level - drawn.let_go(from, step as f32 * 16.0 / 48_000.0)).abs() < 0.01, "{release} {step}");
            }
        }
    }
}
