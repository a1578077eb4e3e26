//! What needs to know all other files: the contents, for people and for machines, and the sums.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::archive::Content;
use crate::interchange::Sheet;
use crate::project::Project;
use crate::release::disclosure;
use crate::release::gate::Purpose;
use crate::release::pack::page::{Cell, Page};
use crate::release::pack::{Choices, LeftOut, Maker, Paper, Plan, Version};
use crate::text::{Locale, Message};

/// The version of the form of `contents.json`.
pub const FORM: u32 = 2;
/// The files that [`closing`] adds.
pub const CONTENTS: &str = "contents.json";
pub const SUMS: &str = "SHA256SUMS";
pub const INDEX: &str = "index.html";

/// A file that lies in the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name in the archive.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Written {
    /// A file that is in memory.
    pub fn of(path: &str, content: &[u8]) -> Self {
        Self { path: path.to_owned(), bytes: content.len() as u64, sha256: HEXLOWER.encode(&Sha256::digest(content)) }
    }
}

/// A file whose sums are taken while it goes by.
#[derive(Clone, Default)]
pub struct Summed {
    content: Content,
    sha256: Sha256,
}

impl Summed {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.content.add(bytes);
        self.sha256.update(bytes);
    }

    /// What an archive and the contents need to know of it.
    pub fn finish(self, path: &str) -> (Content, Written) {
        let sha256 = HEXLOWER.encode(&self.sha256.finalize());
        let written = Written { path: path.to_owned(), bytes: self.content.length(), sha256 };
        (self.content, written)
    }
}

/// `contents.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The version of its form.
    pub cowrite_release_pack: u32,
    /// The program that made it.
    pub software: String,
    /// The language of what is written in one.
    pub language: Locale,
    /// What was chosen, from which a checker works out what must be there.
    pub choices: Choices,
    /// What is there, and its sums.
    pub files: Vec<Written>,
    /// What is not, and why.
    pub left_out: Vec<LeftOut>,
}

/// The last files of a pack, in order: contents for machines, the page that opens in a browser, and the sums of all.
pub fn closing(
    project: &Project,
    plan: &Plan,
    choices: &Choices,
    written: &[Written],
    locale: Locale,
) -> Vec<(String, Vec<u8>)> {
    let contents = Contents {
        cowrite_release_pack: FORM,
        software: Sheet::software().to_owned(),
        language: locale,
        choices: choices.clone(),
        files: written.to_vec(),
        left_out: plan.left_out.clone(),
    };
    // Texts and numbers, which cannot fail to be written.
    let mut contents = serde_json::to_vec_pretty(&contents).unwrap_or_default();
    contents.push(b'\n');
    let index = index(project, plan, choices.purpose, written, locale);
    let mut sums = String::new();
    let last = [Written::of(CONTENTS, &contents), Written::of(INDEX, &index)];
    for file in written.iter().chain(&last) {
        sums.push_str(&format!("{}  {}\n", file.sha256, file.path));
    }
    vec![(CONTENTS.to_owned(), contents), (INDEX.to_owned(), index), (SUMS.to_owned(), sums.into_bytes())]
}

/// What a file is.
fn what(maker: &Maker, locale: Locale) -> Message {
    match maker {
        Maker::Sound { version, format } => match version {
            Version::Master => Message::new("pack-is-master").with("format", format.code()),
            Version::Instrumental => Message::new("pack-is-instrumental"),
            Version::ACappella => Message::new("pack-is-a-cappella"),
            Version::Edit(seconds) => Message::new("pack-is-edit").with("seconds", seconds),
            Version::Stems => Message::new("pack-is-stems"),
        },
        Maker::Cover => Message::new("pack-is-cover"),
        Maker::Paper(paper) => match paper {
            Paper::Score(kind) if kind.is_words() => Message::new("pack-is-timed-words").with("name", kind.name()),
            Paper::Score(kind) => Message::new("pack-is-score").with("name", kind.name()),
            Paper::Words => Message::new("pack-is-words"),
            Paper::CueSheet => Message::new("pack-is-cue"),
            Paper::SplitTable | Paper::SplitSheet => Message::new("pack-is-splits"),
            Paper::Credits => Message::new("pack-is-credits"),
            Paper::Material => Message::new("pack-is-material"),
            Paper::Answers(Locale::English) => Message::new("pack-is-answers-en"),
            Paper::Answers(Locale::SimplifiedChinese) => Message::new("pack-is-answers-zh"),
            Paper::Ern => Message::new("pack-is-ern"),
            Paper::Disclosure(Locale::English) => Message::new("pack-is-disclosure-en"),
            Paper::Disclosure(Locale::SimplifiedChinese) => Message::new("pack-is-disclosure-zh"),
            Paper::DisclosureData => Message::new("pack-is-disclosure-json"),
            Paper::Licence(licence) => Message::new("pack-is-licence").with("name", licence.title().print(locale)),
            Paper::Evidence => Message::new("pack-is-evidence"),
            Paper::Verifier => Message::new("pack-is-verifier"),
            Paper::Project => Message::new("pack-is-project"),
        },
    }
}

/// The page that opens in a browser.
fn index(project: &Project, plan: &Plan, purpose: Purpose, written: &[Written], locale: Locale) -> Vec<u8> {
    let say = |message: Message| message.print(locale);
    let sheet = Sheet::new(project, disclosure(project));
    let mut page = Page::new(locale, &say(Message::new("pack-title").with("title", sheet.title())));
    let artist = project.metadata.artist.trim();
    if !artist.is_empty() {
        page.paragraph("", &say(Message::new("credit-artist").with("title", sheet.title()).with("artist", artist)));
    }
    page.paragraph("lead", &say(Message::new("pack-lead")));
    page.paragraph("notice", &sheet.disclosure.sentence(locale));
    if purpose == Purpose::Review {
        page.paragraph("notice", &say(Message::new("pack-for-review")));
    }
    let heads = ["pack-file", "pack-what", "pack-size"].map(|head| say(Message::new(head)));
    let [file, is, size] = heads;
    let row = |known: &Written, what: Message| {
        let kilobytes = Message::new("pack-kilobytes").with("size", known.bytes.div_ceil(1_000));
        vec![
            Cell::File(known.path.clone()),
            Cell::Text(say(what)),
            Cell::Number(say(kilobytes)),
            Cell::Code(known.sha256.clone()),
        ]
    };
    let rows: Vec<Vec<Cell>> = plan
        .entries
        .iter()
        .filter_map(|entry| {
            let known = written.iter().find(|known| known.path == entry.path)?;
            Some(row(known, what(&entry.maker, locale)))
        })
        .collect();
    page.table(&[file, is, size, "SHA-256".to_owned()], &rows);
    if !plan.left_out.is_empty() {
        page.heading(&say(Message::new("pack-left-out")));
        plan.left_out.iter().for_each(|left_out| page.paragraph("dim", &left_out.words(locale)));
    }
    page.paragraph("dim", &say(Message::new("pack-made-by").with("software", Sheet::software())));
    page.finish()
}
