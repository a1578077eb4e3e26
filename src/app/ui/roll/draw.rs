//! The still picture of the piano roll, drawn when something changes, and the playhead over it.

use studio::time::TickRange;
use studio::view::{Cursor, LineWeight, bar_stride, grid_lines};

use crate::ui::canvas::{Palette, Surface};
use crate::ui::roll::editor::EditorProps;
use crate::ui::roll::syllables::Laid;
use crate::ui::roll::view::{RULER, RollView};
use crate::ui::roll::{draw_notes, draw_rows};

/// Everything the picture is drawn from.
pub struct Scene<'a> {
    /// Where it is drawn.
    pub surface: &'a Surface,
    /// The colours.
    pub palette: &'a Palette,
    /// What is shown.
    pub props: &'a EditorProps,
    /// The part on screen.
    pub view: &'a RollView,
    /// What is sung to the track.
    pub sung: &'a [Laid],
    /// Two corners of the rectangle that selects.
    pub marquee: Option<((f64, f64), (f64, f64))>,
    /// Where the keyboard writes, while it does.
    pub cursor: Option<Cursor>,
}

impl Scene<'_> {
    /// The typeface at a size in pixels.
    pub fn font(&self, size: u32, weight: u32) {
        self.surface.font(&format!("{weight} {size}px {}", self.palette.font));
    }

    /// Left edge and width in pixels of a span of the timeline.
    pub fn across(&self, range: TickRange) -> (f64, f64) {
        let x = self.view.keys + self.view.viewport.x_at(range.start);
        (x, self.view.keys + self.view.viewport.x_at(range.end) - x)
    }
}

/// Draws everything but the playhead.
pub fn still(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    surface.rect((0.0, 0.0, surface.width, surface.height), &palette.ground);
    let notes = (view.keys, RULER, surface.width - view.keys, view.grid_height());
    surface.clipped(notes, || {
        draw_rows::rows(scene);
        draw_rows::chord_tones(scene);
        lines(scene, RULER, view.grid_bottom());
        draw_notes::ghosts(scene);
        draw_notes::notes(scene);
        draw_notes::syllables(scene);
        outside(scene, RULER, view.grid_bottom());
        overlays(scene);
    });
    if view.velocities() > 0.0 {
        let bottom = (view.keys, view.grid_bottom(), surface.width - view.keys, view.velocities());
        surface.rect((0.0, view.grid_bottom(), surface.width, view.velocities()), &palette.surface);
        surface.clipped(bottom, || {
            lines(scene, view.grid_bottom(), surface.height);
            draw_notes::velocities(scene);
            outside(scene, view.grid_bottom(), surface.height);
        });
        surface.lying(view.grid_bottom(), 0.0, surface.width, &palette.line_strong);
        scene.font(10, 500);
        let words = scene.props.studio.text("roll-velocity");
        surface.words(&words, (8.0, view.grid_bottom() + 14.0), view.keys - 10.0, &palette.text_muted);
    }
    draw_rows::keys(scene);
    ruler(scene);
}

fn lines(scene: &Scene<'_>, top: f64, bottom: f64) {
    let (viewport, palette) = (&scene.view.viewport, scene.palette);
    let project = &scene.props.shown.project;
    for line in grid_lines(&project.meter, viewport.visible(), scene.props.shown.grid, viewport.scale()) {
        let colour = match line.weight {
            LineWeight::Bar => &palette.grid_bar,
            LineWeight::Beat => &palette.grid_beat,
            LineWeight::Step => &palette.grid_step,
        };
        scene.surface.standing(scene.view.keys + viewport.x_at(line.tick), top, bottom, colour);
    }
}

/// Dims what lies outside of the clip, and outside of the pattern, where nothing can be written.
fn outside(scene: &Scene<'_>, top: f64, bottom: f64) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    let subject = &scene.props.subject;
    let (clip_x, clip_width) = scene.across(subject.clip.range());
    let pattern_end = view.x(subject.pattern.length);
    let (left, right) = (clip_x, (clip_x + clip_width).min(pattern_end));
    surface.alpha(0.55);
    surface.rect((view.keys, top, left - view.keys, bottom - top), &palette.ground);
    surface.rect((right, top, (surface.width - right).max(0.0), bottom - top), &palette.ground);
    surface.alpha(1.0);
    for x in [left, right] {
        surface.standing(x, top, bottom, palette.track(subject.track.colour));
    }
}

fn overlays(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    if let Some((from, to)) = scene.marquee {
        let area = (from.0.min(to.0), from.1.min(to.1), (from.0 - to.0).abs(), (from.1 - to.1).abs());
        surface.alpha(0.12);
        surface.rect(area, &palette.accent);
        surface.alpha(1.0);
        surface.outline(area, 2.0, &palette.accent, 1.0, true);
    }
    let row = scene.cursor.and_then(|cursor| view.rows.top(cursor.pitch).map(|top| (cursor, top + RULER)));
    if let Some((cursor, top)) = row {
        let step = studio::view::Snap::new(scene.props.shown.grid, false).step();
        let x = view.x(cursor.tick);
        let width = view.x(cursor.tick + step) - x;
        surface.outline((x, top, width.max(4.0), view.rows.height), 3.0, &palette.selection, 1.5, true);
    }
}

fn ruler(scene: &Scene<'_>) {
    let (surface, palette, view) = (scene.surface, scene.palette, scene.view);
    surface.rect((0.0, 0.0, surface.width, RULER), &palette.surface);
    let area = (view.keys, 0.0, surface.width - view.keys, RULER);
    surface.clipped(area, || {
        let (x, width) = scene.across(scene.props.subject.clip.range());
        let colour = palette.track(scene.props.subject.track.colour);
        surface.alpha(0.25);
        surface.rect((x, 0.0, width, RULER), colour);
        surface.alpha(1.0);
        scene.font(11, 500);
        let (meter, viewport) = (&scene.props.shown.project.meter, &view.viewport);
        let visible = viewport.visible();
        let numbered = bar_stride(meter.meter_at(visible.start).bar(), viewport.scale(), 40.0);
        let beats = viewport.scale() * f64::from(meter.meter_at(visible.start).beat().0) > 56.0;
        for line in grid_lines(meter, visible, studio::time::Grid::Quarter, viewport.scale()) {
            let x = view.keys + viewport.x_at(line.tick);
            let position = meter.position(line.tick);
            let words = match line.weight {
                LineWeight::Bar if line.bar % numbered == 0 => (line.bar + 1).to_string(),
                LineWeight::Beat if beats => format!("{}.{}", position.bar + 1, position.beat + 1),
                _ => continue,
            };
            surface.standing(x, RULER - 9.0, RULER, &palette.line_strong);
            let colour = if line.weight == LineWeight::Bar { &palette.text } else { &palette.text_muted };
            surface.words(&words, (x + 4.0, RULER / 2.0), 40.0, colour);
        }
    });
    surface.lying(RULER - 1.0, 0.0, surface.width, &palette.line_strong);
}

/// Draws the playhead at a place in pixels, right of the keyboard.
pub fn playhead(surface: &Surface, palette: &Palette, x: f64, keys: f64) {
    if x < keys || x > surface.width {
        return;
    }
    surface.rect((x - 0.75, 0.0, 1.5, surface.height), &palette.playhead);
}
