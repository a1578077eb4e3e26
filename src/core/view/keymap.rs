//! Which keys do what: the table of verbs, and what a person bound differently.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{Locale, Message};
use crate::view::verbs::means;
use crate::view::{Modifiers, Scope, Verb};

/// The most key presses that do one thing.
const MOST_KEYS: usize = 4;
/// The most characters of a key's name.
const LONGEST_NAME: usize = 16;
/// The most bytes of a file of keys.
const MOST_BYTES: usize = 1 << 16;
/// What a file of keys says it is.
const FORMAT: &str = "cowrite-keys";

/// Key presses that browsers keep for themselves, or that everybody needs to get around.
const RESERVED: [&str; 14] = [
    "Escape",
    "Tab",
    "Shift+Tab",
    "Ctrl+Tab",
    "Ctrl+Shift+Tab",
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "Ctrl+W",
    "Ctrl+T",
    "Ctrl+N",
    "Ctrl+Shift+N",
    "Ctrl+Shift+T",
];

/// What a person bound differently from the table of verbs; nothing at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keymap {
    /// The keys of verbs by their ids: names as browsers have them, joined by `+`.
    bound: BTreeMap<String, Vec<String>>,
}

/// Why a file of keys was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapError {
    /// It is no file of keys.
    NoKeymap,
    /// One key press would do two things.
    Conflict {
        /// The keys.
        keys: String,
        /// What they would do.
        verbs: [Verb; 2],
    },
}

impl KeymapError {
    /// What is said about it.
    pub fn message(&self, locale: Locale) -> Message {
        match self {
            Self::NoKeymap => Message::new("error-keys-file"),
            Self::Conflict { keys, verbs } => {
                let [one, other] = verbs.map(|verb| Message::new(verb.id()).text(locale));
                let keys = key_caps(keys).join("+");
                Message::new("error-keys-conflict").with("keys", keys).with("one", one).with("other", other)
            }
        }
    }
}

/// A file of keys.
#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    keys: BTreeMap<String, Vec<String>>,
}

impl Keymap {
    /// The keys that do a verb, the usual ones first.
    pub fn keys(&self, verb: Verb) -> Vec<&str> {
        match self.bound.get(verb.id()) {
            Some(keys) => keys.iter().map(String::as_str).collect(),
            None => verb.keys().to_vec(),
        }
    }

    /// The caps of the usual keys of a verb, as they are drawn; none where no key does it.
    pub fn caps(&self, verb: Verb) -> Vec<&str> {
        self.keys(verb).first().map(|keys| key_caps(keys)).unwrap_or_default()
    }

    /// The verb that a key does in a scope; `key` is named as browsers name it.
    pub fn verb_of_key(&self, scope: Scope, key: &str, held: Modifiers) -> Option<Verb> {
        let mine = |verb: &Verb| verb.scope() == scope && self.keys(*verb).iter().any(|keys| means(keys, key, held));
        Verb::ALL.iter().copied().find(mine)
    }

    /// Whether a verb's keys are other than those of the table.
    pub fn is_changed(&self, verb: Verb) -> bool {
        self.keys(verb) != verb.keys()
    }

    /// What keys do already where they would be heard together with another verb.
    pub fn conflict(&self, verb: Verb, keys: &str) -> Option<Verb> {
        let taken = |other: &Verb| *other != verb && heard_together(*other, verb) && self.keys(*other).contains(&keys);
        Verb::ALL.iter().copied().find(taken)
    }

    /// Lets keys do a verb, and nothing else that is heard where it is.
    pub fn bind(&mut self, verb: Verb, keys: &str) {
        self.release(verb, keys);
        self.set(verb, vec![keys.to_owned()]);
    }

    /// Lets no key do a verb.
    pub fn unbind(&mut self, verb: Verb) {
        self.set(verb, Vec::new());
    }

    /// Gives a verb the keys of the table back, and takes them from whatever they do now.
    pub fn restore(&mut self, verb: Verb) {
        for keys in verb.keys() {
            self.release(verb, keys);
        }
        self.bound.remove(verb.id());
    }

    /// Takes keys from whatever they do where a verb is heard.
    fn release(&mut self, verb: Verb, keys: &str) {
        while let Some(other) = self.conflict(verb, keys) {
            let rest = self.keys(other).into_iter().filter(|known| *known != keys).map(str::to_owned).collect();
            self.set(other, rest);
        }
    }

