//! Playing by hand: keys sound on the selected track, and are recorded where that is wanted.

use crate::compile;
use crate::edit::Edit;
use crate::engine::EngineMessage;
use crate::project::{Track, TrackId, TrackRole};
use crate::session::{Action, Effect, Midi, Moment, Performance, Session, Severity};
use crate::text::Message;
use crate::time::{Tick, TickRange};
use crate::view::{Laid, lay_notes, quantised};

/// The undo step of a recording, in the catalogue of sentences.
const RECORD_LABEL: &str = "step-record";

impl Session {
    pub(super) fn update_playing(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::PressKey { pitch, velocity, at } => {
                let Some((slot, track)) = self.played_track() else { return Vec::new() };
                let (heard, looped) = (self.heard(at), self.looped);
                if let Some(recording) = self.performance.as_mut().filter(|recording| recording.track == track) {
                    recording.press(pitch, velocity, heard, looped);
                }
                self.pressed.retain(|(held, _)| *held != pitch);
                self.pressed.push((pitch, track));
                self.send_or_start(vec![EngineMessage::Press { slot, pitch, velocity }])
            }
            Action::LiftKey { pitch, at } => {
                let (heard, looped) = (self.heard(at), self.looped);
                if let Some(recording) = &mut self.performance {
                    recording.lift(pitch, heard, looped);
                }
                let Some(place) = self.pressed.iter().position(|(held, _)| *held == pitch) else { return Vec::new() };
                self.awaiting_engine
                    .retain(|message| !matches!(message, EngineMessage::Press { pitch: held, .. } if *held == pitch));
                // Where it was pressed, whatever is selected by now.
                let (_, track) = self.pressed.remove(place);
                let slot = self.project().tracks.iter().zip(0u8..).find(|(known, _)| known.id == track);
                let lift = slot.map(|(_, slot)| EngineMessage::Lift { slot, pitch });
                self.send_if_ready(lift.into_iter().collect())
            }
            Action::ToggleRecord { at } => match self.performance {
                Some(_) => self.end_recording(self.heard(at), now),
                None => self.begin_recording(at),
            },
            Action::ListenMidi => {
                self.midi = Midi::Asking;
                vec![Effect::ListenMidi]
            }
            Action::MidiChanged { midi } => {
                if let Midi::Refused(reason) = &midi {
                    self.say(Severity::Warning, reason.clone());
                }
                self.midi = midi;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The recording under way.
    pub fn performance(&self) -> Option<&Performance> {
        self.performance.as_ref()
    }

    /// How it stands with instruments that play into the song.
    pub fn midi(&self) -> &Midi {
        &self.midi
    }

    fn heard(&self, at: Moment) -> Tick {
        let input = self.settings.input;
        // While a bar is counted, the song stands where the recording begins.
        if at.running { at.heard(&self.project().tempo, input.latency) } else { self.playhead_start }
    }

    /// The selected track, or the first one that plays notes, with its place.
    fn played_track(&self) -> Option<(u8, TrackId)> {
        let plays = |track: &Track| track.role != TrackRole::Audio;
        let tracks = || self.project().tracks.iter().zip(0u8..).filter(|(track, _)| plays(track));
        let selected = tracks().find(|(track, _)| Some(track.id) == self.selection.track);
        selected.or_else(|| tracks().next()).map(|(track, slot)| (slot, track.id))
    }

    fn begin_recording(&mut self, at: Moment) -> Vec<Effect> {
        if self.elsewhere {
            self.explain_elsewhere();
            return Vec::new();
        }
        let target =
            self.played_track().and_then(|(_, id)| self.project().track(id)).map(|track| (track.id, track.locked));
        let Some((track, false)) = target else {
            let id = if target.is_some() { "record-locked" } else { "record-no-track" };
            self.say(Severity::Info, Message::new(id));
            return Vec::new();
        };
        self.auditioning = None;
        self.listening = None;
        let from = if self.playing { self.heard(at) } else { self.playhead_start };
        self.performance = Some(Performance::new(track, from));
        // What is played goes on where the song ends.
        let mut messages = vec![EngineMessage::End(None)];
        if !self.playing {
            self.playing = true;
            let beats = self.project().meter.meter_at(from).beats();
            messages.push(match self.settings.input.count_in {
                true => EngineMessage::CountIn { beats },
                false => EngineMessage::Play,
            });
        }
        self.send_or_start(messages)
    }

    /// Lays what was played into the song as one step of the person's, and lets the transport run.
    pub(super) fn end_recording(&mut self, at: Tick, now: u64) -> Vec<Effect> {
        let Some(mut recording) = self.performance.take() else { return Vec::new() };
        recording.lift_all(at, self.looped);
        let (input, grid) = (self.settings.input, self.grid);
        let laid = |note: &crate::session::PlayedNote| -> Laid {
            let (start, end) =
                if input.quantise { quantised(note.start, note.end, grid) } else { (note.start, note.end) };
            (TickRange::new(start, end), note.pitch, note.velocity)
        };
        let notes: Vec<Laid> = recording.notes.iter().map(laid).collect();
        let replacing = (input.replace && !notes.is_empty()).then(|| recording.span(at, self.looped));
        let commands = lay_notes(self.project(), recording.track, &notes, replacing);
        let mut effects = match commands.is_empty() {
            true => Vec::new(),
            false => self.run(Edit::new(RECORD_LABEL, commands, self.person(), now)),
        };
        // What was played may have made the song longer.
        effects.extend(self.send_if_ready(vec![EngineMessage::End(compile::end(self.project()))]));
        effects
    }

    /// Ends a recording before the transport stops, where one is under way. A key that is still down sounds for a step
    /// of the grid.
    pub(super) fn end_recording_with(&mut self, action: &Action, now: u64) -> Vec<Effect> {
        let stops = matches!(
            action,
            Action::TogglePlay
                | Action::Stop
                | Action::EngineFailed { .. }
                | Action::NewProject { .. }
                | Action::OpenSaved { .. }
                | Action::OpenFile { .. }
                | Action::OpenBundle { .. }
                | Action::OpenLink { .. }
                | Action::AcceptLink
        );
        let reached = self.performance.as_ref().filter(|_| stops).map(|recording| recording.reached);
        reached.map_or_else(Vec::new, |reached| self.end_recording(reached + self.grid.step(), now))
    }
}
