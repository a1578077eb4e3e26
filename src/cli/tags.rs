//! What the tags of a sound file disclose, whichever of the formats it is.

use std::io::Cursor;

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::flac::FlacFile;
use lofty::id3::v2::{Frame, Id3v2Tag};
use lofty::iff::aiff::AiffFile;
use lofty::iff::wav::WavFile;
use lofty::mp4::{AtomData, AtomIdent, Mp4File};
use lofty::mpeg::MpegFile;
use lofty::ogg::tag::VorbisComments;
use lofty::ogg::{OpusFile, VorbisFile};
use lofty::probe::Probe;

/// The names under which files carry the disclosure, in the order in which they are shown.
const NAMES: [&str; 4] = ["AI_DISCLOSURE", "DigitalSourceType", "AI_CONTRIBUTIONS", "COWRITE_LEDGER"];

/// What a sound file says of who made it.
#[derive(Debug, Default, PartialEq)]
pub struct Disclosed {
    texts: [Option<String>; NAMES.len()],
}

impl Disclosed {
    /// How much of it a trained model made, as DDEX says it.
    pub fn contains_ai(&self) -> Option<&str> {
        self.texts[0].as_deref()
    }

    /// The IPTC digital source type.
    pub fn source_type(&self) -> Option<&str> {
        self.texts[1].as_deref()
    }

    /// Whose each side is, as a line of JSON.
    pub fn contributions(&self) -> Option<&str> {
        self.texts[2].as_deref()
    }

    /// The digest of the ledger's last entry.
    pub fn ledger(&self) -> Option<&str> {
        self.texts[3].as_deref()
    }

    fn take(&mut self, name: &str, text: &str) {
        let place = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
        if let Some(slot) = place.and_then(|place| self.texts.get_mut(place)) {
            slot.get_or_insert_with(|| text.to_owned());
        }
    }
}

/// The kind of a sound file and what it discloses; `None` for bytes that are no sound file, with tags or without.
pub fn read(bytes: &[u8]) -> Option<(&'static str, Disclosed)> {
    let kind = Probe::new(Cursor::new(bytes)).guess_file_type().ok()?.file_type()?;
    let mut disclosed = Disclosed::default();
    let (input, options) = (&mut Cursor::new(bytes), ParseOptions::new());
    let name = match kind {
        FileType::Wav => {
            id3(&mut disclosed, WavFile::read_from(input, options).ok()?.id3v2());
            "WAV"
        }
        FileType::Aiff => {
            id3(&mut disclosed, AiffFile::read_from(input, options).ok()?.id3v2());
            "AIFF"
        }
        FileType::Mpeg => {
            id3(&mut disclosed, MpegFile::read_from(input, options).ok()?.id3v2());
            "MP3"
        }
        FileType::Flac => {
            let file = FlacFile::read_from(input, options).ok()?;
            vorbis(&mut disclosed, file.vorbis_comments());
            id3(&mut disclosed, file.id3v2());
            "FLAC"
        }
        FileType::Opus => {
            vorbis(&mut disclosed, Some(OpusFile::read_from(input, options).ok()?.vorbis_comments()));
            "Ogg Opus"
        }
        FileType::Vorbis => {
            vorbis(&mut disclosed, Some(VorbisFile::read_from(input, options).ok()?.vorbis_comments()));
            "Ogg Vorbis"
        }
        FileType::Mp4 => {
            let file = Mp4File::read_from(input, options).ok()?;
            for atom in file.ilst().into_iter().flatten() {
                if let (AtomIdent::Freeform { name, .. }, Some(AtomData::UTF8(text))) =
                    (atom.ident(), atom.data().next())
                {
                    disclosed.take(name, text);
                }
            }
            "MP4"
        }
        _ => return None,
    };
    Some((name, disclosed))
}

fn id3(disclosed: &mut Disclosed, tag: Option<&Id3v2Tag>) {
    for frame in tag.into_iter().flatten() {
        if let Frame::UserText(text) = frame {
            disclosed.take(&text.description, &text.content);
        }
    }
}

fn vorbis(disclosed: &mut Disclosed, comments: Option<&VorbisComments>) {
    for (name, text) in comments.into_iter().flat_map(VorbisComments::items) {
        disclosed.take(name, text);
    }
}
