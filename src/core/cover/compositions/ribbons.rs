//! Ribbons that follow the melody, from the top of the picture to its bottom, as silk falls.

use tiny_skia::{Path, PathBuilder, Shader};

use crate::cover::brief::CoverBrief;
use crate::cover::canvas::{Canvas, SIDE, curve_through};
use crate::cover::chance::Chance;
use crate::cover::colour::Oklch;
use crate::cover::palette::Palette;

/// Points of a line.
const STEPS: usize = 36;

pub fn draw(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette) {
    let mut chance = Chance::new(brief.seed, 5);
    canvas.ground(palette.ground.color());
    let count = 26 + whole(brief.energy() * 22.0);
    let fall = Fall {
        phase: chance.between(0.0, 6.3),
        pace: chance.between(2.2, 3.6),
        lean: chance.between(-170.0, 170.0),
        knot: chance.between(0.30, 0.70),
    };
    let (top, bottom) = (chance.between(120.0, 190.0), chance.between(810.0, 880.0));
    for index in 0..count {
        let part = index as f32 / count as f32;
        let next = (index + 1) as f32 / count as f32;
        let upper = line(brief, &fall, part, top + (bottom - top) * part);
        let lower = line(brief, &fall, next, top + (bottom - top) * next + 1.2);
        let color = colour(palette, brief, part);
        // Every other ribbon lies in the shade of the one above it.
        let shaded = if index % 2 == 0 { color } else { color.lit(if palette.dark { -0.045 } else { -0.03 }) };
        canvas.fill(band(&upper, &lower), Shader::SolidColor(shaded.color()));
    }
    let middle = top + (bottom - top) * fall.knot;
    let edge = line(brief, &fall, fall.knot, middle);
    canvas.stroke(open(&edge), palette.ink.faint(0.9), 2.2, true);
}

/// The whole part of a small number; zero below zero.
fn whole(number: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to what can be drawn")]
    let whole = number.clamp(0.0, 1000.0) as usize;
    whole
}

/// How the silk falls.
struct Fall {
    phase: f32,
    pace: f32,
    lean: f32,
    /// Where it is gathered, from the top to the bottom.
    knot: f32,
}

/// A line across: the melody, ever more turned and smoothed away from the gathered place.
fn line(brief: &CoverBrief, fall: &Fall, part: f32, height: f32) -> Vec<(f32, f32)> {
    (0..=STEPS)
        .map(|step| {
            let across = step as f32 / STEPS as f32;
            let sung = brief.height((across * 0.75 + part * 0.25).clamp(0.0, 1.0)) - 0.5;
            let away = part - fall.knot;
            let wave = libm::sinf(across * fall.pace * 2.0 + fall.phase + part * 2.6);
            let fold = libm::sinf(across * fall.pace * 4.3 - fall.phase + part * 5.0);
            let lift = sung * (150.0 - 190.0 * away.abs()) + wave * (70.0 + 90.0 * away) + fold * 22.0;
            (across * (SIDE + 60.0) - 30.0, height - lift + fall.lean * (across - 0.5) * (1.0 - away.abs()))
        })
        .collect()
}

fn colour(palette: &Palette, brief: &CoverBrief, part: f32) -> Oklch {
    let [calm, near, deep, loud] = palette.accents;
    let way = [deep, palette.main, near, calm, loud];
    let place = (part * 0.86 + 0.14 * brief.fullness(part)).clamp(0.0, 0.999) * 4.0;
    let from = whole(place);
    way[from.min(4)].mix(way[(from + 1).min(4)], place - from as f32)
}

fn open(points: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let first = points.first()?;
    path.move_to(first.0, first.1);
    curve_through(&mut path, points);
    path.finish()
}

fn band(upper: &[(f32, f32)], lower: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let first = upper.first()?;
    path.move_to(first.0, first.1);
    curve_through(&mut path, upper);
    let back: Vec<(f32, f32)> = lower.iter().rev().copied().collect();
    let turn = back.first()?;
    path.line_to(turn.0, turn.1);
    curve_through(&mut path, &back);
    path.close();
    path.finish()
}
