use std::rc::Rc;

use super::*;
use crate::archive::{Archive, Content};
use crate::draft;
use crate::export::ExportFormat;
use crate::project::{Credit, LyricLine, ReleaseInfo, Role, WHOLE};
use crate::provenance::ContainsAi;
use crate::time::{Tick, TickRange};
use crate::verify::Evidence;

fn project() -> Project {
    let mut project = draft::song("a wistful city-pop song about the last train home", 1, 5).unwrap();
    project.metadata.artist = "Ada".to_owned();
    let credit = Credit {
        name: "=Ada, \"the\" <First>".to_owned(),
        roles: vec![Role::Composer, Role::Lyricist],
        publishing: WHOLE,
        master: WHOLE / 2,
        ..Credit::default()
    };
    project.metadata.release =
        Rc::new(ReleaseInfo { isrc: "US-RC1-76-07839".to_owned(), credits: vec![credit], ..ReleaseInfo::default() });
    project.lyrics = Rc::new(
        project
            .lyrics
            .iter()
            .map(|line| LyricLine { text: "回家 the last train".to_owned(), placeholder: false, ..line.clone() })
            .collect(),
    );
    project
}

/// Everything but sound, which stands as its path.
fn files(project: &Project, choices: &Choices, locale: Locale) -> Vec<(String, Vec<u8>)> {
    let plan = plan(project, choices);
    let evidence = serde_json::to_vec(&Evidence::of(project, &[])).unwrap();
    let recordings = Assets::new();
    let desk = Desk::new(project, &plan, &evidence, &recordings, locale);
    let mut files: Vec<(String, Vec<u8>)> = plan
        .entries
        .iter()
        .map(|entry| match &entry.maker {
            Maker::Paper(kind) => (entry.path.clone(), paper(&desk, *kind)),
            Maker::Sound { .. } | Maker::Cover => (entry.path.clone(), entry.path.clone().into_bytes()),
        })
        .collect();
    let written: Vec<Written> = files.iter().map(|(path, content)| Written::of(path, content)).collect();
    files.extend(closing(project, &plan, choices, &written, locale));
    files
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut bytes) = (Archive::default(), Vec::new());
    for (name, content) in files {
        bytes.extend(archive.entry(name, &Content::of(content)).unwrap());
        bytes.extend(content);
    }
    bytes.extend(archive.end());
    bytes
}

fn text<'a>(files: &'a [(String, Vec<u8>)], name: &str) -> &'a str {
    let (_, content) = files.iter().find(|(path, _)| path.ends_with(name)).unwrap_or_else(|| panic!("{name}"));
    std::str::from_utf8(content).unwrap()
}

#[test]
fn a_finished_pack_has_nothing_missing_and_every_loss_is_found() {
    let (project, choices) = (project(), Choices::default());
    let files = files(&project, &choices, Locale::English);
    let checked = check(&packed(&files)).unwrap();
    assert_eq!((checked.flaws.as_slice(), checked.files), (&[][..], files.len()));
    for gone in 0..files.len() {
        let mut fewer = files.clone();
        let (name, _) = fewer.remove(gone);
        let flaws = check(&packed(&fewer)).unwrap().flaws;
        assert!(flaws.contains(&Flaw::Missing(name.clone())) || flaws == [Flaw::Other], "{name}: {flaws:?}");
        let mut changed = files.clone();
        changed[gone].1.push(b' ');
        let flaws = check(&packed(&changed)).unwrap().flaws;
        assert!(!flaws.is_empty() || name == "SHA256SUMS", "{name}");
    }
    let mut more = files.clone();
    more.push(("virus.exe".to_owned(), vec![0]));
    assert_eq!(check(&packed(&more)).unwrap().flaws, [Flaw::Unlisted("virus.exe".to_owned())]);
    assert_eq!(check(&packed(&[("a".to_owned(), vec![])])).unwrap().flaws, [Flaw::Other]);
    assert!(check(b"RIFF").is_err());
}

