//! The release build in headless Chromium, measured: what a first visit transfers, how soon it sounds, and how fast it
//! renders a file. Run by `./studio bench`; the last two depend on the machine, so they are ratios or compared on one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that fails may stop")]

#[path = "../tests/end_to_end/browser.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "../tests/end_to_end/server.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod server;
#[path = "../tests/end_to_end/wave.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod wave;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use browser::{Browser, Setup};
use server::Server;
use tokio::time::Instant;
use wave::Wave;

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
const KIB: f64 = 1024.0;

fn main() {
    let Some(dist) = std::env::var_os("COWRITE_DIST").map(PathBuf::from) else {
        println!("COWRITE_DIST does not name a build, so the browser is not measured; ./studio bench does.");
        return;
    };
    first_load(&dist);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(in_the_browser(&dist));
}

/// What the first visit transfers before anything is played or exported, compressed as servers do, and the rest.
fn first_load(dist: &Path) {
    println!("\n{:<28} {:>10} {:>10}", "file", "bytes", "gzip");
    let (mut first, mut later) = (0, 0);
    for file in files(dist) {
        let bytes = fs::read(&file).expect("a file of the build");
        let packed = miniz_oxide::deflate::compress_to_vec(&bytes, 9).len() + 18;
        let name = file.strip_prefix(dist).expect("inside the build").to_string_lossy().into_owned();
        let on_demand = ["bouncer", "decoder", "press", "signer", "icons/", "service-worker"]
            .iter()
            .any(|start| name.starts_with(start));
        *(if on_demand { &mut later } else { &mut first }) += packed;
        println!("{:<28} {:>10} {packed:>10}", short(&name), bytes.len());
    }
    println!(
        "first load, with the worklet: {:.0} KiB; fetched later: {:.0} KiB",
        first as f64 / KIB,
        later as f64 / KIB
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the build").flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    found.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    found.sort();
    found
}

/// A name without the hash of its content.
fn short(name: &str) -> String {
    let parts = name.split_inclusive(['-', '_', '.']);
    parts.filter(|part| part.trim_end_matches(['-', '_', '.']).len() != 16).collect()
}

async fn in_the_browser(dist: &Path) {
    let server = Server::start(dist);
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    browser.compose(PROMPT).await;
    browser.click("accept-all").await;
    browser.wait_for("the song to be saved", "return !document.querySelector('.save-saving, .save-failed')").await;
    browser.reload().await;
    let drawn = browser.evaluate("return performance.now()").await;
    browser.click("play").await;
    browser.wait_for("sound", "return __probe.firstSound").await;
    let sound = browser.evaluate("return __probe.firstSound").await;
    println!(
        "second visit: drawn within {:.2} s of navigation, first sound after {:.2} s",
        seconds(&drawn),
        seconds(&sound)
    );
    browser.click("stop").await;
    browser.click("tab-release").await;
    let start = Instant::now();
    browser.click("export").await;
    let file = browser.download(".wav", Duration::from_secs(300)).await;
    let taken = start.elapsed().as_secs_f64();
    let lasts = Wave::read(&file).seconds();
    println!("export: {lasts:.1} s of music in {taken:.2} s, {:.1} times real time", lasts / taken);
}

fn seconds(milliseconds: &serde_json::Value) -> f64 {
    milliseconds.as_f64().unwrap_or(f64::NAN) / 1000.0
}
