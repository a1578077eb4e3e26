//! What a sound file says about where it comes from: the credentials and the tags that services leave in their files.
//!
//! A file can keep silent or lie. What it says of a machine is believed; what it does not say proves nothing.

use serde::{Deserialize, Serialize};

use crate::credentials::Layout;
use crate::credentials::container::RawTag;
use crate::credentials::id3::Tag;
use crate::credentials::mp4;
use crate::credentials::store::{Manifest, Store};
use crate::provenance::SourceType;

/// The longest text that is passed on, in characters.
const LONGEST: usize = 120;
/// The most statements that are passed on.
const MOST: usize = 24;

/// Services by a word of their addresses and comments.
const SERVICES: [(&str, &str); 6] = [
    ("suno", "Suno"),
    ("udio", "Udio"),
    ("elevenlabs", "ElevenLabs Music"),
    ("stableaudio", "Stable Audio"),
    ("stable audio", "Stable Audio"),
    ("makebestmusic", "Make Best Music"),
];

/// What a file says about where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The service that made it.
    pub service: Option<String>,
    /// The service's model or version.
    pub model: Option<String>,
    /// Whether it says that a trained model made it or a part of it.
    pub trained: bool,
    /// Everything it says, in its own words.
    pub statements: Vec<Statement>,
    /// The digest of the ledger it was exported from.
    pub ledger_head: Option<String>,
    /// Whether it carries a manifest, and whether that can be read.
    pub manifest: Option<bool>,
}

/// One thing that a file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// A tag that names a service.
    MadeWith(String),
    /// An IPTC digital source type, by its code.
    SourceType(String),
    /// A program or model that an action in the manifest names.
    Agent(String),
    /// China's label, with who says it.
    Aigc(String),
    /// The verdict in a tag of ours: `All`, `Partly` or `None`.
    ContainsAi(String),
}

impl Said {
    /// What a file says of itself.
    pub fn of(layout: &Layout) -> Self {
        let mut said = Self::default();
        for tag in &layout.tags {
            match tag {
                RawTag::Id3(bytes) => {
                    for (id, description, text) in Tag::read(bytes).map(|tag| tag.texts()).unwrap_or_default() {
                        said.tag(if description.is_empty() { &id } else { &description }, &text);
                    }
                }
                RawTag::Info(bytes) => info(bytes).iter().for_each(|(name, text)| said.tag(name, text)),
                RawTag::Aigc(bytes) => said.tag("AIGC", String::from_utf8_lossy(bytes).trim_end_matches('\0')),
                RawTag::UserData(bytes) => {
                    mp4::texts(bytes, false).iter().for_each(|(name, text)| said.tag(name, text))
                }
                RawTag::Metadata(bytes) => mp4::texts(bytes, true).iter().for_each(|(name, text)| said.tag(name, text)),
                RawTag::Comments(bytes) => comments(bytes).iter().for_each(|(name, text)| said.tag(name, text)),
            }
        }
        if let Some(store) = &layout.store {
            match Store::read(store) {
                Ok(store) => {
                    said.manifest = Some(true);
                    store.manifests().iter().for_each(|manifest| said.manifest(manifest));
                }
                Err(_) => said.manifest = Some(false),
            }
        }
        said
    }

