//! Tests of the release notification.

use std::io::Write;
use std::process::{Command, Stdio};
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::provenance::Contributor;
use crate::release::facts::fixture::{Song, ada, import, model};

fn suno() -> Contributor {
    model("Suno", "")
}

fn message(song: &Song) -> Ern {
    Ern::of(&song.0, &Facts::of(&song.0))
}

fn filled() -> ReleaseInfo {
    ReleaseInfo {
        isrc: "AA-6Q7-20-00047".to_owned(),
        iswc: "T-034.524.680-1".to_owned(),
        upc: "036000291452".to_owned(),
        label: "Own & <Label>".to_owned(),
        genre: "City pop".to_owned(),
        language: "zh-Hans-CN".to_owned(),
        explicit: Explicit::Clean,
        date: "2026-12-01".to_owned(),
        p_line: "2026 Ada".to_owned(),
        c_line: "Ada".to_owned(),
        credits: vec![
            Credit {
                name: "Ada".to_owned(),
                roles: vec![Role::Lyricist, Role::Producer],
                isni: "0000 0001 2103 2683".to_owned(),
                ..Credit::default()
            },
            Credit {
                name: "مرحبا 🎹".to_owned(),
                roles: vec![Role::FeaturedArtist, Role::MasteringEngineer],
                ..Credit::default()
            },
        ],
        ..ReleaseInfo::default()
    }
}

fn mixed() -> Song {
    let mut song = Song::default()
        .with(Aspect::Lyrics, &[suno(), ada()], 0, 2)
        .with(Aspect::Composition, &[ada()], 0, 4)
        .with(Aspect::Composition, &[suno()], 4, 4)
        .with(Aspect::Vocals, &[suno()], 2, 2)
        .with(Aspect::Performance, &[ada()], 0, 8);
    song.0.metadata.title = "Home".to_owned();
    song.0.metadata.artist = "Ada Example".to_owned();
    song.0.metadata.release = Rc::new(filled());
    song
}

fn of_role<'a>(ern: &'a Ern, role: &'a str) -> Vec<(&'a By, Option<ContainsAi>)> {
    let all = ern.recording.contributors.iter().chain(&ern.recording.edition);
    all.filter(|it| it.role == role).map(|it| (&it.by, it.ai)).collect()
}

#[test]
fn people_and_ai_in_one_role_are_credited_apart() {
    let ern = message(&mixed());
    let machine = By::GenerativeAi(vec!["Suno v1".to_owned()]);
    let ada = By::Party(ern.parties.iter().position(|party| party.name == "Ada").unwrap());
    assert_eq!(of_role(&ern, "Composer"), [(&machine, Some(ContainsAi::All)), (&ada, Some(ContainsAi::None))]);
    // She only changed lines that the model wrote, and her name is in the form as well: one credit.
    assert_eq!(of_role(&ern, "Lyricist"), [(&machine, Some(ContainsAi::All)), (&ada, Some(ContainsAi::Partly))]);
    assert_eq!(of_role(&ern, "LeadVocalist"), [(&machine, Some(ContainsAi::All))]);
    assert_eq!(ern.recording.edition.len(), 2);
    assert_eq!(
        (ern.recording.contains_ai, ern.image, ern.release),
        (ContainsAi::Partly, ContainsAi::None, ContainsAi::Partly)
    );
    assert_eq!(check(&ern), []);
}

#[test]
fn of_a_song_that_ai_made_wholly_nobody_is_a_contributor() {
    let mut song = Song::default().with(Aspect::Vocals, &[suno()], 0, 8);
    song.0.metadata.release = Rc::new(filled());
    let ern = message(&song);
    assert_eq!((ern.recording.contains_ai, ern.release), (ContainsAi::All, ContainsAi::Partly));
    assert_eq!(check(&ern), []);
    let song = song.with(Aspect::Artwork, &[suno()], 0, 1);
    assert_eq!(message(&song).release, ContainsAi::All);
}

#[test]
fn a_song_without_ai_names_none_and_without_codes_makes_none_up() {
    let song = Song::default().with(Aspect::Composition, &[ada()], 0, 8);
    let xml = message(&song).xml();
    assert!(!xml.contains("GenerativeAI") && !xml.contains("<ISRC>") && !xml.contains("<ICPN>"));
    assert_eq!(xml.matches("<ContainsAI>None</ContainsAI>").count(), 3);
    assert!(xml.contains("Namespace=\"org.cowrite\"") && xml.contains("TestMessage"));
}

