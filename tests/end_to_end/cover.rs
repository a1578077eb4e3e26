//! The cover: drawn from the song, chosen, brought in from a file, written into the export and disclosed.

use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use lofty::id3::v2::{AttachedPictureFrame, Frame};
use lofty::iff::wav::WavFile;
use lofty::picture::{MimeType, PictureType};
use studio::picture::look;
use studio::provenance::{Contributor, Digest};
use studio::release::cover_brief;

use crate::browser::{Browser, Setup};
use crate::person::{dismiss_notices, export, saved, serve, song, visit, write_song};
use crate::wave::Wave;

/// Waits until a picture is on the cover and has as many pixels as it should.
async fn shown(browser: &Browser, width: u32) {
    let script = format!(
        "const picture = document.querySelector('[data-test=cover]'); return !!picture && picture.naturalWidth === {width}"
    );
    browser.wait_for(&format!("a cover of {width} pixels"), &script).await;
}

/// The front cover of a file and the sentence that discloses who made what.
fn labels(file: &[u8]) -> (Vec<u8>, String) {
    let read = WavFile::read_from(&mut std::io::Cursor::new(file), ParseOptions::new()).expect("a WAV file");
    let tag = read.id3v2().expect("an ID3 chunk");
    let covers: Vec<&AttachedPictureFrame> = tag
        .into_iter()
        .filter_map(|frame| if let Frame::Picture(picture) = frame { Some(picture) } else { None })
        .collect();
    assert_eq!(covers.len(), 1);
    let picture = &covers[0].picture;
    assert_eq!((picture.pic_type(), picture.mime_type()), (PictureType::CoverFront, Some(&MimeType::Png)));
    (picture.data().to_vec(), Wave::read(file).info.remove("ICMT").expect("a comment"))
}

/// How far two pictures of one size are apart, of 255, on the average over every channel of every pixel.
fn mean_difference(one: &[u8], other: &[u8]) -> f64 {
    let [one, other] = [one, other].map(|png| tiny_skia::Pixmap::decode_png(png).expect("a PNG file"));
    assert_eq!((one.width(), one.height()), (other.width(), other.height()));
    let apart = one.data().iter().zip(other.data()).map(|(one, other)| f64::from(one.abs_diff(*other)));
    apart.sum::<f64>() / one.data().len() as f64
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_cover_is_drawn_chosen_and_written_into_the_file() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    browser.click("tab-release").await;
    shown(&browser, 512).await;
    dismiss_notices(&browser).await;
    browser.picture("cover-drawn").await;
    let (drawn, sentence) = labels(&export(&browser).await);
    let written = song(&browser).await;
    assert!(written.cover().is_none(), "nobody chose it");
    let native = studio::cover::draw(&cover_brief(&written, 0), 3000).expect("a cover");
    // Edges may be smoothed a little otherwise on another machine; another picture is tens apart.
    let apart = mean_difference(&drawn, &native.png);
    assert!(apart <= 0.5, "the browser draws what the native program draws, {apart} of 255 apart");
    assert!(sentence.contains("artwork by the rule-based tool Cowrite cover"), "{sentence}");

    browser.click("cover-draw").await;
    shown(&browser, 3000).await;
    saved(&browser).await;
    browser.picture("cover-chosen").await;
    let chosen = song(&browser).await.cover().cloned().expect("a cover");
    assert_eq!(chosen.picture(), Some((3000, 3000)));
    assert_ne!(chosen.digest, Digest::of(&drawn), "another one");
    browser.driver.refresh().await.expect("the page again");
    browser.element("track-header-0").await;
    let (kept, sentence) = labels(&export(&browser).await);
    assert_eq!(Digest::of(&kept), chosen.digest);
    assert!(sentence.contains("artwork by the rule-based tool Cowrite cover"), "{sentence}");
    shown(&browser, 3000).await;
    browser.click("undo").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn a_picture_is_brought_in_on_a_phone_and_credited() {
    let server = serve();
    let browser = visit(&server, Setup { size: (390, 844), ..Setup::default() }).await;
    write_song(&browser).await;
    let brief = cover_brief(&song(&browser).await, 5);
    let picture = studio::cover::draw(&brief, 700).expect("a picture").png;
    assert_eq!(look(&picture).map(|facts| facts.width), Ok(700));
    browser.open_file("front.png", &picture).await;
    assert!(browser.element("cover-place").await.attr("disabled").await.expect("a state").is_some());
    choose(&browser, 2).await;
    browser.element("cover-maker-name").await.send_keys("Example Painter").await.expect("typing");
    browser.element("cover-maker-more").await.send_keys("a train at night").await.expect("typing");
    dismiss_notices(&browser).await;
    browser.picture("cover-asked-phone").await;
    // The first click takes the line over; the button is enabled by then.
    browser.element("cover-maker-name").await.click().await.expect("leaving the line");
    browser.click("cover-place").await;
    shown(&browser, 700).await;
    browser.picture("cover-phone").await;
    let song = song(&browser).await;
    let cover = song.cover().expect("a cover");
    assert_eq!(cover.digest, Digest::of(&picture));
    let maker = song.ledger.get(song.authors.get(cover.authors)[0]).expect("its maker");
    assert!(matches!(&maker.contributor, Contributor::Model { provider, .. } if provider == "Example Painter"));
    let asked = maker.prompt.as_ref().and_then(|prompt| prompt.text.as_deref());
    assert_eq!(asked, Some("a train at night"));
    browser.click("cover-remove").await;
    shown(&browser, 512).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

/// Chooses a line of the list of makers.
async fn choose(browser: &Browser, line: usize) {
    browser.element("cover-maker").await;
    let script = format!(
        "const list = document.querySelector('[data-test=cover-maker]');
         list.value = list.options[{line}].value;
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return true"
    );
    browser.evaluate(&script).await;
}
