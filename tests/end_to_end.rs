//! The release build in headless Chromium, used as a person uses it. `./studio test` builds it and runs this.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

#[path = "end_to_end/browser.rs"]
mod browser;
#[path = "end_to_end/server.rs"]
mod server;
#[path = "end_to_end/wave.rs"]
mod wave;

use std::path::PathBuf;
use std::time::Duration;

use browser::{Browser, Setup};
use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use lofty::iff::wav::WavFile;
use lofty::prelude::Accessor as _;
use serde_json::json;
use server::{SUB_PATH, Server};
use thirtyfour::prelude::*;
use wave::Wave;

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
/// The IPTC name of what a rule-based tool makes.
const ALGORITHMIC: &str = "algorithmicMedia";
/// How long an export may take here.
const EXPORT: Duration = Duration::from_secs(120);

fn serve() -> Server {
    let dist =
        std::env::var_os("COWRITE_DIST").map(PathBuf::from).expect("COWRITE_DIST names the build; use ./studio test");
    Server::start(&dist)
}

/// The time signature of the picture a canvas shows: changes when what is drawn does.
async fn drawn(browser: &Browser, canvas: &str) -> String {
    let script = format!("return document.querySelector('[data-test=\"{canvas}\"]').toDataURL()");
    browser.evaluate(&script).await.as_str().unwrap_or_default().to_owned()
}

async fn saved(browser: &Browser) {
    browser.wait_for("the song to be saved", "return !document.querySelector('.save-saving, .save-failed')").await;
}

async fn export(browser: &Browser) -> Vec<u8> {
    browser.click("tab-release").await;
    browser.click("export").await;
    browser.download(".wav", EXPORT).await
}

