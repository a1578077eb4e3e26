//! The chunks of a WAV file around its sound: the description of a broadcast (EBU Tech 3285 v2), the INFO list, ID3, iXML,
//! XMP, the ISRC (EBU Tech 3352) and the label for China.

use lofty::iff::wav::RiffInfoList;
use lofty::tag::TagExt;

use crate::bounce::loudness::Programme;
use crate::export::id3::write_options;
use crate::export::{ExportError, TrackTags, id3, plain_text, xml};
use crate::text::Locale;
use crate::time::Civil;

/// A RIFF chunk, padded to an even length.
pub fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
    let padding: &[u8] = if body.len().is_multiple_of(2) { &[] } else { &[0] };
    [id.as_slice(), &length, body, padding].concat()
}

/// The chunks that follow the sound, the picture on the cover among them.
///
/// # Errors
/// [`ExportError::Tags`] where a tag is too large to be written.
pub fn trailer(tags: &TrackTags, cover: Option<&[u8]>) -> Result<Vec<u8>, ExportError> {
    let mut chunks = info(tags)?;
    chunks.extend(chunk(b"iXML", xml::ixml(tags).as_bytes()));
    chunks.extend(chunk(b"_PMX", xml::xmp(tags).as_bytes()));
    if let Some(text) = xml::isrc(tags) {
        chunks.extend(chunk(b"axml", text.as_bytes()));
    }
    if let Some(label) = tags.aigc() {
        chunks.extend(chunk(b"AIGC", label.as_bytes()));
    }
    chunks.extend(chunk(b"id3 ", &id3::tag(tags, id3::Place::Chunk, cover)?));
    Ok(chunks)
}

/// The INFO list. RIFF says nothing of the encoding of its text; it is UTF-8, as readers guess.
fn info(tags: &TrackTags) -> Result<Vec<u8>, ExportError> {
    let mut list = RiffInfoList::new();
    let items = [
        ("INAM", tags.shown_title()),
        ("IART", plain_text::line(&tags.artist)),
        ("IPRD", plain_text::line(&tags.release.album)),
        ("IGNR", plain_text::line(&tags.release.genre)),
        ("ICRD", plain_text::line(&tags.release.date)),
        ("ICOP", tags.rights()),
        ("ISFT", plain_text::line(&tags.software)),
        ("ICMT", tags.sentence(Locale::English)),
    ];
    for (key, value) in items.into_iter().filter(|(_, value)| !value.is_empty()) {
        list.insert(key.to_owned(), value);
    }
    let mut bytes = Vec::new();
    list.dump_to(&mut bytes, write_options()).map_err(|error| ExportError::Tags(error.to_string()))?;
    Ok(bytes)
}

/// The shape of the sound, as the coding history tells it.
#[derive(Clone, Copy, Debug)]
pub struct Coding {
    /// Frames a second.
    pub sample_rate: u32,
    /// Bits of a sample.
    pub bits: u16,
}

/// The `bext` chunk. Its length does not depend on the loudness, which is known last.
pub fn broadcast(tags: &TrackTags, coding: Coding, programme: Option<&Programme>) -> Vec<u8> {
    // Zero stands for a time that is not known.
    let made = (tags.made > 0).then(|| Civil::at(tags.made));
    let (day, time) = made.map(|made| (made.date(), made.time())).unwrap_or_default();
    let software = plain_text::line(&tags.software);
    let mut body = field(&tags.sentence(Locale::English), 256);
    body.extend(field(&software, 32));
    body.extend(field(&tags.release.isrc, 32));
    body.extend(field(&day, 10));
    body.extend(field(&time, 8));
    // The sound begins at bar 1, which is counted as midnight; then the version of the chunk, and no UMID.
    body.extend([0; 8]);
    body.extend(2_u16.to_le_bytes());
    body.extend([0; 64]);
    let values = match programme {
        Some(known) => [known.integrated, known.range, known.true_peak, known.momentary, known.short_term],
        None => [None; 5],
    };
    body.extend(values.map(|value| hundredths(value).to_le_bytes()).concat());
    body.extend([0; 180]);
    let Coding { sample_rate, bits } = coding;
    let verdict = tags.disclosure.contains_ai().code();
    let history = format!("A=PCM,F={sample_rate},W={bits},M=stereo,T={};AI={verdict}\r\n", plain(&software));
    body.extend(history.as_bytes());
    chunk(b"bext", &body)
}

/// A level as the chunk holds it: hundredths, and a number beyond all others where it is not known.
fn hundredths(value: Option<f64>) -> i16 {
    match value {
        // A cast saturates, and what is no number becomes 0.
        Some(value) if value.is_finite() => ((value * 100.0).round() as i16).min(i16::MAX - 1),
        _ => i16::MAX,
    }
}

/// A text of a fixed length, filled up with zeros.
fn field(text: &str, length: usize) -> Vec<u8> {
    let mut bytes = plain(text).into_bytes();
    bytes.resize(length, 0);
    bytes
}

/// A text as far as ASCII can say it: the chunk knows no other characters.
fn plain(text: &str) -> String {
    text.chars().map(|character| if matches!(character, ' '..='~') { character } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_padded_to_an_even_length() {
        assert_eq!(chunk(b"test", b"abc"), *b"test\x03\0\0\0abc\0");
        assert_eq!(chunk(b"test", b"ab"), *b"test\x02\0\0\0ab");
    }

    #[test]
    fn levels_are_hundredths_and_what_is_not_known_says_so() {
        let cases = [
            (Some(-14.234), -1_423),
            (Some(0.0), 0),
            (Some(f64::NEG_INFINITY), i16::MAX),
            (None, i16::MAX),
            (Some(900.0), 32_766),
        ];
        for (level, held) in cases {
            assert_eq!(hundredths(level), held);
        }
    }

    #[test]
    fn texts_of_a_fixed_length_are_ascii() {
        assert_eq!(field("Ünï", 5), b"?n?\0\0");
        assert_eq!(field("too long", 3), b"too");
    }
}