    /// Whether it says anything at all.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, statement: Statement) {
        if self.statements.len() < MOST && !self.statements.contains(&statement) {
            self.statements.push(statement);
        }
    }

    fn tag(&mut self, name: &str, text: &str) {
        let lower = text.to_lowercase();
        match name.to_ascii_uppercase().as_str() {
            "AIGC" => {
                if let Some(producer) = aigc(text) {
                    self.trained = true;
                    self.add(Statement::Aigc(producer));
                }
            }
            "COWRITE_LEDGER" => self.ledger_head = Some(short(text)),
            "DIGITALSOURCETYPE" => self.source_type(text),
            "AI_DISCLOSURE" if matches!(text, "All" | "Partly" | "None") => {
                self.trained |= text != "None";
                self.add(Statement::ContainsAi(text.to_owned()));
            }
            "WOAS" | "WOAF" | "WOAR" | "WXXX" => self.address(&lower, text),
            _ if lower.contains("made with ") => self.made_with(&lower, text),
            _ => {}
        }
    }

    fn address(&mut self, lower: &str, text: &str) {
        let host = lower.split_once("://").map_or(lower, |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        if let Some((_, service)) = SERVICES.iter().find(|(word, _)| host.contains(word)) {
            self.by_service(service, text);
        }
    }

    fn made_with(&mut self, lower: &str, text: &str) {
        let after = lower.split_once("made with ").map_or("", |(_, after)| after);
        if let Some((_, service)) = SERVICES.iter().find(|(word, _)| after.starts_with(word)) {
            self.by_service(service, text);
        }
    }

    fn by_service(&mut self, service: &str, text: &str) {
        self.trained = true;
        self.service.get_or_insert_with(|| service.to_owned());
        self.add(Statement::MadeWith(short(text)));
    }

    fn source_type(&mut self, iri: &str) {
        if let Some(code) = code(iri) {
            self.trained |= trained(&code);
            self.add(Statement::SourceType(code));
        }
    }

    fn manifest(&mut self, manifest: &Manifest) {
        for statement in of_manifest(manifest) {
            if let Statement::SourceType(code) = &statement {
                self.trained |= trained(code);
            }
            self.add(statement);
        }
        for (key, text) in manifest.texts_of("com.suno.") {
            match key.as_str() {
                "systemName" | "providerName" => self.by_service("Suno", &text),
                "systemVersion" => self.model = Some(short(&text)),
                _ => {}
            }
        }
    }
}

/// What the actions of a manifest say.
pub(super) fn of_manifest(manifest: &Manifest) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut add = |statement: Statement| {
        if found.len() < MOST && !found.contains(&statement) {
            found.push(statement);
        }
    };
    for action in manifest.actions() {
        if let Some(code) = action.get("digitalSourceType").and_then(|iri| code(iri.text()?)) {
            add(Statement::SourceType(code));
        }
        let agent = action.get("softwareAgent");
        let name = agent.and_then(|agent| agent.text().or_else(|| agent.get("name")?.text()));
        name.into_iter().for_each(|name| add(Statement::Agent(short(name))));
    }
    found
}

/// Codes that say that a trained model had a part in it.
fn trained(code: &str) -> bool {
    let terms = [SourceType::TrainedAlgorithmicMedia, SourceType::CompositeWithTrainedAlgorithmicMedia];
    terms.iter().any(|term| term.code() == code) || matches!(code, "compositeSynthetic" | "trainedAlgorithmicData")
}

/// The code of a term of a vocabulary of digital source types.
fn code(iri: &str) -> Option<String> {
    let (vocabulary, code) = iri.trim().rsplit_once('/')?;
    let plain = !code.is_empty() && code.len() < 60 && code.chars().all(|character| character.is_ascii_alphanumeric());
    (plain && vocabulary.ends_with("digitalsourcetype")).then(|| code.to_owned())
}

/// Who says China's label, where the text is one that says yes, perhaps or suspected.
fn aigc(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let value = value.get("AIGC").unwrap_or(&value);
    let label = value.get("Label")?;
    let label = label.as_str().map(str::to_owned).or_else(|| Some(label.as_u64()?.to_string()))?;
    let producer = value.get("ContentProducer").and_then(serde_json::Value::as_str).unwrap_or_default();
    matches!(label.as_str(), "1" | "2" | "3").then(|| short(producer))
}

fn short(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(LONGEST).collect()
}

