//! The keyboard and the toolbar of the piano roll.

use studio::session::Action;
use studio::view::{Scope, press_key};
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
        let verb = props.studio.keymap.verb_of_key(Scope::Roll, &key, held);
        let done = if let Some(verb) = verb {
            self.perform(props, verb);
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
            Tool::Feel(feel) => self.feel = feel,
            Tool::Do(verb) => return self.perform(props, verb),
        }
        matches!(tool, Tool::Pick(_) | Tool::Feel(_))
    }
}
