//! Automation drawn with the mouse and the keyboard: heard in the export, undone, and there after a reload.

use serde_json::json;
use studio::project::{AutomationLane, Target};
use studio::time::Tick;
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, export, saved, serve, song, visit, write_song};
use crate::wave::Wave;

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    browser.element("arrange-canvas").await.send_keys(keys).await.expect("a key");
}

/// Clicks into the lane: a part of the canvas's width from its left, and of the lane's height from its top.
async fn click_lane(browser: &Browser, right: f64, down: f64) {
    let script = format!(
        "const canvas = document.querySelector('[data-test=arrange-canvas]').getBoundingClientRect();
         const head = document.querySelector('[data-test=automation-head]').getBoundingClientRect();
         return [canvas.width * ({right} - 0.5), head.top + head.height * {down} - canvas.top - canvas.height / 2];"
    );
    let place = browser.evaluate(&script).await;
    let offset = |index: usize| place[index].as_f64().expect("a place") as i64;
    let canvas = browser.element("arrange-canvas").await;
    let chain = browser.driver.action_chain().move_to_element_with_offset(&canvas, offset(0), offset(1));
    chain.click().perform().await.expect("a click");
}

/// A song with the master's lane unfolded, and nothing lying over it.
async fn song_with_lane(browser: &Browser) {
    write_song(browser).await;
    dismiss_notices(browser).await;
    press(browser, Key::Shift + "e").await;
    browser.element("automation-head").await;
}

async fn master_lane(browser: &Browser) -> Option<AutomationLane> {
    song(browser).await.master.lane(&Target::Volume).cloned()
}

