//! The ID3v2.4 tag of a file (id3.org, 2000): the standard frames, and the disclosure in frames of its own names.

use lofty::TextEncoding;
use lofty::id3::v2::{
    CommentFrame, ExtendedTextFrame, Frame, FrameId, Id3v2Tag, TextInformationFrame, UnsynchronizedTextFrame,
};
use lofty::picture::{MimeType, Picture, PictureType};
use lofty::tag::TagExt;

use crate::export::tags::write_options;
use crate::export::{ExportError, TrackTags, plain_text};
use crate::picture::picture_type;
use crate::provenance::ContainsAi;
use crate::text::Locale;

/// Names of the frames that carry the disclosure.
const AI_DISCLOSURE: &str = "AI_DISCLOSURE";
const AI_CONTRIBUTIONS: &str = "AI_CONTRIBUTIONS";
const DIGITAL_SOURCE_TYPE: &str = "DigitalSourceType";
const LEDGER: &str = "COWRITE_LEDGER";

/// The whole tag as bytes. A cover is written as it is; what is no picture is left out.
///
/// # Errors
/// [`ExportError::Tags`] where a frame is too large to be written.
pub fn tag(tags: &TrackTags, cover: Option<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
    let mut tag = Id3v2Tag::new();
    for (id, value) in standard_texts(tags).into_iter().filter(|(_, value)| !value.is_empty()) {
        tag.insert(Frame::Text(TextInformationFrame::new(FrameId::Valid(id.into()), TextEncoding::UTF8, value)));
    }
    for (name, value) in disclosure_texts(tags).into_iter().filter(|(_, value)| !value.is_empty()) {
        tag.insert(Frame::UserText(ExtendedTextFrame::new(TextEncoding::UTF8, name, value)));
    }
    for (locale, language) in [(Locale::English, *b"eng"), (Locale::SimplifiedChinese, *b"zho")] {
        let sentence = plain_text::sentence(&tags.disclosure.sentence(locale));
        if !sentence.is_empty() {
            tag.insert(Frame::Comment(CommentFrame::new(TextEncoding::UTF8, language, "", sentence)));
        }
    }
    let lyrics = plain_text::lines(&tags.lyrics);
    if !lyrics.is_empty() {
        // "und": nothing says which language the words are in.
        tag.insert(Frame::UnsynchronizedText(UnsynchronizedTextFrame::new(TextEncoding::UTF8, *b"und", "", lyrics)));
    }
    if let Some(picture) = cover.and_then(front_cover) {
        tag.insert_picture(picture);
    }
    let mut bytes = Vec::new();
    tag.dump_to(&mut bytes, write_options()).map_err(|error| ExportError::Tags(error.to_string()))?;
    Ok(bytes)
}

/// The picture of an `APIC` frame.
fn front_cover(bytes: Vec<u8>) -> Option<Picture> {
    let kind = MimeType::from_str(picture_type(&bytes)?);
    Some(Picture::unchecked(bytes).pic_type(PictureType::CoverFront).mime_type(kind).build())
}

fn standard_texts(tags: &TrackTags) -> [(&'static str, String); 5] {
    [
        ("TIT2", tags.shown_title()),
        ("TPE1", plain_text::line(&tags.artist)),
        ("TSSE", plain_text::line(&tags.software)),
        ("TBPM", whole_bpm(tags.bpm)),
        ("TKEY", short_key(&tags.key)),
    ]
}

fn disclosure_texts(tags: &TrackTags) -> [(&'static str, String); 4] {
    let verdict = match tags.disclosure.contains_ai() {
        ContainsAi::None => "None",
        ContainsAi::Partly => "Partly",
        ContainsAi::All => "All",
    };
    [
        (AI_DISCLOSURE, verdict.to_owned()),
        (AI_CONTRIBUTIONS, tags.disclosure.json()),
        (DIGITAL_SOURCE_TYPE, tags.disclosure.source_type().iri()),
        (LEDGER, plain_text::line(&tags.ledger_head)),
    ]
}

/// The tempo as the frame wants it: a whole number.
fn whole_bpm(bpm: f64) -> String {
    if bpm.is_finite() && bpm > 0.0 { format!("{bpm:.0}") } else { String::new() }
}

/// The key as the frame wants it: at most three characters, `C`, `Ebm`. A church mode is written as the major or minor
/// key with its third.
fn short_key(key: &str) -> String {
    let (tonic, mode) = key.split_once(' ').unwrap_or((key, ""));
    let minor = if matches!(mode, "dorian" | "phrygian") { "m" } else { "" };
    let short = format!("{tonic}{minor}");
    if short.len() <= 3 { short } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tempo_and_key_take_the_form_of_their_frames() {
        assert_eq!(
            (whole_bpm(96.0).as_str(), whole_bpm(95.6).as_str(), whole_bpm(f64::NAN).as_str()),
            ("96", "96", "")
        );
        for (key, short) in [("C", "C"), ("F#m", "F#m"), ("Bb dorian", "Bbm"), ("G mixolydian", "G"), ("what", "")] {
            assert_eq!(short_key(key), short);
        }
    }
}
