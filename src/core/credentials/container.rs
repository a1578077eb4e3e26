//! Where a manifest lies in a file: WAV (a chunk of its own, last), MP3 and FLAC (a frame of the ID3v2 tag in front). In
//! files of the MP4 family it is found, and none is put in.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::credentials::id3::{self, Tag};
use crate::credentials::mp4;
use crate::credentials::store::Store;
use crate::credentials::{CredentialsError, MOST_STORE_BYTES};

/// The most chunks of a WAV file, and blocks of a FLAC file, that are looked at.
const MOST_CHUNKS: usize = 10_000;
/// The most bytes of an ID3 tag that are read: it may hold a large cover.
const MOST_ID3_BYTES: u64 = 64 << 20;
/// The most bytes of a list of texts that are read.
const MOST_TEXT_BYTES: u64 = 1 << 20;
/// FLAC's block of texts.
const VORBIS_COMMENT: u8 = 4;

/// A kind of file that carries a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Container {
    /// RIFF WAVE.
    Wav,
    /// MPEG audio.
    Mp3,
    /// Native FLAC.
    Flac,
    /// MP4, of which M4A is one. It is only read.
    Mp4,
}

impl Container {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Wav => "audio/wav",
            Self::Mp3 => "audio/mpeg",
            Self::Flac => "audio/flac",
            Self::Mp4 => "audio/mp4",
        }
    }
}

/// A part of a file that says something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawTag {
    /// An ID3v2 tag.
    Id3(Vec<u8>),
    /// A RIFF list of texts.
    Info(Vec<u8>),
    /// China's label in a RIFF chunk.
    Aigc(Vec<u8>),
    /// Vorbis comments.
    Comments(Vec<u8>),
    /// User data of MP4.
    UserData(Vec<u8>),
    /// Metadata of MP4 that is not in user data.
    Metadata(Vec<u8>),
}

/// What was found out about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What kind of file it is.
    pub container: Container,
    /// How many bytes it has.
    pub length: u64,
    /// The manifest store in it.
    pub store: Option<Vec<u8>>,
    pub(super) tags: Vec<RawTag>,
    /// Where the sound begins, after a tag in front.
    pub(super) front: u64,
}

/// A file with room for a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assembly {
    /// What stands before the part of the original that stays.
    pub before: Vec<u8>,
    /// The part of the original that stays.
    pub original: Range<u64>,
    /// What stands after it.
    pub after: Vec<u8>,
    /// Whether the store stands right after `before`; otherwise at the end.
    pub in_front: bool,
    /// What belongs to the store's place and stands before the store.
    pub lead: Vec<u8>,
}

impl Layout {
    /// The manifest store in it, where that can be read: one that is damaged cannot go into another.
    pub fn readable_store(self) -> Option<Vec<u8>> {
        self.store.filter(|store| Store::read(store).is_ok())
    }

    /// The file with room for a store of so many bytes, an even number.
    ///
    /// # Errors
    /// [`CredentialsError`] where there is a store already, or there can be none.
    pub(super) fn assemble(&self, store: usize) -> Result<Assembly, CredentialsError> {
        if self.store.is_some() {
            return Err(CredentialsError::Signed);
        }
        match self.container {
            Container::Wav => self.assemble_wav(store),
            Container::Mp3 | Container::Flac => self.assemble_with_id3(store),
            Container::Mp4 => Err(CredentialsError::Container),
        }
    }

    fn assemble_wav(&self, store: usize) -> Result<Assembly, CredentialsError> {
        let size = u32::try_from(store).map_err(|_| CredentialsError::TooLarge)?;
        let after = vec![0; (self.length % 2) as usize];
        let riff = self.length - 8 + after.len() as u64 + 8 + u64::from(size);
        let riff = u32::try_from(riff).map_err(|_| CredentialsError::TooLarge)?;
        let before = [b"RIFF", &riff.to_le_bytes()[..], b"WAVE"].concat();
        let lead = [b"C2PA", &size.to_le_bytes()[..]].concat();
        Ok(Assembly { before, original: 12..self.length, after, in_front: false, lead })
    }

    fn assemble_with_id3(&self, store: usize) -> Result<Assembly, CredentialsError> {
        let before = match self.tags.iter().find_map(|tag| if let RawTag::Id3(tag) = tag { Some(tag) } else { None }) {
            None => id3::front(4, &[], store),
            Some(bytes) => {
                let tag = Tag::read(bytes).filter(|tag| tag.plain).ok_or(CredentialsError::Tag)?;
                let frames: Vec<u8> = tag.frames.iter().flat_map(|frame| frame.bytes).copied().collect();
                id3::front(tag.version, &frames, store)
            }
        };
        let before = before.ok_or(CredentialsError::TooLarge)?;
        Ok(Assembly { before, original: self.front..self.length, after: Vec::new(), in_front: true, lead: Vec::new() })
    }
}