/// The texts of a RIFF list of the kind INFO.
fn info(list: &[u8]) -> Vec<(String, String)> {
    let Some(mut left) = list.strip_prefix(b"INFO") else { return Vec::new() };
    let mut found = Vec::new();
    while let Some((&[a, b, c, d, e, f, g, h], rest)) = left.split_first_chunk::<8>() {
        let Some(body) = usize::try_from(u32::from_le_bytes([e, f, g, h])).ok().and_then(|length| rest.get(..length))
        else {
            break;
        };
        let text = String::from_utf8_lossy(body).trim_end_matches('\0').to_owned();
        found.push((String::from_utf8_lossy(&[a, b, c, d]).into_owned(), text));
        left = rest.get(body.len().next_multiple_of(2)..).unwrap_or_default();
    }
    found
}

/// The texts of Vorbis comments.
fn comments(block: &[u8]) -> Vec<(String, String)> {
    // The vendor's name, then the number of comments, which is not needed.
    let after_vendor = counted(block).and_then(|(_, rest)| rest.split_first_chunk::<4>());
    let mut left = after_vendor.map_or(&[][..], |(_, rest)| rest);
    let mut found = Vec::new();
    while let Some((body, rest)) = counted(left) {
        let text = String::from_utf8_lossy(body);
        found.extend(text.split_once('=').map(|(name, text)| (name.to_owned(), text.to_owned())));
        left = rest;
    }
    found
}

/// The bytes after their length, and what follows.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::Container;

    fn of(tags: Vec<RawTag>) -> Said {
        Said::of(&Layout { container: Container::Mp3, length: 0, store: None, tags, front: 0 })
    }

    fn id3(frames: &[(&[u8; 4], &[u8])]) -> RawTag {
        let frame = |(id, body): &(&[u8; 4], &[u8])| [&id[..], &[0, 0, 0, body.len() as u8, 0, 0], body].concat();
        let frames: Vec<u8> = frames.iter().flat_map(frame).collect();
        RawTag::Id3([b"ID3\x04\0\0\0\0\x01", &[(frames.len() & 0x7F) as u8][..], &frames, &[0; 128]].concat())
    }

    #[test]
    fn services_are_known_by_their_comments_and_addresses() {
        let comment = b"\x03eng\0made with suno; created=2026-09-01; id=1";
        for (id, body) in [
            (b"COMM", &comment[..]),
            (b"WOAS", b"https://suno.com/song/1"),
            (b"TXXX", b"\x03comment\0Made with Suno Studio"),
        ] {
            let said = of(vec![id3(&[(id, body)])]);
            assert_eq!((said.service.as_deref(), said.trained), (Some("Suno"), true), "{said:?}");
        }
        let other = of(vec![id3(&[(b"WOAS", b"https://example.org/suno"), (b"TIT2", b"\x03Sunohana")])]);
        assert!(other.is_silent(), "{other:?}");
    }

    #[test]
    fn labels_of_every_kind_are_read() {
        let text = r#"{"Label":"1","ContentProducer":"00119","ProduceID":"x"}"#;
        let comments = |text: &str| {
            let entry = format!("AIGC={text}");
            [&[0; 4], &[1, 0, 0, 0][..], &(entry.len() as u32).to_le_bytes(), entry.as_bytes()].concat()
        };
        for tag in [
            RawTag::Aigc(text.as_bytes().to_vec()),
            RawTag::Comments(comments(text)),
            RawTag::Comments(comments(&format!(r#"{{"AIGC":{text}}}"#))),
        ] {
            assert_eq!(of(vec![tag]).statements, [Statement::Aigc("00119".to_owned())]);
        }
        assert!(of(vec![RawTag::Aigc(br#"{"Label":"0"}"#.to_vec())]).is_silent());
        let list = b"INFOICMT\x0e\0\0\0made with udio\0";
        assert_eq!(of(vec![RawTag::Info(list.to_vec())]).service.as_deref(), Some("Udio"));
        let iri = b"\x03DigitalSourceType\0http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation";
        let person = of(vec![id3(&[(b"TXXX", iri)])]);
        assert!(!person.trained && person.statements == [Statement::SourceType("digitalCreation".to_owned())]);
    }
}
