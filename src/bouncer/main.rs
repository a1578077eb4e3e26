//! Offline rendering inside a Worker: the engine, the encoders, the tags and the drawing of covers behind a C ABI without imports.
//!
//! **Page and Worker** (`www/bouncer.js`). The page makes a `Worker` and posts one message; terminating the Worker is
//! how it cancels. One Worker renders one file or draws one cover. Where the machine has the processors, it has further
//! Workers of the same script play some of the tracks for it, which end with it.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm: ArrayBuffer, job: Uint8Array, recordings, cover: Uint8Array }` | this module's bytes, the job: postcard of [`ExportJob`], its recordings: `{ high, low, planes: [Float32Array] }` at the file's rate, and the picture on its cover; empty for none |
//! | page | the same with `matching: true` | the job is postcard of [`MatchJob`]: finds a gain. `done` then holds postcard of an `Option` of [`Matched`], and there are no pieces |
//! | page | `{ wasm: ArrayBuffer, brief: Uint8Array, side: number }` | instead: draws a cover of a brief, postcard of [`CoverBrief`], so many pixels wide |
//! | Worker | `{ progress: number }` | how far it has got, 0 to 1, never falling |
//! | Worker | `{ piece: { file: number, bytes: ArrayBuffer } }` | the next bytes of a file, which is 0 unless there are several in an archive; transferred, to be kept in order |
//! | Worker | `{ front: { file: number, bytes: ArrayBuffer } }` | near the end, for every file: what stands before its pieces |
//! | Worker | `{ done: ArrayBuffer }` | the end, with what stands after all: the whole is `new Blob([front, ...pieces, front, ...pieces, done])` |
//! | Worker | `{ drawn: ArrayBuffer }` | the end, with the cover that was drawn: a PNG file |
//! | Worker | `{ failed: ArrayBuffer }` | the end, with the reason: postcard of [`ExportError`] |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it: a panic, or what the browser threw |
//!
//! **Worker and Worker.** The one that mixes asks, the one that plays answers with a chunk.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | mixing | `{ module: WebAssembly.Module, job: Uint8Array, part: number, renderers: number }` | plays the tracks of a part; the first message, which has no answer |
//! | mixing | `{ quanta: number }` | asks for the next so many quanta |
//! | playing | `{ chunk: ArrayBuffer }` | they are in it, or fewer at the end; transferred, and empty after the end |
//! | playing | `{ failed }`, `{ crashed }` | as to the page |
//!
//! **Worker and module**, beside what `src/abi.rs` and `src/abi/outbox.rs` export: after -1 the outbox holds the reason.
//!
//! | export | meaning |
//! |---|---|
//! | `recording_reserve(high, low, channels, frames) -> pointer` | before `start`: room for a recording, one channel after another; null where it does not fit |
//! | `cover_reserve(length) -> pointer` | before `start`: room for the picture on the cover |
//! | `draw(length, side) -> 0, -1` | takes a brief from the inbox and draws its cover; 0: see `outbox`, -1: refused, see `outbox` |
//! | `start(length, renderers) -> 0, -1` | takes the job from the inbox, to be rendered with the help of so many others; -1: refused, see `outbox` |
//! | `parts_wanted() -> number` | after `start`: how many others have something to do |
//! | `wants(part) -> 1, 0` | whether a part's next chunk is wanted |
//! | `feed(part, length) -> 0, -1` | takes a part's next chunk from the inbox; -1: it is none, see `outbox` |
//! | `play(length, part, renderers) -> 0, -1` | instead of `start`: takes the job from the inbox, to play a part of it |
//! | `chunk(quanta)` | after `play`: puts the next so many quanta into the outbox; nothing after the end |
//! | `match_start(length) -> 0, -1` | instead of `start`: takes a search for a gain from the inbox; `back` then gives what was found |
//! | `step(frames) -> 2, 1, 0, -1` | renders and encodes up to so many frames; 2: a part's next chunk is needed first, 1: more to come, 0: done, -1: failed |
//! | `files() -> number` | after `start`: how many files there are; more than one in an archive |
//! | `take(file)` | after `step`: puts the next bytes of a file into the outbox |
//! | `bind() -> 0, -1` | once `step` gave 0: finds out what holds the pieces together |
//! | `front(file)` | after `bind`: puts what stands before a file's pieces into the outbox |
//! | `back()` | after `bind`: puts what stands after all pieces into the outbox |
//! | `progress() -> 0..1` | how far it has got |
//!
//! [`CoverBrief`]: studio::cover::CoverBrief
//! [`ExportJob`]: studio::export::ExportJob
//! [`ExportError`]: studio::export::ExportError
//! [`MatchJob`]: studio::bounce::MatchJob
//! [`Matched`]: studio::bounce::Matched
#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code, reason = "the C ABI hands out pointers; each block says why it is sound")]

