//! What crosses between the studio and the engine. All messages but those about keys and counting replace a whole thing:
//! applied twice they are as once, and the latest one wins.

use serde::{Deserialize, Serialize};

use crate::music::{Pitch, Velocity, Vowel};
use crate::sound::{InsertKind, PatchKind, Segment, Zone};
use crate::time::{MeterMap, TempoMap, Tick, TickRange};

/// A message to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EngineMessage {
    /// Replaces tracks, patches, inserts, sends and buses; units that stay the same go on sounding.
    Graph(GraphSpec),
    /// Replaces the notes of the track in a slot.
    Lane {
        /// The track's place in the graph.
        slot: u8,
        /// Its notes.
        lane: Lane,
    },
    /// Replaces the tempo map.
    Tempo(TempoMap),
    /// Replaces the time signatures, which the metronome follows.
    Meter(MeterMap),
    /// Replaces the loop.
    Loop(Option<TickRange>),
    /// Turns the metronome on or off.
    Metronome(bool),
    /// Puts the playhead somewhere; sounding notes are let go.
    Locate(Tick),
    /// Plays from the playhead.
    Play,
    /// Stops; sounding notes are let go and tails ring out.
    Stop,
    /// Sounds a note now, for about a third of a second, whether or not the transport runs.
    Audition {
        /// The track's place in the graph.
        slot: u8,
        /// Its key.
        pitch: Pitch,
        /// How hard it is struck.
        velocity: Velocity,
    },
    /// Replaces where the song ends: the transport stops there by itself, unless a loop keeps it before. Sounding notes
    /// are let go and tails ring out. With none it runs on.
    End(Option<Tick>),
    /// Replaces the recordings that the track in a slot plays.
    AudioLane {
        /// The track's place in the graph.
        slot: u8,
        /// Where it plays which recording.
        spans: Vec<AudioSpan>,
    },
    /// Replaces the words of the track in a slot: what its notes are sung on.
    Words {
        /// The track's place in the graph.
        slot: u8,
        /// The vowels, from tick to tick.
        sung: Vec<Sung>,
    },
    /// Replaces the zones that the instrument in a slot plays, where it is a sampler.
    Zones {
        /// The track's place in the graph.
        slot: u8,
        /// The zones.
        zones: Vec<ZoneSpec>,
    },
    /// Forgets every recording in memory but these.
    KeepRecordings(Vec<u64>),
    /// Replaces what moves with the song on a strip and, where it is a track's, in its instrument.
    Automation {
        /// Which strip.
        strip: StripPlace,
        /// One course for each control that moves.
        courses: Vec<Course>,
    },
    /// A key goes down by hand and sounds until it is lifted, whether or not the transport runs.
    Press {
        /// The track's place in the graph.
        slot: u8,
        /// Its key.
        pitch: Pitch,
        /// How hard it is struck.
        velocity: Velocity,
    },
    /// A key that was pressed by hand is let go.
    Lift {
        /// The track's place in the graph.
        slot: u8,
        /// Its key.
        pitch: Pitch,
    },
    /// Plays from the playhead once so many beats were counted, at the tempo and in the time signature there.
    CountIn {
        /// How many.
        beats: u8,
    },
    /// Replaces which strip is handed out beside the song, by its place among tracks and then buses: somebody looks at
    /// its spectrum. None costs nothing.
    Watch(Option<u8>),
}

/// A strip by its place in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StripPlace {
    /// The strip of the track in a slot.
    Track(u8),
    /// The strip of a bus.
    Bus(u8),
    /// The last strip.
    Master,
}

/// A control over the song. Before the first point it stands at the first one's place, after the last at the last's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The control.
    pub target: CourseTarget,
    /// The points, in order.
    pub points: Vec<CoursePoint>,
}

/// What a course moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CourseTarget {
    /// The fader.
    Volume,
    /// The place between the speakers.
    Pan,
    /// The tap to a bus, by the bus's place in the graph.
    Send(u8),
    /// A parameter of the instrument, by its place in the table.
    Patch(u8),
    /// A parameter of an effect: the effect's place in the strip, and the parameter's in its table.
    Insert(u8, u8),
}

/// Where a control stands at a tick, and how it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoursePoint {
    /// Where in the song.
    pub at: Tick,
    /// Where in its travel, 0 to 1.
    pub travel: f32,
    /// The way to the next point.
    pub segment: Segment,
}

/// Everything that makes and shapes sound, in the order of the project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GraphSpec {
    /// The tracks; a track's place is its slot.
    pub tracks: Vec<TrackSpec>,
    /// The buses that sends and outputs feed.
    pub buses: Vec<BusSpec>,
    /// The last strip. The safety limiter after it is always there.
    pub master: StripSpec,
}

