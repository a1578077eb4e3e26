//! The engine beside the browser's own audio nodes and beside Tone.js, on the same works in one headless Chromium, and
//! natively: `./studio bench`, or `cargo bench --bench peers`.
//!
//! `COWRITE_WORKLET` names the worklet's module and `COWRITE_NPM` a folder with `tone` in it, as npm installs it; without
//! the second Tone.js is left out. What counts is the time of the processor, of the browser with all its processes; the
//! works take turns, and the median of the rounds is told.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that fails may stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "page/asked.rs"]
mod asked;
#[path = "../tests/end_to_end/browser.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "page/processor.rs"]
mod processor;
#[path = "../tests/end_to_end/server.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod server;
#[path = "peers/works.rs"]
mod works;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use asked::{asked, furnish as furnish_page, opened};
use server::Server;
use studio::engine::{Engine, EngineMessage};

const ROUNDS: usize = 3;
const RATE: u32 = 48_000;
/// Voices of the first work, and how long it is given to the engine, which is quick.
const VOICES: u32 = 64;
const SECONDS: u32 = 240;
/// How many voices are held live, rising until the sound runs dry; and the seconds that each is listened to.
const LIVE: [(&str, &[u32]); 3] = [
    ("engine", &[128, 256, 384, 512, 640, 768, 896, 1_024]),
    ("nodes", &[32, 64, 96, 128, 192, 256, 384, 512]),
    ("tone", &[8, 16, 24, 32, 48, 64, 96]),
];
const LISTENED: u32 = 4;
/// A work by somebody: its name, who, what the page is asked for, and how many seconds of audio it makes.
struct Entry {
    work: &'static str,
    who: &'static str,
    call: String,
    seconds: u32,
    rates: Vec<f64>,
}

fn main() {
    let Some(module) = env::var_os("COWRITE_WORKLET").map(PathBuf::from) else {
        println!("COWRITE_WORKLET does not name the worklet's module, so peers are not measured; ./studio bench does.");
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let tone = furnish(&folder, &module);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let server = Server::start(&folder);
        offline(&server, tone).await;
        live(&server, tone).await;
        beginnings(&server, &folder, tone).await;
    });
}

/// Puts the page and what it needs into a folder; says whether Tone.js is there.
fn furnish(folder: &Path, module: &Path) -> bool {
    furnish_page(folder, "peers/page.js");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(module, folder.join("worklet.wasm")).expect("the worklet's module");
    fs::copy(source.join("www/worklet.js"), folder.join("worklet.js")).expect("the worklet's shell");
    let write = |name: &str, messages: &[EngineMessage]| {
        fs::write(folder.join(name), postcard::to_allocvec(messages).expect("messages")).expect("a file of messages");
    };
    write("voices.messages", &works::voices(VOICES, SECONDS));
    write("song.messages", &works::song(SECONDS));
    for voices in LIVE[0].1.iter().chain([&64]) {
        write(&format!("live-{voices}.messages"), &works::held(*voices));
    }
    let tone = env::var_os("COWRITE_NPM").map(|npm| Path::new(&npm).join("tone/build/Tone.js"));
    tone.is_some_and(|tone| fs::copy(tone, folder.join("Tone.js")).is_ok())
}

