//! The bounds of a project, so that a hostile file or a runaway co-writer ends in a sentence and not in a frozen page.

use crate::sound::Zone;
use crate::time::Tick;

/// Most tracks.
pub const MAX_TRACKS: usize = 64;
/// Places in the palette of track colours.
pub const TRACK_COLOURS: u8 = 12;
/// Most buses.
pub const MAX_BUSES: usize = 8;
/// Most inserts in a strip.
pub const MAX_INSERTS: usize = 8;
/// Most automation lanes of a strip.
pub const MAX_LANES: usize = 64;
/// Most points of an automation lane.
pub const MAX_POINTS: usize = 4_000;
/// Most points in a project.
pub const MAX_ALL_POINTS: usize = 100_000;
/// Most clips on a track.
pub const MAX_CLIPS: usize = 2_000;
/// Most zones of a sampler.
pub const MAX_ZONES: usize = Zone::MOST;
/// Most notes in a pattern.
pub const MAX_PATTERN_NOTES: usize = 20_000;
/// Most notes in a project.
pub const MAX_NOTES: usize = 200_000;
/// Most sections, chord spans or lyric lines.
pub const MAX_SPANS: usize = 4_000;
/// Most markers.
pub const MAX_MARKERS: usize = 400;
/// The end of time: 4,000 bars of 4/4.
pub const MAX_TICK: Tick = Tick::quarters(16_000);
/// Most recordings and pictures.
pub const MAX_ASSETS: usize = 1_000;
/// Most bytes in a recording or picture.
pub const MAX_ASSET_BYTES: u64 = 500 << 20;
/// The longest recording, in seconds.
pub const MAX_RECORDING_SECONDS: u64 = 20 * 60;
/// The most frames that a recording can have a second.
pub const MAX_RECORDING_RATE: u32 = 384_000;
/// The longest fade of a clip, in milliseconds.
pub const MAX_FADE: u32 = 60_000;
/// Most people who are credited.
pub const MAX_CREDITS: usize = 64;
/// Most contributions that are declared free to be sold.
pub const MAX_CLEARANCES: usize = 200;
/// Most characters in a name.
pub const MAX_NAME: usize = 120;
/// Most characters in a lyric line or a note to the listener.
pub const MAX_TEXT: usize = 2_000;
/// Most characters in a prompt.
pub const MAX_PROMPT: usize = 4_000;
/// Most bytes in a project file.
pub const MAX_FILE_BYTES: usize = 32 << 20;
/// Most bytes that a share link may unpack to.
pub const MAX_LINK_INFLATED: usize = 8 << 20;
