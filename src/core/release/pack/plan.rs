//! What lies in a pack, and what does not and why.

use serde::{Deserialize, Serialize};

use crate::export::{ExportFormat, FileKind};
use crate::interchange::{ScoreFile, Sheet};
use crate::project::Project;
use crate::release::gate;
use crate::release::gate::{NotForSale, Purpose};
use crate::release::pack::versions::{self, Parting};
use crate::release::pack::{Licence, Version};
use crate::release::{disclosure, file_stem};
use crate::text::{Locale, Message};

/// The folder of the masters.
pub const MASTERS: &str = "master/";

/// What was chosen for a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The formats of the master, the first of which all other sound has as well; at least one.
    pub masters: Vec<ExportFormat>,
    /// Frames a second.
    pub sample_rate: u32,
    /// Whether every track has a file of its own.
    pub stems: bool,
    /// What it is made for.
    pub purpose: Purpose,
}

impl Default for Choices {
    fn default() -> Self {
        let masters = [FileKind::Wav, FileKind::Flac, FileKind::Mp3].map(ExportFormat::usual).to_vec();
        Self { masters, sample_rate: 48_000, stems: true, purpose: Purpose::Sale }
    }
}

/// Who makes an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Maker {
    /// The exporter.
    Sound {
        /// Which version of the song.
        version: Version,
        /// The format.
        format: ExportFormat,
    },
    /// Whoever keeps or draws the picture on the cover.
    Cover,
    /// [`paper`](super::paper).
    Paper(Paper),
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// The song in notes or in timed words.
    Score(ScoreFile),
    /// The words.
    Words,
    /// A cue sheet of the master.
    CueSheet,
    /// The splits as a table.
    SplitTable,
    /// The splits, to be signed.
    SplitSheet,
    /// Who is credited.
    Credits,
    /// What models and imports brought, and by which right it is used.
    Material,
    /// What platforms, laws and offices ask, answered.
    Answers(Locale),
    /// The DDEX message.
    Ern,
    /// The disclosure for people.
    Disclosure(Locale),
    /// The disclosure for machines.
    DisclosureData,
    /// A template of a licence.
    Licence(Licence),
    /// The ledger with the acts that it covers.
    Evidence,
    /// The page that verifies it.
    Verifier,
    /// The project file.
    Project,
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the archive.
    pub path: String,
    /// Who makes it.
    pub maker: Maker,
}

/// What a pack could hold and does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftOut {
    /// No version without voices: there are none.
    Instrumental,
    /// No version without voices: they cannot be parted from the instruments.
    InstrumentalOfOneRecording,
    /// No version of voices alone.
    ACappella,
    /// No edit of so many seconds: the song is no longer.
    Edit(u32),
    /// Stems were not chosen.
    Stems,
    /// A score file that would be empty.
    Score(ScoreFile),
    /// The cover is not at hand.
    Cover,
    /// These recordings are not at hand and are silent, by their names.
    Recordings(String),
}

impl LeftOut {
    /// What is said of it.
    pub fn words(&self, locale: Locale) -> String {
        let message = match self {
            Self::Instrumental => Message::new("pack-left-instrumental"),
            Self::InstrumentalOfOneRecording => Message::new("pack-left-instrumental-all"),
            Self::ACappella => Message::new("pack-left-a-cappella"),
            Self::Edit(seconds) => Message::new("pack-left-edit").with("seconds", seconds),
            Self::Stems => Message::new("pack-left-stems"),
            Self::Score(kind) => Message::new("pack-left-scores").with("name", kind.name()),
            Self::Cover => Message::new("pack-left-cover"),
            Self::Recordings(names) => Message::new("pack-left-recordings").with("names", names),
        };
        message.print(locale)
    }
}

/// What lies in a pack, in the order in which it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its files, but for those that [`closing`](super::closing) adds.
    pub entries: Vec<Entry>,
    /// What it does not hold.
    pub left_out: Vec<LeftOut>,
}

/// What a pack of a project holds. Whoever makes a pack has its plan from here, and so passes the rights gate.
///
/// # Errors
/// [`NotForSale`] where the pack is for sale and material in the song stands in the way.
pub fn plan(project: &Project, choices: &Choices) -> Result<Plan, NotForSale> {
    gate::open(project, choices.purpose)?;
    Ok(contents(project, choices))
}

