//! Commands that cut, join, repeat and unlink clips.

use std::collections::BTreeSet;

use crate::edit::Command;
use crate::project::limits::MAX_TICK;
use crate::project::{Clip, ClipContent, ClipId, Note, NoteKey, Pattern, Project, Track, TrackId};
use crate::time::{Tick, TickRange};
use crate::view::ClipNotes;

fn rate_of(project: &Project, clip: &Clip) -> u32 {
    clip.audio().and_then(|audio| project.asset(audio.asset)?.recording()).map_or(0, |(_, rate)| rate)
}

fn found(project: &Project, track: TrackId, clip: ClipId) -> Option<(&Track, &Clip)> {
    let track = project.track(track)?;
    track.clip(clip).map(|clip| (track.as_ref(), clip))
}

/// Cuts a clip in two at a tick inside it; both parts play what they played. Names the later part.
pub fn split_clip(project: &Project, track: TrackId, clip: ClipId, at: Tick) -> Option<(Vec<Command>, ClipId)> {
    let (_, clip) = found(project, track, clip)?;
    if at <= clip.at || at >= clip.end() {
        return None;
    }
    let mut ids = project.ids;
    let rest = Clip { id: ids.clip(), ..clip.from_tick(at, &project.tempo, rate_of(project, clip)) };
    let first = Command::SetClip { track, clip: clip.to_tick(at) };
    Some((vec![first, Command::AddClip { track, clip: rest }], rest.id))
}

/// Makes one clip of a clip and the next one on its track, with what both play and the gap between them. `None` where
/// there is no next clip, or where a recording would have to be joined.
pub fn join_clips(project: &Project, track: TrackId, clip: ClipId) -> Option<Vec<Command>> {
    let (row, clip) = found(project, track, clip)?;
    let next = row.clips.iter().find(|next| next.at >= clip.end())?;
    let range = TickRange::new(clip.at, next.end());
    let (pattern, other) = (row.pattern_of(clip)?, row.pattern_of(next)?);
    let goes_on = clip.end() == next.at
        && pattern.id == other.id
        && (clip.offset.0 + clip.length.0) % pattern.length.0.max(1) == next.offset.0 % pattern.length.0.max(1);
    if goes_on {
        return Some(vec![Command::SetClip { track, clip: Clip { length: range.length(), ..*clip } }]);
    }
    let mut joined = Pattern { id: pattern.id, length: range.length(), notes: Vec::new() };
    for (clip, pattern) in [(clip, pattern), (next, other)] {
        for (sounds, note) in ClipNotes::new(*clip, pattern).inside(range) {
            joined.put(Note { start: sounds.start - range.start, length: sounds.length(), ..*note });
        }
    }
    Some(with_own_pattern(project, track, Clip { length: range.length(), offset: Tick::ZERO, ..*clip }, joined))
}

/// Gives a clip a pattern of its own, where others play the same one: what is written in it then stays in it.
pub fn unlink_clip(project: &Project, track: TrackId, clip: ClipId) -> Option<Vec<Command>> {
    let (row, clip) = found(project, track, clip)?;
    let pattern = row.pattern_of(clip)?;
    let shared = row.clips.iter().any(|other| other.id != clip.id && other.pattern() == Some(pattern.id));
    shared.then(|| with_own_pattern(project, track, *clip, Pattern::clone(pattern)))
}

fn with_own_pattern(project: &Project, track: TrackId, clip: Clip, pattern: Pattern) -> Vec<Command> {
    let mut ids = project.ids;
    let pattern = Pattern { id: ids.pattern(), ..pattern };
    let clip = Clip { content: ClipContent::Pattern(pattern.id), ..clip };
    vec![Command::AddPattern { track, pattern }, Command::SetClip { track, clip }]
}

/// Makes a clip play its pattern once more. `None` for a recording, and where time ends.
pub fn loop_clip(project: &Project, track: TrackId, clip: ClipId) -> Option<Vec<Command>> {
    let (row, clip) = found(project, track, clip)?;
    let length = clip.length + row.pattern_of(clip)?.length;
    let fits = clip.at + length <= MAX_TICK;
    fits.then(|| vec![Command::SetClip { track, clip: Clip { length, ..*clip } }])
}

