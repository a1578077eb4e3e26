//! Edits of the list of recordings and pictures.

use std::rc::Rc;

use crate::edit::EditError;
use crate::edit::apply::checked_name;
use crate::edit::stamp::{changed, made};
use crate::project::check::{CheckError, is_sound};
use crate::project::limits::MAX_ASSETS;
use crate::project::{AssetKind, AssetRef, Project};
use crate::provenance::{AuthorsId, ContributionId};

/// Lists an asset as the sender's work, whatever authors it brings along. Of bytes that are listed already it is known
/// who made them; whoever brings them again as another's joins, so that nobody is left out.
pub fn add(project: &mut Project, asset: &AssetRef, by: ContributionId) -> Result<(), EditError> {
    let name = checked_name(&asset.name)?;
    let media_type = checked_name(&asset.media_type)?;
    if !is_sound(asset) {
        return Err(EditError::Unsound(CheckError::Asset { name }));
    }
    if let Some(place) = project.assets.iter().position(|known| known.digest == asset.digest) {
        let known = project.assets[place].clone();
        let authors = changed(project, known.authors, by);
        let kind = with_voice(known.kind, asset);
        Rc::make_mut(&mut project.assets)[place] = AssetRef { authors, kind, ..known };
        return Ok(());
    }
    if project.assets.len() >= MAX_ASSETS {
        return Err(EditError::TooMany { what: "error-edit-many-assets", limit: MAX_ASSETS });
    }
    let authors = made(project, AuthorsId::default(), by);
    Rc::make_mut(&mut project.assets).push(AssetRef { name, media_type, authors, ..asset.clone() });
    Ok(())
}

/// A voice and words that somebody said are in a recording are not taken out of it again.
fn with_voice(kind: AssetKind, more: &AssetRef) -> AssetKind {
    match kind {
        AssetKind::Audio { frames, rate, channels, words, voice } => {
            let (words, voice) = (words || more.has_words(), voice || more.has_voice());
            AssetKind::Audio { frames, rate, channels, words, voice }
        }
        image @ AssetKind::Image { .. } => image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, NewTrack, apply};
    use crate::pcm::{Decibels, Pan};
    use crate::project::{AudioClip, Clip, ClipContent, Metadata, ProjectId, TrackRole};
    use crate::provenance::{Contributor, Digest};
    use crate::sound::{Patch, PatchKind};
    use crate::time::{Tick, TickRange};

    fn asset(words: bool) -> AssetRef {
        AssetRef {
            digest: Digest::of(b"song"),
            name: " song.mp3 ".to_owned(),
            media_type: "audio/mpeg".to_owned(),
            bytes: 4,
            kind: AssetKind::Audio { frames: 96_000, rate: 48_000, channels: 2, words, voice: false },
            authors: AuthorsId(9),
        }
    }

    fn project() -> (Project, ContributionId, ContributionId) {
        let mut project = Project::empty(ProjectId(1));
        let ledger = Rc::make_mut(&mut project.ledger);
        let tool = ledger.attribute(&Contributor::built_in_composer(), None, 0).unwrap();
        let person = ledger.attribute(&Contributor::Person { name: "Ada".to_owned() }, None, 1).unwrap();
        (project, tool, person)
    }

    #[test]
    fn an_asset_is_its_senders_whatever_it_claims_and_a_second_sender_joins() {
        let (mut project, tool, person) = project();
        add(&mut project, &asset(true), tool).unwrap();
        assert_eq!(project.authors.get(project.assets[0].authors), [tool]);
        assert_eq!(project.assets[0].name, "song.mp3");
        add(&mut project, &asset(false), person).unwrap();
        assert_eq!(project.assets.len(), 1);
        assert_eq!(project.authors.get(project.assets[0].authors), [tool, person]);
        assert!(project.assets[0].has_words() && project.assets[0].has_voice());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let (mut project, tool, _) = project();
        let endless =
            AssetKind::Audio { frames: 48_000 * 1_201, rate: 48_000, channels: 2, words: false, voice: false };
        for broken in [AssetRef { kind: endless, ..asset(false) }, AssetRef { bytes: 0, ..asset(false) }] {
            assert!(matches!(add(&mut project, &broken, tool), Err(EditError::Unsound(_))));
        }
    }

    #[test]
    fn only_a_picture_that_is_listed_goes_on_the_cover_and_a_new_title_leaves_it_there() {
        let (mut project, tool, person) = project();
        let kind = AssetKind::Image { width: 3000, height: 3000 };
        let picture = AssetRef { digest: Digest::of(b"picture"), kind, ..asset(false) };
        let cover = Command::SetCover { cover: Some(picture.digest) };
        let refused = Err(EditError::Unsound(CheckError::Cover));
        assert_eq!(apply(&mut project.clone(), &cover, person), refused);
        add(&mut project, &asset(false), person).unwrap();
        let sound = Command::SetCover { cover: Some(Digest::of(b"song")) };
        assert_eq!(apply(&mut project.clone(), &sound, person), refused);
        add(&mut project, &picture, tool).unwrap();
        apply(&mut project, &cover, tool).unwrap();
        let metadata = Metadata { title: "Home".to_owned(), ..Metadata::default() };
        apply(&mut project, &Command::SetMetadata { metadata }, person).unwrap();
        assert_eq!(project.cover().map(|cover| cover.digest), Some(picture.digest));
        assert_eq!(crate::project::check::check(&project), Ok(()));
        let mut lost = project.clone();
        lost.metadata.cover = Some(Digest::of(b"song"));
        assert_eq!(crate::project::check::check(&lost), Err(CheckError::Cover));
        apply(&mut project, &Command::SetCover { cover: None }, person).unwrap();
        assert!(project.cover().is_none() && project.assets.len() == 2);
    }

    #[test]
    fn a_clip_of_a_recording_is_cut_like_any_other() {
        let (mut project, tool, person) = project();
        let (track, id) = (project.ids.track(), project.ids.clip());
        let new = NewTrack {
            id: track,
            name: "Song".to_owned(),
            role: TrackRole::Audio,
            colour: 0,
            patch: Patch::new(PatchKind::Fm),
            gain: Decibels(0.0),
            pan: Pan(0.0),
            inserts: Vec::new(),
            sends: Vec::new(),
        };
        let content = ClipContent::Audio(AudioClip::whole(Digest::of(b"song")));
        let authors = AuthorsId::default();
        let clip = Clip { id, content, at: Tick::ZERO, length: Tick(3840), offset: Tick::ZERO, authors };
        let place = Command::AddClip { track, clip };
        apply(&mut project, &Command::AddTrack { index: 0, track: new }, tool).unwrap();
        assert_eq!(apply(&mut project, &place, tool), Err(EditError::NoSuchRecording));
        apply(&mut project, &Command::AddAsset { asset: asset(false) }, tool).unwrap();
        apply(&mut project, &place, tool).unwrap();
        let range = TickRange::new(Tick(960), Tick(1920));
        apply(&mut project, &Command::ClearRange { track, range }, person).unwrap();
        let clips = &project.tracks[0].clips;
        assert_eq!((clips[0].range(), clips[0].audio().unwrap().offset), (TickRange::new(Tick(0), Tick(960)), 0));
        // 1,920 ticks at 120 beats a minute are a second.
        let rest = (clips[1].range(), clips[1].audio().unwrap().offset);
        assert_eq!(rest, (TickRange::new(Tick(1920), Tick(3840)), 48_000));
        assert_eq!(crate::project::check::check(&project), Ok(()));
    }
}
