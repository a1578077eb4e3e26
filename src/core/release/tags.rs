//! What a project's files say about themselves.

use crate::export::{AigcLabel, ExportSpec, ReleaseTags, TagCredit, TrackTags};
use crate::project::{Credit, Explicit, Project, ReleaseInfo, Role};
use crate::provenance::{ContributorKind, Disclosure};
use crate::release::disclosure;
use crate::time::Tick;

/// How many digits of a digest stand for a name that a service has not given.
const SHORT_DIGEST: usize = 32;

/// What a project's file says about itself, with the labels that are wanted and called for.
pub fn track_tags(project: &Project, spec: ExportSpec) -> TrackTags {
    let lines = project.lyrics.iter().filter(|line| !line.placeholder).map(|line| line.text.as_str());
    let disclosure = disclosure(project);
    TrackTags {
        title: project.metadata.title.clone(),
        artist: project.metadata.artist.clone(),
        software: concat!("Cowrite ", env!("CARGO_PKG_VERSION")).to_owned(),
        bpm: project.tempo.bpm_at(Tick::ZERO).get(),
        key: project.key.to_string(),
        lyrics: lines.collect::<Vec<_>>().join("\n"),
        release: release_tags(&project.metadata.release),
        aigc: spec.china.tag.then(|| aigc_label(project, &disclosure)).flatten(),
        disclosure,
        ledger_head: project.ledger.head().to_string(),
        made: project.ledger.entries().last().map_or(0, |entry| entry.contribution.ended),
    }
}

/// What is said of the release. A code that is none is not written: whoever reads it would look it up.
fn release_tags(info: &ReleaseInfo) -> ReleaseTags {
    let code = |code: Option<&str>| code.unwrap_or_default().to_owned();
    let credits = info.credits.iter().flat_map(|credit: &Credit| {
        credit.roles.iter().map(|role| TagCredit { role: role_code(*role).to_owned(), name: credit.name.clone() })
    });
    ReleaseTags {
        album: info.album.clone(),
        genre: info.genre.clone(),
        language: info.language.clone(),
        explicit: match info.explicit {
            Explicit::Unsaid => None,
            Explicit::Clean => Some(false),
            Explicit::Explicit => Some(true),
        },
        isrc: code(info.isrc().ok().flatten().as_ref().map(|code| code.as_str())),
        iswc: code(info.iswc().ok().flatten().as_ref().map(|code| code.as_str())),
        upc: code(info.upc().ok().flatten().as_ref().map(|code| code.as_str())),
        label: info.label.clone(),
        date: info.day().map_or_else(String::new, |_| info.date.trim().to_owned()),
        p_line: info.p_line.clone(),
        c_line: info.c_line.clone(),
        credits: credits.collect(),
    }
}

/// The role as DDEX writes it (set of contributor roles; there is no plain producer in it, and no maker of covers).
const fn role_code(role: Role) -> &'static str {
    match role {
        Role::MainArtist => "MainArtist",
        Role::FeaturedArtist => "FeaturedArtist",
        Role::Composer => "Composer",
        Role::Lyricist => "Lyricist",
        Role::Arranger => "Arranger",
        Role::LeadVocalist => "LeadVocalist",
        Role::BackgroundVocalist => "BackgroundVocalist",
        Role::Musician => "Musician",
        Role::Programmer => "Programmer",
        Role::Producer => "StudioProducer",
        Role::Remixer => "Remixer",
        Role::RecordingEngineer => "RecordingEngineer",
        Role::MixingEngineer => "MixingEngineer",
        Role::MasteringEngineer => "MasteringEngineer",
        Role::SoundDesigner => "SoundDesigner",
        Role::CoverArtist => "CoverArtist",
    }
}

