//! What moves with the song: lanes of points, each for one control of a strip or of its track's instrument.
//!
//! A point's value is in the control's own unit, so that a file can be read, and a range that grows later moves nothing.
//! The way between two points is taken over the control's travel: a straight line of a cutoff passes equal octaves in
//! equal times, one of a fader goes as a hand would.

use serde::{Deserialize, Serialize};

use crate::project::{BusId, Strip, point_rows};
use crate::provenance::AuthorsId;
use crate::sound::{ParamSpec, Patch, Segment};
use crate::time::{Tick, TickRange};

/// What of a strip a lane moves. Effects are named by place: the commands that move an effect move its lanes' names with
/// it, so that a lane stays with its effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The fader.
    Volume,
    /// The place between the speakers.
    Pan,
    /// The send to a bus.
    Send(BusId),
    /// A parameter of the track's instrument.
    Patch(String),
    /// A parameter of the effect in a place.
    Insert(u8, String),
}

/// A value at a place in the song, and the way to the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where.
    pub at: Tick,
    /// In the control's own unit and range.
    pub value: f32,
    /// The way to the next point.
    pub segment: Segment,
    /// Who made and changed it, and the way from it.
    pub authors: AuthorsId,
}

impl Point {
    /// A point that nobody has drawn yet, with a straight way to the next.
    pub fn new(at: Tick, value: f32) -> Self {
        Self { at, value, segment: Segment::LINE, authors: AuthorsId::default() }
    }
}

/// One control over the song. Before the first point it stands at the first one's value, after the last at the last's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AutomationLane {
    /// What it moves.
    pub target: Target,
    /// The points, in order, no two on one tick; at least one.
    #[serde(with = "point_rows")]
    pub points: Vec<Point>,
}

impl Point {
    /// Whether another point says the same, whoever made it.
    pub fn says_what(&self, other: &Self) -> bool {
        (self.at, self.value, self.segment) == (other.at, other.value, other.segment)
    }
}

impl AutomationLane {
    /// The travel of the control at a tick, 0 to 1.
    pub fn travel_at(&self, spec: &ParamSpec, tick: f64) -> f32 {
        let next = self.points.partition_point(|point| f64::from(point.at.0) <= tick);
        let after = self.points.get(next);
        let Some(before) = next.checked_sub(1).and_then(|place| self.points.get(place)) else {
            return after.map_or(0.0, |point| spec.travel(point.value));
        };
        let from = spec.travel(before.value);
        let Some(after) = after else { return from };
        let (start, end) = (f64::from(before.at.0), f64::from(after.at.0));
        let share = ((tick - start) / (end - start)) as f32;
        from + (spec.travel(after.value) - from) * before.segment.part(share)
    }

    /// The control's value at a tick.
    pub fn value_at(&self, spec: &ParamSpec, tick: f64) -> f32 {
        let next = self.points.partition_point(|point| f64::from(point.at.0) <= tick);
        // On a point the value is the point's, to the last bit.
        match next.checked_sub(1).and_then(|place| self.points.get(place)) {
            Some(point) if f64::from(point.at.0) == tick || point.segment == Segment::Hold => point.value,
            _ => spec.at_travel(self.travel_at(spec, tick)),
        }
    }

    /// The points that draw the lane over a span by themselves, in their old places: those inside, one at its start and,
    /// where it moves up to the end, one on the last tick. The new ones have the authors of the way that they cut.
    pub fn cut(&self, spec: &ParamSpec, range: TickRange) -> Vec<Point> {
        if range.is_empty() {
            return Vec::new();
        }
        let first = self.points.partition_point(|point| point.at < range.start);
        let end = self.points.partition_point(|point| point.at < range.end);
        let mut inside = self.points.get(first..end).unwrap_or_default().to_vec();
        if inside.first().is_none_or(|point| point.at != range.start)
            && let Some(origin) = first.checked_sub(1).and_then(|place| self.points.get(place)).or(self.points.first())
        {
            let to = self.points.get(first).map_or(range.end, |next| next.at);
            let value = self.value_at(spec, f64::from(range.start.0));
            let segment = match origin.at < range.start {
                true => origin.segment.cut(share(TickRange::new(range.start, to), TickRange::new(origin.at, to))),
                false => Segment::Hold,
            };
            inside.insert(0, Point { at: range.start, value, segment, ..*origin });
        }
        if let (Some(last), Some(next)) = (inside.last_mut(), self.points.get(end))
            && last.segment != Segment::Hold
        {
            let stop = Tick(range.end.0 - 1);
            let whole = TickRange::new(last.at, next.at);
            last.segment = last.segment.cut(share(TickRange::new(last.at, stop), whole));
            let value = self.value_at(spec, f64::from(stop.0));
            let closing = Point { at: stop, value, segment: Segment::Hold, ..*last };
            match last.at == stop {
                true => last.segment = Segment::Hold,
                false => inside.push(closing),
            }
        }
        inside
    }
}

