//! The form of a song: its sections, how long they are, how full they sound and who plays in them.

use crate::compose::brief::{Brief, Length, Mood, Wish};
use crate::compose::forms::{Shape, forms};
use crate::compose::random::Random;
use crate::compose::style::Style;
use crate::project::SectionKind;
use crate::text::{Locale, Message};
use crate::time::{Bpm, Meter};

/// The fewest bars of a song.
pub const FEWEST_BARS: u32 = 48;
/// The most bars the composer writes, so that a request for an hour is answered by a long song.
const MOST_BARS: u32 = 240;

/// One section to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The part it plays.
    pub kind: SectionKind,
    /// What it is called.
    pub name: String,
    /// Its first bar.
    pub first_bar: u32,
    /// How many bars it has.
    pub bars: u32,
    /// How full it sounds, 0 to 100.
    pub energy: i32,
    /// How many sections of its kind came before it.
    pub nth: u32,
    /// Whether it is the last of its kind.
    pub last: bool,
    /// Semitones above the song's key.
    pub lift: i32,
    /// Who plays.
    pub players: Players,
}

/// Who plays in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Players {
    /// The melody.
    pub lead: bool,
    /// The chords.
    pub keys: bool,
    /// Held chords.
    pub pad: bool,
    /// Broken chords and counter-lines.
    pub arp: bool,
    /// The bass.
    pub bass: bool,
    /// The drums: 0 is none, 1 a thin beat, 2 the beat, 3 the full beat.
    pub drums: u8,
}

/// The sections of a song for a brief.
pub fn plan(brief: &Brief, style: Style, bpm: Bpm, meter: Meter, random: &mut Random) -> Vec<Plan> {
    let quarters = f64::from(meter.bar().0) / f64::from(crate::time::TICKS_PER_QUARTER);
    let wanted = match brief.length {
        Length::Usual => None,
        Length::Short => Some(FEWEST_BARS),
        Length::Long => Some(112),
        Length::Bars(bars) => Some(bars),
        Length::Seconds(seconds) => Some((seconds * bpm.get() / 60.0 / quarters + 0.5) as u32),
    };
    let mut shapes = random.pick(forms(style)).to_vec();
    if let Some(wanted) = wanted {
        fit(&mut shapes, wanted.clamp(FEWEST_BARS, MOST_BARS));
    }
    let calmer = [Mood::Calm, Mood::Sad, Mood::Dreamy].iter().any(|mood| brief.feels(*mood));
    let fuller = [Mood::Energetic, Mood::Epic].iter().any(|mood| brief.feels(*mood));
    let shift = i32::from(fuller) * 12 - i32::from(calmer) * 8;
    let lift = if random.chance(style.traits().lift) { if random.chance(50) { 2 } else { 1 } } else { 0 };
    plans(&shapes, shift, lift, brief, style)
}

/// Brings a form near a number of bars: takes out or halves what can be missed, or goes round once more.
fn fit(shapes: &mut Vec<Shape>, wanted: u32) {
    use SectionKind::{Bridge, Chorus, PreChorus, Solo, Verse};
    let total = |shapes: &[Shape]| shapes.iter().map(|shape| shape.1).sum::<u32>();
    for kind in [Solo, Verse, PreChorus, Chorus, Bridge] {
        while let Some(index) = shapes.iter().rposition(|shape| shape.0 == kind) {
            let now = total(shapes);
            let (again, bars) = (shapes.iter().filter(|shape| shape.0 == kind).count() > 1, shapes[index].1);
            let spare = kind == Solo || kind == PreChorus || again;
            if spare && now >= wanted + bars.saturating_sub(3) && now - bars >= FEWEST_BARS {
                shapes.remove(index);
            } else if bars >= 16 && now >= wanted + bars / 2 && now - bars / 2 >= FEWEST_BARS {
                shapes[index].1 = bars / 2;
            } else {
                break;
            }
        }
    }
    while total(shapes) + 8 <= wanted {
        // One more verse and chorus before the last chorus.
        let at = shapes.iter().rposition(|shape| shape.0 == Chorus).unwrap_or(shapes.len());
        let room = wanted - total(shapes);
        if room >= 16 {
            shapes.insert(at, (Chorus, 8, 84));
            shapes.insert(at, (Verse, 8, 60));
        } else {
            shapes.insert(at, (Solo, 8, 70));
        }
    }
}

fn plans(shapes: &[Shape], shift: i32, lift: i32, brief: &Brief, style: Style) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (index, (kind, bars, energy)) in shapes.iter().enumerate() {
        let count = shapes.iter().filter(|shape| shape.0 == *kind).count();
        let nth = shapes[..index].iter().filter(|shape| shape.0 == *kind).count();
        let last = nth + 1 == count;
        let energy = (energy + shift).clamp(5, 100);
        let lifted = shapes[..=index].iter().filter(|shape| shape.0 == SectionKind::Chorus).count()
            == shapes.iter().filter(|shape| shape.0 == SectionKind::Chorus).count();
        plans.push(Plan {
            kind: *kind,
            name: name(*kind, nth, count, brief.locale),
            first_bar: plans.last().map_or(0, |plan| plan.first_bar + plan.bars),
            bars: *bars,
            energy,
            nth: nth as u32,
            last,
            lift: if lifted { lift } else { 0 },
            players: players(*kind, energy, nth, brief, style),
        });
    }
    plans
}

fn name(kind: SectionKind, nth: usize, count: usize, locale: Locale) -> String {
    let id = match kind {
        SectionKind::Intro => "section-intro",
        SectionKind::Verse => "section-verse",
        SectionKind::PreChorus => "section-pre-chorus",
        SectionKind::Chorus if count > 1 && nth + 1 == count => "section-final-chorus",
        SectionKind::Chorus => "section-chorus",
        SectionKind::Bridge => "section-bridge",
        SectionKind::Solo => "section-solo",
        SectionKind::Outro => "section-outro",
    };
    let plain = Message::new(id).text(locale);
    if count == 1 || id == "section-final-chorus" { plain } else { format!("{plain} {}", nth + 1) }
}

/// Who plays in a section of a kind and an energy, the so-manieth of its kind.
pub fn players(kind: SectionKind, energy: i32, nth: usize, brief: &Brief, style: Style) -> Players {
    let edge = matches!(kind, SectionKind::Intro | SectionKind::Outro);
    let thin_start = kind == SectionKind::Verse && nth == 0;
    let strummed = matches!(style, Style::Folk | Style::Guofeng | Style::Chiptune | Style::Synthwave);
    let held = matches!(style, Style::Ambient | Style::Ballad | Style::Guofeng);
    let drums = match (energy, style) {
        _ if brief.refuses(Wish::Drums) => 0,
        (..20, Style::Ambient) => 0,
        (_, Style::Ambient) => 1,
        (..28, _) => 0,
        (..44, _) => 1,
        (..70, _) => 2,
        _ => 3,
    };
    Players {
        lead: !edge || kind == SectionKind::Outro,
        keys: !(strummed && kind == SectionKind::Intro),
        pad: held || energy >= 56 || kind == SectionKind::Bridge || kind == SectionKind::Intro && !strummed,
        arp: if edge { true } else { strummed || !thin_start },
        bass: energy >= 22 || (kind == SectionKind::Outro),
        drums,
    }
}
