//! What is heard is what is exported: the engine as it plays live, with its host's cuts, its telemetry and edits that arrive
//! while it plays, gives the samples that the renderer gives of the project as it is in the end.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use studio::bounce::{Bounce, Song};
use studio::compile;
use studio::draft;
use studio::engine::{Engine, EngineMessage, Recordings};
use studio::pcm::Warp;
use studio::project::{
    AssetKind, AssetRef, AudioClip, AutomationLane, Bus, Clip, ClipContent, Point, Project, Rendition, StripId, Target,
};
use studio::provenance::{AuthorsId, Digest};
use studio::sound::{Insert, InsertKind, Segment};
use studio::time::{Bpm, TempoMap, Tick};

const RATE: u32 = 16_000;
/// What is compared, in quarter notes.
const SPAN: u32 = 9;
/// From here on the project is still to be written when playing begins, and how far it has played when it is.
const UNWRITTEN: Tick = Tick::quarters(5);
const WRITTEN: Tick = Tick::quarters(3);
/// How a host cuts its calls; the worklet's are of 128 frames.
const CUTS: [&[usize]; 3] = [&[128], &[1, 127, 64, 333, 5], &[4_099]];

/// A song by the built-in composer in which everything that can move does, with a recording that is played backwards.
fn song() -> Project {
    let mut project = draft::song("a wistful city-pop song about the last train home", 3, 1).unwrap();
    project.tempo = TempoMap::constant(Bpm::clamped(150.0));
    with_recording(&mut project);
    with_group(&mut project);
    let tracks = project.tracks.iter().map(|track| StripId::Track(track.id));
    let buses = project.buses.iter().map(|bus| StripId::Bus(bus.id));
    let strips: Vec<StripId> = tracks.chain(buses).chain([StripId::Master]).collect();
    assert!(strips.len() > project.tracks.len() + 1, "there are buses");
    for id in strips {
        let patch = match id {
            StripId::Track(track) => Some(&project.track(track).unwrap().patch),
            StripId::Bus(_) | StripId::Master => None,
        };
        let targets = project.strip(id).unwrap().targets(patch);
        let lanes = targets.into_iter().take(12).map(|target| lane(&project, id, target)).collect();
        project.strip_mut(id).unwrap().automation = lanes;
    }
    project
}

/// The recording and a track lead to a bus of their own.
fn with_group(project: &mut Project) {
    let bus = project.ids.bus();
    let mut band = Bus::plain(bus, "Band".to_owned());
    band.strip.inserts.push(Insert::new(InsertKind::Compressor));
    project.buses.push(Rc::new(band));
    for track in project.tracks.iter_mut().skip(1).take(2) {
        Rc::make_mut(track).strip.output = Some(bus);
    }
}

/// Up, down on a bent way, and on from where nothing is written yet.
fn lane(project: &Project, strip: StripId, target: Target) -> Rc<AutomationLane> {
    let spec = project.spec(strip, &target).unwrap();
    let point =
        |at, travel, segment| Point { at, value: spec.at_travel(travel), segment, authors: AuthorsId::default() };
    let points = vec![
        point(Tick(0), 0.45, Segment::Bend(40)),
        point(Tick::quarters(1), 0.8, Segment::LINE),
        point(Tick::quarters(2), 0.55, Segment::Hold),
        point(UNWRITTEN, 0.7, Segment::Bend(-70)),
        point(Tick::quarters(7), 0.5, Segment::LINE),
    ];
    Rc::new(AutomationLane { target, points })
}

fn with_recording(project: &mut Project) {
    let kind = AssetKind::Audio { frames: 4 * u64::from(RATE), rate: RATE, channels: 1, words: false, voice: false };
    let digest = Digest::of(b"sound");
    let (name, media_type, authors) = ("sound".to_owned(), "audio/wav".to_owned(), AuthorsId::default());
    let asset = AssetRef { digest, name, media_type, bytes: 9, kind, authors };
    Rc::make_mut(&mut project.assets).push(asset);
    let warp = Warp { stretch: 1_200_000, cents: 0 };
    let audio = AudioClip { reverse: true, warp, offset: 900, ..AudioClip::whole(digest) };
    let id = project.ids.clip();
    let clip = Clip {
        id,
        content: ClipContent::Audio(audio),
        at: Tick(333),
        length: Tick::quarters(4),
        offset: Tick::ZERO,
        authors,
    };
    let later = Clip { id: project.ids.clip(), at: Tick::quarters(6), length: Tick::quarters(2), ..clip };
    let mut track = project.tracks[0].as_ref().clone();
    (track.id, track.clips, track.patterns) = (project.ids.track(), vec![clip, later], Vec::new());
    project.tracks.insert(1, Rc::new(track));
}

