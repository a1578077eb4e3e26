//! The release view: what is typed is kept and looked at, forms are filled in from the ledger, and a document is handed out.

use std::time::Duration;

use thirtyfour::Key;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, saved, serve, song, visit, write_song};

/// Types into a field in place of what is there.
async fn fill(browser: &Browser, name: &str, text: &str) {
    let field = browser.element(name).await;
    field.scroll_into_view().await.expect("scrolling");
    field.send_keys(Key::Control + "a").await.expect("selecting");
    field.send_keys(text).await.expect("typing");
    field.send_keys(Key::Enter + "").await.expect("Enter");
}

/// Waits until a part of the page says something.
async fn says(browser: &Browser, name: &str, words: &str) {
    let script = format!(
        "return [...document.querySelectorAll('[data-test=\"{name}\"]')].some((part) => part.textContent.includes({words:?}))"
    );
    browser.wait_for(words, &script).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_release_is_typed_checked_and_filled_in() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    says(&browser, "findings", "There is no artist.").await;
    fill(&browser, "artist", "山田 太郎").await;
    browser.evaluate("document.querySelector('[data-test=release-more]').open = true").await;
    fill(&browser, "ISRC", "US-RC1-76-0783").await;
    says(&browser, "release-more", "has 12 characters, and this has 11").await;
    dismiss_notices(&browser).await;
    browser.click("credit-add").await;
    fill(&browser, "credit-name", "Taro").await;
    fill(&browser, "credit-publishing", "120").await;
    says(&browser, "credits", "add up to 120%").await;
    fill(&browser, "credit-master", "half").await;
    says(&browser, "credits", "“half” is no share").await;
    fill(&browser, "credit-master", "100").await;
    saved(&browser).await;
    browser.picture("release").await;

    let typed = song(&browser).await.metadata;
    assert_eq!((typed.artist.as_str(), typed.release.isrc.as_str()), ("山田 太郎", "US-RC1-76-0783"));
    let credit = typed.release.credits.first().expect("a credit");
    assert_eq!((credit.name.as_str(), credit.publishing, credit.master), ("Taro", 12_000, 10_000));

    browser.click("tab-release").await;
    browser.click("form-distrokid").await;
    says(&browser, "forms", "No trained AI model had a part in").await;
    dismiss_notices(&browser).await;
    browser.click("document").await;
    let message = browser.download(".xml", Duration::from_secs(10)).await;
    let message = String::from_utf8(message).expect("UTF-8");
    assert!(message.contains("<ContainsAI>None</ContainsAI>") && message.contains("<FullName>Taro</FullName>"));
}
