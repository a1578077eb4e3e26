//! Effects of a strip's chain.
//!
//! Adding one: its table in `sound/insert/NAME.rs`, its name in `InsertKind`, a file here that implements [`Process`]
//! with its tests, and a line in [`Effect::build`] and [`Effect::inner`]. Begin with the test: what goes in, what
//! must come out.

use fundsp::Frame;
use fundsp::audionode::AudioNode;
use fundsp::buffer::{BufferMut, BufferRef};
use fundsp::typenum::U2;

use crate::engine::InsertSpec;
use crate::engine::key::Keys;
use crate::engine::limits::BLOCK;
use crate::engine::smooth::Smooth;
use crate::engine::strip::Stereo;
use crate::sound::{InsertKind, ParamSpec};

mod bands;
mod bitcrusher;
mod chorus;
mod compressor;
mod convolution;
mod delay;
mod eq;
mod flanger;
mod gate;
mod line;
mod parametric_eq;
mod phaser;
mod reverb;
mod saturator;
mod utility;
mod width;

/// What an effect may know of the song.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surroundings {
    /// The tempo now, in quarter notes a minute.
    pub bpm: f64,
    /// The slowest tempo of the song.
    pub slowest_bpm: f64,
    /// Whether anything may be heard now, so that no work may take longer than a block.
    pub sounding: bool,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self { bpm: 120.0, slowest_bpm: 120.0, sounding: false }
    }
}

/// What every effect does.
trait Process {
    /// Takes settings in range, one for each parameter of its table; they glide.
    fn set(&mut self, values: &[f32]);
    /// Ends every glide: what sounds next is the first of it.
    fn snap(&mut self);
    /// Back to silence, as newly made with the same settings.
    fn reset(&mut self);
    /// Changes up to [`BLOCK`] frames in place.
    fn process(&mut self, left: &mut [f32], right: &mut [f32]);
    /// The same, with as many frames of the sound that decides what it does.
    fn process_keyed(&mut self, left: &mut [f32], right: &mut [f32], _key: [&[f32]; 2]) {
        self.process(left, right);
    }
    /// Does at once what is left of work that takes longer than a block.
    fn hurry(&mut self) {}
    /// Does a share of that work in a block in which it shapes no sound.
    fn idle(&mut self) {}
    /// How many frames of silence may lie between two sounds of its tail.
    fn memory(&self) -> usize;
    /// Follows the song's tempo. May allocate only where `slowest_bpm` has changed.
    fn follow(&mut self, _surroundings: Surroundings) {}
}

/// An effect of any kind. The large ones live on the heap, so that a chain stays small.
#[derive(Clone)]
enum Effect {
    Eq(eq::Eq),
    Compressor(compressor::Compressor),
    Saturator(saturator::Saturator),
    Chorus(chorus::Chorus),
    Delay(Box<delay::Delay>),
    Reverb(Box<reverb::Reverb>),
    Gate(gate::Gate),
    Bitcrusher(bitcrusher::Bitcrusher),
    Flanger(flanger::Flanger),
    Phaser(Box<phaser::Phaser>),
    Width(width::Width),
    Utility(utility::Utility),
    ParametricEq(Box<parametric_eq::ParametricEq>),
    Convolution(Box<convolution::Convolution>),
}

impl Effect {
    fn build(kind: InsertKind, values: &[f32], sample_rate: f32) -> Self {
        match kind {
            InsertKind::Eq => Self::Eq(eq::Eq::new(values, sample_rate)),
            InsertKind::Compressor => Self::Compressor(compressor::Compressor::new(values, sample_rate)),
            InsertKind::Saturator => Self::Saturator(saturator::Saturator::new(values, sample_rate)),
            InsertKind::Chorus => Self::Chorus(chorus::Chorus::new(values, sample_rate)),
            InsertKind::Delay => Self::Delay(Box::new(delay::Delay::new(values, sample_rate))),
            InsertKind::Reverb => Self::Reverb(Box::new(reverb::Reverb::new(values, sample_rate))),
            InsertKind::Gate => Self::Gate(gate::Gate::new(values, sample_rate)),
            InsertKind::Bitcrusher => Self::Bitcrusher(bitcrusher::Bitcrusher::new(values, sample_rate)),
            InsertKind::Flanger => Self::Flanger(flanger::Flanger::new(values, sample_rate)),
            InsertKind::Phaser => Self::Phaser(Box::new(phaser::Phaser::new(values, sample_rate))),
            InsertKind::Width => Self::Width(width::Width::new(values, sample_rate)),
            InsertKind::Utility => Self::Utility(utility::Utility::new(values, sample_rate)),
            InsertKind::ParametricEq => {
                Self::ParametricEq(Box::new(parametric_eq::ParametricEq::new(values, sample_rate)))
            }
            InsertKind::Convolution => Self::Convolution(Box::new(convolution::Convolution::new(values, sample_rate))),
        }
    }

