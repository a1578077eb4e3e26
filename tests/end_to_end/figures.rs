//! The shapes that settings make, taken hold of with the mouse, and the spectrum behind them.

use studio::project::Project;
use studio::sound::{InsertKind, PatchKind};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, serve, song, visit, write_song};

/// Takes hold of a grip of a figure and moves it by some pixels to the right and down.
async fn drag(browser: &Browser, figure: &str, grip: usize, right: i64, down: i64) {
    let script = format!("document.querySelector('[data-test={figure}]').scrollIntoView({{ block: 'center' }})");
    browser.evaluate(&script).await;
    let css = format!("[data-test={figure}] [data-grip='{grip}'] .figure-reach");
    let grip = browser.driver.find(By::Css(css)).await.expect("a grip");
    let chain = browser.driver.action_chain().move_to_element_center(&grip).click_and_hold();
    chain.move_by_offset(right, down).release().perform().await.expect("a drag");
}

/// Shows the chain of the strip of a place, from the left or from the right, and adds an equaliser to it.
async fn add_equaliser(browser: &Browser, strip: i32) {
    let choose = format!("[...document.querySelectorAll('[data-test=strip] .strip-name')].at({strip}).click()");
    browser.evaluate(&choose).await;
    browser.click("insert-add").await;
    let place = InsertKind::ALL.iter().position(|kind| *kind == InsertKind::ParametricEq).expect("a kind");
    browser.evaluate(&format!("document.querySelectorAll('.chain-head .menu-list button')[{place}].click()")).await;
    browser.element("figure-bands").await;
    browser.evaluate("document.querySelector('[data-test=figure-bands]').closest('details').open = true").await;
}

fn value(song: &Project, key: &str) -> f32 {
    let insert = song.master.inserts.iter().find(|insert| insert.kind == InsertKind::ParametricEq);
    insert.and_then(|insert| insert.params.get(key)).expect("the equaliser")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_band_is_dragged_as_one_step_and_the_spectrum_lies_behind_it() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    browser.click("dock-mixer").await;
    add_equaliser(&browser, -1).await;
    drag(&browser, "figure-bands", 3, 24, -18).await;
    let dragged = song(&browser).await;
    assert!(value(&dragged, "frequency_4") > 900.0 && value(&dragged, "gain_4") > 3.0, "{:?}", dragged.master.inserts);
    assert_eq!(value(&dragged, "q_4"), 1.0);
    browser.click("undo").await;
    let before = song(&browser).await;
    assert_eq!((value(&before, "frequency_4"), value(&before, "gain_4")), (700.0, 0.0));

    let lies = "return document.querySelector('.figure [data-test=spectrum]').getAttribute('points') \
        .split(' ').filter((point) => Number(point.split(',')[1]) < 60).length > 20";
    assert_eq!(browser.evaluate(lies).await, false);
    browser.click("play").await;
    browser.wait_for("the spectrum of what is heard", lies).await;
    // The drums' own, though the master is what is heard.
    add_equaliser(&browser, 5).await;
    browser.wait_for("the spectrum of a track", lies).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn an_envelope_and_a_filter_are_dragged() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    browser.click("dock-sound").await;
    let kind = browser.element("sound-kind").await;
    let place = PatchKind::ALL.iter().position(|kind| *kind == PatchKind::Analog).expect("a kind");
    let choose = format!(
        "arguments[0].selectedIndex = {place}; arguments[0].dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.driver.execute(&choose, vec![kind.to_json().expect("an element")]).await.expect("a choice");
    drag(&browser, "figure-envelope", 1, 10, 20).await;
    drag(&browser, "figure-filter", 0, -30, 0).await;
    let after = song(&browser).await;
    let patch = &after.tracks.first().expect("a track").patch;
    let get = |key: &str| patch.params.get(key).expect("a parameter");
    assert_eq!(patch.kind, PatchKind::Analog);
    assert!(get("decay") > 0.7 && get("sustain") < 0.7, "{:?}", patch.params.changed());
    assert!(get("cutoff") < 1_200.0 && (get("resonance") - 0.2).abs() < 0.02, "{:?}", patch.params.changed());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
