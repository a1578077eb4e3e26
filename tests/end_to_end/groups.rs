//! Tracks that become a group, and what a mixer does with it.

use studio::project::{Project, Track};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, saved, serve, song, visit, write_song};

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    browser.element("arrange-canvas").await.send_keys(keys).await.expect("a key");
}

/// How many headers of tracks are on the page.
async fn headers(browser: &Browser) -> u64 {
    let count = browser.evaluate("return document.querySelectorAll('[data-test^=track-header-]').length").await;
    count.as_u64().unwrap_or_default()
}

/// The tracks of the only group, with its name.
fn group(project: &Project) -> Option<(String, Vec<&Track>)> {
    let bus = project.buses.iter().find(|bus| project.is_group(bus.id))?;
    Some((bus.name.clone(), project.members(bus.id).map(AsRef::as_ref).collect()))
}

/// Presses the button of a kind in the group's header.
async fn press_in_header(browser: &Browser, kind: &str) {
    let by = By::Css(format!("[data-test=group-header] [data-test^={kind}]"));
    browser.driver.find(by).await.expect("a button").click().await.expect("a click");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn two_tracks_are_grouped_named_folded_muted_and_there_after_a_reload() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    let before = song(&browser).await;
    let (first, third) = (before.tracks[0].id, before.tracks[2].id);
    let all = headers(&browser).await;
    browser.click("track-header-0").await;
    let other = browser.element("track-header-2").await;
    let chain = browser.driver.action_chain().key_down(Key::Control).move_to_element_with_offset(&other, -90, 20);
    chain.click().key_up(Key::Control).perform().await.expect("a click with Control");
    press(&browser, "g").await;
    // It is named at once: what is typed takes the place of the name it has.
    let script = "return document.activeElement?.className === 'track-name-input'";
    browser.wait_for("the field for its name", script).await;
    let field = browser.driver.active_element().await.expect("the field");
    field.send_keys(Key::Control + "a").await.expect("a key");
    field.send_keys("Duo" + Key::Enter).await.expect("a name");
    let grouped = song(&browser).await;
    let (name, tracks) = group(&grouped).expect("a group");
    let ids: Vec<_> = tracks.iter().map(|track| track.id).collect();
    assert_eq!((name.as_str(), ids), ("Duo", vec![first, third]));
    assert_eq!(grouped.tracks[1].id, third, "it stands beside the first");

    browser.click("group-fold").await;
    assert_eq!(headers(&browser).await, all - 2);
    browser.picture("group-folded").await;
    press(&browser, Key::Alt + "g").await;
    assert_eq!(headers(&browser).await, all);

    press_in_header(&browser, "track-mute").await;
    let muted = song(&browser).await;
    let bus = muted.buses.iter().find(|bus| muted.is_group(bus.id)).expect("the group");
    assert!(bus.strip.mute && !muted.lets_through(studio::project::StripId::Track(first)));
    browser.click("undo").await;
    assert!(!song(&browser).await.buses.iter().any(|bus| bus.strip.mute));
    saved(&browser).await;
    browser.reload().await;
    browser.element("group-header").await;
    assert_eq!(group(&song(&browser).await).map(|(name, tracks)| (name, tracks.len())), Some(("Duo".to_owned(), 2)));

    browser.click("track-header-0").await;
    press(&browser, Key::Shift + "g").await;
    let apart = song(&browser).await;
    assert_eq!((group(&apart), apart.buses.len()), (None, before.buses.len()));
    browser.click("undo").await;
    assert!(group(&song(&browser).await).is_some());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// The button of a kind in the strip of a place in the mixer.
async fn in_strip(browser: &Browser, place: usize, kind: &str) -> WebElement {
    let strips = browser.driver.find_all(By::Css("[data-test=strip]")).await.expect("strips");
    strips[place].find(By::Css(format!("[data-test={kind}]"))).await.expect("a control")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_mixer_leads_a_track_to_a_bus_and_compares_two_settings() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    dismiss_notices(&browser).await;
    browser.click("dock-mixer").await;
    let before = song(&browser).await;
    browser.click("bus-add").await;
    browser.element("bus-name").await;
    let output = in_strip(&browser, 1, "strip-output").await;
    let named = output.attr("aria-label").await.expect("a name").unwrap_or_default();
    assert!(named.contains(&before.tracks[1].name), "{named}");
    output.send_keys("Bus 1").await.expect("a choice");
    browser.element("group-header").await;
    in_strip(&browser, 0, "solo-safe").await.click().await.expect("a click");
    let led = song(&browser).await;
    let bus = led.buses.last().expect("a bus");
    assert_eq!((bus.name.as_str(), led.members(bus.id).count()), ("Bus 1", 1));
    assert!(led.tracks[0].strip.safe);

    // B begins like A, is changed, and A comes back whole.
    let strips = browser.driver.find_all(By::Css("[data-test=strip] .strip-name")).await.expect("strips");
    strips[0].click().await.expect("a click");
    let pressed = |side: &str| format!("return document.querySelector('[data-test={side}]').ariaPressed === 'true'");
    browser.click("side-b").await;
    browser.wait_for("B", &pressed("side-b")).await;
    browser.click("insert-add").await;
    let kinds = browser.driver.find_all(By::Css(".menu-end button")).await.expect("effects");
    kinds.last().expect("an effect").click().await.expect("a click");
    let changed = song(&browser).await.tracks[0].strip.inserts.len();
    assert_eq!(changed, led.tracks[0].strip.inserts.len() + 1);
    browser.click("side-a").await;
    browser.wait_for("A", &pressed("side-a")).await;
    assert_eq!(song(&browser).await.tracks[0].strip.inserts, led.tracks[0].strip.inserts);
    browser.click("undo").await;
    browser.wait_for("B again", &pressed("side-b")).await;
    assert_eq!(song(&browser).await.tracks[0].strip.inserts.len(), changed);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