    fn inner(&mut self) -> &mut dyn Process {
        match self {
            Self::Eq(effect) => effect,
            Self::Compressor(effect) => effect,
            Self::Saturator(effect) => effect,
            Self::Chorus(effect) => effect,
            Self::Delay(effect) => effect.as_mut(),
            Self::Reverb(effect) => effect.as_mut(),
            Self::Gate(effect) => effect,
            Self::Bitcrusher(effect) => effect,
            Self::Flanger(effect) => effect,
            Self::Phaser(effect) => effect.as_mut(),
            Self::Width(effect) => effect,
            Self::Utility(effect) => effect,
            Self::ParametricEq(effect) => effect.as_mut(),
            Self::Convolution(effect) => effect.as_mut(),
        }
    }
}

/// An effect in its place, with its bypass.
#[derive(Clone)]
pub struct InsertUnit {
    kind: InsertKind,
    values: Vec<f32>,
    key: Option<u8>,
    effect: Effect,
    /// 1 where the effect is heard, 0 where sound passes it by.
    heard: Smooth,
    fresh: bool,
    moved: bool,
    dry: [[f32; BLOCK]; 2],
    memory: usize,
}

impl InsertUnit {
    /// An effect as it is described; values out of range are brought into it.
    pub fn new(spec: &InsertSpec, sample_rate: f32, surroundings: Surroundings) -> Self {
        let values = in_range(spec);
        let mut effect = Effect::build(spec.kind, &values, sample_rate);
        effect.inner().follow(surroundings);
        effect.inner().snap();
        if !surroundings.sounding {
            effect.inner().hurry();
        }
        let memory = effect.inner().memory();
        let heard = Smooth::new(if spec.bypassed { 0.0 } else { 1.0 }, sample_rate);
        Self {
            kind: spec.kind,
            values,
            key: spec.key,
            effect,
            heard,
            fresh: true,
            moved: false,
            dry: [[0.0; BLOCK]; 2],
            memory,
        }
    }

    /// The kind of effect.
    pub fn kind(&self) -> InsertKind {
        self.kind
    }

    /// Takes a new description of the same kind.
    pub fn set(&mut self, spec: &InsertSpec, surroundings: Surroundings) {
        let values = in_range(spec);
        if values != self.values {
            self.effect.inner().set(&values);
            self.values = values;
        }
        self.key = spec.key;
        self.heard.set(if spec.bypassed { 0.0 } else { 1.0 });
        self.prepare(surroundings);
    }

    /// Moves one of its parameters along with the song: those that can, and never on the heap. It is heard once all of a
    /// block are told by [`Self::follow_course`].
    pub fn move_to(&mut self, place: usize, value: f32) {
        if let Some(known) = self.values.get_mut(place)
            && *known != value
        {
            *known = value;
            self.moved = true;
        }
    }

    /// Takes over what was moved since the last block, at once or gliding.
    pub fn follow_course(&mut self, at_once: bool) {
        if std::mem::take(&mut self.moved) {
            let effect = self.effect.inner();
            effect.set(&self.values);
            if at_once {
                effect.snap();
            }
            self.memory = effect.memory();
        }
    }

    /// Goes back to where it was set, from wherever the song has moved it.
    pub fn reset_to(&mut self, spec: &InsertSpec) {
        let values = in_range(spec);
        if spec.kind == self.kind && values != self.values {
            self.effect.inner().set(&values);
            self.values = values;
        }
    }

