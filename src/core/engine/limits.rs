//! The engine's bounds. What a message brings beyond them is left out, so that no message can make the engine grow
//! without end or render for ever.

/// Frames rendered at a time. Blocks lie on a fixed grid of engine time.
pub const BLOCK: usize = 64;
/// Most tracks of a graph.
pub const MAX_TRACKS: usize = 64;
/// Most buses of a graph.
pub const MAX_BUSES: usize = 8;
/// Most inserts in a strip.
pub const MAX_INSERTS: usize = 8;
/// Most sends of a strip.
pub const MAX_SENDS: usize = MAX_BUSES;
/// Most notes in a lane.
pub const MAX_LANE_NOTES: usize = 200_000;
/// Most courses of a strip.
pub const MAX_COURSES: usize = 64;
/// Most points of a course.
pub const MAX_COURSE_POINTS: usize = 4_000;
/// Most recordings of a lane.
pub const MAX_LANE_SPANS: usize = 10_000;
/// Most recordings in memory.
pub const MAX_RECORDINGS: usize = 1_000;
/// Most samples of all recordings together: one gibibyte.
pub const MAX_RECORDED_SAMPLES: usize = 256 << 20;
/// Most auditioned notes of a track at once.
pub const MAX_AUDITIONS: usize = 16;
/// The sample rates that the engine's tables and delay lines are made for, in hertz. At the lowest, a tick at the
/// fastest tempo still lasts longer than a frame, which the sequencer relies upon.
pub const SAMPLE_RATES: (f32, f32) = (8_000.0, 192_000.0);
/// A magnitude beyond which a strip is taken for broken: 120 dB above full scale.
pub const RUNAWAY: f32 = 1e6;
/// What counts as nothing: -100 dBFS.
pub const QUIET: f32 = 1e-5;
