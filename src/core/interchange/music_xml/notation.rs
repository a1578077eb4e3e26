//! Lengths cut into the notes that can be written.

use crate::interchange::music_xml::quantise::{DIVISIONS, Measure, STRAIGHT};

/// A length that can be written as one note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// How many divisions it has.
    pub length: u32,
    /// The name of the note.
    pub name: &'static str,
    /// Whether it is dotted.
    pub dotted: bool,
    /// Whether three of it stand where two would.
    pub triplet: bool,
}

/// The values that may begin at a place, the longest first, in divisions: no value hides a beat that readers look for.
const ON_A_BEAT: &[u32] = &[96, 72, 48, 36, 24, 18, 12, 9, 6, 3];
const ON_A_HALF: &[u32] = &[36, 24, 12, 9, 6, 3];
const ON_A_QUARTER: &[u32] = &[18, 12, 6, 3];
const NEAR_A_BEAT: &[u32] = &[6, 3];
const ELSEWHERE: &[u32] = &[3];

const fn straight(length: u32) -> Option<Value> {
    let (name, dotted) = match length {
        96 => ("whole", false),
        72 => ("half", true),
        48 => ("half", false),
        36 => ("quarter", true),
        24 => ("quarter", false),
        18 => ("eighth", true),
        12 => ("eighth", false),
        9 => ("16th", true),
        6 => ("16th", false),
        3 => ("32nd", false),
        _ => return None,
    };
    Some(Value { length, name, dotted, triplet: false })
}

const fn in_three(length: u32) -> Option<Value> {
    let name = match length {
        16 => "quarter",
        8 => "eighth",
        4 => "16th",
        _ => return None,
    };
    Some(Value { length, name, dotted: false, triplet: true })
}

fn is_straight(grid: u32) -> bool {
    grid.is_multiple_of(3)
}

/// A span of a measure, counted from its start, as the values that make it up, in order.
pub fn values(measure: &Measure, start: u32, end: u32) -> Vec<Value> {
    let grid = |at: u32| measure.grids.get((at / DIVISIONS) as usize).copied().unwrap_or(STRAIGHT);
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        let beat = at % DIVISIONS;
        let value = if is_straight(grid(at)) {
            // Not into a quarter that counts in three.
            let until = (at / DIVISIONS + 1..)
                .map(|quarter| quarter * DIVISIONS)
                .find(|at| *at >= end || !is_straight(grid(*at)));
            let room = until.unwrap_or(end).min(end) - at;
            let allowed = match beat {
                0 => ON_A_BEAT,
                12 => ON_A_HALF,
                6 => ON_A_QUARTER,
                18 => NEAR_A_BEAT,
                _ => ELSEWHERE,
            };
            allowed.iter().find(|length| **length <= room).and_then(|length| straight(*length))
        } else {
            let room = (DIVISIONS - beat).min(end - at);
            if room == DIVISIONS {
                straight(room)
            } else {
                [16, 8, 4].into_iter().find(|length| *length <= room).and_then(in_three)
            }
        };
        // Whatever lies off every grid still takes its time; the quantiser leaves none.
        let value = value.unwrap_or(Value { length: end - at, name: "32nd", dotted: false, triplet: false });
        at += value.length;
        found.push(value);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(grids: &[u32], start: u32, end: u32) -> Vec<u32> {
        let measure = Measure { start: 0, length: grids.len() as u32 * DIVISIONS, grids: grids.to_vec() };
        values(&measure, start, end).iter().map(|value| value.length).collect()
    }

    #[test]
    fn values_show_the_beat() {
        assert_eq!(lengths(&[6; 4], 0, 96), [96]);
        assert_eq!(lengths(&[6; 4], 6, 48), [18, 24]);
        assert_eq!(lengths(&[6; 4], 18, 96), [6, 72]);
        assert_eq!(lengths(&[6; 4], 12, 36), [24]);
        assert_eq!(lengths(&[3, 6, 6, 6], 3, 24), [3, 18]);
    }

    #[test]
    fn a_note_into_a_triplet_is_cut_where_it_begins() {
        assert_eq!(lengths(&[6, 8, 6, 6], 0, 40), [24, 16]);
        assert_eq!(lengths(&[8, 6, 6, 6], 8, 48), [16, 24]);
        assert_eq!(lengths(&[6, 8, 6, 6], 0, 96), [24, 24, 48]);
    }

    #[test]
    fn every_span_on_the_grids_is_made_up_exactly() {
        for grids in [[6, 8, 4, 3], [8, 8, 6, 4], [3, 3, 6, 6], [4, 6, 8, 8]] {
            let places: Vec<u32> = (0..4_u32)
                .flat_map(|quarter| {
                    (0..DIVISIONS / grids[quarter as usize])
                        .map(move |step| quarter * DIVISIONS + step * grids[quarter as usize])
                })
                .chain([96])
                .collect();
            for start in &places {
                for end in places.iter().filter(|end| *end > start) {
                    let measure = Measure { start: 0, length: 96, grids: grids.to_vec() };
                    let values = values(&measure, *start, *end);
                    assert_eq!(values.iter().map(|value| value.length).sum::<u32>(), end - start);
                    let known = |value: &Value| straight(value.length).or(in_three(value.length)).is_some();
                    assert!(values.iter().all(known), "{grids:?} {start}..{end}: {values:?}");
                }
            }
        }
    }
}
