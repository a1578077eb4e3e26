//! The rows of the arrangement, from the ruler down. Heights are CSS pixels; `www/styles/arrange.css` repeats them.

/// Height of the ruler.
pub const RULER: f64 = 28.0;
/// Height of the section lane.
pub const SECTION_LANE: f64 = 26.0;
/// Height of the chord lane.
pub const CHORD_LANE: f64 = 24.0;
/// Height of the lyric lane.
pub const LYRIC_LANE: f64 = 22.0;
/// Height of the ruler and the three lanes, which stay in place while the tracks scroll.
pub const LANES: f64 = RULER + SECTION_LANE + CHORD_LANE + LYRIC_LANE;
/// Height of a track.
const TRACK_ROW: f64 = 56.0;
/// Height of a track where fingers press: its name stands above its buttons.
const TALL_TRACK_ROW: f64 = 80.0;

/// Height of an automation lane.
pub const AUTOMATION_ROW: f64 = 76.0;

/// A row of the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Bar numbers.
    Ruler,
    /// Sections.
    Sections,
    /// Harmony.
    Chords,
    /// Words.
    Lyrics,
    /// The track of this place, counted from the top.
    Track(usize),
    /// The automation lane below the track of this place; below the last track those of the buses, then the master's.
    Automation(usize),
    /// The row of a track that is only proposed.
    Ghost(usize),
    /// Below the last row.
    Below,
}

/// How the rows lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArrangeRows {
    /// How many tracks there are.
    pub tracks: usize,
    /// How many rows are only proposed.
    pub ghosts: usize,
    /// The tracks whose automation lane is unfolded, a bit for each place. A project has at most as many tracks as there
    /// are bits.
    pub unfolded: u64,
    /// The buses whose automation lane is unfolded, below the last track, a bit for each place; after the last bus the
    /// master. A project has far fewer buses than there are bits.
    pub below: u16,
    /// How far the tracks are scrolled, in pixels.
    pub scroll: f64,
    /// Whether tracks are as high as fingers need.
    pub tall: bool,
}

impl ArrangeRows {
    /// Height of a track.
    pub fn track_row(&self) -> f64 {
        if self.tall { TALL_TRACK_ROW } else { TRACK_ROW }
    }

    /// The row at a height in pixels.
    pub fn at(&self, y: f64) -> Row {
        if y < RULER {
            return Row::Ruler;
        }
        if y < RULER + SECTION_LANE {
            return Row::Sections;
        }
        if y < RULER + SECTION_LANE + CHORD_LANE {
            return Row::Chords;
        }
        if y < LANES {
            return Row::Lyrics;
        }
        let inside = y - LANES + self.scroll;
        let mut top = 0.0;
        for index in 0..self.tracks {
            top += self.track_row();
            if inside < top {
                return Row::Track(index);
            }
            top += self.lane_height(index);
            if inside < top {
                return Row::Automation(index);
            }
        }
        for index in (self.tracks..).take(u16::BITS as usize) {
            top += self.lane_height(index);
            if inside < top {
                return Row::Automation(index);
            }
        }
        // Not negative here, and the cast stops at the largest number.
        let ghost = ((inside - top) / self.track_row()) as usize;
        if ghost < self.ghosts { Row::Ghost(ghost) } else { Row::Below }
    }

    /// Whether the automation lane of a place is unfolded; after the last track come the buses and the master.
    pub fn is_unfolded(&self, index: usize) -> bool {
        if index < self.tracks {
            index < 64 && self.unfolded >> index & 1 == 1
        } else {
            index - self.tracks < u16::BITS as usize && self.below >> (index - self.tracks) & 1 == 1
        }
    }

    fn lane_height(&self, index: usize) -> f64 {
        if self.is_unfolded(index) { AUTOMATION_ROW } else { 0.0 }
    }

    /// The top of a row in pixels.
    pub fn top(&self, row: Row) -> f64 {
        match row {
            Row::Ruler => 0.0,
            Row::Sections => RULER,
            Row::Chords => RULER + SECTION_LANE,
            Row::Lyrics => RULER + SECTION_LANE + CHORD_LANE,
            Row::Track(index) => self.track_top(index),
            Row::Automation(index) if index < self.tracks => self.track_top(index) + self.track_row(),
            Row::Automation(index) => self.track_top(self.tracks) + self.lanes_below(index - self.tracks),
            Row::Ghost(index) => self.rest_top() + index as f64 * self.track_row(),
            Row::Below => self.rest_top() + self.ghosts as f64 * self.track_row(),
        }
    }

    fn track_top(&self, index: usize) -> f64 {
        let before = if index < 64 { self.unfolded & ((1 << index) - 1) } else { self.unfolded };
        LANES + index as f64 * self.track_row() + f64::from(before.count_ones()) * AUTOMATION_ROW - self.scroll
    }

    /// How high the first lanes below the tracks are, unfolded or not.
    fn lanes_below(&self, lanes: usize) -> f64 {
        let before = if lanes < u16::BITS as usize { self.below & ((1 << lanes) - 1) } else { self.below };
        f64::from(before.count_ones()) * AUTOMATION_ROW
    }

    /// The top of what lies below the tracks and the lanes after them.
    fn rest_top(&self) -> f64 {
        self.track_top(self.tracks) + self.lanes_below(u16::BITS as usize)
    }

    /// Keeps the scroll inside what there is to see in a view of a height in pixels.
    pub fn clamp_scroll(&mut self, height: f64) {
        let content = self.top(Row::Below) + self.scroll - LANES;
        self.scroll = self.scroll.clamp(0.0, (content - (height - LANES)).max(0.0));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_found_at_its_top_and_just_before_the_next(
            tracks in 1usize..20,
            scroll in 0f64..200.0,
            pick in 0usize..20,
            unfolded in any::<u64>(),
            (below, tall) in any::<(u16, bool)>(),
        ) {
            let unfolded = unfolded & ((1 << tracks) - 1);
            let rows = ArrangeRows { tracks, ghosts: 2, scroll, unfolded, below, tall };
            let index = pick % tracks;
            for place in [index, tracks + pick % 16] {
                let lane = rows.top(Row::Automation(place));
                if rows.is_unfolded(place) && lane >= LANES {
                    prop_assert_eq!(rows.at(lane + 0.01), Row::Automation(place));
                    prop_assert_eq!(rows.at(lane + AUTOMATION_ROW - 0.01), Row::Automation(place));
                }
            }
            let ghost = rows.top(Row::Ghost(1));
            if ghost >= LANES {
                prop_assert_eq!(rows.at(ghost + 0.01), Row::Ghost(1));
                prop_assert_eq!(rows.top(Row::Below), ghost + rows.track_row());
            }
            let top = rows.top(Row::Track(index));
            prop_assume!(top >= LANES);
            prop_assert_eq!(rows.at(top + 0.01), Row::Track(index));
            prop_assert_eq!(rows.at(top + rows.track_row() - 0.01), Row::Track(index));
        }
    }

    #[test]
    fn ghosts_come_after_the_tracks() {
        let rows = ArrangeRows { tracks: 1, ghosts: 1, ..ArrangeRows::default() };
        assert_eq!(rows.at(LANES + TRACK_ROW + 1.0), Row::Ghost(0));
        assert_eq!(rows.at(LANES + TRACK_ROW * 2.0 + 1.0), Row::Below);
    }
}
