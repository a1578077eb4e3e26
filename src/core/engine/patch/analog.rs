//! The analogue synthesiser: two oscillators, up to eight of each, over a sine and noise; drive; a ladder or a
//! state-variable filter; two slow oscillations; many voices or one.

mod oscillators;
mod timbre;

pub use timbre::bank;
