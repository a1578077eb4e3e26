//! Which frame of a recording is heard at which frame of the longer or shorter one.
//!
//! Around an onset both run at one speed, so that it stays as sharp as it is; what lies between makes up for it.

use crate::decode::warp::onsets::Onset;

/// The slowest and the fastest that what lies between two onsets may run.
const SLOWEST: f64 = 0.2;
const FASTEST: f64 = 5.0;

/// A frame of the recording and the frame at which it is heard.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Knot {
    from: i64,
    to: i64,
}

/// A stretch around an onset that runs at the recording's speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steady {
    /// Where it begins in the longer or shorter recording.
    pub to: i64,
    /// The onset's frame in the recording.
    pub onset: i64,
}

/// Which frame of a recording is heard when.
pub struct Course {
    knots: Vec<Knot>,
    /// The stretches that run at the recording's speed, in order.
    pub steady: Vec<Steady>,
}

impl Course {
    /// The course of so many frames that become `ratio` times as many. What lies `lead` frames before an onset and `tail`
    /// after it runs at the recording's speed.
    pub fn new(frames: usize, ratio: f64, onsets: &[Onset], lead: usize, tail: usize) -> Self {
        // No recording is longer than memory.
        let (frames, lead, tail) = (frames as i64, lead as i64, tail as i64);
        let whole = |frame: f64| libm::floor(frame + 0.5) as i64;
        let ends = [Knot { from: 0, to: 0 }, Knot { from: frames, to: whole(frames as f64 * ratio) }];
        let [mut begin, last] = ends.map(|knot| (knot, knot));
        let mut strongest: Vec<&Onset> = onsets.iter().collect();
        strongest.sort_by(|one, other| other.strength.total_cmp(&one.strength).then(one.frame.cmp(&other.frame)));
        let mut kept: Vec<(Knot, Knot, i64)> = Vec::new();
        for onset in strongest {
            let from = onset.frame as i64;
            let to = whole(from as f64 * ratio);
            let (start, end) = (Knot { from: from - lead, to: to - lead }, Knot { from: from + tail, to: to + tail });
            let place = kept.partition_point(|(_, _, other)| *other < from);
            let before = place.checked_sub(1).and_then(|place| kept.get(place)).map_or(begin.1, |(_, end, _)| *end);
            let after = kept.get(place).map_or(last.0, |(start, ..)| *start);
            // The first may begin before the recording does.
            let first = place == 0 && start.to <= 0;
            if (first || runs(before, start)) && (runs(end, after) || end == after) {
                kept.insert(place, (start, end, from));
            }
        }
        if let Some((start, ..)) = kept.first().filter(|(start, ..)| start.to <= 0) {
            begin = (*start, *start);
        }
        let steady = kept.iter().map(|(start, _, onset)| Steady { to: start.to, onset: *onset }).collect();
        let mut knots = vec![begin.0];
        knots.extend(kept.iter().flat_map(|(start, end, _)| [*start, *end]));
        knots.push(last.0);
        knots.dedup();
        Self { knots, steady }
    }

    /// The recording's frame that is heard at a frame; both may lie outside.
    pub fn at(&self, to: i64) -> i64 {
        let after = self.knots.partition_point(|knot| knot.to <= to);
        let (before, next) = (after.checked_sub(1).and_then(|place| self.knots.get(place)), self.knots.get(after));
        match (before, next) {
            (Some(before), Some(next)) => {
                let part = (to - before.to) as f64 / (next.to - before.to) as f64;
                before.from + libm::floor(part * (next.from - before.from) as f64 + 0.5) as i64
            }
            (Some(knot), None) | (None, Some(knot)) => knot.from + (to - knot.to),
            (None, None) => to,
        }
    }
}

/// Whether what lies between two places can be heard.
fn runs(one: Knot, other: Knot) -> bool {
    let (from, to) = ((other.from - one.from) as f64, (other.to - one.to) as f64);
    to > 0.0 && from > 0.0 && (SLOWEST..=FASTEST).contains(&(from / to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_never_runs_back_and_an_onset_is_where_it_belongs(
            ratio in 0.25f64..4.0,
            gaps in prop::collection::vec((900usize..9_000, 6.0f32..99.0), 0..12),
        ) {
            let mut frame = 0;
            let onsets: Vec<Onset> = gaps.iter().map(|(gap, strength)| {
                frame += gap;
                Onset { frame, strength: *strength }
            }).collect();
            let frames = frame + 3_000;
            let course = Course::new(frames, ratio, &onsets, 1_024, 512);
            let end = (frames as f64 * ratio).round() as i64;
            prop_assert_eq!(course.at(end), frames as i64);
            let heard: Vec<i64> = (-2_000..end + 2_000).step_by(97).map(|to| course.at(to)).collect();
            prop_assert!(heard.windows(2).all(|pair| pair[0] <= pair[1]));
            for steady in &course.steady {
                let to = (steady.onset as f64 * ratio).round() as i64;
                prop_assert_eq!(course.at(to), steady.onset);
                prop_assert_eq!(course.at(to + 300), steady.onset + 300);
                prop_assert_eq!(course.at(to - 900), steady.onset - 900);
            }
        }
    }
}
