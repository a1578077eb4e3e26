//! Small level meters beside the track headers, drawn with every frame.

use studio::view::{LANES, Row};
use yew::NodeRef;

use crate::ui::arrange::view::ArrangeView;
use crate::ui::canvas::{Palette, Surface};
use crate::ui::context::Studio;

/// Width of the strip that the meters stand in; `www/styles/arrange.css` repeats it.
const WIDTH: f64 = 6.0;
/// The lowest level that shows, in decibels.
const FLOOR: f32 = -54.0;

/// How much of a meter a magnitude fills, 0 to 1.
fn filled(magnitude: f32) -> f64 {
    // Loudness on screen needs no repeatable bits, so the platform's logarithm will do.
    let decibels = 20.0 * magnitude.max(1e-6).log10();
    f64::from(((decibels - FLOOR) / -FLOOR).clamp(0.0, 1.0))
}

/// Draws the meters of the tracks on screen.
pub fn draw(canvas: &NodeRef, palette: &Palette, studio: &Studio, view: &ArrangeView) {
    let height = view.height - LANES;
    let Some(surface) = Surface::fit(canvas, WIDTH, height.max(0.0)) else { return };
    studio.telemetry.read(|telemetry| {
        let rows = &view.rows;
        for (index, reading) in telemetry.meters.iter().enumerate().take(rows.tracks + rows.groups.len()) {
            let row = match index.checked_sub(rows.tracks) {
                None => Some(Row::Track(index)).filter(|_| rows.shows(index)),
                Some(bus) => rows.groups.get(bus).copied().flatten().map(|first| Row::Group(first.into())),
            };
            let Some(row) = row else { continue };
            let top = rows.top(row) - LANES + 8.0;
            let full = view.rows.track_row() - 17.0;
            for (side, peak) in [0.0, 3.5].into_iter().zip(reading.peak) {
                let level = full * filled(peak);
                surface.rect((side, top, 2.5, full), &palette.line);
                let colour = if peak >= 1.0 { &palette.danger } else { &palette.meter_low };
                surface.rect((side, top + full - level, 2.5, level), colour);
            }
        }
    });
}