    fn set(&mut self, verb: Verb, keys: Vec<String>) {
        if keys == verb.keys() {
            self.bound.remove(verb.id());
        } else {
            self.bound.insert(verb.id().to_owned(), keys);
        }
    }

    /// Every verb with its keys, as a file that people can read and change.
    pub fn to_file(&self) -> Vec<u8> {
        let keys = |verb: &Verb| (verb.id().to_owned(), self.keys(*verb).into_iter().map(str::to_owned).collect());
        let file = File { format: FORMAT.to_owned(), keys: Verb::ALL.iter().map(keys).collect() };
        // Maps of text can always be written.
        serde_json::to_vec_pretty(&file).unwrap_or_default()
    }

    /// Whether bytes are meant as a file of keys.
    pub fn is_file(bytes: &[u8]) -> bool {
        let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
        head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes())
    }

    /// Reads a file of keys. What it does not name keeps the keys of the table, less those that the file gives away;
    /// names it does not know, and keys that nobody can press, are passed over.
    ///
    /// # Errors
    /// It is something else, or one key press would do two things.
    pub fn of_file(bytes: &[u8]) -> Result<Self, KeymapError> {
        let file = Some(bytes).filter(|bytes| bytes.len() <= MOST_BYTES);
        let file = file.and_then(|bytes| serde_json::from_slice::<File>(bytes).ok());
        let file = file.filter(|file| file.format == FORMAT).ok_or(KeymapError::NoKeymap)?;
        let mut named = Vec::<(Verb, Vec<String>)>::new();
        for verb in Verb::ALL {
            let Some(keys) = file.keys.get(verb.id()) else { continue };
            let keys = canonical_all(keys);
            for (other, taken) in &named {
                if let Some(keys) = keys.iter().find(|keys| taken.contains(keys) && heard_together(*verb, *other)) {
                    return Err(KeymapError::Conflict { keys: keys.clone(), verbs: [*other, *verb] });
                }
            }
            named.push((*verb, keys));
        }
        let mut map = Self::default();
        // First what is freed, so that nothing is taken from a verb that gets it by the file.
        for (verb, _) in &named {
            map.unbind(*verb);
        }
        for (verb, keys) in named {
            keys.iter().for_each(|keys| map.release(verb, keys));
            map.set(verb, keys);
        }
        Ok(map)
    }
}

/// Whether two verbs are heard at one place.
fn heard_together(one: Verb, other: Verb) -> bool {
    one.scope() == other.scope() || one.scope() == Scope::Anywhere || other.scope() == Scope::Anywhere
}

fn canonical_all(keys: &[String]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for keys in keys.iter().filter_map(|keys| canonical(keys)) {
        if !known.contains(&keys) && known.len() < MOST_KEYS {
            known.push(keys);
        }
    }
    known
}

/// A line of keys as the table writes it; none where nobody can press it, or it is not free.
fn canonical(keys: &str) -> Option<String> {
    let (mut held, mut name) = (Modifiers::default(), keys);
    for (prefix, place) in [("Ctrl+", 0), ("Alt+", 1), ("Shift+", 2)] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            name = rest;
            match place {
                0 => held.control = true,
                1 => held.alt = true,
                _ => held.shift = true,
            }
        }
    }
    keys_of_press(if name == "Space" { " " } else { name }, held)
}

/// The line of keys that a press is, as the table writes it. None while only Shift and its like are held, for names that
/// are no keys, and for keys that the browser keeps or that everybody needs to get around.
pub fn keys_of_press(key: &str, held: Modifiers) -> Option<String> {
    let sign = key.chars().count() == 1;
    let named = key.len() <= LONGEST_NAME && key.chars().all(|letter| letter.is_ascii_alphanumeric());
    let silent = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified", "Fn"];
    if !(sign || named) || key.is_empty() || key.chars().any(char::is_control) || silent.contains(&key) {
        return None;
    }
    let letter = sign && key.chars().all(char::is_alphabetic);
    let name = if key == " " {
        "Space".to_owned()
    } else if letter {
        capital(key)
    } else {
        key.to_owned()
    };
    // A sign such as `?` is what it is, with or without Shift.
    let shift = held.shift && (!sign || letter || key == " ");
    let prefixes = [(held.control, "Ctrl+"), (held.alt, "Alt+"), (shift, "Shift+")];
    let held: String = prefixes.iter().filter(|(held, _)| *held).map(|(_, prefix)| *prefix).collect();
    let keys = held + &name;
    (!RESERVED.contains(&keys.as_str())).then_some(keys)
}

