//! The studio's own cover: a square picture drawn from the song itself, by rules, without any model.
//!
//! The key gives the hues, mode and pace give the mood, and the mood gives the composition: ridges under a sun, rings,
//! ribbons or tiles. Sections, chords, melody and density are what is drawn. The same [`CoverBrief`] gives the same picture
//! on every machine; large ones may differ in how edges are smoothed, by an amount that cannot be seen.

mod brief;
mod canvas;
mod chance;
mod colour;
mod compositions;
mod palette;

pub use brief::{CoverBrief, CoverChord, CoverSection};

use crate::cover::canvas::Canvas;
use crate::cover::chance::Chance;
use crate::cover::compositions::{orbits, ribbons, ridges, tiles};
use crate::cover::palette::Palette;
use crate::provenance::Contributor;

/// The side of a cover for shops and print, in pixels.
pub const EXPORT_SIDE: u32 = 3000;
/// The side of a cover on the screen, in pixels.
pub const PREVIEW_SIDE: u32 = 512;
/// The shortest and the longest side, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 16..=4096;

/// How a cover is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composition {
    /// Ridges under a sun: one for each section.
    Ridges,
    /// Rings around a centre: one for each section, cut by its chords.
    Orbits,
    /// Ribbons that follow the melody.
    Ribbons,
    /// Tiles: one for each chord.
    Tiles,
}

/// A finished cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Its side in pixels.
    pub side: u32,
    /// Red, green, blue and opacity of each pixel, row by row from the top; all are opaque.
    pub pixels: Vec<u8>,
    /// The file.
    pub png: Vec<u8>,
}

/// Who has drawn it, for the ledger.
pub fn contributor() -> Contributor {
    Contributor::Tool { name: "Cowrite cover".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

/// How the cover of a song is composed: by its mood, and by chance among the two that suit it.
pub fn composition(brief: &CoverBrief) -> Composition {
    let suited = match (brief.key.mode.is_minor(), brief.energy() > 0.5) {
        (true, false) => [Composition::Ridges, Composition::Ribbons],
        (true, true) => [Composition::Orbits, Composition::Ridges],
        (false, false) => [Composition::Ribbons, Composition::Orbits],
        (false, true) => [Composition::Tiles, Composition::Ribbons],
    };
    // The first suits best, so it comes more often.
    suited[usize::from(Chance::new(brief.seed, 0).below(3) == 2)]
}

/// Draws the cover of a song, `side` pixels wide and high (16 to 4096). None where there is no memory for it.
pub fn draw(brief: &CoverBrief, side: u32) -> Option<Cover> {
    draw_as(brief, side, composition(brief))
}

/// Draws it in a composition of the person's choice.
pub fn draw_as(brief: &CoverBrief, side: u32, composition: Composition) -> Option<Cover> {
    let side = side.clamp(*SIDES.start(), *SIDES.end());
    let brief = brief.bounded();
    let palette = Palette::of(&brief);
    let mut canvas = Canvas::new(side)?;
    match composition {
        Composition::Ridges => ridges::draw(&mut canvas, &brief, &palette),
        Composition::Orbits => orbits::draw(&mut canvas, &brief, &palette),
        Composition::Ribbons => ribbons::draw(&mut canvas, &brief, &palette),
        Composition::Tiles => tiles::draw(&mut canvas, &brief, &palette),
    }
    let png = canvas.png()?;
    Some(Cover { side, pixels: canvas.pixels(), png })
}

#[cfg(test)]
mod tests;