/// The implicit label for China: the service whose model has the largest part of the first side in which one has any, and
/// what that service calls its work; where it calls it nothing, the digest of that work. Nothing where no model had a part.
fn aigc_label(project: &Project, disclosure: &Disclosure) -> Option<AigcLabel> {
    let mut shares = disclosure.aspects.iter().flat_map(|aspect| &aspect.shares);
    let share = shares.find(|share| share.kind == ContributorKind::Model)?;
    let of_model = |kind: ContributorKind, name: &str| kind == share.kind && name == share.name;
    let mut works = project.ledger.entries().iter().map(|entry| &entry.contribution);
    let work = works.find(|work| of_model(work.contributor.kind(), &work.contributor.name()));
    let Some(work) = work else { return Some(AigcLabel::new(&share.name, "")) };
    let named = work.prompt.as_ref().and_then(|prompt| prompt.reference.clone());
    let id = named.unwrap_or_else(|| work.payload.to_string().chars().take(SHORT_DIGEST).collect());
    Some(AigcLabel::new(work.contributor.provider(), &id))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::export::ChinaLabels;
    use crate::project::{LyricLine, ProjectId};
    use crate::provenance::{AuthorsId, Contributor, PromptRecord};
    use crate::time::TickRange;

    /// A project with one line by a model, or by a tool where it is none.
    fn project(model: bool) -> Project {
        let mut project = Project::empty(ProjectId(1));
        let by = if model {
            Contributor::Model { provider: "Example AI".to_owned(), model: "m-1".to_owned(), terms: String::new() }
        } else {
            Contributor::built_in_composer()
        };
        let prompt = PromptRecord { reference: Some("req 7".to_owned()), ..PromptRecord::with_text("a line", None) };
        let by = Rc::make_mut(&mut project.ledger).attribute(&by, Some(&prompt), 5_000).unwrap();
        let authors = Rc::make_mut(&mut project.authors).made_by(by);
        let range = TickRange::new(Tick(0), Tick(960));
        let line = LyricLine { range, text: "one".to_owned(), placeholder: false, notes: Vec::new(), authors };
        project.lyrics = Rc::new(vec![line]);
        project
    }

    fn wanted() -> ExportSpec {
        ExportSpec { china: ChinaLabels { tag: true, rhythm: true }, ..ExportSpec::default() }
    }

    #[test]
    fn the_label_names_the_service_and_what_it_calls_its_work() {
        let label = track_tags(&project(true), wanted()).aigc;
        assert_eq!(label, Some(AigcLabel::new("Example AI", "req 7")));
        assert_eq!(track_tags(&project(true), ExportSpec::default()).aigc, None);
        assert_eq!(track_tags(&project(false), wanted()).aigc, None);
    }

    #[test]
    fn what_is_said_of_the_release_is_in_the_tags_and_what_is_no_code_is_not() {
        let mut project = project(false);
        let credit =
            Credit { name: "Ada".to_owned(), roles: vec![Role::Composer, Role::Producer], ..Credit::default() };
        project.metadata.release = Rc::new(ReleaseInfo {
            album: "Trains".to_owned(),
            isrc: "us-rc1-76-07839".to_owned(),
            upc: "not a code".to_owned(),
            date: "2026-13-01".to_owned(),
            explicit: Explicit::Clean,
            credits: vec![credit],
            ..ReleaseInfo::default()
        });
        let tags = track_tags(&project, ExportSpec::default());
        let release = tags.release;
        assert_eq!((release.album.as_str(), release.isrc.as_str()), ("Trains", "USRC17607839"));
        assert_eq!((release.upc.as_str(), release.date.as_str(), release.explicit), ("", "", Some(false)));
        let credits: Vec<_> =
            release.credits.iter().map(|credit| (credit.role.as_str(), credit.name.as_str())).collect();
        assert_eq!(credits, [("Composer", "Ada"), ("StudioProducer", "Ada")]);
        assert_eq!(tags.made, 5_000);
    }

    #[test]
    fn placeholders_are_left_out() {
        let mut project = project(false);
        let line = |text: &str, placeholder| LyricLine {
            range: TickRange::default(),
            text: text.to_owned(),
            placeholder,
            notes: Vec::new(),
            authors: AuthorsId::default(),
        };
        project.lyrics = Rc::new(vec![line("la la", true), line("one", false), line("two", false)]);
        assert_eq!(track_tags(&project, ExportSpec::default()).lyrics, "one\ntwo");
    }
}
