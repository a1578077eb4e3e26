//! Who made what is on screen.

use crate::edit::Command;
use crate::project::{Project, Track};
use crate::provenance::{AuthorsId, Contributor, ContributorKind};

/// The maker of some content, and whether somebody of another kind changed it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorMark {
    /// Who made it.
    pub maker: ContributorKind,
    /// Who changed it last, where they are of another kind.
    pub changed_by: Option<ContributorKind>,
}

fn contributors(project: &Project, authors: AuthorsId) -> impl Iterator<Item = &Contributor> {
    let ids = project.authors.get(authors).iter();
    ids.filter_map(|id| project.ledger.get(*id)).map(|contribution| &contribution.contributor)
}

/// Who made and changed some content; `None` where nobody has claimed it.
pub fn author_mark(project: &Project, authors: AuthorsId) -> Option<AuthorMark> {
    let maker = contributors(project, authors).next()?.kind();
    let changed_by = contributors(project, authors).map(Contributor::kind).filter(|kind| *kind != maker).last();
    Some(AuthorMark { maker, changed_by })
}

/// The contributors of some content, the maker first, each once.
pub fn author_names(project: &Project, authors: AuthorsId) -> Vec<&Contributor> {
    let mut found: Vec<&Contributor> = Vec::new();
    for contributor in contributors(project, authors) {
        if !found.contains(&contributor) {
            found.push(contributor);
        }
    }
    found
}

/// Everybody who made or changed anything, in the order of the ledger, each once.
pub fn contributors_of(project: &Project) -> Vec<&Contributor> {
    let mut found: Vec<&Contributor> = Vec::new();
    for entry in project.ledger.entries() {
        let contributor = &entry.contribution.contributor;
        if !found.contains(&contributor) {
            found.push(contributor);
        }
    }
    found
}

/// Whether a contributor made or changed some content.
pub fn is_by(project: &Project, authors: AuthorsId, contributor: &Contributor) -> bool {
    contributors(project, authors).any(|known| known == contributor)
}

/// The commands that lock every track on which a contributor has notes, clips or the instrument, or unlock them where all
/// are locked.
pub fn lock_tracks_of(project: &Project, contributor: &Contributor) -> Vec<Command> {
    let by = |authors| is_by(project, authors, contributor);
    let has = |track: &Track| {
        let notes = || track.patterns.iter().flat_map(|pattern| pattern.notes.iter().map(|note| note.authors));
        by(track.patch_authors) || track.clips.iter().any(|clip| by(clip.authors)) || notes().any(by)
    };
    let tracks: Vec<&Track> = project.tracks.iter().map(AsRef::as_ref).filter(|track| has(track)).collect();
    let locked = !tracks.iter().all(|track| track.locked);
    let changed = tracks.into_iter().filter(|track| track.locked != locked);
    changed.map(|track| Command::LockTrack { track: track.id, locked }).collect()
}

/// One contribution to some content, to be told in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// Who.
    pub contributor: &'a Contributor,
    /// What they were asked, where it is kept.
    pub prompt: Option<&'a str>,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    pub began: u64,
}

/// The most contributions that are told of some content.
const MOST_TOLD: usize = 4;

/// Who made and changed some content, when and asked for what: the maker first, then the latest.
pub fn tell_authors(project: &Project, authors: AuthorsId) -> Vec<Told<'_>> {
    let ids = project.authors.get(authors);
    let latest = ids.len().saturating_sub(MOST_TOLD - 1).max(1);
    let shown = ids.iter().take(1).chain(ids.iter().skip(latest));
    let told = shown.filter_map(|id| project.ledger.get(*id)).map(|contribution| Told {
        contributor: &contribution.contributor,
        prompt: contribution.prompt.as_ref().and_then(|prompt| prompt.text.as_deref()),
        began: contribution.began,
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::ProjectId;

    #[test]
    fn the_maker_stays_and_the_editor_is_told() {
        let mut project = Project::empty(ProjectId(1));
        let tool = Rc::make_mut(&mut project.ledger).attribute(&Contributor::built_in_composer(), None, 1).unwrap();
        let person = Contributor::Person { name: "Ada".to_owned() };
        let person = Rc::make_mut(&mut project.ledger).attribute(&person, None, 2).unwrap();
        let table = Rc::make_mut(&mut project.authors);
        let made = table.made_by(tool);
        let changed = table.edited_by(made, person);
        assert_eq!(author_mark(&project, AuthorsId::default()), None);
        let mark = author_mark(&project, made).unwrap();
        assert_eq!((mark.maker, mark.changed_by), (ContributorKind::Tool, None));
        let mark = author_mark(&project, changed).unwrap();
        assert_eq!((mark.maker, mark.changed_by), (ContributorKind::Tool, Some(ContributorKind::Person)));
        assert_eq!(author_names(&project, changed).len(), 2);
        let told: Vec<u64> = tell_authors(&project, changed).iter().map(|told| told.began).collect();
        assert_eq!(told, [1, 2]);
    }
}
