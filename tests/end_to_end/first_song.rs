//! The first song: asked for, heard, exported and handed on.

use std::collections::BTreeSet;

use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use lofty::iff::wav::WavFile;
use lofty::prelude::Accessor as _;
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{PROMPT, export, first_notes, listen, saved, serve, share, song, visit, write_song};
use crate::wave::Wave;

/// The IPTC name of what a rule-based tool makes.
const ALGORITHMIC: &str = "algorithmicMedia";

async fn tracks(browser: &Browser) -> u64 {
    let count = "return document.querySelectorAll('[data-test^=track-header-]').length";
    browser.evaluate(count).await.as_u64().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_prompt_becomes_a_proposal_that_is_taken_piece_by_piece() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    browser.compose(PROMPT).await;
    assert_eq!(tracks(&browser).await, 0, "nothing is taken unasked");
    let hunk = "return document.querySelector('.hunk-open[data-test^=\"hunk-3-\"]').dataset.test";
    let hunk = browser.evaluate(hunk).await.as_str().expect("an open hunk").to_owned();
    browser.click(&hunk).await;
    browser.wait_for("one track", "return document.querySelectorAll('[data-test^=track-header-]').length === 1").await;
    browser.click("accept-all").await;
    let all = "return document.querySelectorAll('[data-test^=track-header-]').length > 3";
    browser.wait_for("the rest", all).await;

    let song = song(&browser).await;
    let bars = song.meter.position(song.end()).bar;
    assert!(song.tracks.len() >= 4, "at least four tracks, not {}", song.tracks.len());
    assert!(bars >= 48, "at least 48 bars, not {bars}");
    assert!(song.sections.len() >= 4 && song.sections.iter().all(|section| !section.name.is_empty()));
    assert!(!song.chords.is_empty() && !song.lyrics.is_empty());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_song_plays_with_its_playhead_and_meters_moving() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let mut positions = BTreeSet::from([browser.text("position").await]);
    browser.click("play").await;
    browser.hear().await;
    let mut levels = BTreeSet::new();
    let bar =
        "return document.querySelector('[data-test=master-meter] .meter-channel').style.getPropertyValue('--bar')";
    for _ in 0..20 {
        positions.insert(browser.text("position").await);
        levels.insert(browser.evaluate(bar).await.to_string());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(positions.len() > 2, "the playhead moves: {positions:?}");
    assert!(levels.len() > 2, "the meter moves: {levels:?}");
    browser.picture("playing").await;
    let mute = "document.querySelectorAll('[data-test^=track-mute-]').forEach((button) => button.click())";
    browser.evaluate(mute).await;
    browser.wait_for("silence", "return __probe.level() < 1e-4").await;
    browser.evaluate(mute).await;
    browser.hear().await;
    browser.click("stop").await;
    browser.wait_for("silence", "return __probe.level() < 1e-4").await;
    assert_eq!(browser.evaluate("return self.crossOriginIsolated").await, false);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(browser.foreign_requests(&server.url()).await, Vec::<String>::new());
}

async fn fill(browser: &Browser, name: &str, words: &str) {
    let field = browser.element(name).await;
    field.click().await.expect("focus");
    field.send_keys(Key::Control + "a").await.expect("selecting");
    field.send_keys(words).await.expect("typing");
    field.send_keys(Key::Enter + "").await.expect("Enter");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_exported_file_sounds_and_says_how_it_was_made() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    fill(&browser, "title", "Last Train").await;
    fill(&browser, "artist", "Ada & 小林").await;
    let bytes = export(&browser).await;
    let wave = Wave::read(&bytes);
    assert_eq!((wave.sample_rate, wave.channels, wave.bits), (48_000, 2, 24));
    assert!(wave.seconds() > 48.0 * 4.0 * 60.0 / 96.0, "48 bars at 96 bpm, not {} s", wave.seconds());
    assert!(wave.peak() > 0.1 && wave.peak() <= 1.0, "a peak of {}", wave.peak());
    assert_eq!(wave.info.get("INAM").map(String::as_str), Some("Last Train"));
    assert!(wave.info.get("IART").is_some_and(|artist| artist.starts_with("Ada &")), "{:?}", wave.info);
    assert!(said(&wave).contains(ALGORITHMIC), "the disclosure in {:?}", wave.info);
    let file =
        WavFile::read_from(&mut std::io::Cursor::new(&bytes), ParseOptions::new()).expect("a file others can read");
    let tag = file.id3v2().expect("an ID3 chunk");
    assert_eq!(tag.title().as_deref(), Some("Last Train"));
    assert_eq!(tag.artist().as_deref(), Some("Ada & 小林"));

    let decoded = "return __probe.file.arrayBuffer()
        .then((bytes) => new OfflineAudioContext(2, 1, 48000).decodeAudioData(bytes))
        .then((sound) => [sound.duration, sound.getChannelData(0).reduce((most, now) => Math.max(most, Math.abs(now)), 0)])";
    let decoded = browser.evaluate(decoded).await;
    assert!((decoded[0].as_f64().unwrap() - wave.seconds()).abs() < 0.01, "{decoded}");
    assert!((decoded[1].as_f64().unwrap() - wave.peak()).abs() < 0.2, "{decoded}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// Everything a file says about itself.
fn said(wave: &Wave) -> String {
    format!("{} {:?}", String::from_utf8_lossy(&wave.id3), wave.info)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn what_a_person_changed_is_said_in_the_file() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    fill(&browser, "name", "Grace").await;
    let canvas = browser.element("roll-canvas").await;
    canvas.click().await.expect("focus");
    canvas.send_keys(Key::Control + "a").await.expect("selecting");
    canvas.send_keys(Key::Up + "").await.expect("moving");
    assert!(!first_notes(&song(&browser).await).is_empty());
    let wave = Wave::read(&export(&browser).await);
    let said = said(&wave);
    assert!(said.contains(ALGORITHMIC) && said.contains("Grace"), "{said}");
    assert!(wave.info.get("ICMT").is_some_and(|words| words.contains("Grace")), "{:?}", wave.info);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_export_can_be_cancelled() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    browser.click("export").await;
    browser.element("export-progress").await;
    browser.click("export-cancel").await;
    browser.wait_for("the job to go", "return !document.querySelector('[data-test=export-progress]')").await;
    let wave = Wave::read(&export(&browser).await);
    assert!(wave.peak() > 0.1, "the next export works");
    let once = "return document.querySelectorAll('[data-test=export-progress]').length";
    assert_eq!(browser.evaluate(once).await, 0, "the finished job is put away");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_link_brings_the_same_song_to_another_browser() {
    let server = serve();
    let first = visit(&server, Setup::default()).await;
    write_song(&first).await;
    let link = share(&first, &server.url()).await;
    assert!(link.starts_with(&server.url()), "a link to this studio, not {link}");
    let (sent, exported) = (song(&first).await, export(&first).await);
    let second = Browser::start(Setup::default()).await;
    second.open(&link).await;
    second.element("track-header-0").await;
    listen(&second).await;
    saved(&second).await;
    let received = song(&second).await;
    assert_eq!((&received.tracks, &received.sections), (&sent.tracks, &sent.sections));
    assert_eq!(received.ledger, sent.ledger);
    assert!(export(&second).await == exported, "the same file, bit for bit");

    // Where a song is open already, the link waits to be accepted.
    second.click("tab-cowriter").await;
    second.open(&link).await;
    second.click("link-decline").await;
    assert_eq!(song(&second).await, received, "the open song stays");
    second.open(&link).await;
    second.click("link-accept").await;
    second.wait_for("the answer", "return !document.querySelector('[data-test=link-preview]')").await;
    let opened = song(&second).await;
    assert!(opened.id != received.id && opened.tracks == received.tracks, "a song of its own");
    assert_eq!(second.console_errors().await, Vec::<String>::new());
}
