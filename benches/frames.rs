//! A large song in headless Chromium: how long it takes to open, and how long frames take while it is scrolled, zoomed and
//! dragged. Run by `./studio bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that fails may stop")]

#[path = "../tests/end_to_end/browser.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "../tests/end_to_end/server.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod server;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use browser::{Browser, Setup};
use serde_json::json;
use server::Server;
use studio::draft;
use studio::music::{Pitch, Velocity};
use studio::project::{Clip, ClipContent, Note, Pattern, Project, Track, file};
use studio::time::Tick;

/// How large the song is: tracks, clips on each, and notes in each clip.
const SIZE: (u32, u32, u32) = (32, 16, 20);
/// The frames of each measurement.
const FRAMES: u32 = 180;
const MEASURE: &str = include_str!("frames/measure.js");

fn main() {
    let Some(dist) = std::env::var_os("COWRITE_DIST").map(PathBuf::from) else {
        println!("COWRITE_DIST does not name a build, so frames are not measured; ./studio bench does.");
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure(&dist));
}

async fn measure(dist: &Path) {
    let server = Server::start(dist);
    let browser = Browser::start(Setup::default()).await;
    browser.open(&server.url()).await;
    let song = file::encode(&large());
    println!("{} notes on {} tracks, {} KiB", SIZE.0 * SIZE.1 * SIZE.2, SIZE.0, song.len() / 1024);
    browser.evaluate(WATCH).await;
    browser.open_file("large.cowrite", &song).await;
    browser.wait_for("the song", "return window.__opened > 0").await;
    let opened = browser.evaluate("return window.__opened - window.__began").await;
    println!("opened and drawn in {:.0} ms", opened.as_f64().unwrap_or(f64::NAN));
    for canvas in ["arrange-canvas", "roll-canvas"] {
        if canvas == "roll-canvas" && !browser.has(canvas).await {
            browser.click("roll-first-clip").await;
        }
        browser.element(canvas).await;
        for kind in ["scroll", "zoom", "drag"] {
            let arguments = vec![json!(canvas), json!(kind), json!(FRAMES)];
            let script = format!("return (async function () {{ {MEASURE} }})(...arguments)");
            let taken = browser.driver.execute(&script, arguments).await.expect("frames");
            let mut taken: Vec<f64> =
                taken.json().as_array().into_iter().flatten().filter_map(|t| t.as_f64()).collect();
            taken.sort_by(f64::total_cmp);
            let at = |part: f64| taken[((taken.len() - 1) as f64 * part) as usize];
            println!(
                "{canvas:<16} {kind:<7} median {:5.1} ms, 95th percentile {:5.1} ms, longest {:5.1} ms",
                at(0.5),
                at(0.95),
                at(1.0)
            );
        }
    }
}

/// Tells when the file input was used and when the last track's header is drawn.
const WATCH: &str = "window.__opened = 0; \
    document.querySelector('[data-test=open-file]').addEventListener('change', () => { window.__began = performance.now(); }, true); \
    new MutationObserver(() => { if (!window.__opened && document.querySelector('[data-test=track-header-31]')) \
        requestAnimationFrame(() => requestAnimationFrame(() => { window.__opened = performance.now(); })); }) \
    .observe(document.body, { childList: true, subtree: true });";

/// A song with many tracks, clips and notes, each clip with a pattern of its own.
fn large() -> Project {
    let mut project = draft::song("a calm piano piece", 1, 1).expect("a song");
    let model: Track = Track::clone(&project.tracks[0]);
    let (tracks, clips, count) = SIZE;
    let mut ids = project.ids;
    let built = (0..tracks).map(|place| {
        let mut track = Track {
            id: ids.track(),
            name: format!("Track {}", place + 1),
            colour: (place % 12) as u8,
            ..model.clone()
        };
        (track.patterns, track.clips) = (Vec::new(), Vec::new());
        for clip in 0..clips {
            let (id, length) = (ids.pattern(), Tick::quarters(16));
            let note = |step: u32| Note {
                start: Tick(step * length.0 / count),
                length: Tick(400),
                pitch: Pitch::clamped((40 + (step * 7 + place * 3 + clip) % 40) as i32),
                velocity: Velocity::DEFAULT,
                authors: model.patch_authors,
                muted: false,
            };
            track.patterns.push(Rc::new(Pattern { id, length, notes: (0..count).map(note).collect() }));
            let at = Tick(clip * length.0);
            let content = ClipContent::Pattern(id);
            track.clips.push(Clip {
                id: ids.clip(),
                at,
                length,
                offset: Tick::ZERO,
                content,
                authors: model.patch_authors,
            });
        }
        Rc::new(track)
    });
    project.tracks = built.collect();
    project.ids = ids;
    project
}
