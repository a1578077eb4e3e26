//! The engine from outside: messages in, samples out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use studio::engine::{
    BusSpec, Engine, EngineMessage, GraphSpec, InsertSpec, Lane, LaneNote, StripSpec, Telemetry, TrackSpec,
};
use studio::music::{Pitch, Velocity};
use studio::sound::{InsertKind, Params, PatchKind};
use studio::time::{Bpm, TempoMap, Tick, TickRange};

#[path = "engine/automation.rs"]
mod automation;
#[path = "engine/groups.rs"]
mod groups;
#[path = "engine/sampler.rs"]
mod sampler;

type Sound = (Vec<f32>, Vec<f32>);

fn note(start: u32, key: u8, length: u32) -> LaneNote {
    LaneNote {
        start: Tick(start),
        pitch: Pitch::new(key).unwrap(),
        end: Tick(start + length),
        velocity: Velocity::DEFAULT,
    }
}

fn lane(slot: u8, notes: &[LaneNote]) -> EngineMessage {
    EngineMessage::Lane { slot, lane: Lane { notes: notes.to_vec() } }
}

fn insert(kind: InsertKind) -> InsertSpec {
    InsertSpec { kind, values: Params::defaults(kind.specs()).values().to_vec(), bypassed: false, key: None }
}

fn track(key: u32, patch: PatchKind) -> TrackSpec {
    TrackSpec { key, patch, values: Params::defaults(patch.specs()).values().to_vec(), strip: StripSpec::default() }
}

fn one_track() -> GraphSpec {
    GraphSpec { tracks: vec![track(1, PatchKind::Subtractive)], buses: vec![], master: StripSpec::default() }
}

/// Three instruments with every kind of insert, two buses, and a third that one of them leads to.
fn band() -> GraphSpec {
    let mut tracks = vec![track(1, PatchKind::Subtractive), track(2, PatchKind::Drums), track(3, PatchKind::Pluck)];
    for track in &mut tracks {
        track.strip.inserts = vec![insert(InsertKind::Eq), insert(InsertKind::Compressor)];
        track.strip.sends = vec![(0, -9.0), (1, -12.0)];
    }
    tracks[0].strip.inserts.extend([insert(InsertKind::Chorus), insert(InsertKind::Saturator)]);
    tracks[2].strip.pan = -0.4;
    let bus = |key, kind| BusSpec { key, strip: StripSpec { inserts: vec![insert(kind)], ..StripSpec::default() } };
    let buses = vec![bus(10, InsertKind::Reverb), bus(11, InsertKind::Delay), bus(12, InsertKind::Compressor)];
    tracks[1].strip.output = Some(2);
    GraphSpec { tracks, buses, master: StripSpec::default() }
}

fn song() -> Vec<EngineMessage> {
    let melody: Vec<LaneNote> = (0..16).map(|step| note(step * 240, 60 + (step * 5 % 12) as u8, 300)).collect();
    let beat: Vec<LaneNote> = (0..16).map(|step| note(step * 240, if step % 4 == 0 { 36 } else { 42 }, 60)).collect();
    let chords = [note(0, 48, 1_900), note(0, 55, 1_900), note(1_920, 53, 1_900), note(1_920, 60, 1_900)];
    let tempo = TempoMap::constant(Bpm::new(127.0).unwrap());
    vec![
        EngineMessage::Tempo(tempo),
        EngineMessage::Graph(band()),
        lane(0, &melody),
        lane(1, &beat),
        lane(2, &chords),
        EngineMessage::Play,
    ]
}

fn engine(sample_rate: f32, messages: Vec<EngineMessage>) -> Engine {
    let mut engine = Engine::new(sample_rate);
    messages.into_iter().for_each(|message| engine.message(message));
    engine
}

fn render(engine: &mut Engine, frames: usize, cut: usize) -> Sound {
    let (mut left, mut right) = (vec![0.0; frames], vec![0.0; frames]);
    for (left, right) in left.chunks_mut(cut).zip(right.chunks_mut(cut)) {
        engine.render(left, right);
    }
    (left, right)
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, sample| sample.abs().max(peak))
}

fn first_sound(samples: &[f32]) -> Option<usize> {
    samples.iter().position(|sample| *sample != 0.0)
}

#[test]
fn a_note_begins_on_its_frame() {
    for sample_rate in [44_100.0, 48_000.0, 96_000.0] {
        let onset = |tick: u32| {
            let messages =
                vec![EngineMessage::Graph(one_track()), lane(0, &[note(tick, 69, 960)]), EngineMessage::Play];
            let mut engine = engine(sample_rate, messages);
            let (left, _) = render(&mut engine, 100_000, 128);
            first_sound(&left).unwrap() - engine.latency()
        };
        // An instrument may begin its first sample at zero; it does so the same way for every note.
        let attack = onset(0);
        assert!(attack <= 2, "{attack}");
        let tempo = TempoMap::constant(Bpm::new(120.0).unwrap());
        for tick in [1, 333, 480, 961] {
            let frame = tempo.frame_at(Tick(tick), f64::from(sample_rate)) as usize;
            assert!(onset(tick).abs_diff(frame) <= 2, "{sample_rate} Hz, tick {tick}");
        }
    }
}