/// How much audio each makes in a second of the processor.
async fn offline(server: &Server, tone: bool) {
    let entry = |work, who, call: &str, seconds| Entry { work, who, call: call.to_owned(), seconds, rates: Vec::new() };
    let mut entries = vec![
        entry("64 voices", "engine", &format!("'by_engine', 'voices.messages', {SECONDS}"), SECONDS),
        entry("64 voices", "browser's nodes", "'nodes_voices', 30", 30),
        entry("64 voices", "Tone.js", "'tone_voices', 3", 3),
        entry("song", "engine", &format!("'by_engine', 'song.messages', {SECONDS}"), SECONDS),
        entry("song", "browser's nodes", "'nodes_song', 60", 60),
        entry("song", "Tone.js", "'tone_song', 8", 8),
    ];
    entries.retain(|entry| tone || entry.who != "Tone.js");
    let mut native = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        let turn = |place: usize| if round % 2 == 0 { place } else { entries.len() - 1 - place };
        for place in (0..entries.len()).map(turn).collect::<Vec<_>>() {
            let browser = opened(server, "").await;
            let before = processor::of_descendants();
            let peak = asked(&browser, &entries[place].call).await;
            let spent = processor::of_descendants() - before;
            assert!(
                peak.as_f64().is_some_and(|peak| peak > 1e-3),
                "{} of {} is silent",
                entries[place].work,
                entries[place].who
            );
            let rate = f64::from(entries[place].seconds) / spent;
            entries[place].rates.push(rate);
        }
        // Without optimisation it would say nothing.
        let works = [works::voices(VOICES, SECONDS), works::song(SECONDS)];
        for (rates, messages) in native.iter_mut().zip(works).filter(|_| !cfg!(debug_assertions)) {
            rates.push(natively(messages));
        }
    }
    println!("\n{:<10} {:<24} {:>22}   {:>6}", "work", "by", "audio s a processor s", "engine");
    for (work, native) in ["64 voices", "song"].into_iter().zip(&mut native) {
        let rate_of = |entry: &mut Entry| median(&mut entry.rates);
        let mut rates: Vec<(&str, f64)> =
            entries.iter_mut().filter(|entry| entry.work == work).map(|entry| (entry.who, rate_of(entry))).collect();
        if !native.is_empty() {
            rates.push(("engine, natively", median(native)));
        }
        let ours = rates[0].1;
        for (who, rate) in rates {
            println!("{work:<10} {who:<24} {rate:>22.1}   {:>5.1}x", ours / rate);
        }
    }
}

/// Seconds of audio that the engine makes in a second of the processor, in this process.
fn natively(messages: Vec<EngineMessage>) -> f64 {
    let mut engine = Engine::new(RATE as f32);
    messages.into_iter().for_each(|message| engine.message(message));
    let (mut left, mut right) = ([0.0; 4_096], [0.0; 4_096]);
    let before = processor::of_this_thread();
    let calls = SECONDS * RATE / 4_096;
    (0..calls).for_each(|_| engine.render(&mut left, &mut right));
    f64::from(calls * 4_096) / f64::from(RATE) / (processor::of_this_thread() - before)
}

/// How many voices each holds.
async fn live(server: &Server, tone: bool) {
    println!("\nvoices held live for {LISTENED} s before the sound runs dry");
    for (who, counts) in LIVE.into_iter().filter(|(who, _)| tone || *who != "tone") {
        let mut held = 0;
        for voices in counts {
            let browser = opened(server, "").await;
            let runs_dry = asked(&browser, &format!("'underruns', '{who}', {voices}, {LISTENED}")).await;
            if runs_dry.as_u64() != Some(0) {
                println!("{who:<24} {held:>6}; at {voices} it ran dry {runs_dry} times");
                held = u32::MAX;
                break;
            }
            held = *voices;
        }
        if held != u32::MAX {
            println!("{who:<24} {held:>6} without once running dry");
        }
    }
}

/// What has to be fetched, and how soon a page sounds.
async fn beginnings(server: &Server, folder: &Path, tone: bool) {
    println!("\n{:<24} {:>10} {:>12} {:>22}", "first sound", "bytes", "gzip", "ms from navigation");
    for (who, file) in [("nodes", ""), ("engine", "worklet.wasm"), ("tone", "Tone.js")] {
        if who == "tone" && !tone {
            continue;
        }
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let browser = opened(server, &format!("?first={who}")).await;
            browser.wait_for("sound", "return __probe.firstSound").await;
            times.push(browser.evaluate("return __probe.firstSound").await.as_f64().unwrap_or(f64::NAN));
        }
        let bytes = if file.is_empty() { Vec::new() } else { fs::read(folder.join(file)).expect("a file of the page") };
        let packed = if bytes.is_empty() { 0 } else { miniz_oxide::deflate::compress_to_vec(&bytes, 9).len() + 18 };
        println!("{who:<24} {:>10} {packed:>12} {:>22.0}", bytes.len(), median(&mut times));
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
