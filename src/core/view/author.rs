//! Who made what is on screen.

use crate::project::Project;
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
    }
}
