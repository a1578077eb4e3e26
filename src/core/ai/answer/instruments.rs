//! Instruments as models name them, mostly by General MIDI, and the studio's sounds for them.

use crate::score::TrackRole;
use crate::sound::{PatchKind, Preset};

/// Words of instrument names and the preset that plays them; the first that occurs decides. Longer names come first.
const WORDS: [(&[&str], &str); 40] = [
    (&["lo-fi", "lofi", "lo fi", "brush"], "Lo-fi Kit"),
    (&["trap", "drill"], "Trap Kit"),
    (&["808", "909", "electronic drum", "electro", "tr-8", "drum machine"], "Electro Kit"),
    (&["kit", "drum", "percussion"], "Studio Kit"),
    (&["fretless", "glide", "slide bass"], "Glide Bass"),
    (&["sub bass", "synth bass 2", "808 bass"], "Sub Bass"),
    (&["synth bass", "saw bass", "slap bass"], "Saw Bass"),
    (&["bass", "tuba", "contrabass"], "Round Bass"),
    (&["kalimba", "thumb piano", "mbira"], "Thumb Piano"),
    (&["marimba", "xylophone", "steel drum", "wood"], "Rosewood Marimba"),
    (&["vibraphone", "vibes"], "Motor Vibes"),
    (&["tubular", "chime"], "Church Chimes"),
    (&["glockenspiel", "celesta", "music box"], "Concert Bells"),
    (&["bell", "dulcimer", "crystal"], "Glass Bells"),
    (&["church organ", "pipe organ"], "Chapel Organ"),
    (&["rock organ"], "Rock Organ"),
    (&["reed organ", "accordion", "harmonica", "bandoneon"], "Reed Organ"),
    (&["organ"], "Drawbar Organ"),
    (&["rhodes", "suitcase", "electric piano", "wurlitzer", "clavinet", "clavi"], "Suitcase Keys"),
    (&["piano", "harpsichord", "keys", "grand"], "Warm Keys"),
    (&["muted guitar", "distortion", "overdriven", "guitar harmonics"], "Muted Guitar"),
    (&["nylon", "ukulele", "sitar", "banjo", "shamisen", "pipa", "guzheng", "koto"], "Nylon"),
    (&["guitar", "steel string", "mandolin"], "Steel Strings"),
    (&["harp", "pizzicato"], "Harp"),
    (&["choir", "aah", "ooh"], "Angel Choir"),
    (&["voice", "vocal", "singer", "sung"], "Lead Singer"),
    (&["whistle", "flute", "recorder", "ocarina", "piccolo", "shakuhachi", "sine", "dizi"], "Whistle"),
    (&["brass", "trumpet", "trombone", "horn", "sax", "oboe", "clarinet", "bassoon"], "Synth Brass"),
    (&["cello"], "Solo Cello"),
    (&["violin", "viola", "fiddle", "erhu"], "Solo Violin"),
    (&["string", "orchestra", "ensemble"], "String Section"),
    (&["dark", "drone", "atmosphere", "sweep", "sci-fi", "goblins"], "Dark Drift"),
    (&["square", "chip", "8-bit", "pulse"], "Chip Lead"),
    (&["pluck", "arp", "sequence"], "Night Pluck"),
    (&["pad", "warm", "halo", "new age", "polysynth"], "Wide Pad"),
    (&["sawtooth", "saw", "bright", "super", "charang", "fifths"], "Bright Lead"),
    (&["velvet", "analog", "poly"], "Velvet Keys"),
    (&["lead", "synth", "calliope", "soft"], "Soft Lead"),
    (&["timpani", "tom", "cymbal", "taiko"], "Studio Kit"),
    (&["fx", "effect"], "Dark Drift"),
];

