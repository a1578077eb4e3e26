//! Bars that do not last as long as they should, made to: the ladder of repairs, the same for every answer.
//!
//! 1. As long as it should be: nothing is done.
//! 2. Most bars of a pattern are half or twice as long: they were counted in another unit, and all are counted again.
//! 3. Too short: the last note or rest lasts longer where a quarter is enough, else a rest follows.
//! 4. Too long: the last note is shortened where that is enough, else the bar is cut; what is cut goes on in the next
//!    bar where that begins on the same keys.
//! 5. Unreadable: the service is asked once more; a bar that stays so rests.

use crate::ai::answer::bar::{Item, length, read, write};

/// Sixteenths of a quarter.
const QUARTER: u32 = 4;

/// What had to be done to a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing.
    Right,
    /// It was counted again, or grew or shrank by its last note.
    Mended,
    /// It could not be read.
    Unreadable,
}

/// A bar after the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What it plays, exactly as long as it should be.
    pub items: Vec<Item>,
    /// What had to be done.
    pub grade: Grade,
    /// How it was written.
    pub before: String,
    /// How long it was, in sixteenths, where it could be read.
    pub sum: Option<u32>,
}

impl Mended {
    /// How it would be written now.
    pub fn after(&self) -> String {
        write(&self.items)
    }
}

/// Mends the bars of a pattern to `steps` sixteenths each. Tells, too, whether they were counted again.
pub fn mend(bars: &[String], steps: u32) -> (Vec<Mended>, bool) {
    let mut readings: Vec<Option<Vec<Item>>> = bars.iter().map(|bar| read(bar)).collect();
    let sums: Vec<Option<u32>> = readings.iter().map(|items| items.as_deref().map(length)).collect();
    let recounted = recount(&mut readings, &sums, steps);
    let mut out: Vec<Mended> = Vec::with_capacity(bars.len());
    for (index, before) in bars.iter().enumerate() {
        let next = readings.get(index + 1).cloned().flatten();
        let sum = sums.get(index).copied().flatten();
        let before = before.clone();
        let Some(mut items) = readings.get_mut(index).and_then(Option::take) else {
            out.push(Mended { items: vec![Item::rest(steps)], grade: Grade::Unreadable, before, sum });
            continue;
        };
        // An empty bar rests, and means to.
        let right = sum == Some(steps) || sum == Some(0);
        fit(&mut items, steps, next.as_deref());
        out.push(Mended { items, grade: if right { Grade::Right } else { Grade::Mended }, before, sum });
    }
    (out, recounted)
}

/// Counts bars again in another unit where most of them are half or twice as long as they should be.
fn recount(readings: &mut [Option<Vec<Item>>], sums: &[Option<u32>], steps: u32) -> bool {
    let filled: Vec<u32> = sums.iter().flatten().copied().filter(|sum| *sum > 0).collect();
    let most = |is: &dyn Fn(u32) -> bool| filled.iter().filter(|sum| is(**sum)).count() * 2 > filled.len();
    let scale: fn(u32) -> u32 = if most(&|sum| sum == steps * 2) {
        |length| (length / 2).max(1)
    } else if most(&|sum| sum * 2 == steps) {
        |length| length.saturating_mul(2)
    } else {
        return false;
    };
    for item in readings.iter_mut().flatten().flatten() {
        item.steps = scale(item.steps);
    }
    true
}

/// Makes items last as long as the bar. `next` is what the next bar plays.
fn fit(items: &mut Vec<Item>, steps: u32, next: Option<&[Item]>) {
    let sum = length(items);
    if sum < steps {
        let gap = steps - sum;
        match items.last_mut() {
            Some(last) if gap <= QUARTER => last.steps += gap,
            _ => items.push(Item::rest(gap)),
        }
        return;
    }
    let mut over = sum - steps;
    while over > 0 {
        let Some(last) = items.last_mut() else { break };
        if last.steps > over {
            last.steps -= over;
            let goes_on = over > QUARTER || last.tied;
            last.tied = goes_on
                && !last.keys.is_empty()
                && next.and_then(<[Item]>::first).is_some_and(|first| first.keys == last.keys);
            over = 0;
        } else {
            over -= last.steps;
            items.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mended(bars: &[&str], steps: u32) -> (Vec<String>, bool) {
        let bars: Vec<String> = bars.iter().map(|bar| (*bar).to_owned()).collect();
        let (mended, recounted) = mend(&bars, steps);
        (mended.iter().map(Mended::after).collect(), recounted)
    }

    #[test]
    fn each_rung_of_the_ladder_holds() {
        assert_eq!(mended(&["C4:8 D4:8"], 16), (vec!["C4:8 D4:8".to_owned()], false));
        assert_eq!(mended(&["C4:8 D4:8"], 8).0, ["C4:4 D4:4"]);
        assert!(mended(&["C4:4 D4:4", "E4:8", "C4:16"], 16).1);
        assert_eq!(mended(&["G4:4 E4:4 D4:6"], 16).0, ["G4:4 E4:4 D4:8"]);
        assert_eq!(mended(&["G4:4"], 16).0, ["G4:4 r:12"]);
        assert_eq!(mended(&["G4:4 E4:14"], 16).0, ["G4:4 E4:12"]);
        assert_eq!(mended(&["G4:4 E4:14 D4:3"], 16).0, ["G4:4 E4:12"]);
        assert_eq!(mended(&["G4:4 E4:20", "E4:4 G4:12"], 16).0, ["G4:4 E4:12~", "E4:4 G4:12"]);
        assert_eq!(mended(&["what?", ""], 16).0, ["r:16", "r:16"]);
    }

    proptest! {
        #[test]
        fn every_bar_comes_out_as_long_as_it_should(bars in prop::collection::vec("([A-Gr][#b]?[2-5]:[0-9]{1,2}[!~]? ?){0,9}", 1..5), steps in 4u32..33) {
            for bar in mend(&bars, steps).0 {
                prop_assert_eq!(length(&bar.items), steps);
            }
        }
    }
}
