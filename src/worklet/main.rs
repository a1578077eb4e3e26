//! The engine inside the AudioWorklet: a C ABI without imports. The shell in `www/worklet.js` hands bytes over and
//! copies samples out; every rule is in the core.

#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

#[path = "../abi.rs"]
mod abi;

use studio::engine::{Engine, EngineMessage, Telemetry};

use abi::{INBOX, Slot, note_panics};

/// The most frames of one call: far more than any quantum.
const FRAMES: usize = 4_096;
/// Room for the telemetry of every strip there can be, which is under 3 KB.
const OUTBOX: usize = 8_192;
/// The inbox that is made at the start, so that memory need not grow for it while playing.
const INBOX_BYTES: usize = 256 << 10;

/// What `commit` answers.
const TAKEN: i32 = 0;
const NOT_BOOTED: i32 = -1;
const NOT_MESSAGES: i32 = -2;

/// All that the module keeps.
struct Host {
    engine: Option<Engine>,
    /// The song's channels, and those of the strip that is watched.
    output: [[f32; FRAMES]; 4],
    outbox: [u8; OUTBOX],
}

static HOST: Slot<Host> = Slot::new(Host { engine: None, output: [[0.0; FRAMES]; 4], outbox: [0; OUTBOX] });

/// Makes an engine at a sample rate in hertz, in place of one that was there.
#[unsafe(no_mangle)]
pub extern "C" fn boot(sample_rate: f32) {
    note_panics();
    INBOX.with(|inbox| inbox.reserve(INBOX_BYTES));
    HOST.with(|host| {
        host.engine.insert(Engine::new(sample_rate)).follow_loudness();
    });
}

/// Takes the first `length` bytes of the inbox, a postcard `Vec<EngineMessage>`. 0 when they were taken, -1 before
/// `boot`, -2 when they are no messages; then nothing has changed.
#[unsafe(no_mangle)]
pub extern "C" fn commit(length: usize) -> i32 {
    HOST.with(|host| {
        let Some(engine) = &mut host.engine else {
            return NOT_BOOTED;
        };
        let messages = INBOX.with(|inbox| postcard::from_bytes::<Vec<EngineMessage>>(inbox.get(..length)?).ok());
        match messages {
            Some(messages) => {
                messages.into_iter().for_each(|message| engine.message(message));
                TAKEN
            }
            None => NOT_MESSAGES,
        }
    })
}

/// A recording's number, of its upper and its lower half: numbers of a shell have no more than 53 bits.
fn key(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Makes room for a recording and says where its channels lie, one after another, silent until they are filled. Null
/// before `boot`, and where it does not fit; then nothing has changed.
#[unsafe(no_mangle)]
pub extern "C" fn recording_reserve(high: u32, low: u32, channels: usize, frames: usize) -> *mut f32 {
    HOST.with(|host| {
        let engine = host.engine.as_mut();
        let room = engine.and_then(|engine| engine.recordings().reserve(key(high, low), channels, frames));
        room.map_or(std::ptr::null_mut(), |room| room.as_mut_ptr())
    })
}

/// Where a stretch of a recording's channel lies, for so many frames; null where it has none.
#[unsafe(no_mangle)]
pub extern "C" fn recording_stretch(high: u32, low: u32, channel: usize, from: usize, frames: usize) -> *mut f32 {
    HOST.with(|host| {
        let engine = host.engine.as_mut();
        let room = engine.and_then(|engine| engine.recordings().stretch(key(high, low), channel, from, frames));
        room.map_or(std::ptr::null_mut(), |room| room.as_mut_ptr())
    })
}

/// Renders the next frames, at most 4,096. Never touches the heap.
#[unsafe(no_mangle)]
pub extern "C" fn render(frames: usize) {
    HOST.with(|host| {
        let frames = frames.min(FRAMES);
        if let Some(engine) = &mut host.engine {
            engine.render_watched(host.output.each_mut().map(|channel| &mut channel[..frames]));
        }
    });
}

/// Where the samples of a channel lie: 0 left and 1 right of the song, 2 left and 3 right of the strip that is watched.
#[unsafe(no_mangle)]
pub extern "C" fn output(channel: usize) -> *const f32 {
    HOST.with(|host| host.output.get(channel).map_or(std::ptr::null(), |samples| samples.as_ptr()))
}

/// Writes the telemetry since the last call and says how many bytes it has; 0 before `boot`. Never touches the heap.
#[unsafe(no_mangle)]
pub extern "C" fn outbox_len() -> usize {
    HOST.with(|host| {
        let telemetry: Option<&Telemetry> = host.engine.as_mut().map(Engine::telemetry);
        let bytes = telemetry.and_then(|telemetry| postcard::to_slice(telemetry, &mut host.outbox).ok());
        bytes.map_or(0, |bytes| bytes.len())
    })
}

/// Where the telemetry lies, a postcard `Telemetry`.
#[unsafe(no_mangle)]
pub extern "C" fn outbox() -> *const u8 {
    HOST.with(|host| host.outbox.as_ptr())
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(test)]
mod tests {
    use std::panic;

    use super::abi::{inbox, panic_note, panic_note_len};
    use super::*;

    /// One test, as there is one host.
    #[test]
    fn bytes_go_in_and_samples_come_out() {
        assert_eq!((commit(0), outbox_len()), (NOT_BOOTED, 0));
        boot(48_000.0);
        let bytes = postcard::to_allocvec(&vec![EngineMessage::Metronome(true), EngineMessage::Play]).unwrap();
        let place = inbox(bytes.len());
        // SAFETY: the inbox has been reserved for so many bytes.
        unsafe { std::slice::from_raw_parts_mut(place, bytes.len()) }.copy_from_slice(&bytes);
        assert_eq!(commit(bytes.len()), TAKEN);
        render(128);
        // SAFETY: the output holds more than 128 samples.
        let left = unsafe { std::slice::from_raw_parts(output(0), 128) };
        assert!(left.iter().any(|sample| *sample != 0.0));
        assert!(output(2).is_null());
        let length = outbox_len();
        // SAFETY: so many bytes have just been written there.
        let telemetry: Telemetry =
            postcard::from_bytes(unsafe { std::slice::from_raw_parts(outbox(), length) }).unwrap();
        assert!(telemetry.playing && telemetry.meters[0].peak[0] > 0.0);
        let room = recording_reserve(1, 2, 2, 100);
        let stretch = recording_stretch(1, 2, 1, 10, 90);
        assert_eq!(stretch, room.wrapping_add(110));
        assert!(recording_stretch(1, 2, 1, 11, 90).is_null() && recording_reserve(1, 3, 2, usize::MAX).is_null());
        inbox(3);
        assert_eq!(commit(9), NOT_MESSAGES);
        assert!(panic::catch_unwind(|| panic!("a note")).is_err());
        assert!(panic_note_len() > 0 && !panic_note().is_null());
    }
}
