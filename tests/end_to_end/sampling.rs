//! A sampler from nothing to a file: a recording under its keys, played by hand, heard from the file, and kept.

use std::f64::consts::TAU;
use std::time::Duration;

use serde_json::json;
use studio::sound::PatchKind;
use thirtyfour::prelude::*;

use crate::asking::choose;
use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, export, listen, saved, serve, song, visit, write_song};
use crate::wave::Wave;

/// Frames a second of the recording.
const RATE: u32 = 44_100;

/// A WAV file of one channel and 16 bits: two seconds of a tone of 440 Hz, as loud as fits.
fn recording() -> Vec<u8> {
    let sample = |frame: u32| (f64::from(frame) * 440.0 * TAU / f64::from(RATE)).sin() * f64::from(i16::MAX);
    let data: Vec<u8> = (0..2 * RATE).flat_map(|frame| (sample(frame) as i16).to_le_bytes()).collect();
    let size = data.len() as u32;
    let mut file = Vec::new();
    file.extend(b"RIFF");
    file.extend((36 + size).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // Whole numbers in one channel; the bytes of a second, of a frame, and the bits of a sample.
    file.extend([1_u16, 1].into_iter().flat_map(u16::to_le_bytes));
    file.extend([RATE, 2 * RATE].into_iter().flat_map(u32::to_le_bytes));
    file.extend([2_u16, 16].into_iter().flat_map(u16::to_le_bytes));
    file.extend(b"data");
    file.extend(size.to_le_bytes());
    file.extend(data);
    file
}

/// Whether one of the computer's keys goes down or comes up.
async fn key(browser: &Browser, happening: &str, key: &str) {
    let script = format!(
        "document.activeElement?.blur(); document.body.dispatchEvent(new KeyboardEvent('{happening}', \
         {{ key: '{key}', code: 'Key{}', bubbles: true, cancelable: true }}))",
        key.to_uppercase()
    );
    browser.evaluate(&script).await;
}

/// Strikes a key until it is heard: the first strike wakes the sound, and the recording comes to it a moment later.
async fn strike_until_heard(browser: &Browser) {
    for _ in 0..20 {
        key(browser, "keydown", "a").await;
        tokio::time::sleep(Duration::from_millis(400)).await;
        let level = browser.evaluate("return __probe.level()").await.as_f64().unwrap_or_default();
        key(browser, "keyup", "a").await;
        if level > 1e-3 {
            return;
        }
    }
    panic!("the recording is not heard");
}

/// Makes the chosen track's instrument the sampler.
async fn take_sampler(browser: &Browser) {
    browser.click("dock-sound").await;
    choose(browser, "sound-kind", "Sampler").await;
    browser.element("zones-pick").await;
}

/// Brings the recording under the keys, as a person who picks it does.
async fn bring(browser: &Browser) {
    let path = std::env::temp_dir().join(format!("cowrite-sampling-{}.wav", std::process::id()));
    std::fs::write(&path, recording()).expect("a file to open");
    let input = browser.element("zones-file").await;
    input.send_keys(path.to_string_lossy().into_owned()).await.expect("a picked file");
    choose(browser, "import-origin", "Me").await;
    browser.click("import-place").await;
    browser.element("zones").await;
    std::fs::remove_file(path).expect("the file to go");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_recording_is_brought_under_the_keys_played_exported_and_kept() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    take_sampler(&browser).await;
    bring(&browser).await;
    dismiss_notices(&browser).await;
    saved(&browser).await;
    let before = song(&browser).await;
    let sampler = before.tracks.iter().find(|track| track.patch.kind == PatchKind::Sampler).expect("a sampler");
    let [zone] = &sampler.zones[..] else { panic!("{} zones", sampler.zones.len()) };
    assert_eq!(zone.asset, before.assets[0].digest);
    assert_eq!(zone.zone.end, u64::from(2 * RATE));

    // A setting for its presets is found by its name, and leaves the zone.
    let search = browser.element("sound-search").await;
    search.send_keys("slices").await.expect("typing");
    let found = "const found = [...document.querySelectorAll('.presets .preset')]; \
         return found.length === 1 && found[0].textContent === 'Slices' && (found[0].click(), true)";
    browser.wait_for("the preset", found).await;
    let chosen = "return document.querySelector('.presets .preset').ariaPressed === 'true'";
    browser.wait_for("the preset to be chosen", chosen).await;

    key(&browser, "keydown", "p").await;
    key(&browser, "keyup", "p").await;
    strike_until_heard(&browser).await;
    browser.wait_for("silence", "return __probe.level() < 1e-4").await;
    key(&browser, "keydown", "p").await;
    key(&browser, "keyup", "p").await;

    saved(&browser).await;
    browser.reload().await;
    browser.element("track-header-0").await;
    let after = song(&browser).await;
    let kept = after.tracks.iter().find(|track| track.id == sampler.id).expect("the track");
    assert_eq!((&kept.zones, kept.patch.params.get("level")), (&sampler.zones, Some(12.0)));
    listen(&browser).await;

    // The other tracks are silent, so that the file holds what the sampler plays of the recording alone.
    browser.click("dock-mixer").await;
    let solo = format!("[data-test=strip][aria-label={}] [data-test=solo]", json!(sampler.name));
    browser.driver.query(By::Css(&solo)).first().await.expect("the sampler's strip").click().await.expect("a click");
    let wave = Wave::read(&export(&browser).await);
    assert!(wave.peak() > 0.02, "the recording is in the file: {}", wave.peak());
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
