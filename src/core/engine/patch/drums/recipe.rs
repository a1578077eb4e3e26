//! How each piece of the four kits is made: up to two falling sines, filtered noise and a cluster of squares.

mod later;

use crate::music::DrumPiece;

/// A sine whose pitch falls after the strike.
#[derive(Clone, Copy, Debug)]
pub struct Tone {
    /// Where its pitch comes to rest, in hertz.
    pub hertz: f32,
    /// How far above it starts, in semitones, and the seconds in which nearly all of that is gone.
    pub drop: (f32, f32),
    /// Peak level and the seconds to fall 40 dB.
    pub level: f32,
    /// Seconds to fall 40 dB.
    pub decay: f32,
}

/// A source through a high-pass and a low-pass filter.
#[derive(Clone, Copy, Debug)]
pub struct Hiss {
    /// Peak level.
    pub level: f32,
    /// Seconds to rise.
    pub attack: f32,
    /// Seconds to fall 40 dB.
    pub decay: f32,
    /// What the high-pass and the low-pass leave, in hertz.
    pub band: (f32, f32),
    /// The high-pass's damping: below 1 it rings at its edge.
    pub damping: f32,
}

/// A piece.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// The sines.
    pub tones: [Tone; 2],
    /// White noise, mixed with the cymbals' wash by `wash`.
    pub noise: Hiss,
    /// The squares.
    pub metal: Hiss,
    /// The lowest square, in hertz.
    pub metal_hertz: f32,
    /// How much of the noise is wash, 0 to 1.
    pub wash: f32,
    /// Short bursts before the decay, as many hands make.
    pub bursts: u8,
    /// Place between the speakers, -1 to 1, as the audience sees the kit.
    pub place: f32,
    /// Which level of the kit sets it.
    pub family: Family,
    /// Level of the whole.
    pub level: f32,
}

/// Pieces that share a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Bass drum.
    Kick,
    /// Snare and clap.
    Snare,
    /// Hi-hats.
    Hats,
    /// Crash and ride.
    Cymbals,
    /// Toms.
    Toms,
    /// What is struck or shaken beside the kit.
    Percussion,
}

const fn tone(hertz: f32, drop: (f32, f32), level: f32, decay: f32) -> Tone {
    Tone { hertz, drop, level, decay }
}

const fn hiss(level: f32, attack: f32, decay: f32, band: (f32, f32), damping: f32) -> Hiss {
    Hiss { level, attack, decay, band, damping }
}

const MUTE: Tone = tone(100.0, (0.0, 0.1), 0.0, 0.01);
const STILL: Hiss = hiss(0.0, 0.001, 0.01, (1000.0, 8000.0), 1.4);
const NOTHING: Recipe = Recipe {
    tones: [MUTE; 2],
    noise: STILL,
    metal: STILL,
    metal_hertz: 400.0,
    wash: 0.0,
    bursts: 0,
    place: 0.0,
    family: Family::Percussion,
    level: 1.0,
};

const fn tom(hertz: f32, decay: f32, place: f32) -> Recipe {
    Recipe {
        tones: [tone(hertz, (7.0, 0.12), 0.8, decay), tone(hertz * 1.58, (4.0, 0.08), 0.25, decay * 0.4)],
        noise: hiss(0.3, 0.0005, 0.06, (hertz * 3.0, 4200.0), 1.4),
        place,
        family: Family::Toms,
        level: 0.8,
        ..NOTHING
    }
}

const fn hat(decay: f32, attack: f32, level: f32) -> Recipe {
    Recipe {
        noise: hiss(0.45, attack, decay * 0.8, (6800.0, 15000.0), 1.0),
        metal: hiss(0.2, attack, decay, (7600.0, 17000.0), 0.8),
        metal_hertz: 318.0,
        wash: 0.45,
        place: 0.28,
        family: Family::Hats,
        level,
        ..NOTHING
    }
}

