//! The rows of the piano roll: keys of the keyboard, or the pieces of a drum kit.

use crate::music::{DrumPiece, Key, Pitch};
use crate::project::Note;
use crate::view::note_tools::into_scale;

/// Keys from top to bottom, scrolled and scaled.
#[derive(Clone, Debug, PartialEq)]
pub struct PitchRows {
    pitches: Vec<Pitch>,
    places: [Option<u8>; 128],
    /// Height of a row in pixels.
    pub height: f64,
    /// How far the rows are scrolled, in pixels.
    pub scroll: f64,
    /// The key into whose scale notes are drawn and moved; none lets them go anywhere.
    pub scale: Option<Key>,
}

impl PitchRows {
    /// Every key, the highest on top.
    pub fn keys(height: f64) -> Self {
        Self::of((0..128).rev().map(Pitch::clamped).collect(), height)
    }

    /// The pieces of the drum kit, the bass drum at the bottom, and every other key that has a note.
    pub fn drums(notes: &[Note], height: f64) -> Self {
        let mut used: Vec<Pitch> = DrumPiece::ALL.iter().map(|piece| piece.pitch()).collect();
        used.extend(notes.iter().map(|note| note.pitch));
        used.sort_unstable();
        used.dedup();
        used.reverse();
        Self::of(used, height)
    }

    fn of(pitches: Vec<Pitch>, height: f64) -> Self {
        let mut places = [None; 128];
        for (place, pitch) in (0u8..).zip(&pitches) {
            places[usize::from(pitch.key())] = Some(place);
        }
        Self { pitches, places, height, scroll: 0.0, scale: None }
    }

    /// The keys, top to bottom.
    pub fn pitches(&self) -> &[Pitch] {
        &self.pitches
    }

    /// The place of a key counted from the top, if it has a row.
    pub fn place(&self, pitch: Pitch) -> Option<i32> {
        self.places[usize::from(pitch.key())].map(i32::from)
    }

    /// The key of a place counted from the top.
    pub fn pitch(&self, place: i32) -> Option<Pitch> {
        usize::try_from(place).ok().and_then(|place| self.pitches.get(place).copied())
    }

    /// The top of a key's row in pixels.
    pub fn top(&self, pitch: Pitch) -> Option<f64> {
        self.place(pitch).map(|place| f64::from(place) * self.height - self.scroll)
    }

    /// The place at a height in pixels, held to the rows there are.
    pub fn place_at(&self, y: f64) -> i32 {
        let last = self.pitches.len().saturating_sub(1) as f64;
        ((y + self.scroll) / self.height).floor().clamp(0.0, last) as i32
    }

    /// A key moved down by rows, and into the scale where there is one; `None` past either end.
    pub fn moved(&self, pitch: Pitch, rows: i32) -> Option<Pitch> {
        let landed = self.pitch(self.place(pitch)? + rows)?;
        let key = self.scale.filter(|_| rows != 0);
        // On in the same direction, so that a step of one row always gets somewhere.
        let onward = (0..4).filter_map(|by| landed.transposed(if rows < 0 { by } else { -by }));
        let found = key.and_then(|key| onward.into_iter().find(|near| key.contains(near.class())));
        Some(found.unwrap_or_else(|| if key.is_some() { self.drawn(landed) } else { landed }))
    }

    /// The key on which a note lands that is drawn on another: the nearest of the scale where there is one.
    pub fn drawn(&self, pitch: Pitch) -> Pitch {
        self.scale.map_or(pitch, |key| into_scale(pitch, key))
    }

    /// The places on screen in a view of a height in pixels.
    pub fn visible(&self, height: f64) -> std::ops::RangeInclusive<i32> {
        self.place_at(0.0)..=self.place_at(height)
    }

    /// Keeps the scroll inside the rows there are.
    pub fn clamp_scroll(&mut self, height: f64) {
        let content = self.pitches.len() as f64 * self.height;
        self.scroll = self.scroll.clamp(0.0, (content - height).max(0.0));
    }

    /// Makes rows as high as lets every key of the notes be seen with one to spare on both sides, within limits, and
    /// scrolls to them. Without notes an octave and a half round middle C is shown.
    pub fn fit(&mut self, notes: &[Note], height: f64, least: f64, most: f64) {
        let span = self.span(notes).map_or(18, |(low, high)| (high - low + 3).max(13)).min(self.pitches.len() as i32);
        self.height = (height / f64::from(span)).floor().clamp(least, most);
        self.centre(notes, height);
    }

