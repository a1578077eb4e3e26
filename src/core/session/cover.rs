//! The cover as the studio shows it, and pictures on their way onto it.

use std::rc::Rc;

use crate::cover::CoverBrief;
use crate::project::{AssetRef, ProjectId};
use crate::provenance::{Contributor, Digest, PromptRecord};
use crate::session::ImportId;

/// A picture file that was dropped or picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// What the file is called.
    pub name: String,
    /// What is in it.
    pub bytes: Rc<Vec<u8>>,
}

/// The cover as far as it can be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CoverShown {
    /// It is being drawn or read.
    #[default]
    Awaited,
    /// A picture file.
    Picture(Rc<Vec<u8>>),
    /// This browser does not have the chosen picture, or could not draw one.
    Missing,
}

impl From<Option<Rc<Vec<u8>>>> for CoverShown {
    fn from(bytes: Option<Rc<Vec<u8>>>) -> Self {
        bytes.map_or(Self::Missing, Self::Picture)
    }
}

/// Where the picture on an exported file comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum JobCover {
    /// None.
    None,
    /// It was chosen and is kept by the browser.
    Chosen(Box<AssetRef>),
    /// None was chosen: the studio draws it.
    Drawn(Box<CoverBrief>),
}

/// What is under way around the cover.
#[derive(Debug, Default)]
pub(super) struct CoverDesk {
    /// The chosen picture that was read last.
    pub read: Option<(Digest, CoverShown)>,
    /// The chosen picture that is being read.
    pub reading: Option<Digest>,
    /// The cover that was drawn last for the screen.
    pub drawn: Option<(CoverBrief, CoverShown)>,
    /// The cover that is being drawn for the screen.
    pub drawing: Option<CoverBrief>,
    /// The cover that is being drawn at full size, its variant and the project it is for.
    pub wanted: Option<(CoverBrief, u64, ProjectId)>,
    /// A file that waits for the person to say who made it.
    pub asked: Option<PictureFile>,
    /// Pictures that the browser is storing.
    pub storing: Vec<Incoming>,
}

/// A picture that the browser is storing.
#[derive(Clone, Debug)]
pub(super) struct Incoming {
    pub id: ImportId,
    pub project: ProjectId,
    pub asset: AssetRef,
    pub bytes: Rc<Vec<u8>>,
    /// Who made it and what they were asked; none for a picture that is on the cover already and whose bytes were missing.
    pub credit: Option<(Contributor, Option<PromptRecord>)>,
}
