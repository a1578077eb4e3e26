//! The styles the composer knows, and what sets one apart from another.

/// A style of song.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Japanese city-pop of the eighties, with funk and disco beside it.
    CityPop,
    /// Slow, swung beats to study by.
    LoFi,
    /// Night drives and analogue synthesisers.
    Synthwave,
    /// A slow song with a big chorus.
    Ballad,
    /// Fingers on strings.
    Folk,
    /// Guitars and a straight beat.
    Rock,
    /// Four on the floor.
    House,
    /// Slow kicks, fast hats.
    Trap,
    /// Swung, walking, extended.
    Jazz,
    /// Slow clouds.
    Ambient,
    /// A games console of the eighties.
    Chiptune,
    /// Brazilian and soft.
    Bossa,
    /// Chinese pentatonic.
    Guofeng,
    /// Whatever is left: a song for the radio.
    Pop,
}

/// How the chords of styles are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Sevenths, ninths and borrowed chords.
    Rich,
    /// Triads and a few sevenths.
    Plain,
    /// Loops.
    Loop,
}

/// Where the second of two equal notes falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swing {
    /// Halfway.
    Straight,
    /// Later, in pairs of eighths, at so many hundredths of the pair.
    Eighths(u32),
    /// Later, in pairs of sixteenths, at so many hundredths of the pair.
    Sixteenths(u32),
}

/// What the part beside the chords plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Broken chords in sixteenths.
    Sixteenths,
    /// Broken chords in eighths.
    Eighths,
    /// Fingers on strings: bass note and broken chord.
    Picked,
    /// Short two-note chords off the beat.
    Chops,
    /// A few high notes.
    Bells,
    /// Fifths, driven.
    Fifths,
    /// Answers in the rests of the melody.
    Answers,
}

/// What sets a style apart.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// Tempos it likes, in quarter notes per minute.
    pub tempo: (i32, i32),
    /// How often it is in minor, in a hundred.
    pub minor: u32,
    /// Its swing.
    pub swing: Swing,
    /// Its chords.
    pub family: Family,
    /// What the part beside the chords plays.
    pub figure: Figure,
    /// Notes of the melody to a bar, of sixteenths in 4/4: in a verse and in a chorus.
    pub density: (usize, usize),
    /// Whether the melody keeps to five notes.
    pub pentatonic: bool,
    /// How late notes may fall, in ticks.
    pub late: i32,
    /// How often the last chorus moves up, in a hundred.
    pub lift: u32,
}

impl Style {
    /// Every style.
    #[cfg(test)]
    pub const ALL: [Self; 14] = [
        Self::CityPop,
        Self::LoFi,
        Self::Synthwave,
        Self::Ballad,
        Self::Folk,
        Self::Rock,
        Self::House,
        Self::Trap,
        Self::Jazz,
        Self::Ambient,
        Self::Chiptune,
        Self::Bossa,
        Self::Guofeng,
        Self::Pop,
    ];

    /// What sets it apart.
    pub fn traits(self) -> Traits {
        match self {
            Self::CityPop => CITY_POP,
            Self::LoFi => LO_FI,
            Self::Synthwave => SYNTHWAVE,
            Self::Ballad => BALLAD,
            Self::Folk => FOLK,
            Self::Rock => ROCK,
            Self::House => HOUSE,
            Self::Trap => TRAP,
            Self::Jazz => JAZZ,
            Self::Ambient => AMBIENT,
            Self::Chiptune => CHIPTUNE,
            Self::Bossa => BOSSA,
            Self::Guofeng => GUOFENG,
            Self::Pop => POP,
        }
    }
}

/// A song for the radio, from which the other styles depart.
const POP_SONG: Traits = Traits {
    tempo: (96, 124),
    minor: 40,
    swing: Swing::Straight,
    family: Family::Plain,
    figure: Figure::Eighths,
    density: (6, 5),
    pentatonic: false,
    late: 6,
    lift: 0,
};

const CITY_POP: Traits =
    Traits { tempo: (96, 116), family: Family::Rich, figure: Figure::Chops, density: (7, 6), lift: 35, ..POP_SONG };

const LO_FI: Traits = Traits {
    tempo: (72, 88),
    minor: 55,
    swing: Swing::Sixteenths(58),
    family: Family::Rich,
    figure: Figure::Answers,
    density: (5, 5),
    late: 16,
    ..POP_SONG
};

const SYNTHWAVE: Traits = Traits {
    tempo: (84, 112),
    minor: 80,
    family: Family::Loop,
    figure: Figure::Sixteenths,
    density: (5, 4),
    late: 0,
    ..POP_SONG
};

const BALLAD: Traits = Traits { tempo: (64, 78), minor: 35, density: (6, 5), lift: 60, ..POP_SONG };

const FOLK: Traits =
    Traits { tempo: (88, 112), minor: 35, figure: Figure::Picked, density: (6, 6), late: 10, ..POP_SONG };

const ROCK: Traits =
    Traits { tempo: (116, 148), minor: 50, figure: Figure::Fifths, density: (6, 5), lift: 20, ..POP_SONG };

const HOUSE: Traits = Traits {
    tempo: (120, 128),
    minor: 65,
    family: Family::Loop,
    figure: Figure::Sixteenths,
    density: (5, 5),
    late: 0,
    ..POP_SONG
};

const TRAP: Traits = Traits {
    tempo: (66, 78),
    minor: 85,
    family: Family::Loop,
    figure: Figure::Bells,
    density: (8, 7),
    late: 4,
    ..POP_SONG
};

const JAZZ: Traits = Traits {
    tempo: (108, 152),
    minor: 35,
    swing: Swing::Eighths(64),
    family: Family::Rich,
    figure: Figure::Answers,
    density: (6, 6),
    late: 10,
    ..POP_SONG
};

const AMBIENT: Traits =
    Traits { tempo: (60, 76), family: Family::Loop, figure: Figure::Bells, density: (3, 3), late: 14, ..POP_SONG };

const CHIPTUNE: Traits = Traits {
    tempo: (124, 150),
    minor: 45,
    family: Family::Loop,
    figure: Figure::Sixteenths,
    density: (7, 7),
    late: 0,
    lift: 25,
    ..POP_SONG
};

const BOSSA: Traits =
    Traits { tempo: (112, 136), family: Family::Rich, figure: Figure::Answers, density: (6, 5), late: 8, ..POP_SONG };

const GUOFENG: Traits =
    Traits { tempo: (68, 88), minor: 60, pentatonic: true, density: (6, 5), late: 8, lift: 30, ..POP_SONG };

const POP: Traits = Traits { lift: 40, ..POP_SONG };
