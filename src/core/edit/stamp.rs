//! Who made it: the author sets that an edit leaves on content.
//!
//! What is new is made by its sender. What is changed keeps its authors, and the sender joins them. A copy keeps the
//! authors of what it copies, for copying makes nobody an author: content that a command carries with an author id
//! other than zero is such a copy.

use std::rc::Rc;

use crate::project::Project;
use crate::provenance::{AuthorsId, ContributionId, ContributorKind};

/// The authors of something new, which is a copy where it brings authors along.
pub fn made(project: &mut Project, carried: AuthorsId, by: ContributionId) -> AuthorsId {
    if carried != AuthorsId::default() && !project.authors.get(carried).is_empty() {
        return carried;
    }
    Rc::make_mut(&mut project.authors).made_by(by)
}

/// The authors of something changed. An editor whose contributor already is among them, and was asked the same, does
/// not join again.
pub fn changed(project: &mut Project, authors: AuthorsId, by: ContributionId) -> AuthorsId {
    let editor = project.ledger.get(by);
    let known = project.authors.get(authors).iter().any(|author| {
        let author = project.ledger.get(*author);
        author
            .zip(editor)
            .is_some_and(|(author, editor)| author.contributor == editor.contributor && author.prompt == editor.prompt)
    });
    if known { authors } else { Rc::make_mut(&mut project.authors).edited_by(authors, by) }
}

/// Whether a contribution is a person's. A person who replaces a chord or a line changes what was there; a co-writer
/// who replaces it starts anew, and must not hide behind the person's name.
pub fn is_person(project: &Project, by: ContributionId) -> bool {
    project.ledger.get(by).is_some_and(|contribution| contribution.contributor.kind() == ContributorKind::Person)
}
