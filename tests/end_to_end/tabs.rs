//! One song in two tabs of a browser.

use crate::browser::{Browser, Setup};
use crate::person::{saved, serve, visit, write_song};

/// Mutes a track or takes that back.
async fn mute(browser: &Browser, track: usize) {
    browser.click(&format!("track-mute-{track}")).await;
}

async fn muted(browser: &Browser, track: usize) -> bool {
    let button = browser.element(&format!("track-mute-{track}")).await;
    button.attr("aria-pressed").await.expect("its state").as_deref() == Some("true")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn one_tab_saves_a_song_and_the_other_can_go_on_with_it() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    saved(&browser).await;
    assert!(!browser.has("elsewhere").await);
    let first = browser.driver.window().await.expect("the first tab");

    let second = browser.driver.new_tab().await.expect("a second tab");
    browser.driver.switch_to_window(second.clone()).await.expect("the second tab");
    browser.open(&server.url()).await;
    browser.element("elsewhere").await;
    mute(&browser, 0).await;
    browser.element("notice").await;
    assert!(!muted(&browser, 0).await, "a song that another tab saves is not changed");

    browser.driver.switch_to_window(first.clone()).await.expect("the first tab");
    assert!(!browser.has("elsewhere").await);
    mute(&browser, 1).await;
    assert!(muted(&browser, 1).await);

    browser.driver.switch_to_window(second).await.expect("the second tab");
    browser.click("elsewhere-continue").await;
    let here = "return document.querySelector('[data-test=elsewhere]') === null";
    browser.wait_for("the song to be this tab's", here).await;
    assert!(muted(&browser, 1).await, "what the first tab did last is here");
    mute(&browser, 2).await;
    saved(&browser).await;

    browser.driver.switch_to_window(first.clone()).await.expect("the first tab");
    browser.element("elsewhere").await;
    assert!(!muted(&browser, 2).await);
    browser
        .driver
        .switch_to_window(browser.driver.windows().await.expect("both tabs")[1].clone())
        .await
        .expect("the second tab");
    browser.driver.close_window().await.expect("its end");
    browser.driver.switch_to_window(first).await.expect("the first tab");
    browser.wait_for("the song to come back", here).await;
    browser
        .wait_for(
            "what the second tab did",
            "return document.querySelector('[data-test=track-mute-2]').ariaPressed === 'true'",
        )
        .await;
    mute(&browser, 0).await;
    assert!(muted(&browser, 0).await && muted(&browser, 1).await);
    saved(&browser).await;
    browser.reload().await;
    browser.element("track-header-0").await;
    assert!(muted(&browser, 0).await && muted(&browser, 1).await && muted(&browser, 2).await, "nothing is lost");
    assert!(!browser.has("elsewhere").await);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