/// The root mean square of the samples in a span of seconds.
fn loudness(wave: &Wave, from: f64, to: f64) -> f64 {
    let frame = usize::from(wave.channels) * usize::from(wave.bits / 8);
    let place = |seconds: f64| (seconds * f64::from(wave.sample_rate)) as usize * frame;
    let samples = wave.data[place(from)..place(to)].chunks_exact(3);
    let samples = samples.map(|sample| f64::from(i32::from_le_bytes([0, sample[0], sample[1], sample[2]]) >> 8));
    let count = (place(to) - place(from)) as f64 / 3.0;
    (samples.map(|sample| sample * sample).sum::<f64>() / count).sqrt() / f64::from(1 << 23)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_fade_is_drawn_with_the_mouse_and_exported() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    song_with_lane(&browser).await;
    click_lane(&browser, 0.01, 0.9).await;
    click_lane(&browser, 0.3, 0.2).await;
    let lane = master_lane(&browser).await.expect("a lane on the master");
    let [first, last] = lane.points[..] else { panic!("two points are drawn, not {:?}", lane.points) };
    assert!(first.at <= Tick(3_840) && first.value == -60.0, "{first:?}");
    assert!(last.at.0.is_multiple_of(960) && last.value > -6.0, "{last:?}");
    let bars = f64::from(last.at.0) / 3_840.0;
    let wave = Wave::read(&export(&browser).await);
    let seconds = bars * 4.0 * 60.0 / 96.0;
    let (soft, loud) = (loudness(&wave, 0.0, seconds / 8.0), loudness(&wave, seconds, seconds + 8.0));
    assert!(soft < 0.1 * loud && loud > 0.01, "the song fades in: {soft} to {loud}");

    browser.click("undo").await;
    assert_eq!(master_lane(&browser).await.map(|lane| lane.points.len()), Some(1));
    browser.click("undo").await;
    assert_eq!(master_lane(&browser).await, None);
    browser.click("redo").await;
    browser.click("redo").await;
    saved(&browser).await;
    browser.reload().await;
    assert_eq!(master_lane(&browser).await, Some(lane), "the lane is there after a reload");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_fade_is_drawn_with_the_keyboard_and_told_in_words() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    song_with_lane(&browser).await;
    for _ in 0..10 {
        press(&browser, Key::Shift + Key::Down).await;
    }
    for _ in 0..4 {
        press(&browser, Key::Right + "").await;
    }
    for _ in 0..8 {
        press(&browser, Key::Shift + Key::Up).await;
    }
    let lane = master_lane(&browser).await.expect("a lane on the master");
    let places: Vec<u32> = lane.points.iter().map(|point| point.at.0).collect();
    assert_eq!(places, [0, 3_840]);
    assert!(lane.points[0].value < -55.0 && lane.points[1].value > -6.0, "{:?}", lane.points);
    let told = browser.evaluate("return document.querySelector('[data-test=automation-points]').textContent").await;
    let told = told.as_str().unwrap_or_default().to_owned();
    assert!(told.contains("Volume") && told.contains("bar 2 beat 1"), "{told}");

    press(&browser, Key::Alt + Key::Right).await;
    press(&browser, Key::Alt + Key::Up).await;
    let moved = master_lane(&browser).await.expect("a lane");
    assert_eq!(moved.points[1].at, Tick(4_800));
    press(&browser, Key::Delete + "").await;
    assert_eq!(master_lane(&browser).await.map(|lane| lane.points.len()), Some(1));
    browser.click("undo").await;
    assert_eq!(master_lane(&browser).await, Some(moved));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// Where a part of the canvas's width from its left and of the lane's height from its top lies in the window.
async fn place_in_lane(browser: &Browser, right: f64, down: f64) -> (f64, f64) {
    let script = format!(
        "const canvas = document.querySelector('[data-test=arrange-canvas]').getBoundingClientRect();
         const head = document.querySelector('[data-test=automation-head]').getBoundingClientRect();
         return [canvas.left + canvas.width * {right}, head.top + head.height * {down}];"
    );
    let place = browser.evaluate(&script).await;
    (place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"))
}

/// Fingers that are down now; those that are not named are lifted.
async fn fingers(browser: &Browser, kind: &str, places: &[(f64, f64)]) {
    let points: Vec<_> = places.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
    browser.command("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
}

async fn tap(browser: &Browser, place: (f64, f64)) {
    fingers(browser, "touchStart", &[place]).await;
    fingers(browser, "touchEnd", &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn points_are_drawn_and_moved_by_a_finger_and_two_fingers_zoom() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    let metrics = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true });
    browser.command("Emulation.setDeviceMetricsOverride", metrics).await;
    browser.command("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 2 })).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    browser.click("place-song").await;
    press(&browser, Key::Shift + "e").await;
    browser.element("automation-head").await;
    // The lane is scrolled into the picture with the next frame.
    let drawn = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    browser.wait_for("two frames", drawn).await;

    tap(&browser, place_in_lane(&browser, 0.1, 0.5).await).await;
    let from = place_in_lane(&browser, 0.5, 0.7).await;
    tap(&browser, from).await;
    let drawn = master_lane(&browser).await.expect("a lane").points;
    assert_eq!(drawn.len(), 2, "a tap draws a point: {drawn:?}");

    let to = place_in_lane(&browser, 0.6, 0.2).await;
    fingers(&browser, "touchStart", &[from]).await;
    for step in 1..=4 {
        let part = f64::from(step) / 4.0;
        fingers(&browser, "touchMove", &[(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)]).await;
    }
    fingers(&browser, "touchEnd", &[]).await;
    let moved = master_lane(&browser).await.expect("a lane").points;
    assert!(moved.len() == 2 && moved[1].at > drawn[1].at && moved[1].value > drawn[1].value + 6.0, "{moved:?}");
    browser.click("undo").await;
    assert_eq!(master_lane(&browser).await.expect("a lane").points, drawn, "a drag is one step");

    let apart = |by: f64| [(from.0 - by, from.1), (from.0 + by, from.1)];
    fingers(&browser, "touchStart", &apart(30.0)[..1]).await;
    fingers(&browser, "touchStart", &apart(30.0)).await;
    for by in [40.0, 60.0, 90.0] {
        fingers(&browser, "touchMove", &apart(by)).await;
    }
    fingers(&browser, "touchEnd", &[]).await;
    assert_eq!(master_lane(&browser).await.expect("a lane").points, drawn, "two fingers draw nothing");
    tap(&browser, place_in_lane(&browser, 0.9, 0.3).await).await;
    let closer = master_lane(&browser).await.expect("a lane").points;
    let (first, last) = (drawn[0].at.0 as f32, drawn[1].at.0 as f32);
    let unzoomed = last + (last - first);
    assert!(closer.len() == 3 && (closer[2].at.0 as f32) < unzoomed - 0.5 * (last - first), "{closer:?}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
