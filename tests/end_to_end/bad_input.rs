//! What goes wrong in a browser, and what the person is told: each a sentence with what to do, and nothing lost.

use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use studio::project::{Project, ProjectId, link};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{PROMPT, export, listen, saved, serve, song, take_remedy, told, visit, write_song};
use crate::wave::Wave;

/// A link around bytes that need not be a song, with a head that is right.
fn wrapped(deflated: &[u8]) -> String {
    let length = u32::try_from(deflated.len()).expect("a short link").to_be_bytes();
    let bytes = [&Sha256::digest(deflated)[..6], &length[1..], deflated].concat();
    format!("p=1.{}", BASE64URL_NOPAD.encode(&bytes))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_bad_link_is_explained_and_changes_nothing() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let before = song(&browser).await;
    saved(&browser).await;
    let good = link::pack(&Project::empty(ProjectId(5)));
    let mut changed = good.clone();
    changed.replace_range(20..21, if &good[20..21] == "A" { "B" } else { "A" });
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 256 << 20], 9);
    let future = miniz_oxide::deflate::compress_to_vec(b"{\"cowrite\":999}", 9);
    let links = [
        ("nonsense".to_owned(), "not a share link"),
        ("%00%ff".to_owned(), "not a share link"),
        (good[..good.len() / 2].to_owned(), "cut short"),
        (changed, "changed on its way"),
        (good.replace("p=1.", "p=9."), "newer Cowrite"),
        (wrapped(&future), "newer Cowrite"),
        (wrapped(&bomb), "would unpack to more than"),
    ];
    for (place, (fragment, words)) in links.iter().enumerate() {
        // Another search, so that the page is loaded anew.
        browser.open(&format!("{}?{place}#{fragment}", server.url())).await;
        told(&browser, words).await;
        assert!(!browser.has("link-accept").await, "no song is offered where it {words}");
    }
    assert_eq!(song(&browser).await, before, "the song is there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn prompts_of_no_and_of_ten_thousand_characters_are_answered() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    let field = browser.element("prompt").await;
    field.click().await.expect("focus");
    field.send_keys(Key::Enter + "").await.expect("Enter");
    let answered = "return document.querySelector('[data-test=accept-all], [data-test=notice]') !== null";
    browser.wait_for("a proposal or a sentence", answered).await;
    browser.reload().await;
    let field = browser.element("prompt").await;
    browser
        .evaluate(&format!(
            "const field = document.querySelector('[data-test=prompt]'); \
         field.value = 'night '.repeat({}); field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            10_000 / 6
        ))
        .await;
    field.send_keys(Key::Enter + "").await.expect("Enter");
    browser.wait_for("a proposal or a sentence", answered).await;
    let length = "return document.querySelector('[data-test=prompt]').value.length";
    assert_eq!(browser.evaluate(length).await, 10_000 / 6 * 6, "what was written stays");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_bad_project_file_is_explained_and_changes_nothing() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let before = song(&browser).await;
    let whole = studio::project::file::encode(&before);
    let files = [
        ("empty", Vec::new(), "empty"),
        ("short", whole[..whole.len() / 2].to_vec(), "cut short"),
        ("noise", (0..255).collect(), "not a Cowrite project"),
        ("newer", b"{\"cowrite\":999}".to_vec(), "newer Cowrite"),
    ];
    for (name, bytes, words) in files {
        browser.open_file(&format!("{name}.cowrite"), &bytes).await;
        told(&browser, words).await;
        assert_eq!(song(&browser).await, before, "the song stays");
    }
    browser.click("project-menu").await;
    browser.click("new-project").await;
    browser.open_file("good.cowrite", &whole).await;
    browser.element("track-header-0").await;
    assert_eq!(song(&browser).await.tracks, before.tracks);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_full_disk_is_explained_and_the_song_can_be_saved_as_a_file() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    let origin = server.url();
    let quota = |bytes: u64| json!({ "origin": origin.trim_end_matches('/'), "quotaSize": bytes });
    browser.command("Storage.overrideQuotaForOrigin", quota(1)).await;
    write_song(&browser).await;
    told(&browser, "no room left").await;
    let state = "return document.querySelector('[data-test=save-state]').dataset.state";
    assert_eq!(browser.evaluate(state).await, "failed");
    let kept = song(&browser).await;
    assert!(kept.tracks.len() >= 4, "the song stays, and can be saved as a file");
    listen(&browser).await;

    browser.command("Storage.overrideQuotaForOrigin", quota(1 << 30)).await;
    browser.click("track-mute-0").await;
    saved(&browser).await;
    browser.reload().await;
    browser.element("track-header-0").await;
    let after = song(&browser).await;
    assert_eq!(after.tracks.len(), kept.tracks.len(), "with room again, the next change saves everything");
    assert!(after.tracks[0].strip.mute);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_browser_that_keeps_nothing_is_explained() {
    let server = serve();
    let script = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); };";
    let browser = visit(&server, Setup { script, ..Setup::default() }).await;
    told(&browser, "keeps nothing for the studio").await;
    write_song(&browser).await;
    listen(&browser).await;
    assert!(song(&browser).await.tracks.len() >= 4);
}

async fn block(browser: &Browser, urls: &[&str]) {
    browser.command("Network.enable", json!({})).await;
    // The service worker would answer from what it keeps.
    browser.command("Network.setBypassServiceWorker", json!({ "bypass": true })).await;
    browser.command("Network.setBlockedURLs", json!({ "urls": urls })).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_engine_that_does_not_start_is_explained_and_can_be_started_again() {
    let server = serve();
    // The first adding of the worklet's script fails, as it does where the network breaks at that moment.
    let script = "const add = AudioWorklet.prototype.addModule; \
        AudioWorklet.prototype.addModule = function (...rest) { \
            return self.mended ? add.apply(this, rest) : Promise.reject(new Error('broken on purpose')); };";
    let browser = visit(&server, Setup { script, ..Setup::default() }).await;
    write_song(&browser).await;
    browser.click("play").await;
    told(&browser, "broken on purpose").await;
    assert!(Wave::read(&export(&browser).await).peak() > 0.1, "exporting still works");
    browser.evaluate("self.mended = true").await;
    browser.click("engine-restart").await;
    let mended = "return !document.querySelector('[data-test=engine-restart]')";
    browser.wait_for("the engine", mended).await;
    listen(&browser).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_engine_that_cannot_be_fetched_is_explained_and_can_be_started_again() {
    let server = serve();
    let browser = Browser::start(Setup::default()).await;
    block(&browser, &["*worklet*"]).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.click("play").await;
    told(&browser, "could not").await;
    block(&browser, &[]).await;
    take_remedy(&browser).await;
    browser.wait_for("the engine", "return !document.querySelector('[data-test=engine-restart]')").await;
    listen(&browser).await;
}