/// The link of the open song, as the clipboard holds it.
async fn share(browser: &Browser, origin: &str) -> String {
    let permissions = json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.command("Browser.grantPermissions", permissions).await;
    browser.click("tab-release").await;
    browser.click("share").await;
    browser.wait_for("the link", "return navigator.clipboard.readText().then((text) => text.includes('#'))").await;
    browser.evaluate("return navigator.clipboard.readText()").await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_prompt_becomes_a_song_that_sounds() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    let tracks = browser.evaluate("return document.querySelectorAll('[data-test^=track-header-]').length").await;
    assert!(tracks.as_u64() >= Some(4), "at least four tracks, not {tracks}");
    let before = browser.text("position").await;
    browser.click("play").await;
    browser.hear().await;
    assert_ne!(before, browser.text("position").await, "the playhead moves");
    browser.picture("playing").await;
    browser.click("stop").await;
    assert_eq!(browser.evaluate("return self.crossOriginIsolated").await, false);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(browser.foreign_requests(&server.url()).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn edits_are_drawn_undone_and_survive_a_reload() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.click("track-header-0").await;
    browser.click("dock-piano-roll").await;
    browser.click("roll-pencil").await;
    let before = drawn(&browser, "roll-canvas").await;
    let canvas = browser.element("roll-canvas").await;
    let draw = browser.driver.action_chain().move_to_element_with_offset(&canvas, 40, 30).click_and_hold();
    draw.move_by_offset(30, 0).release().perform().await.expect("drawing a note");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let with_note = drawn(&browser, "roll-canvas").await;
    assert_ne!(before, with_note, "the note is drawn");
    browser.click("undo").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_ne!(with_note, drawn(&browser, "roll-canvas").await, "undo takes it back");
    browser.click("redo").await;
    saved(&browser).await;
    browser.reload().await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length").await;
    browser.click("undo").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_exported_file_sounds_and_says_how_it_was_made() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    let bytes = export(&browser).await;
    let wave = Wave::read(&bytes);
    assert_eq!((wave.sample_rate, wave.channels, wave.bits), (48_000, 2, 24));
    assert!(wave.seconds() > 48.0 * 4.0 * 60.0 / 96.0, "48 bars at 96 bpm, not {} s", wave.seconds());
    assert!(wave.peak() > 0.1 && wave.peak() <= 1.0, "a peak of {}", wave.peak());
    assert!(wave.info.contains_key("INAM"), "a title among {:?}", wave.info);
    let everything = format!("{} {:?}", String::from_utf8_lossy(&wave.id3), wave.info);
    assert!(everything.contains(ALGORITHMIC), "the disclosure in {:?}", wave.info);
    let file =
        WavFile::read_from(&mut std::io::Cursor::new(&bytes), ParseOptions::new()).expect("a file others can read");
    let tag = file.id3v2().expect("an ID3 chunk");
    assert_eq!(tag.title().as_deref(), wave.info.get("INAM").map(String::as_str));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_export_can_be_cancelled() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.click("tab-release").await;
    browser.click("export").await;
    browser.click("export-cancel").await;
    browser.wait_for("the job to go", "return !document.querySelector('[data-test=export-progress]')").await;
    let wave = Wave::read(&export(&browser).await);
    assert!(wave.peak() > 0.1, "the next export works");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_link_brings_the_same_song_to_another_browser() {
    let server = serve();
    let first = Browser::start(Setup::default()).await;
    first.open(&server.url()).await;
    first.compose(PROMPT).await;
    first.click("accept-all").await;
    let link = share(&first, &server.url()).await;
    assert!(link.starts_with(&server.url()), "a link to this studio, not {link}");
    let exported = Wave::read(&export(&first).await);
    let second = Browser::start(Setup::default()).await;
    second.open(&link).await;
    second.click("link-accept").await;
    second.click("play").await;
    second.hear().await;
    second.click("stop").await;
    assert!(Wave::read(&export(&second).await).data == exported.data, "the same samples, bit for bit");
    assert_eq!(second.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn without_a_network_it_opens_composes_plays_and_exports() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    let ready = "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    browser.wait_for("the service worker", ready).await;
    let problems = browser.command("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(problems["installabilityErrors"], json!([]));
    server.stop();
    browser.reload().await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.click("play").await;
    browser.hear().await;
    browser.click("stop").await;
    assert!(Wave::read(&export(&browser).await).peak() > 0.1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn it_runs_under_a_sub_path_in_chinese_on_a_phone() {
    let server = serve();
    let browser = Browser::start(Setup { language: "zh-CN", size: (390, 844), ..Setup::default() }).await;
    browser.open(&(server.url() + SUB_PATH)).await;
    browser.wait_for("Chinese", "return document.documentElement.lang === 'zh-CN'").await;
    browser.compose("一首关于末班电车的忧伤城市流行歌曲").await;
    browser.click("accept-all").await;
    browser.click("play").await;
    browser.hear().await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_damaged_link_is_explained_and_changes_nothing() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    for fragment in ["#nonsense", "#AAAA", "#%00%ff"] {
        browser.open(&format!("{}?{}{fragment}", server.url(), fragment.len())).await;
        assert!(!browser.text("notice").await.is_empty(), "a sentence about {fragment}");
        assert!(!browser.has("link-accept").await, "{fragment} offers no song");
    }
    browser.compose(PROMPT).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn prompts_of_no_and_of_ten_thousand_characters_are_answered() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    let field = browser.element("prompt").await;
    field.click().await.expect("focus");
    field.send_keys(Key::Enter + "").await.expect("Enter");
    browser
        .evaluate(&format!(
            "const field = document.querySelector('[data-test=prompt]'); \
         field.value = 'night '.repeat({}); field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            10_000 / 6
        ))
        .await;
    field.send_keys(Key::Enter + "").await.expect("Enter");
    let answered = "return document.querySelector('[data-test=accept-all], [data-test=notice]') !== null";
    browser.wait_for("a proposal or a sentence", answered).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn other_sample_rates_play() {
    let server = serve();
    for script in [
        "const Plain = AudioContext; self.AudioContext = class extends Plain { constructor() { super({ sampleRate: 44100 }); } };",
        "const Plain = AudioContext; self.AudioContext = class extends Plain { constructor() { super({ sampleRate: 96000 }); } };",
    ] {
        let browser = Browser::start(Setup { script, ..Setup::default() }).await;
        browser.open(&server.url()).await;
        browser.compose(PROMPT).await;
        browser.click("accept-all").await;
        browser.click("play").await;
        browser.hear().await;
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_engine_that_does_not_start_is_explained_and_the_song_stays() {
    let server = serve();
    let script = "AudioWorklet.prototype.addModule = () => Promise.reject(new Error('broken on purpose'));";
    let browser = Browser::start(Setup { script, ..Setup::default() }).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.click("play").await;
    let told = "return [...document.querySelectorAll('[data-test=notice]')].some((notice) => notice.textContent.includes('broken on purpose'))";
    browser.wait_for("the reason", told).await;
    assert!(Wave::read(&export(&browser).await).peak() > 0.1, "exporting still works");
}
