//! Which stems a project has, what they are called, and whose they are. A track of a group is in its group's stem.

use std::rc::Rc;

use crate::engine::{EngineMessage, GraphSpec};
use crate::export::{ExportSpec, Stem};
use crate::project::{Project, Track, evidence};
use crate::provenance::{AuthorsId, Disclosure};
use crate::release::file_stem;

/// A file for every track that is heard and leads to the master, and for every bus that a track feeds which is heard, in the
/// project's order.
pub fn stems(project: &Project, messages: &[EngineMessage], spec: ExportSpec) -> Vec<Stem> {
    let graph = messages.iter().rev().find_map(|message| match message {
        EngineMessage::Graph(graph) => Some(graph),
        _ => None,
    });
    let Some(graph) = graph else { return Vec::new() };
    let ending = spec.format.kind().extension();
    let path =
        |folder: &str, place: usize, name: &str| format!("{folder}/{:02} {}{ending}", place + 1, file_stem(name));
    let heard: Vec<usize> = (0..graph.tracks.len()).filter(|slot| is_heard(project, graph, messages, *slot)).collect();
    let apart = heard.iter().filter(|slot| graph.tracks.get(**slot).is_some_and(|track| track.strip.output.is_none()));
    let tracks = apart.filter_map(|slot| {
        let track = project.tracks.get(*slot)?;
        let disclosure = disclosure_of(project, |known| known.id == track.id, None);
        Some(stem(*slot, path("Tracks", *slot, &track.name), &track.name, disclosure))
    });
    let buses = project.buses.iter().enumerate().filter_map(|(place, bus)| {
        let fed = |slot: &usize| project.tracks.get(*slot).is_some_and(|track| track.strip.feeds(bus.id));
        let sounds = bus.strip.opens() && graph.buses.get(place).is_some_and(|bus| bus.strip.audible);
        if !sounds || !heard.iter().any(fed) {
            return None;
        }
        let fed = |known: &Track| {
            known.strip.output == Some(bus.id) || known.strip.sends.iter().any(|send| send.bus == bus.id)
        };
        let disclosure = disclosure_of(project, fed, Some(place));
        Some(stem(graph.tracks.len() + place, path("Buses", place, &bus.name), &bus.name, disclosure))
    });
    tracks.chain(buses).collect()
}

fn stem(strip: usize, path: String, name: &str, disclosure: Disclosure) -> Stem {
    // The engine has far fewer strips than 16 bits can count.
    Stem { strip: u16::try_from(strip).unwrap_or(u16::MAX), path, name: name.to_owned(), disclosure }
}

fn is_heard(project: &Project, graph: &GraphSpec, messages: &[EngineMessage], slot: usize) -> bool {
    let strip = &graph.tracks[slot].strip;
    let plays = |message: &EngineMessage| match message {
        EngineMessage::Lane { slot: known, lane } => usize::from(*known) == slot && !lane.notes.is_empty(),
        EngineMessage::AudioLane { slot: known, spans } => usize::from(*known) == slot && !spans.is_empty(),
        _ => false,
    };
    let opens = project.tracks.get(slot).is_some_and(|track| track.strip.opens());
    strip.audible && opens && messages.iter().any(plays)
}

/// Whose the sound of some tracks is: the disclosure of a project that has nothing else. Words count where these tracks
/// sing or say them.
fn disclosure_of(project: &Project, kept: impl Fn(&Track) -> bool, bus: Option<usize>) -> Disclosure {
    let mut part = project.clone();
    // The whole project decides who is heard: a muted group is not a part of this one.
    part.tracks.retain(|track| kept(track) && evidence::is_audible(project, track));
    let mut place = 0..;
    part.buses.retain(|_| place.next() == bus);
    part.sections = Rc::default();
    part.chords = Rc::default();
    let played = part.tracks.iter().flat_map(|track| track.clips.iter().flat_map(|clip| track.plays(clip)));
    let sung = played.filter_map(|digest| project.asset(digest)).any(|asset| asset.has_words());
    if !sung {
        part.lyrics = Rc::default();
    }
    part.metadata.cover = None;
    // They are taken before the master.
    let master = Rc::make_mut(&mut part.master);
    master.authors = AuthorsId::default();
    master.automation.clear();
    evidence::disclosure(&part)
}
