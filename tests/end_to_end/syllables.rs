//! Words laid under the notes of the piano roll by hand.

use studio::interchange::{SungLine, sung};
use studio::project::Project;
use studio::time::{Tick, TickRange};
use studio::view::{PitchRows, Viewport};
use thirtyfour::prelude::*;

use crate::browser::Setup;
use crate::person::{dismiss_notices, serve, song, visit, write_song};

/// Where a line of words is in the song, and the first note it is sung to.
fn first_line(song: &Project) -> (usize, SungLine) {
    let clip = song.tracks[0].clips[0].range();
    let (line, _) = sung(song)
        .into_iter()
        .find(|(line, track)| *track == Some(song.tracks[0].id) && clip.contains(line.range.start))
        .expect("words over the first clip");
    let place = song.lyrics.iter().position(|known| known.range == line.range).expect("the line");
    (place, line)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn syllables_are_laid_under_notes_by_keys_and_by_hand() {
    let server = serve();
    let browser = visit(&server, Setup::default()).await;
    write_song(&browser).await;
    // The melody comes first, and its clip is the one that the piano roll shows.
    let before = song(&browser).await;
    let clip = before.tracks[0].clips[0].range();
    let place = before.lyrics.iter().position(|line| clip.contains(line.range.start)).expect("a line over the clip");
    browser.click("dock-lyrics").await;
    let fields = browser.driver.find_all(By::Css("[data-test=lyrics-line]")).await.expect("lines");
    fields[place].send_keys(Key::Control + "a").await.expect("a key");
    fields[place].send_keys("Last train" + Key::Enter).await.expect("words");
    dismiss_notices(&browser).await;
    browser.click("dock-piano-roll").await;
    let written = song(&browser).await;
    let (place, line) = first_line(&written);
    assert!(line.notes.len() > 3, "a melody of {} notes", line.notes.len());
    let authors = written.lyrics[place].authors;

    // The first note is the one in hand.
    let canvas = browser.element("roll-canvas").await;
    canvas.send_keys(Key::Control + "a").await.expect("a key");
    canvas.send_keys(">").await.expect("a key");
    let held = song(&browser).await;
    assert_eq!(held.lyrics[place].notes, [line.places[0], line.places[1] + 1]);
    assert_eq!(held.lyrics[place].authors, authors, "who lays words under notes has not written them");
    canvas.send_keys("<").await.expect("a key");
    assert_eq!(song(&browser).await.lyrics[place].notes, line.places);
    canvas.send_keys(".").await.expect("a key");
    let later = song(&browser).await;
    assert_eq!(later.lyrics[place].notes[0], line.places[0] + 1);
    let told = "return document.querySelector('.roll [aria-live]').textContent.includes('sung “Last')";
    browser.wait_for("the syllable in words", told).await;
    browser.click("undo").await;
    browser.click("undo").await;
    browser.click("undo").await;
    assert_eq!(song(&browser).await.lyrics, written.lyrics);

    // The last syllable by the mouse, to the last note of the line.
    let size = "const canvas = document.querySelector('[data-test=roll-canvas]'); \
        return [canvas.clientWidth, canvas.clientHeight]";
    let size = browser.evaluate(size).await;
    let (width, height) = (size[0].as_f64().expect("a width"), size[1].as_f64().expect("a height"));
    let velocities = if height < 190.0 { 0.0 } else { (height * 0.2).clamp(44.0, 84.0) };
    let (track, clip) = (&written.tracks[0], &written.tracks[0].clips[0]);
    let notes = &track.pattern_of(clip).expect("a pattern").notes;
    let mut rows = PitchRows::keys(14.0);
    rows.fit(notes, height - 22.0 - velocities, 8.0, 18.0);
    let mut shown = Viewport::new(0.1, width - 52.0);
    let length = clip.length.min(Tick::quarters(32)).max(Tick::quarters(4));
    shown.fit(TickRange::new(clip.at, clip.at + length));
    let from = line.notes[usize::from(line.places[1])];
    let note = notes.iter().find(|note| clip.at + note.start == from.start).expect("the note of the syllable");
    let x = |tick: Tick| 52.0 + shown.x_at(tick);
    let y = rows.top(note.pitch).expect("a row") + 22.0 + rows.height + 7.0;
    let place_of = |x: f64| ((x - width / 2.0) as i64, (y - height / 2.0) as i64);
    let ((left, down), (right, _)) =
        (place_of(x(from.start) + 6.0), place_of(x(line.notes[line.notes.len() - 1].start) + 4.0));
    let chain = browser.driver.action_chain().move_to_element_with_offset(&canvas, left, down).click_and_hold();
    chain.move_to_element_with_offset(&canvas, right, down).release().perform().await.expect("a drag");
    let dragged = song(&browser).await;
    assert_eq!(usize::from(dragged.lyrics[place].notes[1]), line.notes.len() - 1);
    browser.click("undo").await;
    assert_eq!(song(&browser).await.lyrics, written.lyrics, "a drag is one step");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}
