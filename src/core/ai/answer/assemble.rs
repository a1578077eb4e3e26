//! A song as a model wrote it, laid out as a score; what is missing or was left to it, the built-in composer plays.

use crate::ai::answer::fill::fill;
use crate::ai::answer::layout::{self, Playing};
use crate::ai::answer::patterns::{Fault, Ready, ready};
use crate::ai::answer::song::{Song, SongTrack};
use crate::ai::answer::voice::{self, Placed};
use crate::ai::answer::{harmony, instruments, sing};
use crate::compose::Arranger;
use crate::music::Key;
use crate::score::{HunkKind, Part, Repair, Score, ScoreLyric, TrackRole, check};
use crate::sound::Preset;
use crate::time::{Bpm, Meter, Tick};

/// What is settled before a model writes, and how its answer is completed.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// Tempo, time signature and key that stay as they are, where the answer is a part of a song that is there.
    pub fixed: Option<(Bpm, Meter, Key)>,
    /// Whether the built-in composer plays all that is missing, not only what is left to it by name.
    pub fill: bool,
    /// What the person asked for; names the style for the built-in composer.
    pub words: String,
    /// The parts that are there already, which keep their names and roles.
    pub known: Vec<(String, TrackRole)>,
}

/// A song laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembled {
    /// The song, within the bounds of a project.
    pub score: Score,
    /// What had to be put right.
    pub repairs: Vec<Repair>,
    /// What the built-in composer wrote.
    pub filled: Vec<HunkKind>,
    /// What the service could put right itself.
    pub faults: Vec<Fault>,
    /// How many bars were written.
    pub written: usize,
}

/// What is known of each track while the song is laid out.
pub struct Desk<'a> {
    /// The answer.
    pub song: &'a Song,
    /// The part each track plays.
    pub roles: Vec<TrackRole>,
    /// What each track does, by section.
    pub playing: Vec<Vec<Playing>>,
    /// The song so far, its parts in the order of the tracks.
    pub score: Score,
}

/// Lays a song out. Sections without a bar are no song: `None`.
pub fn assemble(song: &Song, terms: &Terms) -> Option<Assembled> {
    if song.sections.is_empty() {
        return None;
    }
    let mut repairs = Vec::new();
    let (bpm, meter, key) = terms.fixed.unwrap_or_else(|| frame(song, &mut repairs));
    let roles: Vec<TrackRole> = song.tracks.iter().map(|track| role_of(track, terms)).collect();
    let mut ready = ready(song, &roles, meter.bar().0 / layout::STEP);
    let score = Score {
        title: song.title.clone(),
        bpm,
        meter,
        key,
        sections: layout::sections(song),
        chords: layout::chords(song, meter, &mut repairs),
        lyrics: Vec::new(),
        parts: Vec::new(),
    };
    let playing = song.sections.iter().map(|section| layout::playing(song, section, &mut repairs)).collect();
    let mut desk = Desk { song, roles, playing, score };
    desk.score.lyrics = lyrics(&desk, &mut ready, &mut repairs);
    desk.score.parts = parts(&desk, &ready, terms, &mut repairs);
    repairs.append(&mut ready.repairs);
    let mut filled = fill(&mut desk, terms, &mut repairs);
    if song.left_out > 0 {
        repairs.push(Repair::Bounded(song.left_out));
    }
    if !song.complete {
        repairs.push(Repair::CutOff);
    }
    let score = without_silent_parts(desk.score, &mut filled);
    let (score, more) = check(score);
    repairs.extend(more);
    repairs.dedup();
    Some(Assembled { score, repairs, filled, faults: ready.faults, written: ready.written })
}

/// Tempo, time signature and key of an answer.
fn frame(song: &Song, repairs: &mut Vec<Repair>) -> (Bpm, Meter, Key) {
    let mut told = |asked: &str, given: String| {
        if !asked.is_empty() {
            repairs.push(Repair::ValueReplaced { asked: asked.to_owned(), given });
        }
    };
    let meter = song
        .meter
        .split_once('/')
        .and_then(|(beats, unit)| Meter::new(beats.trim().parse().ok()?, unit.trim().parse().ok()?).ok());
    let meter = meter.unwrap_or_else(|| {
        told(&song.meter, "4/4".to_owned());
        Meter::COMMON
    });
    let key = harmony::key(&song.key).unwrap_or_else(|| {
        told(&song.key, Key::c_major().to_string());
        Key::c_major()
    });
    let asked = song.bpm.filter(|bpm| bpm.is_finite() && *bpm > 0.0).unwrap_or(100.0);
    let bpm = Bpm::clamped(asked);
    if (bpm.get() - asked).abs() > 0.01 {
        told(&asked.to_string(), bpm.get().to_string());
    }
    (bpm, meter, key)
}

