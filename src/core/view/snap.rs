//! Snapping to the grid and to beats.

use crate::time::{Grid, MeterMap, Tick};
use crate::view::viewport::whole;

/// A grid that can be left for the length of a gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    grid: Grid,
    bypassed: bool,
}

impl Snap {
    /// Snaps to a grid, unless it is bypassed.
    pub fn new(grid: Grid, bypassed: bool) -> Self {
        Self { grid, bypassed }
    }

    fn active(self) -> Grid {
        if self.bypassed { Grid::Off } else { self.grid }
    }

    /// The length a new note gets: a step of the grid, even where the grid is left; a sixteenth where there is none.
    pub fn step(self) -> Tick {
        match self.grid {
            Grid::Off => Grid::Sixteenth.step(),
            grid => grid.step(),
        }
    }

    /// The step line at or before a fractional tick.
    pub fn floor(self, tick: f64) -> Tick {
        self.active().floor(whole(tick))
    }

    /// The step line nearest to a fractional tick.
    pub fn round(self, tick: f64) -> Tick {
        self.active().round(whole(tick.round()))
    }

    /// A distance in whole steps: what lies off the grid keeps its distance from it when it is moved.
    pub fn distance(self, ticks: f64) -> i64 {
        let step = f64::from(self.active().step().0);
        ((ticks / step).round() * step) as i64
    }
}

/// The beat nearest to a fractional tick, or the tick itself where the grid is left.
pub fn snap_to_beat(meter: &MeterMap, tick: f64, bypassed: bool) -> Tick {
    let exact = whole(tick.round());
    if bypassed {
        return exact;
    }
    let position = meter.position(exact);
    let beat = meter.meter_at(exact).beat();
    let before = exact - Tick(position.tick);
    if position.tick * 2 >= beat.0 { before + beat } else { before }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Meter, MeterChange};

    #[test]
    fn distances_are_whole_steps_unless_the_grid_is_left() {
        assert_eq!(Snap::new(Grid::Eighth, false).distance(700.0), 480);
        assert_eq!(Snap::new(Grid::Eighth, false).distance(-725.0), -960);
        assert_eq!(Snap::new(Grid::Eighth, true).distance(-701.4), -701);
    }

    #[test]
    fn nothing_snaps_before_the_start_of_the_song() {
        assert_eq!(Snap::new(Grid::Quarter, false).floor(-300.0), Tick::ZERO);
        assert_eq!(snap_to_beat(&MeterMap::constant(Meter::COMMON), -9.0, false), Tick::ZERO);
    }

    #[test]
    fn beats_follow_the_meter() {
        let changes = vec![
            MeterChange { bar: 0, meter: Meter::new(3, 4).unwrap() },
            MeterChange { bar: 1, meter: Meter::new(6, 8).unwrap() },
        ];
        let meter = MeterMap::new(changes).unwrap();
        assert_eq!(snap_to_beat(&meter, 1000.0, false), Tick(960));
        assert_eq!(snap_to_beat(&meter, 2880.0 + 700.0, false), Tick(2880 + 480));
        assert_eq!(snap_to_beat(&meter, 2880.0 + 730.0, false), Tick(2880 + 960));
    }
}
