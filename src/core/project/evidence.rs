//! What is audible or readable in a project, and whose it is.
//!
//! # What counts, and how much
//! - *Audible* is a track that strikes a note or plays a recording and is neither muted nor faded to silence, and whose
//!   group is not either: a track of a group that is faded to silence is still heard where a tap of it is open. Solo is
//!   a way of listening and takes nobody's part away.
//! - Composition: a note counts once each time a clip strikes it, long or short; a chord span counts as one note.
//! - Lyrics: a line counts by its characters, spaces left out. Placeholders are not lyrics and count nowhere.
//! - Arrangement: every section and every clip on an audible track counts one.
//! - Performance: a note counts once each time a clip strikes it: whoever wrote or changed it also chose when and how
//!   hard it is struck.
//! - Vocals: a recording in which somebody sings or speaks counts as a note every sixteenth. The singer that the
//!   studio synthesises is an instrument, and counts in sound.
//! - Sound: the instrument of every audible track that strikes a note counts one.
//! - A recording holds all of these at once, and nobody can tell its notes: in composition it counts as a note every
//!   sixteenth for as long as its clip lasts, in performance likewise, in lyrics, where those who made it also wrote its
//!   words, as a character every eighth, and in arrangement, sound, mix and mastering as one each. It is the work of whoever made it, not of whoever
//!   placed it.
//! - A recording that a sampler plays holds all of that as well, whatever it is a recording of: each strike of one of its
//!   zones counts as a clip of it that lasts as long as it can be heard, at least as a note, and all that one clip's
//!   notes strike counts one in arrangement, sound, mix and mastering. The notes themselves are their writers'.
//! - Artwork: the picture that was chosen for the cover counts one. While none is chosen nobody claims any.
//! - Mix: the strip of every audible track and of every bus such a track feeds count one each, where somebody has set
//!   them.
//! - Mastering: the master strip counts one where somebody has set it and a track is audible.
//! - Automation: every lane counts one, in equal parts for its points: in sound where it moves an instrument that is
//!   heard, in mastering on the master, and in mix elsewhere.
//!
//! `docs/authorship.md` tells people the same.

use std::collections::BTreeMap;

use crate::pcm::Decibels;
use crate::project::{AssetRef, AudioClip, Bus, Clip, Note, Pattern, Project, SampleZone, Strip, Target, Track};
use crate::provenance::{Aspect, AuthorsId, Digest, Disclosure, Evidence};
use crate::sound::Play;
use crate::time::{TICKS_PER_QUARTER, Tick};

/// Weights by what they belong to: one piece of evidence an aspect and author set, however long the song.
#[derive(Default)]
struct Weights(BTreeMap<(Aspect, AuthorsId), f64>);

impl Weights {
    fn add(&mut self, aspect: Aspect, authors: AuthorsId, weight: f64) {
        if weight > 0.0 {
            *self.0.entry((aspect, authors)).or_default() += weight;
        }
    }
}

/// Everything audible or readable, with its authors; what nobody has claimed is left out.
pub fn evidence(project: &Project) -> Vec<Evidence> {
    let mut weights = Weights::default();
    for section in project.sections.iter() {
        weights.add(Aspect::Arrangement, section.authors, 1.0);
    }
    for span in project.chords.iter() {
        weights.add(Aspect::Composition, span.authors, 1.0);
    }
    for line in project.lyrics.iter().filter(|line| !line.placeholder) {
        let characters = line.text.chars().filter(|character| !character.is_whitespace()).count();
        weights.add(Aspect::Lyrics, line.authors, characters as f64);
    }
    if let Some(cover) = project.cover() {
        weights.add(Aspect::Artwork, cover.authors, 1.0);
    }
    let audible: Vec<&Track> =
        project.tracks.iter().map(AsRef::as_ref).filter(|track| is_audible(project, track)).collect();
    for track in &audible {
        add_track(&mut weights, project, track);
    }
    let buses = project.buses.iter().filter(|bus| passes(&bus.strip) && audible.iter().any(|track| feeds(track, bus)));
    for bus in buses {
        weights.add(Aspect::Mix, bus.strip.authors, 1.0);
        add_lanes(&mut weights, &bus.strip, Aspect::Mix, false);
    }
    if !audible.is_empty() {
        weights.add(Aspect::Master, project.master.authors, 1.0);
        add_lanes(&mut weights, &project.master, Aspect::Master, false);
    }
    let pieces = weights.0.into_iter().map(|((aspect, authors), weight)| Evidence {
        aspect,
        weight,
        authors: project.authors.get(authors).to_vec(),
    });
    pieces.filter(|piece| !piece.authors.is_empty()).collect()
}

/// The disclosure of a project.
pub fn disclosure(project: &Project) -> Disclosure {
    Disclosure::of(&project.ledger, &evidence(project))
}

/// How long a recording plays for it to count as one note of composition.
const A_NOTE: f64 = (TICKS_PER_QUARTER / 4) as f64;
/// How long a recording with words plays for it to count as one character of them.
const A_CHARACTER: f64 = (TICKS_PER_QUARTER / 2) as f64;

fn recording<'a>(project: &'a Project, clip: &Clip) -> Option<&'a AssetRef> {
    project.asset(clip.audio().filter(|audio| is_heard(audio))?.asset)
}

