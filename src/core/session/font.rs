//! A SoundFont on its way into the project: read, asked which of its presets, and taken apart.

use std::rc::Rc;

use crate::decode::font::Font;
use crate::project::TrackId;

/// A SoundFont that is brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct FontImport {
    /// Tells one from the next.
    pub id: u32,
    /// What the file is called.
    pub name: String,
    /// What is in it.
    pub bytes: Rc<Vec<u8>>,
    /// The sampler that shall play it; a new one where there is none.
    pub track: Option<TrackId>,
    /// What is in it, once it was read.
    pub font: Option<Rc<Font>>,
    /// The place among the presets of the one that is being taken out.
    pub taking: Option<usize>,
}
