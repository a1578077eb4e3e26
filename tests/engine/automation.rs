//! What moves with the song: heard where it is drawn, however the song is cut, sought and looped.

use studio::engine::{Course, CoursePoint, CourseTarget, EngineMessage, StripPlace};
use studio::pcm::{Decibels, Pan};
use studio::sound::{InsertKind, ParamSpec, PatchKind, Segment};
use studio::time::{Tick, TickRange};

use super::{Sound, band, engine, insert, lane, note, one_track, peak, render, song};

/// Frames of a tick at 120 and 48 kHz.
const FRAMES: usize = 25;

fn course(target: CourseTarget, points: &[(u32, f32, Segment)]) -> Course {
    let point =
        |(at, travel, segment): &(u32, f32, Segment)| CoursePoint { at: Tick(*at), travel: *travel, segment: *segment };
    Course { target, points: points.iter().map(point).collect() }
}

fn moves(slot: u8, courses: Vec<Course>) -> EngineMessage {
    EngineMessage::Automation { strip: StripPlace::Track(slot), courses }
}

/// One long note, and what moves.
fn tone(courses: Vec<Course>) -> Vec<EngineMessage> {
    vec![EngineMessage::Graph(one_track()), lane(0, &[note(0, 57, 19_200)]), moves(0, courses), EngineMessage::Play]
}

/// A fade of two seconds, in travel.
fn fade() -> Course {
    course(CourseTarget::Volume, &[(0, 0.2, Segment::LINE), (3_840, 0.8, Segment::LINE)])
}

/// Both sounds from the frame that was played first on: the limiter keeps everything back alike.
fn played(messages: Vec<EngineMessage>, frames: usize) -> Vec<f32> {
    let mut engine = engine(48_000.0, messages);
    let latency = engine.latency();
    render(&mut engine, frames + latency, 128).0.split_off(latency)
}

