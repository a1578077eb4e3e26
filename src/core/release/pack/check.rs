//! What is missing from a finished pack, or is not what it says it is. The pack may come from anybody.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::archive::reader::{Bounds, Entry, ReadError, entries};
use crate::bundle::Assets;
use crate::interchange::{ScoreFile, Sheet};
use crate::project::limits::MAX_FILE_BYTES;
use crate::project::{Project, file};
use crate::provenance::{ContributorKind, Disclosure};
use crate::release::disclosure;
use crate::release::gate;
use crate::release::gate::NotForSale;
use crate::release::pack::contents::{CONTENTS, Contents, FORM, INDEX, SUMS};
use crate::release::pack::{Desk, LeftOut, Maker, Paper, Plan, paper, plan};
use crate::text::markup::escaped;
use crate::text::{Locale, Message};
use crate::verify::{Evidence, Subject, Verdict, holds, read};

/// Packs are not small, but bounded.
const BOUNDS: Bounds = Bounds { entries: 1_000, bytes: 4 << 30 };
/// The most bytes of the contents and of the sums.
const MOST_TEXT: usize = 1 << 20;
/// The most bytes of a paper: scores of long songs are the largest.
const MOST_PAPER: usize = 64 << 20;
/// Where the facts of a pack lie.
const PROJECT: &str = "evidence/project.cowrite";
const EVIDENCE: &str = "evidence/evidence.json";
const DATA: &str = "disclosure/ai-disclosure.json";

/// Something wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The archive is no release pack.
    Other,
    /// A file that belongs in it is not there.
    Missing(String),
    /// A file is not what its sum says.
    Changed(String),
    /// A file has no sum.
    Unlisted(String),
    /// A file cannot be read, and why.
    Unreadable(String, String),
    /// The evidence is that of another ledger.
    Ledger,
    /// The evidence does not hold, and why.
    Evidence(String),
    /// A file says another disclosure than the project does.
    Disclosure(String),
    /// A paper is not what the project says.
    Paper(String),
    /// A paper leaves a trained model out: its file and the model's name.
    Model(String, String),
    /// It is for sale and may not be.
    NotForSale(NotForSale),
    /// The evidence does not hold a person's declaration on material, by the material's name.
    Declaration(String),
}

impl Flaw {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Other => Message::new("check-other"),
            Self::Missing(file) => Message::new("check-missing").with("file", file),
            Self::Changed(file) => Message::new("check-changed").with("file", file),
            Self::Unlisted(file) => Message::new("check-unlisted").with("file", file),
            Self::Unreadable(file, reason) => {
                Message::new("check-unreadable").with("file", file).with("reason", reason)
            }
            Self::Ledger => Message::new("check-ledger"),
            Self::Evidence(detail) => Message::new("check-evidence").with("detail", detail),
            Self::Disclosure(file) => Message::new("check-disclosure").with("file", file),
            Self::Paper(file) => Message::new("check-paper").with("file", file),
            Self::Model(file, name) => Message::new("check-model").with("file", file).with("name", name),
            Self::NotForSale(refused) => refused.message(),
            Self::Declaration(name) => Message::new("check-declaration").with("name", name),
        }
    }
}

/// What was found in a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files it holds.
    pub files: usize,
    /// What is wrong with it; a sound pack has nothing here.
    pub flaws: Vec<Flaw>,
    /// What it says that it does not hold.
    pub left_out: Vec<LeftOut>,
}

