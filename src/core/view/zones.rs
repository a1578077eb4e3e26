//! A sampler's zones as a table of words: how each value is written, and read from what a person types. And how a
//! recording is cut into slices.

use crate::music::{Pitch, PitchClass};
use crate::sound::{Play, Zone};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneColumn {
    /// The lowest key.
    Low,
    /// The highest key.
    High,
    /// The key that plays it as recorded.
    Root,
    /// The fine tuning, in cents.
    Cents,
    /// The lowest velocity.
    Soft,
    /// The highest velocity.
    Hard,
    /// The level, in decibels.
    Gain,
    /// The place between the speakers, -100 to 100.
    Pan,
    /// Where it begins, in seconds.
    Start,
    /// Where it ends, in seconds.
    End,
    /// Where its loop begins, in seconds; empty for none.
    LoopStart,
    /// Where its loop ends, in seconds.
    LoopEnd,
}

/// The shortest slice, in frames.
const SHORTEST: u64 = 64;
/// How much louder slices are, in decibels: a cut recording shall be as loud as it is in a clip, not as a note among others.
const SLICE_GAIN: f32 = 12.0;

impl ZoneColumn {
    /// Every column, from left to right.
    pub const ALL: [Self; 12] = [
        Self::Low,
        Self::High,
        Self::Root,
        Self::Cents,
        Self::Soft,
        Self::Hard,
        Self::Gain,
        Self::Pan,
        Self::Start,
        Self::End,
        Self::LoopStart,
        Self::LoopEnd,
    ];

    /// Its head in the catalogue of sentences.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Low => "zone-low",
            Self::High => "zone-high",
            Self::Root => "zone-root",
            Self::Cents => "zone-cents",
            Self::Soft => "zone-soft",
            Self::Hard => "zone-hard",
            Self::Gain => "zone-gain",
            Self::Pan => "zone-pan",
            Self::Start => "zone-start",
            Self::End => "zone-end",
            Self::LoopStart => "zone-loop-start",
            Self::LoopEnd => "zone-loop-end",
        }
    }

    /// What stands in it. `rate` is the recording's, in frames a second.
    pub fn written(self, zone: &Zone, rate: u32) -> String {
        let key = |key: u8| Pitch::clamped(key.into()).to_string();
        let seconds = |frame: u64| number(frame as f64 / f64::from(rate.max(1)), 6);
        match self {
            Self::Low => key(zone.keys[0]),
            Self::High => key(zone.keys[1]),
            Self::Root => key(zone.root),
            Self::Cents => number(zone.cents.into(), 2),
            Self::Soft => zone.velocities[0].to_string(),
            Self::Hard => zone.velocities[1].to_string(),
            Self::Gain => number(zone.gain.into(), 2),
            Self::Pan => number(f64::from(zone.pan) * 100.0, 0),
            Self::Start => seconds(zone.start),
            Self::End => seconds(zone.end),
            Self::LoopStart => zone.looped.map_or_else(String::new, |[from, _]| seconds(from)),
            Self::LoopEnd => zone.looped.map_or_else(String::new, |[_, to]| seconds(to)),
        }
    }

    /// The zone with what was typed in this column, of a recording of so many frames at a rate; `None` where that is
    /// nothing that can be.
    pub fn typed(self, zone: &Zone, text: &str, frames: u64, rate: u32) -> Option<Zone> {
        let mut new = zone.clone();
        let number = || text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        // A cast of what is negative or too large stops at the ends.
        let frame = || Some(((number()? * f64::from(rate)).round() as u64).min(frames));
        let velocity = || text.trim().parse::<u8>().ok();
        let [from, to] = zone.looped.unwrap_or([zone.start, zone.end]);
        match self {
            Self::Low => new.keys[0] = key_of(text)?,
            Self::High => new.keys[1] = key_of(text)?,
            Self::Root => new.root = key_of(text)?,
            Self::Cents => new.cents = number()? as f32,
            Self::Soft => new.velocities[0] = velocity()?,
            Self::Hard => new.velocities[1] = velocity()?,
            Self::Gain => new.gain = number()? as f32,
            Self::Pan => new.pan = (number()? / 100.0) as f32,
            Self::Start => new.start = frame()?,
            Self::End => new.end = frame()?,
            Self::LoopStart | Self::LoopEnd if text.trim().is_empty() => new.looped = None,
            Self::LoopStart => new.looped = Some([frame()?, to]),
            Self::LoopEnd => new.looped = Some([from, frame()?]),
        }
        // A range that is turned round by its one end takes the other along.
        match self {
            Self::Low => new.keys[1] = new.keys[1].max(new.keys[0]),
            Self::High => new.keys[0] = new.keys[0].min(new.keys[1]),
            Self::Soft => new.velocities[1] = new.velocities[1].max(new.velocities[0]),
            Self::Hard => new.velocities[0] = new.velocities[0].min(new.velocities[1]),
            // A loop outside of what is left is none.
            Self::Start | Self::End => {
                new.looped = new.looped.filter(|[from, to]| new.start <= *from && *to <= new.end);
            }
            _ => {}
        }
        new.is_sound(frames).then_some(new)
    }
}