#[test]
fn sums_that_were_made_again_do_not_hide_another_disclosure_or_ledger() {
    let (project, choices) = (project(), Choices::default());
    let mut other = project.clone();
    other.ledger = Rc::default();
    other.authors = Rc::default();
    let (own, stripped) = (files(&project, &choices, Locale::English), files(&other, &choices, Locale::English));
    let swapped = |name: &str| {
        let mut files = own.clone();
        let content = text(&stripped, name).as_bytes().to_vec();
        let place = files.iter().position(|(path, _)| path.ends_with(name)).unwrap();
        files[place].1 = content;
        files.retain(|(path, _)| path != "SHA256SUMS");
        let sum = |(path, content): &(String, Vec<u8>)| format!("{}  {path}\n", Written::of(path, content).sha256);
        let sums: String = files.iter().map(sum).collect();
        files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
        check(&packed(&files)).unwrap().flaws
    };
    assert_eq!(swapped("evidence.json"), [Flaw::Ledger]);
    assert_eq!(swapped("ai-disclosure.json"), [Flaw::Disclosure("disclosure/ai-disclosure.json".to_owned())]);
}

#[test]
fn papers_say_what_the_project_says_in_both_languages_and_cannot_be_broken_into() {
    let project = project();
    for locale in Locale::ALL {
        let files = files(&project, &Choices::default(), locale);
        for (name, content) in
            files.iter().filter(|(name, _)| name.ends_with(".html") && !name.ends_with("verify.html"))
        {
            let page = std::str::from_utf8(content).unwrap();
            assert!(!page.contains("<First>") && !page.contains("{ $") && !page.contains("licence-"), "{name}");
            assert!(page.contains("<!doctype html>") && page.contains("default-src 'none'"), "{name}");
        }
        let sentence = disclosure(&project).sentence(locale);
        for licence in Licence::ALL {
            let page = text(&files, &format!("{}.html", licence.file_name()));
            let notice = ["not legal advice", "不构成法律意见"][usize::from(locale == Locale::SimplifiedChinese)];
            for part in [notice, "USRC17607839", &sentence.replace('"', "&quot;"), &project.ledger.head().to_string()] {
                assert!(page.contains(part), "{part} in {page}");
            }
        }
        let index = text(&files, "index.html");
        assert!(files.iter().filter(|(name, _)| name.starts_with("rights/")).all(|(name, _)| index.contains(name)));
    }
    let files = files(&project, &Choices::default(), Locale::English);
    assert!(
        text(&files, "splits.csv")
            .contains("\r\n\"'=Ada, \"\"the\"\" <First>\",\"Composer, Lyricist\",\"\",\"\",\"100.00\",\"50.00\"\r\n")
    );
    assert!(text(&files, "splits.html").contains("do not add up to 100 %"));
    assert!(text(&files, ".cue").contains("ISRC USRC17607839"));
    assert!(text(&files, ".txt").contains("回家 the last train"));
    assert_eq!(disclosure(&project).contains_ai(), ContainsAi::None);
}

#[test]
fn edits_are_whole_sections_of_the_right_length() {
    let project = project();
    let at = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    for seconds in [60, 30, 15] {
        let range = excerpt(&project, seconds).unwrap();
        let length = at(range.end) - at(range.start);
        assert!(length <= f64::from(seconds) + 1e-6 && length > f64::from(seconds) * 0.4, "{seconds}: {length}");
        assert!(project.sections.iter().any(|section| section.range.start == range.start), "{seconds}");
        let job = sound_job(&project, Version::Edit(seconds), ExportFormat::Wav16, 48_000);
        let window = job.window.unwrap();
        assert!(window.to - window.from <= u64::from(seconds) * 1_000 && window.fade_out > 0);
        assert!(job.tags.title.ends_with(&format!("({seconds} s)")));
    }
    assert_eq!(excerpt(&project, 100_000), None);
    let mut plain = project.clone();
    plain.sections = Rc::default();
    let range = excerpt(&plain, 15).unwrap();
    assert_eq!(range.start, Tick::ZERO);
    assert_eq!(plain.meter.position(range.end).tick + plain.meter.position(range.end).beat, 0);
    assert_ne!(range, TickRange::default());
}
