//! The browser and the native program agree: on the song a prompt and a seed make, and on every sample of it.

use serde_json::json;
use studio::export::{ExportFormat, ExportSpec, export_to_vec};
use studio::project::{Project, ProjectId};
use studio::release::export_job;
use studio::session::{Action, Session};
use thirtyfour::components::SelectElement;

use crate::browser::Setup;
use crate::person::{PROMPT, export, serve, song, visit, write_song};
use crate::wave::Wave;

/// The song that a prompt and a seed make natively, taken whole.
fn composed(seed: u64) -> Project {
    let mut session = Session::new(ProjectId(0));
    session.update(Action::Compose { prompt: PROMPT.to_owned(), seed }, 1);
    let hunks = session.proposal().expect("a proposal").open().collect();
    session.update(Action::Accept { hunks }, 2);
    (**session.project()).clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn the_browser_composes_and_renders_what_the_native_program_does() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    let song = song(&browser).await;
    let prompt = song.ledger.entries()[0].contribution.prompt.clone();
    let native = composed(prompt.and_then(|prompt| prompt.seed).expect("the seed in the ledger"));
    assert_eq!((&song.tracks, &song.buses, &song.master), (&native.tracks, &native.buses, &native.master));
    assert_eq!((&song.sections, &song.chords, &song.lyrics), (&native.sections, &native.chords, &native.lyrics));
    assert_eq!((&song.tempo, &song.meter, &song.key), (&native.tempo, &native.meter, &native.key));

    browser.click("tab-release").await;
    let qualities = SelectElement::new(&browser.element("export-quality").await).await.expect("a list of qualities");
    qualities.select_by_index(2).await.expect("32 bits");
    let rates = SelectElement::new(&browser.element("export-rate").await).await.expect("a list of rates");
    rates.select_by_index(0).await.expect("44.1 kHz");
    let heard = Wave::read(&export(&browser).await);
    assert_eq!((heard.sample_rate, heard.bits), (44_100, 32));
    let spec = ExportSpec::song(ExportFormat::Wav32Float, 44_100);
    let rendered = Wave::read(&export_to_vec(&export_job(&song, spec)).expect("a native file"));
    assert_eq!(heard.data.len(), rendered.data.len(), "the same length");
    let differing = heard.data.chunks(4).zip(rendered.data.chunks(4)).position(|(heard, native)| heard != native);
    assert_eq!(differing, None, "the first sample that differs");
    assert_eq!(heard.info, rendered.info);
    assert_eq!(
        browser.evaluate("return document.querySelectorAll('[data-test=notice].notice-error').length").await,
        json!(0)
    );
}
