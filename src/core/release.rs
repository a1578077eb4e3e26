//! From the project to a file that can be published: what is rendered, what the file says, what it is called.

pub mod check;
mod cover;
pub mod credentials;
pub mod ern;
pub mod facts;
pub mod forms;
pub mod gate;
pub mod pack;
pub mod press;
pub mod report;
pub mod rights;
pub mod rules;
mod stems;
mod tags;

pub use cover::{cover_brief, drawn_variant};

use crate::bounce::Song;
use crate::compile;
use crate::export::{ExportJob, ExportScope, ExportSpec};
use crate::project::{Project, evidence};
use crate::provenance::{Aspect, AspectShares, Disclosure, Share};

/// The most bytes of a file's name before its ending.
const LONGEST_NAME: usize = 80;

/// Everything that is needed to make a file of a project.
pub fn export_job(project: &Project, spec: ExportSpec) -> ExportJob {
    let song = Song { messages: compile::all(project), end: project.end() };
    let stems = match spec.scope {
        ExportScope::Song => Vec::new(),
        ExportScope::Stems => stems::stems(project, &song.messages, spec),
    };
    ExportJob { spec, song, tags: tags::track_tags(project, spec), stems, window: None }
}

/// The name of a project's file: its title as far as every system's file names allow, or `untitled`.
pub fn file_name(project: &Project, spec: ExportSpec) -> String {
    let what = match spec.scope {
        ExportScope::Song => "",
        ExportScope::Stems => " - stems",
    };
    format!("{}{what}{}", file_stem(&project.metadata.title), spec.extension())
}

/// What a file of the project discloses. A project without a chosen cover is published with the one that the studio draws
/// of it, which is the work of a rule-based tool and of nobody else.
pub fn disclosure(project: &Project) -> Disclosure {
    let mut disclosure = evidence::disclosure(project);
    if project.cover().is_none() && !project.is_blank() {
        let by = crate::cover::contributor();
        let share = Share { kind: by.kind(), name: by.name(), share: 1.0, only_edited: false };
        disclosure.aspects.push(AspectShares { aspect: Aspect::Artwork, shares: vec![share] });
    }
    disclosure
}

/// A title as the name of a file, without an ending. Letters and digits of every script stay.
pub fn file_stem(title: &str) -> String {
    let kept =
        |character: char| if character.is_alphanumeric() || "-_()'&+,!".contains(character) { character } else { ' ' };
    let mut stem = String::new();
    for word in title.chars().map(kept).collect::<String>().split_whitespace() {
        for character in (!stem.is_empty()).then_some(' ').into_iter().chain(word.chars()) {
            if stem.len() + character.len_utf8() > LONGEST_NAME {
                return named(stem.trim_end());
            }
            stem.push(character);
        }
    }
    named(&stem)
}

/// The stem, unless there is nothing of it or Windows keeps the name for a device.
fn named(stem: &str) -> String {
    let upper = stem.to_ascii_uppercase();
    let numbered = |device: &str| upper.strip_prefix(device).is_some_and(|rest| rest.len() == 1);
    let device = matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT");
    match stem {
        "" => "untitled".to_owned(),
        _ if device => format!("{stem} song"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ChordSpan, ProjectId};
    use crate::provenance::{AuthorsId, ContributorKind};
    use crate::time::{Tick, TickRange};

    #[test]
    fn every_title_makes_a_file_name() {
        for (title, name) in [
            ("The Last Train Home", "The Last Train Home"),
            ("  ../../etc/passwd\0", "etc passwd"),
            ("最后一班电车 🚃", "最后一班电车"),
            ("a<b>:\"c|?*", "a b c"),
            ("...", "untitled"),
            ("", "untitled"),
            ("con", "con song"),
            ("LPT1", "LPT1 song"),
        ] {
            assert_eq!(file_stem(title), name);
        }
        assert!(file_stem(&"长".repeat(10_000)).len() <= LONGEST_NAME);
    }

    #[test]
    fn a_file_without_a_chosen_cover_says_that_a_tool_drew_it() {
        let mut project = Project::empty(ProjectId(1));
        assert!(disclosure(&project).aspects.is_empty());
        project.chords = Rc::new(vec![ChordSpan {
            range: TickRange::new(Tick(0), Tick(960)),
            chord: "C".parse().unwrap(),
            authors: AuthorsId::default(),
        }]);
        let said = export_job(&project, ExportSpec::default()).tags.disclosure;
        assert_eq!(said, disclosure(&project));
        let [artwork] = &said.aspects[..] else { panic!("{said:?}") };
        assert_eq!((artwork.aspect, artwork.shares[0].kind), (Aspect::Artwork, ContributorKind::Tool));
        assert!(said.json().contains(r#""aspect":"artwork""#) && said.json().contains("Cowrite cover"));
    }

    #[test]
    fn a_job_says_what_the_project_is() {
        let mut project = Project::empty(ProjectId(1));
        project.metadata.title = "Home".to_owned();
        let job = export_job(&project, ExportSpec::default());
        assert_eq!((job.tags.title.as_str(), job.tags.lyrics.as_str()), ("Home", ""));
        assert_eq!((job.tags.bpm, job.tags.key.as_str()), (120.0, "C"));
        assert_eq!(job.tags.ledger_head, project.ledger.head().to_string());
        assert_eq!(job.song.end, project.end());
        assert_eq!(file_name(&project, ExportSpec::default()), "Home.wav");
        let stems = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::default() };
        assert_eq!(file_name(&project, stems), "Home - stems.zip");
        assert_eq!(export_job(&project, stems).stems, []);
    }
}