/// Moves the start of a clip while its end and what it plays stay where they are. A pattern goes round backwards too; a
/// recording begins no earlier than it does.
pub fn trim_clip(project: &Project, track: TrackId, clip: &Clip, at: Tick) -> Vec<Command> {
    let at = at.min(clip.end() - Tick(1));
    let trimmed = if at >= clip.at {
        clip.from_tick(at, &project.tempo, rate_of(project, clip))
    } else {
        earlier(project, track, clip, at)
    };
    if trimmed == *clip { Vec::new() } else { vec![Command::SetClip { track, clip: trimmed }] }
}

fn earlier(project: &Project, track: TrackId, clip: &Clip, at: Tick) -> Clip {
    let length = |at: Tick| clip.end() - at;
    match clip.content {
        ClipContent::Pattern(pattern) => {
            let round = project.track(track).and_then(|track| track.pattern(pattern)).map_or(1, |known| known.length.0);
            let back = i64::from(clip.offset.0) - i64::from((clip.at - at).0);
            let offset = Tick(u32::try_from(back.rem_euclid(i64::from(round.max(1)))).unwrap_or(0));
            Clip { at, length: length(at), offset, ..*clip }
        }
        ClipContent::Audio(audio) => {
            let rate = rate_of(project, clip).max(1);
            let seconds = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
            let most = audio.offset as f64 / f64::from(rate) * clip.warp(&project.tempo).ratio();
            // The earliest tick at which the recording has begun.
            let (mut low, mut high) = (at.0, clip.at.0);
            while low < high {
                let middle = low + (high - low) / 2;
                if seconds(clip.at) - seconds(Tick(middle)) > most { low = middle + 1 } else { high = middle }
            }
            let at = Tick(high);
            let back = clip.frames_in(seconds(clip.at) - seconds(at), &project.tempo, rate);
            let audio = crate::project::AudioClip { offset: audio.offset.saturating_sub(back), ..audio };
            Clip { at, length: length(at), content: ClipContent::Audio(audio), ..*clip }
        }
    }
}

