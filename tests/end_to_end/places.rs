//! Finding one's way in a song: the overview over the timeline, and markers.

use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, saved, serve, song, told, visit, write_song};

/// The first and the last bar that are shown, and how many there are, as the overview tells them.
async fn bars(browser: &Browser) -> [u32; 3] {
    let told = "return document.querySelector('[data-test=minimap]').ariaValueText";
    let told = browser.evaluate(told).await.as_str().unwrap_or_default().to_owned();
    let numbers: Vec<u32> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().expect("three numbers")
}

async fn until_bars(browser: &Browser, what: &str, holds: impl Fn([u32; 3]) -> bool) -> [u32; 3] {
    for _ in 0..100 {
        let now = bars(browser).await;
        if holds(now) {
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{what}: {:?}", bars(browser).await)
}

/// Presses the overview at one part of its width, drags to another and lifts.
async fn drag(browser: &Browser, from: f64, to: f64) {
    let map = browser.element("minimap").await;
    let width = browser.evaluate("return document.querySelector('[data-test=minimap]').clientWidth").await;
    let width = width.as_f64().expect("a width");
    let place = |part: f64| ((part - 0.5) * width) as i64;
    let chain = browser.driver.action_chain().move_to_element_with_offset(&map, place(from), 0).click_and_hold();
    chain.move_to_element_with_offset(&map, place(to), 0).release().perform().await.expect("a drag");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_overview_scrolls_and_zooms_by_mouse_and_keys() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    let [first, last, all] =
        until_bars(&browser, "the whole song", |[first, last, all]| first == 1 && last == all).await;
    assert!(first == 1 && last == all && all >= 16, "the whole song is shown: {first} to {last} of {all}");
    drag(&browser, 0.998, 0.25).await;
    let [_, quarter, _] = until_bars(&browser, "a quarter", |[_, last, _]| last < all / 2).await;
    drag(&browser, 0.12, 0.62).await;
    let there = until_bars(&browser, "the middle", |[first, ..]| first > 1).await;
    assert!(there[0].abs_diff(all / 2) <= 2 && (there[1] - there[0]).abs_diff(quarter - 1) <= 1, "{there:?} of {all}");
    drag(&browser, 0.05, 0.05).await;
    until_bars(&browser, "a click beside the frame", |[first, ..]| first == 1).await;
    let map = browser.element("minimap").await;
    map.send_keys(Key::End + "").await.expect("a key");
    until_bars(&browser, "the end", |[_, last, _]| last == all).await;
    map.send_keys(Key::Home + "").await.expect("a key");
    until_bars(&browser, "the start", |[first, ..]| first == 1).await;
    map.send_keys("-").await.expect("a key");
    until_bars(&browser, "more of it", |[_, last, _]| last > quarter + 1).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    browser.element("arrange-canvas").await.send_keys(keys).await.expect("a key");
}

/// Where the song's markers are, and what they are called.
async fn markers(browser: &Browser) -> Vec<(u32, String)> {
    song(browser).await.markers.iter().map(|marker| (marker.at.0, marker.name.clone())).collect()
}

/// What the arrangement says to those who hear the screen.
async fn until_said(browser: &Browser, words: &str) {
    let script = format!(
        "return document.querySelector('#arrange-shadow [aria-live]').textContent.includes({})",
        serde_json::json!(words)
    );
    browser.wait_for(words, &script).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn markers_are_put_named_moved_found_and_kept() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    press(&browser, "n").await;
    press(&browser, Key::F2 + "").await;
    let field = browser.driver.query(By::Css(".editor-stage input")).first().await.expect("a field");
    field.send_keys("Drop").await.expect("words");
    field.send_keys(Key::Enter + "").await.expect("a key");
    press(&browser, Key::Alt + Key::Right).await;
    until_said(&browser, "bar 1 beat 2: Drop").await;
    assert_eq!(markers(&browser).await, [(960, "Drop".to_owned())]);

    // By its flag, with the mouse: twenty bars on.
    let end = song(&browser).await.end().0.max(16 * 3_840);
    let width = browser.evaluate("return document.querySelector('[data-test=arrange-canvas]').clientWidth").await;
    let height = browser.evaluate("return document.querySelector('[data-test=arrange-canvas]').clientHeight").await;
    let (width, height) = (width.as_f64().expect("a width"), height.as_f64().expect("a height"));
    let scale = (width - 2.0 * (width * 0.04).min(24.0)) / f64::from(end);
    let place = |ticks: f64| ((ticks * scale + 8.0 - width / 2.0) as i64, (8.0 - height / 2.0) as i64);
    let canvas = browser.element("arrange-canvas").await;
    let ((from, y), (to, _)) = (place(960.0), place(960.0 + 20.0 * 3_840.0));
    let chain = browser.driver.action_chain().move_to_element_with_offset(&canvas, from, y).click_and_hold();
    chain.move_to_element_with_offset(&canvas, to, y).release().perform().await.expect("a drag");
    let moved = markers(&browser).await;
    assert!(moved[0].0.is_multiple_of(960) && moved[0].0.abs_diff(960 + 20 * 3_840) <= 1_920, "{moved:?}");
    browser.click("undo").await;
    assert_eq!(markers(&browser).await, [(960, "Drop".to_owned())], "a drag is one step");
    browser.click("redo").await;

    press(&browser, ",").await;
    told(&browser, "finds nothing").await;
    dismiss_notices(&browser).await;
    press(&browser, ".").await;
    until_said(&browser, "Drop").await;
    press(&browser, "n").await;
    press(&browser, Key::Delete + "").await;
    assert_eq!(markers(&browser).await, [], "the marker under the cursor goes");
    browser.click("undo").await;
    saved(&browser).await;
    browser.reload().await;
    assert_eq!(markers(&browser).await, moved);
    let list = browser.evaluate("return document.querySelector('[data-test=markers]').textContent").await;
    assert!(list.as_str().unwrap_or_default().starts_with("Drop, bar "), "{list}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
