//! What the song is called and by whom.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::project::ReleaseInfo;
use crate::provenance::Digest;

/// What the song is called and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The song's title.
    pub title: String,
    /// The artist it is released under.
    pub artist: String,
    /// The picture on its cover, one of the project's assets; none while nobody has chosen one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Digest>,
    /// What a release says of it beyond that.
    #[serde(skip_serializing_if = "ReleaseInfo::is_empty")]
    pub release: Rc<ReleaseInfo>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_song_without_a_cover_and_a_release_is_written_as_before_there_were_any() {
        let old = r#"{"title":"Home","artist":""}"#;
        let metadata: Metadata = serde_json::from_str(old).unwrap();
        assert_eq!((metadata.cover, metadata.release.is_empty()), (None, true));
        assert_eq!(serde_json::to_string(&metadata).unwrap(), old);
    }
}
