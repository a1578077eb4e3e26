//! The points of an automation lane on screen: where they lie, and what edits make of them. Every edit gives the whole
//! lane anew.

use std::collections::BTreeSet;

use crate::project::Point;
use crate::project::limits::MAX_TICK;
use crate::provenance::AuthorsId;
use crate::sound::{Curve, ParamSpec, Segment, Unit};
use crate::time::Tick;
use crate::view::Viewport;

/// Pixels between the highest and lowest value and the edges of the lane.
const MARGIN: f64 = 9.0;

/// Where a lane lies on screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneBox {
    /// Its upper edge.
    pub top: f64,
    /// Its height.
    pub height: f64,
}

impl LaneBox {
    /// Where a control's travel lies, in pixels.
    pub fn y(self, travel: f32) -> f64 {
        self.top + MARGIN + (1.0 - f64::from(travel)) * (self.height - 2.0 * MARGIN)
    }

    /// The travel under a pixel, 0 to 1.
    pub fn travel(self, y: f64) -> f32 {
        (1.0 - (y - self.top - MARGIN) / (self.height - 2.0 * MARGIN)).clamp(0.0, 1.0) as f32
    }
}

/// A value as a person would have set it: as fine as it is read, and not finer.
pub fn tidy(spec: &ParamSpec, value: f32) -> f32 {
    let step = match (spec.unit, spec.curve) {
        (Unit::Choice(_), _) => 1.0,
        (Unit::Decibels, _) => 0.1,
        (Unit::Ratio, _) => 0.01,
        (Unit::Cents, _) => 1.0,
        (_, Curve::Exponential) => decimals(value) / 100.0,
        _ => decimals(spec.max - spec.min) / 1_000.0,
    };
    // The reciprocal, as tenths and hundredths are exact in it.
    let steps = (1.0 / step).round().max(1.0);
    spec.clamp(if step >= 1.0 { (value / step).round() * step } else { (value * steps).round() / steps })
}

/// The power of ten at or below a magnitude.
fn decimals(value: f32) -> f32 {
    libm::powf(10.0, libm::floorf(libm::log10f(value.abs().max(1e-6))))
}

/// A lane with a point more, or another one in its place.
pub fn put_point(points: &[Point], point: Point) -> Vec<Point> {
    let mut points = points.to_vec();
    match points.binary_search_by_key(&point.at, |known| known.at) {
        Ok(place) => points[place] = point,
        Err(place) => points.insert(place, point),
    }
    points
}

/// A new point on the way that is there: it splits it, and the way up to it keeps its bend, the way from it is straight.
pub fn split_at(points: &[Point], spec: &ParamSpec, at: Tick, travel: f32) -> Vec<Point> {
    let before = points.partition_point(|point| point.at < at).checked_sub(1).and_then(|place| points.get(place));
    let segment = match before.map(|point| point.segment) {
        Some(Segment::Hold) => Segment::Hold,
        _ => Segment::LINE,
    };
    put_point(points, Point { at, value: tidy(spec, spec.at_travel(travel)), segment, authors: AuthorsId::default() })
}

/// A lane without some of its points.
pub fn drop_points(points: &[Point], chosen: &BTreeSet<Tick>) -> Vec<Point> {
    points.iter().filter(|point| !chosen.contains(&point.at)).copied().collect()
}

/// Moves points by ticks and by travel, all as far as the first of them can go in time and each as far as it can in value;
/// those that they land on give way. Tells where they are now.
pub fn shift_points(
    points: &[Point],
    spec: &ParamSpec,
    chosen: &BTreeSet<Tick>,
    ticks: i64,
    travel: f32,
) -> (Vec<Point>, BTreeSet<Tick>) {
    let earliest = chosen.first().map_or(0, |tick| i64::from(tick.0));
    let latest = chosen.last().map_or(0, |tick| i64::from(tick.0));
    let ticks = ticks.clamp(-earliest, (i64::from(MAX_TICK.0) - latest).max(-earliest));
    let mut moved = drop_points(points, chosen);
    let mut landed = BTreeSet::new();
    for point in points.iter().filter(|point| chosen.contains(&point.at)) {
        let value = match travel == 0.0 {
            true => point.value,
            false => tidy(spec, spec.at_travel(spec.travel(point.value) + travel)),
        };
        let at = point.at.shifted(ticks);
        moved = put_point(&moved, Point { at, value, ..*point });
        landed.insert(at);
    }
    (moved, landed)
}

/// Changes the way from a point to the next.
pub fn bend_point(points: &[Point], at: Tick, segment: Segment) -> Vec<Point> {
    points.iter().map(|point| if point.at == at { Point { segment, ..*point } } else { *point }).collect()
}

/// Lets the ways from some points hold, or all go over again where all hold.
pub fn hold_points(points: &[Point], chosen: &BTreeSet<Tick>) -> Vec<Point> {
    let chosen_points = || points.iter().filter(|point| chosen.contains(&point.at));
    let all_hold = chosen_points().all(|point| point.segment == Segment::Hold);
    let segment = if all_hold { Segment::LINE } else { Segment::Hold };
    let held = |point: &Point| if chosen.contains(&point.at) { Point { segment, ..*point } } else { *point };
    points.iter().map(held).collect()
}

