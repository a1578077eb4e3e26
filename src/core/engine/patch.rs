//! Instruments: banks of voices, one file each under `patch/`. A bank is built and set between quanta; nothing here
//! touches the heap after `build`.

mod analog;
mod bass;
mod blocker;
mod choir;
mod drums;
mod fm;
mod keys;
mod mallet;
mod node;
mod operators;
mod organ;
mod pad;
mod pluck;
mod poly;
mod sampler;
mod strings;
mod subtractive;
#[cfg(test)]
mod tests;
mod voice;

pub use node::BankNode;

use crate::engine::ZoneSpec;
use crate::engine::recordings::Recordings;
use crate::music::{Pitch, Velocity, Vowel};
use crate::sound::PatchKind;

/// Frames between control values, and the most a render call may ask for.
pub const CONTROL_PERIOD: usize = 16;

/// An instrument.
///
/// Every render call is for 1 to [`CONTROL_PERIOD`] frames and crosses no multiple of that many frames of the engine's
/// time. What is heard depends on the sequence of calls alone.
pub trait Bank {
    /// Takes a value for each parameter, in the order of the instrument's table; glides where a jump would click. A
    /// list of another length changes nothing.
    fn set(&mut self, values: &[f32]);
    /// Says what the keys that are struck next are sung on; with none, what the parameters say. Only a singer listens.
    fn utter(&mut self, _vowel: Option<Vowel>) {}
    /// Replaces the zones that keys play. Allocates. Only a sampler has any.
    fn lay(&mut self, _zones: Vec<ZoneSpec>) {}
    /// Strikes a key, at the first frame of the next render call.
    fn note_on(&mut self, pitch: Pitch, velocity: Velocity);
    /// Lets a key go.
    fn note_off(&mut self, pitch: Pitch);
    /// Lets every key go.
    fn release_all(&mut self);
    /// Returns to silence, as built with the values it has now.
    fn reset(&mut self);
    /// How many voices sound. At 0, `render` may be left out.
    fn voices(&self) -> usize;
    /// Renders the next frames over what the slices hold; they are of one length.
    fn render(&mut self, left: &mut [f32], right: &mut [f32]);
    /// The same with the recordings at hand, which only a sampler plays.
    fn render_from(&mut self, _recordings: &Recordings, left: &mut [f32], right: &mut [f32]) {
        self.render(left, right);
    }
}

/// An instrument at a sample rate in hertz.
pub fn build(kind: PatchKind, sample_rate: f32, values: &[f32]) -> Box<dyn Bank> {
    match kind {
        PatchKind::Subtractive => Box::new(subtractive::bank(sample_rate, values)),
        PatchKind::Fm => Box::new(fm::bank(sample_rate, values)),
        PatchKind::Pluck => Box::new(pluck::bank(sample_rate, values)),
        PatchKind::Bass => Box::new(bass::Bass::new(sample_rate, values)),
        PatchKind::Pad => Box::new(pad::bank(sample_rate, values)),
        PatchKind::Drums => Box::new(drums::Kit::new(sample_rate, values)),
        PatchKind::Organ => Box::new(organ::bank(sample_rate, values)),
        PatchKind::Mallet => Box::new(mallet::bank(sample_rate, values)),
        PatchKind::Choir => Box::new(choir::bank(sample_rate, values)),
        PatchKind::Strings => Box::new(strings::bank(sample_rate, values)),
        PatchKind::Operators => Box::new(operators::bank(sample_rate, values)),
        PatchKind::Analog => Box::new(analog::bank(sample_rate, values)),
        PatchKind::Voice => Box::new(voice::bank(sample_rate, values)),
        PatchKind::Sampler => Box::new(sampler::Sampler::new(sample_rate, values)),
    }
}