/// The acoustic kit's piece.
#[allow(clippy::too_many_lines, reason = "a table, a row for each piece")]
const fn studio(piece: DrumPiece) -> Recipe {
    match piece {
        DrumPiece::Kick => Recipe {
            tones: [tone(49.0, (26.0, 0.07), 1.15, 0.42), tone(118.0, (19.0, 0.03), 0.3, 0.09)],
            noise: hiss(0.5, 0.0003, 0.022, (1600.0, 6500.0), 1.2),
            family: Family::Kick,
            ..NOTHING
        },
        DrumPiece::Rim => Recipe {
            tones: [tone(478.0, (2.0, 0.01), 0.45, 0.05), tone(1710.0, (0.0, 0.01), 0.5, 0.035)],
            noise: hiss(0.35, 0.0003, 0.02, (1800.0, 9000.0), 1.0),
            place: -0.1,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::Snare => Recipe {
            tones: [tone(187.0, (8.0, 0.04), 0.62, 0.16), tone(331.0, (4.0, 0.03), 0.32, 0.1)],
            noise: hiss(0.62, 0.0004, 0.26, (1250.0, 10500.0), 0.9),
            wash: 0.12,
            family: Family::Snare,
            ..NOTHING
        },
        DrumPiece::Clap => Recipe {
            noise: hiss(1.15, 0.0005, 0.24, (900.0, 4600.0), 0.5),
            bursts: 3,
            place: -0.12,
            family: Family::Snare,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::LowTom => tom(82.0, 0.62, 0.42),
        DrumPiece::MidTom => tom(118.0, 0.5, 0.08),
        DrumPiece::HighTom => tom(163.0, 0.42, -0.3),
        DrumPiece::ClosedHat => hat(0.075, 0.0004, 0.62),
        DrumPiece::PedalHat => hat(0.05, 0.004, 0.5),
        DrumPiece::OpenHat => hat(0.62, 0.0005, 0.58),
        DrumPiece::Crash => Recipe {
            noise: hiss(0.85, 0.001, 1.9, (2400.0, 15000.0), 1.2),
            metal: hiss(0.1, 0.0005, 0.9, (4200.0, 16000.0), 1.0),
            metal_hertz: 287.0,
            wash: 0.75,
            place: -0.45,
            family: Family::Cymbals,
            level: 0.66,
            ..NOTHING
        },
        DrumPiece::Ride => Recipe {
            tones: [tone(3120.0, (0.0, 0.01), 0.07, 0.5), tone(4725.0, (0.0, 0.01), 0.06, 0.35)],
            noise: hiss(0.3, 0.0008, 1.5, (3600.0, 13000.0), 1.2),
            metal: hiss(0.13, 0.0004, 0.55, (5200.0, 15000.0), 0.9),
            metal_hertz: 436.0,
            wash: 0.85,
            place: 0.4,
            family: Family::Cymbals,
            level: 0.7,
            bursts: 0,
        },
        DrumPiece::Tambourine => Recipe {
            noise: hiss(0.4, 0.002, 0.17, (7200.0, 15500.0), 0.6),
            metal: hiss(0.17, 0.001, 0.24, (8200.0, 17000.0), 0.5),
            metal_hertz: 611.0,
            wash: 0.2,
            place: -0.35,
            level: 0.62,
            ..NOTHING
        },
        DrumPiece::Shaker => {
            Recipe { noise: hiss(0.62, 0.022, 0.085, (4300.0, 11500.0), 0.7), place: 0.5, level: 0.5, ..NOTHING }
        }
    }
}

/// The electronic kit's piece, where it differs from the acoustic one.
const fn electro(piece: DrumPiece) -> Recipe {
    match piece {
        DrumPiece::Kick => Recipe {
            tones: [tone(44.0, (34.0, 0.05), 1.2, 0.75), MUTE],
            noise: hiss(0.25, 0.0003, 0.008, (3000.0, 12000.0), 1.2),
            family: Family::Kick,
            ..NOTHING
        },
        DrumPiece::Rim => Recipe {
            tones: [tone(820.0, (0.0, 0.01), 0.5, 0.03), tone(1220.0, (0.0, 0.01), 0.45, 0.04)],
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::Snare => Recipe {
            tones: [tone(176.0, (12.0, 0.03), 0.6, 0.12), tone(352.0, (6.0, 0.02), 0.25, 0.08)],
            noise: hiss(0.72, 0.0003, 0.2, (1900.0, 14000.0), 0.8),
            family: Family::Snare,
            ..NOTHING
        },
        DrumPiece::Clap => Recipe {
            noise: hiss(1.2, 0.0003, 0.3, (1000.0, 5200.0), 0.35),
            bursts: 3,
            family: Family::Snare,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::LowTom | DrumPiece::MidTom | DrumPiece::HighTom => {
            let recipe = studio(piece);
            let first = recipe.tones[0];
            let falling = tone(first.hertz, (14.0, 0.25), first.level, first.decay);
            Recipe { tones: [falling, MUTE], noise: STILL, ..recipe }
        }
        DrumPiece::ClosedHat | DrumPiece::PedalHat | DrumPiece::OpenHat => {
            let recipe = studio(piece);
            let metal = hiss(0.3, 0.0003, recipe.metal.decay * 0.8, (8200.0, 18000.0), 0.6);
            Recipe {
                metal,
                metal_hertz: 205.0,
                wash: 0.0,
                noise: hiss(0.2, 0.0003, 0.04, (9000.0, 18000.0), 1.0),
                ..recipe
            }
        }
        DrumPiece::Crash | DrumPiece::Ride | DrumPiece::Tambourine | DrumPiece::Shaker => studio(piece),
    }
}

/// A kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kit {
    /// Acoustic.
    Studio,
    /// Electronic.
    Electro,
    /// Worn and dull.
    LoFi,
    /// Long below, crisp above.
    Trap,
}

impl Kit {
    /// The kit at a place of the control.
    pub fn at(place: f32) -> Self {
        match place as i32 {
            1 => Self::Electro,
            2 => Self::LoFi,
            3 => Self::Trap,
            _ => Self::Studio,
        }
    }
}

/// A piece of a kit.
pub const fn recipe(piece: DrumPiece, kit: Kit) -> Recipe {
    match kit {
        Kit::Studio => studio(piece),
        Kit::Electro => electro(piece),
        Kit::LoFi => later::lo_fi(piece),
        Kit::Trap => later::trap(piece),
    }
}
