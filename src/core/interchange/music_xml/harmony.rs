//! Chord symbols.

use crate::interchange::music_xml::spelling::spell;
use crate::interchange::xml::Xml;
use crate::music::{Chord, ChordQuality, Key};

/// A chord's kind in the format, and the degrees that it adds: number and semitones beside the usual.
fn kind(quality: ChordQuality) -> (&'static str, &'static [(&'static str, &'static str)]) {
    match quality {
        ChordQuality::Major => ("major", &[]),
        ChordQuality::Minor => ("minor", &[]),
        ChordQuality::Diminished => ("diminished", &[]),
        ChordQuality::Augmented => ("augmented", &[]),
        ChordQuality::Sus2 => ("suspended-second", &[]),
        ChordQuality::Sus4 => ("suspended-fourth", &[]),
        ChordQuality::Power => ("power", &[]),
        ChordQuality::Sixth => ("major-sixth", &[]),
        ChordQuality::MinorSixth => ("minor-sixth", &[]),
        ChordQuality::Seventh => ("dominant", &[]),
        ChordQuality::MajorSeventh => ("major-seventh", &[]),
        ChordQuality::MinorSeventh => ("minor-seventh", &[]),
        ChordQuality::MinorMajorSeventh => ("major-minor", &[]),
        ChordQuality::HalfDiminished => ("half-diminished", &[]),
        ChordQuality::DiminishedSeventh => ("diminished-seventh", &[]),
        ChordQuality::SeventhSus4 => ("suspended-fourth", &[("7", "-1")]),
        ChordQuality::AugmentedSeventh => ("augmented-seventh", &[]),
        ChordQuality::SeventhFlatNinth => ("dominant", &[("9", "-1")]),
        ChordQuality::Ninth => ("dominant-ninth", &[]),
        ChordQuality::MajorNinth => ("major-ninth", &[]),
        ChordQuality::MinorNinth => ("minor-ninth", &[]),
        ChordQuality::AddNinth => ("major", &[("9", "0")]),
        ChordQuality::MinorAddNinth => ("minor", &[("9", "0")]),
        ChordQuality::SixNine => ("major-sixth", &[("9", "0")]),
        ChordQuality::NinthSus4 => ("suspended-fourth", &[("7", "-1"), ("9", "0")]),
        ChordQuality::MinorEleventh => ("minor-11th", &[]),
        ChordQuality::Thirteenth => ("dominant-13th", &[]),
    }
}

/// A chord so many divisions after the start of its measure.
pub fn write(xml: &mut Xml, chord: Chord, key: Key, offset: u32) {
    let (name, degrees) = kind(chord.quality);
    let root = spell(chord.root, key);
    xml.open("harmony", &[("print-frame", "no")]);
    xml.open("root", &[]);
    xml.leaf("root-step", &[], root.step);
    xml.leaf("root-alter", &[], &root.alter.to_string());
    xml.close();
    xml.leaf("kind", &[("text", chord.quality.suffix())], name);
    if let Some(bass) = chord.bass.map(|bass| spell(bass, key)) {
        xml.open("bass", &[]);
        xml.leaf("bass-step", &[], bass.step);
        xml.leaf("bass-alter", &[], &bass.alter.to_string());
        xml.close();
    }
    for (number, alter) in degrees {
        // The kind's text tells it already.
        xml.open("degree", &[("print-object", "no")]);
        xml.leaf("degree-value", &[], number);
        xml.leaf("degree-alter", &[], alter);
        xml.leaf("degree-type", &[], "add");
        xml.close();
    }
    if offset > 0 {
        xml.leaf("offset", &[], &offset.to_string());
    }
    xml.close();
}
