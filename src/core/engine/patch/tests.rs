//! What every instrument must do: sound in tune and on time, fall silent, repeat itself exactly and never click.

mod behaviour;
mod course;
mod level;
mod pitch;
mod samples;
mod spectrum;

use crate::engine::patch::{Bank, CONTROL_PERIOD, build};
use crate::engine::recordings::Recordings;
use crate::music::{Pitch, Velocity, Vowel};
use crate::sound::{Params, PatchKind, Preset};

const RATE: f32 = 48_000.0;

#[derive(Clone, Copy, Debug)]
enum Event {
    On(u8, u8),
    Off(u8),
    ReleaseAll,
}

/// Plays events at their frames, in calls as the engine makes them.
fn play(bank: &mut dyn Bank, events: &[(usize, Event)], frames: usize) -> [Vec<f32>; 2] {
    heard(bank, &Recordings::default(), events, frames)
}

/// The same with recordings at hand.
fn heard(bank: &mut dyn Bank, recordings: &Recordings, events: &[(usize, Event)], frames: usize) -> [Vec<f32>; 2] {
    let (mut left, mut right) = (vec![9.0; frames], vec![9.0; frames]);
    let mut events = events.iter().peekable();
    let mut at = 0;
    while at < frames {
        while let Some((_, event)) = events.next_if(|(frame, _)| *frame <= at) {
            match *event {
                Event::On(key, velocity) => {
                    bank.note_on(Pitch::new(key).unwrap(), Velocity::new(velocity).unwrap());
                }
                Event::Off(key) => bank.note_off(Pitch::new(key).unwrap()),
                Event::ReleaseAll => bank.release_all(),
            }
        }
        let border = (at / CONTROL_PERIOD + 1) * CONTROL_PERIOD;
        let next = events.peek().map_or(frames, |(frame, _)| *frame);
        let end = border.min(next).min(frames);
        bank.render_from(recordings, &mut left[at..end], &mut right[at..end]);
        at = end;
    }
    [left, right]
}

/// A bank of an instrument with some values changed.
fn bank_with(kind: PatchKind, values: &[(&str, f32)]) -> Box<dyn Bank> {
    let params = Params::from_named(kind.specs(), values.iter().copied()).unwrap();
    build(kind, RATE, params.values())
}

fn bank_of(preset: &Preset) -> Box<dyn Bank> {
    build(preset.kind, RATE, preset.patch().params.values())
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

fn decibels_of(amplitude: f32) -> f32 {
    20.0 * libm::log10f(amplitude.max(1e-9))
}
