//! What is handed out of the browser, read by the native program: score files, a signed file, and a release pack.

use std::time::Duration;

use studio::bundle::Assets;
use studio::credentials::{DataHasher, Report, find_in};
use studio::interchange::{ScoreFile, Sheet};
use studio::release::disclosure;
use studio::release::pack::check;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, export, serve, song, visit, write_song};

/// How long a pack may take to be made.
const PACK: Duration = Duration::from_secs(400);

/// Clicks a control in the release view and takes what the browser then downloads.
async fn handed_out(browser: &Browser, control: &str, ending: &str, patience: Duration) -> Vec<u8> {
    dismiss_notices(browser).await;
    browser.click("tab-release").await;
    browser.click(control).await;
    browser.download(ending, patience).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn scores_are_those_of_the_native_program_and_a_signed_file_is_sound() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let song = song(&browser).await;
    let sheet = Sheet::new(&song, disclosure(&song));
    for (control, kind) in [("score-midi", ScoreFile::Midi), ("score-musicxml", ScoreFile::MusicXml)] {
        let found = handed_out(&browser, control, kind.extension(), Duration::from_secs(30)).await;
        assert!(found == kind.write(&sheet, &Assets::new()), "{control}");
    }

    browser.click("signing-on").await;
    browser.wait_for("a certificate", "return document.querySelector('[data-test=signing-with]')").await;
    let bytes = export(&browser).await;
    let layout = find_in(&bytes).expect("a sound file");
    let now = browser.evaluate("return Date.now()").await.as_u64().expect("a time");
    let report = Report::of(&layout.store.expect("a manifest"), now).expect("a manifest that can be read");
    assert_eq!((report.findings.as_slice(), report.signature_holds), (&[][..], Some(true)));
    assert_eq!(report.ledger_head, Some(song.ledger.head().to_string()));
    let mut hasher = DataHasher::new(report.data_hash.expect("a hash"));
    hasher.update(&bytes);
    assert!(hasher.matches());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_release_pack_is_whole() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    for choice in ["pack-flac", "pack-mp3", "pack-stems"] {
        browser.click(choice).await;
    }
    let pack = handed_out(&browser, "pack", ".zip", PACK).await;
    let checked = check(&pack).expect("an archive");
    assert_eq!(checked.flaws, []);
    assert!(checked.files > 20, "{}", checked.files);
}
