//! What renderers of tracks hand to the one that mixes them: bytes in whole quanta.
//!
//! A block of a track is its slot, a byte of flags, and where it sounds its left and its right channel, 32-bit floats, the
//! lowest byte first. A quantum is its blocks one after another, in each the tracks of the part in one order.

use std::collections::VecDeque;

use crate::bounce::course::QUANTUM;
use crate::engine::{Engine, Standing};

/// How many chunks of a part lie ready, so that no renderer waits for another.
const AHEAD: usize = 2;
/// The bytes of a channel in a block.
const CHANNEL: usize = Engine::BLOCK * 4;
const VOICED: u8 = 1;
const SOUNDS: u8 = 2;
const ASLEEP: u8 = 4;
const HELD: u8 = 8;

/// Writes a block of a track.
pub fn put_block(bytes: &mut Vec<u8>, slot: u8, standing: Standing, left: &[f32], right: &[f32]) {
    let Standing { voiced, sounds, asleep, held } = standing;
    let flags = [(voiced, VOICED), (sounds, SOUNDS), (asleep, ASLEEP), (held, HELD)];
    bytes.extend([slot, flags.iter().filter(|(on, _)| *on).map(|(_, flag)| flag).sum()]);
    if sounds {
        for channel in [left, right] {
            bytes.extend(channel.iter().flat_map(|sample| sample.to_le_bytes()));
        }
    }
}

/// A block of a track, its sound still as bytes.
struct Block<'a> {
    slot: u8,
    standing: Standing,
    channels: [&'a [u8]; 2],
}

/// Takes a block off the front.
fn take_block<'a>(bytes: &mut &'a [u8]) -> Option<Block<'a>> {
    let ([slot, flags], rest) = bytes.split_first_chunk()?;
    let on = |flag| flags & flag != 0;
    let standing = Standing { voiced: on(VOICED), sounds: on(SOUNDS), asleep: on(ASLEEP), held: on(HELD) };
    let length = if standing.sounds { CHANNEL } else { 0 };
    let (left, rest) = rest.split_at_checked(length)?;
    let (right, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(Block { slot: *slot, standing, channels: [left, right] })
}

/// What came of a part and has not been mixed yet.
struct Part {
    slots: Vec<u8>,
    chunks: VecDeque<Vec<u8>>,
    /// How many bytes of the first chunk have been mixed.
    mixed: usize,
    over: bool,
}

/// What came of every part of a song.
pub struct Feed {
    parts: Vec<Part>,
}

impl Feed {
    /// Nothing yet of these parts; see [`parts`](crate::bounce::parts).
    pub fn new(parts: Vec<Vec<u8>>) -> Self {
        let part = |slots| Part { slots, chunks: VecDeque::new(), mixed: 0, over: false };
        Self { parts: parts.into_iter().map(part).collect() }
    }

    /// Tells an engine which tracks it does not play itself.
    pub fn leave_to_others(&self, engine: &mut Engine) {
        self.parts.iter().flat_map(|part| &part.slots).for_each(|slot| engine.leave(*slot));
    }

    /// Takes the next chunk of a part; one without bytes is its end. Says whether it is one.
    #[must_use]
    pub fn take(&mut self, part: usize, chunk: Vec<u8>) -> bool {
        let Some(part) = self.parts.get_mut(part) else { return false };
        if chunk.is_empty() {
            part.over = true;
        } else if is_whole(&chunk, &part.slots) {
            part.chunks.push_back(chunk);
        } else {
            return false;
        }
        true
    }

    /// Whether more of a part is wanted.
    pub fn wants(&self, part: usize) -> bool {
        self.parts.get(part).is_some_and(|part| !part.over && part.chunks.len() < AHEAD)
    }

    /// Whether there is a quantum of every part, as far as they are not over.
    pub fn is_ready(&self) -> bool {
        self.parts.iter().all(|part| part.over || !part.chunks.is_empty())
    }

    /// Hands an engine the next block of every part.
    pub fn hand(&mut self, engine: &mut Engine) {
        self.parts.iter_mut().for_each(|part| part.hand(engine));
    }
}

impl Part {
    fn hand(&mut self, engine: &mut Engine) {
        let Some(chunk) = self.chunks.front() else {
            self.slots.iter().for_each(|slot| engine.take(*slot, Standing::SILENT, [&[], &[]]));
            return;
        };
        let mut rest = chunk.get(self.mixed..).unwrap_or_default();
        let mut channels = [[0.0; Engine::BLOCK]; 2];
        for _ in &self.slots {
            let Some(block) = take_block(&mut rest) else { break };
            for (channel, bytes) in channels.iter_mut().zip(block.channels) {
                for (sample, bytes) in channel.iter_mut().zip(bytes.as_chunks().0) {
                    *sample = f32::from_le_bytes(*bytes);
                }
            }
            engine.take(block.slot, block.standing, [&channels[0], &channels[1]]);
        }
        self.mixed = chunk.len() - rest.len();
        if rest.is_empty() {
            self.chunks.pop_front();
            self.mixed = 0;
        }
    }
}

/// Whether bytes are quanta of these tracks.
fn is_whole(chunk: &[u8], slots: &[u8]) -> bool {
    let mut rest = chunk;
    while !rest.is_empty() {
        for _ in 0..slots.len() * (QUANTUM / Engine::BLOCK) {
            match take_block(&mut rest) {
                Some(block) if slots.contains(&block.slot) => {}
                _ => return false,
            }
        }
    }
    true
}