/// Puts copied points at a tick, the first of them there; those in the span that they cover give way. Values come into
/// the range of the control. Tells where they are.
pub fn paste_points(points: &[Point], spec: &ParamSpec, copied: &[Point], at: Tick) -> (Vec<Point>, BTreeSet<Tick>) {
    let Some((first, last)) = copied.first().zip(copied.last()) else { return (points.to_vec(), BTreeSet::new()) };
    let end = at + (last.at - first.at);
    let mut pasted: Vec<Point> = points.iter().filter(|point| point.at < at || point.at > end).copied().collect();
    let mut landed = BTreeSet::new();
    for point in copied {
        let to = at + (point.at - first.at);
        if to <= MAX_TICK {
            pasted = put_point(&pasted, Point { at: to, value: spec.clamp(point.value), ..*point });
            landed.insert(to);
        }
    }
    (pasted, landed)
}

/// The point within reach of a pixel: of several the nearest.
pub fn point_at(
    points: &[Point],
    spec: &ParamSpec,
    viewport: &Viewport,
    lane: LaneBox,
    (x, y): (f64, f64),
    reach: f64,
) -> Option<Point> {
    let early = viewport.tick(x - reach);
    let first = points.partition_point(|point| f64::from(point.at.0) < early);
    let near = points.iter().skip(first).take_while(|point| viewport.x_at(point.at) <= x + reach);
    let distance =
        |point: &Point| (viewport.x_at(point.at) - x).abs().max((lane.y(spec.travel(point.value)) - y).abs());
    let nearest = near.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    nearest.filter(|point| distance(point) <= reach).copied()
}

/// The points from which the way over a tick goes, and the next one.
pub fn way_at(points: &[Point], tick: f64) -> Option<(Point, Point)> {
    let next = points.partition_point(|point| f64::from(point.at.0) <= tick);
    Some((*points.get(next.checked_sub(1)?)?, *points.get(next)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points() -> impl Strategy<Value = Vec<Point>> {
        prop::collection::btree_map(0u32..40_000, -1.0f32..=1.0, 0..12).prop_map(|points| {
            let point = |(at, value)| Point::new(Tick(at), value);
            points.into_iter().map(point).collect()
        })
    }

    fn is_sound(points: &[Point], spec: &ParamSpec) -> bool {
        points.windows(2).all(|pair| pair[0].at < pair[1].at)
            && points.iter().all(|point| (spec.min..=spec.max).contains(&point.value) && point.at <= MAX_TICK)
    }

    proptest! {
        #[test]
        fn a_height_and_its_travel_undo_each_other(top in 0.0f64..900.0, travel in 0.0f32..=1.0) {
            let lane = LaneBox { top, height: 72.0 };
            prop_assert!((lane.travel(lane.y(travel)) - travel).abs() < 1e-4);
            prop_assert!((top..=top + 72.0).contains(&lane.y(travel)));
        }

        #[test]
        fn every_edit_leaves_a_sound_lane(
            points in points(),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
            ticks in -90_000i64..90_000,
            travel in -1.5f32..1.5,
            at in 0u32..90_000,
        ) {
            let spec = ParamSpec::PAN;
            let chosen: BTreeSet<Tick> =
                picks.iter().filter(|_| !points.is_empty()).map(|pick| points[pick.index(points.len())].at).collect();
            let (moved, landed) = shift_points(&points, &spec, &chosen, ticks, travel);
            prop_assert!(is_sound(&moved, &spec));
            prop_assert_eq!(landed.len(), chosen.len());
            prop_assert!(landed.iter().all(|tick| moved.iter().any(|point| point.at == *tick)));
            let copied: Vec<Point> = points.iter().filter(|point| chosen.contains(&point.at)).copied().collect();
            let (pasted, there) = paste_points(&points, &spec, &copied, Tick(at));
            prop_assert!(is_sound(&pasted, &spec) && there.len() == copied.len());
            prop_assert!(is_sound(&split_at(&points, &spec, Tick(at), travel), &spec));
            prop_assert!(drop_points(&points, &chosen).len() == points.len() - chosen.len());
        }

        #[test]
        fn a_point_is_found_where_it_is_drawn(points in points(), pick in any::<prop::sample::Index>()) {
            prop_assume!(!points.is_empty());
            let viewport = Viewport::new(0.05, 2_000.0);
            let lane = LaneBox { top: 40.0, height: 72.0 };
            let point = points[pick.index(points.len())];
            let place = (viewport.x_at(point.at), lane.y(ParamSpec::PAN.travel(point.value)));
            let found = point_at(&points, &ParamSpec::PAN, &viewport, lane, place, 8.0).unwrap();
            prop_assert!((viewport.x_at(found.at) - place.0).abs() < 1e-3);
            prop_assert!(point_at(&points, &ParamSpec::PAN, &viewport, lane, (place.0, place.1 - 500.0), 8.0).is_none());
        }
    }

    #[test]
    fn values_are_as_fine_as_they_are_read() {
        let cutoff = ParamSpec::exponential("cutoff", Unit::Hertz, 20.0, 20_000.0, 1_000.0);
        assert_eq!([1_234.5, 87.654].map(|value| tidy(&cutoff, value)), [1_230.0, 87.7]);
        assert_eq!((tidy(&ParamSpec::VOLUME, -6.04), tidy(&ParamSpec::PAN, 0.333)), (-6.0, 0.33));
        assert_eq!(tidy(&ParamSpec::VOLUME, 60.0), 6.0);
    }
}