    /// The description of a parameter that moves with the song.
    pub fn moving_spec(&self, place: usize) -> Option<&'static ParamSpec> {
        self.kind.specs().get(place).filter(|spec| self.kind.can_move(spec.key))
    }

    /// Makes room for the slowest tempo. May allocate.
    pub fn prepare(&mut self, surroundings: Surroundings) {
        self.effect.inner().follow(surroundings);
        self.memory = self.effect.inner().memory();
    }

    /// Ends every glide.
    pub fn snap(&mut self) {
        self.heard.snap();
        self.effect.inner().snap();
    }

    /// Does at once what is left of work that takes longer than a block: while nothing sounds.
    pub fn hurry(&mut self) {
        self.effect.inner().hurry();
    }

    /// Lets a block pass in which nothing comes in.
    pub fn idle(&mut self) {
        self.effect.inner().idle();
    }

    /// Back to silence.
    pub fn reset(&mut self) {
        self.effect.inner().reset();
        self.fresh = true;
    }

    /// How many frames of silence may lie between two sounds of its tail.
    pub fn memory(&self) -> usize {
        if self.heard.rests_at(0.0) { 0 } else { self.memory }
    }

    /// Changes up to [`BLOCK`] frames in place.
    pub fn process(&mut self, left: &mut [f32], right: &mut [f32], surroundings: Surroundings, keys: &Keys) {
        let heard = self.heard.advance();
        if heard.is_flat() && heard.to == 0.0 {
            // Nothing of the past is left when it is heard again.
            if !self.fresh {
                self.reset();
            }
            self.idle();
            return;
        }
        self.fresh = false;
        let effect = self.effect.inner();
        effect.follow(surroundings);
        let key = self.key.and_then(|slot| keys.get(slot));
        if heard.is_flat() {
            shape(effect, left, right, key);
            return;
        }
        let frames = left.len();
        for (dry, sound) in self.dry.iter_mut().zip([&*left, &*right]) {
            dry[..frames].copy_from_slice(sound);
        }
        shape(effect, left, right, key);
        for (dry, sound) in self.dry.iter().zip([left, right]) {
            for ((sample, dry), part) in sound.iter_mut().zip(dry).zip(heard.values(frames)) {
                *sample = dry + (*sample - dry) * part;
            }
        }
    }
}

fn shape(effect: &mut dyn Process, left: &mut [f32], right: &mut [f32], key: Option<&Stereo>) {
    match key {
        Some(key) => {
            let frames = left.len();
            effect.process_keyed(left, right, [&key.left[..frames], &key.right[..frames]]);
        }
        None => effect.process(left, right),
    }
}

/// One value in range for each parameter; the default where there is none.
fn in_range(spec: &InsertSpec) -> Vec<f32> {
    let value = |place: usize| spec.values.get(place).copied().unwrap_or(f32::NAN);
    spec.kind.specs().iter().enumerate().map(|(place, param)| param.clamp(value(place))).collect()
}

/// An effect as a node of a fundsp graph: two in, two out. It stays at one tempo.
#[derive(Clone)]
pub struct InsertNode {
    spec: InsertSpec,
    unit: InsertUnit,
    surroundings: Surroundings,
}

impl InsertNode {
    /// An effect at a sample rate in hertz and a tempo in quarter notes a minute.
    pub fn new(spec: InsertSpec, sample_rate: f32, bpm: f64) -> Self {
        let surroundings = Surroundings { bpm, slowest_bpm: bpm, sounding: false };
        Self { unit: InsertUnit::new(&spec, sample_rate, surroundings), spec, surroundings }
    }
}

impl AudioNode for InsertNode {
    const ID: u64 = 0x636f_7772;
    type Inputs = U2;
    type Outputs = U2;

    fn reset(&mut self) {
        self.unit.reset();
    }

    fn set_sample_rate(&mut self, sample_rate: f64) {
        self.unit = InsertUnit::new(&self.spec, sample_rate as f32, self.surroundings);
    }

    fn tick(&mut self, input: &Frame<f32, Self::Inputs>) -> Frame<f32, Self::Outputs> {
        let (mut left, mut right) = ([input[0]], [input[1]]);
        self.unit.process(&mut left, &mut right, self.surroundings, &Keys::default());
        [left[0], right[0]].into()
    }

    fn process(&mut self, size: usize, input: &BufferRef, output: &mut BufferMut) {
        let left = &mut output.channel_f32_mut(0)[..size];
        let right = &mut output.channel_f32_mut(1)[..size];
        left.copy_from_slice(&input.channel_f32(0)[..size]);
        right.copy_from_slice(&input.channel_f32(1)[..size]);
        self.unit.process(left, right, self.surroundings, &Keys::default());
    }
}

#[cfg(test)]
mod tests;