#[path = "../abi.rs"]
mod abi;
#[path = "../abi/outbox.rs"]
mod outbox;

use serde::de::DeserializeOwned;
use studio::bounce::loudness::LoudnessError;
use studio::bounce::{Feed, MatchJob, Matching, Player, is_worth_parting, parts};
use studio::cover::{self, CoverBrief};
use studio::engine::Recordings;
use studio::export::{Binding, ExportError, ExportJob, Exporter};

use abi::{INBOX, Slot};

/// What the module keeps between calls.
#[derive(Default)]
struct Host {
    binding: Binding,
    recordings: Recordings,
    cover: Option<Vec<u8>>,
    exporter: Option<Exporter>,
    matching: Option<Matching>,
    player: Option<Player>,
    parts: usize,
}

const WAITS: i32 = 2;
const MORE: i32 = 1;
const DONE: i32 = 0;
const FAILED: i32 = -1;

impl Host {
    fn start(&mut self, length: usize, renderers: usize) -> Result<(), ExportError> {
        let job: ExportJob = received(length)?;
        let mut exporter = Exporter::with_assets(&job, std::mem::take(&mut self.recordings), self.cover.take())?;
        let parts = shared_out(&job, renderers);
        self.parts = parts.len();
        if !parts.is_empty() {
            exporter.feed_from(Feed::new(parts));
        }
        self.exporter = Some(exporter);
        Ok(())
    }

    fn play(&mut self, length: usize, part: usize, renderers: usize) -> Result<(), ExportError> {
        let job: ExportJob = received(length)?;
        let slots = shared_out(&job, renderers).into_iter().nth(part);
        let slots = slots.ok_or_else(|| ExportError::Job(format!("part {part}")))?;
        self.player = Some(Player::new(&job.song, job.spec.sample_rate, slots));
        Ok(())
    }

    fn feed(&mut self, part: usize, length: usize) -> Result<(), ExportError> {
        let mut chunk = INBOX.with(std::mem::take);
        chunk.truncate(length);
        let taken = self.exporter()?.feed().is_some_and(|feed| feed.take(part, chunk));
        if taken { Ok(()) } else { Err(ExportError::Job(format!("a chunk of part {part}"))) }
    }

    fn match_start(&mut self, length: usize) -> Result<(), ExportError> {
        let job: MatchJob = received(length)?;
        self.matching = Some(Matching::new(job, std::mem::take(&mut self.recordings)).map_err(unmeasured)?);
        Ok(())
    }

    /// Whether there is more to come, and whether others have to hand on more before.
    fn step(&mut self, frames: usize) -> Result<i32, ExportError> {
        if let Some(matching) = &mut self.matching {
            return matching.step(frames).map(|more| if more { MORE } else { DONE }).map_err(unmeasured);
        }
        let exporter = self.exporter()?;
        let done = exporter.step(frames)?.done;
        Ok(if done {
            DONE
        } else if exporter.waits() {
            WAITS
        } else {
            MORE
        })
    }

    /// What holds the pieces together; of a search, what was found.
    fn bound(&mut self) -> Result<Binding, ExportError> {
        let Some(matching) = &self.matching else { return self.exporter()?.binding() };
        let found = postcard::to_allocvec(&matching.found()).map_err(|error| ExportError::Job(error.to_string()))?;
        Ok(Binding { after: found, ..Binding::default() })
    }

    fn exporter(&mut self) -> Result<&mut Exporter, ExportError> {
        self.exporter.as_mut().ok_or_else(|| ExportError::Job("step before start".to_owned()))
    }
}

/// The tracks of each part of a job, for so many renderers beside the one that mixes; none where it is not worth it.
fn shared_out(job: &ExportJob, renderers: usize) -> Vec<Vec<u8>> {
    if is_worth_parting(&job.song, job.spec.sample_rate) { parts(&job.song, renderers) } else { Vec::new() }
}

/// A song whose loudness cannot be measured.
fn unmeasured(error: LoudnessError) -> ExportError {
    ExportError::Job(error.to_string())
}

/// What is in the first `length` bytes of the inbox.
fn received<T: DeserializeOwned>(length: usize) -> Result<T, ExportError> {
    let bytes = INBOX.with(std::mem::take);
    let bytes = bytes.get(..length).ok_or_else(|| ExportError::Job(format!("{length} bytes")))?;
    postcard::from_bytes(bytes).map_err(|error| ExportError::Job(error.to_string()))
}

