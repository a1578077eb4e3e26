//! The two kits that are made over the first ones: lo-fi, worn and dull, and trap, long below and crisp above.

use super::{Family, Hiss, MUTE, NOTHING, Recipe, STILL, hiss, studio, tone};
use crate::music::DrumPiece;

/// A source as an old sampler keeps it: nothing on top, and the tail cut.
const fn worn(source: Hiss) -> Hiss {
    let (low, high) = source.band;
    Hiss { band: (0.72 * low, 0.46 * high), decay: 0.75 * source.decay, attack: source.attack + 0.0006, ..source }
}

/// The lo-fi kit's piece.
pub const fn lo_fi(piece: DrumPiece) -> Recipe {
    let clean = studio(piece);
    let dull = Recipe { noise: worn(clean.noise), metal: worn(clean.metal), ..clean };
    match piece {
        DrumPiece::Kick => Recipe {
            tones: [tone(55.0, (17.0, 0.055), 1.05, 0.3), tone(92.0, (9.0, 0.03), 0.35, 0.11)],
            noise: hiss(0.4, 0.001, 0.045, (300.0, 2_200.0), 1.3),
            family: Family::Kick,
            ..NOTHING
        },
        DrumPiece::Snare => Recipe {
            tones: [tone(168.0, (5.0, 0.05), 0.6, 0.13), tone(297.0, (3.0, 0.03), 0.25, 0.08)],
            noise: hiss(0.95, 0.001, 0.19, (620.0, 4_800.0), 1.1),
            wash: 0.05,
            family: Family::Snare,
            ..NOTHING
        },
        DrumPiece::Rim => Recipe {
            tones: [tone(415.0, (1.0, 0.01), 0.55, 0.06), tone(1_130.0, (0.0, 0.01), 0.4, 0.03)],
            noise: hiss(0.3, 0.0006, 0.03, (900.0, 3_800.0), 1.2),
            place: -0.1,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::Clap => Recipe { noise: hiss(1.35, 0.001, 0.17, (650.0, 2_900.0), 0.7), bursts: 2, ..dull },
        DrumPiece::ClosedHat => Recipe { level: 0.85, metal_hertz: 271.0, ..dull },
        DrumPiece::PedalHat => Recipe { level: 0.75, metal_hertz: 271.0, ..dull },
        DrumPiece::OpenHat => Recipe { level: 0.8, metal_hertz: 271.0, ..dull },
        DrumPiece::Shaker => Recipe { noise: hiss(0.8, 0.03, 0.07, (2_600.0, 6_200.0), 0.8), ..dull },
        _ => dull,
    }
}

const fn falling_tom(hertz: f32, decay: f32, place: f32) -> Recipe {
    Recipe {
        tones: [tone(hertz, (16.0, 0.3), 0.95, decay), MUTE],
        noise: hiss(0.15, 0.0003, 0.012, (2_000.0, 9_000.0), 1.2),
        place,
        family: Family::Toms,
        level: 0.8,
        ..NOTHING
    }
}

const fn crisp_hat(decay: f32, attack: f32, level: f32) -> Recipe {
    Recipe {
        noise: hiss(0.5, attack, decay * 0.7, (9_500.0, 17_500.0), 0.8),
        metal: hiss(0.26, attack, decay, (8_800.0, 18_000.0), 0.6),
        metal_hertz: 243.0,
        place: 0.2,
        family: Family::Hats,
        level,
        ..NOTHING
    }
}

/// The trap kit's piece.
pub const fn trap(piece: DrumPiece) -> Recipe {
    match piece {
        DrumPiece::Kick => Recipe {
            tones: [tone(42.0, (30.0, 0.045), 1.2, 1.25), tone(150.0, (24.0, 0.02), 0.25, 0.05)],
            noise: hiss(0.2, 0.0002, 0.006, (3_500.0, 14_000.0), 1.2),
            family: Family::Kick,
            ..NOTHING
        },
        DrumPiece::Rim => Recipe {
            tones: [tone(1_680.0, (0.0, 0.01), 0.5, 0.025), tone(2_460.0, (0.0, 0.01), 0.4, 0.02)],
            noise: hiss(0.3, 0.0002, 0.01, (3_000.0, 14_000.0), 0.9),
            place: -0.15,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::Snare => Recipe {
            tones: [tone(208.0, (11.0, 0.025), 0.55, 0.1), tone(345.0, (7.0, 0.02), 0.3, 0.06)],
            noise: hiss(0.85, 0.0002, 0.17, (2_100.0, 16_000.0), 0.7),
            bursts: 1,
            family: Family::Snare,
            ..NOTHING
        },
        DrumPiece::Clap => Recipe {
            noise: hiss(1.25, 0.0002, 0.2, (1_150.0, 7_200.0), 0.4),
            bursts: 4,
            family: Family::Snare,
            level: 0.8,
            ..NOTHING
        },
        DrumPiece::LowTom => falling_tom(58.0, 0.8, 0.3),
        DrumPiece::MidTom => falling_tom(84.0, 0.65, 0.0),
        DrumPiece::HighTom => falling_tom(121.0, 0.5, -0.3),
        DrumPiece::ClosedHat => crisp_hat(0.04, 0.0002, 0.75),
        DrumPiece::PedalHat => crisp_hat(0.025, 0.003, 0.7),
        DrumPiece::OpenHat => crisp_hat(0.34, 0.0003, 0.62),
        DrumPiece::Tambourine => Recipe {
            tones: [tone(563.0, (0.0, 0.01), 0.3, 0.2), tone(845.0, (0.0, 0.01), 0.3, 0.22)],
            noise: STILL,
            metal: hiss(0.05, 0.0005, 0.08, (2_000.0, 9_000.0), 0.9),
            metal_hertz: 281.0,
            wash: 0.0,
            level: 0.75,
            ..studio(DrumPiece::Tambourine)
        },
        DrumPiece::Crash | DrumPiece::Ride | DrumPiece::Shaker => {
            let clean = studio(piece);
            Recipe { noise: Hiss { decay: 0.7 * clean.noise.decay, ..clean.noise }, metal_hertz: 331.0, ..clean }
        }
    }
}
