//! The gate before a release pack: what may not be sold is refused with its bars, made for review, and sold once a person
//! has answered for it, which the ledger covers.

use std::time::Duration;

use studio::provenance::ContributorKind;
use studio::release::pack::{Flaw, check};

use crate::asking::{choose, fill};
use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, saved, serve, song, visit};

const TONE: &[u8] = include_bytes!("../audio/tone.mp3");
const PACK: Duration = Duration::from_secs(240);
const SALE: &str = "For release and sale";
const REVIEW: &str = "For listening and review";
const GROUND: &str = "Bought with the song on 3 May, invoice 117";

/// Waits until the pack can be made, or cannot.
async fn pack_is(browser: &Browser, open: bool) {
    let state = format!("return document.querySelector('[data-test=pack]').disabled === {}", !open);
    browser.wait_for("the gate", &state).await;
}

async fn pack(browser: &Browser) -> Vec<Flaw> {
    dismiss_notices(browser).await;
    browser.click("pack").await;
    let bytes = browser.download(".zip", PACK).await;
    check(&bytes).expect("an archive").flaws
}

/// A recording of a service, whose plan nobody has said, and the release panel open for a small pack.
async fn recorded_by_a_model(browser: &Browser) {
    browser.open_file("last train.mp3", TONE).await;
    choose(browser, "import-origin", "Suno").await;
    browser.click("import-place").await;
    browser.element("track-header-0").await;
    saved(browser).await;
    browser.click("tab-release").await;
    for left_out in ["pack-flac", "pack-stems"] {
        browser.click(left_out).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn what_may_not_be_sold_is_sold_only_on_a_person_s_word() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    recorded_by_a_model(&browser).await;
    let rights = browser.text("rights").await;
    assert!(rights.contains("Suno") && rights.contains("bar"), "{rights}");
    choose(&browser, "purpose", SALE).await;
    pack_is(&browser, false).await;
    browser.picture("not-for-sale").await;
    choose(&browser, "purpose", REVIEW).await;
    pack_is(&browser, true).await;
    assert_eq!(pack(&browser).await, []);

    fill(&browser, "right-ground", GROUND).await;
    browser.click("right-declare").await;
    browser.element("right-withdraw").await;
    choose(&browser, "purpose", SALE).await;
    pack_is(&browser, true).await;
    assert_eq!(pack(&browser).await, []);
    let declared = song(&browser).await;
    let clearance = declared.metadata.release.clearances.first().expect("a declaration");
    assert_eq!(clearance.ground, GROUND);
    let last = declared.ledger.entries().last().expect("an entry");
    assert_eq!(last.contribution.contributor.kind(), ContributorKind::Person);

    browser.click("tab-release").await;
    browser.click("right-withdraw").await;
    pack_is(&browser, false).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
