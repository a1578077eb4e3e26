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
pub const TRACK_ROW: f64 = 56.0;

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
    /// How far the tracks are scrolled, in pixels.
    pub scroll: f64,
}

impl ArrangeRows {
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
        // Not negative here, and the cast stops at the largest number.
        let index = ((y - LANES + self.scroll) / TRACK_ROW) as usize;
        if index < self.tracks {
            Row::Track(index)
        } else if index - self.tracks < self.ghosts {
            Row::Ghost(index - self.tracks)
        } else {
            Row::Below
        }
    }

    /// The top of a row in pixels.
    pub fn top(&self, row: Row) -> f64 {
        match row {
            Row::Ruler => 0.0,
            Row::Sections => RULER,
            Row::Chords => RULER + SECTION_LANE,
            Row::Lyrics => RULER + SECTION_LANE + CHORD_LANE,
            Row::Track(index) => self.track_top(index),
            Row::Ghost(index) => self.track_top(self.tracks + index),
            Row::Below => self.track_top(self.tracks + self.ghosts),
        }
    }

    fn track_top(&self, index: usize) -> f64 {
        LANES + index as f64 * TRACK_ROW - self.scroll
    }

    /// Keeps the scroll inside what there is to see in a view of a height in pixels.
    pub fn clamp_scroll(&mut self, height: f64) {
        let content = (self.tracks + self.ghosts) as f64 * TRACK_ROW;
        self.scroll = self.scroll.clamp(0.0, (content - (height - LANES)).max(0.0));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_found_at_its_top_and_just_before_the_next(tracks in 1usize..20, scroll in 0f64..200.0, pick in 0usize..20) {
            let rows = ArrangeRows { tracks, ghosts: 2, scroll };
            let index = pick % tracks;
            let top = rows.top(Row::Track(index));
            prop_assume!(top >= LANES);
            prop_assert_eq!(rows.at(top + 0.01), Row::Track(index));
            prop_assert_eq!(rows.at(top + TRACK_ROW - 0.01), Row::Track(index));
        }
    }

    #[test]
    fn ghosts_come_after_the_tracks() {
        let rows = ArrangeRows { tracks: 1, ghosts: 1, scroll: 0.0 };
        assert_eq!(rows.at(LANES + TRACK_ROW + 1.0), Row::Ghost(0));
        assert_eq!(rows.at(LANES + TRACK_ROW * 2.0 + 1.0), Row::Below);
    }
}
