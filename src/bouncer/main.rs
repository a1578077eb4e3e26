//! Offline rendering inside a Worker: the engine, the encoders and the tags behind a C ABI without imports.
//!
//! **Page and Worker** (`www/bouncer.js`). The page makes a `Worker` and posts one message; terminating the Worker is
//! how it cancels. One Worker renders one file.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm: ArrayBuffer, job: Uint8Array }` | this module's bytes, and the job: postcard of [`ExportJob`] |
//! | Worker | `{ progress: number }` | how far it has got, 0 to 1, never falling |
//! | Worker | `{ piece: ArrayBuffer }` | the next bytes of the file after its header; transferred, to be kept in order |
//! | Worker | `{ done: ArrayBuffer }` | the end, with the header: the file is `new Blob([done, ...pieces])` |
//! | Worker | `{ failed: ArrayBuffer }` | the end, with the reason: postcard of [`ExportError`] |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it: a panic, or what the browser threw |
//!
//! **Worker and module.** Every export takes and gives numbers only; a pointer is true until the next call.
//!
//! | export | meaning |
//! |---|---|
//! | `inbox(length) -> pointer` | room for the job's bytes |
//! | `start(length) -> 0, -1` | takes the job from the inbox; -1: refused, see `outbox` |
//! | `step(frames) -> 1, 0, -1` | renders and encodes up to so many frames; 1: more to come, 0: done, -1: failed |
//! | `outbox() -> pointer`, `outbox_len()` | after `step` gave 1 or 0 the next bytes of the file; after -1 the reason |
//! | `header() -> pointer`, `header_len()` | once `step` gave 0: the bytes that stand before all others |
//! | `progress() -> 0..1` | how far it has got |
//! | `panic_note() -> pointer`, `panic_note_len()` | after a trap: what the panic said, UTF-8 |
//!
//! [`ExportJob`]: studio::export::ExportJob
//! [`ExportError`]: studio::export::ExportError
#![cfg_attr(target_arch = "wasm32", no_main)]
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
