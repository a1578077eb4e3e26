//! Sounds and the mix: which preset each part plays in a style, how loud, where, and with what effects.

use crate::compose::brief::{Brief, Wish};
use crate::compose::style::{Figure, Style};
use crate::pcm::{Decibels, Pan};
use crate::project::TrackRole;
use crate::score::{Part, ScoreNote};
use crate::sound::{Patch, PatchKind, Preset};
use crate::text::{Locale, Message};

mod effects;

/// A preset, and the instrument that stands in where there is none of that name.
type Sound = (&'static str, PatchKind);

const SOFT_LEAD: Sound = ("Soft Lead", PatchKind::Subtractive);
const BRIGHT_LEAD: Sound = ("Bright Lead", PatchKind::Subtractive);
const HOLLOW_LEAD: Sound = ("Hollow Lead", PatchKind::Subtractive);
const MELLOW_HORN: Sound = ("Mellow Horn", PatchKind::Subtractive);
const REED_PIPE: Sound = ("Reed Pipe", PatchKind::Subtractive);
const CHIP_LEAD: Sound = ("Chip Lead", PatchKind::Subtractive);
const SYNTH_BRASS: Sound = ("Synth Brass", PatchKind::Subtractive);
const STAGE_KEYS: Sound = ("Stage Keys", PatchKind::Fm);
const CRYSTAL: Sound = ("Crystal", PatchKind::Fm);
const GLASS_BELLS: Sound = ("Glass Bells", PatchKind::Fm);
const NYLON: Sound = ("Nylon", PatchKind::Pluck);
const STEEL_STRINGS: Sound = ("Steel Strings", PatchKind::Pluck);
const MUTED_GUITAR: Sound = ("Muted Guitar", PatchKind::Pluck);
const ROUND_BASS: Sound = ("Round Bass", PatchKind::Bass);
const PICK_BASS: Sound = ("Pick Bass", PatchKind::Bass);
const SUB_BASS: Sound = ("Sub Bass", PatchKind::Bass);
const SAW_BASS: Sound = ("Saw Bass", PatchKind::Bass);
const WIDE_PAD: Sound = ("Wide Pad", PatchKind::Pad);
const SOFT_STRINGS: Sound = ("Soft Strings", PatchKind::Pad);
const SLOW_STRINGS: Sound = ("Slow Strings", PatchKind::Strings);
const STRING_SECTION: Sound = ("String Section", PatchKind::Strings);
const NIGHT_AIR: Sound = ("Night Air", PatchKind::Pad);
const MOTOR_VIBES: Sound = ("Motor Vibes", PatchKind::Mallet);
const ROCK_ORGAN: Sound = ("Rock Organ", PatchKind::Organ);
const TRAP_KIT: Sound = ("Trap Kit", PatchKind::Drums);
const STUDIO_KIT: Sound = ("Studio Kit", PatchKind::Drums);
const LO_FI_KIT: Sound = ("Lo-fi Kit", PatchKind::Drums);
const ELECTRO_KIT: Sound = ("Electro Kit", PatchKind::Drums);

/// The part beside the chords in a style, unless the prompt names an instrument for it.
pub fn figure(brief: &Brief, style: Style) -> Figure {
    match style.traits().figure {
        _ if brief.wants(Wish::Bells) => Figure::Bells,
        _ if brief.wants(Wish::Arp) => Figure::Sixteenths,
        Figure::Answers | Figure::Eighths if brief.wants(Wish::Guitar) && style != Style::Jazz => Figure::Picked,
        usual => usual,
    }
}

/// Whether a part is played at all. The melody always is; of the others, enough that four remain.
pub fn plays(brief: &Brief, role: TrackRole) -> bool {
    let refusal = match role {
        TrackRole::Lead | TrackRole::Audio => return true,
        TrackRole::Keys => Wish::Keys,
        TrackRole::Arp if brief.refuses(Wish::Guitar) && brief.refuses(Wish::Arp) => Wish::Arp,
        TrackRole::Arp => return true,
        TrackRole::Pad => Wish::Pad,
        TrackRole::Bass => Wish::Bass,
        TrackRole::Drums => Wish::Drums,
    };
    let refused = [Wish::Keys, Wish::Pad, Wish::Bass, Wish::Drums].iter().filter(|wish| brief.refuses(**wish)).count();
    // Six parts, four of them needed: a third refusal keeps the chords.
    !brief.refuses(refusal) || refused > 2 && matches!(role, TrackRole::Keys | TrackRole::Pad)
}

/// A part with its sound and its place in the mix.
pub fn part(role: TrackRole, brief: &Brief, style: Style, notes: Vec<ScoreNote>) -> Part {
    let (name, kind) = sound(role, brief, style);
    let patch = Preset::named(name).map_or_else(|| Patch::new(kind), Preset::patch);
    let (gain, pan, reverb, delay) = place(role, style);
    Part {
        name: part_name(role, (name, kind), brief.locale),
        role,
        patch,
        gain: Decibels((gain + loudness(style)).min(Decibels::MAX.0)),
        pan: Pan(pan),
        reverb: Decibels(reverb),
        delay: Decibels(delay),
        inserts: effects::inserts(role, style),
        notes,
    }
}

fn part_name(role: TrackRole, sound: Sound, locale: Locale) -> String {
    let id = match (role, sound) {
        (TrackRole::Lead | TrackRole::Audio, _) => "part-lead",
        (TrackRole::Keys, NYLON | STEEL_STRINGS) => "part-rhythm-guitar",
        (TrackRole::Keys, _) => "part-keys",
        (TrackRole::Arp, GLASS_BELLS | MOTOR_VIBES) => "part-bells",
        (TrackRole::Arp, NYLON | MUTED_GUITAR | STEEL_STRINGS) => "part-guitar",
        (TrackRole::Arp, _) => "part-arp",
        (TrackRole::Pad, SOFT_STRINGS | SLOW_STRINGS | STRING_SECTION) => "part-strings",
        (TrackRole::Pad, _) => "part-pad",
        (TrackRole::Bass, _) => "part-bass",
        (TrackRole::Drums, _) => "part-drums",
    };
    Message::new(id).text(locale)
}

fn sound(role: TrackRole, brief: &Brief, style: Style) -> Sound {
    match role {
        TrackRole::Lead | TrackRole::Audio => match style {
            _ if brief.wants(Wish::Brass) => SYNTH_BRASS,
            Style::Chiptune => CHIP_LEAD,
            Style::Synthwave | Style::House | Style::Rock => BRIGHT_LEAD,
            Style::LoFi | Style::Jazz => MELLOW_HORN,
            Style::Folk | Style::Bossa | Style::Guofeng => REED_PIPE,
            Style::Ambient => SOFT_LEAD,
            Style::CityPop | Style::Ballad | Style::Trap | Style::Pop => HOLLOW_LEAD,
        },
        TrackRole::Keys => match style {
            _ if brief.wants(Wish::Keys) => STAGE_KEYS,
            Style::Folk => STEEL_STRINGS,
            Style::Bossa => NYLON,
            Style::Synthwave | Style::House => SYNTH_BRASS,
            Style::Chiptune => CHIP_LEAD,
            Style::Rock => ROCK_ORGAN,
            Style::Ambient => CRYSTAL,
            _ => STAGE_KEYS,
        },
        TrackRole::Arp => match (figure(brief, style), style) {
            (Figure::Bells, _) => GLASS_BELLS,
            (Figure::Chops, _) => MUTED_GUITAR,
            // A driven chord needs strings that ring.
            (Figure::Fifths, _) => STEEL_STRINGS,
            (Figure::Sixteenths, Style::Chiptune) => CHIP_LEAD,
            (Figure::Sixteenths, _) if !brief.wants(Wish::Plucked) => BRIGHT_LEAD,
            (Figure::Answers, Style::Jazz) => MOTOR_VIBES,
            _ => NYLON,
        },
        TrackRole::Pad => match style {
            _ if brief.wants(Wish::Strings) => STRING_SECTION,
            Style::Ballad | Style::Guofeng => SLOW_STRINGS,
            Style::Ambient => NIGHT_AIR,
            Style::CityPop | Style::Jazz | Style::Bossa | Style::Folk => SOFT_STRINGS,
            _ => WIDE_PAD,
        },
        TrackRole::Bass => match style {
            Style::Trap | Style::Ambient | Style::LoFi => SUB_BASS,
            Style::CityPop | Style::Pop => PICK_BASS,
            Style::Synthwave | Style::House | Style::Rock | Style::Chiptune => SAW_BASS,
            _ => ROUND_BASS,
        },
        TrackRole::Drums => match style {
            Style::LoFi => LO_FI_KIT,
            Style::Trap => TRAP_KIT,
            Style::Synthwave | Style::House | Style::Chiptune => ELECTRO_KIT,
            _ => STUDIO_KIT,
        },
    }
}

/// Level, place, reverb and delay. Melody on top; bass and kit in the middle, the chords around them.
fn place(role: TrackRole, style: Style) -> (f32, f32, f32, f32) {
    let wet = match style {
        Style::Ambient => 6.0,
        Style::Ballad | Style::Synthwave | Style::Guofeng => 3.0,
        Style::Rock | Style::Chiptune | Style::House => -4.0,
        _ => 0.0,
    };
    let silence = Decibels::SILENCE.0;
    match role {
        TrackRole::Lead | TrackRole::Audio => {
            (level(role, style), 0.0, -14.0 + wet, if style == Style::Jazz { silence } else { -19.0 + wet })
        }
        TrackRole::Keys => (level(role, style), -0.22, -17.0 + wet, silence),
        TrackRole::Arp => {
            let delay = if style == Style::CityPop { silence } else { -17.0 + wet };
            (level(role, style), 0.34, -16.0 + wet, delay)
        }
        TrackRole::Pad => (level(role, style), 0.0, -13.0 + wet, silence),
        TrackRole::Bass => (level(role, style), 0.0, silence, silence),
        TrackRole::Drums => (level(role, style), 0.0, -24.0 + wet, silence),
    }
}

/// How loud a part is in a style, in decibels: the melody about 6 dB below the whole, bass and kit close to it, the chords
/// 10 dB below and what lies behind them 14 dB.
fn level(role: TrackRole, style: Style) -> f32 {
    match (role, style) {
        (TrackRole::Lead | TrackRole::Audio, Style::Ambient) => 1.0,
        (TrackRole::Lead | TrackRole::Audio, _) => 3.0,
        (TrackRole::Keys, Style::Rock) => 2.0,
        (TrackRole::Keys, _) => 5.0,
        (TrackRole::Arp, Style::Rock) => -1.0,
        (TrackRole::Arp, _) => 3.0,
        (TrackRole::Pad, Style::Ambient) => 2.0,
        (TrackRole::Pad, _) => 0.0,
        (TrackRole::Bass, Style::LoFi) => -3.0,
        (TrackRole::Bass, Style::Ambient) => -2.0,
        (TrackRole::Bass, _) => 0.0,
        (TrackRole::Drums, Style::Ambient) => 0.5,
        (TrackRole::Drums, _) => 2.5,
    }
}

/// What brings a style's song, in decibels, to about as loud as the others: near -16 LUFS, with the limiter hardly
/// touched.
fn loudness(style: Style) -> f32 {
    match style {
        Style::LoFi => 2.5,
        Style::Ambient => 3.0,
        Style::Ballad => 0.5,
        Style::Guofeng => -0.5,
        Style::Folk => -1.0,
        Style::Rock => -2.5,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_the_mix_names_ships_with_the_studio() {
        let roles =
            [TrackRole::Lead, TrackRole::Keys, TrackRole::Arp, TrackRole::Pad, TrackRole::Bass, TrackRole::Drums];
        for style in Style::ALL {
            for role in roles {
                let (name, kind) = sound(role, &Brief::read("a song"), style);
                let preset = Preset::named(name);
                assert_eq!(preset.map(|preset| preset.kind), Some(kind), "{name} for {style:?}");
            }
        }
    }
}
