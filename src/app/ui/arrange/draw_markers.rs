//! The flags of markers on the ruler.

use studio::view::{LanePlace, RULER, flag_width};

use crate::ui::arrange::draw::Scene;

/// Top and height of a flag, in pixels.
const FLAG: (f64, f64) = (1.0, 13.0);
/// Where the numbers of bars stand while there are flags above them, and where they stand otherwise.
pub const NUMBERS: (f64, f64) = (RULER - 7.0, RULER / 2.0 + 1.0);

/// Draws every flag on screen, a later one over an earlier one.
pub fn flags(scene: &Scene<'_>) {
    let (surface, palette) = (scene.surface, scene.palette);
    scene.font(10, 600);
    for marker in scene.shown.project.markers.iter() {
        let (x, width) = (scene.view.viewport.x_at(marker.at), flag_width(&marker.name));
        if x + width < 0.0 || x > surface.width {
            continue;
        }
        surface.rounded((x, FLAG.0, width, FLAG.1), 3.0, &palette.text_muted);
        surface.rect((x, FLAG.0, 2.0, RULER - FLAG.0 - 1.0), &palette.text_muted);
        surface.words(&marker.name, (x + 5.0, FLAG.0 + FLAG.1 / 2.0 + 0.5), width - 6.0, &palette.ground);
    }
}

/// The cursor of the lanes on the ruler: round a flag, or dashed round the bar in which one may be put.
pub fn cursor(scene: &Scene<'_>, place: LanePlace) {
    let (surface, palette) = (scene.surface, scene.palette);
    let (x, width) = scene.across(place.range);
    let found = scene.shown.project.markers.iter().find(|marker| marker.at == place.range.start);
    let area = match found.filter(|_| place.taken) {
        Some(marker) => (x - 1.0, FLAG.0 - 1.0, flag_width(&marker.name) + 2.0, FLAG.1 + 2.0),
        None => (x + 1.0, 2.0, (width - 2.0).max(4.0), RULER - 5.0),
    };
    surface.outline(area, 4.0, &palette.selection, 1.5, !place.taken);
}
