//! Notes shared out among voices: in each, one chord sounds at a time.

use crate::interchange::music_xml::quantise::Written;
use crate::music::{Pitch, Velocity};
use crate::time::Tick;

/// The most voices of a staff.
const MOST: usize = 4;

/// Notes that are struck and let go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chord {
    /// The first division.
    pub start: u32,
    /// The first division after it.
    pub end: u32,
    /// The keys, from the lowest up, and how hard each is struck.
    pub keys: Vec<(Pitch, Velocity)>,
    /// Where it starts in truth.
    pub at: Tick,
}

/// Shares notes out among up to four voices; the first has a chord wherever any has. What four voices cannot hold is cut
/// where the next begins: notation of more could not be read.
pub fn share_out(notes: &[Written]) -> Vec<Vec<Chord>> {
    let mut chords: Vec<Chord> = Vec::new();
    for note in notes {
        match chords.iter_mut().rev().take_while(|chord| chord.start == note.start).find(|chord| chord.end == note.end)
        {
            Some(chord) => chord.keys.push((note.pitch, note.velocity)),
            None => chords.push(Chord {
                start: note.start,
                end: note.end,
                keys: vec![(note.pitch, note.velocity)],
                at: note.at,
            }),
        }
    }
    // Of those that start together the highest comes first: the melody.
    chords.sort_by_key(|chord| (chord.start, std::cmp::Reverse(chord.keys.last().map(|(pitch, _)| *pitch))));
    let mut voices: Vec<Vec<Chord>> = Vec::new();
    for chord in chords {
        let free = |voice: &Vec<Chord>| voice.last().is_none_or(|last| last.end <= chord.start);
        if let Some(voice) = voices.iter_mut().find(|voice| free(voice)) {
            voice.push(chord);
        } else if voices.len() < MOST {
            voices.push(vec![chord]);
        } else if let Some(voice) = voices.last_mut() {
            cut_or_join(voice, chord);
        }
    }
    voices
}

fn cut_or_join(voice: &mut Vec<Chord>, chord: Chord) {
    match voice.last_mut() {
        Some(last) if last.start == chord.start => {
            last.keys.extend(chord.keys);
            last.keys.sort_unstable();
            last.keys.dedup_by_key(|(pitch, _)| *pitch);
        }
        Some(last) => {
            last.end = chord.start;
            voice.push(chord);
        }
        None => voice.push(chord),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(start: u32, end: u32, key: i32) -> Written {
        Written { start, end, pitch: Pitch::clamped(key), velocity: Velocity::DEFAULT, at: Tick(start * 40) }
    }

    #[test]
    fn no_voice_sounds_twice_at_a_time_and_nothing_is_lost() {
        let mut notes = Vec::new();
        for step in 0..12 {
            notes.extend((0..7).map(|key| note(step * 6, step * 6 + 6 * (1 + (step * 5 + key) % 7), 60 + key as i32)));
        }
        let voices = share_out(&notes);
        assert!(voices.len() <= MOST);
        for voice in &voices {
            assert!(voice.windows(2).all(|pair| pair[0].end <= pair[1].start && pair[0].start < pair[0].end));
        }
        let count: usize = voices.iter().flatten().map(|chord| chord.keys.len()).sum();
        assert_eq!(count, notes.len());
    }

    #[test]
    fn a_melody_over_a_held_chord_has_two_voices() {
        let voices = share_out(&[note(0, 24, 72), note(0, 48, 60), note(0, 48, 64), note(24, 48, 74)]);
        assert_eq!(voices.len(), 2);
        assert_eq!((voices[0].len(), voices[1][0].keys.len()), (2, 2));
    }
}
