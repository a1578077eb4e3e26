//! Tiles: the chords in their order, from left to right and from top to bottom, each a shape in its own colour.

use tiny_skia::{Path, PathBuilder, Rect, Shader};

use crate::cover::brief::{CoverBrief, CoverChord};
use crate::cover::canvas::{Canvas, SIDE};
use crate::cover::chance::Chance;
use crate::cover::colour::Oklch;
use crate::cover::palette::Palette;

/// The edge that stays free at least, in units.
const MARGIN: f32 = 84.0;
/// The reach of a cubic that draws a quarter of a circle.
const QUARTER: f32 = 0.552_284_8;

pub fn draw(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette) {
    let mut chance = Chance::new(brief.seed, 6);
    canvas.ground(palette.ground.color());
    let across: u16 = match brief.energy() {
        energy if energy < 0.45 => 4,
        energy if energy < 0.62 => 5,
        _ => 6,
    };
    // Whole pixels: between tiles that end within one, the ground would shine through.
    let pixel = canvas.pixel();
    let size = ((SIDE - 2.0 * MARGIN) / f32::from(across) / pixel).floor().max(1.0) * pixel;
    let margin = ((SIDE - size * f32::from(across)) * 0.5 / pixel).floor() * pixel;
    let tonic = brief.key.tonic.semitones();
    let count = across * across;
    for index in 0..count {
        let at = f32::from(index) / f32::from(count);
        let chord = chord_at(brief, usize::from(index), usize::from(count));
        let corner = (margin + f32::from(index % across) * size, margin + f32::from(index / across) * size);
        let color = palette.chord(chord, tonic);
        let lively = brief.fullness(at) + 0.25 * chance.part();
        let back =
            if lively > 0.78 { palette.ink } else { palette.accents[0].mix(palette.ground, chance.between(0.1, 0.6)) };
        let quiet = lively < 0.22;
        if !quiet {
            canvas.fill(rectangle(corner.0, corner.1, size, size), Shader::SolidColor(back.color()));
        }
        let turn = chance.below(4);
        let kind = if quiet { 5 } else { (usize::from(chord.root) + chance.below(2) * 3) % 6 };
        shape(canvas, kind, corner, size, turn, (color, palette.ground));
    }
}

/// Chords in their order, spread over all tiles.
fn chord_at(brief: &CoverBrief, index: usize, count: usize) -> CoverChord {
    let place =
        if brief.chords.len() > count { index * brief.chords.len() / count } else { index % brief.chords.len() };
    brief.chords[place]
}

/// One of six shapes in a tile, turned by so many quarters.
fn shape(canvas: &mut Canvas, kind: usize, corner: (f32, f32), size: f32, turn: usize, colors: (Oklch, Oklch)) {
    let paint = |color: Oklch| Shader::SolidColor(color.color());
    let (color, ground) = colors;
    let (x, y) = (corner.0 + size * 0.5, corner.1 + size * 0.5);
    match kind {
        0 => canvas.fill(sector(corner, size, size, turn), paint(color)),
        1 => {
            canvas.fill(sector(corner, size, size, turn), paint(color));
            canvas.fill(sector(corner, size, size * 0.5, turn), paint(ground));
        }
        2 => {
            canvas.fill(PathBuilder::from_circle(x, y, size * 0.5), paint(color));
            canvas.fill(PathBuilder::from_circle(x, y, size * 0.2), paint(ground));
        }
        3 => {
            // Two quarters of half the size, which meet in the middle.
            canvas.fill(sector(corner, size, size * 0.5, turn), paint(color));
            canvas.fill(sector(corner, size, size * 0.5, turn + 2), paint(color));
        }
        4 => {
            let bars = 3_u8;
            let width = size / f32::from(bars * 2 - 1);
            for bar in 0..bars {
                let along = f32::from(bar) * width * 2.0;
                let bar = if turn.is_multiple_of(2) {
                    rectangle(corner.0 + along, corner.1, width, size)
                } else {
                    rectangle(corner.0, corner.1 + along, size, width)
                };
                canvas.fill(bar, paint(color));
            }
        }
        _ => canvas.fill(PathBuilder::from_circle(x, y, size * 0.17), paint(color)),
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    // A hair more, so that no seam of the ground shows between neighbours.
    Rect::from_xywh(x - 0.2, y - 0.2, width + 0.4, height + 0.4).map(PathBuilder::from_rect)
}

/// A quarter of a disc in a corner of a tile.
fn sector(corner: (f32, f32), size: f32, radius: f32, turn: usize) -> Option<Path> {
    let (x, y, right, down) = match turn % 4 {
        0 => (corner.0, corner.1, 1.0, 1.0),
        1 => (corner.0 + size, corner.1, -1.0, 1.0),
        2 => (corner.0 + size, corner.1 + size, -1.0, -1.0),
        _ => (corner.0, corner.1 + size, 1.0, -1.0),
    };
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(x + right * radius, y);
    path.cubic_to(
        x + right * radius,
        y + down * radius * QUARTER,
        x + right * radius * QUARTER,
        y + down * radius,
        x,
        y + down * radius,
    );
    path.close();
    path.finish()
}
