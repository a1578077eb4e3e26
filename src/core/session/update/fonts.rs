//! SoundFonts: read, asked which preset, and handed on as a recording with zones.

use std::rc::Rc;

use crate::decode::font::{Font, FontSound};
use crate::project::TrackId;
use crate::project::limits::MAX_TEXT;
use crate::session::font::FontImport;
use crate::session::import::{About, AudioFile, ForKeys, ImportAnswers, Origin, line_of, text_of};
use crate::session::{Action, Effect, Session, Severity};
use crate::time::Tick;

impl Session {
    pub(super) fn update_font(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::OpenFont { name, bytes, track } => self.open_font(name, bytes, track),
            Action::FontRead { id, font } => {
                if let Some(known) = self.font.as_mut().filter(|known| known.id == id) {
                    known.font = Some(Rc::new(*font));
                }
                Vec::new()
            }
            Action::TakePreset { preset } => self.take_preset(preset),
            Action::PresetTaken { id, sound } => self.preset_taken(id, *sound),
            Action::FontRefused { id, reason } => {
                if let Some(known) = self.font.as_mut().filter(|known| known.id == id) {
                    // A preset that cannot be taken leaves the others to be chosen.
                    if known.taking.take().is_none() {
                        self.font = None;
                    }
                    self.say(Severity::Error, reason);
                }
                Vec::new()
            }
            Action::CloseFont => {
                self.font = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn open_font(&mut self, name: String, bytes: Rc<Vec<u8>>, track: Option<TrackId>) -> Vec<Effect> {
        self.next_import += 1;
        let id = self.next_import;
        let read = Effect::ReadFont { id, bytes: Rc::clone(&bytes), preset: None };
        self.font = Some(FontImport { id, name, bytes, track, font: None, taking: None });
        vec![read]
    }

    fn take_preset(&mut self, preset: usize) -> Vec<Effect> {
        let Some(known) = self.font.as_mut().filter(|known| known.taking.is_none()) else { return Vec::new() };
        let Some(chosen) = known.font.as_ref().and_then(|font| font.presets.get(preset)) else { return Vec::new() };
        known.taking = Some(preset);
        vec![Effect::ReadFont { id: known.id, bytes: Rc::clone(&known.bytes), preset: Some(chosen.place) }]
    }

    /// What was taken out goes the way of every sound file, with the font's own word on who made it.
    fn preset_taken(&mut self, id: u32, sound: FontSound) -> Vec<Effect> {
        let Some(known) = self.font.take_if(|known| known.id == id && known.taking.is_some()) else {
            return Vec::new();
        };
        let font = known.font.unwrap_or_default();
        let preset = known.taking.and_then(|place| font.presets.get(place)).map_or("", |preset| preset.name.as_str());
        let origin = Origin::Other { source: source(&known.name, &font), rights: text_of(&font.copyright, MAX_TEXT) };
        let credit = ImportAnswers { origin, ..ImportAnswers::default() }.credit(&self.person());
        self.import(AudioFile {
            name: format!("{}.wav", if preset.is_empty() { line_of(&known.name) } else { line_of(preset) }),
            bytes: Rc::new(sound.wav),
            credit: Some(credit),
            at: Tick::ZERO,
            about: About::default(),
            keys: Some(ForKeys { track: known.track, zones: sound.zones }),
        })
    }
}

/// Where a font comes from: its name, or its file's where it has none, and who made it.
fn source(file: &str, font: &Font) -> String {
    let name = if font.name.is_empty() { file } else { &font.name };
    let words = if font.author.is_empty() { name.to_owned() } else { format!("{name}, {}", font.author) };
    text_of(&words, MAX_TEXT)
}
