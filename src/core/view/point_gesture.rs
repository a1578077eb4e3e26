//! What a pointer does in an automation lane, as a state machine: positions in, lanes out.

use std::collections::BTreeSet;

use crate::project::Point;
use crate::sound::{ParamSpec, Segment};
use crate::time::{MeterMap, Tick};
use crate::view::{LaneBox, Modifiers, Viewport, bend_point, point_at, shift_points, snap_to_beat, split_at, way_at};

/// A lane as it was when a pointer went down on it.
#[derive(Clone, Copy)]
pub struct PointScene<'a> {
    /// Its points.
    pub points: &'a [Point],
    /// What it moves.
    pub spec: &'a ParamSpec,
    /// Where it lies.
    pub lane: LaneBox,
    /// The span on screen.
    pub viewport: &'a Viewport,
    /// Where beats lie, for snapping.
    pub meter: &'a MeterMap,
}

/// A gesture under way.
#[derive(Clone, Debug, PartialEq)]
pub enum PointGesture {
    /// Moves points.
    Move {
        /// The point under the pointer.
        grabbed: Tick,
        /// All that move.
        chosen: BTreeSet<Tick>,
        /// Where the pointer went down.
        from: (f64, f64),
    },
    /// Bends the way from a point to the next.
    Bend {
        /// The point.
        at: Tick,
        /// How it bent before, and whether it rises.
        from: (Segment, bool),
        /// The height at which the pointer went down.
        y: f64,
    },
    /// Draws a rectangle that selects; a click draws a point.
    Marquee {
        /// Where the pointer went down.
        from: (f64, f64),
    },
}

/// What a gesture wants.
#[derive(Clone, Debug, PartialEq)]
pub enum PointOutcome {
    /// The lane with these points, and these of them selected.
    Points(Vec<Point>, BTreeSet<Tick>),
    /// These points selected.
    Select(BTreeSet<Tick>),
}

impl PointGesture {
    /// The gesture that a press begins. A point that is selected takes the other selected ones along.
    pub fn begin(
        scene: &PointScene<'_>,
        from: (f64, f64),
        reach: f64,
        held: Modifiers,
        chosen: &BTreeSet<Tick>,
    ) -> Self {
        let hit = point_at(scene.points, scene.spec, scene.viewport, scene.lane, from, reach);
        if let Some(point) = hit.filter(|_| !held.alt) {
            let chosen = if chosen.contains(&point.at) { chosen.clone() } else { BTreeSet::from([point.at]) };
            return Self::Move { grabbed: point.at, chosen, from };
        }
        match way_at(scene.points, scene.viewport.tick(from.0)) {
            Some((point, next)) if held.alt => {
                Self::Bend { at: point.at, from: (point.segment, next.value > point.value), y: from.1 }
            }
            _ => Self::Marquee { from },
        }
    }

    /// What it wants with the pointer at a pixel. Shift leaves the grid.
    pub fn at(&self, scene: &PointScene<'_>, (x, y): (f64, f64), held: Modifiers) -> PointOutcome {
        match self {
            Self::Move { grabbed, chosen, from } => {
                let wanted = f64::from(grabbed.0) + scene.viewport.ticks(x - from.0);
                let to = snap_to_beat(scene.meter, wanted, held.shift);
                // What lies off the grid is not pulled onto it by being made louder.
                let still = (x - from.0).abs() < 3.0;
                let ticks = if still { 0 } else { i64::from(to.0) - i64::from(grabbed.0) };
                let travel = scene.lane.travel(y) - scene.lane.travel(from.1);
                let (points, landed) = shift_points(scene.points, scene.spec, chosen, ticks, travel);
                PointOutcome::Points(points, landed)
            }
            Self::Bend { at, from: (segment, rises), y: began } => {
                let before = if let Segment::Bend(tension) = segment { f32::from(*tension) } else { 0.0 };
                // Up is up: a rising way hurries, a falling one waits.
                let up = (began - y) as f32 / scene.lane.height as f32 * 200.0;
                let tension = if *rises { before - up } else { before + up };
                PointOutcome::Points(bend_point(scene.points, *at, Segment::bend(tension)), BTreeSet::from([*at]))
            }
            Self::Marquee { from } => {
                let (left, right) = (scene.viewport.tick(from.0.min(x)), scene.viewport.tick(from.0.max(x)));
                let (high, low) = (from.1.min(y), from.1.max(y));
                let inside = |point: &&Point| {
                    let height = scene.lane.y(scene.spec.travel(point.value));
                    (left..=right).contains(&f64::from(point.at.0)) && (high..=low).contains(&height)
                };
                PointOutcome::Select(scene.points.iter().filter(inside).map(|point| point.at).collect())
            }
        }
    }

