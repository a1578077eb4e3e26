//! The studio kept by the browser: installed, without a network, and when a new version comes.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::browser::{Browser, Setup};
use crate::person::{dist, export, listen, saved, serve, song, visit, write_song};
use crate::server::Server;
use crate::wave::Wave;

/// What the page of the next version has and that of this one has not.
const NEXT: &str = "<meta name=\"next-version\" content=\"\">";

async fn kept(browser: &Browser) {
    let ready = "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    browser.wait_for("the service worker", ready).await;
}

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

/// A copy of the build that goes away with its test.
struct Copy(PathBuf);

impl Copy {
    fn of(dist: &Path) -> Self {
        let folder = std::env::temp_dir().join(format!("cowrite-build-{}", std::process::id()));
        copy(dist, &folder);
        Self(folder)
    }

    /// Publishes the next version: another page, and a service worker that lists it.
    fn publish(&self) {
        let page = fs::read_to_string(self.0.join("index.html")).expect("the page");
        let next = page.replace("</head>", &format!("{NEXT}</head>"));
        let worker = fs::read_to_string(self.0.join("service-worker.js")).expect("the service worker");
        let (before, after) = (integrity(&page), integrity(&next));
        assert!(next != page && worker.contains(&before), "the page is in the list");
        fs::write(self.0.join("index.html"), &next).expect("a new page");
        fs::write(self.0.join("service-worker.js"), worker.replace(&before, &after)).expect("a new worker");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the build").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn integrity(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_new_version_is_offered_and_not_forced() {
    let build = Copy::of(&dist());
    let server = Server::start(&build.0);
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
