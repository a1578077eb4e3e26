//! The geometry of the timeline and the piano roll, and the edits that pointers and keys make there: pure functions, no
//! DOM.

mod arrange_gesture;
mod arrange_rows;
mod author;
mod automation;
mod clip_edits;
mod clip_notes;
mod clip_tools;
mod describe;
mod describe_points;
mod drum_grid;
mod figures;
mod ghosts;
mod grid_lines;
mod groups;
mod hit;
mod keymap;
mod lane_edits;
mod loudness;
mod lyric_sheet;
mod markers;
mod minimap;
mod note_cells;
mod note_edits;
mod note_tools;
mod pitch_rows;
mod playhead;
mod point_gesture;
mod pointer;
mod record_notes;
mod recording_edits;
mod roll_gesture;
mod roll_keys;
mod snap;
mod spectrum;
mod syllable_edits;
mod touches;
mod turn;
mod typing;
mod verbs;
mod viewport;
mod zones;

pub use arrange_gesture::{ArrangeGesture, ArrangeOutcome, ArrangePress, EDGE};
pub use arrange_rows::{AUTOMATION_ROW, ArrangeRows, CHORD_LANE, LANES, LYRIC_LANE, RULER, Row, SECTION_LANE};
pub use author::{AuthorMark, Told, author_mark, author_names, contributors_of, is_by, lock_tracks_of, tell_authors};
pub use automation::{
    LaneBox, bend_point, drop_points, hold_points, paste_points, point_at, put_point, shift_points, split_at, tidy,
    way_at,
};
pub use clip_edits::{added_clips, clips_of, create_clip, place_clip, repeat_clips, shift_clips};
pub use clip_notes::{ClipNotes, longest_note, notes_between};
pub use clip_tools::{join_clips, loop_clip, other_notes, split_clip, trim_clip, unlink_clip};
pub use describe::{contributor_name, describe_authors, describe_clip, describe_note, length_label};
pub use describe_points::{describe_point, target_label, value_label};
pub use drum_grid::{DrumCell, DrumGrid, euclid};
pub use figures::{Drawn, Grip, Hold, draw_figure, frequency_marks, height_of_decibels, hertz_at, place_of_hertz};
pub use ghosts::{GhostClip, GhostRow, ghost_rows};
pub use grid_lines::{GridLine, LineWeight, bar_stride, grid_lines};
pub use groups::{add_bus, group_tracks, lead_to, ungroup};
pub use hit::{ClipZone, NoteZone, clip_at, note_at, span_at};
pub use keymap::{Keymap, KeymapError, key_caps, keys_of_press};
pub use lane_edits::{
    LanePlace, SectionMove, lane_place, lane_text, longest_text, move_section, next_place, write_lane,
};
pub use loudness::LoudnessHistory;
pub use lyric_sheet::{SheetLine, SheetPart, lyric_sheet};
pub use markers::{add_marker, change_marker, fair_width, flag_width, marker_at, move_marker, next_marker};
pub use minimap::{Minimap, MinimapGrip};
pub use note_cells::NoteColumn;
pub use note_edits::{
    NoteChange, add_note, duplicate_notes, erase_notes, move_notes, resize_notes, shift_velocities, trim_notes,
};
pub use note_tools::{NoteTool, use_note_tool};
pub use pitch_rows::PitchRows;
pub use playhead::Playhead;
pub use point_gesture::{PointGesture, PointOutcome, PointScene};
pub use pointer::Modifiers;
pub use record_notes::{Laid, lay_notes, quantised};
pub use recording_edits::{RecordingSetting, fit_clip, follow_tempo, reverse_clip, stretch_clip, stretch_clip_from};
pub use roll_gesture::{RollGesture, RollOutcome, RollPoint, RollScene, RollTool};
pub use roll_keys::{Cursor, RollKeyOutcome, press_key};
pub use snap::{Snap, snap_to_beat};
pub use spectrum::draw_spectrum;
pub use syllable_edits::{SyllableMove, UnderNote, move_syllable, place_syllable, under_notes};
pub use touches::{Pinch, Touches};
pub use turn::Turn;
pub use typing::typed_key;
pub use verbs::{Offer, Scope, Topic, Verb};
pub use viewport::Viewport;
pub use zones::{ZoneColumn, even, key_of, slices};
