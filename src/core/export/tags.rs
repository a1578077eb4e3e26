//! What a file says about itself.

use lofty::config::WriteOptions;
use lofty::iff::wav::RiffInfoList;
use lofty::tag::TagExt;
use serde::{Deserialize, Serialize};

use crate::export::{ExportError, id3, plain_text, riff};
use crate::provenance::Disclosure;
use crate::text::{Locale, Message};

/// What a file says about itself, whatever its format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackTags {
    /// The title.
    pub title: String,
    /// The artist.
    pub artist: String,
    /// The program that wrote the file, with its version.
    pub software: String,
    /// Beats a minute at the start.
    pub bpm: f64,
    /// The key, as written on a chart.
    pub key: String,
    /// The words, where there are any that are more than placeholders.
    pub lyrics: String,
    /// What must be disclosed.
    pub disclosure: Disclosure,
    /// The digest of the ledger's last entry.
    pub ledger_head: String,
}

impl TrackTags {
    /// The chunks that follow the sound in a WAV file: `LIST/INFO` and `id3 `, with the picture on the cover.
    ///
    /// # Errors
    /// [`ExportError::Tags`] where a tag is too large to be written.
    pub(super) fn chunks(&self, cover: Option<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
        let mut chunks = self.info_chunk()?;
        chunks.extend(riff::chunk(b"id3 ", &id3::tag(self, cover)?));
        Ok(chunks)
    }

    /// The title as tags carry it.
    pub(super) fn shown_title(&self) -> String {
        let title = plain_text::line(&self.title);
        if title.is_empty() { Message::new("export-untitled").text(Locale::English) } else { title }
    }

    /// The INFO list. RIFF says nothing of the encoding of its text; it is UTF-8, as readers guess.
    fn info_chunk(&self) -> Result<Vec<u8>, ExportError> {
        let mut list = RiffInfoList::new();
        let items = [
            ("INAM", self.shown_title()),
            ("IART", plain_text::line(&self.artist)),
            ("ISFT", plain_text::line(&self.software)),
            ("ICMT", plain_text::sentence(&self.disclosure.sentence(Locale::English))),
        ];
        for (key, value) in items.into_iter().filter(|(_, value)| !value.is_empty()) {
            list.insert(key.to_owned(), value);
        }
        let mut bytes = Vec::new();
        list.dump_to(&mut bytes, write_options()).map_err(|error| ExportError::Tags(error.to_string()))?;
        Ok(bytes)
    }
}

/// Tags are written to their length, with no room to grow: what follows them can move.
pub(super) fn write_options() -> WriteOptions {
    WriteOptions::new().preferred_padding(0)
}
