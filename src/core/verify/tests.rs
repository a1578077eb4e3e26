//! Tests of verification: what was not touched holds, and whatever was touched is named.

use std::rc::Rc;
use std::sync::LazyLock;

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use proptest::prelude::*;

use super::*;
use crate::draft;
use crate::edit::{Command, Edit, History, Share};
use crate::project::{ChordSpan, LyricLine, Metadata, Project, ProjectId, Section, SectionKind, file};
use crate::provenance::{AuthorsId, Contributor, DeviceKey, PromptRecord, Seal};
use crate::time::{Tick, TickRange};

const WORK: ProjectId = ProjectId(0x0a1b);

fn person() -> Contributor {
    Contributor::Person { name: "Ada </\"林".to_owned() }
}

fn model() -> Contributor {
    Contributor::Model { provider: "Example".to_owned(), model: "m".to_owned(), terms: "paid plan".to_owned() }
}

fn titled(title: &str, at: u64) -> Edit {
    let metadata = Metadata { title: title.to_owned(), ..Metadata::default() };
    Edit::new("edit-title", vec![Command::SetMetadata { metadata }], person(), at)
}

fn range(bar: u32) -> TickRange {
    TickRange::new(Tick(bar * 3840), Tick((bar + 1) * 3840))
}

/// Puts a device's signature at the last entry: of the one kind of key at even times, of the other at odd ones.
fn sign(history: &mut History, at: u64) -> String {
    let project = Rc::clone(history.project());
    let words = Seal::words(project.id.0, project.ledger.entries().len(), project.ledger.head(), at);
    let (key, signature) = if at.is_multiple_of(2) {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let signature: Signature = key.sign(&words);
        (key.verifying_key().to_sec1_point(false).as_bytes().to_vec(), signature.to_bytes().to_vec())
    } else {
        let key = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
        (key.verifying_key().to_bytes().to_vec(), key.sign(&words).to_bytes().to_vec())
    };
    let (key, signature) = (DeviceKey::of(&key).unwrap(), signature.try_into().unwrap());
    let seal = Seal { work: project.id.0, at, key, signature };
    serde_json::to_string(&history.seal(seal, &person(), at).unwrap()).unwrap()
}

/// A song by a person, a model and a tool, with an act of two, an undo and two signatures; and every act of it.
fn song() -> (Project, Vec<String>) {
    let mut history = History::new(Project::empty(WORK));
    let mut acts = Vec::new();
    let json = |entry| serde_json::to_string(&entry).unwrap();
    let line = |text: &str| LyricLine {
        range: range(0),
        text: text.to_owned(),
        placeholder: false,
        notes: Vec::new(),
        authors: AuthorsId(0),
    };
    let words = Command::ReplaceLyrics { range: range(0), lines: vec![line("last train\n末班车")] };
    let chord = ChordSpan { range: range(0), chord: "Am7".parse().unwrap(), authors: AuthorsId(0) };
    let chords = Command::ReplaceChords { range: range(0), chords: vec![chord] };
    let section =
        Section { name: "Verse".to_owned(), kind: SectionKind::Verse, range: range(0), authors: AuthorsId(0) };
    let sections = Command::ReplaceSections { range: range(0), sections: vec![section] };
    acts.push(json(history.run(titled("One", 1)).unwrap()));
    acts.push(json(history.run(titled("Two", 2)).unwrap()));
    let with = vec![Share { by: Contributor::built_in_composer(), prompt: None, commands: vec![chords, sections] }];
    let prompt = Some(PromptRecord::with_text("sad \\ song", Some(u64::MAX)));
    let edit = Edit { prompt, with, ..Edit::new("step-accept", vec![words], model(), 3) };
    acts.push(json(history.run(edit).unwrap()));
    acts.push(sign(&mut history, 4));
    acts.push(json(history.run(titled("Three", 5)).unwrap()));
    acts.push(json(history.undo(&person(), 6).unwrap()));
    acts.push(sign(&mut history, 7));
    acts.push(json(history.run(titled("Four", 8)).unwrap()));
    (Project::clone(history.project()), acts)
}

fn verdict(bytes: &[u8]) -> Result<Verdict, VerifyError> {
    read(bytes).map(|subject| Verdict::of(subject.evidence(), holds))
}

