//! What the programs without a browser have in common: one host each behind a C ABI, an inbox, and the words of a panic.
//!
//! Each program takes this file in by its path, so that its exports are the program's own and no wasm imports come with
//! them. Exports take and give numbers only; a pointer is true until the next call.
//!
//! | export | meaning |
//! |---|---|
//! | `inbox(length) -> pointer` | room for `length` bytes that the shell puts in, silent until they are |
//! | `panic_note() -> pointer`, `panic_note_len()` | after a trap: what the panic said, UTF-8 |

use std::cell::UnsafeCell;
use std::fmt::Write;
use std::panic;

/// Room for the words of a panic.
const NOTE_BYTES: usize = 1_024;

/// Something a program has one of.
pub struct Slot<T>(UnsafeCell<T>);

// SAFETY: wasm without the `atomics` target feature has one thread, and so has every native test that calls in.
unsafe impl<T> Sync for Slot<T> {}

impl<T> Slot<T> {
    /// A slot that holds `value`.
    pub const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// Does something with what the slot holds. Nothing in `body` may come back to the same slot.
    pub fn with<R>(&self, body: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: exports do not call one another, each slot is entered once at a time, and the panic hook touches the
        // note alone, which no export holds while it can panic; so this is the only live reference.
        body(unsafe { &mut *self.0.get() })
    }
}

/// The words of a panic, in place: noting them takes no memory.
struct Note {
    text: [u8; NOTE_BYTES],
    length: usize,
}

impl Write for Note {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let room = self.text.get_mut(self.length..).unwrap_or_default();
        let length = room.len().min(text.len());
        room.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        self.length += length;
        Ok(())
    }
}

/// What the shell puts in.
pub static INBOX: Slot<Vec<u8>> = Slot::new(Vec::new());
/// Apart from all else, which may be in use when a panic is noted.
static NOTE: Slot<Note> = Slot::new(Note { text: [0; NOTE_BYTES], length: 0 });

/// Makes room for `length` bytes and says where to put them. What was there is gone.
#[unsafe(no_mangle)]
pub extern "C" fn inbox(length: usize) -> *mut u8 {
    note_panics();
    INBOX.with(|inbox| {
        inbox.clear();
        inbox.resize(length, 0);
        inbox.as_mut_ptr()
    })
}

/// From now on keeps the words of a panic.
pub fn note_panics() {
    panic::set_hook(Box::new(|info| {
        NOTE.with(|note| {
            note.length = 0;
            // Writing into the note cannot fail: what does not fit is cut off.
            let _ = write!(note, "{info}");
        });
    }));
}

/// Where the words of the last panic lie, in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn panic_note() -> *const u8 {
    NOTE.with(|note| note.text.as_ptr())
}

/// How many bytes the words of the last panic have; 0 when there was none.
#[unsafe(no_mangle)]
pub extern "C" fn panic_note_len() -> usize {
    NOTE.with(|note| note.length)
}
