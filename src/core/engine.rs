//! The engine: plays schedules, not projects. The worklet and the bouncer run the same code.
//!
//! Realtime rules: nothing in `render` allocates, locks, logs, panics or waits; messages are taken between quanta.
//!
//! Sound is made in blocks of 64 frames on a fixed grid of engine time, and handed out from there: however the host
//! cuts its calls, the samples are the same. A message takes effect with the next block, so at most 63 frames after
//! the next frame that the host hears. Notes fall on the frame that the tempo map names. All sound leaves the limiter
//! [`Engine::latency`] frames after it was played.

mod automation;
mod dsp;
mod graph;
mod handed;
mod insert;
mod key;
mod limiter;
mod limits;
mod loudness;
mod meter;
mod metronome;
pub mod patch;
mod player;
mod protocol;
mod recordings;
mod sequencer;
mod smooth;
mod strip;
mod transport;
mod true_peak;

pub use handed::Standing;
pub use insert::InsertNode;
pub use protocol::{
    AudioSpan, BusSpec, Course, CoursePoint, CourseTarget, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote,
    LoudnessReading, MeterReading, StripPlace, StripSpec, Sung, Telemetry, TrackSpec, ZoneSpec,
};

pub use recordings::Recordings;

use dsp::wave::Wave;
use graph::{Graph, Moment};
use handed::Handed;
use insert::Surroundings;
use limits::{BLOCK, SAMPLE_RATES};
use loudness::LoudnessMeter;
use metronome::Metronome;
use strip::Stereo;
use transport::Transport;

use crate::time::{TICKS_PER_QUARTER, TempoMap, Tick};

/// Plays a schedule.
pub struct Engine {
    transport: Transport,
    graph: Graph,
    recordings: Recordings,
    metronome: Metronome,
    telemetry: Telemetry,
    block: Stereo,
    /// The strip that is watched, by its place among tracks and then buses, and its sound in the block.
    watched: Option<usize>,
    tap: Stereo,
    /// How many frames of the block have been handed out.
    taken: usize,
    loudness: Option<Box<LoudnessMeter>>,
    sample_rate: f32,
    slowest_bpm: f64,
}

impl Engine {
    /// Frames that are rendered at a time.
    pub const BLOCK: usize = BLOCK;

    /// An engine at a sample rate in hertz, with an empty graph. A rate outside 8 to 192 kHz is taken for the nearest
    /// one inside.
    pub fn new(sample_rate: f32) -> Self {
        let (lowest, highest) = SAMPLE_RATES;
        let sample_rate = if sample_rate.is_finite() { sample_rate.clamp(lowest, highest) } else { 48_000.0 };
        let mut engine = Self {
            transport: Transport::new(f64::from(sample_rate)),
            graph: Graph::new(sample_rate, Surroundings::default()),
            recordings: Recordings::default(),
            metronome: Metronome::new(sample_rate),
            telemetry: Telemetry::default(),
            block: Stereo::SILENCE,
            watched: None,
            tap: Stereo::SILENCE,
            loudness: None,
            sample_rate,
            taken: BLOCK,
            slowest_bpm: Surroundings::default().slowest_bpm,
        };
        engine.reserve_telemetry();
        // The instruments' tables are made on first use; that must not be the first note.
        for table in [Wave::saw, Wave::square, Wave::triangle, Wave::sine] {
            table();
        }
        engine
    }

