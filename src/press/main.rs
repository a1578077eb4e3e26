//! Forms, findings and documents inside a Worker, behind a C ABI without imports: whatever a release says, in words.
//!
//! **Page and Worker** (`www/press.js`). The page makes a `Worker` and posts one message; one Worker answers one job, and
//! terminating it is how the page cancels.
//!
//! | from | message | meaning |
//! |---|---|---|
//! | page | `{ wasm: ArrayBuffer, job: Uint8Array }` | this module's bytes and the job: postcard of [`Job`] |
//! | Worker | `{ pressed: ArrayBuffer }` | the end: postcard of [`Reply`] |
//! | Worker | `{ failed: ArrayBuffer }` | the end, with the reason: postcard of [`PressError`] |
//! | Worker | `{ crashed: string }` | the end; text for people who mend it |
//!
//! **Worker and module**, beside what `src/abi.rs` and `src/abi/outbox.rs` export:
//!
//! | export | meaning |
//! |---|---|
//! | `run() -> 0, -1` | answers the job in the inbox; see `outbox` for the reply, or after -1 the reason |
//!
//! [`Job`]: studio::release::press::Job
//! [`Reply`]: studio::release::press::Reply
//! [`PressError`]: studio::release::press::PressError
#![cfg_attr(target_arch = "wasm32", no_main)]
#![allow(unsafe_code, reason = "the C ABI hands out pointers; each block says why it is sound")]

#[path = "../abi.rs"]
mod abi;
#[path = "../abi/outbox.rs"]
mod outbox;

use studio::release::press;

use abi::INBOX;

const DONE: i32 = 0;
const FAILED: i32 = -1;

/// Answers the job in the inbox: 0, or -1 with the reason in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> i32 {
    let job = INBOX.with(std::mem::take);
    match press::run(&job) {
        Ok(reply) => {
            outbox::put(reply);
            DONE
        }
        Err(error) => {
            // An error holds only text, so it cannot fail to be written.
            outbox::put(postcard::to_allocvec(&error).unwrap_or_default());
            FAILED
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
