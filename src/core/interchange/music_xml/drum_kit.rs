//! Where the pieces of a drum kit stand on a staff of five lines, as drummers write them (the percussion clef counts as a
//! treble clef).

use crate::engine::LaneNote;
use crate::music::{DrumPiece, Pitch};
use crate::text::{Locale, Message};

/// The name of a piece in a part list.
pub fn instrument_id(part: usize, key: u8) -> String {
    format!("P{}-I{key}", part + 1)
}

/// What a piece is called.
pub fn name(key: u8) -> String {
    match DrumPiece::at(Pitch::clamped(i32::from(key))) {
        Some(piece) => Message::new(piece.id()).text(Locale::English),
        None => format!("Percussion {key}"),
    }
}

/// The keys that are struck, from the lowest up.
pub fn keys(notes: &[LaneNote]) -> Vec<u8> {
    let mut keys: Vec<u8> = notes.iter().map(|note| note.pitch.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The line or space of a piece, and the shape of its head.
pub fn place(key: u8) -> (&'static str, u8, &'static str) {
    match DrumPiece::at(Pitch::clamped(i32::from(key))) {
        Some(DrumPiece::Kick) => ("F", 4, "normal"),
        Some(DrumPiece::Rim) => ("C", 5, "slash"),
        Some(DrumPiece::Snare) => ("C", 5, "normal"),
        Some(DrumPiece::Clap) => ("C", 5, "triangle"),
        Some(DrumPiece::LowTom) => ("A", 4, "normal"),
        Some(DrumPiece::ClosedHat) => ("G", 5, "x"),
        Some(DrumPiece::PedalHat) => ("D", 4, "x"),
        Some(DrumPiece::MidTom) => ("D", 5, "normal"),
        Some(DrumPiece::OpenHat) => ("G", 5, "circle-x"),
        Some(DrumPiece::Crash) => ("A", 5, "x"),
        Some(DrumPiece::HighTom) => ("E", 5, "normal"),
        Some(DrumPiece::Ride) => ("F", 5, "x"),
        Some(DrumPiece::Tambourine) => ("B", 5, "x"),
        Some(DrumPiece::Shaker) => ("B", 5, "slash"),
        None => ("B", 4, "diamond"),
    }
}
