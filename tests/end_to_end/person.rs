//! What a person does in the studio, in steps that several tests share.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use studio::project::{Note, Project, file};

use crate::browser::{Browser, Setup};
use crate::server::Server;

/// What the co-writer is asked for.
pub const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
/// How long an export may take here.
const EXPORT: Duration = Duration::from_secs(240);
/// How long the browser may take to write a small file.
const FILE: Duration = Duration::from_secs(60);

/// The build under test.
pub fn dist() -> PathBuf {
    std::env::var_os("COWRITE_DIST").map(PathBuf::from).expect("COWRITE_DIST names the build; use ./studio test")
}

/// Serves the build.
pub fn serve() -> Server {
    Server::start(&dist())
}

/// A browser in which the studio is open.
pub async fn visit(server: &Server, setup: Setup) -> Browser {
    let browser = Browser::start(setup).await;
    browser.open(&server.url()).await;
    browser
}

/// Asks for a song and takes it whole.
pub async fn write_song(browser: &Browser) {
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.wait_for("the tracks", "return document.querySelectorAll('[data-test^=track-header-]').length > 3").await;
}

/// Plays until something is heard, then stops.
pub async fn listen(browser: &Browser) {
    browser.click("play").await;
    browser.hear().await;
    browser.click("stop").await;
}

/// Waits until the browser keeps everything.
pub async fn saved(browser: &Browser) {
    // The quiet moment before a checkpoint must have begun, so the state is looked at twice.
    for _ in 0..2 {
        let state = "return document.querySelector('[data-test=save-state]').dataset.state === 'saved'";
        browser.wait_for("the song to be saved", state).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Puts every notice away: they lie over what is below them.
pub async fn dismiss_notices(browser: &Browser) {
    browser
        .evaluate("document.querySelectorAll('[data-test=notice-dismiss]').forEach((button) => button.click())")
        .await;
    browser.wait_for("the notices to go", "return !document.querySelector('[data-test=notice]')").await;
}

/// The bytes of an exported file in WAV.
pub async fn export(browser: &Browser) -> Vec<u8> {
    export_ending(browser, ".wav").await
}

/// The bytes of an exported file whose name ends so, as it was chosen in the form.
pub async fn export_ending(browser: &Browser, ending: &str) -> Vec<u8> {
    dismiss_notices(browser).await;
    browser.click("tab-release").await;
    browser.click("export").await;
    browser.download(ending, EXPORT).await
}

/// The open song, as its project file has it.
pub async fn song(browser: &Browser) -> Project {
    browser.click("project-menu").await;
    browser.click("save-file").await;
    let bytes = browser.download(".cowrite", FILE).await;
    file::decode(&bytes).expect("a project file that opens")
}

/// The notes of the clip that the piano roll shows after a song was taken: the first clip of the first track.
pub fn first_notes(song: &Project) -> Vec<Note> {
    let track = song.tracks.first().expect("a track");
    let clip = track.clips.first().expect("a clip");
    track.pattern_of(clip).expect("its pattern").notes.clone()
}

/// The link of the open song, as the clipboard holds it.
pub async fn share(browser: &Browser, origin: &str) -> String {
    let permissions = json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.command("Browser.grantPermissions", permissions).await;
    browser.click("share").await;
    browser.wait_for("the link", "return navigator.clipboard.readText().then((text) => text.includes('#'))").await;
    browser.evaluate("return navigator.clipboard.readText()").await.as_str().unwrap_or_default().to_owned()
}

/// Waits for a sentence among the notices that holds these words.
pub async fn told(browser: &Browser, words: &str) {
    let script = format!(
        "return [...document.querySelectorAll('[data-test=notice]')].some((notice) => notice.textContent.includes({}))",
        json!(words)
    );
    browser.wait_for(&format!("a notice that says “{words}”"), &script).await;
}

/// Clicks the button that a notice offers.
pub async fn take_remedy(browser: &Browser) {
    browser.click("notice-remedy").await;
}
