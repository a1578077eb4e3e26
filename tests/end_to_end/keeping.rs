//! The studio kept by the browser: installed, without a network, and when a new version comes.

use serde_json::json;

use crate::browser::Setup;
use crate::person::{dist, export, listen, saved, serve, song, visit, write_song};
use crate::server::Server;
use crate::versions::{Copy, kept};
use crate::wave::Wave;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn without_a_network_it_opens_composes_plays_and_exports() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    kept(&browser).await;
    let problems = browser.command("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(problems["installabilityErrors"], json!([]));
    write_song(&browser).await;
    let before = song(&browser).await;
    saved(&browser).await;

    server.stop();
    browser.reload().await;
    browser.element("track-header-0").await;
    assert_eq!(song(&browser).await.tracks, before.tracks, "the song is there");
    listen(&browser).await;
    browser.click("project-menu").await;
    browser.click("new-project").await;
    write_song(&browser).await;
    listen(&browser).await;
    assert!(Wave::read(&export(&browser).await).peak() > 0.1);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_new_version_is_offered_and_not_forced() {
    let build = Copy::of(&dist());
    let server = Server::start(build.folder());
    let browser = visit(&server, Setup::default()).await;
    kept(&browser).await;
    write_song(&browser).await;
    let before = song(&browser).await;
    saved(&browser).await;
    assert!(!browser.has("update-apply").await);

    build.publish();
    browser.reload().await;
    browser.element("update-apply").await;
    browser.reload().await;
    browser.element("update-apply").await;
    let next = "return document.querySelector('meta[name=next-version]') !== null";
    assert_eq!(browser.evaluate(next).await, false, "the version before goes on until the new one is taken");

    browser.click("update-apply").await;
    browser.wait_for("the new version", next).await;
    browser.element("track-header-0").await;
    assert_eq!(song(&browser).await, before, "the song is there");
    assert!(!browser.has("update-apply").await);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
