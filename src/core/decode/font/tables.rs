//! The chunks of a SoundFont as tables of rows (sections 5 to 7 of the specification).

use crate::decode::font::FontPreset;
use crate::decode::{DecodeError, HIGHEST_RATE};

/// The most characters of a name.
const MOST_NAME: usize = 80;
/// The most zones of a preset or an instrument, and the most generators of a zone, that are read.
const MOST_ZONES: usize = 2_048;
const MOST_GENERATORS: usize = 256;

/// A table of the file: rows of one length, the last of which only ends the one before.
#[derive(Clone, Copy, Debug, Default)]
struct Table<'a> {
    bytes: &'a [u8],
    row: usize,
}

/// What is in a SoundFont, not yet looked into.
#[derive(Debug, Default)]
pub struct Tables<'a> {
    info: Vec<(&'a [u8], &'a [u8])>,
    samples: &'a [u8],
    presets: Table<'a>,
    preset_zones: Table<'a>,
    preset_generators: Table<'a>,
    instruments: Table<'a>,
    instrument_zones: Table<'a>,
    instrument_generators: Table<'a>,
    headers: Table<'a>,
}

/// A sample by its header, in frames of the file's sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its first frame.
    pub start: usize,
    /// The frame after its last.
    pub end: usize,
    /// The first frame of its loop.
    pub loop_start: usize,
    /// The frame after the last of its loop.
    pub loop_end: usize,
    /// How many frames it has a second.
    pub rate: u32,
    /// The key it was recorded on.
    pub key: u8,
    /// How much higher it shall be played, in cents.
    pub correction: i8,
}

/// Which list of zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The zones of a preset, which point at instruments.
    Preset,
    /// The zones of an instrument, which point at samples.
    Instrument,
}

impl<'a> Table<'a> {
    fn row(&self, place: usize) -> Option<&'a [u8]> {
        let from = place.checked_mul(self.row)?;
        self.bytes.get(from..from.checked_add(self.row)?)
    }

    fn rows(&self) -> usize {
        self.bytes.len() / self.row.max(1)
    }
}

fn word(row: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(row.get(at..at + 2)?.try_into().ok()?))
}

fn double(row: &[u8], at: usize) -> Option<usize> {
    let double = u32::from_le_bytes(row.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(double).ok()
}

/// Text up to its end, as it can be shown.
fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    let shown = text.chars().filter(|character| !character.is_control()).take(MOST_NAME).collect::<String>();
    shown.trim().to_owned()
}

/// The chunks of a list; one that says it is longer than what follows is read as far as it goes.
fn chunks(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(8)?;
        let length = double(head, 4)?;
        let content = after.get(..length).unwrap_or(after);
        // Chunks begin on even places.
        rest = after.get(length.saturating_add(length % 2)..).unwrap_or_default();
        Some((head.get(..4)?, content))
    })
}

impl<'a> Tables<'a> {
    /// Finds the tables of a file that begins as a SoundFont does.
    pub fn read(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut tables = Self::default();
        let lists = chunks(bytes.get(12..).unwrap_or_default()).filter(|(id, _)| *id == b"LIST");
        for (kind, list) in lists.filter_map(|(_, list)| list.split_at_checked(4)) {
            for (id, content) in chunks(list) {
                tables.put(kind, id, content);
            }
        }
        let missing = |what: &str| Err(DecodeError::Broken(format!("no {what}")));
        if tables.headers.rows() < 2 || tables.presets.rows() < 2 || tables.instruments.rows() < 2 {
            return missing("presets");
        }
        if tables.samples.is_empty() { missing("samples") } else { Ok(tables) }
    }

    fn put(&mut self, kind: &[u8], id: &'a [u8], bytes: &'a [u8]) {
        let (table, row) = match (kind, id) {
            (b"INFO", _) if self.info.len() < 100 => return self.info.push((id, bytes)),
            (b"sdta", b"smpl") => {
                self.samples = bytes;
                return;
            }
            (b"pdta", b"phdr") => (&mut self.presets, 38),
            (b"pdta", b"pbag") => (&mut self.preset_zones, 4),
            (b"pdta", b"pgen") => (&mut self.preset_generators, 4),
            (b"pdta", b"inst") => (&mut self.instruments, 22),
            (b"pdta", b"ibag") => (&mut self.instrument_zones, 4),
            (b"pdta", b"igen") => (&mut self.instrument_generators, 4),
            (b"pdta", b"shdr") => (&mut self.headers, 46),
            _ => return,
        };
        *table = Table { bytes, row };
    }

    /// What the file says under a name.
    pub fn said(&self, id: &[u8]) -> String {
        self.info.iter().find(|(known, _)| *known == id).map_or_else(String::new, |(_, bytes)| text(bytes))
    }

    /// The presets, in the order of the file.
    pub fn presets(&self) -> impl Iterator<Item = FontPreset> {
        (0..self.presets.rows().saturating_sub(1)).filter_map(|place| {
            let row = self.presets.row(place)?;
            let (program, bank) = (word(row, 20)?, word(row, 22)?);
            Some(FontPreset { place: u32::try_from(place).ok()?, bank, program, name: text(row.get(..20)?) })
        })
    }

    /// The generators of each zone of a preset or an instrument: pairs of what is set and to what. None where it is not
    /// there.
    pub fn zones(&self, level: Level, place: usize) -> Vec<Vec<(u16, i16)>> {
        let (owners, at, zones, generators) = match level {
            Level::Preset => (&self.presets, 24, &self.preset_zones, &self.preset_generators),
            Level::Instrument => (&self.instruments, 20, &self.instrument_zones, &self.instrument_generators),
        };
        let border = |table: &Table<'_>, place: usize, at: usize| Some(usize::from(word(table.row(place)?, at)?));
        // The row after the last owner only ends it.
        let Some((from, to)) = border(owners, place, at).zip(border(owners, place + 1, at)) else { return Vec::new() };
        let zone = |place: usize| {
            let (from, to) = (border(zones, place, 0)?, border(zones, place + 1, 0)?);
            let pair = |place: usize| {
                let row = generators.row(place)?;
                Some((word(row, 0)?, word(row, 2)?.cast_signed()))
            };
            Some((from..to).take(MOST_GENERATORS).map_while(pair).collect())
        };
        (from..to).take(MOST_ZONES).map_while(zone).collect()
    }

    /// The header of a sample that can be played; `None` where it lies outside of the sound.
    pub fn header(&self, place: usize) -> Option<Header> {
        // The last row only ends the table.
        let row = self.headers.row(place).filter(|_| place + 1 < self.headers.rows())?;
        let [start, end, loop_start, loop_end, rate] = [20, 24, 28, 32, 36].map(|at| double(row, at));
        let (start, end, loop_start, loop_end) = (start?, end?.min(self.frames()), loop_start?, loop_end?);
        let rate = u32::try_from(rate?).ok().filter(|rate| (400..=HIGHEST_RATE).contains(rate))?;
        let (key, correction) = (*row.get(40)?, row.get(41)?.cast_signed());
        // Of a chip that nobody has any more.
        let in_rom = word(row, 44)? & 0x8000 != 0;
        let key = if key <= 127 { key } else { 60 };
        (!in_rom && start < end).then_some(Header { start, end, loop_start, loop_end, rate, key, correction })
    }

    /// How many frames the file's sound has.
    pub fn frames(&self) -> usize {
        self.samples.len() / 2
    }

    /// The sound between two frames, as it lies in the file: two bytes a frame, the lower first.
    pub fn sound(&self, from: usize, to: usize) -> &'a [u8] {
        self.samples.get(2 * from..2 * to).unwrap_or_default()
    }
}
