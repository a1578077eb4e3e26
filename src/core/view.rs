//! The geometry of the timeline and the piano roll, and the edits that pointers and keys make there: pure functions, no
//! DOM.

mod arrange_gesture;
mod arrange_rows;
mod author;
mod clip_edits;
mod clip_notes;
mod describe;
mod ghosts;
mod grid_lines;
mod hit;
mod note_edits;
mod pitch_rows;
mod playhead;
mod pointer;
mod roll_gesture;
mod roll_keys;
mod snap;
mod touches;
mod turn;
mod viewport;

pub use arrange_gesture::{ArrangeGesture, ArrangeOutcome, ArrangePress};
pub use arrange_rows::{ArrangeRows, CHORD_LANE, LANES, LYRIC_LANE, RULER, Row, SECTION_LANE, TRACK_ROW};
pub use author::{AuthorMark, author_mark, author_names};
pub use clip_edits::{create_clip, duplicate_clip, place_clip, remove_clip};
pub use clip_notes::{ClipNotes, longest_note, notes_between};
pub use describe::{describe_clip, describe_note, length_label};
pub use ghosts::{GhostClip, GhostRow, ghost_rows};
pub use grid_lines::{GridLine, LineWeight, bar_stride, grid_lines};
pub use hit::{ClipZone, NoteZone, clip_at, note_at, span_at};
pub use note_edits::{
    NoteChange, add_note, duplicate_notes, erase_notes, move_notes, quantise_notes, resize_notes, shift_velocities,
    trim_notes,
};
pub use pitch_rows::PitchRows;
pub use playhead::Playhead;
pub use pointer::Modifiers;
pub use roll_gesture::{RollGesture, RollOutcome, RollPoint, RollScene, RollTool};
pub use roll_keys::{Cursor, RollKeyOutcome, press_key};
pub use snap::{Snap, snap_to_beat};
pub use touches::{Pinch, Touches};
pub use turn::Turn;
pub use viewport::Viewport;
