//! The realtime rule as a test: rendering and telemetry never touch the heap, in any build.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use studio::engine::{
    AudioSpan, BusSpec, Course, CoursePoint, CourseTarget, Engine, EngineMessage, GraphSpec, InsertSpec, Lane,
    LaneNote, StripPlace, StripSpec, Sung, TrackSpec, ZoneSpec,
};
use studio::music::{Pitch, Velocity, Vowel};
use studio::sound::{Contour, InsertKind, PatchKind, Play, Segment, Zone};
use studio::time::{Bpm, TempoChange, TempoMap, Tick, TickRange};

thread_local! {
    static TOUCHED: Cell<usize> = const { Cell::new(0) };
    static HELD: Cell<isize> = const { Cell::new(0) };
}

/// The system's allocator, counting.
struct Counting;

fn count(bytes: isize) {
    TOUCHED.set(TOUCHED.get() + 1);
    HELD.set(HELD.get() + bytes);
}

// SAFETY: every call goes to the system's allocator unchanged; counting touches thread-local cells without destructors.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size as isize - layout.size() as isize);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % sides
    }

    fn strip(&mut self) -> StripSpec {
        let inserts = (0..self.roll(4)).map(|_| self.insert()).collect();
        StripSpec {
            gain: self.roll(60) as f32 - 54.0,
            pan: self.roll(200) as f32 / 100.0 - 1.0,
            audible: self.roll(4) != 0,
            inserts,
            sends: (0..self.roll(3)).map(|bus| (bus as u8, -(self.roll(30) as f32))).collect(),
            output: Some(self.roll(5) as u8).filter(|bus| *bus < 4),
        }
    }

    fn insert(&mut self) -> InsertSpec {
        let kind = InsertKind::ALL[self.roll(InsertKind::ALL.len() as u32) as usize];
        let values = kind.specs().iter().map(|spec| spec.at_travel(self.roll(1_000) as f32 / 1_000.0)).collect();
        InsertSpec {
            kind,
            values,
            bypassed: self.roll(3) == 0,
            key: Some(self.roll(9) as u8).filter(|_| kind.has_key()),
        }
    }

    fn graph(&mut self) -> GraphSpec {
        let tracks = (0..1 + self.roll(6)).map(|key| TrackSpec {
            key,
            patch: PatchKind::ALL[self.roll(PatchKind::ALL.len() as u32) as usize],
            values: vec![],
            strip: self.strip(),
        });
        let tracks = tracks.collect();
        let first = self.roll(3);
        let buses = (first..first + self.roll(3)).map(|key| BusSpec { key, strip: self.strip() }).collect();
        GraphSpec { tracks, buses, master: self.strip() }
    }

    fn lane(&mut self) -> Lane {
        let notes = (0..self.roll(400)).map(|_| {
            let start = Tick(self.roll(20_000));
            LaneNote {
                start,
                pitch: Pitch::clamped(self.roll(128) as i32),
                end: start + Tick(self.roll(2_000)),
                velocity: Velocity::clamped(self.roll(128) as i32),
            }
        });
        Lane { notes: notes.collect() }
    }

    fn sung(&mut self) -> Vec<Sung> {
        let vowels = [None, Some(Vowel::A), Some(Vowel::I), Some(Vowel::U), Some(Vowel::Neutral)];
        let sung = (0..self.roll(40))
            .map(|_| Sung { at: Tick(self.roll(20_000)), vowel: vowels[self.roll(vowels.len() as u32) as usize] });
        sung.collect()
    }

    fn spans(&mut self) -> Vec<AudioSpan> {
        let spans = (0..self.roll(40)).map(|_| {
            let start = Tick(self.roll(20_000));
            AudioSpan {
                start,
                end: start + Tick(self.roll(2_000)),
                recording: u64::from(self.roll(3)),
                offset: u64::from(self.roll(60_000)),
                reverse: self.roll(2) == 1,
                rate: 44_100,
                gain: self.roll(30) as f32 - 24.0,
                fade_in: self.roll(50),
                fade_out: self.roll(50),
            }
        });
        spans.collect()
    }

    fn zones(&mut self) -> Vec<ZoneSpec> {
        let zones = (0..self.roll(12)).map(|_| {
            let (start, end) = (u64::from(self.roll(20_000)), 20_000 + u64::from(self.roll(40_000)));
            let looped = [start + u64::from(self.roll(9_000)), end - u64::from(self.roll(9_000))];
            let contour = Contour { attack: 0.0, hold: 0.1, decay: 0.2, sustain: self.roll(2) as f32, release: 0.1 };
            let zone = Zone {
                start,
                keys: [self.roll(60) as u8, 60 + self.roll(68) as u8],
                root: self.roll(128) as u8,
                looped: Some(looped).filter(|[from, to]| from + 4 <= *to && self.roll(2) == 0),
                play: [Play::Held, Play::OneShot, Play::Release][self.roll(3) as usize],
                contour: Some(contour).filter(|_| self.roll(2) == 0),
                cutoff: Some(500.0).filter(|_| self.roll(2) == 0),
                choke: self.roll(3) as u8,
                ..Zone::whole(end)
            };
            ZoneSpec { recording: u64::from(self.roll(3)), rate: 22_050 + self.roll(40_000), zone }
        });
        zones.collect()
    }

    fn automation(&mut self) -> EngineMessage {
        let place = self.roll(7) as u8;
        let strip = [StripPlace::Track(place), StripPlace::Bus(place % 3), StripPlace::Master][self.roll(3) as usize];
        let courses = (0..self.roll(9)).map(|_| {
            let (first, second) = (self.roll(4) as u8, self.roll(30) as u8);
            let target = match self.roll(6) {
                0 => CourseTarget::Volume,
                1 => CourseTarget::Pan,
                2 => CourseTarget::Send(first),
                3 => CourseTarget::Patch(second),
                _ => CourseTarget::Insert(first, second % 12),
            };
            let points = (0..self.roll(40)).map(|_| CoursePoint {
                at: Tick(self.roll(20_000)),
                travel: self.roll(1_001) as f32 / 1_000.0,
                segment: if self.roll(3) == 0 { Segment::Hold } else { Segment::Bend(self.roll(201) as i8) },
            });
            Course { target, points: points.collect() }
        });
        EngineMessage::Automation { strip, courses: courses.collect() }
    }

    fn message(&mut self) -> EngineMessage {
        let pitch = Pitch::clamped(self.roll(128) as i32);
        match self.roll(43) {
            0..3 => EngineMessage::Graph(self.graph()),
            3..10 => EngineMessage::Lane { slot: self.roll(8) as u8, lane: self.lane() },
            10 => {
                let bpm = |dice: &mut Self| Bpm::clamped(f64::from(20 + dice.roll(380)));
                let first = TempoChange { at: Tick(0), bpm: bpm(self) };
                let second = TempoChange { at: Tick(1 + self.roll(9_000)), bpm: bpm(self) };
                EngineMessage::Tempo(TempoMap::new(vec![first, second]).unwrap())
            }
            11..13 => EngineMessage::Loop(Some(TickRange::new(Tick(self.roll(900)), Tick(self.roll(9_000))))),
            13 => EngineMessage::Loop(None),
            14 => EngineMessage::Metronome(self.roll(2) == 0),
            15 => EngineMessage::Locate(Tick(self.roll(20_000))),
            16 => EngineMessage::Stop,
            28..34 => self.automation(),
            34..37 => EngineMessage::Words { slot: self.roll(8) as u8, sung: self.sung() },
            37..42 => EngineMessage::Zones { slot: self.roll(8) as u8, zones: self.zones() },
            24..28 => EngineMessage::AudioLane { slot: self.roll(8) as u8, spans: self.spans() },
            20 => EngineMessage::Press { slot: self.roll(8) as u8, pitch, velocity: Velocity::DEFAULT },
            21 => EngineMessage::Lift { slot: self.roll(8) as u8, pitch },
            42 => EngineMessage::Watch(Some(self.roll(12) as u8)),
            22 => EngineMessage::CountIn { beats: self.roll(5) as u8 },
            17..20 => EngineMessage::Audition { slot: self.roll(8) as u8, pitch, velocity: Velocity::DEFAULT },
            _ => EngineMessage::Play,
        }
    }
}

