//! What verbs do to the song and the window; those about the arrangement or the piano roll are handed on to them.

use studio::project::StripId;
use studio::session::{Action, Dock, Settings, Theme};
use studio::time::Tick;
use studio::view::{Scope, Verb};

use crate::ui::app::App;
use crate::ui::context::{Wish, fresh_project, share_action};
use crate::ui::keyboard::loop_range;
use crate::ui::window::{Panel, Place, Show};

impl App {
    /// Does what a key, a menu or the palette asks for. Says whether anything on show may have changed.
    pub(super) fn perform(&mut self, verb: Verb) -> bool {
        match verb.scope() {
            Scope::Anywhere => {}
            Scope::Arrangement => return self.hand_on(verb, Place::Song),
            Scope::Roll => return self.hand_on(verb, Place::Notes),
        }
        let panel = |panel| Show::Panel(panel);
        let show = match verb {
            Verb::Palette => Show::Palette,
            Verb::Help => Show::Help,
            Verb::Keys => Show::Keys,
            Verb::Tour => Show::Tour,
            Verb::Open => Show::OpenFile,
            Verb::Typing => Show::Typing,
            Verb::Cowriter => panel(Panel::Cowriter),
            Verb::Release => panel(Panel::Release),
            Verb::Ledger => panel(Panel::Ledger),
            _ => return self.action_of(verb).is_some_and(|action| self.act(action)),
        };
        self.show(show)
    }

    fn action_of(&self, verb: Verb) -> Option<Action> {
        let session = &self.session;
        Some(match verb {
            Verb::Play => Action::TogglePlay,
            Verb::Stop => Action::Stop,
            Verb::ToStart => Action::Locate { tick: Tick::ZERO },
            Verb::Metronome => Action::ToggleMetronome,
            Verb::Record => Action::ToggleRecord { at: self.studio.telemetry.moment_now() },
            Verb::Undo => Action::Undo,
            Verb::Redo => Action::Redo,
            Verb::Save => Action::SaveFile,
            Verb::Share => share_action()?,
            Verb::NewSong => Action::NewProject { fresh: fresh_project() },
            Verb::Authorship => Action::ToggleAuthorship,
            Verb::PianoRoll => Action::OpenDock { dock: Dock::PianoRoll },
            Verb::DrumGrid => Action::OpenDock { dock: Dock::DrumGrid },
            Verb::Lyrics => Action::OpenDock { dock: Dock::Lyrics },
            Verb::Mixer => Action::OpenDock { dock: Dock::Mixer },
            Verb::Sound => Action::OpenDock { dock: Dock::Sound },
            Verb::Loop => {
                let at = session.playhead_start();
                let range = loop_range(session.project(), session.selection(), session.looped(), at);
                Action::SetLoop { range }
            }
            Verb::TurnSides => Action::TurnSides { strip: StripId::Track(session.selection().track?) },
            Verb::Theme => {
                let settings = session.settings().clone();
                let theme = if settings.theme == Theme::Dark { Theme::Light } else { Theme::Dark };
                Action::SetSettings { settings: Settings { theme, ..settings } }
            }
            _ => return None,
        })
    }

    /// Wishes for what an editor does; in a narrow window that editor comes to the front.
    fn hand_on(&mut self, verb: Verb, place: Place) -> bool {
        self.shown.place = place;
        let number = self.wish.map_or(0, |wish| wish.number).wrapping_add(1);
        self.wish = Some(Wish { number, verb });
        true
    }
}
