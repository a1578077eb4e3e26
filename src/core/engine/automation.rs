//! What moves with the song: courses of control values over ticks.
//!
//! A course is a function of the song's tick and of nothing else: after a seek or at a loop's start it stands where it
//! stands on the way through, and the same song gives the same values however it is cut. Values are taken at the control
//! borders of a block, every [`CONTROL_PERIOD`] frames. Levels and places go straight from border to border; instruments
//! and effects are told at the borders and glide as they do when a hand turns them.

use crate::engine::limits::{BLOCK, MAX_COURSE_POINTS, MAX_COURSES};
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::transport::{Spans, Transport};
use crate::engine::{Course, CoursePoint, CourseTarget};
use crate::sound::{ParamSpec, Segment};

/// Stretches between the control borders of a block.
pub const STRETCHES: usize = BLOCK / CONTROL_PERIOD;
/// How long a jump takes, in ticks: about 4 ms at 120, so that it does not click.
const JUMP: f64 = 8.0;

/// Where in the song the control borders of a block lie, in ticks: its start, and the end of each stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Borders {
    ticks: [f64; STRETCHES + 1],
}

impl Borders {
    /// The borders of the block that these spans are of; all on the playhead while the transport stands.
    pub fn of(transport: &Transport, spans: &Spans) -> Self {
        let mut ticks = [transport.tick(); STRETCHES + 1];
        for span in spans.iter() {
            let borders = ticks.iter_mut().enumerate().map(|(border, tick)| (border * CONTROL_PERIOD, tick));
            // Where the loop bends back on a border, the later span says where it is.
            let inside = borders.filter(|(frame, _)| (span.offset..=span.offset + span.frames).contains(frame));
            inside.for_each(|(frame, tick)| *tick = transport.tick_of(span.song_frame + (frame - span.offset) as u64));
        }
        Self { ticks }
    }

    /// The start of the block.
    pub fn start(&self) -> f64 {
        self.ticks[0]
    }

    /// The end of the block.
    pub fn end(&self) -> f64 {
        self.ticks[STRETCHES]
    }

    /// The border on which a frame of the block lies, or the last one before it.
    pub fn at(&self, frame: usize) -> f64 {
        self.ticks.get(frame / CONTROL_PERIOD).copied().unwrap_or_default()
    }

    /// The ends of the stretches.
    pub fn ends(&self) -> impl Iterator<Item = f64> {
        self.ticks.into_iter().skip(1)
    }
}

/// Keeps of a message what the engine can play: courses in bounds, points in order, travels that are numbers.
pub fn sound(mut courses: Vec<Course>) -> Vec<Course> {
    courses.truncate(MAX_COURSES);
    for course in &mut courses {
        course.points.truncate(MAX_COURSE_POINTS);
        course.points.retain(|point| point.travel.is_finite());
        course.points.sort_by_key(|point| point.at);
        course.points.dedup_by_key(|point| point.at);
    }
    courses.retain(|course| !course.points.is_empty());
    courses
}

/// The course of a target.
pub fn of(courses: &[Course], target: CourseTarget) -> Option<&Course> {
    courses.iter().find(|course| course.target == target)
}

impl Course {
    /// A control's value at a tick; a choice jumps, everything else takes a moment over a jump.
    pub fn value(&self, spec: &ParamSpec, tick: f64) -> f32 {
        let next = self.points.partition_point(|point| f64::from(point.at.0) <= tick);
        let at = |place: usize| self.points.get(place);
        let Some(before) = next.checked_sub(1).and_then(at) else {
            return at(0).map_or(spec.default, |first| spec.at_travel(first.travel));
        };
        let travel = travel(before, at(next), tick);
        let jumped = next.checked_sub(2).and_then(at).filter(|from| from.segment == Segment::Hold && !spec.is_choice());
        let since = tick - f64::from(before.at.0);
        let lasts = at(next).map_or(JUMP, |next| f64::from(next.at.0 - before.at.0).min(JUMP));
        match jumped {
            Some(from) if since < lasts => {
                spec.at_travel(from.travel + (travel - from.travel) * (since / lasts) as f32)
            }
            _ => spec.at_travel(travel),
        }
    }
}

fn travel(before: &CoursePoint, after: Option<&CoursePoint>, tick: f64) -> f32 {
    let Some(after) = after else { return before.travel };
    if before.travel == after.travel {
        return before.travel;
    }
    let (start, end) = (f64::from(before.at.0), f64::from(after.at.0));
    let share = ((tick - start) / (end - start)) as f32;
    before.travel + (after.travel - before.travel) * before.segment.part(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Tick, TickRange};

    fn course(points: &[(u32, f32, Segment)]) -> Course {
        let point = |(at, travel, segment): &(u32, f32, Segment)| CoursePoint {
            at: Tick(*at),
            travel: *travel,
            segment: *segment,
        };
        Course { target: CourseTarget::Pan, points: points.iter().map(point).collect() }
    }

    #[test]
    fn a_course_stands_runs_and_jumps_in_a_moment() {
        let course = course(&[(960, 0.0, Segment::LINE), (1_920, 1.0, Segment::Hold), (2_880, 0.5, Segment::LINE)]);
        let value = |tick: f64| course.value(&ParamSpec::PAN, tick);
        let found = [0.0, 1_440.0, 1_920.0, 2_879.9, 2_880.0, 2_884.0, 2_888.0, 1e12].map(value);
        assert_eq!(found, [-1.0, 0.0, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0]);
        let choice = ParamSpec::choice("wave", &["a", "b", "c"]);
        assert_eq!([2_879.0, 2_880.0].map(|tick| course.value(&choice, tick)), [2.0, 1.0]);
    }

    #[test]
    fn borders_follow_the_loop_back() {
        let mut transport = Transport::new(48_000.0);
        transport.run(true);
        transport.set_loop(Some(TickRange::new(Tick(0), Tick(4)))); // 100 frames at 120; 25 frames a tick.
        let frame = |tick: f64| (tick * 25.0 + 0.5) as u32;
        let first = transport.advance();
        assert_eq!(Borders::of(&transport, &first).ticks.map(frame), [0, 16, 32, 48, 64]);
        let second = transport.advance(); // 36 frames to the end, 28 from the start.
        assert_eq!(Borders::of(&transport, &second).ticks.map(frame), [64, 80, 96, 12, 28]);
        transport.run(false);
        let still = transport.advance();
        assert_eq!(Borders::of(&transport, &still).start(), transport.tick());
    }

    #[test]
    fn hostile_courses_are_put_in_order() {
        let point = |at: u32, travel: f32| CoursePoint { at: Tick(at), travel, segment: Segment::LINE };
        let points = vec![point(9, f32::NAN), point(5, 1e30), point(5, 0.0), point(1, 0.5)];
        let courses = sound(vec![Course { target: CourseTarget::Volume, points }, course(&[])]);
        assert_eq!(courses.len(), 1);
        assert_eq!(courses[0].points.iter().map(|point| point.at.0).collect::<Vec<_>>(), [1, 5]);
        assert!(courses[0].value(&ParamSpec::VOLUME, 5.0) <= 6.0);
    }
}
