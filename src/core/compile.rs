//! From the project to what the engine plays: the only module that knows both.

mod automation;
mod graph;
mod lane;
mod words;
mod zones;

pub use lane::lane;

use std::rc::Rc;

use crate::engine::{EngineMessage, StripPlace};
use crate::project::{Bus, Clip, Project, Track};
use crate::time::Tick;

/// Everything the engine must be told about a project, in the order in which it must be told.
pub fn all(project: &Project) -> Vec<EngineMessage> {
    let mut messages = vec![
        EngineMessage::Tempo(project.tempo.clone()),
        EngineMessage::Meter(project.meter.clone()),
        EngineMessage::End(end(project)),
        EngineMessage::Graph(graph::graph(project)),
    ];
    let lanes =
        project.tracks.iter().zip(0u8..).map(|(track, slot)| EngineMessage::Lane { slot, lane: lane::lane(track) });
    messages.extend(lanes);
    for (track, slot) in project.tracks.iter().zip(0u8..) {
        let spans = lane::spans(project, track);
        if !spans.is_empty() {
            messages.push(EngineMessage::AudioLane { slot, spans });
        }
    }
    for (track, slot) in project.tracks.iter().zip(0u8..) {
        let zones = zones::zones(project, track);
        if !zones.is_empty() {
            messages.push(EngineMessage::Zones { slot, zones });
        }
    }
    for (track, slot) in project.tracks.iter().zip(0u8..) {
        let sung = words::words(project, track);
        if !sung.is_empty() {
            messages.push(EngineMessage::Words { slot, sung });
        }
    }
    let moves =
        |message: &EngineMessage| !matches!(message, EngineMessage::Automation { courses, .. } if courses.is_empty());
    for (track, slot) in project.tracks.iter().zip(0u8..) {
        messages.extend(Some(of_track(project, slot, track)).filter(moves));
    }
    for (bus, place) in project.buses.iter().zip(0u8..) {
        messages.extend(Some(of_bus(project, place, bus)).filter(moves));
    }
    messages.extend(Some(of_master(project)).filter(moves));
    messages
}

fn of_track(project: &Project, slot: u8, track: &Track) -> EngineMessage {
    automation::message(project, StripPlace::Track(slot), &track.strip, Some(&track.patch))
}

fn of_bus(project: &Project, place: u8, bus: &Bus) -> EngineMessage {
    automation::message(project, StripPlace::Bus(place), &bus.strip, None)
}

fn of_master(project: &Project) -> EngineMessage {
    automation::message(project, StripPlace::Master, &project.master, None)
}

/// What the engine must be told when `old` becomes `new`: nothing about what is still the same.
pub fn update(old: &Project, new: &Project) -> Vec<EngineMessage> {
    let mut messages = Vec::new();
    if old.tempo != new.tempo {
        messages.push(EngineMessage::Tempo(new.tempo.clone()));
    }
    if old.meter != new.meter {
        messages.push(EngineMessage::Meter(new.meter.clone()));
    }
    if end(old) != end(new) {
        messages.push(EngineMessage::End(end(new)));
    }
    let graph = graph::graph(new);
    if graph::graph(old) != graph {
        messages.push(EngineMessage::Graph(graph));
    }
    // What moves with the song is told by the places of buses.
    let rerouted = !old.buses.iter().map(|bus| bus.id).eq(new.buses.iter().map(|bus| bus.id));
    for (index, (track, slot)) in new.tracks.iter().zip(0u8..).enumerate() {
        let before = old.tracks.get(index).filter(|before| before.id == track.id);
        let same = before.is_some_and(|before| Rc::ptr_eq(before, track));
        if !same || !Rc::ptr_eq(&old.lyrics, &new.lyrics) {
            let sung = words::words(new, track);
            if before.is_none_or(|before| words::words(old, before) != sung) {
                messages.push(EngineMessage::Words { slot, sung });
            }
        }
        // A recording that follows the tempo is another one when that changes.
        let follows = |clip: &Clip| clip.audio().is_some_and(|audio| audio.follows.is_some());
        if same && !rerouted && (old.tempo == new.tempo || !track.clips.iter().any(follows)) {
            continue;
        }
        let lane = lane::lane(track);
        if before.is_none_or(|before| lane::lane(before) != lane) {
            messages.push(EngineMessage::Lane { slot, lane });
        }
        let spans = lane::spans(new, track);
        if before.is_none_or(|before| lane::spans(old, before) != spans) {
            messages.push(EngineMessage::AudioLane { slot, spans });
        }
        let zones = zones::zones(new, track);
        if before.map_or_else(Vec::new, |before| zones::zones(old, before)) != zones {
            messages.push(EngineMessage::Zones { slot, zones });
        }
        let moves = of_track(new, slot, track);
        if before.is_none_or(|before| of_track(old, slot, before) != moves) {
            messages.push(moves);
        }
    }
    for (index, (bus, place)) in new.buses.iter().zip(0u8..).enumerate() {
        let before = old.buses.get(index).filter(|before| before.id == bus.id);
        if before.is_some_and(|before| Rc::ptr_eq(before, bus)) {
            continue;
        }
        let moves = of_bus(new, place, bus);
        if before.is_none_or(|before| of_bus(old, place, before) != moves) {
            messages.push(moves);
        }
    }
    if !Rc::ptr_eq(&old.master, &new.master) && of_master(old) != of_master(new) {
        messages.push(of_master(new));
    }
    messages
}