/// A key as it is typed: its name, such as `F#3`, or its number.
pub fn key_of(text: &str) -> Option<u8> {
    let text = text.trim();
    if let Ok(key) = text.parse::<u8>() {
        return Pitch::new(key).ok().map(Pitch::key);
    }
    let mut letters = text.chars();
    let capital = letters.next()?.to_ascii_uppercase();
    let (class, octave) = PitchClass::parse_prefix(&format!("{capital}{}", letters.as_str()))
        .map(|(class, rest)| (class, rest.parse::<i32>()))?;
    let key = i32::from(class.semitones()) + 12 * (octave.ok()?.clamp(-9, 99) + 1);
    u8::try_from(key).ok().and_then(|key| Pitch::new(key).ok()).map(Pitch::key)
}

/// A number with at most so many places, and none that say nothing.
fn number(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The borders of so many slices of one length.
pub fn even(frames: u64, slices: u64) -> Vec<u64> {
    (0..slices).map(|slice| frames / slices.max(1) * slice + frames % slices.max(1) * slice / slices.max(1)).collect()
}

/// Slices from border to border, each on a key of its own from a first one on; what lies before the first border is left
/// out. There are no more than there are keys.
pub fn slices(borders: &[u64], frames: u64, first: u8) -> Vec<Zone> {
    let mut starts: Vec<u64> = Vec::new();
    for border in borders.iter().copied().filter(|border| border.saturating_add(SHORTEST) <= frames) {
        // One too near to the last is left out.
        if starts.last().is_none_or(|last| border >= last + SHORTEST) {
            starts.push(border);
        }
    }
    if starts.is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([frames]);
    let slice = |((start, end), key): ((u64, u64), u8)| Zone {
        keys: [key, key],
        root: key,
        tracking: 0.0,
        gain: SLICE_GAIN,
        start,
        end,
        play: Play::OneShot,
        ..Zone::default()
    };
    starts.iter().copied().zip(ends).zip(first..=127).map(slice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read_as_it_is_written() {
        let zone = Zone {
            keys: [21, 108],
            velocities: [3, 90],
            root: 61,
            cents: -12.5,
            gain: -3.25,
            pan: -0.4,
            start: 441,
            looped: Some([4_410, 22_051]),
            ..Zone::whole(44_100)
        };
        for column in ZoneColumn::ALL {
            let written = column.written(&zone, 44_100);
            let read = column.typed(&zone, &written, 44_100, 44_100);
            assert_eq!(read, Some(zone.clone()), "{column:?}: {written}");
        }
        assert_eq!(ZoneColumn::Low.written(&zone, 44_100), "A0");
        assert_eq!(ZoneColumn::Start.written(&zone, 44_100), "0.01");
        assert_eq!(ZoneColumn::Pan.written(&zone, 44_100), "-40");
    }

    #[test]
    fn what_is_typed_keeps_the_zone_playable() {
        let zone = Zone { looped: Some([100, 900]), ..Zone::whole(1_000) };
        let typed = |column: ZoneColumn, text: &str| column.typed(&zone, text, 1_000, 1_000);
        let low = typed(ZoneColumn::Low, "c4").unwrap();
        assert_eq!(low.keys, [60, 127]);
        assert_eq!(ZoneColumn::High.typed(&low, "b3", 1_000, 1_000).unwrap().keys, [59, 59]);
        assert_eq!(typed(ZoneColumn::LoopStart, "").unwrap().looped, None);
        assert_eq!(typed(ZoneColumn::LoopEnd, "0,5").unwrap().looped, Some([100, 500]));
        assert_eq!(typed(ZoneColumn::End, "0.5").unwrap().looped, None);
        assert_eq!(typed(ZoneColumn::End, "9").unwrap().end, 1_000);
        for (column, text) in [
            (ZoneColumn::Low, "H2"),
            (ZoneColumn::Low, "C99"),
            (ZoneColumn::Root, "128"),
            (ZoneColumn::Soft, "0"),
            (ZoneColumn::Gain, "loud"),
            (ZoneColumn::Gain, "NaN"),
            (ZoneColumn::Start, "1"),
            (ZoneColumn::LoopStart, "0.9"),
            (ZoneColumn::Pan, "101"),
        ] {
            assert_eq!(typed(column, text), None, "{column:?} {text}");
        }
    }

    #[test]
    fn slices_fill_the_recording_key_by_key() {
        let zones = slices(&even(1_001, 4), 1_001, 36);
        let cuts: Vec<_> = zones.iter().map(|zone| (zone.keys[0], zone.start, zone.end)).collect();
        assert_eq!(cuts, [(36, 0, 250), (37, 250, 500), (38, 500, 750), (39, 750, 1_001)]);
        assert!(zones.iter().all(|zone| zone.is_sound(1_001) && zone.tracking == 0.0));
        let starts = |borders: &[u64]| slices(borders, 10_000, 120).iter().map(|zone| zone.start).collect::<Vec<_>>();
        // Near ones, one at the very end, and more than there are keys.
        assert_eq!(starts(&[10, 2_000, 2_010, 9_990]), [10, 2_000]);
        assert_eq!(starts(&even(10_000, 16)).len(), 8);
        assert_eq!(starts(&[]), [0]);
    }
}