    /// Makes rows higher by a factor, or lower below 1, within limits in pixels; what lies at a height stays there.
    pub fn zoom_around(&mut self, y: f64, factor: f64, (least, most): (f64, f64)) {
        let held = (y + self.scroll) / self.height;
        self.height = (self.height * factor).clamp(least, most);
        self.scroll = held * self.height - y;
    }

    /// The first and the last place that notes use.
    fn span(&self, notes: &[Note]) -> Option<(i32, i32)> {
        let places = || notes.iter().filter_map(|note| self.place(note.pitch));
        places().min().zip(places().max())
    }

    /// Scrolls so that the keys of notes lie in the middle of a view; middle C where there are none.
    pub fn centre(&mut self, notes: &[Note], height: f64) {
        let middle = self.span(notes).map_or(68.0, |(low, high)| f64::from(low + high + 1) / 2.0);
        self.scroll = middle * self.height - height / 2.0;
        self.clamp_scroll(height);
    }

    /// Scrolls as little as possible so that a key is on screen.
    pub fn reveal(&mut self, pitch: Pitch, height: f64) {
        if let Some(top) = self.top(pitch) {
            let below = (top + 2.0 * self.height - height).max(0.0);
            self.scroll += if top < self.height { top - self.height } else { below };
            self.clamp_scroll(height);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::music::{Mode, PitchClass, Velocity};
    use crate::provenance::AuthorsId;
    use crate::time::Tick;

    #[test]
    fn every_key_is_found_where_it_is_drawn() {
        let mut rows = PitchRows::keys(14.0);
        rows.scroll = 300.0;
        for key in 0..128 {
            let pitch = Pitch::clamped(key);
            let top = rows.top(pitch).unwrap();
            assert_eq!(rows.pitch(rows.place_at(top + 1.0)), Some(pitch));
        }
    }

    #[test]
    fn in_a_scale_notes_land_on_its_keys_alone() {
        let mut rows = PitchRows::keys(14.0);
        let scale = Key { tonic: PitchClass::of(9), mode: Mode::Dorian };
        rows.scale = Some(scale);
        for key in 5..120 {
            for by in [-5, -1, 1, 4] {
                let moved = rows.moved(Pitch::clamped(key), by).unwrap();
                assert!(scale.contains(moved.class()));
                let on = (key - by) - i32::from(moved.key());
                assert!(if by < 0 { (-3..=0).contains(&on) } else { (0..=3).contains(&on) }, "{key} by {by}");
            }
        }
        assert_eq!(rows.moved(Pitch::clamped(61), 0), Some(Pitch::clamped(61)), "what stays is left alone");
    }

    #[test]
    fn a_fitted_clip_shows_every_key_it_uses() {
        let note = |key| Note {
            start: Tick::ZERO,
            length: Tick(960),
            pitch: Pitch::clamped(key),
            velocity: Velocity::clamped(90),
            authors: AuthorsId::default(),
            muted: false,
        };
        let notes = [note(50), note(66)];
        let mut rows = PitchRows::keys(14.0);
        rows.fit(&notes, 180.0, 8.0, 18.0);
        for note in &notes {
            let top = rows.top(note.pitch).unwrap();
            assert!(top >= 0.0 && top + rows.height <= 180.0);
        }
    }

    #[test]
    fn zooming_holds_the_key_under_the_pointer_and_ends_at_its_limits() {
        let mut rows = PitchRows::keys(14.0);
        rows.scroll = 700.0;
        let held = rows.place_at(90.0);
        for factor in [1.5, 1.5, 0.5, 0.9, 1.1] {
            rows.zoom_around(90.0, factor, (6.0, 40.0));
            assert_eq!(rows.place_at(90.0), held);
        }
        rows.zoom_around(90.0, 100.0, (6.0, 40.0));
        assert_eq!(rows.height, 40.0);
        rows.zoom_around(90.0, 1e-6, (6.0, 40.0));
        assert_eq!(rows.height, 6.0);
    }

    #[test]
    fn drums_move_from_piece_to_piece() {
        let rows = PitchRows::drums(&[], 20.0);
        assert_eq!(rows.pitches().len(), DrumPiece::ALL.len());
        let snare = DrumPiece::Snare.pitch();
        assert_eq!(rows.moved(snare, -1), Some(DrumPiece::Clap.pitch()));
        assert_eq!(rows.moved(DrumPiece::Kick.pitch(), 1), None);
        assert_eq!(rows.place(Pitch::clamped(60)), None);
    }
}
