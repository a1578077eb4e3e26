//! A song from a service that has no way in: downloaded there, dropped here, credited, played, exported and kept.

use studio::project::Project;
use studio::provenance::{ContainsAi, Contributor, Digest};

use crate::asking::choose;
use crate::browser::{Browser, Setup};
use crate::person::{export, listen, saved, serve, song, told, visit};
use crate::wave::Wave;

const TONE: &[u8] = include_bytes!("../audio/tone.mp3");

async fn placed(browser: &Browser) {
    browser.click("import-place").await;
    browser.element("track-header-0").await;
}

fn makers(song: &Project) -> Vec<Contributor> {
    let asset = song.assets.first().expect("a recording");
    let makers = song.authors.get(asset.authors).iter();
    makers.filter_map(|maker| Some(song.ledger.get(*maker)?.contributor.clone())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_downloaded_song_is_credited_played_exported_and_kept() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    browser.open_file("last train.mp3", TONE).await;
    assert!(browser.element("import-place").await.attr("disabled").await.expect("a state").is_some());
    choose(&browser, "import-origin", "Suno").await;
    browser.element("import-prompt").await.send_keys("a sad song about trains").await.expect("typing");
    browser.picture("import").await;
    placed(&browser).await;
    saved(&browser).await;
    let before = song(&browser).await;
    assert_eq!(before.assets[0].digest, Digest::of(TONE));
    assert_eq!(before.metadata.title, "last train");
    let made = makers(&before);
    assert!(matches!(&made[..], [Contributor::Model { provider, .. }] if provider == "Suno"), "{made:?}");
    let disclosed = studio::project::evidence::disclosure(&before).contains_ai();
    assert_eq!(disclosed, ContainsAi::All);
    listen(&browser).await;
    browser.picture("imported").await;

    browser.driver.refresh().await.expect("the page again");
    browser.element("track-header-0").await;
    assert_eq!(song(&browser).await.assets, before.assets);
    listen(&browser).await;
    let wave = Wave::read(&export(&browser).await);
    assert!(wave.peak() > 0.2, "the tone is in the file: {}", wave.peak());
    assert!(wave.seconds() > 0.4 && wave.seconds() < 2.0, "{}", wave.seconds());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_recording_that_is_not_here_is_named_and_comes_back() {
    let server = serve();
    let first = visit(&server, Setup::default()).await;
    first.open_file("mine.flac", include_bytes!("../audio/tone.flac")).await;
    choose(&first, "import-origin", "Me").await;
    placed(&first).await;
    first.click("project-menu").await;
    first.click("save-file").await;
    let file = first.download(".cowrite", std::time::Duration::from_secs(20)).await;
    drop(first);

    let other = visit(&server, Setup { size: (390, 844), ..Setup::default() }).await;
    other.open_file("song.cowrite", &file).await;
    told(&other, "mine.flac").await;
    other.open_file("renamed.flac", include_bytes!("../audio/tone.flac")).await;
    told(&other, "sound again").await;
    assert!(!other.has("import-place").await, "nothing is asked of what is known");
    listen(&other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_file_that_cannot_be_read_is_explained_and_one_can_be_left_out() {
    let server = serve();
    let browser = visit(&server, Setup { size: (390, 844), ..Setup::default() }).await;
    browser.open_file("voice.opus", include_bytes!("../audio/tone.opus")).await;
    told(&browser, "cannot read this kind of sound file").await;
    browser.open_file("tone.mp3", TONE).await;
    choose(&browser, "import-origin", "Another").await;
    browser.picture("import-phone").await;
    browser.click("import-cancel").await;
    browser.wait_for("the panel to go", "return !document.querySelector('[data-test=import]')").await;
    assert!(!browser.has("track-header-0").await);
}
