//! Long work that can be watched and cancelled.

use crate::credentials::Work;
use crate::export::ExportJob;
use crate::project::{AssetRef, Rendition};
use crate::release::pack::MASTERS;
use crate::release::press::PackOrder;
use crate::session::signing::can_be_signed;
use crate::session::{JobCover, MatchJob};

/// Tells one job from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u32);

/// A render to start.
#[derive(Clone, Debug, PartialEq)]
pub struct BounceJob {
    /// Which job it is.
    pub id: JobId,
    /// The name of the file to be.
    pub file_name: String,
    /// What to render and how to write it.
    pub export: ExportJob,
    /// The recordings that it plays.
    pub recordings: Vec<Rendition>,
    /// The picture on its cover.
    pub cover: JobCover,
    /// What the file's manifest says, where it is to be signed.
    pub work: Option<Box<Work>>,
}

/// A song that shall be so loud.
#[derive(Clone, Debug, PartialEq)]
pub struct LoudnessJob {
    /// Which job it is.
    pub id: JobId,
    /// What is sought.
    pub job: MatchJob,
    /// The recordings that the song plays.
    pub recordings: Vec<Rendition>,
}

/// A project to be saved with its recordings and pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleJob {
    /// The name of the file to be.
    pub file_name: String,
    /// The project file.
    pub project: Vec<u8>,
    /// The evidence.
    pub evidence: Vec<u8>,
    /// The recordings and pictures.
    pub assets: Vec<AssetRef>,
}

/// A release pack to make.
#[derive(Clone, Debug, PartialEq)]
pub struct PackJob {
    /// Which job it is.
    pub id: JobId,
    /// The name of the file to be.
    pub file_name: String,
    /// What it is made of; what is at hand of it is filled in by whoever keeps it.
    pub order: PackOrder,
    /// The recordings that the song plays.
    pub recordings: Vec<Rendition>,
    /// The picture on its cover.
    pub cover: JobCover,
    /// What the manifests of its masters say, where files are to be signed.
    pub work: Option<Box<Work>>,
}

impl PackJob {
    /// What the manifest of one of its files says: masters are signed like a song that is exported by itself. A part of the
    /// song is not what a manifest of the whole tells of.
    pub fn work_of(&self, path: &str) -> Option<Box<Work>> {
        self.work.clone().filter(|_| path.starts_with(MASTERS) && can_be_signed(path))
    }
}

/// A job as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Which job it is.
    pub id: JobId,
    /// The name of the file to be.
    pub file_name: String,
    /// How far it has got, 0 to 1.
    pub done: f32,
}
