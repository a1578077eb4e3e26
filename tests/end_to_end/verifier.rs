//! The standalone verifier, opened from the disk as somebody opens it who was sent a release pack: it must say of good
//! and of damaged files what the studio's own verifier says.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use data_encoding::BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use studio::draft;
use studio::edit::{Command, Edit, History, JournalEntry, Share};
use studio::project::{ChordSpan, LyricLine, Metadata, Project, ProjectId, file};
use studio::provenance::{AuthorsId, Contributor, DeviceKey, Digest, PromptRecord, Seal};
use studio::time::{Tick, TickRange};
use studio::verify::{Evidence, Payload, Subject, Verdict, holds, read};

use crate::browser::{Browser, Setup};
use crate::person::{saved, serve, visit, write_song};

/// How many damaged copies of each file are tried.
const COPIES: u64 = 400;

/// A project that was edited, with every act; a device signed it twice.
fn song() -> (Project, Vec<String>) {
    let (mut history, mut acts) = (History::new(Project::empty(ProjectId(0xab_cdef))), Vec::new());
    let mut keep = |entry: JournalEntry| acts.push(serde_json::to_string(&entry).unwrap());
    let person = Contributor::Person { name: "Ada \u{2028}\"\\ 林🎵".to_owned() };
    let model =
        Contributor::Model { provider: "Example".to_owned(), model: "m".to_owned(), terms: "a\nb\tc".to_owned() };
    let import = Contributor::Import { source: String::new(), rights: "by word".to_owned() };
    let range = TickRange::new(Tick(0), Tick(3840));
    let titled = |title: &str, by: &Contributor, at: u64| {
        let metadata = Metadata { title: title.to_owned(), ..Metadata::default() };
        Edit::new("edit-title", vec![Command::SetMetadata { metadata }], by.clone(), at)
    };
    let line = LyricLine {
        range,
        text: "last train\n末班车 </script>".to_owned(),
        placeholder: false,
        notes: Vec::new(),
        authors: AuthorsId(0),
    };
    let chord = ChordSpan { range, chord: "Am7".parse().unwrap(), authors: AuthorsId(0) };
    let with = vec![Share {
        by: Contributor::built_in_composer(),
        prompt: Some(PromptRecord {
            digest: Digest::of(b"x"),
            text: None,
            seed: None,
            reference: Some("#1".to_owned()),
        }),
        commands: vec![Command::ReplaceChords { range, chords: vec![chord] }],
    }];
    let prompt = Some(PromptRecord::with_text("a sad song", Some(u64::MAX)));
    keep(history.run(titled("One", &person, 1)).unwrap());
    let words = Edit::new("step-accept", vec![Command::ReplaceLyrics { range, lines: vec![line] }], model, 2);
    keep(history.run(Edit { prompt, with, ..words }).unwrap());
    keep(sign(&mut history, &person, 3));
    keep(history.run(titled("Two", &person, 1_700_000_000_000)).unwrap());
    keep(history.undo(&person, 1_700_000_000_001).unwrap());
    keep(sign(&mut history, &person, u64::MAX));
    keep(history.run(titled("Three", &import, 4)).unwrap());
    (Project::clone(history.project()), acts)
}

/// A signature: the first is of the kind of key that every browser has, all others of the other kind.
fn sign(history: &mut History, by: &Contributor, at: u64) -> JournalEntry {
    let project = Rc::clone(history.project());
    let words = Seal::words(project.id.0, project.ledger.entries().len(), project.ledger.head(), at);
    let (key, signature) = if at == 3 {
        let key = SigningKey::from_slice(&[9; 32]).unwrap();
        let signature: Signature = key.sign(&words);
        (key.verifying_key().to_sec1_point(false).as_bytes().to_vec(), signature.to_bytes().to_vec())
    } else {
        let key = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
        (key.verifying_key().to_bytes().to_vec(), key.sign(&words).to_bytes().to_vec())
    };
    let (key, signature) = (DeviceKey::of(&key).unwrap(), signature.try_into().unwrap());
    history.seal(Seal { work: project.id.0, at, key, signature }, by, at).unwrap()
}

/// What the studio's verifier says, as the page says it.
fn said(bytes: &[u8]) -> Value {
    let Ok(subject) = read(bytes) else { return json!({ "readable": false }) };
    let verdict = Verdict::of(subject.evidence(), holds);
    let entries = verdict.entries.iter().map(|entry| {
        let payload = match entry.payload {
            Payload::Absent => "absent",
            Payload::Holds => "holds",
            Payload::Broken => "broken",
        };
        json!({ "linked": entry.linked, "payload": payload, "seal": entry.seal })
    });
    let kind = if matches!(subject, Subject::Project(_)) { "project" } else { "evidence" };
    json!({
        "readable": true,
        "kind": kind,
        "work": verdict.work.to_string(),
        "head": verdict.head.to_string(),
        "entries": entries.collect::<Vec<_>>(),
    })
}

/// Places and bit patterns to damage a file with, each time the same.
fn damages(length: usize) -> Vec<(usize, u8)> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    (0..COPIES).map(|_| (next() as usize % length, 1 << (next() % 7))).collect()
}

