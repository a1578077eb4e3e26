//! What verbs do in the piano roll: to the selected notes, or to all of them.

use std::collections::BTreeSet;

use studio::project::{Note, NoteKey};
use studio::session::{Action, Notice, Severity};
use studio::text::Message;
use studio::view::{NoteTool, RollTool, Verb, duplicate_notes, erase_notes, other_notes, use_note_tool};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::ui::context::fresh_seed;
use crate::ui::roll::editor::{EditorProps, RollEditor};

/// How far a humanised start moves at most, in ticks: some 10 milliseconds at usual tempos.
const LOOSE_TIMING: u16 = 16;
/// How far a humanised velocity moves at most.
const LOOSE_VELOCITY: u8 = 9;

impl RollEditor {
    /// Does what a key, a button, a menu or the palette asks for; says so where there is nothing to do it to. Tells
    /// whether the page changes.
    pub fn perform(&mut self, props: &EditorProps, verb: Verb) -> bool {
        if self.view_verb(props, verb) {
            self.redraw(props);
            return matches!(verb, Verb::Draw | Verb::SnapToScale);
        }
        if let Some(moved) = self.syllable_verb(props, verb) {
            return !moved && idle(props, verb);
        }
        let subject = &props.subject;
        let change = match verb {
            Verb::CopyNotes => duplicate_notes(&subject.pattern, &self.meant(props), props.shown.grid, &self.view.rows),
            Verb::RemoveNotes => erase_notes(&subject.pattern, &props.shown.selection.notes),
            _ => match self.tool_of(verb).filter(|tool| !subject.is_drums() || !moves_keys(*tool)) {
                Some(tool) => {
                    let key = props.shown.project.key;
                    use_note_tool(&subject.pattern, &self.meant(props), tool, props.shown.grid, key)
                }
                None => return idle(props, verb),
            },
        };
        if change.edits.is_empty() {
            return idle(props, verb);
        }
        if self.tool_of(verb).is_some_and(moves_keys)
            && let Some(note) = change.edits.iter().find_map(|edit| edit.to)
        {
            Self::sound(props, (note.pitch, note.velocity));
        }
        let label = match verb {
            Verb::CopyNotes => "step-duplicate-notes",
            Verb::RemoveNotes => "step-erase-notes",
            Verb::OctaveUp | Verb::OctaveDown | Verb::ScaleUp | Verb::ScaleDown => "step-transpose-notes",
            Verb::Quantise => "step-quantise-notes",
            other => other.id(),
        };
        Self::edit(props, label, change.edits);
        if verb == Verb::CopyNotes || !props.shown.selection.notes.is_empty() {
            Self::select(props, change.selection);
        }
        false
    }

    /// What changes no note: tools in hand, selections and what is on screen.
    fn view_verb(&mut self, props: &EditorProps, verb: Verb) -> bool {
        let pattern = &props.subject.pattern;
        let middle = self.view.viewport.width() / 2.0;
        match verb {
            Verb::Draw => {
                self.tool = if self.tool == RollTool::Pencil { RollTool::Select } else { RollTool::Pencil };
            }
            Verb::AllNotes => Self::select(props, pattern.notes.iter().map(Note::key).collect()),
            Verb::OtherNotes => Self::select(props, other_notes(pattern, &props.shown.selection.notes)),
            Verb::SnapToScale => {
                self.in_scale = !self.in_scale;
                self.keep_scale(props);
            }
            Verb::NoteList => self.show_table(),
            Verb::RollFit => self.view.fit(&props.subject),
            Verb::RollZoomIn => self.view.viewport.zoom_around(middle, 1.5),
            Verb::RollZoomOut => self.view.viewport.zoom_around(middle, 1.0 / 1.5),
            _ => return false,
        }
        true
    }

    /// Lets drawn and moved notes land in the song's scale, where that is wanted.
    pub fn keep_scale(&mut self, props: &EditorProps) {
        let wanted = self.in_scale && !props.subject.is_drums();
        self.view.rows.scale = wanted.then_some(props.shown.project.key);
    }

    /// Gives the focus to the table of notes, which shows it.
    fn show_table(&self) {
        let roll = self.stage.cast::<Element>().and_then(|stage| stage.parent_element());
        let cell = roll.and_then(|roll| roll.query_selector(".note-table [tabindex='0']").ok().flatten());
        if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
            // Without notes there is no cell, and the focus stays where it is.
            cell.focus().ok();
        }
    }

    fn tool_of(&self, verb: Verb) -> Option<NoteTool> {
        Some(match verb {
            Verb::Quantise => NoteTool::Quantise { strength: self.feel.strength, swing: self.feel.swing },
            Verb::Humanise => NoteTool::Humanise { seed: fresh_seed(), timing: LOOSE_TIMING, velocity: LOOSE_VELOCITY },
            Verb::Legato => NoteTool::Legato,
            Verb::StepLength => NoteTool::StepLength,
            Verb::SplitNotes => NoteTool::Split,
            Verb::GlueNotes => NoteTool::Glue,
            Verb::Reverse => NoteTool::Reverse,
            Verb::Mirror => NoteTool::Mirror,
            Verb::Longer => NoteTool::Stretch { longer: true },
            Verb::Shorter => NoteTool::Stretch { longer: false },
            Verb::Ramp => NoteTool::Ramp,
            Verb::MuteNotes => NoteTool::Mute,
            Verb::OctaveUp => NoteTool::Transpose(12),
            Verb::OctaveDown => NoteTool::Transpose(-12),
            Verb::ScaleUp => NoteTool::Step(1),
            Verb::ScaleDown => NoteTool::Step(-1),
            Verb::IntoScale => NoteTool::IntoScale,
            _ => return None,
        })
    }

    /// The selected notes, or all of them where none is selected.
    fn meant(&self, props: &EditorProps) -> BTreeSet<NoteKey> {
        match props.shown.selection.notes.is_empty() {
            true => props.subject.pattern.notes.iter().map(Note::key).collect(),
            false => props.shown.selection.notes.clone(),
        }
    }
}

/// Whether a tool puts notes on other keys, which means other pieces of a drum kit.
fn moves_keys(tool: NoteTool) -> bool {
    matches!(tool, NoteTool::Transpose(_) | NoteTool::Step(_) | NoteTool::IntoScale | NoteTool::Mirror)
}

fn idle(props: &EditorProps, verb: Verb) -> bool {
    let message = Message::new("verb-idle").with("verb", props.studio.text(verb.id()));
    props.studio.dispatch.emit(Action::Notify { notice: Notice::new(Severity::Info, message) });
    false
}