#[test]
fn a_level_stands_at_every_border_where_the_course_does() {
    let (plain, faded) = (played(tone(vec![]), 96_000), played(tone(vec![fade()]), 96_000));
    let spec = ParamSpec::VOLUME;
    let mut compared = 0;
    for frame in (15..96_000).step_by(16).filter(|frame| plain[*frame].abs() > 0.02) {
        let travel = 0.2 + 0.6 * (frame + 1) as f32 / FRAMES as f32 / 3_840.0;
        let expected = Decibels(spec.at_travel(travel)).to_gain();
        assert!((faded[frame] / plain[frame] / expected - 1.0).abs() < 1e-3, "frame {frame}");
        compared += 1;
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn a_jump_takes_a_moment_and_a_place_is_moved_to() {
    let jump = course(CourseTarget::Volume, &[(0, 0.2, Segment::Hold), (960, 0.8, Segment::LINE)]);
    let pan = course(CourseTarget::Pan, &[(0, 0.0, Segment::LINE)]);
    let (plain, moved) = (played(tone(vec![]), 48_000), played(tone(vec![jump, pan]), 48_000));
    let ratio = |frame: usize| moved[frame] / plain[frame];
    let left = Pan(-1.0).gains().0;
    let loudest =
        |range: std::ops::Range<usize>| range.filter(|frame| plain[*frame].abs() > 0.02).map(ratio).collect::<Vec<_>>();
    let gain = |travel: f32| left * Decibels(ParamSpec::VOLUME.at_travel(travel)).to_gain();
    assert!(loudest(22_000..23_990).iter().all(|ratio| (ratio / gain(0.2) - 1.0).abs() < 1e-3));
    assert!(loudest(24_300..30_000).iter().all(|ratio| (ratio / gain(0.8) - 1.0).abs() < 1e-3));
}

/// Everything that can move, moving, in the song of three instruments.
fn all_moving() -> Vec<EngineMessage> {
    let up_and_down = |target| {
        course(target, &[(0, 0.1, Segment::Bend(60)), (700, 0.9, Segment::Hold), (1_500, 0.3, Segment::Bend(-20))])
    };
    let targets = [CourseTarget::Volume, CourseTarget::Pan, CourseTarget::Send(0), CourseTarget::Patch(5)];
    let effects = (0..4).flat_map(|place| (0..11).map(move |param| CourseTarget::Insert(place, param)));
    let courses: Vec<Course> = targets.into_iter().chain(effects).map(up_and_down).collect();
    let mut messages = song();
    let play = messages.pop().unwrap();
    messages.extend((0..3).map(|slot| moves(slot, courses.clone())));
    for strip in [StripPlace::Bus(0), StripPlace::Bus(1), StripPlace::Master] {
        messages.push(EngineMessage::Automation { strip, courses: courses.clone() });
    }
    messages.push(play);
    messages
}

#[test]
fn however_the_host_cuts_its_calls_what_moves_is_the_same() {
    let expected = render(&mut engine(48_000.0, all_moving()), 60_000, 60_000);
    assert!(peak(&expected.0) > 0.02 && expected != render(&mut engine(48_000.0, song()), 60_000, 60_000));
    for cut in [1, 7, 555] {
        assert!(render(&mut engine(48_000.0, all_moving()), 60_000, cut) == expected, "{cut}");
    }
}

/// How loud a tone is beside the same tone without courses, from a place in the song on.
fn level_after(locate: Option<u32>, range: Option<TickRange>, wait: usize) -> f32 {
    let sound = |courses: Vec<Course>| -> Sound {
        let mut messages = tone(courses);
        messages.insert(1, lane(0, &(0..40).map(|step| note(step * 96, 57, 90)).collect::<Vec<_>>()));
        messages.remove(2);
        messages.extend(range.map(|range| EngineMessage::Loop(Some(range))));
        let mut engine = engine(48_000.0, messages);
        render(&mut engine, wait, 128);
        if let Some(tick) = locate {
            engine.message(EngineMessage::Locate(Tick(tick)));
        }
        let latency = engine.latency() + 64;
        render(&mut engine, latency, 128);
        render(&mut engine, 128, 128)
    };
    let energy = |samples: &[f32]| samples.iter().map(|sample| sample * sample).sum::<f32>().sqrt();
    energy(&sound(vec![fade()]).0) / energy(&sound(vec![]).0)
}

#[test]
fn a_seek_and_a_loop_land_on_the_value_at_once() {
    let at = |travel: f32| Decibels(ParamSpec::VOLUME.at_travel(travel)).to_gain();
    let sought = level_after(Some(3_840), None, 10_000);
    assert!((sought / at(0.8) - 1.0).abs() < 0.02, "{sought} {}", at(0.8));
    let back = level_after(Some(0), None, 60_000);
    assert!((back / at(0.2) - 1.0).abs() < 0.1, "{back} {}", at(0.2));
    // Round the loop once, and a little further.
    let looped = level_after(None, Some(TickRange::new(Tick(0), Tick(3_840))), 96_000);
    assert!((looped / at(0.2) - 1.0).abs() < 0.1, "{looped} {}", at(0.2));
}

#[test]
fn without_its_lane_a_control_stands_where_it_was_set() {
    let expected = played(tone(vec![]), 96_000);
    let mut moved = engine(48_000.0, tone(vec![fade(), course(CourseTarget::Patch(5), &[(0, 0.1, Segment::LINE)])]));
    let latency = moved.latency();
    render(&mut moved, 24_000, 128);
    moved.message(moves(0, vec![]));
    let rest = render(&mut moved, 72_000 + latency, 128).0;
    // The fader glides for ten milliseconds, the filter's coefficients a little longer.
    let far = rest[24_000 + latency..].iter().zip(&expected[48_000..]).map(|(one, other)| (one - other).abs());
    assert!(far.fold(0.0, f32::max) < 1e-4);
}

#[test]
fn an_instrument_and_an_effect_follow_their_courses() {
    let closing = |place| course(CourseTarget::Patch(place), &[(0, 1.0, Segment::LINE), (3_840, 0.0, Segment::LINE)]);
    let cutoff = PatchKind::Subtractive.specs().iter().position(|spec| spec.key == "cutoff").unwrap() as u8;
    let bright = played(tone(vec![closing(cutoff)]), 96_000);
    let roughness = |samples: &[f32]| {
        let steps: f32 = samples.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
        steps / samples.iter().map(|sample| sample * sample).sum::<f32>()
    };
    assert!(roughness(&bright[4_800..14_400]) > 4.0 * roughness(&bright[76_800..86_400]));

    let mut messages = tone(vec![]);
    let mut graph = one_track();
    graph.tracks[0].strip.inserts = vec![insert(InsertKind::Utility)];
    messages[0] = EngineMessage::Graph(graph);
    messages[2] = moves(
        0,
        vec![course(CourseTarget::Insert(0, 0), &[(0, 0.0, Segment::LINE), (1_920, 60.0 / 84.0, Segment::LINE)])],
    );
    let (plain, gained) = (played(tone(vec![]), 96_000), played(messages, 96_000));
    let level = |frame: usize| Decibels::from_gain(gained[frame] / plain[frame]).0;
    let loud: Vec<usize> = (24_000..40_000).filter(|frame| plain[*frame].abs() > 0.05).collect();
    // Straight in decibels, and about ten milliseconds behind.
    assert!(loud.iter().all(|frame| (level(*frame) - (-60.0 + 60.0 * *frame as f32 / 48_000.0)).abs() < 1.5));
}

#[test]
fn what_cannot_move_stays_and_places_that_are_not_there_are_left_out() {
    let mut graph = band();
    graph.buses[0].strip.inserts = vec![insert(InsertKind::Reverb)];
    let mut messages = song();
    messages[1] = EngineMessage::Graph(graph);
    let expected = render(&mut engine(48_000.0, messages.clone()), 48_000, 128);
    let size = course(CourseTarget::Insert(0, 1), &[(0, 0.0, Segment::LINE), (960, 1.0, Segment::LINE)]);
    let nowhere =
        [CourseTarget::Insert(7, 0), CourseTarget::Insert(0, 99), CourseTarget::Send(9), CourseTarget::Patch(99)];
    let nowhere = nowhere.into_iter().map(|target| Course { target, ..size.clone() });
    let bus = EngineMessage::Automation { strip: StripPlace::Bus(0), courses: nowhere.chain([size.clone()]).collect() };
    let far = EngineMessage::Automation { strip: StripPlace::Track(99), courses: vec![size] };
    messages.splice(5..5, [bus, far]);
    assert!(render(&mut engine(48_000.0, messages), 48_000, 128) == expected);
}
