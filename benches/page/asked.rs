//! A page of works in headless Chromium, and what it answers.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::browser::{Browser, Setup};
use crate::server::Server;

/// How long a work may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// Puts a page into a folder: a script of works, and the one that begins them.
pub fn furnish(folder: &Path, works: &str) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    fs::create_dir_all(folder).expect("a folder");
    fs::copy(source.join(works), folder.join("page.js")).expect("the page's script");
    fs::copy(source.join("page/begin.js"), folder.join("begin.js")).expect("the script that begins");
    let scripts = "<script src=\"page.js\"></script><script src=\"begin.js\"></script>";
    let page = format!("<!doctype html><meta charset=\"utf-8\"><title>Works</title>{scripts}");
    fs::write(folder.join("index.html"), page).expect("the page");
}

/// A fresh browser with the page in it.
pub async fn opened(server: &Server, query: &str) -> Browser {
    let browser = Browser::start(Setup::default()).await;
    browser.driver.goto(format!("{}{query}", server.url())).await.expect("the page");
    browser.wait_for("the page's script", "return typeof begin === 'function'").await;
    browser
}

/// What a work on the page gives; `call` is its name and what it is told, in JavaScript.
pub async fn asked(browser: &Browser, call: &str) -> Value {
    browser.evaluate(&format!("begin({call})")).await;
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let answer = browser.evaluate("return __answer").await;
        if let Some(error) = answer.get("error") {
            panic!("{call}: {error}");
        }
        if let Some(value) = answer.get("value") {
            return value.clone();
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("{call} took longer than {PATIENCE:?}");
}