/// A letter as it stands on its key; one that has no capital of its own as it is.
fn capital(letter: &str) -> String {
    let capital = letter.to_uppercase();
    if capital.chars().count() == 1 { capital } else { letter.to_owned() }
}

/// The caps of a line of keys, as they are drawn: `Ctrl`, `Shift`, `Z`.
pub fn key_caps(keys: &str) -> Vec<&str> {
    if let Some(held) = keys.strip_suffix("++") {
        return held.split('+').chain(["+"]).collect();
    }
    if keys == "+" {
        return vec!["+"];
    }
    let cap = |name| match name {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Delete" => "Del",
        "PageUp" => "PgUp",
        "PageDown" => "PgDn",
        other => other,
    };
    keys.split('+').map(cap).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: Modifiers = Modifiers { shift: false, control: false, alt: false };

    fn no_key_does_two_things(map: &Keymap) {
        for verb in Verb::ALL {
            for keys in map.keys(*verb) {
                assert_eq!(map.conflict(*verb, keys), None, "{keys}");
            }
        }
    }

    #[test]
    fn every_key_of_the_table_can_be_pressed_and_is_heard_as_browsers_tell_it() {
        let map = Keymap::default();
        no_key_does_two_things(&map);
        for verb in Verb::ALL {
            for keys in verb.keys() {
                assert_eq!(canonical(keys).as_deref(), Some(*keys));
                let key = if *keys == "+" { "+" } else { keys.rsplit('+').next().unwrap() };
                let key = if key == "Space" { " " } else { key };
                let held = Modifiers {
                    shift: keys.contains("Shift+"),
                    control: keys.contains("Ctrl+"),
                    alt: keys.contains("Alt+"),
                };
                assert_eq!(map.verb_of_key(verb.scope(), key, held), Some(*verb), "{keys}");
                assert!(map.verb_of_key(verb.scope(), &key.to_lowercase(), held).is_some(), "{keys}");
                let other = Modifiers { alt: !held.alt, ..held };
                assert_ne!(map.verb_of_key(verb.scope(), key, other), Some(*verb), "{keys}");
            }
        }
        let shift = Modifiers { shift: true, ..PLAIN };
        assert_eq!(map.verb_of_key(Scope::Anywhere, "?", shift), Some(Verb::Help));
        assert_eq!(map.verb_of_key(Scope::Anywhere, "A", shift), Some(Verb::TurnSides));
        assert_eq!(map.verb_of_key(Scope::Anywhere, "L", shift), None);
        assert_eq!(map.verb_of_key(Scope::Arrangement, "S", shift), Some(Verb::SoloTrack));
    }

    #[test]
    fn keys_that_are_bound_are_taken_from_what_they_did() {
        let mut map = Keymap::default();
        assert_eq!(map.conflict(Verb::Humanise, "Q"), Some(Verb::Quantise));
        assert_eq!(map.conflict(Verb::SplitClip, "Q"), None, "the arrangement does not hear the piano roll's keys");
        map.bind(Verb::Humanise, "Q");
        assert_eq!(map.verb_of_key(Scope::Roll, "q", PLAIN), Some(Verb::Humanise));
        assert_eq!((map.keys(Verb::Quantise), map.is_changed(Verb::Quantise)), (vec![], true));
        no_key_does_two_things(&map);
        // What is heard everywhere takes a key from every place.
        map.bind(Verb::Release, "S");
        assert_eq!((map.keys(Verb::SplitClip), map.keys(Verb::SplitNotes)), (vec![], vec![]));
        no_key_does_two_things(&map);
        map.restore(Verb::Quantise);
        assert_eq!((map.keys(Verb::Quantise), map.keys(Verb::Humanise)), (vec!["Q"], vec![]));
        for verb in [Verb::Humanise, Verb::SplitClip, Verb::SplitNotes, Verb::Release] {
            map.restore(verb);
        }
        assert_eq!(map, Keymap::default());
    }

    #[test]
    fn presses_are_written_as_the_table_writes_them() {
        let control = Modifiers { control: true, ..PLAIN };
        let shift = Modifiers { shift: true, ..PLAIN };
        assert_eq!(keys_of_press("ß", PLAIN).as_deref(), Some("ß"));
        assert_eq!(keys_of_press("k", control).as_deref(), Some("Ctrl+K"));
        assert_eq!(keys_of_press("!", shift).as_deref(), Some("!"));
        assert_eq!(keys_of_press(" ", shift).as_deref(), Some("Shift+Space"));
        assert_eq!(keys_of_press("Delete", shift).as_deref(), Some("Shift+Delete"));
        for (key, held) in [("Shift", shift), ("Tab", PLAIN), ("Escape", PLAIN), ("w", control), ("Dead", PLAIN)] {
            assert_eq!(keys_of_press(key, held), None, "{key}");
        }
        for key in ["", "a b", "\u{7}", "AVeryLongNameOfAKey", "<b>"] {
            assert_eq!(keys_of_press(key, PLAIN), None, "{key}");
        }
    }

    #[test]
    fn a_file_gives_back_what_it_was_made_of() {
        let mut map = Keymap::default();
        map.bind(Verb::Humanise, "Ctrl+Alt+H");
        map.bind(Verb::Release, "Q");
        let file = map.to_file();
        assert!(Keymap::is_file(&file) && !Keymap::is_file(b"{\"version\":1}"));
        assert_eq!(Keymap::of_file(&file), Ok(map));
    }

    #[test]
    fn files_that_are_none_or_bind_a_key_twice_are_refused() {
        let read = |keys: &str| Keymap::of_file(format!(r#"{{"format":"cowrite-keys","keys":{{{keys}}}}}"#).as_bytes());
        assert_eq!(Keymap::of_file(b"{}"), Err(KeymapError::NoKeymap));
        assert_eq!(Keymap::of_file(&vec![b' '; MOST_BYTES + 1]), Err(KeymapError::NoKeymap));
        let error = read(r#""verb-quantise":["X"],"verb-release":["x"]"#).unwrap_err();
        assert_eq!(error, KeymapError::Conflict { keys: "X".to_owned(), verbs: [Verb::Release, Verb::Quantise] });
        assert!(error.message(Locale::English).text(Locale::English).contains("Quantise"));
        // Only what was named moves; what nobody can press is passed over.
        let map = read(r#""verb-humanise":["Q","Escape","","Ctrl+","é"],"verb-unknown":["Z"]"#).unwrap();
        assert_eq!(map.keys(Verb::Humanise), ["Q", "É"]);
        assert_eq!(map.keys(Verb::Quantise), Vec::<&str>::new());
        no_key_does_two_things(&map);
    }

    #[test]
    fn caps_are_drawn_one_by_one() {
        assert_eq!(key_caps("Ctrl+Shift+Z"), ["Ctrl", "Shift", "Z"]);
        assert_eq!((key_caps("+"), key_caps("Alt+ArrowUp")), (vec!["+"], vec!["Alt", "↑"]));
        assert_eq!(key_caps("Ctrl++"), ["Ctrl", "+"]);
    }

    proptest! {
        #[test]
        fn whatever_is_bound_no_key_does_two_things(
            binds in prop::collection::vec((0usize..Verb::ALL.len(), "[A-F?+ ]|F[1-9]", any::<[bool; 3]>()), 0..30),
        ) {
            let mut map = Keymap::default();
            for (verb, key, [shift, control, alt]) in binds {
                let verb = Verb::ALL[verb];
                match keys_of_press(&key, Modifiers { shift, control, alt }) {
                    Some(keys) if control || alt => map.bind(verb, &keys),
                    Some(_) => map.restore(verb),
                    None => map.unbind(verb),
                }
                no_key_does_two_things(&map);
            }
            prop_assert_eq!(Keymap::of_file(&map.to_file()), Ok(map));
        }

        #[test]
        fn no_file_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(Keymap::of_file(&bytes), Err(KeymapError::NoKeymap));
        }
    }
}