#[test]
fn however_the_host_cuts_its_calls_the_samples_are_the_same() {
    let expected = render(&mut engine(48_000.0, song()), 60_000, 60_000);
    assert!(peak(&expected.0) > 0.05 && peak(&expected.1) > 0.05);
    for cut in [1, 7, 128, 555] {
        assert!(render(&mut engine(48_000.0, song()), 60_000, cut) == expected, "{cut}");
    }
}

#[test]
fn a_loop_plays_its_notes_again_and_lets_go_at_its_end() {
    let range = TickRange::new(Tick(0), Tick(480)); // 12,000 frames at 120 and 48 kHz.
    let notes = [note(100, 72, 5_000), note(480, 40, 100)];
    let messages =
        vec![EngineMessage::Graph(one_track()), lane(0, &notes), EngineMessage::Loop(Some(range)), EngineMessage::Play];
    let mut looped = engine(48_000.0, messages);
    let strikes: Vec<u16> = (0..10)
        .map(|_| {
            render(&mut looped, 12_000, 128);
            assert!(looped.tick() <= 480.0);
            looped.telemetry().voices
        })
        .collect();
    // The key that is held at the end is let go each time round, so voices do not pile up.
    assert!(strikes.iter().all(|voices| (1..=3).contains(voices)), "{strikes:?}");
    looped.message(EngineMessage::Stop);
    render(&mut looped, 480_000, 128);
    assert_eq!(looped.telemetry().voices, 0);
}

#[test]
fn the_same_messages_twice_change_no_sample() {
    let mut once = engine(48_000.0, song());
    let mut twice = engine(48_000.0, song().into_iter().flat_map(|message| [message.clone(), message]).collect());
    for _ in 0..20 {
        assert!(render(&mut once, 3_000, 128) == render(&mut twice, 3_000, 128));
        song().into_iter().for_each(|message| twice.message(message));
    }
}

#[test]
fn adding_and_removing_a_track_leaves_the_others_alone() {
    let mut steady = engine(48_000.0, song());
    let mut changed = engine(48_000.0, song());
    let mut wider = band();
    wider.tracks.insert(1, track(4, PatchKind::Pad));
    for block in 0..20 {
        if block == 5 {
            changed.message(EngineMessage::Graph(wider.clone()));
        }
        if block == 12 {
            changed.message(EngineMessage::Graph(band()));
        }
        assert!(render(&mut steady, 4_000, 128) == render(&mut changed, 4_000, 128), "{block}");
    }
}

#[test]
fn what_is_not_audible_fades_out_and_in() {
    let chord = [note(0, 57, 9_600), note(0, 64, 9_600)];
    let mut engine = engine(48_000.0, vec![EngineMessage::Graph(one_track()), lane(0, &chord), EngineMessage::Play]);
    let before = render(&mut engine, 24_000, 128).0;
    let mut muted = one_track();
    muted.tracks[0].strip.audible = false;
    engine.message(EngineMessage::Graph(muted));
    let fade = render(&mut engine, 2_000, 128).0;
    let steepest = before.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(fade.windows(2).all(|pair| (pair[1] - pair[0]).abs() <= steepest * 1.2));
    assert_eq!(peak(&render(&mut engine, 4_000, 128).0), 0.0);
    engine.message(EngineMessage::Graph(one_track()));
    assert!(peak(&render(&mut engine, 4_000, 128).0) > 0.01);
}

#[test]
fn a_send_adds_its_level() {
    let level = |send: Option<f32>| {
        let mut graph = one_track();
        graph.buses = vec![BusSpec { key: 5, strip: StripSpec::default() }];
        graph.tracks[0].strip.gain = -20.0;
        graph.tracks[0].strip.sends = send.into_iter().map(|level| (0, level)).collect();
        let messages = vec![EngineMessage::Graph(graph), lane(0, &[note(0, 60, 960)]), EngineMessage::Play];
        peak(&render(&mut engine(48_000.0, messages), 20_000, 128).0)
    };
    let dry = level(None);
    assert!((level(Some(0.0)) / dry - 2.0).abs() < 1e-3);
    assert!((level(Some(-12.0)) / dry - 1.251).abs() < 1e-3);
    assert_eq!(level(Some(-60.0)), dry);
}

#[test]
fn nothing_passes_the_ceiling() {
    let mut graph = band();
    for strip in graph.tracks.iter_mut().map(|track| &mut track.strip).chain([&mut graph.master]) {
        strip.gain = 6.0;
        let mut loud = insert(InsertKind::Compressor);
        loud.values[5] = 24.0;
        strip.inserts.push(loud);
    }
    let mut messages = song();
    messages.insert(2, EngineMessage::Graph(graph));
    let (left, right) = render(&mut engine(48_000.0, messages), 96_000, 128);
    let loudest = peak(&left).max(peak(&right));
    assert!(loudest <= 0.891_26 && loudest > 0.86, "{loudest}");
}

