//! Automation lanes: the way of a control over the song, its points, and the cursor.

use studio::project::Point;
use studio::provenance::AuthorsId;
use studio::sound::Segment;
use studio::view::{AUTOMATION_ROW, LANES, LaneBox, Row, author_mark, value_label};

use crate::ui::arrange::automation::{Shown, last_place, strip_at};
use crate::ui::arrange::draw::Scene;
use crate::ui::canvas::author_letter;

/// Pixels between two places of a bent way that is drawn.
const FINE: f64 = 3.0;
/// Half the width of a point.
const DOT: f64 = 4.0;

/// Draws the lanes on screen.
pub fn lanes(scene: &Scene<'_>) {
    let project = &scene.shown.project;
    for place in (0..=last_place(project)).filter(|place| scene.view.rows.is_unfolded(*place)) {
        let lane = LaneBox { top: scene.view.rows.top(Row::Automation(place)), height: AUTOMATION_ROW };
        if lane.top + lane.height < LANES || lane.top > scene.surface.height {
            continue;
        }
        let Some(shown) = strip_at(project, place).and_then(|strip| scene.lanes.shown(project, strip)) else {
            continue;
        };
        let colour =
            project.tracks.get(place).map_or(&*scene.palette.accent, |track| scene.palette.track(track.colour));
        ground(scene, lane);
        if shown.points.is_empty() {
            empty(scene, &shown, lane, colour);
        } else {
            way(scene, &shown, lane, colour);
            points(scene, &shown, lane, colour);
        }
        cursor(scene, &shown, lane);
        scene.surface.lying(lane.top + lane.height - 1.0, 0.0, scene.surface.width, &scene.palette.line);
    }
}

fn ground(scene: &Scene<'_>, lane: LaneBox) {
    let (surface, palette) = (scene.surface, scene.palette);
    surface.alpha(0.5);
    surface.rect((0.0, lane.top, surface.width, lane.height), &palette.surface);
    surface.alpha(1.0);
    for travel in [0.0, 0.5, 1.0] {
        surface.lying(lane.y(travel), 0.0, surface.width, &palette.grid_step);
    }
}

/// Where the control stands, and what to do to have it move.
fn empty(scene: &Scene<'_>, shown: &Shown<'_>, lane: LaneBox, colour: &str) {
    let travel = shown.spec.travel(shown.value_at(&scene.shown.project, 0.0));
    let y = lane.y(travel);
    scene.surface.alpha(0.7);
    scene.surface.line(&[(0.0, y), (scene.surface.width, y)], colour, 1.5, true);
    scene.surface.alpha(1.0);
    scene.font(11, 500);
    let words = scene.studio.text("automation-empty");
    let below = if y > lane.top + lane.height / 2.0 { y - 12.0 } else { y + 13.0 };
    scene.surface.words(&words, (28.0, below), scene.surface.width - 40.0, &scene.palette.text_muted);
}

/// The colour of what a point draws: the track's, or its author's.
fn colour_of<'a>(scene: &'a Scene<'_>, authors: AuthorsId, own: &'a str) -> &'a str {
    let mark = scene.shown.authorship.then(|| author_mark(&scene.shown.project, authors)).flatten();
    mark.map_or(own, |mark| scene.palette.author(mark.changed_by.unwrap_or(mark.maker)))
}

/// The points whose way can be seen, with the places of the first and the one after the last.
fn seen<'a>(scene: &Scene<'_>, points: &'a [Point]) -> (&'a [Point], bool, bool) {
    let visible = scene.view.viewport.visible();
    let first = points.partition_point(|point| point.at < visible.start).saturating_sub(1);
    let end = (points.partition_point(|point| point.at <= visible.end) + 1).min(points.len());
    (points.get(first..end).unwrap_or_default(), first == 0, end == points.len())
}