/// A track's instrument and strip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackSpec {
    /// The track's id in the project: the same id and instrument in the next graph is the same sounding unit.
    pub key: u32,
    /// The instrument.
    pub patch: PatchKind,
    /// Its settings, in the order of its table.
    pub values: Vec<f32>,
    /// Its strip.
    pub strip: StripSpec,
}

/// A bus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BusSpec {
    /// The bus's id in the project.
    pub key: u32,
    /// Its strip.
    pub strip: StripSpec,
}

/// A strip as the engine sets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StripSpec {
    /// The fader, in decibels.
    pub gain: f32,
    /// The place between the speakers, -1 to 1.
    pub pan: f32,
    /// Whether it is heard, once mute and solo of all strips are weighed.
    pub audible: bool,
    /// Effects, in order.
    pub inserts: Vec<InsertSpec>,
    /// Taps after the fader: a bus's place in the graph and a level in decibels.
    pub sends: Vec<(u8, f32)>,
    /// The bus that takes what leaves a track's strip, by its place in the graph. The master does where there is none, or
    /// no such bus, and always for a bus.
    pub output: Option<u8>,
}

impl Default for StripSpec {
    fn default() -> Self {
        Self { gain: 0.0, pan: 0.0, audible: true, inserts: Vec::new(), sends: Vec::new(), output: None }
    }
}

/// An effect as the engine sets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InsertSpec {
    /// The kind.
    pub kind: InsertKind,
    /// Its settings, in the order of its table.
    pub values: Vec<f32>,
    /// Whether sound passes it by.
    pub bypassed: bool,
    /// The slot of the track whose sound decides what it does: as it is before that track's fader. Its own where there
    /// is none.
    pub key: Option<u8>,
}

/// One track's notes on the timeline, sorted by start and then pitch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// The notes.
    pub notes: Vec<LaneNote>,
}

/// A note on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LaneNote {
    /// Where it starts.
    pub start: Tick,
    /// Its key.
    pub pitch: Pitch,
    /// Where it ends; later than its start.
    pub end: Tick,
    /// How hard it is struck.
    pub velocity: Velocity,
}

/// From where on notes are sung on a vowel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sung {
    /// From where on, to the next.
    pub at: Tick,
    /// The vowel; with none, what the instrument is set to.
    pub vowel: Option<Vowel>,
}

/// A recording on the timeline. It plays at its own speed from where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AudioSpan {
    /// Where it starts.
    pub start: Tick,
    /// Where it ends; later than its start.
    pub end: Tick,
    /// The number by which it was put into memory.
    pub recording: u64,
    /// How many of its own frames are left out where it begins.
    pub offset: u64,
    /// Whether it is played from its end to its start.
    pub reverse: bool,
    /// How many frames the file has a second.
    pub rate: u32,
    /// Its level, in decibels.
    pub gain: f32,
    /// How long it rises from silence, in milliseconds.
    pub fade_in: u32,
    /// How long it falls to silence, in milliseconds.
    pub fade_out: u32,
}

/// A zone of a sampler.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneSpec {
    /// The number by which its recording was put into memory.
    pub recording: u64,
    /// How many frames the file has a second.
    pub rate: u32,
    /// How keys play it, in frames of the file.
    pub zone: Zone,
}

/// What the engine tells about 30 times a second.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Telemetry {
    /// Whether the transport runs.
    pub playing: bool,
    /// Where the playhead is, in ticks.
    pub tick: f64,
    /// How many voices sound.
    pub voices: u16,
    /// Levels of every strip: tracks, then buses, then the master after its limiter.
    pub meters: Vec<MeterReading>,
    /// Strips that were silenced because they produced no number, as places in `meters`.
    pub faults: Vec<u8>,
    /// How loud the whole is, where the engine was told to follow that.
    pub loudness: Option<LoudnessReading>,
}

/// How loud the sound is that is heard (ITU-R BS.1770-4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoudnessReading {
    /// How many tenths of a second were measured; it begins anew after its largest value.
    pub tenths: u32,
    /// The weighted power of the last four tenths, both channels added up, the latest last; 1 is full scale.
    pub powers: [f32; 4],
    /// The highest level between the samples since the last reading; 1 is full scale.
    pub true_peak: f32,
}

/// The level of a strip since the last reading; 1 is full scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeterReading {
    /// The largest magnitude, left and right.
    pub peak: [f32; 2],
    /// The root mean square over about 300 ms, left and right.
    pub rms: [f32; 2],
}
