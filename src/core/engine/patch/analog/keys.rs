//! How the synthesiser takes its keys: each a voice of its own, or all on one.

use crate::engine::patch::Bank;
use crate::engine::patch::analog::timbre::{self, Timbred};
use crate::engine::patch::poly::Poly;
use crate::music::{Pitch, Velocity};
use crate::sound::PatchKind;

/// Keys that are remembered while held.
const HELD: usize = 16;

/// What a key does while another is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Play {
    /// It sounds beside the others.
    Poly,
    /// It takes the voice and strikes it again.
    Mono,
    /// It takes the voice, which sounds on.
    Legato,
}

/// The synthesiser.
#[derive(Clone, Debug)]
pub struct Analog {
    poly: Poly<Timbred>,
    play: Play,
    /// The place of the way to play among the values.
    place: Option<usize>,
    /// Keys that are down while all play on one voice, the last one first.
    held: [Option<Pitch>; HELD],
}

impl Analog {
    /// The synthesiser at a sample rate in hertz.
    pub fn new(sample_rate: f32, values: &[f32]) -> Self {
        let place = PatchKind::Analog.specs().iter().position(|spec| spec.key == "play");
        let mut analog = Self { poly: timbre::bank(sample_rate, values), play: Play::Poly, place, held: [None; HELD] };
        analog.read(values);
        analog
    }

    fn read(&mut self, values: &[f32]) {
        let play = match self.place.and_then(|place| values.get(place)) {
            Some(value) if *value >= 1.5 => Play::Legato,
            Some(value) if *value >= 0.5 => Play::Mono,
            Some(_) => Play::Poly,
            None => return,
        };
        if play != self.play {
            self.play = play;
            self.held = [None; HELD];
        }
    }

    /// Puts the one voice on a key, struck again or sounding on; `false` where there is no voice.
    fn take(&mut self, from: Option<Pitch>, to: Pitch, velocity: Option<Velocity>) -> bool {
        match self.poly.take_over(from, to) {
            Some(slot) => {
                self.poly.timbre().go(slot, to, velocity);
                true
            }
            None => false,
        }
    }
}

impl Bank for Analog {
    fn set(&mut self, values: &[f32]) {
        self.read(values);
        self.poly.set(values);
    }

    fn note_on(&mut self, pitch: Pitch, velocity: Velocity) {
        if self.play == Play::Poly {
            return self.poly.note_on(pitch, velocity);
        }
        let before = self.held[0];
        self.held.rotate_right(1);
        self.held[0] = Some(pitch);
        let again = before.is_none() || self.play == Play::Mono;
        if !self.take(before, pitch, again.then_some(velocity)) {
            self.poly.note_on(pitch, velocity);
        }
    }

    fn note_off(&mut self, pitch: Pitch) {
        let Some(place) = self.held.iter().rposition(|held| *held == Some(pitch)) else {
            return self.poly.note_off(pitch);
        };
        // What is let go moves to the end and is forgotten; the others keep their order.
        self.held[place..].rotate_left(1);
        self.held[HELD - 1] = None;
        match self.held[0] {
            Some(next) if place == 0 => {
                self.take(Some(pitch), next, None);
            }
            Some(_) => {}
            None => self.poly.note_off(pitch),
        }
    }

    fn release_all(&mut self) {
        self.held = [None; HELD];
        self.poly.release_all();
    }

    fn reset(&mut self) {
        self.held = [None; HELD];
        self.poly.reset();
    }

    fn voices(&self) -> usize {
        self.poly.voices()
    }

    fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        self.poly.render(left, right);
    }
}