/// One test, so that neither half finds tables which the other has already made.
#[test]
fn the_realtime_rules_hold() {
    render_and_telemetry_never_touch_the_heap();
    playing_and_repeated_messages_do_not_grow_the_heap();
}

/// An engine with two of the three recordings that the dice name.
fn with_recordings() -> Engine {
    let mut engine = Engine::new(48_000.0);
    for (key, channels) in [(0, 1), (1, 2)] {
        engine.recordings().reserve(key, channels, 48_000).unwrap().fill(0.3);
    }
    engine
}

fn render_and_telemetry_never_touch_the_heap() {
    let mut engine = with_recordings();
    let mut dice = Dice(0x9e37_79b9);
    let (mut left, mut right) = ([0.0; 128], [0.0; 128]);
    let mut loudest = 0.0_f32;
    for quantum in 0..6_000 {
        if quantum % 12 == 0 {
            engine.message(dice.message());
        }
        let before = TOUCHED.get();
        engine.render(&mut left, &mut right);
        std::hint::black_box(engine.telemetry());
        assert_eq!(TOUCHED.get() - before, 0, "quantum {quantum}");
        assert!(left.iter().chain(&right).all(|sample| sample.is_finite()));
        assert!(engine.telemetry().faults.is_empty());
        loudest = left.iter().fold(loudest, |loudest, sample| sample.abs().max(loudest));
    }
    assert!(loudest > 0.05, "the dice must make a sound");
}

fn playing_and_repeated_messages_do_not_grow_the_heap() {
    let mut engine = with_recordings();
    let mut dice = Dice(7);
    let messages: Vec<EngineMessage> = (0..200).map(|_| dice.message()).collect();
    let (mut left, mut right) = ([0.0; 128], [0.0; 128]);
    let mut held = Vec::new();
    for _ in 0..4 {
        for message in &messages {
            engine.message(message.clone());
            for _ in 0..4 {
                engine.render(&mut left, &mut right);
            }
        }
        held.push(HELD.get());
    }
    assert!(held[3] <= held[1] + 1_024, "{held:?}");
}