/// The preset for an instrument, and whether the name was understood. What was not is played by the role's usual sound.
pub fn preset(name: &str, role: TrackRole) -> (&'static str, bool) {
    let lower = name.to_lowercase();
    let fits = |preset: &str| {
        // A sampler has nothing to play in a new part.
        let sounds = |known: &Preset| known.kind != PatchKind::Sampler;
        let of_role = |known: &Preset| (known.kind == PatchKind::Drums) == (role == TrackRole::Drums);
        Preset::named(preset).is_some_and(|known| sounds(known) && of_role(known))
    };
    let same = crate::sound::PRESETS.iter().find(|preset| preset.name.to_lowercase() == lower.trim());
    if let Some(known) = same.filter(|known| fits(known.name)) {
        return (known.name, true);
    }
    let mut found = WORDS.iter().filter(|(words, _)| words.iter().any(|word| lower.contains(word)));
    // "Electric Bass" on the keys is a bass; drums can be played by a kit alone.
    match found.find(|(_, preset)| fits(preset)) {
        Some((_, preset)) => (preset, true),
        None => (usual(role), name.trim().is_empty()),
    }
}

fn usual(role: TrackRole) -> &'static str {
    match role {
        TrackRole::Lead => "Soft Lead",
        TrackRole::Keys | TrackRole::Audio => "Warm Keys",
        TrackRole::Pad => "Wide Pad",
        TrackRole::Arp => "Night Pluck",
        TrackRole::Bass => "Round Bass",
        TrackRole::Drums => "Studio Kit",
    }
}

/// The studio's part for a role as models name it.
pub fn role(text: &str, id: &str, instrument: &str) -> TrackRole {
    match text {
        "melody" | "vocal" | "vocals" | "lead" | "voice" | "solo" => TrackRole::Lead,
        "chords" | "keys" | "harmony" | "rhythm" => TrackRole::Keys,
        "bass" => TrackRole::Bass,
        "drums" | "percussion" | "drum" => TrackRole::Drums,
        "arp" | "arpeggio" | "counter" | "countermelody" => TrackRole::Arp,
        "pad" | "strings" => TrackRole::Pad,
        _ => {
            let hints = format!("{id} {instrument}").to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| hints.contains(word));
            match () {
                () if has(&["drum", "kit", "perc"]) => TrackRole::Drums,
                () if has(&["bass"]) => TrackRole::Bass,
                () if has(&["pad", "string", "choir"]) => TrackRole::Pad,
                () if has(&["arp", "counter", "pluck"]) => TrackRole::Arp,
                () if has(&["lead", "vocal", "melod", "voice"]) => TrackRole::Lead,
                () => TrackRole::Keys,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sound_named_here_ships_with_the_studio() {
        let roles =
            [TrackRole::Lead, TrackRole::Keys, TrackRole::Arp, TrackRole::Pad, TrackRole::Bass, TrackRole::Drums];
        let named = WORDS.iter().map(|(_, preset)| *preset).chain(roles.map(usual));
        for name in named {
            assert!(Preset::named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn no_part_is_given_a_sampler_with_nothing_to_play() {
        assert_ne!(preset("Slices", TrackRole::Keys).0, "Slices");
    }

    #[test]
    fn general_midi_names_find_their_sound() {
        for (name, role, sound) in [
            ("Lead 2 (sawtooth)", TrackRole::Lead, "Bright Lead"),
            ("Synth Bass 1", TrackRole::Bass, "Saw Bass"),
            ("Pad 2 (warm)", TrackRole::Pad, "Wide Pad"),
            ("Drum Kit", TrackRole::Drums, "Studio Kit"),
            ("TR-808", TrackRole::Drums, "Electro Kit"),
            ("Acoustic Grand Piano", TrackRole::Keys, "Warm Keys"),
            ("Electric Guitar (muted)", TrackRole::Arp, "Steel Strings"),
            ("Violin", TrackRole::Lead, "Solo Violin"),
            ("Lead Vocals", TrackRole::Lead, "Lead Singer"),
            ("Choir Aahs", TrackRole::Pad, "Angel Choir"),
            ("Drawbar Organ", TrackRole::Keys, "Drawbar Organ"),
            ("Harp", TrackRole::Arp, "Harp"),
            ("suitcase keys", TrackRole::Keys, "Suitcase Keys"),
        ] {
            assert_eq!(preset(name, role), (sound, true), "{name}");
        }
        assert_eq!(preset("Theremin of doom", TrackRole::Lead), ("Soft Lead", false));
        assert_eq!(preset("Acoustic Grand Piano", TrackRole::Drums), ("Studio Kit", false));
        assert_eq!(role("", "drums1", ""), TrackRole::Drums);
    }
}