/// What a pack of a project holds, whether or not it may be made.
pub(super) fn contents(project: &Project, choices: &Choices) -> Plan {
    let mut plan = Plan { entries: Vec::new(), left_out: Vec::new() };
    let title = file_stem(&project.metadata.title);
    sounds(project, choices, &title, &mut plan);
    let sheet = Sheet::new(project, disclosure(project));
    for kind in ScoreFile::ALL {
        if kind.has_something(&sheet) {
            let folder = if kind.is_words() { "lyrics" } else { "score" };
            plan.add(format!("{folder}/{title}{}", kind.extension()), Paper::Score(kind));
        } else {
            plan.left_out.push(LeftOut::Score(kind));
        }
    }
    if !sheet.lines.is_empty() {
        plan.add(format!("lyrics/{title}.txt"), Paper::Words);
    }
    plan.add(format!("{MASTERS}{title}.cue"), Paper::CueSheet);
    plan.entries.push(Entry { path: "cover/cover".to_owned() + cover_ending(project), maker: Maker::Cover });
    plan.add("rights/splits.csv".to_owned(), Paper::SplitTable);
    plan.add("rights/splits.html".to_owned(), Paper::SplitSheet);
    plan.add("rights/credits.html".to_owned(), Paper::Credits);
    plan.add("rights/material.html".to_owned(), Paper::Material);
    for licence in Licence::ALL {
        plan.add(format!("licences/{}.html", licence.file_name()), Paper::Licence(licence));
    }
    plan.add("disclosure/disclosure.en.html".to_owned(), Paper::Disclosure(Locale::English));
    plan.add("disclosure/disclosure.zh-CN.html".to_owned(), Paper::Disclosure(Locale::SimplifiedChinese));
    plan.add("disclosure/ai-disclosure.json".to_owned(), Paper::DisclosureData);
    plan.add("disclosure/platform-answers.en.html".to_owned(), Paper::Answers(Locale::English));
    plan.add("disclosure/platform-answers.zh-CN.html".to_owned(), Paper::Answers(Locale::SimplifiedChinese));
    plan.add("disclosure/ern-4.3.2-draft.xml".to_owned(), Paper::Ern);
    plan.add("evidence/evidence.json".to_owned(), Paper::Evidence);
    plan.add("evidence/verify.html".to_owned(), Paper::Verifier);
    plan.add("evidence/project.cowrite".to_owned(), Paper::Project);
    plan
}

impl Plan {
    fn add(&mut self, path: String, paper: Paper) {
        self.entries.push(Entry { path, maker: Maker::Paper(paper) });
    }

    /// Takes the cover out, where the picture that was chosen is not at hand.
    pub fn leave_out_cover(&mut self) {
        self.entries.retain(|entry| entry.maker != Maker::Cover);
        self.left_out.push(LeftOut::Cover);
    }
}

/// What the name of the cover ends in. One that the studio draws is a PNG.
fn cover_ending(project: &Project) -> &'static str {
    project.cover().map_or(".png", |cover| crate::bundle::ending(&cover.media_type))
}

fn sounds(project: &Project, choices: &Choices, title: &str, plan: &mut Plan) {
    let mut add = |path: String, version: Version, format: ExportFormat| {
        plan.entries.push(Entry { path, maker: Maker::Sound { version, format } });
    };
    let mut known: Vec<String> = Vec::new();
    for format in &choices.masters {
        // Two formats of one ending cannot both have the plain name.
        let ending = format.kind().extension();
        let more = if known.iter().any(|path| path == ending) { format!(" {}", format.code()) } else { String::new() };
        known.push(ending.to_owned());
        add(format!("{MASTERS}{title}{more}{ending}"), Version::Master, *format);
    }
    let first = choices.masters.first().copied().unwrap_or_default();
    let ending = first.kind().extension();
    let mut left_out = Vec::new();
    match versions::parting(project) {
        Parting::NoVoices => left_out.extend([LeftOut::Instrumental, LeftOut::ACappella]),
        Parting::OneRecording => left_out.extend([LeftOut::InstrumentalOfOneRecording, LeftOut::ACappella]),
        Parting::Apart => {
            add(format!("versions/{title} (instrumental){ending}"), Version::Instrumental, first);
            add(format!("versions/{title} (a cappella){ending}"), Version::ACappella, first);
        }
    }
    for seconds in [60, 30, 15] {
        match versions::excerpt(project, seconds) {
            Some(_) => add(format!("versions/{title} ({seconds} s){ending}"), Version::Edit(seconds), first),
            None => left_out.push(LeftOut::Edit(seconds)),
        }
    }
    if choices.stems {
        // Stems are made to be worked on: without loss.
        let lossless = choices.masters.iter().find(|format| format.kind().is_lossless()).copied().unwrap_or_default();
        add(format!("stems/{title} - stems.zip"), Version::Stems, lossless);
    } else {
        left_out.push(LeftOut::Stems);
    }
    plan.left_out.extend(left_out);
}