/// Where the transport stops by itself; nowhere in an empty project.
pub fn end(project: &Project) -> Option<Tick> {
    Some(project.end()).filter(|end| *end > Tick::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Course, CoursePoint, CourseTarget, ZoneSpec};
    use crate::music::{Pitch, Velocity};
    use crate::pcm::Decibels;
    use crate::project::{
        AssetKind, AssetRef, AutomationLane, Clip, ClipContent, Note, Pattern, Point, ProjectId, SampleZone, Send,
        Strip, Target, Track, TrackRole,
    };
    use crate::provenance::{AuthorsId, Digest};
    use crate::sound::{Insert, InsertKind, Patch, PatchKind, Segment, Zone};

    fn note(start: u32, length: u32, key: u8) -> Note {
        Note {
            start: Tick(start),
            length: Tick(length),
            pitch: Pitch::new(key).unwrap(),
            velocity: Velocity::DEFAULT,
            authors: AuthorsId::default(),
            muted: false,
        }
    }

    fn project() -> Project {
        let mut project = Project::empty(ProjectId(1));
        let pattern =
            Pattern { id: project.ids.pattern(), length: Tick(960), notes: vec![note(0, 480, 60), note(480, 960, 64)] };
        let clip = Clip {
            id: project.ids.clip(),
            content: ClipContent::Pattern(pattern.id),
            at: Tick(1920),
            length: Tick(1920),
            offset: Tick::ZERO,
            authors: AuthorsId::default(),
        };
        project.tracks.push(Rc::new(Track {
            locked: false,
            id: project.ids.track(),
            name: "Keys".to_owned(),
            role: TrackRole::Keys,
            colour: 0,
            patch: Patch::new(PatchKind::Fm),
            patch_authors: AuthorsId::default(),
            zones: Rc::default(),
            patterns: vec![Rc::new(pattern)],
            clips: vec![clip],
            strip: Strip::default(),
        }));
        project
    }

    #[test]
    fn a_clip_longer_than_its_pattern_plays_it_again_and_cuts_what_hangs_over() {
        let project = project();
        let notes: Vec<_> =
            lane::lane(&project.tracks[0]).notes.iter().map(|note| (note.start.0, note.end.0)).collect();
        assert_eq!(notes, [(1920, 2400), (2400, 3360), (2880, 3360), (3360, 3840)]);
    }

    #[test]
    fn an_offset_begins_inside_the_pattern() {
        let mut project = project();
        let clip = &mut Rc::make_mut(&mut project.tracks[0]).clips[0];
        (clip.offset, clip.length) = (Tick(480), Tick(960));
        let notes: Vec<_> = lane::lane(&project.tracks[0]).notes.iter().map(|note| note.start.0).collect();
        assert_eq!(notes, [1920, 2400]);
    }

    #[test]
    fn an_update_tells_only_what_changed() {
        let old = project();
        assert_eq!(update(&old, &old.clone()), []);
        let mut new = old.clone();
        new.track_mut(old.tracks[0].id).unwrap().strip.gain = Decibels(-6.0);
        assert!(matches!(update(&old, &new)[..], [EngineMessage::Graph(_)]));
        let mut new = old.clone();
        new.track_mut(old.tracks[0].id).unwrap().clips[0].at = Tick::ZERO;
        assert!(matches!(update(&old, &new)[..], [EngineMessage::End(_), EngineMessage::Lane { slot: 0, .. }]));
    }

    #[test]
    fn what_moves_is_told_by_place_and_travel() {
        let mut old = project();
        old.track_mut(old.tracks[0].id).unwrap().strip.inserts.push(Insert::new(InsertKind::Eq));
        let mut new = old.clone();
        let point = |at, value| Point::new(Tick(at), value);
        let lane = |target, points| Rc::new(AutomationLane { target, points });
        let mid_gain = lane(Target::Insert(0, "mid_gain".to_owned()), vec![point(0, -18.0), point(960, 0.0)]);
        new.track_mut(old.tracks[0].id).unwrap().strip.automation.push(mid_gain);
        Rc::make_mut(&mut new.master).automation.push(lane(Target::Volume, vec![point(0, 6.0)]));
        let course = |target, points: &[(u32, f32)]| {
            let point =
                |(at, travel): &(u32, f32)| CoursePoint { at: Tick(*at), travel: *travel, segment: Segment::LINE };
            vec![Course { target, points: points.iter().map(point).collect() }]
        };
        let told = [
            EngineMessage::Automation {
                strip: StripPlace::Track(0),
                courses: course(CourseTarget::Insert(0, 4), &[(0, 0.0), (960, 0.5)]),
            },
            EngineMessage::Automation { strip: StripPlace::Master, courses: course(CourseTarget::Volume, &[(0, 1.0)]) },
        ];
        assert_eq!(update(&old, &new), told);
        assert!(all(&new).ends_with(&told) && !all(&old).contains(&told[0]));
        let empty = |strip| EngineMessage::Automation { strip, courses: Vec::new() };
        assert_eq!(update(&new, &old), [empty(StripPlace::Track(0)), empty(StripPlace::Master)]);
    }

    #[test]
    fn solo_silences_the_others_and_mute_wins() {
        let mut project = project();
        let mut other = Track::clone(&project.tracks[0]);
        other.id = project.ids.track();
        other.strip.solo = true;
        project.tracks.push(Rc::new(other));
        let audible = |project: &Project| -> Vec<bool> {
            graph::graph(project).tracks.iter().map(|track| track.strip.audible).collect()
        };
        assert_eq!(audible(&project), [false, true]);
        Rc::make_mut(&mut project.tracks[1]).strip.mute = true;
        assert_eq!(audible(&project), [false, false]);
    }

    #[test]
    fn a_track_is_told_the_place_of_the_bus_it_leads_to() {
        let mut old = project();
        let bus = old.ids.bus();
        old.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
        let mut new = old.clone();
        new.track_mut(old.tracks[0].id).unwrap().strip.output = Some(bus);
        let told = update(&old, &new);
        assert!(matches!(&told[..], [EngineMessage::Graph(graph)] if graph.tracks[0].strip.output == Some(2)));
        assert_eq!(graph::graph(&old).tracks[0].strip.output, None);
    }

    #[test]
    fn a_bus_that_goes_moves_the_taps_of_tracks_to_those_after_it() {
        let mut old = project();
        let delay = old.buses[1].id;
        let strip = &mut old.track_mut(old.tracks[0].id).unwrap().strip;
        strip.sends.push(Send { bus: delay, level: Decibels(-6.0) });
        let points = vec![Point::new(Tick(0), -60.0)];
        strip.automation.push(Rc::new(AutomationLane { target: Target::Send(delay), points }));
        let mut new = old.clone();
        new.buses.remove(0);
        let told = update(&old, &new);
        let course = |message: &EngineMessage| match message {
            EngineMessage::Automation { strip: StripPlace::Track(0), courses } => Some(courses[0].target),
            _ => None,
        };
        assert_eq!(told.iter().find_map(course), Some(CourseTarget::Send(0)));
    }

    #[test]
    fn a_sampler_is_told_its_zones_and_another_instrument_none() {
        let mut old = project();
        let digest = Digest::of(b"hit");
        let kind = AssetKind::Audio { frames: 900, rate: 44_100, channels: 1, words: false, voice: false };
        let (name, media_type, authors) = ("hit".to_owned(), "audio/wav".to_owned(), AuthorsId::default());
        Rc::make_mut(&mut old.assets).push(AssetRef { digest, name, media_type, bytes: 9, kind, authors });
        let mut new = old.clone();
        let track = new.track_mut(old.tracks[0].id).unwrap();
        track.patch = Patch::new(PatchKind::Sampler);
        let zone = |asset| SampleZone { asset, zone: Zone::whole(900) };
        // One that the project does not list is left out.
        track.zones = Rc::new(vec![zone(digest), zone(Digest::of(b"other"))]);
        let spec = ZoneSpec { recording: digest.short(), rate: 44_100, zone: Zone::whole(900) };
        let told = EngineMessage::Zones { slot: 0, zones: vec![spec] };
        assert!(matches!(&update(&old, &new)[..], [EngineMessage::Graph(_), zones] if *zones == told));
        assert!(all(&new).contains(&told));
        let none = EngineMessage::Zones { slot: 0, zones: Vec::new() };
        assert!(matches!(&update(&new, &old)[..], [EngineMessage::Graph(_), zones] if *zones == none));
    }
}
