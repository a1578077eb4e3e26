//! A build, and the version that comes after it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use crate::browser::Browser;

/// What the page of the next version has and that of this one has not.
const NEXT: &str = "<meta name=\"next-version\" content=\"\">";
static COUNT: AtomicU32 = AtomicU32::new(0);

/// Waits until the service worker keeps the studio.
pub async fn kept(browser: &Browser) {
    let ready = "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))";
    browser.wait_for("the service worker", ready).await;
}

/// A copy of the build that goes away with its test.
pub struct Copy(PathBuf);

impl Copy {
    /// Copies a build.
    pub fn of(dist: &Path) -> Self {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("cowrite-build-{}-{number}", std::process::id()));
        copy(dist, &folder);
        Self(folder)
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Publishes the next version: another page, and a service worker that lists it.
    pub fn publish(&self) {
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