    /// What a click without a drag wants: on an empty place a point there.
    pub fn click(&self, scene: &PointScene<'_>, held: Modifiers) -> Option<PointOutcome> {
        match self {
            Self::Marquee { from } => {
                let at = snap_to_beat(scene.meter, scene.viewport.tick(from.0), held.shift);
                let points = split_at(scene.points, scene.spec, at, scene.lane.travel(from.1));
                Some(PointOutcome::Points(points, BTreeSet::from([at])))
            }
            Self::Move { grabbed, .. } => Some(PointOutcome::Select(BTreeSet::from([*grabbed]))),
            Self::Bend { .. } => None,
        }
    }

    /// Names the undo step, in the catalogue of sentences.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Bend { .. } => "step-bend-automation",
            Self::Move { .. } => "step-move-points",
            Self::Marquee { .. } => "step-draw-automation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Meter;

    const LANE: LaneBox = LaneBox { top: 0.0, height: 118.0 };
    const PLAIN: Modifiers = Modifiers { shift: false, control: false, alt: false };

    fn points(values: &[(u32, f32)]) -> Vec<Point> {
        values.iter().map(|(at, value)| Point::new(Tick(*at), *value)).collect()
    }

    fn with<R>(points: &[Point], body: impl FnOnce(PointScene<'_>, &Viewport) -> R) -> R {
        let (viewport, meter) = (Viewport::new(0.1, 1_000.0), MeterMap::constant(Meter::COMMON));
        body(PointScene { points, spec: &ParamSpec::PAN, lane: LANE, viewport: &viewport, meter: &meter }, &viewport)
    }

    fn told(outcome: PointOutcome) -> Vec<(u32, f32)> {
        match outcome {
            PointOutcome::Points(points, _) => points.iter().map(|point| (point.at.0, point.value)).collect(),
            PointOutcome::Select(chosen) => chosen.iter().map(|tick| (tick.0, 0.0)).collect(),
        }
    }

    #[test]
    fn a_click_draws_on_the_beat_and_with_shift_where_it_is() {
        with(&[], |scene, _| {
            let gesture = PointGesture::begin(&scene, (100.0, 59.0), 8.0, PLAIN, &BTreeSet::new());
            assert_eq!(told(gesture.click(&scene, PLAIN).unwrap()), [(960, 0.0)]);
            let free = Modifiers { shift: true, ..PLAIN };
            assert_eq!(told(gesture.click(&scene, free).unwrap()), [(1_000, 0.0)]);
        });
    }

    #[test]
    fn a_point_moves_with_those_that_are_selected() {
        with(&points(&[(960, 0.0), (1_920, 0.5), (5_000, 0.0)]), |scene, viewport| {
            let from = (viewport.x_at(Tick(960)), LANE.y(0.5));
            let chosen = BTreeSet::from([Tick(960), Tick(1_920)]);
            let gesture = PointGesture::begin(&scene, from, 8.0, PLAIN, &chosen);
            let outcome = gesture.at(&scene, (from.0 + 98.0, from.1 - 25.0), PLAIN);
            assert_eq!(told(outcome), [(1_920, 0.5), (2_880, 1.0), (5_000, 0.0)]);
            let alone = PointGesture::begin(&scene, from, 8.0, PLAIN, &BTreeSet::new());
            let outcome = alone.at(&scene, (from.0, LANE.y(0.0)), PLAIN);
            assert_eq!(told(outcome), [(960, -1.0), (1_920, 0.5), (5_000, 0.0)]);
        });
    }

    #[test]
    fn alt_bends_the_way_towards_the_pointer() {
        for (last, up) in [(1.0, -100), (-1.0, 100)] {
            with(&points(&[(0, 0.0), (1_920, last)]), |scene, _| {
                let held = Modifiers { alt: true, ..PLAIN };
                let gesture = PointGesture::begin(&scene, (60.0, 59.0), 8.0, held, &BTreeSet::new());
                let PointOutcome::Points(points, _) = gesture.at(&scene, (60.0, 0.0), held) else { panic!() };
                assert_eq!(points[0].segment, Segment::Bend(up));
            });
        }
    }

    #[test]
    fn a_rectangle_selects_what_it_holds() {
        with(&points(&[(0, 1.0), (960, 0.0), (1_920, -1.0)]), |scene, _| {
            let gesture = PointGesture::begin(&scene, (50.0, 40.0), 8.0, PLAIN, &BTreeSet::new());
            assert_eq!(told(gesture.at(&scene, (300.0, 70.0), PLAIN)), [(960, 0.0)]);
            assert_eq!(told(gesture.at(&scene, (300.0, 118.0), PLAIN)), [(960, 0.0), (1_920, 0.0)]);
        });
    }
}
