//! The pieces of a drum kit and the keys they lie on.

use crate::music::Pitch;

macro_rules! pieces {
    ($($(#[$doc:meta])* $name:ident $key:literal $id:literal;)*) => {
        /// A piece of the drum kit, on its General MIDI key (RP-003, percussion key map).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DrumPiece { $($(#[$doc])* $name,)* }

        impl DrumPiece {
            /// Every piece, from the lowest key up.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The key that plays it.
            pub fn pitch(self) -> Pitch {
                Pitch::clamped(match self { $(Self::$name => $key,)* })
            }

            /// The piece on a key, if one lies there.
            pub fn at(pitch: Pitch) -> Option<Self> {
                match pitch.key() { $($key => Some(Self::$name),)* _ => None }
            }

            /// Its name in the catalogue of sentences.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

pieces! {
    /// Bass drum.
    Kick 36 "drum-kick";
    /// Stick on the rim.
    Rim 37 "drum-rim";
    /// Snare drum.
    Snare 38 "drum-snare";
    /// Hand clap.
    Clap 39 "drum-clap";
    /// Floor tom.
    LowTom 41 "drum-low-tom";
    /// Closed hi-hat.
    ClosedHat 42 "drum-closed-hat";
    /// Hi-hat closed by the foot.
    PedalHat 44 "drum-pedal-hat";
    /// Middle tom.
    MidTom 45 "drum-mid-tom";
    /// Open hi-hat.
    OpenHat 46 "drum-open-hat";
    /// Crash cymbal.
    Crash 49 "drum-crash";
    /// High tom.
    HighTom 50 "drum-high-tom";
    /// Ride cymbal.
    Ride 51 "drum-ride";
    /// Tambourine.
    Tambourine 54 "drum-tambourine";
    /// Shaker.
    Shaker 70 "drum-shaker";
}