    /// Takes a message. Called between quanta; may allocate. A graph comes before the lanes of its slots: a lane for a
    /// slot that is not there is left out, and a track that stays keeps its lane wherever it moves.
    pub fn message(&mut self, message: EngineMessage) {
        match message {
            EngineMessage::Graph(spec) => {
                self.graph.set(spec, self.surroundings());
                self.reserve_telemetry();
            }
            EngineMessage::Lane { slot, lane } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.reader.replace(lane, &self.transport, track.bank.as_mut());
                }
            }
            EngineMessage::Words { slot, sung } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.reader.sing(sung);
                }
            }
            EngineMessage::AudioLane { slot, spans } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.player.replace(spans, &self.transport);
                }
            }
            EngineMessage::Zones { slot, zones } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.bank.lay(zones);
                }
            }
            EngineMessage::Automation { strip, courses } => self.graph.automate(strip, courses),
            EngineMessage::KeepRecordings(keys) => self.recordings.keep(&keys),
            EngineMessage::Tempo(tempo) => self.set_tempo(tempo),
            EngineMessage::Meter(meters) => self.transport.set_meters(meters),
            EngineMessage::Loop(range) => self.transport.set_loop(range),
            EngineMessage::Metronome(on) => self.metronome.turn(on),
            EngineMessage::Locate(tick) => self.locate(tick),
            EngineMessage::Play => self.play(),
            EngineMessage::Stop => {
                self.metronome.count_in(0, 0.0);
                self.transport.run(false);
                self.graph.tracks.iter_mut().for_each(|track| track.release());
            }
            EngineMessage::End(end) => self.transport.set_end(end),
            EngineMessage::Press { slot, pitch, velocity } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.auditions.hold(pitch, velocity, track.bank.as_mut());
                }
            }
            EngineMessage::Lift { slot, pitch } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.auditions.lift(pitch);
                }
            }
            EngineMessage::CountIn { beats } => self.count_in(beats),
            EngineMessage::Watch(place) => {
                self.watched = place.map(usize::from);
                self.tap.clear();
            }
            EngineMessage::Audition { slot, pitch, velocity } => {
                if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
                    track.auditions.strike(pitch, velocity, track.bank.as_mut());
                }
            }
        }
    }

    /// Follows how loud it is from here on, for the telemetry. Renders that nobody watches do without.
    pub fn follow_loudness(&mut self) {
        self.loudness = Some(Box::new(LoudnessMeter::new(self.sample_rate)));
    }

    /// The recordings in memory, to be filled between quanta.
    pub fn recordings(&mut self) -> &mut Recordings {
        &mut self.recordings
    }

    /// Renders the next frames, as many as fit, overwriting both channels. Never touches the heap.
    pub fn render(&mut self, left: &mut [f32], right: &mut [f32]) {
        self.render_watched([left, right, &mut [], &mut []]);
    }

    /// The same into the first two channels, and into the others the strip that is watched, as it leaves its fader:
    /// silence where none is. Those are as long as the song's, or empty. Never touches the heap.
    pub fn render_watched(&mut self, mut out: [&mut [f32]; 4]) {
        let frames = out[0].len().min(out[1].len());
        let mut done = 0;
        while done < frames {
            if self.taken == BLOCK {
                self.render_next();
                self.taken = 0;
            }
            let run = (frames - done).min(BLOCK - self.taken);
            let (now, from) = (done..done + run, self.taken..self.taken + run);
            let sounds = [&self.block.left, &self.block.right, &self.tap.left, &self.tap.right];
            for (channel, sound) in out.iter_mut().zip(sounds) {
                if let Some(channel) = channel.get_mut(now.clone()) {
                    channel.copy_from_slice(&sound[from.clone()]);
                }
            }
            self.taken += run;
            done += run;
        }
    }

    /// The next block, and the watched strip's part in it.
    fn render_next(&mut self) {
        let Some(watched) = self.watched else { return self.render_block(|_, _, _| {}) };
        let mut tap = Stereo::SILENCE;
        self.render_block(|place, _, sound| {
            if place == watched {
                tap.clone_from(sound);
            }
        });
        self.tap = tap;
    }

    /// Renders the next block of [`Engine::BLOCK`] frames and has every strip that leads to the master heard by itself, where
    /// it sounds: its place among tracks and then buses, its left and its right channel. Not to be mixed with [`Engine::render`].
    pub fn render_apart(&mut self, mut heard: impl FnMut(usize, &[f32], &[f32])) {
        self.render_block(|place, to_master, sound| {
            if to_master {
                heard(place, &sound.left, &sound.right);
            }
        });
    }

    /// Plays the next block of [`Engine::BLOCK`] frames of some tracks up to their faders, and hands each on: its slot, how
    /// it stands, its left and its right channel. All that listen to one another are played by one engine. Not to be mixed
    /// with [`Engine::render`].
    pub fn render_some(&mut self, slots: &[u8], mut hand: impl FnMut(u8, Standing, &[f32], &[f32])) {
        let surroundings = self.surroundings();
        let spans = self.transport.advance();
        let (transport, recordings) = (&self.transport, &self.recordings);
        let moment = Moment { transport, spans: &spans, recordings, surroundings };
        self.graph.render_some(slots, moment, |slot, standing, sound| hand(slot, standing, &sound.left, &sound.right));
    }

    /// Leaves it to another engine to play the track in a slot up to its fader. Allocates.
    pub fn leave(&mut self, slot: u8) {
        if let Some(track) = self.graph.tracks.get_mut(usize::from(slot)) {
            track.handed = Some(Box::new(Handed::SILENT));
        }
    }

    /// Takes the next block of a track that another engine plays, to be rendered with the next block of the others: how it
    /// stands, and a block of its left and its right channel, or nothing where it does not sound.
    pub fn take(&mut self, slot: u8, standing: Standing, channels: [&[f32]; 2]) {
        let track = self.graph.tracks.get_mut(usize::from(slot));
        let Some(handed) = track.and_then(|track| track.handed.as_mut()) else { return };
        handed.standing = standing;
        for (to, from) in [&mut handed.sound.left, &mut handed.sound.right].into_iter().zip(channels) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }

    /// What there is to tell since the last call. Never touches the heap.
    pub fn telemetry(&mut self) -> &Telemetry {
        self.telemetry.playing = self.transport.is_running();
        self.telemetry.tick = self.transport.tick();
        self.telemetry.voices = u16::try_from(self.graph.voices()).unwrap_or(u16::MAX);
        self.telemetry.loudness = self.loudness.as_mut().map(|meter| meter.read());
        self.telemetry.faults.clear();
        for (place, (strip, meter)) in self.graph.strips().zip(&mut self.telemetry.meters).enumerate() {
            *meter = strip.meter().read();
            if strip.is_broken() {
                // There are far fewer strips than a byte can count.
                self.telemetry.faults.extend(u8::try_from(place));
            }
        }
        &self.telemetry
    }

    /// Where the playhead is, in ticks: the end of the block that is being handed out.
    pub fn tick(&self) -> f64 {
        self.transport.tick()
    }

    /// Whether nothing sounds any more: no voice, and every tail below -100 dBFS.
    pub fn is_silent(&self) -> bool {
        self.graph.is_asleep() && !self.metronome.sounds() && !self.metronome.is_counting()
    }

    /// How many frames after it was played the sound comes out.
    pub fn latency(&self) -> usize {
        self.graph.latency()
    }

    fn render_block(&mut self, apart: impl FnMut(usize, bool, &Stereo)) {
        let surroundings = self.surroundings();
        if self.metronome.count() {
            self.play();
        }
        let was_running = self.transport.is_running();
        let spans = self.transport.advance();
        let (transport, recordings) = (&self.transport, &self.recordings);
        let moment = Moment { transport, spans: &spans, recordings, surroundings };
        self.graph.render(moment, &mut self.block, apart);
        self.metronome.render(&self.transport, &spans, &mut self.block.left, &mut self.block.right);
        self.graph.measure(&self.block);
        if let Some(meter) = &mut self.loudness {
            meter.follow(&self.block.left, &self.block.right);
        }
        if was_running && !self.transport.is_running() {
            self.graph.tracks.iter_mut().for_each(|track| track.release());
        }
    }

    fn surroundings(&self) -> Surroundings {
        let sounding = self.transport.is_running() || !self.is_silent();
        Surroundings { bpm: self.transport.bpm(), slowest_bpm: self.slowest_bpm, sounding }
    }

    fn set_tempo(&mut self, tempo: TempoMap) {
        self.transport.set_tempo(tempo);
        self.slowest_bpm = self.transport.slowest_bpm();
        let surroundings = self.surroundings();
        self.graph.strips().for_each(|strip| strip.prepare(surroundings));
        for track in &mut self.graph.tracks {
            track.reader.refresh(&self.transport);
            track.player.refresh(&self.transport);
        }
    }

    fn locate(&mut self, tick: Tick) {
        self.transport.locate(tick);
        for track in &mut self.graph.tracks {
            track.release();
            track.reader.seek(tick, &self.transport);
        }
    }

    /// Counts beats as long as they are at the playhead, then plays; plays at once where there are none.
    fn count_in(&mut self, beats: u8) {
        if beats == 0 {
            self.play();
        } else if !self.transport.is_running() {
            let beat = self.transport.meters().meter_at(self.transport.first_tick()).beat();
            let quarters = f64::from(beat.0) / f64::from(TICKS_PER_QUARTER);
            self.metronome.count_in(beats, 60.0 / self.transport.bpm() * quarters);
        }
    }

    fn play(&mut self) {
        if self.transport.is_running() {
            return;
        }
        self.transport.run(true);
        let tick = self.transport.first_tick();
        self.graph.tracks.iter_mut().for_each(|track| track.reader.seek(tick, &self.transport));
    }

    /// Makes room for every strip's level and fault.
    fn reserve_telemetry(&mut self) {
        let strips = self.graph.strip_count();
        self.telemetry.meters.resize(strips, MeterReading::default());
        self.telemetry.faults.clear();
        self.telemetry.faults.reserve(strips);
    }
}

#[cfg(test)]
mod tests;
