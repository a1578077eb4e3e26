//! What notes, chords and keys are.

mod chord;
mod drums;
mod pitch;
mod scale;
mod syllables;
mod velocity;
mod vowel;

pub use chord::{Chord, ChordError, ChordQuality};
pub use drums::DrumPiece;
pub use pitch::{Pitch, PitchClass, PitchOutOfRange};
pub use scale::{Key, Mode};
pub use syllables::{Syllable, rhyme, syllables};
pub use velocity::{Velocity, VelocityOutOfRange};
pub use vowel::Vowel;
