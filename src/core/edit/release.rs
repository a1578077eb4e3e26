//! Edits of what a release says: its metadata and credits, and a person's word on rights.

use std::rc::Rc;

use crate::edit::EditError;
use crate::edit::stamp::is_person;
use crate::project::check::{CheckError, check_info, is_text};
use crate::project::limits::{MAX_CLEARANCES, MAX_TEXT};
use crate::project::{Clearance, Project, ReleaseInfo};
use crate::provenance::ContributionId;

/// Sets what a person typed, without space around it. What was declared of rights stays: it has its own command.
pub fn set(project: &mut Project, release: &ReleaseInfo) -> Result<(), EditError> {
    let mut release = release.clone();
    release.clearances.clone_from(&project.metadata.release.clearances);
    for credit in &mut release.credits {
        credit.roles.sort_unstable();
        credit.roles.dedup();
        trim([&mut credit.name, &mut credit.isni, &mut credit.ipi]);
    }
    trim([
        &mut release.album,
        &mut release.genre,
        &mut release.language,
        &mut release.isrc,
        &mut release.iswc,
        &mut release.upc,
        &mut release.label,
        &mut release.date,
        &mut release.p_line,
        &mut release.c_line,
        &mut release.samples,
    ]);
    check_info(&release).map_err(unfit)?;
    project.metadata.release = Rc::new(release);
    Ok(())
}

/// Of a text that was typed: which bound it breaks, and not that another program broke it.
fn unfit(error: CheckError) -> EditError {
    match error {
        CheckError::Text { limit: MAX_TEXT, .. } => EditError::Text,
        CheckError::Text { .. } => EditError::Name,
        other => EditError::Unsound(other),
    }
}

fn trim<const N: usize>(texts: [&mut String; N]) {
    for text in texts {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            *text = trimmed.to_owned();
        }
    }
}

/// Records a person's word that material may be sold, in place of what was said of it before. A machine has no say.
pub fn clear(
    project: &mut Project,
    material: ContributionId,
    ground: &str,
    at: u64,
    by: ContributionId,
) -> Result<(), EditError> {
    let ground = ground.trim();
    if !is_text(ground, MAX_TEXT) || ground.is_empty() {
        return Err(EditError::Text);
    }
    if project.ledger.get(material).is_none() || !is_person(project, by) {
        return Err(EditError::NoSuchContribution);
    }
    let clearances = &mut Rc::make_mut(&mut project.metadata.release).clearances;
    clearances.retain(|known| known.material != material);
    if clearances.len() >= MAX_CLEARANCES {
        return Err(EditError::TooMany { what: "error-edit-many-clearances", limit: MAX_CLEARANCES });
    }
    clearances.push(Clearance { material, ground: ground.to_owned(), by, at });
    Ok(())
}

/// Takes a person's word on material back.
pub fn unclear(project: &mut Project, material: ContributionId) -> Result<(), EditError> {
    let clearances = &mut Rc::make_mut(&mut project.metadata.release).clearances;
    let before = clearances.len();
    clearances.retain(|known| known.material != material);
    if clearances.len() == before { Err(EditError::NoSuchContribution) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, Edit, History, JournalEntry};
    use crate::project::{Credit, Metadata, ProjectId, Role, file};
    use crate::provenance::Contributor;

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    fn run(history: &mut History, command: Command, by: Contributor) -> Result<JournalEntry, EditError> {
        history.run(Edit::new("step", vec![command], by, 7))
    }

    fn set_release(release: ReleaseInfo) -> Command {
        Command::SetRelease { release: Box::new(release) }
    }

    fn history() -> History {
        History::new(Project::empty(ProjectId(1)))
    }

    #[test]
    fn whatever_is_typed_is_kept_saved_and_undone() {
        let mut history = history();
        let credit = Credit {
            name: " Ada 🎹 ".to_owned(),
            roles: vec![Role::Lyricist, Role::Composer, Role::Lyricist],
            publishing: 12_000,
            ..Credit::default()
        };
        let release = ReleaseInfo {
            isrc: " not an ISRC ".to_owned(),
            album: "مرحبا".to_owned(),
            credits: vec![credit],
            ..ReleaseInfo::default()
        };
        run(&mut history, set_release(release), person()).unwrap();
        let kept = history.project().metadata.release.clone();
        assert_eq!((kept.isrc.as_str(), kept.album.as_str()), ("not an ISRC", "مرحبا"));
        assert_eq!(kept.credits[0].name, "Ada 🎹");
        assert_eq!(
            (&kept.credits[0].roles[..], kept.credits[0].publishing),
            (&[Role::Composer, Role::Lyricist][..], 12_000)
        );
        assert_eq!(file::decode(&file::encode(history.project())).unwrap(), **history.project());
        // A new title is no new release.
        let metadata = Metadata { title: "Home".to_owned(), ..Metadata::default() };
        run(&mut history, Command::SetMetadata { metadata }, person()).unwrap();
        assert_eq!(history.project().metadata.release, kept);
        history.undo(&person(), 8).unwrap();
        history.undo(&person(), 9).unwrap();
        assert!(history.project().metadata.release.is_empty());
    }

    #[test]
    fn what_is_out_of_bounds_is_refused() {
        let mut history = history();
        let long = ReleaseInfo { label: "x".repeat(121), ..ReleaseInfo::default() };
        assert_eq!(run(&mut history, set_release(long), person()), Err(EditError::Name));
        let many = ReleaseInfo { credits: vec![Credit::default(); 65], ..ReleaseInfo::default() };
        assert!(matches!(run(&mut history, set_release(many), person()), Err(EditError::Unsound(_))));
    }

    #[test]
    fn only_a_person_declares_material_free_and_it_is_on_record() {
        let mut history = history();
        run(&mut history, set_release(ReleaseInfo::default()), Contributor::built_in_composer()).unwrap();
        let material = ContributionId(0);
        let clear = |ground: &str| Command::ClearMaterial { material, ground: ground.to_owned(), at: 7 };
        assert_eq!(
            run(&mut history, clear("mine"), Contributor::built_in_composer()),
            Err(EditError::NoSuchContribution)
        );
        assert_eq!(run(&mut history, clear("  "), person()), Err(EditError::Text));
        run(&mut history, clear(" licence 12 "), person()).unwrap();
        let [clearance] = &history.project().metadata.release.clearances[..] else { panic!() };
        assert_eq!((clearance.ground.as_str(), clearance.by, clearance.at), ("licence 12", ContributionId(1), 7));
        let entry = &history.project().ledger.entries()[1].contribution;
        assert_eq!((entry.contributor.clone(), entry.acts), (person(), 1));
        // What is typed in the form leaves it alone.
        run(&mut history, set_release(ReleaseInfo::default()), person()).unwrap();
        assert_eq!(history.project().metadata.release.clearances.len(), 1);
        assert!(file::decode(&file::encode(history.project())).is_ok());
        run(&mut history, Command::UnclearMaterial { material }, person()).unwrap();
        assert_eq!(
            run(&mut history, Command::UnclearMaterial { material }, person()),
            Err(EditError::NoSuchContribution)
        );
    }
}
