//! The built-in rule-based composer: a prompt and a seed in, a score out, the same every time. No network, no model.
//!
//! `brief` reads the prompt, `form` plans sections, `harmony` lays chords under them, `melody` sings over those, and the
//! other parts follow; `part` turns strokes on a grid into notes, `mix` gives them sounds. Adding a style: a variant in
//! `style`, its words in `words`, and a line in the tables the compiler then asks for.

mod arranger;
mod bass;
mod brief;
mod comping;
mod composer;
mod drums;
mod figures;
mod form;
mod forms;
mod grid;
mod grooves;
mod harmony;
mod lyrics;
mod melody;
mod mix;
mod part;
mod phrase;
mod progressions;
mod random;
mod rhythm;
mod singer;
mod style;
mod title;
mod tonality;
mod voicing;
mod words;

pub use arranger::Arranger;
pub use composer::{ComposeError, compose};

#[cfg(test)]
mod tests;