/// The bars of a track with their places, over all sections.
fn placed<'a>(desk: &Desk<'_>, ready: &'a Ready, track: usize) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    let starts = desk.score.section_ranges();
    for (section, range) in desk.playing.iter().zip(starts) {
        let bars = section.get(track).map(|playing| playing.bars.as_slice()).unwrap_or_default();
        for (index, played) in (0u32..).zip(bars) {
            let start = range.start + Tick(desk.score.meter.bar().0 * index);
            if let Some(bar) = ready.bar(*played) {
                placed.push(Placed { start, bar, played: *played });
            }
        }
    }
    placed
}

fn parts(desk: &Desk<'_>, ready: &Ready, terms: &Terms, repairs: &mut Vec<Repair>) -> Vec<Part> {
    let arranger = Arranger::new(&terms.words, 0, &desk.score, false);
    let tracks = desk.song.tracks.iter().zip(&desk.roles).enumerate();
    let parts = tracks.map(|(index, (track, role))| {
        let mut notes = voice::notes(&placed(desk, ready, index), *role, &desk.score.chords);
        let name = known(track, terms).map_or_else(|| name_of(track), |(name, _)| name.clone());
        if voice::settle_octave(&mut notes, *role) {
            repairs.push(Repair::OctaveMoved { part: name.clone() });
        }
        let folded = voice::fold(&mut notes, *role);
        if folded > 0 {
            repairs.push(Repair::NotesFolded { part: name.clone(), count: folded });
        }
        if desk.song.swing > 0.0 && desk.score.meter.unit() == 4 {
            voice::swing(&mut notes, desk.song.swing);
        }
        notes.sort_by_key(|note| (note.start, note.pitch));
        let (preset, understood) = instruments::preset(&track.instrument, *role);
        if !understood {
            let asked = track.instrument.clone();
            repairs.push(Repair::InstrumentReplaced { part: name.clone(), asked, given: preset.to_owned() });
        }
        let usual = arranger.silent_part(*role);
        let patch = Preset::named(preset).map_or_else(|| usual.patch.clone(), Preset::patch);
        Part { name, patch, notes, ..usual }
    });
    parts.collect()
}

/// The part that is there already under a track's name.
fn known<'a>(track: &SongTrack, terms: &'a Terms) -> Option<&'a (String, TrackRole)> {
    terms.known.iter().find(|(name, _)| name.eq_ignore_ascii_case(&track.id))
}

fn role_of(track: &SongTrack, terms: &Terms) -> TrackRole {
    let usual = || instruments::role(&track.role, &track.id, &track.instrument);
    known(track, terms).map_or_else(usual, |(_, role)| *role)
}

/// What a track is called: its short name as a name.
fn name_of(track: &SongTrack) -> String {
    let id = track.id.replace(['_', '-'], " ");
    let mut letters = id.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => track.role.clone(),
    }
}

/// The words under the notes of whoever sings; else those of the sections, laid evenly over each.
fn lyrics(desk: &Desk<'_>, ready: &mut Ready, repairs: &mut Vec<Repair>) -> Vec<ScoreLyric> {
    let fitted = sing::fit_syllables(desk.song, &desk.roles, ready);
    if fitted > 0 {
        repairs.push(Repair::SyllablesFitted(fitted));
    }
    let singers = (0..desk.roles.len()).filter(|track| desk.roles.get(*track) == Some(&TrackRole::Lead));
    let sung = singers.map(|track| sing::lines(desk.song, &placed(desk, ready, track)));
    sung.into_iter().find(|lines| !lines.is_empty()).unwrap_or_default()
}

/// Leaves out parts that never play; hunks keep pointing at theirs.
fn without_silent_parts(mut score: Score, filled: &mut Vec<HunkKind>) -> Score {
    let places: Vec<Option<usize>> = score
        .parts
        .iter()
        .scan(0, |next, part| {
            let place = (!part.notes.is_empty()).then_some(*next);
            *next += usize::from(place.is_some());
            Some(place)
        })
        .collect();
    filled.retain_mut(|hunk| match hunk {
        HunkKind::Part { part, .. } => match places.get(*part).copied().flatten() {
            Some(place) => {
                *part = place;
                true
            }
            None => false,
        },
        _ => true,
    });
    score.parts.retain(|part| !part.notes.is_empty());
    score
}
