//! SoundFonts for tests, written as the specification says.

/// A sample to be put into a font.
pub struct Sample {
    pub sound: Vec<i16>,
    pub looped: [u32; 2],
    pub rate: u32,
    pub key: u8,
    pub correction: i8,
}

/// A zone: pairs of a generator and what it is set to.
pub type Zone = Vec<(u16, i16)>;

/// A font of one preset with these zones, each of an instrument of one zone or more.
pub fn font(samples: &[Sample], instruments: &[Vec<Zone>], preset: &[Zone]) -> Vec<u8> {
    let mut sound = Vec::new();
    let mut headers = Vec::new();
    for sample in samples {
        let start = (sound.len() / 2) as u32;
        sound.extend(sample.sound.iter().flat_map(|sample| sample.to_le_bytes()));
        let end = (sound.len() / 2) as u32;
        headers.extend(name("Sample"));
        for place in [start, end, start + sample.looped[0], start + sample.looped[1], sample.rate] {
            headers.extend(place.to_le_bytes());
        }
        headers.extend([sample.key, sample.correction.cast_unsigned(), 0, 0, 1, 0]);
        // At least 46 frames of silence lie between samples.
        sound.resize(sound.len() + 2 * 46, 0);
    }
    headers.extend([0; 46]);
    let (mut instrument_rows, mut instrument_zones, mut instrument_generators) = (Vec::new(), Vec::new(), Vec::new());
    let mut zones = 0u16;
    for instrument in instruments {
        instrument_rows.extend(name("Instrument"));
        instrument_rows.extend(zones.to_le_bytes());
        zones += instrument.len() as u16;
        put_zones(instrument, &mut instrument_zones, &mut instrument_generators);
    }
    instrument_rows.extend(name("EOI"));
    instrument_rows.extend(zones.to_le_bytes());
    end_zones(&mut instrument_zones, &mut instrument_generators);
    let (mut presets, mut preset_zones, mut preset_generators) = (Vec::new(), Vec::new(), Vec::new());
    for (title, program, first) in [("Tone", 3u16, 0u16), ("EOP", 0, preset.len() as u16)] {
        presets.extend(name(title));
        for word in [program, 0, first] {
            presets.extend(word.to_le_bytes());
        }
        presets.extend([0; 12]);
    }
    put_zones(preset, &mut preset_zones, &mut preset_generators);
    end_zones(&mut preset_zones, &mut preset_generators);
    let info = [
        chunk(b"ifil", &[2, 0, 4, 0]),
        chunk(b"isng", b"EMU8000\0"),
        chunk(b"INAM", b"Test Font\0"),
        chunk(b"IENG", b"Ada\0"),
        chunk(b"ICOP", b"CC0\0"),
    ];
    let tables = [
        chunk(b"phdr", &presets),
        chunk(b"pbag", &preset_zones),
        chunk(b"pmod", &[0; 10]),
        chunk(b"pgen", &preset_generators),
        chunk(b"inst", &instrument_rows),
        chunk(b"ibag", &instrument_zones),
        chunk(b"imod", &[0; 10]),
        chunk(b"igen", &instrument_generators),
        chunk(b"shdr", &headers),
    ];
    let lists =
        [list(b"INFO", &info.concat()), list(b"sdta", &chunk(b"smpl", &sound)), list(b"pdta", &tables.concat())];
    chunk(b"RIFF", &[b"sfbk".to_vec(), lists.concat()].concat())
}

fn name(text: &str) -> [u8; 20] {
    std::array::from_fn(|place| text.as_bytes().get(place).copied().unwrap_or(0))
}

fn chunk(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = [&id[..], &(content.len() as u32).to_le_bytes(), content].concat();
    bytes.resize(bytes.len() + content.len() % 2, 0);
    bytes
}

fn list(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    chunk(b"LIST", &[&kind[..], content].concat())
}

fn put_zones(list: &[Zone], zones: &mut Vec<u8>, generators: &mut Vec<u8>) {
    for zone in list {
        end_zone(zones, generators);
        for (place, value) in zone {
            generators.extend(place.to_le_bytes());
            generators.extend(value.to_le_bytes());
        }
    }
}

fn end_zone(zones: &mut Vec<u8>, generators: &[u8]) {
    zones.extend(((generators.len() / 4) as u16).to_le_bytes());
    zones.extend([0, 0]);
}

fn end_zones(zones: &mut Vec<u8>, generators: &mut Vec<u8>) {
    end_zone(zones, generators);
    generators.extend([0; 4]);
}
