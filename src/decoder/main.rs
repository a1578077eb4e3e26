//! Decoding inside a Worker: sound files to samples behind a C ABI without imports.
//!
//! **Page and Worker** (`www/decoder.js`). The page makes a `Worker` and posts one message; one Worker decodes one
//! file, and terminating it is how the page cancels.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm: ArrayBuffer, file: Uint8Array, rate: number }` | this module's bytes, the file, and the rate in hertz to play it at; 0 only to look at it |
//! | Worker | `{ decoded: { summary, planes } }` | the end: postcard of [`Summary`], and a `Float32Array` a channel; none at rate 0 |
//! | Worker | `{ failed: ArrayBuffer }` | the end, with the reason: postcard of [`DecodeError`] |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it |
//!
//! **Worker and module.** Every export takes and gives numbers only; a pointer is true until the next call.
//!
//! | export | meaning |
//! |---|---|
//! | `inbox(length) -> pointer` | room for the file |
//! | `decode(rate) -> 0, -1` | decodes what is in the inbox; -1: refused, see `outbox` |
//! | `outbox() -> pointer`, `outbox_len()` | the summary, or after -1 the reason |
//! | `channels()`, `frames()`, `plane(channel) -> pointer` | the samples, 32-bit floating point |
//! | `panic_note() -> pointer`, `panic_note_len()` | after a trap: what the panic said, UTF-8 |
//!
//! [`Summary`]: studio::decode::Summary
//! [`DecodeError`]: studio::decode::DecodeError
#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code, reason = "the C ABI hands out pointers; each block says why it is sound")]

use std::cell::UnsafeCell;

use studio::decode::{DecodeError, Summary, resample};
use studio::pcm::Audio;

/// What the module keeps between calls.
#[derive(Default)]
struct Host {
    inbox: Vec<u8>,
    outbox: Vec<u8>,
    audio: Audio,
}

const DONE: i32 = 0;
const FAILED: i32 = -1;

impl Host {
    fn decode(&mut self, rate: u32) -> Result<(), DecodeError> {
        let decoded = studio::decode::decode(std::mem::take(&mut self.inbox))?;
        // A summary holds only text, numbers and bytes, so it cannot fail to be written.
        self.outbox = postcard::to_allocvec(&Summary::of(&decoded)).unwrap_or_default();
        self.audio = if rate == 0 { Audio::default() } else { resample(decoded.audio, rate) };
        Ok(())
    }
}

/// Something the module has one of.
struct Slot<T>(UnsafeCell<T>);
// SAFETY: on wasm32 the module is built without the `atomics` target feature, so no second thread exists; natively it
// is only compiled, and nothing calls in.
unsafe impl<T> Sync for Slot<T> {}
static HOST: Slot<Option<Host>> = Slot(UnsafeCell::new(None));
/// Apart from the host, which may be in use when a panic is noted.
static PANIC_NOTE: Slot<Vec<u8>> = Slot(UnsafeCell::new(Vec::new()));

fn with_host<R>(body: impl FnOnce(&mut Host) -> R) -> R {
    // SAFETY: exports do not call one another and the panic hook leaves the host alone, so this is the only reference.
    let slot = unsafe { &mut *HOST.0.get() };
    body(slot.get_or_insert_default())
}

fn with_panic_note<R>(body: impl FnOnce(&mut Vec<u8>) -> R) -> R {
    // SAFETY: only the panic hook and the two exports that read the note come here, and none of them panics or calls
    // another.
    body(unsafe { &mut *PANIC_NOTE.0.get() })
}

/// Makes room for a file of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn inbox(length: usize) -> *mut u8 {
    std::panic::set_hook(Box::new(|panic| {
        let note = panic.to_string().into_bytes();
        with_panic_note(|kept| *kept = note);
    }));
    with_host(|host| {
        host.inbox = vec![0; length];
        host.inbox.as_mut_ptr()
    })
}

/// Decodes the inbox for a rate in hertz: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn decode(rate: u32) -> i32 {
    with_host(|host| match host.decode(rate) {
        Ok(()) => DONE,
        Err(error) => {
            // An error holds only text and numbers, so it cannot fail to be written.
            host.outbox = postcard::to_allocvec(&error).unwrap_or_default();
            FAILED
        }
    })
}

/// Where the summary or the reason is.
#[unsafe(no_mangle)]
pub extern "C" fn outbox() -> *const u8 {
    with_host(|host| host.outbox.as_ptr())
}

/// How long the summary or the reason is.
#[unsafe(no_mangle)]
pub extern "C" fn outbox_len() -> usize {
    with_host(|host| host.outbox.len())
}

/// How many channels there are.
#[unsafe(no_mangle)]
pub extern "C" fn channels() -> usize {
    with_host(|host| host.audio.channels.len())
}

/// How many samples a channel has.
#[unsafe(no_mangle)]
pub extern "C" fn frames() -> usize {
    with_host(|host| host.audio.frames())
}

/// Where the samples of a channel are.
#[unsafe(no_mangle)]
pub extern "C" fn plane(channel: usize) -> *const f32 {
    with_host(|host| host.audio.channels.get(channel).map_or(std::ptr::null(), |plane| plane.as_ptr()))
}

/// Where the panic's text is.
#[unsafe(no_mangle)]
pub extern "C" fn panic_note() -> *const u8 {
    with_panic_note(|note| note.as_ptr())
}

/// How long the panic's text is; 0 where there was none.
#[unsafe(no_mangle)]
pub extern "C" fn panic_note_len() -> usize {
    with_panic_note(|note| note.len())
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
