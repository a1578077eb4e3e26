//! The lines of the timeline: bars, beats and steps, as many as there is room for.

use crate::time::{Grid, MeterMap, Tick, TickRange};

/// How heavily a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineWeight {
    /// A step of the grid.
    Step,
    /// A beat.
    Beat,
    /// The first beat of a bar.
    Bar,
}

/// A line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridLine {
    /// Where it stands.
    pub tick: Tick,
    /// How heavily it is drawn.
    pub weight: LineWeight,
    /// The bar it stands in, counted from zero.
    pub bar: u32,
}

/// Fewest pixels between two bar lines, two beat lines and two step lines.
const ROOM: (f64, f64, f64) = (10.0, 9.0, 7.0);

/// How many bars lie between two that have `room` pixels: 1, 2, 4, 8 and so on.
pub fn bar_stride(bar: Tick, scale: f64, room: f64) -> u32 {
    let pixels = (f64::from(bar.0) * scale).max(1e-6);
    let mut stride = 1u32;
    while f64::from(stride) * pixels < room && stride < 1 << 16 {
        stride *= 2;
    }
    stride
}

/// The lines inside a span at a scale in pixels per tick, in order.
pub fn grid_lines(meter: &MeterMap, visible: TickRange, grid: Grid, scale: f64) -> Vec<GridLine> {
    let mut lines = Vec::new();
    let first = meter.position(visible.start).bar;
    let stride = bar_stride(meter.meter_at(visible.start).bar(), scale, ROOM.0);
    let mut bar = first - first % stride;
    loop {
        let start = meter.bar_start(bar);
        if start >= visible.end {
            return lines;
        }
        lines.push(GridLine { tick: start, weight: LineWeight::Bar, bar });
        if stride == 1 {
            inner_lines(&mut lines, meter, bar, grid, scale);
        }
        bar = bar.saturating_add(stride);
    }
}

fn inner_lines(lines: &mut Vec<GridLine>, meter: &MeterMap, bar: u32, grid: Grid, scale: f64) {
    let start = meter.bar_start(bar);
    let here = meter.meter_at(start);
    let beat = here.beat();
    if f64::from(beat.0) * scale < ROOM.1 {
        return;
    }
    let step = grid.step();
    let with_steps = grid != Grid::Off && step < beat && f64::from(step.0) * scale >= ROOM.2;
    let pitch = if with_steps { step } else { beat };
    let mut offset = pitch;
    while offset < here.bar() {
        let weight = if offset.0 % beat.0 == 0 { LineWeight::Beat } else { LineWeight::Step };
        lines.push(GridLine { tick: start + offset, weight, bar });
        offset = offset + pitch;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Meter;

    proptest! {
        #[test]
        fn lines_rise_and_are_never_denser_than_there_is_room(scale in 0.0016f64..1.0, from in 0u32..400_000) {
            let meter = MeterMap::constant(Meter::COMMON);
            let visible = TickRange::new(Tick(from), Tick(from + (1200.0 / scale) as u32));
            let lines = grid_lines(&meter, visible, Grid::Sixteenth, scale);
            for pair in lines.windows(2) {
                prop_assert!(pair[0].tick < pair[1].tick);
                prop_assert!(f64::from((pair[1].tick - pair[0].tick).0) * scale >= 6.99);
            }
            prop_assert!(lines.len() < 400);
        }
    }

    #[test]
    fn a_bar_of_four_quarters_has_its_beats_and_steps() {
        let meter = MeterMap::constant(Meter::COMMON);
        let lines = grid_lines(&meter, TickRange::new(Tick::ZERO, Tick(3840)), Grid::Eighth, 0.1);
        let weights: Vec<_> = lines.iter().map(|line| line.weight).collect();
        use LineWeight::{Bar, Beat, Step};
        assert_eq!(weights, [Bar, Step, Beat, Step, Beat, Step, Beat, Step]);
    }
}
