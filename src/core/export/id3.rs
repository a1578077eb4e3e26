//! The ID3v2.4 tag of a file (id3.org, 2000): the standard frames, and the disclosure in frames of its own names.

use std::borrow::Cow;

use lofty::TextEncoding;
use lofty::config::WriteOptions;
use lofty::id3::v2::{
    CommentFrame, ExtendedTextFrame, Frame, FrameId, Id3v2Tag, KeyValueFrame, PrivateFrame, TextInformationFrame,
    UnsynchronizedTextFrame,
};
use lofty::picture::{MimeType, Picture, PictureType};
use lofty::tag::TagExt;

use crate::export::tags::AIGC;
use crate::export::{ExportError, TrackTags, plain_text, xml};
use crate::picture::picture_type;
use crate::text::Locale;

/// Which file the tag is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It stands at the start of a file, and says everything.
    File,
    /// It is a chunk of a WAV file. What has a chunk of its own there is not said twice: of the label for China there must
    /// be one only.
    Chunk,
}

/// The whole tag as bytes. A cover is written as it is; what is no picture is left out.
///
/// # Errors
/// [`ExportError::Tags`] where a frame is too large to be written.
pub fn tag(tags: &TrackTags, place: Place, cover: Option<&[u8]>) -> Result<Vec<u8>, ExportError> {
    let mut tag = Id3v2Tag::new();
    for (id, value) in standard_texts(tags).into_iter().filter(|(_, value)| !value.is_empty()) {
        tag.insert(Frame::Text(TextInformationFrame::new(id_of(id), TextEncoding::UTF8, value)));
    }
    let label = (place == Place::File).then(|| tags.aigc()).flatten().map(|label| (AIGC, label));
    let texts = tags.disclosed().into_iter().chain(own_texts(tags)).chain(label);
    for (name, value) in texts.filter(|(_, value)| !value.is_empty()) {
        tag.insert(Frame::UserText(ExtendedTextFrame::new(TextEncoding::UTF8, name, value)));
    }
    insert_credits(&mut tag, tags);
    if place == Place::File {
        tag.insert(Frame::Private(PrivateFrame::new("XMP", xml::xmp(tags).into_bytes())));
    }
    for (locale, language) in [(Locale::English, *b"eng"), (Locale::SimplifiedChinese, *b"zho")] {
        let sentence = tags.sentence(locale);
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

/// Tags are written to their length, with no room to grow: what follows them can move.
pub fn write_options() -> WriteOptions {
    WriteOptions::new().preferred_padding(0)
}

fn id_of(id: &'static str) -> FrameId<'static> {
    FrameId::Valid(id.into())
}

/// The picture of an `APIC` frame.
fn front_cover(bytes: &[u8]) -> Option<Picture> {
    let kind = MimeType::from_str(picture_type(bytes)?);
    Some(Picture::unchecked(bytes.to_vec()).pic_type(PictureType::CoverFront).mime_type(kind).build())
}

fn standard_texts(tags: &TrackTags) -> [(&'static str, String); 14] {
    let release = &tags.release;
    let line = plain_text::line;
    // Several values of a frame are parted by a zero.
    let several = |roles: &[&str]| tags.credited(roles).join("\0");
    [
        ("TIT2", tags.shown_title()),
        ("TPE1", line(&tags.artist)),
        ("TALB", line(&release.album)),
        ("TCON", line(&release.genre)),
        ("TDRC", line(&release.date)),
        ("TSRC", line(&release.isrc)),
        ("TPUB", line(&release.label)),
        ("TCOP", tags.rights()),
        ("TCOM", several(&["Composer"])),
        ("TEXT", several(&["Lyricist"])),
        ("TPE4", several(&["Remixer"])),
        ("TSSE", line(&tags.software)),
        ("TBPM", tags.whole_bpm()),
        ("TKEY", tags.short_key()),
    ]
}

/// Texts for which the standard has no frame.
fn own_texts(tags: &TrackTags) -> [(&'static str, String); 4] {
    let release = &tags.release;
    let advisory = release.explicit.map_or("", |explicit| if explicit { "1" } else { "2" });
    [
        ("BARCODE", plain_text::line(&release.upc)),
        ("ISWC", plain_text::line(&release.iswc)),
        // The language frame takes ISO 639-2 codes only, which differ from what was said.
        ("LANGUAGE", plain_text::line(&release.language)),
        ("ITUNESADVISORY", advisory.to_owned()),
    ]
}

/// Everyone whose role has no frame of its own: who performed, and who was involved otherwise.
fn insert_credits(tag: &mut Id3v2Tag, tags: &TrackTags) {
    const PERFORMERS: [&str; 5] = ["MainArtist", "FeaturedArtist", "LeadVocalist", "BackgroundVocalist", "Musician"];
    let others = tags
        .release
        .credits
        .iter()
        .filter(|credit| !["Composer", "Lyricist", "Remixer"].contains(&credit.role.as_str()));
    let (performed, involved): (Vec<_>, Vec<_>) = others.partition(|credit| PERFORMERS.contains(&credit.role.as_str()));
    for (id, credits) in [("TMCL", performed), ("TIPL", involved)] {
        let pairs: Vec<(Cow<'static, str>, Cow<'static, str>)> = credits
            .iter()
            .map(|credit| (plain_text::line(&credit.role).into(), plain_text::line(&credit.name).into()))
            .collect();
        if !pairs.is_empty() {
            tag.insert(Frame::KeyValue(KeyValueFrame::new(id_of(id), TextEncoding::UTF8, pairs)));
        }
    }
}
