//! Decoding inside a Worker: sound files to samples behind a C ABI without imports.
//!
//! **Page and Worker** (`www/decoder.js`). The page makes a `Worker` and posts one message; one Worker decodes one
//! file, and terminating it is how the page cancels.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm: ArrayBuffer, file: Uint8Array, rate: number, stretch: number, cents: number }` | this module's bytes, the file, the rate in hertz to play it at, 0 only to look at it, and how long and how high to make it: see [`Warp`] |
//! | page | `{ wasm: ArrayBuffer, file: Uint8Array, preset: number }` | a SoundFont: what is in it at -1, else the preset in that place |
//! | Worker | `{ font: ArrayBuffer }` | the end: postcard of [`Font`], or of [`FontSound`] for a preset |
//! | Worker | `{ decoded: { summary, planes } }` | the end: postcard of [`Summary`], and a `Float32Array` a channel; none at rate 0 |
//! | Worker | `{ failed: ArrayBuffer }` | the end, with the reason: postcard of [`DecodeError`] |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it |
//!
//! **Worker and module**, beside what `src/abi.rs` and `src/abi/outbox.rs` export:
//!
//! | export | meaning |
//! |---|---|
//! | `decode(rate, stretch, cents) -> 0, -1` | decodes the file in the inbox; see `outbox` for the summary, or after -1 the reason |
//! | `font(preset) -> 0, -1` | reads the SoundFont in the inbox, or takes a preset out of it; see `outbox` either way |
//! | `channels()`, `frames()`, `plane(channel) -> pointer` | the samples, 32-bit floating point |
//!
//! [`Font`]: studio::decode::font::Font
//! [`FontSound`]: studio::decode::font::FontSound
//! [`Summary`]: studio::decode::Summary
//! [`DecodeError`]: studio::decode::DecodeError
//! [`Warp`]: studio::pcm::Warp
#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code, reason = "the C ABI hands out pointers; each block says why it is sound")]

#[path = "../abi.rs"]
mod abi;
#[path = "../abi/outbox.rs"]
mod outbox;

use studio::decode::font;
use studio::decode::{DecodeError, Summary};
use studio::pcm::{Audio, Warp};

use abi::{INBOX, Slot};

/// The samples of the file that was decoded.
static AUDIO: Slot<Audio> = Slot::new(Audio { channels: Vec::new(), sample_rate: 0 });

const DONE: i32 = 0;
const FAILED: i32 = -1;

fn decoded(rate: u32, warp: Warp) -> Result<Audio, DecodeError> {
    let decoded = studio::decode::decode(INBOX.with(std::mem::take))?;
    // A summary holds only text, numbers and bytes, so it cannot fail to be written.
    outbox::put(postcard::to_allocvec(&Summary::of(&decoded)).unwrap_or_default());
    Ok(if rate == 0 { Audio::default() } else { studio::decode::warp(decoded.audio, warp, rate) })
}

/// Decodes the inbox for a rate in hertz, made so long, in millionths, and so high, in cents: 0, or -1 with the reason in
/// the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn decode(rate: u32, stretch: u32, cents: i32) -> i32 {
    // What is out of range is not made at all.
    let warp = Warp { stretch, cents: i16::try_from(cents).unwrap_or(i16::MAX) };
    match decoded(rate, warp) {
        Ok(audio) => {
            AUDIO.with(|kept| *kept = audio);
            DONE
        }
        Err(error) => {
            // An error holds only text and numbers, so it cannot fail to be written.
            outbox::put(postcard::to_allocvec(&error).unwrap_or_default());
            FAILED
        }
    }
}

fn fonts(preset: i32) -> Result<Vec<u8>, DecodeError> {
    let file = INBOX.with(std::mem::take);
    // What is packed holds only text, numbers and bytes, so it cannot fail to be written.
    Ok(match u32::try_from(preset) {
        Ok(place) => postcard::to_allocvec(&font::take(&file, place)?),
        Err(_) => postcard::to_allocvec(&font::read(&file)?),
    }
    .unwrap_or_default())
}

/// Reads the SoundFont in the inbox at -1, else takes the preset in a place out of it: 0, or -1 with the reason in the
/// outbox.
#[unsafe(no_mangle)]
pub extern "C" fn font(preset: i32) -> i32 {
    match fonts(preset) {
        Ok(bytes) => {
            outbox::put(bytes);
            DONE
        }
        Err(error) => {
            // An error holds only text and numbers, so it cannot fail to be written.
            outbox::put(postcard::to_allocvec(&error).unwrap_or_default());
            FAILED
        }
    }
}

/// How many channels there are.
#[unsafe(no_mangle)]
pub extern "C" fn channels() -> usize {
    AUDIO.with(|audio| audio.channels.len())
}

/// How many samples a channel has.
#[unsafe(no_mangle)]
pub extern "C" fn frames() -> usize {
    AUDIO.with(|audio| audio.frames())
}

/// Where the samples of a channel are.
#[unsafe(no_mangle)]
pub extern "C" fn plane(channel: usize) -> *const f32 {
    AUDIO.with(|audio| audio.channels.get(channel).map_or(std::ptr::null(), |plane| plane.as_ptr()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