fn way(scene: &Scene<'_>, shown: &Shown<'_>, lane: LaneBox, own: &str) {
    let (seen, from_start, to_end) = seen(scene, shown.points);
    let place = |point: &Point| (scene.view.viewport.x_at(point.at), lane.y(shown.spec.travel(point.value)));
    if let Some(first) = seen.first().filter(|_| from_start) {
        let (x, y) = place(first);
        stretch(scene, lane, &[(0.0_f64.min(x), y), (x, y)], colour_of(scene, first.authors, own));
    }
    for pair in seen.windows(2) {
        let [point, next] = pair else { continue };
        let (from, to) = (place(point), place(next));
        let mut line = vec![from];
        match point.segment {
            Segment::Hold => line.push((to.0, from.1)),
            Segment::Bend(0) => {}
            bend => {
                let steps = ((to.0 - from.0) / FINE).clamp(1.0, 400.0) as u32;
                line.extend((1..steps).map(|step| {
                    let share = f64::from(step) / f64::from(steps);
                    let part = f64::from(bend.part(share as f32));
                    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * part)
                }));
            }
        }
        line.push(to);
        stretch(scene, lane, &line, colour_of(scene, point.authors, own));
    }
    if let Some(last) = seen.last().filter(|_| to_end) {
        let (x, y) = place(last);
        stretch(scene, lane, &[(x, y), (scene.surface.width.max(x), y)], colour_of(scene, last.authors, own));
    }
}

/// A stretch of the way, and the ground below it.
fn stretch(scene: &Scene<'_>, lane: LaneBox, line: &[(f64, f64)], colour: &str) {
    scene.surface.alpha(0.14);
    scene.surface.below(line, lane.y(0.0), colour);
    scene.surface.alpha(1.0);
    scene.surface.line(line, colour, 1.75, false);
}

fn points(scene: &Scene<'_>, shown: &Shown<'_>, lane: LaneBox, own: &str) {
    let (surface, palette, project) = (scene.surface, scene.palette, &scene.shown.project);
    let cursor = scene.lanes.cursor.as_ref().filter(|cursor| cursor.strip == shown.id);
    let mut lettered = f64::NEG_INFINITY;
    for point in seen(scene, shown.points).0 {
        let (x, y) = (scene.view.viewport.x_at(point.at), lane.y(shown.spec.travel(point.value)));
        let chosen = cursor.is_some_and(|cursor| cursor.chosen.contains(&point.at));
        let colour = colour_of(scene, point.authors, own);
        let dot = (x - DOT, y - DOT, 2.0 * DOT, 2.0 * DOT);
        surface.rounded(dot, DOT, if chosen { &palette.selection } else { &palette.ground });
        surface.outline(dot, DOT, colour, 1.75, false);
        let mark = scene.shown.authorship.then(|| author_mark(project, point.authors)).flatten();
        if let Some(mark) = mark.filter(|_| x - lettered > 18.0) {
            lettered = x;
            scene.font(9, 700);
            let height = if y - lane.top > 20.0 { y - 11.0 } else { y + 12.0 };
            surface.centred(&author_letter(scene.studio, mark.maker), (x, height), colour);
        }
    }
    let told = cursor.and_then(|cursor| shown.points.iter().find(|point| point.at == cursor.at));
    if let Some(point) = told {
        value(scene, shown, lane, point);
    }
}

/// The value of a point, beside it.
fn value(scene: &Scene<'_>, shown: &Shown<'_>, lane: LaneBox, point: &Point) {
    let words = value_label(&shown.spec, point.value, scene.studio.locale);
    scene.font(11, 600);
    let width = scene.surface.width_of(&words) + 10.0;
    let (x, y) = (scene.view.viewport.x_at(point.at), lane.y(shown.spec.travel(point.value)));
    let left = if x + 10.0 + width > scene.surface.width { x - 10.0 - width } else { x + 10.0 };
    let top = (y - 9.0).clamp(lane.top + 1.0, lane.top + lane.height - 20.0);
    scene.surface.rounded((left, top, width, 18.0), 4.0, &scene.palette.raised);
    scene.surface.words(&words, (left + 5.0, top + 9.5), width, &scene.palette.text);
}

fn cursor(scene: &Scene<'_>, shown: &Shown<'_>, lane: LaneBox) {
    let Some(cursor) = scene.lanes.cursor.as_ref().filter(|cursor| cursor.strip == shown.id) else { return };
    let x = scene.view.viewport.x_at(cursor.at);
    let line = [(x, lane.top + 2.0), (x, lane.top + lane.height - 3.0)];
    scene.surface.line(&line, &scene.palette.accent, 1.0, true);
}