/// What the song was before the rest of it was written: all clips and points from there on are missing.
fn unwritten(project: &Project) -> Project {
    let mut early = project.clone();
    for track in early.tracks.iter_mut().map(Rc::make_mut) {
        track.clips.retain(|clip| clip.at < UNWRITTEN);
        track.strip.automation.iter_mut().for_each(|lane| cut(Rc::make_mut(lane)));
    }
    for bus in early.buses.iter_mut().map(Rc::make_mut) {
        bus.strip.automation.iter_mut().for_each(|lane| cut(Rc::make_mut(lane)));
    }
    Rc::make_mut(&mut early.master).automation.iter_mut().for_each(|lane| cut(Rc::make_mut(lane)));
    early
}

fn cut(lane: &mut AutomationLane) {
    lane.points.retain(|point| point.at < UNWRITTEN);
}

/// The recording as it is played, noise that is the same every time.
fn recordings(project: &Project) -> Recordings {
    let mut recordings = Recordings::default();
    let mut state = 1u32;
    for rendition in project.renditions() {
        let frames = (4.0 * f64::from(RATE) * rendition.warp.ratio()) as usize;
        for sample in recordings.reserve(Rendition::key(&rendition), 1, frames).unwrap() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *sample = (state >> 8) as f32 / (1 << 24) as f32 * 0.2 - 0.1;
        }
    }
    recordings
}

fn exported(project: &Project, frames: usize) -> [Vec<f32>; 2] {
    let song = Song { messages: compile::all(project), end: project.end() };
    let mut bounce = Bounce::with_recordings(&song, RATE, recordings(project));
    let [mut left, mut right] = [vec![0.0; frames], vec![0.0; frames]];
    assert_eq!(bounce.render(&mut left, &mut right), frames);
    [left, right]
}

/// What the engine plays of a project that becomes another one while it plays.
fn heard(before: &Project, after: &Project, frames: usize, cuts: &[usize]) -> [Vec<f32>; 2] {
    let mut engine = Engine::new(RATE as f32);
    engine.follow_loudness();
    *engine.recordings() = recordings(after);
    compile::all(before).into_iter().for_each(|message| engine.message(message));
    let start = [EngineMessage::Loop(None), EngineMessage::Locate(Tick::ZERO), EngineMessage::Play];
    start.into_iter().for_each(|message| engine.message(message));
    let whole = frames + engine.latency();
    let [mut left, mut right] = [vec![9.0; whole], vec![9.0; whole]];
    let (mut done, mut written) = (0, false);
    for cut in cuts.iter().cycle() {
        let end = (done + cut).min(whole);
        engine.render(&mut left[done..end], &mut right[done..end]);
        done = end;
        let tick = engine.telemetry().tick;
        if !written && tick >= f64::from(WRITTEN.0) {
            assert!(tick < f64::from(UNWRITTEN.0), "the rest was written in time");
            compile::update(before, after).into_iter().for_each(|message| engine.message(message));
            written = true;
        }
        if done == whole {
            break;
        }
    }
    assert!(written || std::ptr::eq(before, after));
    let late = engine.latency();
    [left.split_off(late), right.split_off(late)]
}

#[test]
fn what_is_heard_is_what_is_exported_however_it_moves_and_whatever_arrives() {
    let project = song();
    let frames = project.tempo.frame_at(Tick::quarters(SPAN), f64::from(RATE)) as usize;
    let wanted = exported(&project, frames);
    assert!(wanted[0].iter().any(|sample| sample.abs() > 0.01));
    let still = { exported(&unwritten(&project), frames) };
    assert!(still != wanted, "what is written later is heard");
    for cuts in CUTS {
        let live = heard(&unwritten(&project), &project, frames, cuts);
        let wrong = live[0].iter().zip(&wanted[0]).position(|(live, wanted)| live != wanted);
        assert!(live == wanted, "cuts of {cuts:?}: {wrong:?} of {frames}");
    }
}

#[test]
fn automation_of_buses_and_the_master_is_exported() {
    let project = song();
    let frames = project.tempo.frame_at(Tick::quarters(3), f64::from(RATE)) as usize;
    let wanted = exported(&project, frames);
    let still: [fn(&mut Project); 2] = [
        |project| Rc::make_mut(&mut project.master).automation.clear(),
        |project| project.buses.iter_mut().for_each(|bus| Rc::make_mut(bus).strip.automation.clear()),
    ];
    for stop in still {
        let mut project = project.clone();
        stop(&mut project);
        assert!(exported(&project, frames) != wanted);
    }
}
