//! The picture of the whole song in its band, and the window and the playhead over it.

use studio::project::StripId;
use studio::time::TickRange;
use studio::view::{Minimap, author_mark, is_by};

use crate::ui::arrange::ArrangeProps;
use crate::ui::arrange::draw_clips::makers;
use crate::ui::arrange::draw_lanes::hue;
use crate::ui::arrange::minimap::HEIGHT;
use crate::ui::arrange::view::ArrangeView;
use crate::ui::canvas::{Palette, Surface};

/// Height of the sections at the top, in pixels.
const SECTIONS: f64 = 5.0;
/// Where the tracks begin and end.
const TRACKS: (f64, f64) = (7.0, HEIGHT - 2.0);
/// The highest that a track is drawn.
const HIGHEST: f64 = 4.0;

/// Draws sections, markers, clips and the loop.
pub fn song(surface: &Surface, palette: &Palette, map: &Minimap, shown: &ArrangeProps, view: &ArrangeView) {
    let project = &shown.project;
    surface.rect((0.0, 0.0, surface.width, HEIGHT), &palette.surface);
    for section in project.sections.iter() {
        let (left, right) = edges(map, section.range);
        surface.rect((left, 1.0, (right - left - 1.0).max(1.0), SECTIONS), palette.track(hue(section.kind)));
    }
    let rows = (view.rows.tracks + view.rows.ghosts).max(1);
    let each = ((TRACKS.1 - TRACKS.0) / rows as f64).min(HIGHEST);
    let high = (each * 0.75).max(1.0);
    let bar = |row: usize, (left, right): (f64, f64), colour: &str| {
        surface.rect((left, TRACKS.0 + row as f64 * each, (right - left).max(1.0), high), colour);
    };
    for (row, track) in project.tracks.iter().enumerate() {
        let silent = !project.lets_through(StripId::Track(track.id));
        let strength = if silent { 0.35 } else { 1.0 };
        let maker = |authors| author_mark(project, authors).filter(|_| shown.authorship).map(|mark| mark.maker);
        let other = |authors| shown.only.as_ref().is_some_and(|only| !is_by(project, authors, only));
        let clips = track.clips.iter().map(|clip| {
            let made = makers(project, clip);
            (clip.range(), (maker(made), other(made)))
        });
        for (left, right, (maker, other)) in map.runs(clips) {
            let colour = maker.map_or_else(|| palette.track(track.colour), |maker| palette.author(maker));
            surface.alpha(if other { 0.2 } else { strength });
            bar(row, (left, right), colour);
        }
    }
    if let Some(proposal) = &shown.proposal {
        surface.alpha(0.55);
        let mut fresh = view.rows.tracks;
        for ghost in &view.ghosts {
            let row = ghost.track.unwrap_or(fresh);
            fresh += usize::from(ghost.track.is_none());
            for (left, right, ()) in map.runs(ghost.clips.iter().map(|clip| (clip.range, ()))) {
                bar(row, (left, right), palette.author(proposal.by.kind()));
            }
        }
    }
    surface.alpha(1.0);
    for marker in project.markers.iter() {
        surface.rect((map.x(f64::from(marker.at.0)).min(surface.width - 1.5), 0.0, 1.5, TRACKS.0), &palette.text);
    }
    if let Some((left, right)) = shown.looped.map(|range| edges(map, range)) {
        surface.alpha(0.22);
        surface.rect((left, 0.0, right - left, HEIGHT), &palette.accent);
        surface.alpha(1.0);
        surface.rect((left, 0.0, (right - left).max(1.0), 2.0), &palette.accent);
    }
}

fn edges(map: &Minimap, range: TickRange) -> (f64, f64) {
    (map.x(f64::from(range.start.0)), map.x(f64::from(range.end.0)))
}

/// Draws the edges of the window, with what is outside of it dimmed, and the playhead.
pub fn over(surface: &Surface, palette: &Palette, [left, right, playhead]: [f64; 3]) {
    surface.alpha(0.55);
    surface.rect((0.0, 0.0, left, HEIGHT), &palette.ground);
    surface.rect((right, 0.0, surface.width - right, HEIGHT), &palette.ground);
    surface.alpha(1.0);
    surface.outline((left, 0.0, right - left, HEIGHT), 4.0, &palette.text_muted, 1.5, false);
    surface.rect((playhead - 0.75, 0.0, 1.5, HEIGHT), &palette.playhead);
}