/// Checks a pack: every file that its project and its choices call for is there, every sum holds, the evidence verifies and
/// is that of the project, every paper says what the project and its ledger say, and what is for sale may be sold.
///
/// # Errors
/// [`ReadError`] for what is no archive that can be read.
pub fn check(bytes: &[u8]) -> Result<Checked, ReadError> {
    let entries = entries(bytes, BOUNDS)?;
    let mut checked = Checked { files: entries.len(), ..Checked::default() };
    let Some(contents) = text(&entries, CONTENTS).and_then(|text| serde_json::from_slice::<Contents>(&text).ok())
    else {
        checked.flaws.push(Flaw::Other);
        return Ok(checked);
    };
    if contents.cowrite_release_pack != FORM {
        checked.flaws.push(Flaw::Other);
        return Ok(checked);
    }
    checked.flaws.extend(sums(&entries));
    checked.flaws.extend(facts(&entries, &contents));
    for fixed in [INDEX, SUMS] {
        if !has(&entries, fixed) {
            checked.flaws.push(Flaw::Missing(fixed.to_owned()));
        }
    }
    checked.left_out = contents.left_out;
    Ok(checked)
}

fn has(entries: &[Entry<'_>], name: &str) -> bool {
    entries.iter().any(|entry| entry.name == name)
}

/// A small file of the pack.
fn text(entries: &[Entry<'_>], name: &str) -> Option<Vec<u8>> {
    let entry = entries.iter().find(|entry| entry.name == name && entry.length() <= MOST_TEXT)?;
    entry.content().ok().map(|content| content.into_owned())
}

/// Whether every file is what its sum says, and none has no sum.
fn sums(entries: &[Entry<'_>]) -> Vec<Flaw> {
    let listed = text(entries, SUMS).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let known: Vec<(&str, &str)> = listed.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut flaws = Vec::new();
    for entry in entries.iter().filter(|entry| entry.name != SUMS) {
        let Some((sum, _)) = known.iter().find(|(_, name)| *name == entry.name) else {
            flaws.push(Flaw::Unlisted(entry.name.clone()));
            continue;
        };
        match entry.content() {
            Ok(content) if HEXLOWER.encode(&Sha256::digest(&content)) == *sum => {}
            Ok(_) => flaws.push(Flaw::Changed(entry.name.clone())),
            Err(error) => flaws.push(Flaw::Unreadable(entry.name.clone(), error.to_string())),
        }
    }
    let missing = known.iter().filter(|(_, name)| !has(entries, name));
    flaws.extend(missing.map(|(_, name)| Flaw::Missing((*name).to_owned())));
    flaws
}

/// Whether everything is there that the project calls for, and says what its ledger says.
fn facts(entries: &[Entry<'_>], contents: &Contents) -> Vec<Flaw> {
    let project = match project(entries) {
        Ok(project) => project,
        Err(flaw) => return vec![flaw],
    };
    let mut flaws = Vec::new();
    flaws.extend(gate::open(&project, contents.choices.purpose).err().map(Flaw::NotForSale));
    let without_cover = contents.left_out.contains(&LeftOut::Cover);
    let plan = plan::contents(&project, &contents.choices);
    for entry in &plan.entries {
        let excused = entry.maker == Maker::Cover && without_cover;
        if !excused && !has(entries, &entry.path) {
            flaws.push(Flaw::Missing(entry.path.clone()));
        }
    }
    flaws.extend(evidence(entries, &project));
    if !text(entries, DATA).is_some_and(|data| says(&data, &disclosure(&project), &project)) {
        flaws.push(Flaw::Disclosure(DATA.to_owned()));
    }
    flaws.extend(papers(entries, contents, &project, &plan));
    flaws
}

/// Papers that say something else than the project. What this very version wrote is written again and compared; what
/// another did, whose words and rules may be others, must name every model where it answers for them.
fn papers(entries: &[Entry<'_>], contents: &Contents, project: &Project, plan: &Plan) -> Vec<Flaw> {
    let recordings = Assets::new();
    let desk = Desk::new(project, plan, &[], &recordings, contents.language);
    let same_version = contents.software == Sheet::software();
    let models = desk.facts.model_names();
    let mut flaws = Vec::new();
    for planned in &plan.entries {
        let (Maker::Paper(kind), path) = (&planned.maker, &planned.path) else { continue };
        // Evidence and project are what others are held to, and have their own checks; the recordings that DAWproject
        // carries are not at hand here.
        let held = matches!(kind, Paper::Evidence | Paper::Project | Paper::DisclosureData);
        if held || *kind == Paper::Score(ScoreFile::DawProject) {
            continue;
        }
        let Some(found) = entries.iter().find(|entry| entry.name == *path && entry.length() <= MOST_PAPER) else {
            continue;
        };
        let Ok(found) = found.content() else { continue };
        if same_version && *found != *paper(&desk, *kind) {
            flaws.push(Flaw::Paper(path.clone()));
        }
        if matches!(kind, Paper::Answers(_) | Paper::Ern | Paper::Disclosure(_)) {
            let found = String::from_utf8_lossy(&found);
            let left_out = models.iter().find(|name| !found.contains(&escaped(name)));
            flaws.extend(left_out.map(|name| Flaw::Model(path.clone(), (*name).to_owned())));
        }
    }
    flaws
}

fn project(entries: &[Entry<'_>]) -> Result<Project, Flaw> {
    let entry = entries.iter().find(|entry| entry.name == PROJECT);
    let entry = entry.ok_or_else(|| Flaw::Missing(PROJECT.to_owned()))?;
    let unreadable = |reason: String| Flaw::Unreadable(PROJECT.to_owned(), reason);
    if entry.length() > MAX_FILE_BYTES {
        return Err(unreadable(ReadError::TooLarge.to_string()));
    }
    let content = entry.content().map_err(|error| unreadable(error.to_string()))?;
    file::decode(&content).map_err(|error| unreadable(error.to_string()))
}

fn evidence(entries: &[Entry<'_>], project: &Project) -> Option<Flaw> {
    let entry = entries.iter().find(|entry| entry.name == EVIDENCE)?;
    let content = entry.content().ok()?;
    let evidence = match read(&content) {
        Ok(Subject::Evidence(evidence)) => evidence,
        Ok(_) => return Some(Flaw::Evidence(Flaw::Other.message().print(Locale::English))),
        Err(error) => return Some(Flaw::Evidence(error.to_string())),
    };
    let verdict = Verdict::of(&evidence, holds);
    if let Some(flaw) = verdict.flaw() {
        return Some(Flaw::Evidence(flaw.message().text(Locale::English)));
    }
    let heads = (evidence.entries.last().map(|entry| entry.digest), project.ledger.entries().len());
    if let Some(material) = undeclared(&evidence, project) {
        return Some(Flaw::Declaration(material));
    }
    let same = heads.0.unwrap_or_default() == project.ledger.head() && heads.1 == evidence.entries.len();
    (!same || evidence.work != project.id).then_some(Flaw::Ledger)
}

/// The material that the project says a person has declared free, where the evidence knows nothing of it.
fn undeclared(evidence: &Evidence, project: &Project) -> Option<String> {
    let clearances = &project.metadata.release.clearances;
    let unknown = clearances.iter().find(|clearance| {
        let by_person =
            project.ledger.get(clearance.by).is_some_and(|by| by.contributor.kind() == ContributorKind::Person);
        !by_person || evidence.declares(clearance.by, clearance.material, &clearance.ground) == Some(false)
    })?;
    Some(project.ledger.get(unknown.material).map(|brought| brought.contributor.name()).unwrap_or_default())
}

/// Whether the disclosure for machines says what the project's ledger does.
fn says(data: &[u8], disclosure: &Disclosure, project: &Project) -> bool {
    let Ok(said) = serde_json::from_slice::<serde_json::Value>(data) else { return false };
    let contributions = serde_json::from_str::<serde_json::Value>(&disclosure.json()).unwrap_or_default();
    said["AI_DISCLOSURE"] == disclosure.contains_ai().code()
        && said["DigitalSourceType"] == disclosure.source_type().iri()
        && said["AI_CONTRIBUTIONS"] == contributions
        && said["COWRITE_LEDGER"] == project.ledger.head().to_string()
        && said["sentence"]["en"] == disclosure.sentence(Locale::English)
}