/// How much of a span another one is.
fn share(part: TickRange, whole: TickRange) -> f32 {
    part.length().0 as f32 / whole.length().0.max(1) as f32
}

impl Strip {
    /// The lane of a target.
    pub fn lane(&self, target: &Target) -> Option<&AutomationLane> {
        self.automation.iter().map(AsRef::as_ref).find(|lane| lane.target == *target)
    }

    /// What a target of this strip is, with the instrument of its track; `None` where there is no such control, or one
    /// that cannot move with the song.
    pub fn spec(&self, patch: Option<&Patch>, target: &Target) -> Option<ParamSpec> {
        let named = |specs: &[ParamSpec], key: &str| specs.iter().find(|spec| spec.key == key).copied();
        match target {
            Target::Volume => Some(ParamSpec::VOLUME),
            Target::Pan => Some(ParamSpec::PAN),
            Target::Send(bus) => self.sends.iter().any(|send| send.bus == *bus).then_some(ParamSpec::VOLUME),
            Target::Patch(key) => named(patch?.kind.specs(), key),
            Target::Insert(place, key) => {
                let kind = self.inserts.get(usize::from(*place))?.kind;
                named(kind.specs(), key).filter(|_| kind.can_move(key))
            }
        }
    }

    /// Everything that a lane can move: fader and place, sends, the instrument, and effects in order.
    pub fn targets(&self, patch: Option<&Patch>) -> Vec<Target> {
        let sends = self.sends.iter().map(|send| Target::Send(send.bus));
        let instrument = patch.into_iter().flat_map(|patch| patch.kind.specs());
        let instrument = instrument.map(|spec| Target::Patch(spec.key.to_owned()));
        let effects = (0u8..).zip(&self.inserts).flat_map(|(place, insert)| {
            let specs = insert.kind.specs().iter().filter(|spec| insert.kind.can_move(spec.key));
            specs.map(move |spec| Target::Insert(place, spec.key.to_owned()))
        });
        [Target::Volume, Target::Pan].into_iter().chain(sends).chain(instrument).chain(effects).collect()
    }

    /// Whether anything of it is ever loud enough to be heard: by its lane where there is one, else by its fader.
    pub fn opens(&self) -> bool {
        match self.lane(&Target::Volume) {
            Some(lane) => lane.points.iter().any(|point| point.value > ParamSpec::VOLUME.min),
            None => self.gain.0 > ParamSpec::VOLUME.min,
        }
    }

    /// Whether it ever feeds a bus, with its output or by a tap.
    pub fn feeds(&self, bus: BusId) -> bool {
        self.output == Some(bus) || self.taps(bus)
    }

    /// Whether a tap of it to a bus is ever open.
    pub fn taps(&self, bus: BusId) -> bool {
        self.sends.iter().filter(|send| send.bus == bus).any(|send| match self.lane(&Target::Send(bus)) {
            Some(lane) => lane.points.iter().any(|point| point.value > ParamSpec::VOLUME.min),
            None => send.level.0 > ParamSpec::VOLUME.min,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::AuthorsId;

    fn lane(points: &[(u32, f32, Segment)]) -> AutomationLane {
        let point = |(at, value, segment): &(u32, f32, Segment)| Point {
            at: Tick(*at),
            value: *value,
            segment: *segment,
            authors: AuthorsId::default(),
        };
        AutomationLane { target: Target::Pan, points: points.iter().map(point).collect() }
    }

    #[test]
    fn values_stand_outside_hold_and_bend_between() {
        let lane = lane(&[(960, -1.0, Segment::LINE), (1_920, 1.0, Segment::Hold), (2_880, 0.0, Segment::LINE)]);
        let value = |tick: f64| lane.value_at(&ParamSpec::PAN, tick);
        assert_eq!([value(0.0), value(960.0), value(1_920.0), value(2_879.0), value(9e9)], [-1.0, -1.0, 1.0, 1.0, 0.0]);
        assert!(value(1_440.0).abs() < 1e-6);
    }

    #[test]
    fn a_cut_draws_the_same_by_itself() {
        let lane = lane(&[(0, -1.0, Segment::Bend(70)), (960, 1.0, Segment::LINE), (1_920, 0.0, Segment::Hold)]);
        for range in [(0, 500), (100, 1_500), (960, 1_920), (2_000, 2_100), (959, 960)] {
            let range = TickRange::new(Tick(range.0), Tick(range.1));
            let part = AutomationLane { points: lane.cut(&ParamSpec::PAN, range), ..lane.clone() };
            assert!(part.points.iter().all(|point| range.contains(point.at)));
            for tick in (range.start.0..range.end.0).step_by(7) {
                let (whole, cut) =
                    (lane.value_at(&ParamSpec::PAN, tick.into()), part.value_at(&ParamSpec::PAN, tick.into()));
                assert!((whole - cut).abs() < 0.01, "{range:?} at {tick}: {whole} {cut}");
            }
        }
    }
}
