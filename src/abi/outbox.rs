//! The outbox of the programs that answer with bytes.
//!
//! | export | meaning |
//! |---|---|
//! | `outbox() -> pointer`, `outbox_len()` | what the last call made |

use crate::abi::Slot;

/// What the shell takes out.
pub static OUTBOX: Slot<Vec<u8>> = Slot::new(Vec::new());

/// Puts bytes into the outbox in place of what was there.
pub fn put(bytes: Vec<u8>) {
    OUTBOX.with(|outbox| *outbox = bytes);
}

/// Where the last call's bytes are.
#[unsafe(no_mangle)]
pub extern "C" fn outbox() -> *const u8 {
    OUTBOX.with(|outbox| outbox.as_ptr())
}

/// How many bytes the last call made.
#[unsafe(no_mangle)]
pub extern "C" fn outbox_len() -> usize {
    OUTBOX.with(|outbox| outbox.len())
}
