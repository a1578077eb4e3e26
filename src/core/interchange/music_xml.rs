//! MusicXML 4.0, partwise: what is played as notation. Every time is rounded to a grid that musicians read
//! ([`quantise`]), a note that crosses a bar line is tied over it, and a note of a drum kit stands on the line of its piece.
//!
//! The order of elements is the one of the schema, which the tests hold it to.

mod drum_kit;
mod harmony;
mod measures;
mod notation;
mod quantise;
mod spelling;
mod voices;

pub use spelling::fifths;

use crate::interchange::music_xml::measures::Bars;
use crate::interchange::xml::Xml;
use crate::interchange::{Part, Sheet};
use crate::provenance::Aspect;
use crate::text::Locale;

const DOCTYPE: &str = "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" \"http://www.musicxml.org/dtds/partwise.dtd\">";

/// The file.
pub fn write(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.line(DOCTYPE);
    xml.open("score-partwise", &[("version", "4.0")]);
    xml.open("work", &[]);
    xml.leaf("work-title", &[], &sheet.title());
    xml.close();
    identification(&mut xml, sheet);
    xml.open("part-list", &[]);
    for (index, part) in sheet.parts.iter().enumerate() {
        score_part(&mut xml, index, part);
    }
    if sheet.parts.is_empty() {
        xml.open("score-part", &[("id", "P1")]);
        xml.leaf("part-name", &[], &sheet.title());
        xml.close();
    }
    xml.close();
    let bars = Bars::of(sheet);
    let parts = sheet.parts.iter().map(Some).chain(sheet.parts.is_empty().then_some(None));
    for (index, part) in parts.enumerate() {
        xml.open("part", &[("id", &format!("P{}", index + 1))]);
        measures::write(&mut xml, sheet, &bars, index, part);
        xml.close();
    }
    xml.finish()
}

/// Who made it, whose it is, and what it discloses, for people and for machines.
fn identification(xml: &mut Xml, sheet: &Sheet<'_>) {
    xml.open("identification", &[]);
    let artist = sheet.project.metadata.artist.trim();
    if !artist.is_empty() {
        xml.leaf("creator", &[("type", "artist")], artist);
    }
    let roles = [(Aspect::Composition, "composer"), (Aspect::Lyrics, "lyricist"), (Aspect::Arrangement, "arranger")];
    for (aspect, role) in roles {
        for maker in sheet.makers(aspect) {
            xml.leaf("creator", &[("type", role)], &maker);
        }
    }
    xml.leaf("rights", &[], &sheet.sentence());
    xml.open("encoding", &[]);
    xml.leaf("software", &[], Sheet::software());
    xml.close();
    let disclosure = &sheet.disclosure;
    xml.open("miscellaneous", &[]);
    let fields = [
        ("AI_DISCLOSURE", disclosure.contains_ai().code().to_owned()),
        ("AI_CONTRIBUTIONS", disclosure.json()),
        ("DigitalSourceType", disclosure.source_type().iri()),
        ("COWRITE_LEDGER", sheet.project.ledger.head().to_string()),
        ("disclosure-en", disclosure.sentence(Locale::English)),
        ("disclosure-zh", disclosure.sentence(Locale::SimplifiedChinese)),
    ];
    for (name, value) in fields {
        xml.leaf("miscellaneous-field", &[("name", name)], &value);
    }
    xml.close();
    xml.close();
}

fn score_part(xml: &mut Xml, index: usize, part: &Part<'_>) {
    let id = format!("P{}", index + 1);
    xml.open("score-part", &[("id", &id)]);
    xml.leaf("part-name", &[], &part.track.name);
    let instruments: Vec<(String, String, u8)> = if part.is_drums() {
        let piece = |key: u8| (drum_kit::instrument_id(index, key), drum_kit::name(key), key);
        drum_kit::keys(&part.notes).into_iter().map(piece).collect()
    } else {
        vec![(format!("{id}-I1"), part.track.name.clone(), 0)]
    };
    for (id, name, _) in &instruments {
        xml.open("score-instrument", &[("id", id)]);
        xml.leaf("instrument-name", &[], name);
        xml.close();
    }
    // Sixteen channels, the tenth for drums.
    let channel = if part.is_drums() { 10 } else { [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16][index % 15] };
    for (id, _, key) in &instruments {
        xml.open("midi-instrument", &[("id", id)]);
        xml.leaf("midi-channel", &[], &channel.to_string());
        xml.leaf("midi-program", &[], &(part.program() + 1).to_string());
        if part.is_drums() {
            xml.leaf("midi-unpitched", &[], &(key + 1).to_string());
        }
        let strip = &part.track.strip;
        xml.leaf("volume", &[], &format!("{:.1}", (strip.gain.to_gain() * 80.0).clamp(0.0, 100.0)));
        xml.leaf("pan", &[], &format!("{:.0}", strip.pan.0.clamp(-1.0, 1.0) * 90.0));
        xml.close();
    }
    xml.close();
}
