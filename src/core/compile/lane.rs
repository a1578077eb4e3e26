//! A track's clips, flattened into what the engine plays: sorted notes, and nothing about clips.

use crate::engine::{AudioSpan, Lane, LaneNote};
use crate::project::limits::MAX_NOTES;
use crate::project::{AssetRef, Clip, Pattern, Project, Track, rendition};
use crate::time::Tick;

/// The notes of a track on the timeline.
pub fn lane(track: &Track) -> Lane {
    let mut notes = Vec::new();
    for clip in &track.clips {
        if let Some(pattern) = track.pattern_of(clip) {
            play(clip, pattern, &mut notes);
        }
    }
    notes.sort_unstable();
    notes.dedup_by_key(|note| (note.start, note.pitch));
    Lane { notes }
}

/// The recordings of a track on the timeline; those that the project does not list are left out.
pub fn spans(project: &Project, track: &Track) -> Vec<AudioSpan> {
    let span = |clip: &Clip| {
        let audio = clip.audio()?;
        let (_, rate) = project.asset(audio.asset).and_then(AssetRef::recording)?;
        let warp = clip.warp(&project.tempo);
        Some(AudioSpan {
            start: clip.at,
            end: clip.end(),
            recording: rendition::key(audio.asset, warp),
            // Never negative, and far below 2^53.
            offset: (audio.offset as f64 * warp.ratio() + 0.5) as u64,
            reverse: audio.reverse,
            rate,
            gain: audio.gain.0,
            fade_in: audio.fade_in,
            fade_out: audio.fade_out,
        })
    };
    track.clips.iter().filter_map(span).collect()
}

/// Adds the notes of one clip: its pattern from the offset on, again and again until the clip ends.
fn play(clip: &Clip, pattern: &Pattern, notes: &mut Vec<LaneNote>) {
    let length = pattern.length.0.max(1);
    let mut turn = clip.offset.0 / length;
    loop {
        // Where this turn of the pattern begins on the timeline; before the clip in the first, cut turn.
        let origin = i64::from(clip.at.0) + i64::from(turn) * i64::from(length) - i64::from(clip.offset.0);
        if origin >= i64::from(clip.end().0) || notes.len() >= MAX_NOTES || pattern.notes.is_empty() {
            return;
        }
        for note in pattern.heard().take_while(|note| note.start.0 < length) {
            let start = origin + i64::from(note.start.0);
            if start < i64::from(clip.at.0) || start >= i64::from(clip.end().0) {
                continue;
            }
            let start = Tick::ZERO.shifted(start);
            let end = (start + note.length).min(clip.end());
            notes.push(LaneNote { start, pitch: note.pitch, end, velocity: note.velocity });
        }
        turn += 1;
    }
}
