//! Finding one's way in a song: the overview over the timeline.

use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, serve, visit, write_song};

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