#[test]
fn what_was_not_touched_holds_and_makes_the_same_song_again() {
    let (project, acts) = song();
    let evidence = Evidence::of(&project, &acts);
    assert_eq!((evidence.entries.len(), evidence.acts.len(), evidence.with_acts()), (5, 6, 5));
    let found = verdict(&evidence.bytes()).unwrap();
    assert_eq!(
        (found.flaw(), found.with_acts(), found.signed(), found.head),
        (None, 5, Some(4), project.ledger.head())
    );
    assert_eq!(found.entries.iter().map(|entry| entry.seal).collect::<Vec<_>>()[2..], [Some(true), Some(true), None]);
    assert_eq!(replay(&evidence, &project), Replay::Same);
    let mut other = project.clone();
    other.metadata.title = "Five".to_owned();
    assert_eq!(replay(&evidence, &other), Replay::Differs);
    let file = verdict(&file::encode(&project)).unwrap();
    assert_eq!((file.flaw(), file.with_acts(), file.signed()), (None, 0, Some(4)));
    assert_eq!(file::decode(&file::encode(&project)).unwrap(), project);
}

#[test]
fn acts_that_were_not_kept_leave_their_entries_with_a_digest_alone() {
    let (project, acts) = song();
    for (lost, with) in [(1, 4), (2, 4), (3, 2), (5, 1), (8, 0)] {
        let evidence = Evidence::of(&project, &acts[lost..]);
        assert_eq!(evidence.with_acts(), with, "{lost}");
        let found = verdict(&evidence.bytes()).unwrap();
        assert_eq!((found.flaw(), found.with_acts()), (None, with));
        assert_eq!(replay(&evidence, &project), Replay::Incomplete);
    }
    // A row with a gap: what the ledger still covers is found again. And acts of another song.
    let gap = [&acts[..4], &acts[5..]].concat();
    assert_eq!(Evidence::of(&project, &gap).with_acts(), 2);
    let mut other = History::new(Project::empty(WORK));
    other.run(titled("X", 1)).unwrap();
    let evidence = Evidence::of(other.project(), &acts);
    assert_eq!((evidence.with_acts(), evidence.acts.len()), (0, 0));
    assert_eq!(verdict(&evidence.bytes()).unwrap().flaw(), None);
}

#[test]
fn a_ledger_that_claims_more_acts_than_there_can_be_costs_nothing() {
    let (mut project, acts) = song();
    let json = serde_json::to_string(&*project.ledger).unwrap();
    for count in ["\"acts\":2", "\"acts\":1"] {
        let forged = json.replace(count, "\"acts\":4294967295");
        project.ledger = Rc::new(serde_json::from_str(&forged).unwrap());
        let found = Verdict::of(&Evidence::of(&project, &acts), holds);
        assert!(found.flaw().is_some() && found.with_acts() < 5);
    }
}

#[test]
fn a_composed_song_can_be_proved_and_made_again() {
    let project = draft::song("a waltz", 3, 1_000).unwrap();
    assert_eq!(verdict(&file::encode(&project)).unwrap().flaw(), None);
}

#[test]
fn what_is_no_evidence_is_refused_in_words() {
    let (project, acts) = song();
    let json = String::from_utf8(Evidence::of(&project, &acts).bytes()).unwrap();
    for (from, to) in [
        ("\"acts\":[0,1]", "\"acts\":[0,9]"),
        ("\"acts\":[0,1]", "\"acts\":[0,0]"),
        ("\"seal\"", "\"sael\""),
        ("\"cowrite_evidence\":1", "\"cowrite_evidence\":2"),
        ("\"work\":\"0", "\"work\":\"x"),
        ("{", "["),
    ] {
        let changed = json.replacen(from, to, 1);
        assert_ne!(changed, json);
        assert!(read(changed.as_bytes()).is_err(), "{to}");
    }
    assert!(read(b"").is_err() && read(b"{}").is_err() && read(b"RIFF").is_err());
}

/// The first entry, counted from one, that tells something else than before.
fn first_difference(before: &Evidence, after: &Evidence) -> Option<usize> {
    let told = |evidence: &Evidence, place: usize| {
        let entry = evidence.entries.get(place)?.clone();
        let acts: Option<Vec<String>> =
            entry.acts.as_ref().map(|acts| acts.iter().map(|act| evidence.acts[*act as usize].clone()).collect());
        Some((EvidenceEntry { acts: None, ..entry }, acts))
    };
    (0..before.entries.len()).find(|place| told(before, *place) != told(after, *place)).map(|place| place + 1)
}

/// The song's evidence, with and without its acts, and its file.
static FILES: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let (project, acts) = song();
    [Evidence::of(&project, &acts).bytes(), Evidence::of(&project, &[]).bytes(), file::encode(&project)]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn whichever_byte_of_an_entry_or_an_act_is_changed_its_entry_is_named(at in 0usize..100_000, flip in 1u8..=255) {
        for whole in FILES.iter() {
            let mut bytes = whole.clone();
            let at = at % bytes.len();
            bytes[at] ^= flip;
            let Ok(after) = read(&bytes) else { continue };
            let before = read(whole).unwrap();
            let expected = first_difference(before.evidence(), after.evidence());
            let found = Verdict::of(after.evidence(), holds).flaw().map(Flaw::entry);
            prop_assert_eq!(found, expected);
        }
    }
}