#[test]
fn each_rule_finds_its_breach() {
    let ern = message(&mixed());
    let broken = |change: &dyn Fn(&mut Ern)| {
        let mut ern = ern.clone();
        change(&mut ern);
        check(&ern)
    };
    assert!(broken(&|ern| ern.recording.contains_ai = ContainsAi::All).contains(&Broken::PersonInAll));
    assert!(broken(&|ern| ern.recording.contains_ai = ContainsAi::None).contains(&Broken::AiInNone));
    assert_eq!(broken(&|ern| ern.release = ContainsAi::None), [Broken::Aggregate]);
    let person = |ern: &Ern| ern.recording.contributors.iter().position(|it| matches!(it.by, By::Party(_))).unwrap();
    let machine = |ern: &Ern| ern.recording.contributors.iter().position(|it| !matches!(it.by, By::Party(_))).unwrap();
    assert_eq!(
        broken(&|ern| {
            let place = person(ern);
            ern.recording.contributors[place].ai = Some(ContainsAi::All);
        }),
        [Broken::PersonIsAll]
    );
    assert_eq!(
        broken(&|ern| {
            let place = machine(ern);
            ern.recording.contributors[place].ai = Some(ContainsAi::Partly);
        }),
        [Broken::LessThanAll]
    );
    assert_eq!(
        broken(&|ern| {
            let place = person(ern);
            ern.recording.contributors[place].by = By::Party(99);
        }),
        [Broken::NoParty]
    );
}

fn any_song() -> impl Strategy<Value = Song> {
    let who = prop_oneof![Just(ada()), Just(suno()), Just(Contributor::built_in_composer()), Just(import(""))];
    let piece = (0..Aspect::ALL.len(), prop::collection::vec(who, 1..3), 0u32..4, 1u32..3);
    (prop::collection::vec(piece, 0..8), any::<bool>()).prop_map(|(pieces, named)| {
        let mut song = pieces
            .into_iter()
            .fold(Song::default(), |song, (aspect, by, first, bars)| song.with(Aspect::ALL[aspect], &by, first, bars));
        if named {
            song.0.metadata.release = Rc::new(filled());
        }
        song
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_message_keeps_the_rules_and_names_every_model(song in any_song()) {
        let facts = Facts::of(&song.0);
        let ern = Ern::of(&song.0, &facts);
        prop_assert_eq!(check(&ern), Vec::new());
        for (aspect, party) in facts.models() {
            let Some(role) = role_of(aspect) else {
                prop_assert_ne!(ern.image, ContainsAi::None);
                continue;
            };
            let named = of_role(&ern, role).into_iter().any(|(by, ai)| match by {
                By::GenerativeAi(names) => names.contains(&party.share.name) && ai == Some(ContainsAi::All),
                By::Party(_) => false,
            });
            prop_assert!(named, "{role} {party:?}");
        }
        prop_assert_eq!(ern.release == ContainsAi::None, facts.verdict() == ContainsAi::None);
    }
}

/// Validates XML by the schema of the standard, whose licence keeps it out of this repository: `COWRITE_DDEX` names the
/// folder that holds `release-notification.xsd`. `None` where there is no schema or no validator.
fn validates(xml: &str) -> Option<Result<(), String>> {
    let schema = std::path::PathBuf::from(std::env::var_os("COWRITE_DDEX")?).join("release-notification.xsd");
    let script = "import sys\nfrom lxml import etree\nschema = etree.XMLSchema(etree.parse(sys.argv[1]))\n\
                  schema.assertValid(etree.parse(sys.stdin.buffer))";
    let python = std::env::var("COWRITE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let validators: [(&str, Vec<&std::ffi::OsStr>); 2] = [
        ("xmllint", vec!["--noout".as_ref(), "--schema".as_ref(), schema.as_os_str(), "-".as_ref()]),
        (&python, vec!["-c".as_ref(), script.as_ref(), schema.as_os_str()]),
    ];
    for (program, arguments) in validators {
        let pipes = (Stdio::piped(), Stdio::piped());
        let started = Command::new(program).args(arguments).stdin(pipes.0).stderr(pipes.1).spawn();
        let Ok(mut child) = started else { continue };
        child.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Some(if output.status.success() { Ok(()) } else { Err(said) });
    }
    None
}

#[test]
fn messages_are_valid_by_the_schema() {
    let songs = [
        mixed(),
        Song::default(),
        Song::default().with(Aspect::Vocals, &[suno()], 0, 8).with(Aspect::Master, &[suno(), ada()], 0, 1),
        Song::default().with(Aspect::Artwork, &[suno()], 0, 1).with(Aspect::Vocals, &[import("")], 0, 1),
    ];
    for song in songs {
        let xml = message(&song).xml();
        match validates(&xml) {
            Some(result) => assert_eq!(result, Ok(()), "{xml}"),
            None => println!("skipped: COWRITE_DDEX names no schema, or there is no validator"),
        }
    }
    if let Some(result) = validates(&message(&mixed()).xml().replace("<Value>Composer<", "<Value>AIComposer<")) {
        assert!(result.is_err());
    }
}
