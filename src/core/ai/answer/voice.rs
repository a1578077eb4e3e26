//! What one track plays, bar after bar, as notes.

use crate::ai::answer::bar::{Item, Strike};
use crate::ai::answer::drum_bar::Beat;
use crate::ai::answer::layout::{Played, STEP};
use crate::music::{Pitch, Velocity};
use crate::score::{ScoreChord, ScoreNote, TrackRole};
use crate::time::Tick;

/// A bar as it is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Notes, exactly as long as the bar.
    Notes(Vec<Item>),
    /// Strokes on the kit.
    Beats(Vec<Beat>),
}

/// A bar and where it is in the song.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Where it begins.
    pub start: Tick,
    /// What it plays.
    pub bar: &'a Bar,
    /// Which bar of which pattern it is.
    pub played: Played,
}

/// The notes of bars in order. What is tied goes on where the next bar begins on the same keys.
pub fn notes(placed: &[Placed<'_>], role: TrackRole, chords: &[ScoreChord]) -> Vec<ScoreNote> {
    let mut notes: Vec<ScoreNote> = Vec::new();
    let mut open: Vec<(Pitch, usize, Tick)> = Vec::new();
    for place in placed {
        match place.bar {
            Bar::Beats(beats) => notes.extend(beats.iter().map(|beat| struck(beat, place.start))),
            Bar::Notes(items) => {
                let mut at = place.start;
                let root = root_of(items);
                for item in items {
                    let shift = if place.played.follows { shift(root, at, chords) } else { 0 };
                    let length = Tick(item.steps * STEP);
                    let mut next_open = Vec::new();
                    for key in &item.keys {
                        let pitch = key.transposed(shift).unwrap_or(*key);
                        let held = open.iter().find(|(known, _, end)| *known == pitch && *end == at).map(|open| open.1);
                        let index = held.unwrap_or(notes.len());
                        match notes.get_mut(index) {
                            Some(note) => note.length = note.length + length,
                            None => notes.push(ScoreNote {
                                start: at,
                                length,
                                pitch,
                                velocity: velocity(role, item.strike, at == place.start),
                            }),
                        }
                        if item.tied {
                            next_open.push((pitch, index, at + length));
                        }
                    }
                    open = next_open;
                    at = at + length;
                }
            }
        }
    }
    notes
}

fn struck(beat: &Beat, start: Tick) -> ScoreNote {
    let strike = match beat.force {
        2.. => Strike::Accent,
        1 => Strike::Usual,
        _ => Strike::Soft,
    };
    let velocity = velocity(TrackRole::Drums, strike, beat.step == 0);
    ScoreNote { start: start + Tick(beat.step * STEP), length: Tick(STEP), pitch: beat.piece.pitch(), velocity }
}

fn velocity(role: TrackRole, strike: Strike, first: bool) -> Velocity {
    let usual = match role {
        TrackRole::Lead | TrackRole::Bass | TrackRole::Audio => 90,
        TrackRole::Drums => 92,
        TrackRole::Keys => 76,
        TrackRole::Arp => 74,
        TrackRole::Pad => 64,
    };
    let strike = match strike {
        Strike::Usual => 0,
        Strike::Accent => 20,
        Strike::Soft => -26,
    };
    Velocity::clamped(usual + strike + if first { 4 } else { 0 })
}

/// The key a bar stands on: its first.
fn root_of(items: &[Item]) -> Option<Pitch> {
    items.iter().find_map(|item| item.keys.first().copied())
}

/// How far a bar moves to stand on the chord at a tick: the shorter way.
fn shift(root: Option<Pitch>, at: Tick, chords: &[ScoreChord]) -> i32 {
    let chord = chords.iter().rev().find(|span| span.range.start <= at);
    let (Some(root), Some(chord)) = (root, chord) else { return 0 };
    let up = (i32::from(chord.chord.bass().semitones()) - i32::from(root.class().semitones())).rem_euclid(12);
    if up > 6 { up - 12 } else { up }
}

/// The keys a part may use.
fn range(role: TrackRole) -> (u8, u8) {
    match role {
        TrackRole::Lead | TrackRole::Audio => (45, 96),
        TrackRole::Keys => (33, 100),
        TrackRole::Arp => (36, 103),
        TrackRole::Pad => (33, 96),
        TrackRole::Bass => (24, 67),
        TrackRole::Drums => (0, 127),
    }
}

/// Moves a part by an octave where it was counted from another middle C: a bass that lies above it, a melody deep down.
pub fn settle_octave(notes: &mut [ScoreNote], role: TrackRole) -> bool {
    let mut keys: Vec<u8> = notes.iter().map(|note| note.pitch.key()).collect();
    keys.sort_unstable();
    let Some(median) = keys.get(keys.len() / 2).copied() else { return false };
    let by = match role {
        TrackRole::Bass if median > 60 => -12,
        TrackRole::Lead if median < 45 => 12,
        _ => return false,
    };
    for note in notes.iter_mut() {
        note.pitch = note.pitch.transposed(by).unwrap_or(note.pitch);
    }
    true
}

/// Brings notes outside of a part's range into it by octaves; tells how many.
pub fn fold(notes: &mut [ScoreNote], role: TrackRole) -> usize {
    let (low, high) = range(role);
    let mut count = 0;
    for note in notes.iter_mut() {
        let before = note.pitch;
        let mut key = i32::from(before.key());
        while key < i32::from(low) {
            key += 12;
        }
        while key > i32::from(high) {
            key -= 12;
        }
        note.pitch = Pitch::clamped(key);
        count += usize::from(note.pitch != before);
    }
    count
}

/// Moves the second of two eighths later: by nothing at 0, to the triplet at 1.
pub fn swing(notes: &mut [ScoreNote], amount: f64) {
    let late = |tick: Tick| {
        let pair = 4 * STEP;
        let half = pair / 2;
        let turn = half + (f64::from(half) / 3.0 * amount) as u32;
        let into = tick.0 % pair;
        let moved = if into <= half { into * turn / half } else { turn + (into - half) * (pair - turn) / half };
        Tick(tick.0 - into + moved)
    };
    for note in notes.iter_mut() {
        let end = late(note.start + note.length);
        note.start = late(note.start);
        note.length = (end - note.start).max(Tick(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ai::answer::bar::read;
    use crate::time::TickRange;

    const PLAYED: Played = Played { pattern: 0, bar: 0, follows: false };

    fn bar(text: &str) -> Bar {
        Bar::Notes(read(text).unwrap())
    }

    #[test]
    fn tied_notes_are_one_and_others_are_not() {
        let bars = [bar("C4:8 E4:8~"), bar("E4:4 E4:4 C4:8~"), bar("D4:16")];
        let place = |index: u32| Placed { start: Tick(index * 3840), bar: &bars[index as usize], played: PLAYED };
        let notes = notes(&[place(0), place(1), place(2)], TrackRole::Lead, &[]);
        let read: Vec<(u32, u32)> = notes.iter().map(|note| (note.start.0, note.length.0)).collect();
        assert_eq!(read, [(0, 1920), (1920, 2880), (4800, 960), (5760, 1920), (7680, 3840)]);
    }

    #[test]
    fn a_pattern_that_follows_stands_on_each_chord() {
        let bars = [bar("A1:8 E2:8")];
        let chords = [(0, "Am"), (3840, "F"), (7680, "D/F#")];
        let chords: Vec<ScoreChord> = chords
            .iter()
            .map(|(start, chord)| ScoreChord {
                range: TickRange::new(Tick(*start), Tick(start + 3840)),
                chord: chord.parse().unwrap(),
            })
            .collect();
        let played = Played { follows: true, ..PLAYED };
        let placed = [0, 1, 2].map(|index| Placed { start: Tick(index * 3840), bar: &bars[0], played });
        let keys: Vec<String> =
            notes(&placed, TrackRole::Bass, &chords).iter().map(|note| note.pitch.to_string()).collect();
        assert_eq!(keys, ["A1", "E2", "F1", "C2", "F#1", "Db2"]);
    }

    #[test]
    fn octaves_and_ranges_are_settled() {
        let mut low = notes(&[Placed { start: Tick(0), bar: &bar("C5:8 D5:8"), played: PLAYED }], TrackRole::Bass, &[]);
        assert!(settle_octave(&mut low, TrackRole::Bass));
        assert_eq!(low[0].pitch.to_string(), "C4");
        let mut high =
            notes(&[Placed { start: Tick(0), bar: &bar("C9:8 C4:8"), played: PLAYED }], TrackRole::Lead, &[]);
        assert_eq!(fold(&mut high, TrackRole::Lead), 1);
        assert_eq!(high[0].pitch.to_string(), "C7");
    }

    #[test]
    fn swing_moves_only_what_is_off_the_beat() {
        let mut played =
            notes(&[Placed { start: Tick(0), bar: &bar("C4:2 D4:2 E4:4"), played: PLAYED }], TrackRole::Lead, &[]);
        swing(&mut played, 1.0);
        let starts: Vec<u32> = played.iter().map(|note| note.start.0).collect();
        assert_eq!(starts, [0, 640, 960]);
    }
}
