//! How an instrument takes its keys: each a voice of its own, or all on one.

use crate::engine::patch::Bank;
use crate::engine::patch::poly::{Poly, Timbre};
use crate::music::{Pitch, Velocity, Vowel};
use crate::sound::PatchKind;

/// Keys that are remembered while held.
const HELD: usize = 16;

/// A sound whose voices can go to another key.
pub trait Legato: Timbre {
    /// Puts a sounding voice on another key: struck again, or sounding on where no velocity is given.
    fn go(&mut self, slot: usize, pitch: Pitch, velocity: Option<Velocity>);
}

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

/// A polyphonic bank whose parameter `play` says what a key does while another is held.
#[derive(Clone, Debug)]
pub struct Keys<T> {
    poly: Poly<T>,
    play: Play,
    /// The place of the parameter among the values.
    place: Option<usize>,
    /// Keys that are down while all play on one voice, the last one first.
    held: [Option<Pitch>; HELD],
}

impl<T: Legato> Keys<T> {
    /// Keys over a bank of an instrument.
    pub fn new(kind: PatchKind, poly: Poly<T>, values: &[f32]) -> Self {
        let place = kind.specs().iter().position(|spec| spec.key == "play");
        let mut keys = Self { poly, play: Play::Poly, place, held: [None; HELD] };
        keys.read(values);
        keys
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

impl<T: Legato> Bank for Keys<T> {
    fn set(&mut self, values: &[f32]) {
        self.read(values);
        self.poly.set(values);
    }

    fn utter(&mut self, vowel: Option<Vowel>) {
        self.poly.utter(vowel);
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
