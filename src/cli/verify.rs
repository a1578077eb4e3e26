//! `cowrite verify`: whether a ledger was changed, what a sound file discloses, and whether two files belong together.

use std::path::Path;

use studio::project::{Project, file};
use studio::provenance::{Contribution, Digest, Disclosure};
use studio::release;
use studio::text::Locale;
use studio::verify::{Evidence, Payload, Replay, Subject, Verdict, holds, read, replay};

use crate::credentials;
use crate::error::CliError;
use crate::files;
use crate::report::{Found, Report};
use crate::tags;

/// What was found, and why the file does not pass, where it does not.
pub struct Verified {
    /// What was found.
    pub report: Report,
    /// Why the file does not pass.
    pub failure: Option<CliError>,
}

/// A file as far as it can be verified.
enum Read {
    /// A project or evidence, with its project where the file holds one that opens.
    Ledger { evidence: Evidence, verdict: Verdict, project: Option<Box<Project>> },
    /// A sound file with the digest of the ledger it names.
    Sound(Option<Digest>),
}

/// Verifies a file, and whether it belongs to another.
pub fn verify(path: &Path, other: Option<&Path>) -> Result<Verified, CliError> {
    let (report, read, mut failure) = examine(path)?;
    let mut report = Report::default().with("file", path.display().to_string()).and(report);
    if let Some(second) = other {
        let (_, other, flawed) = examine(second)?;
        let relation = relation(&read, &other);
        let made_again = made_again(&read, &other);
        report = report.with("compared_with", second.display().to_string()).with("ledger_of_both", relation.words());
        if let Some(made) = made_again {
            report = report.with("song_made_again_from_acts", made);
        }
        let unrelated = || (relation == Relation::None).then(|| CliError::unrelated(path, second));
        failure = failure.or(flawed).or_else(unrelated);
    }
    Ok(Verified { report, failure })
}

fn examine(path: &Path) -> Result<(Report, Read, Option<CliError>), CliError> {
    let bytes = files::read(path)?;
    if let Some((format, disclosed)) = tags::read(&bytes) {
        let undisclosed = disclosed.contains_ai().is_none().then(|| CliError::undisclosed(path));
        let signed = credentials::examine(path, &bytes)?;
        let text = |text: Option<&str>| text.map_or(Found::Nothing, Found::from);
        let report = Report::default()
            .with("kind", "audio")
            .with("format", format)
            .with("contains_ai", text(disclosed.contains_ai()))
            .with("source_type", text(disclosed.source_type()))
            .with("contributions", text(disclosed.contributions()))
            .with("ledger_head", text(disclosed.ledger()));
        let (report, failure) = match signed {
            Some((credentials, flaw)) => (report.with("credentials", credentials), flaw.or(undisclosed)),
            None => (report.with("credentials", Found::Nothing), undisclosed),
        };
        let head = disclosed.ledger().and_then(|text| Digest::try_from(text.to_owned()).ok());
        return Ok((report, Read::Sound(head), failure));
    }
    let subject = read(&bytes).map_err(|error| CliError::verify(path, error))?;
    let verdict = Verdict::of(subject.evidence(), holds);
    let flaw = verdict.flaw().map(|flaw| CliError::verify(path, flaw.message().text(Locale::English)));
    let (kind, project, failure) = match &subject {
        Subject::Evidence(_) => ("evidence", None, flaw),
        Subject::Project(_) => match file::decode(&bytes) {
            Ok(project) => ("project", Some(Box::new(project)), flaw),
            Err(error) => ("project", None, flaw.or_else(|| Some(CliError::project(path, error)))),
        },
    };
    let report = ledger_report(Report::default().with("kind", kind), subject.evidence(), &verdict);
    let said = project.as_ref().map(|project| release::disclosure(project));
    let report = said.iter().fold(report, disclosure_report);
    let evidence = subject.evidence().clone();
    Ok((report, Read::Ledger { evidence, verdict, project }, failure))
}

