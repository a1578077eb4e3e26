//! The IPTC vocabulary for how content arose.

use serde::{Deserialize, Serialize};

/// An IPTC digital source type (NewsCodes `digitalsourcetype`, 2024-10) that a song can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceType {
    /// Made by people with digital tools.
    DigitalCreation,
    /// Other material, changed or completed by people.
    HumanEdits,
    /// Made by an algorithm that was written, not trained.
    AlgorithmicMedia,
    /// Made by a trained model.
    TrainedAlgorithmicMedia,
    /// Of several parts, one at least by a trained model.
    CompositeWithTrainedAlgorithmicMedia,
    /// Of several parts, any of which may or may not be by a trained model: all that can be said of material whose
    /// origin is not known.
    Composite,
}

impl SourceType {
    /// The term's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DigitalCreation => "digitalCreation",
            Self::HumanEdits => "humanEdits",
            Self::AlgorithmicMedia => "algorithmicMedia",
            Self::TrainedAlgorithmicMedia => "trainedAlgorithmicMedia",
            Self::CompositeWithTrainedAlgorithmicMedia => "compositeWithTrainedAlgorithmicMedia",
            Self::Composite => "composite",
        }
    }

    /// The full IRI, which is what IPTC asks tags to carry.
    pub fn iri(self) -> String {
        format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", self.code())
    }
}