/// Draws a cover `side` pixels wide into the outbox.
fn drawn(length: usize, side: u32) -> Result<(), ExportError> {
    let brief: CoverBrief = received(length)?;
    let drawn = cover::draw(&brief, side).ok_or_else(|| ExportError::Job(format!("{side} pixels")))?;
    outbox::put(drawn.png);
    Ok(())
}

fn failed(error: &ExportError) -> i32 {
    // An error holds only text and numbers, so it cannot fail to be written.
    outbox::put(postcard::to_allocvec(error).unwrap_or_default());
    FAILED
}

static HOST: Slot<Option<Host>> = Slot::new(None);

fn with_host<R>(body: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with(|slot| body(slot.get_or_insert_default()))
}

/// Makes room for a recording, by the upper and the lower half of its number, its channels one after another. Null
/// where it does not fit.
#[unsafe(no_mangle)]
pub extern "C" fn recording_reserve(high: u32, low: u32, channels: usize, frames: usize) -> *mut f32 {
    let key = u64::from(high) << 32 | u64::from(low);
    with_host(|host| {
        host.recordings.reserve(key, channels, frames).map_or(std::ptr::null_mut(), |room| room.as_mut_ptr())
    })
}

/// Makes room for the picture on the cover.
#[unsafe(no_mangle)]
pub extern "C" fn cover_reserve(length: usize) -> *mut u8 {
    with_host(|host| host.cover.insert(vec![0; length]).as_mut_ptr())
}

/// Takes a brief from the inbox and draws its cover, `side` pixels wide: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn draw(length: usize, side: u32) -> i32 {
    told(drawn(length, side))
}

/// 0, or -1 with the reason in the outbox.
fn told(result: Result<(), ExportError>) -> i32 {
    match result {
        Ok(()) => DONE,
        Err(error) => failed(&error),
    }
}

/// Takes the job from the inbox, to be rendered with the help of so many others: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn start(length: usize, renderers: usize) -> i32 {
    with_host(|host| told(host.start(length, renderers)))
}

/// How many others have something to do.
#[unsafe(no_mangle)]
pub extern "C" fn parts_wanted() -> usize {
    with_host(|host| host.parts)
}

/// Whether a part's next chunk is wanted: 1 or 0.
#[unsafe(no_mangle)]
pub extern "C" fn wants(part: usize) -> i32 {
    let feed = |host: &mut Host| host.exporter.as_mut()?.feed().map(|feed| feed.wants(part));
    i32::from(with_host(feed).unwrap_or(false))
}

/// Takes a part's next chunk from the inbox: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn feed(part: usize, length: usize) -> i32 {
    with_host(|host| told(host.feed(part, length)))
}

/// Takes the job from the inbox, to play a part of it: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn play(length: usize, part: usize, renderers: usize) -> i32 {
    with_host(|host| told(host.play(length, part, renderers)))
}

/// Puts the next so many quanta of the part into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn chunk(quanta: usize) {
    outbox::put(with_host(|host| host.player.as_mut().map(|player| player.chunk(quanta)).unwrap_or_default()));
}

/// Takes a search for a gain from the inbox: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn match_start(length: usize) -> i32 {
    with_host(|host| told(host.match_start(length)))
}

/// Renders and encodes up to `frames` frames: 2 where a part's next chunk is needed first, 1 for more to come, 0 for
/// done, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn step(frames: usize) -> i32 {
    with_host(|host| match host.step(frames) {
        Ok(state) => state,
        Err(error) => failed(&error),
    })
}

/// How far the file has got, 0 to 1.
#[unsafe(no_mangle)]
pub extern "C" fn progress() -> f32 {
    with_host(|host| match &mut host.matching {
        Some(matching) => matching.progress(),
        None => host.exporter.as_ref().map_or(0.0, Exporter::part),
    })
}

/// How many files there are.
#[unsafe(no_mangle)]
pub extern "C" fn files() -> usize {
    with_host(|host| host.exporter.as_ref().map_or(0, Exporter::files))
}

/// Puts the next bytes of a file into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn take(file: usize) {
    outbox::put(with_host(|host| host.exporter.as_mut().map(|exporter| exporter.take_bytes(file)).unwrap_or_default()));
}

/// Finds out what holds the pieces together: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn bind() -> i32 {
    with_host(|host| match host.bound() {
        Ok(binding) => {
            host.binding = binding;
            DONE
        }
        Err(error) => failed(&error),
    })
}

/// Puts what stands before a file's pieces into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn front(file: usize) {
    outbox::put(with_host(|host| host.binding.before.get_mut(file).map(std::mem::take).unwrap_or_default()));
}

/// Puts what stands after all pieces into the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn back() {
    outbox::put(with_host(|host| std::mem::take(&mut host.binding.after)));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
