//! A renderer that plays some tracks of a song up to their faders, for another that mixes them.

use crate::bounce::Song;
use crate::bounce::course::{Course, QUANTUM};
use crate::bounce::feed::put_block;
use crate::engine::{Engine, EngineMessage, Recordings, StripSpec};

/// Some tracks of a song on their way from its start to the end of their tails.
pub struct Player {
    course: Course,
    slots: Vec<u8>,
    latency: u64,
    over: bool,
}

impl Player {
    /// The tracks in these slots, at a sample rate in hertz, which must not be zero. All that listen to one another are
    /// to be among them, and none plays a recording: see [`parts`](crate::bounce::parts).
    pub fn new(song: &Song, sample_rate: u32, slots: Vec<u8>) -> Self {
        let course = Course::new(&only(song, &slots), sample_rate, Recordings::default());
        Self { latency: course.engine.latency() as u64, course, slots, over: false }
    }

    /// The next so many quanta for a [`Feed`](crate::bounce::Feed); nothing once the tails are over.
    pub fn chunk(&mut self, quanta: usize) -> Vec<u8> {
        let mut chunk = Vec::new();
        for _ in 0..quanta {
            // The mix goes on until its limiter has handed out the last of it.
            let end = self.course.end().map(|end| end + self.latency);
            self.over |= end.is_some_and(|end| self.course.rendered() >= end);
            if self.over {
                break;
            }
            for _ in 0..QUANTUM / Engine::BLOCK {
                self.course.engine.render_some(&self.slots, |slot, standing, left, right| {
                    put_block(&mut chunk, slot, standing, left, right);
                });
            }
            self.course.passed();
        }
        chunk
    }
}

/// A song with nothing that other tracks, the buses and the master want.
fn only(song: &Song, slots: &[u8]) -> Song {
    let plays = |slot: &u8| slots.contains(slot);
    let messages = song.messages.iter().filter_map(|message| match message {
        EngineMessage::Graph(graph) => {
            let mut graph = graph.clone();
            for (track, slot) in graph.tracks.iter_mut().zip(0u8..) {
                if !plays(&slot) {
                    track.strip = StripSpec::default();
                }
            }
            graph.buses.clear();
            graph.master = StripSpec::default();
            Some(EngineMessage::Graph(graph))
        }
        EngineMessage::Lane { slot, .. } if !plays(slot) => None,
        EngineMessage::AudioLane { .. } | EngineMessage::Zones { .. } => None,
        other => Some(other.clone()),
    });
    Song { messages: messages.collect(), end: song.end }
}
