//! A bar in sixteenths: which of them carry weight.

use crate::time::{Meter, TICKS_PER_QUARTER, Tick};

/// Ticks of a sixteenth.
pub const STEP: u32 = TICKS_PER_QUARTER / 4;

/// A bar in sixteenths, in groups that are felt as beats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarGrid {
    /// Sixteenths in the bar.
    pub steps: u32,
    /// The first sixteenth of each group and how many it has.
    pub groups: Vec<(u32, u32)>,
}

impl BarGrid {
    /// The grid of a time signature. Eighths go in threes, as in 6/8, and what is left over in twos.
    pub fn new(meter: Meter) -> Self {
        let steps = meter.bar().0 / STEP;
        let usual = if meter.unit() == 8 { 6 } else { 4 };
        let mut groups = Vec::new();
        let mut at = 0;
        while at < steps {
            let left = steps - at;
            let size = match left {
                _ if left < usual => left,
                8 if usual == 6 => 4,
                10 if usual == 6 && steps == 10 => 6,
                _ => usual,
            };
            groups.push((at, size));
            at += size;
        }
        Self { steps, groups }
    }

    /// How heavy a sixteenth is: 3 for the first of the bar, 2 for its middle, 1 for a beat, 0 for the rest.
    pub fn weight(&self, step: u32) -> u32 {
        let step = step % self.steps;
        let middle = self.groups.len() / 2;
        match self.groups.iter().position(|(start, _)| *start == step) {
            Some(0) => 3,
            Some(group) if group == middle && self.groups.len().is_multiple_of(2) => 2,
            Some(_) => 1,
            None => 0,
        }
    }

    /// Whether the bar is four quarter notes long.
    pub fn is_common(&self) -> bool {
        self.steps == 16 && self.groups.len() == 4
    }

    /// Whether the groups are of three eighths.
    pub fn is_compound(&self) -> bool {
        self.groups.iter().any(|(_, size)| *size == 6)
    }

    /// A pattern of a 4/4 bar, or of a 6/8 bar for groups of three eighths, cut to this bar's groups.
    pub fn fit(&self, common: &str, compound: &str) -> String {
        let slice = |pattern: &str, from: u32, size: u32| -> String {
            pattern.chars().skip(from as usize).take(size as usize).collect()
        };
        let last = self.groups.len().saturating_sub(1);
        let fitted: String = self
            .groups
            .iter()
            .enumerate()
            .map(|(index, (_, size))| {
                let index = index as u32;
                let from_common = if self.groups.len() != 4 && index as usize == last { 3 } else { index % 4 };
                match size {
                    6 => slice(compound, index % 2 * 6, 6),
                    size => slice(common, from_common * 4, *size),
                }
            })
            .collect();
        // A pattern may be shorter than the bar; the rest of the bar is silent.
        format!("{fitted:.<width$}", width = self.steps as usize)
    }
}

/// The tick of a sixteenth counted from the start of the song.
pub fn tick(step: u32) -> Tick {
    Tick(step.saturating_mul(STEP))
}

/// A struck sixteenth of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in sixteenths from the start of the pattern.
    pub step: u32,
    /// How long it is held, in sixteenths.
    pub steps: u32,
    /// What it is written as.
    pub mark: char,
}

/// The hits of a pattern: `.` is silence, `-` holds on, everything else strikes.
pub fn hits(pattern: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut open = false;
    for (step, mark) in pattern.chars().enumerate() {
        match mark {
            '.' => open = false,
            '-' => {
                if let Some(hit) = hits.last_mut().filter(|_| open) {
                    hit.steps += 1;
                }
            }
            mark => {
                hits.push(Hit { step: step as u32, steps: 1, mark });
                open = true;
            }
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(beats: u8, unit: u8) -> BarGrid {
        BarGrid::new(Meter::new(beats, unit).unwrap())
    }

    #[test]
    fn bars_fall_into_the_groups_musicians_count() {
        assert_eq!(grid(4, 4).groups, [(0, 4), (4, 4), (8, 4), (12, 4)]);
        assert_eq!(grid(6, 8).groups, [(0, 6), (6, 6)]);
        assert_eq!(grid(7, 8).groups, [(0, 6), (6, 4), (10, 4)]);
        assert_eq!(grid(5, 8).groups, [(0, 6), (6, 4)]);
        assert_eq!(
            (grid(4, 4).weight(0), grid(4, 4).weight(8), grid(4, 4).weight(20), grid(4, 4).weight(3)),
            (3, 2, 1, 0)
        );
    }

    #[test]
    fn a_pattern_fills_every_bar_exactly() {
        for (beats, unit) in
            [(2, 4), (3, 4), (4, 4), (5, 4), (7, 4), (3, 8), (5, 8), (6, 8), (7, 8), (9, 8), (12, 8), (2, 2), (3, 2)]
        {
            let grid = grid(beats, unit);
            let fitted = grid.fit("x---o---x---o---", "x-----o-----");
            assert_eq!(fitted.len(), grid.steps as usize, "{beats}/{unit}");
            assert!(fitted.starts_with('x') && grid.groups.iter().map(|group| group.1).sum::<u32>() == grid.steps);
        }
        assert_eq!(grid(3, 4).fit("x---o---x---u---", ""), "x---o---u---".to_owned());
    }

    #[test]
    fn hits_are_read_with_their_lengths() {
        let read = hits("x--.-o");
        assert_eq!(read, [Hit { step: 0, steps: 3, mark: 'x' }, Hit { step: 5, steps: 1, mark: 'o' }]);
    }
}
