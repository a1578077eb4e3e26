//! How content points at contributions: by a small index into a table of author sets.

use serde::{Deserialize, Serialize};

use crate::provenance::ContributionId;

/// The place of an author set in its project's [`AuthorTable`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthorsId(pub u16);

/// Every set of contributions that some content points at. Grows only, so that an id stays true through undo.
///
/// Set 0 is empty: content nobody has claimed, such as an empty project's master strip. The first id of a set made the
/// content, the others changed it, in that order; an edit adds an author and never erases one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthorTable {
    sets: Vec<Vec<ContributionId>>,
}

impl Default for AuthorTable {
    fn default() -> Self {
        Self { sets: vec![Vec::new()] }
    }
}

impl AuthorTable {
    /// The contributions behind an id, the maker first; nobody for an id that is not in the table.
    pub fn get(&self, id: AuthorsId) -> &[ContributionId] {
        self.sets.get(usize::from(id.0)).map_or(&[], Vec::as_slice)
    }

    /// Every set, in the order of their ids.
    pub fn sets(&self) -> &[Vec<ContributionId>] {
        &self.sets
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// Never true: the empty set is always there.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// The set of one maker.
    pub fn made_by(&mut self, maker: ContributionId) -> AuthorsId {
        self.intern(vec![maker])
    }

    /// The set `authors` with one more who changed the content; the same set where they are in it already.
    pub fn edited_by(&mut self, authors: AuthorsId, editor: ContributionId) -> AuthorsId {
        let mut set = self.get(authors).to_vec();
        if set.contains(&editor) {
            return authors;
        }
        set.push(editor);
        self.intern(set)
    }

    fn intern(&mut self, set: Vec<ContributionId>) -> AuthorsId {
        let index = self.sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        // 65,535 sets need more contributions than a ledger admits; the last set is the least wrong answer there.
        AuthorsId(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_adds_an_author_once_and_never_erases_the_maker() {
        let mut table = AuthorTable::default();
        let made = table.made_by(ContributionId(3));
        let edited = table.edited_by(made, ContributionId(5));
        assert_eq!(table.get(edited), [ContributionId(3), ContributionId(5)]);
        assert_eq!(table.edited_by(edited, ContributionId(5)), edited);
        assert_eq!(table.made_by(ContributionId(3)), made);
    }
}
