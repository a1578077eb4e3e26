use std::rc::Rc;

use super::*;
use crate::archive::{Archive, Content};
use crate::draft;
use crate::edit::{Command, Edit, History};
use crate::export::ExportFormat;
use crate::project::{Credit, LyricLine, ReleaseInfo, Role, WHOLE};
use crate::provenance::{Aspect, ContainsAi};
use crate::release::facts::fixture::{Song, ada, model};
use crate::release::gate::Purpose;
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

fn files(project: &Project, choices: &Choices, locale: Locale) -> Vec<(String, Vec<u8>)> {
    files_with(project, choices, locale, &Evidence::of(project, &[]).bytes())
}

fn with_evidence(project: &Project, choices: &Choices, evidence: &Evidence) -> Vec<(String, Vec<u8>)> {
    files_with(project, choices, Locale::English, &evidence.bytes())
}

/// Everything but sound, which stands as its path.
fn files_with(project: &Project, choices: &Choices, locale: Locale, evidence: &[u8]) -> Vec<(String, Vec<u8>)> {
    let plan = plan(project, choices).unwrap();
    let recordings = Assets::new();
    let desk = Desk::new(project, &plan, evidence, &recordings, locale);
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

/// A pack with one file changed and its sums made again.
fn forged(files: &[(String, Vec<u8>)], name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut files = files.to_vec();
    let place = files.iter().position(|(path, _)| path.ends_with(name)).unwrap();
    files[place].1 = change(std::mem::take(&mut files[place].1));
    files.retain(|(path, _)| path != "SHA256SUMS");
    let sum = |(path, content): &(String, Vec<u8>)| format!("{}  {path}\n", Written::of(path, content).sha256);
    let sums: String = files.iter().map(sum).collect();
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    files
}

fn replaced(from: &str, to: &str) -> impl FnOnce(Vec<u8>) -> Vec<u8> {
    move |content| {
        let text = String::from_utf8(content).unwrap();
        assert!(text.contains(from), "{from} in {text}");
        text.replace(from, to).into_bytes()
    }
}

#[test]
fn answers_and_message_are_in_the_pack_and_no_other_answers_pass_for_them() {
    let song = Song::default().with(Aspect::Vocals, &[model("Suno", "paid plan")], 0, 8);
    let own = files(&song.0, &Choices::default(), Locale::English);
    assert_eq!(check(&packed(&own)).unwrap().flaws, []);
    let answers = text(&own, "platform-answers.en.html");
    for part in ["DistroKid", "Suno", "looked at on 20", "joint statement of ASCAP", "No legal advice"] {
        assert!(answers.contains(part), "{part}");
    }
    assert!(text(&own, "platform-answers.zh-CN.html").contains("最近核对"));
    assert!(text(&own, "ern-4.3.2-draft.xml").contains("<ContainsAI>All</ContainsAI>"));
    let path = |name: &str| own.iter().find(|(path, _)| path.ends_with(name)).unwrap().0.clone();
    for name in ["platform-answers.zh-CN.html", "ern-4.3.2-draft.xml", "disclosure.en.html"] {
        let other = forged(&own, name, replaced("Suno", "Ada"));
        let flaws = check(&packed(&other)).unwrap().flaws;
        assert!(flaws.contains(&Flaw::Paper(path(name))), "{flaws:?}");
        assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::Model(file, _) if *file == path(name))), "{flaws:?}");
        // What another version wrote may say it in other words, but not leave a model out.
        let older = forged(&other, "contents.json", replaced("\"software\": \"Cowrite ", "\"software\": \"Cowrite 0."));
        let flaws = check(&packed(&older)).unwrap().flaws;
        let [Flaw::Model(file, _)] = &flaws[..] else { panic!("{flaws:?}") };
        assert_eq!(*file, path(name));
    }
}

#[test]
fn what_may_not_be_sold_is_packed_for_review_alone_unless_a_person_answers_for_it() {
    let song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 4, 4);
    let review = Choices { purpose: Purpose::Review, ..Choices::default() };
    assert!(plan(&song.0, &Choices::default()).is_err());
    let own = files(&song.0, &review, Locale::English);
    assert_eq!(check(&packed(&own)).unwrap().flaws, []);
    assert!(text(&own, "index.html").contains("not for sale") && text(&own, "material.html").contains("free plan"));
    let sold = forged(&own, "contents.json", replaced("\"review\"", "\"sale\""));
    let flaws = check(&packed(&sold)).unwrap().flaws;
    assert!(matches!(&flaws[..], [Flaw::NotForSale(_)]), "{flaws:?}");

    let mut history = History::new(song.0);
    let material = Facts::of(history.project()).material[0].id;
    let clear = Command::ClearMaterial { material, ground: "Bought on 2026-11-22".to_owned(), at: 9 };
    let acts = history.run(Edit::new("step", vec![clear], ada(), 9)).unwrap();
    let act = String::from_utf8(acts.payload()).unwrap();
    let project = history.project();
    let evidence = Evidence::of(project, std::slice::from_ref(&act));
    let own = with_evidence(project, &Choices::default(), &evidence);
    assert_eq!(check(&packed(&own)).unwrap().flaws, []);
    assert!(text(&own, "material.html").contains("Bought on 2026-11-22"));
    assert!(text(&own, "evidence.json").contains("Bought on 2026-11-22"));
    // A ground that the ledger does not hold.
    let mut other = project.as_ref().clone();
    Rc::make_mut(&mut other.metadata.release).clearances[0].ground = "A gift".to_owned();
    let flaws = check(&packed(&with_evidence(&other, &Choices::default(), &evidence))).unwrap().flaws;
    assert!(matches!(&flaws[..], [Flaw::Declaration(name)] if name.contains("Suno")), "{flaws:?}");
}

#[test]
fn sums_that_were_made_again_do_not_hide_another_disclosure_or_ledger() {
    let (project, choices) = (project(), Choices::default());
    let mut other = project.clone();
    other.ledger = Rc::default();
    other.authors = Rc::default();
    let (own, stripped) = (files(&project, &choices, Locale::English), files(&other, &choices, Locale::English));
    let swapped = |name: &str| {
        let content = text(&stripped, name).as_bytes().to_vec();
        check(&packed(&forged(&own, name, |_| content))).unwrap().flaws
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
