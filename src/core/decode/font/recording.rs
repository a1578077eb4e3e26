//! The samples of a preset one after another in one recording, and zones that play stretches of it.

use crate::decode::font::FontSound;
use crate::decode::font::generators as said;
use crate::decode::font::regions::Region;
use crate::decode::font::tables::{Header, Tables};
use crate::decode::{DecodeError, LONGEST};
use crate::sound::{Play, Zone};

/// Silence between two samples, in frames, so that none is heard in the other.
const GAP: usize = 256;
/// The length of a WAV file's head.
const HEAD: usize = 44;

/// Where a sample went: its header, and its first frame in the recording.
type Laid = (Header, usize);

/// The recording and its zones.
///
/// # Errors
/// [`DecodeError`] where it is longer than a recording may be, or nothing of it can be played.
pub fn make(tables: &Tables<'_>, regions: &[Region]) -> Result<FontSound, DecodeError> {
    let rate = regions.iter().map(|region| region.header.rate).max().unwrap_or(0);
    let mut laid: Vec<Laid> = Vec::new();
    let mut sound: Vec<u8> = Vec::new();
    for region in regions {
        if laid.iter().any(|(known, _)| span(known) == span(&region.header)) {
            continue;
        }
        laid.push((region.header, sound.len() / 2));
        sound.extend(tables.sound(region.header.start, region.header.end));
        sound.resize(sound.len() + 2 * GAP, 0);
        if (sound.len() / 2) as u64 > LONGEST * u64::from(rate) {
            return Err(DecodeError::TooLong(LONGEST / 60));
        }
    }
    let at = |header: &Header| laid.iter().find(|(known, _)| span(known) == span(header)).map(|(_, at)| *at);
    let frames = (sound.len() / 2) as u64;
    let zones: Vec<Zone> = regions.iter().filter_map(|region| zone(region, at(&region.header)?, rate)).collect();
    let mut zones: Vec<Zone> = zones.into_iter().filter(|zone| zone.is_sound(frames)).collect();
    if zones.is_empty() {
        return Err(DecodeError::Broken("no samples".to_owned()));
    }
    level(&mut zones, &sound);
    Ok(FontSound { wav: wav(sound, rate), zones })
}

fn span(header: &Header) -> (usize, usize) {
    (header.start, header.end)
}

/// What keys play of a sample that lies at a frame of a recording; `None` where nothing is left of it.
fn zone(region: &Region, at: usize, rate: u32) -> Option<Zone> {
    let Region { said: generators, keys, velocities, header } = region;
    let whole = [header.start, header.end];
    let start = generators.moved(header.start, said::START, said::START_COARSE, whole);
    let end = generators.moved(header.end, said::END, said::END_COARSE, whole);
    let inside = [start, end.max(start)];
    let from = generators.moved(header.loop_start, said::LOOP_START, said::LOOP_START_COARSE, inside);
    let to = generators.moved(header.loop_end, said::LOOP_END, said::LOOP_END_COARSE, inside);
    let placed = |frame: usize| (frame - header.start + at) as u64;
    let looped = matches!(generators.get(said::MODE), 1 | 3)
        .then(|| [placed(from), placed(to)])
        .filter(|[from, to]| from + Zone::SHORTEST_LOOP <= *to);
    let root = u8::try_from(generators.get(said::ROOT)).ok().filter(|root| *root <= 127).unwrap_or(header.key);
    let scale = generators.get(said::SCALE).clamp(0, 1_200) as f32;
    let faster = 1_200.0 * libm::log2(f64::from(header.rate) / f64::from(rate));
    let tuning = 100 * generators.get(said::COARSE) + generators.get(said::FINE) + i32::from(header.correction);
    // A zone that is always played as if one key were struck.
    let fixed = u8::try_from(generators.get(said::KEY)).ok().filter(|key| *key <= 127);
    let from_key = fixed.map_or(0.0, |key| (f32::from(key) - f32::from(root)) * scale);
    let cents = (faster + f64::from(tuning)) as f32 + from_key;
    Some(Zone {
        keys: *keys,
        velocities: *velocities,
        root,
        cents: cents.clamp(-Zone::CENTS, Zone::CENTS),
        tracking: if fixed.is_some() { 0.0 } else { scale / 100.0 },
        gain: generators.gain().max(Zone::GAINS[0]),
        pan: (generators.get(said::PAN) as f32 / 500.0).clamp(-1.0, 1.0),
        start: placed(start),
        end: placed(end),
        looped,
        play: if generators.get(said::MODE) == 3 { Play::Release } else { Play::Held },
        contour: Some(generators.contour()),
        cutoff: generators.cutoff(),
        resonance: generators.resonance(),
        // Numbers above are of the same group only by chance.
        choke: u8::try_from(generators.get(said::CHOKE).clamp(0, 255)).unwrap_or(0),
    })
}

/// Moves all levels together so that the loudest zone is as loud as one that was recorded as loud as fits.
fn level(zones: &mut [Zone], sound: &[u8]) {
    let peak = |zone: &Zone| {
        let samples = sound.as_chunks::<2>().0.get(zone.start as usize..zone.end as usize).unwrap_or_default();
        let peak = samples.iter().map(|sample| i16::from_le_bytes(*sample).unsigned_abs()).max().unwrap_or(0);
        20.0 * libm::log10f(f32::from(peak.max(1)) / 32_768.0) + zone.gain
    };
    let loudest = zones.iter().map(peak).fold(Zone::GAINS[0], f32::max);
    for zone in zones {
        zone.gain = (zone.gain - loudest).clamp(Zone::GAINS[0], Zone::GAINS[1]);
    }
}

/// A WAV file of one channel of 16 bits (Microsoft, "Multimedia Programming Interface and Data Specifications" 1.0).
fn wav(sound: Vec<u8>, rate: u32) -> Vec<u8> {
    // Far below 4 GiB: no recording is so long.
    let length = sound.len() as u32;
    let mut file = Vec::with_capacity(HEAD + sound.len());
    file.extend(b"RIFF");
    file.extend((length + HEAD as u32 - 8).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16u32.to_le_bytes());
    for word in [1u16, 1] {
        file.extend(word.to_le_bytes());
    }
    file.extend(rate.to_le_bytes());
    file.extend((rate * 2).to_le_bytes());
    for word in [2u16, 16] {
        file.extend(word.to_le_bytes());
    }
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(sound);
    file
}
