//! The keyboard and the toolbar of the piano roll.

use std::collections::BTreeSet;

use studio::project::NoteKey;
use studio::session::Action;
use studio::view::{RollTool, move_notes, press_key, quantise_notes};
use web_sys::KeyboardEvent;

use crate::ui::canvas::modifiers_of_key;
use crate::ui::roll::editor::{EditorProps, RollEditor};
use crate::ui::roll::toolbar::Tool;
use crate::ui::roll::view::RULER;

impl RollEditor {
    /// A key is pressed while the piano roll has the focus. Says whether the page changes.
    pub fn key(&mut self, props: &EditorProps, event: &KeyboardEvent) -> bool {
        let held = modifiers_of_key(event);
        let key = event.key();
        let tool = match (key.as_str(), held.control) {
            ("b" | "B", false) => Some(Tool::Pick(other(self.tool))),
            ("+" | "=", false) => Some(Tool::Zoom(1.5)),
            ("-", false) => Some(Tool::Zoom(1.0 / 1.5)),
            _ => None,
        };
        let done = if let Some(tool) = tool {
            self.use_tool(props, tool);
            true
        } else if key == "Escape" && self.press.is_some() {
            self.abort(props)
        } else if let Some(outcome) = press_key(self.scene(props), self.cursor, &key, held) {
            self.cursor = outcome.cursor;
            if let Some((label, edits)) = outcome.edits {
                Self::edit(props, label, edits);
            }
            Self::select(props, outcome.selection);
            outcome.sound.into_iter().for_each(|sound| Self::sound(props, sound));
            self.view.viewport.reveal(self.view.origin + f64::from(self.cursor.tick.0));
            let height = self.view.grid_height();
            self.view.rows.reveal(self.cursor.pitch, height);
            self.redraw(props);
            true
        } else {
            false
        };
        if done {
            event.prevent_default();
            event.stop_propagation();
        }
        done
    }

    /// A button of the toolbar is used. Says whether the page changes.
    pub fn use_tool(&mut self, props: &EditorProps, tool: Tool) -> bool {
        match tool {
            Tool::Pick(tool) => self.tool = tool,
            Tool::Zoom(factor) => {
                self.view.viewport.zoom_around(self.view.viewport.width() / 2.0, factor);
                self.redraw(props);
            }
            Tool::ZoomRows(factor) => {
                self.view.zoom_rows(RULER + self.view.grid_height() / 2.0, factor);
                self.redraw(props);
            }
            Tool::Fit => {
                self.view.fit(&props.subject);
                self.redraw(props);
            }
            Tool::Snap(grid) => props.studio.dispatch.emit(Action::SetGrid { grid }),
            Tool::Transpose(semitones) => {
                let keys = self.meant(props);
                let change = move_notes(&props.subject.pattern, &keys, (0, -semitones), &self.view.rows, false);
                self.send_change(props, "step-transpose-notes", change);
            }
            Tool::Quantise => {
                let keys = self.meant(props);
                let change = quantise_notes(&props.subject.pattern, &keys, props.shown.grid);
                self.send_change(props, "step-quantise-notes", change);
            }
        }
        matches!(tool, Tool::Pick(_))
    }

    /// The selected notes, or all of them where none is selected.
    fn meant(&self, props: &EditorProps) -> BTreeSet<NoteKey> {
        match props.shown.selection.notes.is_empty() {
            true => props.subject.pattern.notes.iter().map(|note| note.key()).collect(),
            false => props.shown.selection.notes.clone(),
        }
    }

    fn send_change(&self, props: &EditorProps, label: &'static str, change: studio::view::NoteChange) {
        Self::edit(props, label, change.edits);
        if !props.shown.selection.notes.is_empty() {
            Self::select(props, change.selection);
        }
    }
}

fn other(tool: RollTool) -> RollTool {
    match tool {
        RollTool::Select => RollTool::Pencil,
        RollTool::Pencil => RollTool::Select,
    }
}