/// The notes of a pattern that a selection leaves out.
pub fn other_notes(pattern: &Pattern, keys: &BTreeSet<NoteKey>) -> BTreeSet<NoteKey> {
    pattern.notes.iter().map(Note::key).filter(|key| !keys.contains(key)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::{Edit, History, NewTrack};
    use crate::music::{Pitch, Velocity};
    use crate::pcm::{Decibels, Pan};
    use crate::project::{PatternId, ProjectId, TrackRole};
    use crate::provenance::{AuthorsId, Contributor};
    use crate::sound::{Patch, PatchKind};

    const TRACK: TrackId = TrackId(50);
    const CLIP: ClipId = ClipId(60);

    /// A track with clips that play one pattern of two notes: where each begins, how long it is, and its offset.
    fn history(clips: &[(u32, u32, u32)]) -> History {
        let (id, name) = (TRACK, "Keys".to_owned());
        let (inserts, sends) = (Vec::new(), Vec::new());
        let patch = Patch::new(PatchKind::Fm);
        let (gain, pan, colour, role) = (Decibels(0.0), Pan(0.0), 0, TrackRole::Keys);
        let track = NewTrack { id, name, role, colour, patch, gain, pan, inserts, sends };
        let note = |start, key| Note {
            start: Tick(start),
            length: Tick(400),
            pitch: Pitch::clamped(key),
            velocity: Velocity::DEFAULT,
            authors: AuthorsId(0),
            muted: false,
        };
        let pattern = Pattern { id: PatternId(70), length: Tick(1920), notes: vec![note(0, 60), note(960, 64)] };
        let mut commands = vec![Command::AddTrack { index: 0, track }, Command::AddPattern { track: TRACK, pattern }];
        commands.extend(clips.iter().zip(CLIP.0..).map(|((at, length, offset), id)| {
            let (content, authors) = (ClipContent::Pattern(PatternId(70)), AuthorsId(0));
            let (at, length, offset) = (Tick(*at), Tick(*length), Tick(*offset));
            Command::AddClip { track: TRACK, clip: Clip { id: ClipId(id), content, at, length, offset, authors } }
        }));
        let mut history = History::new(Project::empty(ProjectId(1)));
        run(&mut history, commands);
        history
    }

    fn run(history: &mut History, commands: Vec<Command>) {
        history.run(Edit::new("edit", commands, Contributor::Person { name: String::new() }, 1)).unwrap();
    }

    /// What sounds, in order: where, how long, and which key.
    fn heard(history: &History) -> Vec<(u32, u32, u8)> {
        let track = history.project().track(TRACK).unwrap();
        let all = TickRange::new(Tick::ZERO, MAX_TICK);
        let sounds = |clip: &Clip| ClipNotes::new(*clip, track.pattern_of(clip).unwrap()).inside(all);
        let notes = track.clips.iter().flat_map(sounds);
        notes.map(|(range, note)| (range.start.0, range.length().0, note.pitch.key())).collect()
    }

    fn clips(history: &History) -> usize {
        history.project().track(TRACK).unwrap().clips.len()
    }

    proptest! {
        #[test]
        fn what_is_split_and_joined_sounds_as_before(at in 1u32..7680, offset in 0u32..1920) {
            let mut history = history(&[(960, 7680, offset)]);
            let (project, before) = (history.project().clone(), heard(&history));
            // A note across the cut would be struck twice.
            prop_assume!(before.iter().all(|(start, length, _)| !(*start + 1..start + length).contains(&(at + 960))));
            let (commands, later) = split_clip(&project, TRACK, CLIP, Tick(960 + at)).unwrap();
            run(&mut history, commands);
            prop_assert_eq!(clips(&history), 2);
            prop_assert_eq!(heard(&history), before.clone());
            prop_assert!(history.project().track(TRACK).unwrap().clip(later).is_some());
            let commands = join_clips(history.project(), TRACK, CLIP).unwrap();
            run(&mut history, commands);
            prop_assert_eq!(clips(&history), 1);
            prop_assert_eq!(heard(&history), before);
        }

        #[test]
        fn a_trimmed_start_moves_no_note(at in 0u32..6000, offset in 0u32..1920) {
            let mut history = history(&[(3840, 3840, offset)]);
            let before = heard(&history);
            let clip = *history.project().track(TRACK).unwrap().clip(CLIP).unwrap();
            let commands = trim_clip(history.project(), TRACK, &clip, Tick(at));
            run(&mut history, commands);
            let after = heard(&history);
            let kept: Vec<_> = before.iter().filter(|note| note.0 >= at).collect();
            prop_assert_eq!(after.iter().filter(|note| note.0 >= at.max(3840)).collect::<Vec<_>>(), kept);
        }
    }

    #[test]
    fn clips_with_a_gap_are_joined_with_the_gap() {
        let mut history = history(&[(0, 1920, 0), (3840, 1920, 960)]);
        let before = heard(&history);
        let commands = join_clips(history.project(), TRACK, CLIP).unwrap();
        run(&mut history, commands);
        assert_eq!((clips(&history), heard(&history)), (1, before));
        assert_eq!(join_clips(history.project(), TRACK, CLIP), None);
    }

    #[test]
    fn an_unlinked_clip_is_written_in_alone() {
        let mut history = history(&[(0, 1920, 0), (1920, 1920, 0)]);
        let commands = unlink_clip(history.project(), TRACK, CLIP).unwrap();
        run(&mut history, commands);
        let track = history.project().track(TRACK).unwrap();
        assert_ne!(track.clips[0].pattern(), track.clips[1].pattern());
        // Copying made nobody an author of the notes anew.
        let notes = |index: usize| &track.pattern_of(&track.clips[index]).unwrap().notes;
        assert_eq!(notes(0), notes(1));
        assert_eq!(unlink_clip(history.project(), TRACK, CLIP), None);
    }

    #[test]
    fn a_clip_loops_once_more() {
        let mut history = history(&[(0, 1920, 0)]);
        let commands = loop_clip(history.project(), TRACK, CLIP).unwrap();
        run(&mut history, commands);
        assert_eq!(heard(&history).len(), 4);
    }
}
