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
    /// The group whose first track has this place.
    Group(usize),
    /// The track of this place, counted from the top.
    Track(usize),
    /// The automation lane below the track of this place; after the last track's place those of the buses, then the
    /// master's. A group's lane lies below the group, the others below the last track.
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
    /// The buses whose automation lane is unfolded, a bit for each place; after the last bus the master. A project has
    /// far fewer buses than there are bits.
    pub below: u16,
    /// The place of each bus's first track, above which the group's row stands; none for a bus that is no group.
    pub groups: [Option<u8>; 16],
    /// The tracks that are folded away with their group, a bit for each place.
    pub folded: u64,
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
        let mut bottom = 0.0;
        for row in self.placed() {
            bottom += match row {
                Row::Automation(_) => AUTOMATION_ROW,
                _ => self.track_row(),
            };
            if inside < bottom {
                return row;
            }
        }
        // Not negative here, and the cast stops at the largest number.
        let ghost = ((inside - bottom) / self.track_row()) as usize;
        if ghost < self.ghosts { Row::Ghost(ghost) } else { Row::Below }
    }

    /// Every row that scrolls, from the top, but for what is only proposed.
    fn placed(&self) -> impl Iterator<Item = Row> + '_ {
        let below = self.tracks..self.tracks + u16::BITS as usize;
        let rest = below.filter(|place| self.group_place(*place).is_none());
        (0..self.tracks).flat_map(|index| self.rows_of(index)).chain(self.lanes(rest))
    }

    /// The rows of a track: its group's where it is the first of it, its own and their lanes.
    fn rows_of(&self, index: usize) -> impl Iterator<Item = Row> + '_ {
        let group = self.group_above(index);
        let head = group.map(|_| Row::Group(index)).into_iter();
        let head = head.chain(self.lanes(group.map(|bus| self.tracks + bus).into_iter()));
        let own = Some(Row::Track(index)).filter(|_| self.shows(index)).into_iter();
        head.chain(own).chain(self.lanes(std::iter::once(index)))
    }

    fn lanes<'a>(&'a self, places: impl Iterator<Item = usize> + 'a) -> impl Iterator<Item = Row> + 'a {
        places.filter(|place| self.is_unfolded(*place)).map(Row::Automation)
    }

    /// Whether a track is not folded away.
    pub fn shows(&self, index: usize) -> bool {
        index >= 64 || self.folded >> index & 1 == 0
    }

    /// The place of the bus whose row stands above a track.
    pub fn group_above(&self, index: usize) -> Option<usize> {
        self.groups.iter().position(|first| first.is_some_and(|first| usize::from(first) == index))
    }

    /// The first track of the group whose lane has a place; `None` where it is no group's.
    fn group_place(&self, lane: usize) -> Option<usize> {
        let first = *self.groups.get(lane.checked_sub(self.tracks)?)?;
        first.map(usize::from)
    }

    /// Whether the automation lane of a place is unfolded and not folded away; after the last track come the buses and the
    /// master.
    pub fn is_unfolded(&self, index: usize) -> bool {
        if index < self.tracks {
            index < 64 && self.unfolded >> index & 1 == 1 && self.shows(index)
        } else {
            index - self.tracks < u16::BITS as usize && self.below >> (index - self.tracks) & 1 == 1
        }
    }

    /// The top of a row in pixels.
    pub fn top(&self, row: Row) -> f64 {
        match row {
            Row::Ruler => 0.0,
            Row::Sections => RULER,
            Row::Chords => RULER + SECTION_LANE,
            Row::Lyrics => RULER + SECTION_LANE + CHORD_LANE,
            Row::Group(index) => self.group_top(index),
            Row::Track(index) => self.track_top(index),
            Row::Automation(index) if index < self.tracks => {
                self.track_top(index) + if self.shows(index) { self.track_row() } else { 0.0 }
            }
            Row::Automation(index) => match self.group_place(index) {
                Some(first) => self.group_top(first) + self.track_row(),
                None => self.group_top(self.tracks) + self.lanes_below(index - self.tracks),
            },
            Row::Ghost(index) => self.rest_top() + index as f64 * self.track_row(),
            Row::Below => self.rest_top() + self.ghosts as f64 * self.track_row(),
        }
    }

    /// The top of a track and its group's row.
    fn group_top(&self, index: usize) -> f64 {
        let before = if index < 64 { (1 << index) - 1 } else { u64::MAX };
        let shown = index - (self.folded & before).count_ones() as usize;
        let lanes = (self.unfolded & !self.folded & before).count_ones();
        let groups = self.groups_before(index);
        let rows = shown + groups.count_ones() as usize;
        let lanes = lanes + (self.below & groups).count_ones();
        LANES + rows as f64 * self.track_row() + f64::from(lanes) * AUTOMATION_ROW - self.scroll
    }

    fn track_top(&self, index: usize) -> f64 {
        let above = self.group_above(index).map_or(0.0, |bus| {
            self.track_row() + if self.is_unfolded(self.tracks + bus) { AUTOMATION_ROW } else { 0.0 }
        });
        self.group_top(index) + above
    }

    /// The groups that begin above a track, a bit for the place of each bus.
    fn groups_before(&self, index: usize) -> u16 {
        let begins = |first: &Option<u8>| first.is_some_and(|first| usize::from(first) < index);
        let groups = self.groups.iter().enumerate().filter(|(_, first)| begins(first));
        groups.fold(0, |bits, (bus, _)| bits | 1 << bus)
    }

    /// How high the first lanes below the tracks are, unfolded or not.
    fn lanes_below(&self, lanes: usize) -> f64 {
        let below = self.below & !self.groups_before(self.tracks);
        let before = if lanes < u16::BITS as usize { below & ((1 << lanes) - 1) } else { below };
        f64::from(before.count_ones()) * AUTOMATION_ROW
    }

    /// The top of what lies below the tracks and the lanes after them.
    fn rest_top(&self) -> f64 {
        self.group_top(self.tracks) + self.lanes_below(u16::BITS as usize)
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
        fn rows_lie_one_below_another_and_are_found_where_they_lie(
            tracks in 1usize..20,
            scroll in 0u8..200,
            unfolded in any::<u64>(),
            folded in any::<u64>(),
            firsts in prop::collection::vec(prop::option::of(0u8..20), 0..5),
            (below, tall) in any::<(u16, bool)>(),
        ) {
            let mut groups = [None; 16];
            for (bus, first) in firsts.into_iter().enumerate() {
                groups[bus] = first.filter(|first| usize::from(*first) < tracks && !groups.contains(&Some(*first)));
            }
            let (unfolded, folded) = (unfolded & ((1 << tracks) - 1), folded & ((1 << tracks) - 1));
            let scroll = f64::from(scroll);
            let rows = ArrangeRows { tracks, ghosts: 2, scroll, unfolded, below, groups, folded, tall };
            let mut top = LANES - scroll;
            for row in rows.placed().chain([Row::Ghost(0), Row::Ghost(1)]) {
                prop_assert_eq!(rows.top(row), top, "{:?}", row);
                let height = if matches!(row, Row::Automation(_)) { AUTOMATION_ROW } else { rows.track_row() };
                if top >= LANES {
                    prop_assert_eq!(rows.at(top + 0.01), row);
                    prop_assert_eq!(rows.at(top + height - 0.01), row);
                }
                top += height;
            }
            prop_assert_eq!(rows.top(Row::Below), top);
            let shown = rows.placed().filter(|row| matches!(row, Row::Track(_))).count();
            prop_assert_eq!(shown, tracks - folded.count_ones() as usize);
            let heads = rows.placed().filter(|row| matches!(row, Row::Group(_))).count();
            prop_assert_eq!(heads, groups.iter().flatten().count());
            let lanes = rows.placed().filter(|row| matches!(row, Row::Automation(_))).count() as u32;
            prop_assert_eq!(lanes, (unfolded & !folded).count_ones() + below.count_ones());
        }
    }

    #[test]
    fn a_group_stands_above_its_first_track_and_its_lane_between() {
        let mut groups = [None; 16];
        groups[2] = Some(1);
        let rows = ArrangeRows { tracks: 3, below: 0b101, groups, folded: 0b110, ..ArrangeRows::default() };
        let wanted = [Row::Track(0), Row::Group(1), Row::Automation(5), Row::Automation(3)];
        assert_eq!(rows.placed().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn ghosts_come_after_the_tracks() {
        let rows = ArrangeRows { tracks: 1, ghosts: 1, ..ArrangeRows::default() };
        assert_eq!(rows.at(LANES + TRACK_ROW + 1.0), Row::Ghost(0));
        assert_eq!(rows.at(LANES + TRACK_ROW * 2.0 + 1.0), Row::Below);
    }
}
