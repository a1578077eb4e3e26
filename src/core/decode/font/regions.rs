//! The zones of a preset with all that its instruments and it say of them (sections 9.4 and 9.5 of the specification).

use crate::decode::DecodeError;
use crate::decode::font::generators::{self, Generators};
use crate::decode::font::tables::{Header, Level, Tables};
use crate::sound::Zone;

/// The most zones that are looked through, of which some may point at nothing.
const MOST_LOOKED: usize = 8 * Zone::MOST;

/// A sample with what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// What is said.
    pub said: Generators,
    /// The keys.
    pub keys: [u8; 2],
    /// The velocities.
    pub velocities: [u8; 2],
    /// The sample.
    pub header: Header,
}

/// What a preset plays.
///
/// # Errors
/// [`DecodeError::Broken`] where nothing of it can be played, and [`DecodeError::Unsupported`] where it is too much.
pub fn of(tables: &Tables<'_>, place: u32) -> Result<Vec<Region>, DecodeError> {
    let mut regions = Vec::new();
    let too_much = || DecodeError::Unsupported(format!("> {} zones", Zone::MOST));
    let (overs, mut looked) = parts(tables, Level::Preset, place as usize, Generators::nothing());
    for (over, instrument) in overs {
        let (parts, zones) = parts(tables, Level::Instrument, instrument, Generators::plain());
        looked += zones;
        if looked > MOST_LOOKED {
            return Err(too_much());
        }
        for (mut said, sample) in parts {
            let both = |place| shared(said.range(place)?, over.range(place)?);
            let ranges = both(generators::KEYS).zip(both(generators::VELOCITIES));
            let (Some((keys, velocities)), Some(header)) = (ranges, tables.header(sample)) else { continue };
            // Velocity 0 lets go.
            let velocities = [velocities[0].max(1), velocities[1]];
            said.add(&over);
            if velocities[0] <= velocities[1] {
                regions.push(Region { said, keys, velocities, header });
            }
        }
        if regions.len() > Zone::MOST {
            return Err(too_much());
        }
    }
    if regions.is_empty() { Err(DecodeError::Broken("no samples".to_owned())) } else { Ok(regions) }
}

/// The zones of a preset or an instrument that point at something: what they say, the first one's word before their own
/// where that points at nothing, and what they point at. With them how many zones there are at all.
fn parts(tables: &Tables<'_>, level: Level, place: usize, plain: Generators) -> (Vec<(Generators, usize)>, usize) {
    let pointer = match level {
        Level::Preset => generators::INSTRUMENT,
        Level::Instrument => generators::SAMPLE,
    };
    let pointed = |zone: &[(u16, i16)]| {
        let found = zone.iter().find(|(place, _)| usize::from(*place) == pointer);
        found.map(|(_, value)| usize::from(value.cast_unsigned()))
    };
    let zones = tables.zones(level, place);
    let mut common = plain;
    if let Some(first) = zones.first().filter(|first| pointed(first).is_none()) {
        common.set(first);
    }
    let part = |zone: &Vec<(u16, i16)>| {
        let mut said = common;
        said.set(zone);
        Some((said, pointed(zone)?))
    };
    (zones.iter().filter_map(part).collect(), zones.len())
}

/// What two ranges have in common.
fn shared(first: [u8; 2], second: [u8; 2]) -> Option<[u8; 2]> {
    let range = [first[0].max(second[0]), first[1].min(second[1])];
    (range[0] <= range[1]).then_some(range)
}
