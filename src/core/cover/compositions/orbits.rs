//! Rings around a centre. Each section is a ring, the first one innermost; its chords are the parts of the ring, and the
//! melody is a line of points that winds through all of them.

use tiny_skia::PathBuilder;

use crate::cover::brief::CoverBrief;
use crate::cover::canvas::{Canvas, SIDE, arc, outwards};
use crate::cover::chance::Chance;
use crate::cover::palette::Palette;

pub fn draw(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette) {
    let mut chance = Chance::new(brief.seed, 4);
    let centre = (chance.between(465.0, 535.0), chance.between(465.0, 535.0));
    canvas.ground(palette.ground.color());
    let around = [palette.main.faint(if palette.dark { 0.42 } else { 0.30 }), palette.main.faint(0.0)];
    let everything = tiny_skia::Rect::from_xywh(0.0, 0.0, SIDE, SIDE).map(PathBuilder::from_rect);
    canvas.fill(everything, outwards(centre.0, centre.1, 640.0, &around));

    let rings = brief.sections.len().clamp(4, 9);
    let (inner, outer) = (120.0, 430.0);
    let pitch = (outer - inner) / rings as f32;
    let tonic = brief.key.tonic.semitones();
    let parts = (brief.chords.len() / rings).clamp(3, 8);
    for ring in 0..rings {
        let section = &brief.sections[ring * brief.sections.len() / rings];
        let radius = inner + pitch * (ring as f32 + 0.5);
        let width = pitch * (0.22 + 0.56 * section.energy);
        canvas.stroke(arc(centre.0, centre.1, radius, 0.0, 360.0), palette.ink.faint(0.16), 1.0, false);
        // The ring is open at a place of its own, and covers more of the circle the fuller the section.
        let start = chance.between(0.0, 360.0);
        let sweep = 150.0 + 190.0 * section.energy;
        // Round ends reach over by half the width; the gap leaves room for both.
        let gap = (width + 9.0) / radius * (180.0 / core::f32::consts::PI);
        let step = sweep / parts as f32;
        for part in 0..parts {
            let chord = brief.chords[(ring * parts + part) % brief.chords.len()];
            let (from, to) = (start + step * part as f32 + gap * 0.5, start + step * (part + 1) as f32 - gap * 0.5);
            let color = palette.chord(chord, tonic).color();
            if to > from + 1.0 {
                canvas.stroke(arc(centre.0, centre.1, radius, from, to), color, width, true);
            } else {
                let dot = arc(centre.0, centre.1, radius, from, from + 0.5);
                canvas.stroke(dot, color, width, true);
            }
        }
    }
    melody(canvas, brief, palette, centre, (inner, outer));
    sun(canvas, palette, centre, chance.between(54.0, 74.0));
}

/// The melody winds outwards, once for every two rings; higher is farther out.
fn melody(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette, centre: (f32, f32), reach: (f32, f32)) {
    const POINTS: u16 = 220;
    for point in 0..POINTS {
        let at = f32::from(point) / f32::from(POINTS - 1);
        let radius = reach.0 + (reach.1 - reach.0) * at + 26.0 * (brief.height(at) - 0.5);
        let radians = at * 3.0 * core::f32::consts::TAU - 1.57;
        let (x, y) = (centre.0 + radius * libm::cosf(radians), centre.1 + radius * libm::sinf(radians));
        canvas.disc(x, y, 1.3 + 2.6 * brief.fullness(at), palette.ink.faint(0.85));
    }
}

fn sun(canvas: &mut Canvas, palette: &Palette, centre: (f32, f32), radius: f32) {
    let loud = palette.accents[3];
    let (x, y) = centre;
    canvas.fill(
        PathBuilder::from_circle(x, y, radius * 2.1),
        outwards(x, y, radius * 2.1, &[loud.faint(0.5), loud.faint(0.0)]),
    );
    let face = [palette.ink.mix(loud, 0.35).color(), loud.color()];
    canvas.fill(
        PathBuilder::from_circle(x, y, radius),
        outwards(x - radius * 0.3, y - radius * 0.35, radius * 1.5, &face),
    );
}
