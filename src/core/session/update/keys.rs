//! The keys as a file: handed out and taken in.

use crate::session::{Effect, Session, Severity};
use crate::text::Message;
use crate::view::Keymap;

impl Session {
    pub(super) fn download_keymap(&self) -> Effect {
        let bytes = self.settings.keymap.to_file();
        Effect::Download { name: "cowrite-keys.json".to_owned(), media_type: "application/json", bytes }
    }

    /// Takes the keys of a file, or says why not and leaves the keys as they are.
    pub(super) fn open_keymap(&mut self, bytes: &[u8]) -> Vec<Effect> {
        match Keymap::of_file(bytes) {
            Ok(keymap) => {
                self.settings.keymap = keymap;
                self.say(Severity::Info, Message::new("keys-taken"));
                vec![Effect::SaveSettings(self.settings.clone())]
            }
            Err(error) => {
                self.say(Severity::Warning, error.message(self.settings.locale));
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ProjectId;
    use crate::session::Action;
    use crate::view::Verb;

    #[test]
    fn keys_go_out_as_a_file_and_come_back_by_it() {
        let mut session = Session::new(ProjectId(1));
        let mut settings = session.settings().clone();
        settings.keymap.bind(Verb::Release, "Ctrl+Alt+R");
        session.update(Action::SetSettings { settings: settings.clone() }, 0);
        let effects = session.update(Action::SaveKeymap, 0);
        let [Effect::Download { bytes, .. }] = effects.as_slice() else { panic!("no file") };
        let mut other = Session::new(ProjectId(2));
        let effects = other.update(Action::OpenKeymap { bytes: bytes.clone() }, 0);
        assert_eq!(effects, [Effect::SaveSettings(settings.clone())]);
        assert_eq!(other.settings().keymap, settings.keymap);
        let effects = other.update(Action::OpenKeymap { bytes: b"{}".to_vec() }, 0);
        assert_eq!((effects, other.settings()), (Vec::new(), &settings));
        assert_eq!(other.notices().len(), 2);
    }
}
