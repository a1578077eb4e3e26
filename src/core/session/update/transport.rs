//! Playing, and the engine that plays.

use crate::compile;
use crate::engine::EngineMessage;
use crate::project::Project;
use crate::session::{Action, Effect, EngineState, Notice, Session, Severity};
use crate::text::Message;
use crate::time::Tick;

impl Session {
    pub(super) fn update_transport(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::TogglePlay => self.toggle_play(),
            Action::Stop => self.stop(),
            Action::Locate { tick } => {
                self.playhead_start = tick;
                if let Some(recording) = &mut self.performance {
                    recording.locate(tick);
                }
                self.send_if_ready(vec![EngineMessage::Locate(tick)])
            }
            Action::SetLoop { range } => {
                self.looped = range.filter(|range| !range.is_empty());
                self.send_if_ready(vec![EngineMessage::Loop(self.looped)])
            }
            Action::ToggleMetronome => {
                self.metronome = !self.metronome;
                self.send_if_ready(vec![EngineMessage::Metronome(self.metronome)])
            }
            Action::Audition { track, pitch, velocity } => {
                let slot = self.project().tracks.iter().zip(0u8..).find(|(known, _)| known.id == track);
                let audition = slot.map(|(_, slot)| EngineMessage::Audition { slot, pitch, velocity });
                self.send_or_start(audition.into_iter().collect())
            }
            Action::TransportStopped { tick } => self.transport_stopped(tick),
            Action::EngineReady { .. } => self.engine_ready(),
            Action::EngineFailed { reason } => self.engine_failed(reason),
            Action::RestartEngine => self.start_engine(),
            Action::EngineFault { meter } => {
                let name = strip_name(self.project(), usize::from(meter));
                self.say(Severity::Warning, Message::new("notice-strip-fault").with("strip", name));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn toggle_play(&mut self) -> Vec<Effect> {
        self.playing = !self.playing;
        if self.playing {
            self.send_or_start(vec![EngineMessage::Play])
        } else {
            self.awaiting_engine.clear();
            self.send_if_ready(vec![EngineMessage::Stop])
        }
    }

    fn stop(&mut self) -> Vec<Effect> {
        if !self.playing {
            self.playhead_start = Tick::ZERO;
        }
        self.playing = false;
        self.awaiting_engine.clear();
        self.send_if_ready(vec![EngineMessage::Stop, EngineMessage::Locate(self.playhead_start)])
    }

    /// The song came to its end. Word of a stop that somebody asked for comes late and from elsewhere, and is no news.
    fn transport_stopped(&mut self, tick: Tick) -> Vec<Effect> {
        if !self.playing || tick < self.audible().end() {
            return Vec::new();
        }
        self.playing = false;
        self.send_if_ready(vec![EngineMessage::Locate(self.playhead_start)])
    }

    pub(super) fn send_if_ready(&self, messages: Vec<EngineMessage>) -> Vec<Effect> {
        if self.engine == EngineState::Ready { vec![Effect::Engine(messages)] } else { Vec::new() }
    }

    /// Sends what a person asked to hear; where the engine is not running, starts it and sends it then.
    pub(super) fn send_or_start(&mut self, messages: Vec<EngineMessage>) -> Vec<Effect> {
        if self.engine == EngineState::Ready {
            return vec![Effect::Engine(messages)];
        }
        // The last of what was to be heard for a moment is enough.
        self.awaiting_engine.retain(|message| !matches!(message, EngineMessage::Audition { .. }));
        self.awaiting_engine.extend(messages);
        self.start_engine()
    }

    fn start_engine(&mut self) -> Vec<Effect> {
        if self.engine == EngineState::Starting {
            return Vec::new();
        }
        self.engine = EngineState::Starting;
        vec![Effect::StartEngine]
    }

    /// Tells a fresh engine everything, then what it was started for.
    fn engine_ready(&mut self) -> Vec<Effect> {
        self.engine = EngineState::Ready;
        self.loaded.clear();
        self.loaded_for = None;
        self.sounding = self.audible().clone();
        let mut messages = compile::all(&self.sounding);
        messages.push(EngineMessage::Loop(self.looped));
        messages.push(EngineMessage::Metronome(self.metronome));
        messages.push(EngineMessage::Locate(self.playhead_start));
        messages.append(&mut self.awaiting_engine);
        vec![Effect::Engine(messages)]
    }

    /// The song stays as it is; only the sound is gone, and can be had again.
    fn engine_failed(&mut self, reason: Message) -> Vec<Effect> {
        self.engine = EngineState::Failed;
        self.playing = false;
        self.awaiting_engine.clear();
        let again = Message::new("notice-engine-restart");
        self.show(Notice::new(Severity::Error, reason).with_remedy(again, Action::RestartEngine));
        Vec::new()
    }
}

/// The name of the strip at a place among the meters: tracks, then buses, then the master.
fn strip_name(project: &Project, place: usize) -> String {
    let tracks = project.tracks.iter().map(|track| &track.name);
    let buses = project.buses.iter().map(|bus| &bus.name);
    tracks.chain(buses).nth(place).cloned().unwrap_or_else(|| "Master".to_owned())
}
