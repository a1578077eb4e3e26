//! The still picture of the arrangement, drawn when something changes, and the playhead over it.

use studio::provenance::AuthorsId;
use studio::time::{Grid, TickRange};
use studio::view::{LANES, LanePlace, LineWeight, RULER, Row, bar_stride, grid_lines, is_by};

use crate::ui::arrange::automation::Lanes;
use crate::ui::arrange::view::ArrangeView;
use crate::ui::arrange::{ArrangeProps, draw_automation, draw_clips, draw_lanes, draw_markers};
use crate::ui::canvas::{Palette, Surface};
use crate::ui::context::Studio;

/// Everything the picture is drawn from.
pub struct Scene<'a> {
    /// Where it is drawn.
    pub surface: &'a Surface,
    /// The colours.
    pub palette: &'a Palette,
    /// The language.
    pub studio: &'a Studio,
    /// What is shown.
    pub shown: &'a ArrangeProps,
    /// The part on screen.
    pub view: &'a ArrangeView,
    /// Two corners of the rectangle that selects.
    pub marquee: Option<((f64, f64), (f64, f64))>,
    /// The cursor of the lanes, while it is there.
    pub lane: Option<LanePlace>,
    /// The automation lanes.
    pub lanes: &'a Lanes,
}

impl Scene<'_> {
    /// How strongly content of some authors is drawn: faintly where another contributor's work shall stand out.
    pub fn strength(&self, authors: AuthorsId) -> f64 {
        let shown = &self.shown;
        let other = shown.only.as_ref().is_some_and(|only| !is_by(&shown.project, authors, only));
        if other { 0.2 } else { 1.0 }
    }

    /// The typeface at a size in pixels.
    pub fn font(&self, size: u32, weight: u32) {
        self.surface.font(&format!("{weight} {size}px {}", self.palette.font));
    }

    /// Left edge and width of a span in pixels.
    pub fn across(&self, range: TickRange) -> (f64, f64) {
        let x = self.view.viewport.x_at(range.start);
        (x, self.view.viewport.x_at(range.end) - x)
    }
}

/// Draws everything but the playhead.
pub fn still(scene: &Scene<'_>) {
    let (surface, palette) = (scene.surface, scene.palette);
    surface.rect((0.0, 0.0, surface.width, surface.height), &palette.ground);
    let below = (0.0, LANES, surface.width, surface.height - LANES);
    surface.clipped(below, || {
        rows(scene);
        lines(scene, LANES, surface.height);
        draw_clips::clips(scene);
        draw_clips::groups(scene);
        draw_clips::ghosts(scene);
        draw_clips::heard(scene);
        draw_automation::lanes(scene);
        loop_span(scene, LANES, surface.height, 0.06);
        if let Some((from, to)) = scene.marquee {
            let area = (from.0.min(to.0), from.1.min(to.1), (from.0 - to.0).abs(), (from.1 - to.1).abs());
            surface.alpha(0.12);
            surface.rect(area, &palette.accent);
            surface.alpha(1.0);
            surface.outline(area, 2.0, &palette.accent, 1.0, true);
        }
    });
    surface.rect((0.0, 0.0, surface.width, LANES), &palette.surface);
    ruler(scene);
    draw_markers::flags(scene);
    draw_lanes::sections(scene);
    draw_lanes::chords(scene);
    draw_lanes::lyrics(scene);
    draw_lanes::cursor(scene);
    for y in [RULER, scene.view.rows.top(Row::Chords), scene.view.rows.top(Row::Lyrics)] {
        surface.lying(y - 1.0, 0.0, surface.width, &palette.line);
    }
    surface.lying(LANES - 1.0, 0.0, surface.width, &palette.line_strong);
}

fn rows(scene: &Scene<'_>) {
    let (surface, palette, rows) = (scene.surface, scene.palette, &scene.view.rows);
    let places = (0..rows.tracks).filter(|place| rows.shows(*place)).map(Row::Track);
    let groups = (0..rows.tracks).filter(|place| rows.group_above(*place).is_some()).map(Row::Group);
    for row in places.chain(groups).chain((0..rows.ghosts).map(Row::Ghost)) {
        let top = rows.top(row);
        let track = if let Row::Track(index) = row { scene.shown.project.tracks.get(index) } else { None };
        let selected = track.is_some_and(|track| scene.shown.selection.has_track(track.id));
        if selected || matches!(row, Row::Group(_)) {
            surface.rect((0.0, top, surface.width, rows.track_row()), &palette.surface);
        }
        surface.lying(top + rows.track_row() - 1.0, 0.0, surface.width, &palette.line);
    }
}

fn lines(scene: &Scene<'_>, top: f64, bottom: f64) {
    let viewport = &scene.view.viewport;
    for line in grid_lines(&scene.shown.project.meter, viewport.visible(), Grid::Quarter, viewport.scale()) {
        let colour = match line.weight {
            LineWeight::Bar => &scene.palette.grid_bar,
            LineWeight::Beat | LineWeight::Step => &scene.palette.grid_step,
        };
        scene.surface.standing(viewport.x_at(line.tick), top, bottom, colour);
    }
}

fn loop_span(scene: &Scene<'_>, top: f64, bottom: f64, strength: f64) {
    let Some(range) = scene.shown.looped else { return };
    let (x, width) = scene.across(range);
    scene.surface.alpha(strength);
    scene.surface.rect((x, top, width, bottom - top), &scene.palette.accent);
    scene.surface.alpha(1.0);
}

fn ruler(scene: &Scene<'_>) {
    let (surface, palette, viewport) = (scene.surface, scene.palette, &scene.view.viewport);
    if let Some(range) = scene.shown.looped {
        loop_span(scene, 0.0, RULER, 0.22);
        let (x, width) = scene.across(range);
        surface.rect((x, 0.0, width, 3.0), &palette.accent);
        surface.rect((x, 0.0, 2.0, RULER - 1.0), &palette.accent);
        surface.rect((x + width - 2.0, 0.0, 2.0, RULER - 1.0), &palette.accent);
    }
    scene.font(11, 500);
    let marked = !scene.shown.project.markers.is_empty();
    let y = if marked { draw_markers::NUMBERS.0 } else { draw_markers::NUMBERS.1 };
    let meter = &scene.shown.project.meter;
    let visible = viewport.visible();
    let numbered = bar_stride(meter.meter_at(visible.start).bar(), viewport.scale(), 44.0);
    for line in grid_lines(meter, visible, Grid::Quarter, viewport.scale()) {
        let x = viewport.x_at(line.tick);
        match line.weight {
            LineWeight::Bar if line.bar % numbered == 0 => {
                surface.standing(x, RULER - 14.0, RULER, &palette.line_strong);
                surface.words(&(line.bar + 1).to_string(), (x + 4.0, y), 40.0, &palette.text_muted);
            }
            LineWeight::Bar => surface.standing(x, RULER - 7.0, RULER, &palette.line_strong),
            LineWeight::Beat | LineWeight::Step => surface.standing(x, RULER - 4.0, RULER, &palette.line),
        }
    }
}

/// Draws the playhead at a place in pixels.
pub fn playhead(surface: &Surface, palette: &Palette, x: f64) {
    if x < -6.0 || x > surface.width + 6.0 {
        return;
    }
    surface.rect((x - 0.75, 0.0, 1.5, surface.height), &palette.playhead);
    surface.rounded((x - 5.0, 0.0, 10.0, 8.0), 3.0, &palette.playhead);
}