/// What is wanted next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Id3,
    AfterId3,
    Chunk,
    ChunkBody([u8; 4]),
    Block,
    BlockBody { last: bool },
    Box,
    BoxBody([u8; 4]),
    Done,
}

/// Finds out where a manifest lies in a file, or may lie: it asks for parts of the file and is given them.
#[derive(Clone, Debug)]
pub struct Finder {
    length: u64,
    state: State,
    wants: Range<u64>,
    /// Where the next chunk or block begins.
    next: u64,
    count: usize,
    layout: Layout,
}

impl Finder {
    /// For a file of so many bytes.
    pub fn new(length: u64) -> Self {
        let layout = Layout { container: Container::Mp3, length, store: None, tags: Vec::new(), front: 0 };
        Self { length, state: State::Start, wants: 0..length.min(12), next: 0, count: 0, layout }
    }

    /// The bytes it needs next; `None` when it has found out all.
    pub fn wants(&self) -> Option<Range<u64>> {
        (self.state != State::Done).then(|| self.wants.clone())
    }

    /// Takes the bytes it asked for.
    ///
    /// # Errors
    /// [`CredentialsError`] where the file is none that can carry a manifest, or is damaged.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), CredentialsError> {
        if bytes.len() as u64 != self.wants.end - self.wants.start {
            return Err(CredentialsError::File(format!("it ends at byte {}", self.wants.start + bytes.len() as u64)));
        }
        match self.state {
            State::Start => self.start(bytes),
            State::Id3 => {
                self.layout.store = Tag::read(bytes).and_then(|tag| tag.store().map(<[u8]>::to_vec));
                self.layout.tags.push(RawTag::Id3(bytes.to_vec()));
                self.layout.front = bytes.len() as u64;
                self.ask(State::AfterId3, self.layout.front, 4)
            }
            State::AfterId3 if bytes == b"fLaC" => self.flac(),
            State::AfterId3 => self.done(),
            State::Chunk => self.chunk(bytes),
            State::ChunkBody(id) => {
                match &id {
                    b"C2PA" => self.layout.store = Some(bytes.to_vec()),
                    b"LIST" => self.layout.tags.push(RawTag::Info(bytes.to_vec())),
                    b"AIGC" => self.layout.tags.push(RawTag::Aigc(bytes.to_vec())),
                    _ => self.layout.tags.push(RawTag::Id3(bytes.to_vec())),
                }
                self.next_chunk()
            }
            State::Block => self.block(bytes),
            State::BlockBody { last } => {
                self.layout.tags.push(RawTag::Comments(bytes.to_vec()));
                self.next_block(last)
            }
            State::Box => self.mp4_box(bytes),
            State::BoxBody(kind) => {
                match &kind {
                    b"uuid" => self.layout.store = mp4::store(bytes).map(<[u8]>::to_vec).or(self.layout.store.take()),
                    b"udta" => self.layout.tags.push(RawTag::UserData(bytes.to_vec())),
                    _ => self.layout.tags.push(RawTag::Metadata(bytes.to_vec())),
                }
                self.next_box()
            }
            State::Done => Ok(()),
        }
    }

    /// What was found out; to be called when nothing is wanted any more.
    pub fn layout(self) -> Layout {
        self.layout
    }

    fn ask(&mut self, state: State, at: u64, count: u64) -> Result<(), CredentialsError> {
        let end = at.saturating_add(count);
        if end > self.length {
            return Err(CredentialsError::File(format!("it ends before byte {end}")));
        }
        self.state = state;
        self.wants = at..end;
        Ok(())
    }

    fn done(&mut self) -> Result<(), CredentialsError> {
        self.state = State::Done;
        Ok(())
    }

    fn start(&mut self, bytes: &[u8]) -> Result<(), CredentialsError> {
        match bytes {
            [b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'A', b'V', b'E'] => {
                self.layout.container = Container::Wav;
                let says = u64::from(u32::from_le_bytes([*a, *b, *c, *d])) + 8;
                // A last chunk of an odd length may lack its padding.
                if says != self.length && says != self.length + 1 {
                    let length = self.length;
                    return Err(CredentialsError::File(format!("it says {says} bytes and has {length}")));
                }
                self.next = 12;
                self.next_chunk()
            }
            [b'f', b'L', b'a', b'C', ..] => self.flac(),
            [b'I', b'D', b'3', ..] => {
                let length = id3::length(bytes).filter(|length| *length <= MOST_ID3_BYTES);
                let length = length.ok_or_else(|| CredentialsError::File("ID3".to_owned()))?;
                self.ask(State::Id3, 0, length)
            }
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
                self.layout.container = Container::Mp4;
                self.next_box()
            }
            [0xFF, second, ..] if second & 0xE0 == 0xE0 => self.done(),
            _ => Err(CredentialsError::Container),
        }
    }

    fn next_chunk(&mut self) -> Result<(), CredentialsError> {
        self.count += 1;
        if self.next >= self.length {
            return self.done();
        }
        if self.count > MOST_CHUNKS {
            return Err(CredentialsError::File("RIFF".to_owned()));
        }
        self.ask(State::Chunk, self.next, 8)
    }

    fn chunk(&mut self, bytes: &[u8]) -> Result<(), CredentialsError> {
        let &[a, b, c, d, e, f, g, h] = bytes else { return Err(CredentialsError::File("RIFF".to_owned())) };
        let (id, length) = ([a, b, c, d], u64::from(u32::from_le_bytes([e, f, g, h])));
        let body = self.next + 8;
        if body + length > self.length {
            let name = String::from_utf8_lossy(&id).into_owned();
            return Err(CredentialsError::File(format!("its chunk {name:?} is cut short")));
        }
        self.next = body + length + length % 2;
        match &id {
            b"C2PA" if length > MOST_STORE_BYTES as u64 => Err(CredentialsError::TooLarge),
            b"C2PA" => self.ask(State::ChunkBody(id), body, length),
            b"id3 " | b"ID3 " if length <= MOST_ID3_BYTES => self.ask(State::ChunkBody(id), body, length),
            b"LIST" | b"AIGC" if length <= MOST_TEXT_BYTES => self.ask(State::ChunkBody(id), body, length),
            _ => self.next_chunk(),
        }
    }

    fn next_box(&mut self) -> Result<(), CredentialsError> {
        self.count += 1;
        let left = self.length.saturating_sub(self.next);
        if left < 8 || self.count > MOST_CHUNKS {
            return self.done();
        }
        self.ask(State::Box, self.next, left.min(16))
    }

    fn mp4_box(&mut self, bytes: &[u8]) -> Result<(), CredentialsError> {
        let head = mp4::Head::of(bytes, self.next, self.length);
        let head = head.ok_or_else(|| CredentialsError::File("MP4".to_owned()))?;
        let length = head.next - head.body;
        // The boxes of a movie are looked at one by one.
        self.next = if &head.kind == b"moov" { head.body } else { head.next };
        match &head.kind {
            b"uuid" if length <= MOST_STORE_BYTES as u64 => self.ask(State::BoxBody(head.kind), head.body, length),
            b"udta" | b"meta" if length <= MOST_ID3_BYTES => self.ask(State::BoxBody(head.kind), head.body, length),
            _ => self.next_box(),
        }
    }

    fn flac(&mut self) -> Result<(), CredentialsError> {
        self.layout.container = Container::Flac;
        self.next = self.layout.front + 4;
        self.next_block(false)
    }

    fn next_block(&mut self, last: bool) -> Result<(), CredentialsError> {
        self.count += 1;
        if last || self.count > MOST_CHUNKS {
            return self.done();
        }
        self.ask(State::Block, self.next, 4)
    }

    fn block(&mut self, bytes: &[u8]) -> Result<(), CredentialsError> {
        let &[kind, a, b, c] = bytes else { return Err(CredentialsError::File("FLAC".to_owned())) };
        let (last, length) = (kind & 0x80 != 0, u64::from(u32::from_be_bytes([0, a, b, c])));
        let body = self.next + 4;
        self.next = body + length;
        if kind & 0x7F == VORBIS_COMMENT {
            return self.ask(State::BlockBody { last }, body, length);
        }
        self.next_block(last)
    }
}

/// What can be found out about a file in memory.
///
/// # Errors
/// As [`Finder::take`].
pub fn find_in(file: &[u8]) -> Result<Layout, CredentialsError> {
    let mut finder = Finder::new(file.len() as u64);
    while let Some(wanted) = finder.wants() {
        let range = usize::try_from(wanted.start).ok().zip(usize::try_from(wanted.end).ok());
        finder.take(range.and_then(|(start, end)| file.get(start..end)).unwrap_or_default())?;
    }
    Ok(finder.layout())
}