async fn verifier(language: &'static str) -> Browser {
    let browser = Browser::start(Setup { language, ..Setup::default() }).await;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/verify.html");
    browser.driver.goto(format!("file://{}", page.display())).await.unwrap();
    browser
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_page_and_the_studio_say_the_same_of_good_and_of_damaged_files() {
    let browser = verifier("en-GB").await;
    let (project, acts) = song();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let whole = Evidence::of(&project, &acts).bytes();
    let mut abridged = project.clone();
    abridged.ledger = Rc::new(Rc::unwrap_or_clone(abridged.ledger).abridged());
    let composed = draft::song("a waltz", 3, 1_000).unwrap();
    let spread = text(file::encode(&project)).replace("\"acts\":", " \"acts\" :\n ").into_bytes();
    let files = [
        whole.clone(),
        Evidence::of(&project, &acts[3..]).bytes(),
        Evidence::of(&project, &[]).bytes(),
        file::encode(&project),
        file::encode(&abridged),
        file::encode(&Project::empty(ProjectId(1))),
        file::encode(&composed),
        // As another program might write it: spaces, and an old file's missing version of the song.
        spread,
        text(whole).replacen("\"cowrite_evidence\":1", "\"cowrite_evidence\":2", 1).into_bytes(),
        b"{}".to_vec(),
        b"RIFF\xff".to_vec(),
        Vec::new(),
    ];
    let (mut broken, mut unreadable) = (0, 0);
    for bytes in &files {
        let damages = if bytes.len() > 10 && bytes.len() < 100_000 { damages(bytes.len()) } else { Vec::new() };
        let script = format!(
            "const raw = Uint8Array.from(atob('{}'), (letter) => letter.charCodeAt(0)), said = [await cowriteVerify(raw)];
             for (const [at, flip] of {}) {{ raw[at] ^= flip; said.push(await cowriteVerify(raw)); raw[at] ^= flip; }}
             return said;",
            BASE64.encode(bytes),
            json!(damages)
        );
        let page = browser.evaluate(&format!("return (async () => {{ {script} }})()")).await;
        assert_eq!(page[0], said(bytes), "{}", String::from_utf8_lossy(bytes));
        for (place, (at, flip)) in damages.into_iter().enumerate() {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            let studio = said(&damaged);
            assert_eq!(page[place + 1], studio, "{at} {flip} {}", String::from_utf8_lossy(&damaged));
            unreadable += usize::from(studio["readable"] == false);
            broken += usize::from(studio.to_string().contains("false") && studio["readable"] == true);
        }
    }
    assert!(broken > 200 && unreadable > 200, "{broken} {unreadable}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn somebody_without_cowrite_sees_what_holds_and_what_was_changed() {
    let browser = verifier("zh-CN").await;
    let (project, acts) = song();
    let good = Evidence::of(&project, &acts).bytes();
    let bad = String::from_utf8(good.clone()).unwrap().replacen("a sad song", "a mad song", 1).into_bytes();
    let give = |bytes: &[u8]| {
        let script = "const raw = Uint8Array.from(atob('BYTES'), (letter) => letter.charCodeAt(0)), box = document.getElementById('file');
            const held = new DataTransfer(); held.items.add(new File([raw], 'song.json')); box.files = held.files;
            box.dispatchEvent(new Event('change'));";
        script.replace("BYTES", &BASE64.encode(bytes))
    };
    let answer = "return document.getElementById('answer').innerText.includes";
    browser.evaluate(&give(&good)).await;
    browser.wait_for("the answer", &format!("{answer}('没有改动')")).await;
    assert_eq!(browser.evaluate("return document.querySelectorAll('ol li').length").await, json!(5));
    browser.evaluate(&give(&bad)).await;
    browser.wait_for("the answer", &format!("{answer}('第 2 条在写入之后被改动过')")).await;
    browser.evaluate("document.getElementById('language').click()").await;
    browser.wait_for("English", &format!("{answer}('Entry 2 was changed after it was written')")).await;
    // The words of a song are never read as markup.
    assert_eq!(browser.evaluate("return document.querySelectorAll('script').length").await, json!(1));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_song_is_signed_checked_and_handed_out_with_everything_that_was_done() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-ledger").await;
    browser.click("ledger-sign").await;
    browser.wait_for("the signature", "return document.querySelector('[data-test=ledger-sign]').disabled").await;
    saved(&browser).await;
    // The key stays, and so does what it signed.
    browser.reload().await;
    browser.click("tab-ledger").await;
    browser.click("ledger-check").await;
    let checked = "return document.querySelector('[data-test=ledger-verified]').dataset.checked === 'true'";
    browser.wait_for("the answer", checked).await;
    assert!(browser.text("ledger-verified").await.contains("1 checked with everything that was done"));
    browser.click("ledger-evidence").await;
    let bytes = browser.download(".evidence.json", Duration::from_secs(60)).await;
    let subject = read(&bytes).unwrap();
    let verdict = Verdict::of(subject.evidence(), holds);
    assert_eq!((verdict.flaw(), verdict.with_acts(), verdict.signed()), (None, 1, Some(1)));
    // The page that comes with the studio says the same.
    browser.driver.goto(format!("{}verify.html", server.url())).await.unwrap();
    let script = format!(
        "return cowriteVerify(Uint8Array.from(atob('{}'), (letter) => letter.charCodeAt(0)))",
        BASE64.encode(&bytes)
    );
    assert_eq!(browser.evaluate(&script).await, said(&bytes));
}