#[test]
fn it_falls_silent_after_the_tails() {
    let mut engine = engine(48_000.0, song());
    assert!(!{
        render(&mut engine, 48_000, 128);
        engine.is_silent()
    });
    engine.message(EngineMessage::Stop);
    render(&mut engine, 24_000, 128);
    assert!(!engine.is_silent(), "the reverb still rings");
    let mut seconds = 0;
    while !engine.is_silent() {
        render(&mut engine, 48_000, 128);
        seconds += 1;
        assert!(seconds < 40);
    }
    assert_eq!(peak(&render(&mut engine, 48_000, 128).0), 0.0);
    let telemetry: Telemetry = engine.telemetry().clone();
    assert_eq!((telemetry.voices, telemetry.playing, telemetry.meters.len()), (0, false, 7));
}

#[test]
fn it_wakes_from_silence_as_it_began() {
    let mut engine = engine(48_000.0, vec![EngineMessage::Graph(one_track()), lane(0, &[note(0, 60, 480)])]);
    assert_eq!(peak(&render(&mut engine, 6_400, 64).0), 0.0);
    engine.message(EngineMessage::Play);
    assert!(peak(&render(&mut engine, 6_400, 64).0) > 0.01);
    engine.message(EngineMessage::Stop);
    render(&mut engine, 480_000, 64);
    engine.message(EngineMessage::Locate(Tick(0)));
    engine.message(EngineMessage::Play);
    assert!(peak(&render(&mut engine, 6_400, 64).0) > 0.01);
}

#[test]
fn auditioned_notes_end_by_themselves() {
    let mut engine = engine(48_000.0, vec![EngineMessage::Graph(one_track())]);
    let pitch = Pitch::new(64).unwrap();
    engine.message(EngineMessage::Audition { slot: 0, pitch, velocity: Velocity::DEFAULT });
    engine.message(EngineMessage::Audition { slot: 99, pitch, velocity: Velocity::DEFAULT });
    assert!(peak(&render(&mut engine, 4_800, 128).0) > 0.01);
    render(&mut engine, 480_000, 128);
    assert!(engine.is_silent());
}

#[test]
fn the_metronome_clicks_only_when_it_is_on() {
    let mut clicking = engine(48_000.0, vec![EngineMessage::Metronome(true), EngineMessage::Play]);
    assert!(peak(&render(&mut clicking, 4_800, 128).0) > 0.1);
    assert!(clicking.telemetry().meters[0].peak[0] > 0.1);
    let mut quiet = engine(48_000.0, vec![EngineMessage::Play]);
    assert_eq!(peak(&render(&mut quiet, 48_000, 128).0), 0.0);
}

/// A held bass under a kick on every quarter, and a compressor on the bass that listens to a slot.
fn ducked(key: Option<u8>, kick_slot: usize) -> Vec<EngineMessage> {
    let mut bass = track(1, PatchKind::Pad);
    let mut duck = insert(InsertKind::Compressor);
    duck.values = vec![-22.0, 20.0, 0.0, 0.0005, 0.05, 0.0, 1.0];
    (duck.key, duck.bypassed) = (key, key.is_none());
    bass.strip.inserts = vec![duck];
    let mut kick = track(2, PatchKind::Drums);
    // Heard by the compressor alone.
    kick.strip.audible = false;
    let beat: Vec<LaneNote> = (0..8).map(|quarter| note(quarter * 480, 36, 60)).collect();
    let mut tracks = vec![bass, kick];
    tracks.rotate_left(1 - kick_slot);
    vec![
        EngineMessage::Graph(GraphSpec { tracks, buses: vec![], master: StripSpec::default() }),
        lane(kick_slot as u8, &beat),
        lane(1 - kick_slot as u8, &[note(0, 48, 3_800)]),
        EngineMessage::Play,
    ]
}

#[test]
fn a_compressor_ducks_where_another_track_sounds_whichever_comes_first() {
    let level = |samples: &[f32], from: usize| {
        let part = &samples[from..from + 1_200];
        (part.iter().map(|sample| sample * sample).sum::<f32>() / 1_200.0).sqrt()
    };
    let [before, after] = [0, 1].map(|slot| {
        let mut engine = engine(48_000.0, ducked(Some(slot as u8), slot));
        let latency = engine.latency();
        render(&mut engine, 120_000, 128).0[latency..].to_vec()
    });
    assert_eq!(before, after, "the order of tracks is nothing to hear");
    let free = render(&mut engine(48_000.0, ducked(None, 1)), 120_000, 128).0;
    // Quarters lie 24,000 frames apart; the pad has risen by the third.
    for quarter in 2..4 {
        let part = |after: usize| level(&before, quarter * 24_000 + after) / level(&free, quarter * 24_000 + after);
        assert!(part(400) < 0.5 && part(20_000) > 0.9, "{quarter}: {} {}", part(400), part(20_000));
    }
}