/// A recording that is heard for so many ticks of a clip: the work of those who made it.
fn add_recording(weights: &mut Weights, length: f64, asset: &AssetRef) {
    for aspect in [Aspect::Composition, Aspect::Performance] {
        weights.add(aspect, asset.authors, length / A_NOTE);
    }
    if asset.has_voice() {
        weights.add(Aspect::Vocals, asset.authors, length / A_NOTE);
    }
    if asset.has_words() {
        weights.add(Aspect::Lyrics, asset.authors, length / A_CHARACTER);
    }
    for aspect in [Aspect::Arrangement, Aspect::Sound, Aspect::Mix, Aspect::Master] {
        weights.add(aspect, asset.authors, 1.0);
    }
}

fn add_track(weights: &mut Weights, project: &Project, track: &Track) {
    for clip in &track.clips {
        weights.add(Aspect::Arrangement, clip.authors, 1.0);
        if let Some(asset) = recording(project, clip) {
            add_recording(weights, f64::from(clip.length.0), asset);
        }
        for (note, strikes) in track.pattern_of(clip).into_iter().flat_map(|pattern| strikes(clip, pattern)) {
            for aspect in [Aspect::Composition, Aspect::Performance] {
                weights.add(aspect, note.authors, strikes as f64);
            }
        }
        for (asset, length) in sampled(project, track, clip) {
            add_recording(weights, length, asset);
        }
    }
    if strikes_any(track) {
        weights.add(Aspect::Sound, track.patch_authors, 1.0);
    }
    weights.add(Aspect::Mix, track.strip.authors, 1.0);
    add_lanes(weights, &track.strip, Aspect::Mix, strikes_any(track));
}

/// The recordings that a clip's notes have a sampler play, and for how many ticks.
fn sampled<'a>(project: &'a Project, track: &Track, clip: &Clip) -> Vec<(&'a AssetRef, f64)> {
    let mut lengths: BTreeMap<Digest, f64> = BTreeMap::new();
    let struck = track.pattern_of(clip).into_iter().flat_map(|pattern| strikes(clip, pattern));
    for (note, strikes) in struck.filter(|(_, strikes)| *strikes > 0) {
        for SampleZone { asset, zone } in track.struck(note) {
            let Some((_, rate)) = project.asset(*asset).and_then(AssetRef::recording) else { continue };
            let seconds = (zone.end - zone.start) as f64 / f64::from(rate);
            let begins = f64::from(clip.at.0);
            let whole = project.tempo.tick_at(project.tempo.seconds_at(begins) + seconds) - begins;
            let held = f64::from(note.length.0);
            let length = match (zone.play, zone.looped) {
                (Play::OneShot, None) => whole,
                (_, None) => whole.min(held),
                (_, Some(_)) => held,
            };
            *lengths.entry(*asset).or_default() += length.max(A_NOTE) * strikes as f64;
        }
    }
    lengths.into_iter().filter_map(|(digest, length)| Some((project.asset(digest)?, length))).collect()
}

/// What moves with the song, on a strip whose own settings belong to `aspect`; `struck` says whether its instrument is
/// heard.
fn add_lanes(weights: &mut Weights, strip: &Strip, aspect: Aspect, struck: bool) {
    for lane in &strip.automation {
        let aspect = match lane.target {
            Target::Patch(_) if struck => Aspect::Sound,
            Target::Patch(_) => continue,
            _ => aspect,
        };
        for point in &lane.points {
            weights.add(aspect, point.authors, 1.0 / lane.points.len() as f64);
        }
    }
}

/// Whether a track strikes a note or plays a recording, and neither it nor its group is muted or faded to silence.
pub fn is_audible(project: &Project, track: &Track) -> bool {
    let sounds = passes(&track.strip) && reaches(project, track);
    sounds && (strikes_any(track) || track.clips.iter().any(|clip| clip.audio().is_some_and(is_heard)))
}

fn strikes_any(track: &Track) -> bool {
    let sounds = |clip: &Clip| {
        track.pattern_of(clip).is_some_and(|pattern| strikes(clip, pattern).any(|(_, strikes)| strikes > 0))
    };
    track.clips.iter().any(sounds)
}

/// Whether a clip plays its recording loud enough to be heard.
pub fn is_heard(audio: &AudioClip) -> bool {
    audio.gain > Decibels::SILENCE
}

fn passes(strip: &Strip) -> bool {
    !strip.mute && strip.opens()
}

/// Whether what a track lets out gets anywhere: past its group, or by a tap around it.
fn reaches(project: &Project, track: &Track) -> bool {
    project.group_of(track).is_none_or(|group| {
        let by_a_tap = || project.buses.iter().any(|bus| track.strip.taps(bus.id) && passes(&bus.strip));
        !group.strip.mute && (group.strip.opens() || by_a_tap())
    })
}

fn feeds(track: &Track, bus: &Bus) -> bool {
    track.strip.feeds(bus.id)
}

/// Each note and how often a clip strikes it: a clip longer than its pattern plays it again.
fn strikes<'a>(clip: &'a Clip, pattern: &'a Pattern) -> impl Iterator<Item = (&'a Note, u64)> + 'a {
    let period = u64::from(pattern.length.0);
    // Every time before `until`, counted from where the pattern first began.
    let strikes_before = move |until: u64, start: Tick| match until.checked_sub(u64::from(start.0) + 1) {
        Some(since) if period > 0 => since / period + 1,
        _ => 0,
    };
    let begin = u64::from(clip.offset.0);
    let end = begin + u64::from(clip.length.0);
    let inside = pattern.heard().filter(|note| note.start < pattern.length);
    inside.map(move |note| (note, strikes_before(end, note.start) - strikes_before(begin, note.start)))
}

#[cfg(test)]
mod tests;
