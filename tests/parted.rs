//! A song whose tracks are shared out among several renderers is the same, bit for bit, as by one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use studio::bounce::{Bounce, Feed, Player, Song, StemBounce, parts};
use studio::compile;
use studio::draft;
use studio::engine::Recordings;
use studio::project::{AutomationLane, Bus, Point, Project, StripId};
use studio::provenance::AuthorsId;
use studio::sound::{Insert, InsertKind, Segment};
use studio::time::Tick;

const RATE: u32 = 16_000;
const END: Tick = Tick::quarters(10);

/// The beginning of a composed song: with levels, places and sends that move, with a track that listens to another and
/// buses that listen to a track, one of them rung out by a long tail, and two tracks that lead to a bus of their own.
fn song() -> Song {
    let mut project = draft::song("a wistful city-pop song about the last train home", 3, 1).unwrap();
    let ids: Vec<StripId> = project.tracks.iter().map(|track| StripId::Track(track.id)).collect();
    for id in &ids {
        let targets = project.strip(*id).unwrap().targets(None);
        let lanes = targets.into_iter().take(6).map(|target| {
            let spec = project.spec(*id, &target).unwrap();
            let point = |at, travel| Point {
                at,
                value: spec.at_travel(travel),
                segment: Segment::Bend(30),
                authors: AuthorsId::default(),
            };
            Rc::new(AutomationLane { points: vec![point(Tick(0), 0.4), point(Tick::quarters(4), 0.8)], target })
        });
        let lanes = lanes.collect();
        project.strip_mut(*id).unwrap().automation = lanes;
    }
    let key = Some(project.tracks[0].id.0);
    let listening = |id: StripId, project: &mut Project| {
        let kind = InsertKind::Compressor;
        let insert = Insert { key, ..Insert::new(kind) };
        project.strip_mut(id).unwrap().inserts.push(insert);
    };
    let bus = Some(project.buses[0].id);
    project.strip_mut(ids[1]).unwrap().output = bus;
    listening(ids[2], &mut project);
    listening(StripId::Bus(project.buses[0].id), &mut project);
    listening(StripId::Master, &mut project);
    let bus = project.ids.bus();
    project.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
    for id in &ids[..2] {
        project.strip_mut(*id).unwrap().output = Some(bus);
    }
    Song { messages: compile::all(&project), end: END }
}

/// Renderers that play a song's tracks for one that mixes them, handing on so many quanta at a time.
struct Others {
    players: Vec<Player>,
    quanta: usize,
}

impl Others {
    fn new(song: &Song, count: usize, quanta: usize) -> (Self, Feed) {
        let slots = parts(song, count);
        assert!(!slots.is_empty());
        let players = slots.iter().map(|slots| Player::new(song, RATE, slots.clone())).collect();
        (Self { players, quanta }, Feed::new(slots))
    }

    fn work(&mut self, feed: &mut Feed) {
        for (part, player) in self.players.iter_mut().enumerate() {
            while feed.wants(part) {
                assert!(feed.take(part, player.chunk(self.quanta)));
            }
        }
    }
}

fn rendered(mut bounce: Bounce, mut others: Option<Others>) -> [Vec<f32>; 2] {
    let mut whole = [Vec::new(), Vec::new()];
    let [mut left, mut right] = [[0.0; 1_000]; 2];
    loop {
        let count = bounce.render(&mut left, &mut right);
        whole[0].extend_from_slice(&left[..count]);
        whole[1].extend_from_slice(&right[..count]);
        match &mut others {
            Some(others) if bounce.waits() => others.work(bounce.feed().unwrap()),
            _ if count == 0 => return whole,
            _ => {}
        }
    }
}

#[test]
fn a_song_is_the_same_by_one_renderer_and_by_several() {
    let song = song();
    let alone = rendered(Bounce::new(&song, RATE), None);
    assert!(alone[0].iter().any(|sample| sample.abs() > 0.01));
    for (count, quanta) in [(1, 188), (2, 1), (5, 7)] {
        let (others, feed) = Others::new(&song, count, quanta);
        let mut bounce = Bounce::new(&song, RATE);
        bounce.feed_from(feed);
        assert!(bounce.waits(), "nothing has been handed on yet");
        let together = rendered(bounce, Some(others));
        let wrong = together[0].iter().zip(&alone[0]).position(|(one, other)| one != other);
        assert!(together == alone, "{count} renderers: {wrong:?}, {} of {}", together[0].len(), alone[0].len());
    }
}

#[test]
fn stems_are_the_same_by_one_renderer_and_by_several() {
    let song = song();
    let strips = [0, 2, 5];
    let stems = |mut bounce: StemBounce, mut others: Option<Others>| {
        let mut stems = vec![[Vec::new(), Vec::new()]; strips.len()];
        loop {
            let count = bounce.render(5_000, |place, left, right| {
                stems[place][0].extend_from_slice(left);
                stems[place][1].extend_from_slice(right);
                Ok::<(), ()>(())
            });
            match &mut others {
                Some(others) if bounce.waits() => others.work(bounce.feed().unwrap()),
                _ if count == Ok(0) => return stems,
                _ => {}
            }
        }
    };
    let alone = stems(StemBounce::new(&song, RATE, Recordings::default(), &strips), None);
    let (others, feed) = Others::new(&song, 2, 50);
    let mut bounce = StemBounce::new(&song, RATE, Recordings::default(), &strips);
    bounce.feed_from(feed);
    assert!(stems(bounce, Some(others)) == alone);
}

#[test]
fn bytes_that_are_no_sound_of_a_part_are_refused() {
    let song = song();
    let slots = parts(&song, 1);
    let mut feed = Feed::new(slots.clone());
    let chunk = Player::new(&song, RATE, slots[0].clone()).chunk(2);
    for cut in [1, chunk.len() / 3, chunk.len() - 1] {
        assert!(!feed.take(0, chunk[..cut].to_vec()), "{cut} bytes");
    }
    let mut other = chunk.clone();
    other[0] = 63;
    assert!(!feed.take(0, other), "a track of another part");
    assert!(!feed.take(1, chunk.clone()), "a part that is not there");
    assert!(feed.wants(0) && !feed.is_ready());
    assert!(feed.take(0, chunk) && feed.is_ready());
}
