//! Ridges under a sun. Each section is a ridge, the first one farthest away; its line is the melody of that section.

use tiny_skia::{Path, PathBuilder, Shader};

use crate::cover::brief::CoverBrief;
use crate::cover::canvas::{Canvas, SIDE, curve_through, downwards, outwards};
use crate::cover::chance::Chance;
use crate::cover::palette::Palette;

/// Where the land begins, in units from the top.
const HORIZON: f32 = 520.0;

pub fn draw(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette) {
    let mut chance = Chance::new(brief.seed, 2);
    let glow = palette.accents[3].mix(palette.main, 0.25);
    let high = if palette.dark { palette.ground } else { palette.accents[1] };
    let middle = palette.main.mix(high, 0.45);
    let low =
        if palette.dark { glow.mix(palette.ink, 0.25).lit(-0.05) } else { glow.mix(palette.ground, 0.45).lit(0.06) };
    let sky = [high, high.mix(middle, 0.6), middle, low].map(|color| color.color());
    canvas.fill(square(), downwards(0.0, HORIZON + 160.0, &sky));
    if palette.dark {
        stars(canvas, brief, palette);
    }
    let loudest = loudest(brief);
    let (x, radius) = (150.0 + 700.0 * loudest, chance.between(105.0, 165.0));
    let y = HORIZON - chance.between(90.0, 210.0);
    canvas.fill(square(), outwards(x, y, radius * 3.4, &[glow.faint(0.55), glow.faint(0.14), glow.faint(0.0)]));
    let bright = if palette.dark { palette.ink } else { palette.ground };
    let face = [bright.lit(0.03).color(), bright.mix(glow, 0.55).color()];
    canvas.fill(PathBuilder::from_circle(x, y, radius), downwards(y - radius, y + radius, &face));

    let count = brief.sections.len().clamp(5, 8);
    let far = low.mix(palette.main, 0.35);
    let near = if palette.dark { palette.ground.lit(-0.06) } else { palette.ink };
    for index in 0..count {
        let depth = index as f32 / (count - 1) as f32;
        let section = &brief.sections[index * brief.sections.len() / count];
        let base = HORIZON + 20.0 + 400.0 * depth * (0.65 + 0.35 * depth);
        let tall = (60.0 + 120.0 * section.energy) * (1.15 - 0.45 * depth);
        let color = far.mix(near, depth * (1.4 - 0.4 * depth));
        let lit = color.mix(low, 0.30 * (1.0 - depth));
        let shading = downwards(base - tall, base + 190.0, &[color.color(), lit.color()]);
        canvas.fill(ridge(brief, &mut chance, index, count, base, tall), shading);
    }
}

/// Where in the song it is fullest, from 0 to 1.
fn loudest(brief: &CoverBrief) -> f32 {
    let mut passed = 0.0;
    let mut best = (0.0, 0.5);
    let whole: f32 = brief.sections.iter().map(|section| section.share).sum();
    for section in &brief.sections {
        if section.energy > best.0 {
            best = (section.energy, (passed + section.share * 0.5) / whole);
        }
        passed += section.share;
    }
    best.1
}

fn square() -> Option<Path> {
    Some(PathBuilder::from_rect(tiny_skia::Rect::from_xywh(0.0, 0.0, SIDE, SIDE)?))
}

/// A ridge from edge to edge: the section's melody, with smaller shapes laid over it.
fn ridge(brief: &CoverBrief, chance: &mut Chance, index: usize, count: usize, base: f32, tall: f32) -> Option<Path> {
    const STEPS: usize = 40;
    let waves: Vec<(f32, f32, f32)> = (0..4)
        .map(|octave| {
            let pace = (1.6 + chance.part()) * f32::from(1_u8 << octave);
            (pace, chance.between(0.0, 6.3), 0.42 / f32::from(1_u8 << octave))
        })
        .collect();
    let points: Vec<(f32, f32)> = (0..=STEPS)
        .map(|step| {
            let across = step as f32 / STEPS as f32;
            let sung = brief.height((index as f32 + across) / count as f32);
            let rough: f32 =
                waves.iter().map(|(pace, phase, size)| libm::sinf(across * pace * 3.1 + phase) * size).sum();
            (across * (SIDE + 40.0) - 20.0, base - tall * (0.9 * sung + 0.55 * rough))
        })
        .collect();
    let mut path = PathBuilder::new();
    path.move_to(-20.0, SIDE + 20.0);
    let first = points.first()?;
    path.line_to(first.0, first.1);
    curve_through(&mut path, &points);
    path.line_to(SIDE + 20.0, SIDE + 20.0);
    path.close();
    path.finish()
}

/// Stars: the denser the song, the more.
fn stars(canvas: &mut Canvas, brief: &CoverBrief, palette: &Palette) {
    let mut chance = Chance::new(brief.seed, 3);
    for _ in 0..260 {
        let (x, down) = (chance.part(), chance.part());
        let size = 0.7 + 1.9 * chance.part() * chance.part() * chance.part();
        let seen = chance.part() < 0.25 + 0.75 * brief.fullness(x);
        if seen {
            let opacity = (1.0 - down) * chance.between(0.25, 0.85);
            let star = PathBuilder::from_circle(x * SIDE, down * down * HORIZON, size);
            canvas.fill(star, Shader::SolidColor(palette.ink.faint(opacity)));
        }
    }
}