fn ledger_report(report: Report, evidence: &Evidence, verdict: &Verdict) -> Report {
    let entries = evidence.entries.iter().zip(&verdict.entries).enumerate().map(|(place, (entry, found))| {
        let state = match found.payload {
            _ if !found.linked => "changed",
            Payload::Broken => "acts changed",
            Payload::Absent => "unchanged, acts not in this file",
            Payload::Holds => "unchanged with its acts",
        };
        let contribution = entry.contribution();
        let who = contribution.as_ref().map_or_else(|| "?".to_owned(), who);
        let asked = contribution.and_then(|contribution| contribution.prompt?.text);
        let row = Report::default().with("entry", place + 1).with("state", state).with("by", who);
        let row = asked.into_iter().fold(row, |row, asked| row.with("asked", asked));
        let key = |key: &[u8]| Digest::of(key).to_string().chars().take(12).collect::<String>();
        match (&entry.seal, found.seal) {
            (Some(seal), Some(holds)) => {
                row.with("signed_by_key", key(seal.key.bytes())).with("signature_holds", holds)
            }
            _ => row,
        }
    });
    let report = report
        .with("id", evidence.work.to_string())
        .with("ledger_head", verdict.head.to_string())
        .with("verified", verdict.flaw().is_none())
        .with("entries", entries.collect::<Found>())
        .with("entries_with_acts", verdict.with_acts())
        .with("signed_up_to_entry", verdict.signed().map_or(Found::Nothing, Found::from));
    match verdict.flaw() {
        Some(flaw) => report.with("problem", flaw.message().text(Locale::English)),
        None => report,
    }
}

fn who(contribution: &Contribution) -> String {
    let kind = format!("{:?}", contribution.contributor.kind()).to_lowercase();
    format!("{kind} {}", contribution.contributor.name()).trim_end().to_owned()
}

fn disclosure_report(report: Report, disclosure: &Disclosure) -> Report {
    report
        .with("contains_ai", disclosure.contains_ai().code())
        .with("source_type", disclosure.source_type().iri())
        .with("sentence", disclosure.sentence(Locale::English))
}

/// How two files stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// The ledgers end alike.
    Same,
    /// The one is the other's ledger as it was at this entry, counted from one.
    Earlier(usize),
    /// Neither.
    None,
}

impl Relation {
    fn words(self) -> String {
        match self {
            Self::Same => "the same".to_owned(),
            Self::Earlier(entry) => format!("the same up to entry {entry}, where one of the files ends"),
            Self::None => "not the same".to_owned(),
        }
    }
}

fn head(read: &Read) -> Option<Digest> {
    match read {
        Read::Ledger { verdict, .. } => Some(verdict.head),
        Read::Sound(head) => *head,
    }
}

fn relation(one: &Read, other: &Read) -> Relation {
    let (Some(one_head), Some(other_head)) = (head(one), head(other)) else { return Relation::None };
    if one_head == other_head {
        return Relation::Same;
    }
    let place = |read: &Read, head: Digest| match read {
        Read::Ledger { evidence, .. } => evidence.entries.iter().position(|entry| entry.digest == head),
        Read::Sound(_) => None,
    };
    let found = place(other, one_head).or_else(|| place(one, other_head));
    found.map_or(Relation::None, |place| Relation::Earlier(place + 1))
}

/// Whether the acts of one file make the song of the other, where one is evidence and the other a project.
fn made_again(one: &Read, other: &Read) -> Option<&'static str> {
    let (evidence, project) = match (one, other) {
        (Read::Ledger { project: Some(project), .. }, Read::Ledger { evidence, project: None, .. })
        | (Read::Ledger { evidence, project: None, .. }, Read::Ledger { project: Some(project), .. }) => {
            (evidence, project)
        }
        _ => return None,
    };
    Some(match replay(evidence, project) {
        Replay::Same => "yes, to the last note",
        Replay::Differs => "no, they make another song",
        Replay::Incomplete => "not tried: not every act is in the evidence",
    })
}
