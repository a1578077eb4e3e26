//! Tracks that lead to a bus, and buses that come and go.

use studio::engine::{BusSpec, EngineMessage, GraphSpec, StripSpec};
use studio::sound::{InsertKind, PatchKind};

use super::{Sound, engine, insert, lane, note, peak, render, track};

fn bus(key: u32, strip: StripSpec) -> BusSpec {
    BusSpec { key, strip }
}

/// Two tracks that play, and what the first leads to.
fn played(buses: Vec<BusSpec>, output: Option<u8>) -> Sound {
    render(&mut engine(48_000.0, song(buses, output)), 40_000, 128)
}

fn graph(buses: Vec<BusSpec>, output: Option<u8>) -> EngineMessage {
    let mut tracks = vec![track(1, PatchKind::Subtractive), track(2, PatchKind::Pluck)];
    tracks.iter_mut().for_each(|track| track.strip.gain = -10.0);
    tracks[0].strip.output = output;
    EngineMessage::Graph(GraphSpec { tracks, buses, master: StripSpec::default() })
}

fn song(buses: Vec<BusSpec>, output: Option<u8>) -> Vec<EngineMessage> {
    let notes = [note(0, 60, 1_900), note(480, 64, 1_900)];
    vec![graph(buses, output), lane(0, &notes), lane(1, &[note(240, 55, 960)]), EngineMessage::Play]
}

#[test]
fn a_bus_that_changes_nothing_sounds_like_the_master_alone() {
    let plain = || vec![bus(10, StripSpec::default())];
    let alone = played(plain(), None);
    let led = played(plain(), Some(0));
    let apart = alone.0.iter().zip(&led.0).fold(0.0_f32, |most, (alone, led)| most.max((alone - led).abs()));
    assert!(peak(&alone.0) > 0.02 && apart < 1e-6, "{apart}");
    // A bus that is not there leads to the master.
    assert!(played(plain(), Some(200)) == alone && played(Vec::new(), Some(0)) == alone);
}

#[test]
fn the_fader_and_the_silence_of_a_bus_are_those_of_its_tracks() {
    let silent = vec![bus(10, StripSpec { audible: false, ..StripSpec::default() })];
    let without = {
        let mut messages = song(Vec::new(), None);
        messages.remove(1);
        render(&mut engine(48_000.0, messages), 40_000, 128)
    };
    assert!(played(silent, Some(0)) == without, "only the other track is left");
    let louder = vec![bus(10, StripSpec { gain: 6.0, ..StripSpec::default() })];
    assert!(peak(&played(louder, Some(0)).0) > peak(&played(Vec::new(), None).0) * 1.2);
}

#[test]
fn taps_stay_with_their_bus_when_one_before_it_goes() {
    let effect = |kind| StripSpec { inserts: vec![insert(kind)], ..StripSpec::default() };
    let delay = || bus(11, effect(InsertKind::Delay));
    let graph = |buses: Vec<BusSpec>, place: u8| {
        let EngineMessage::Graph(mut graph) = graph(buses, None) else { unreachable!("a graph") };
        graph.tracks[0].strip.sends = vec![(place, -3.0)];
        EngineMessage::Graph(graph)
    };
    let sound = |goes: bool| {
        let mut messages = song(Vec::new(), None);
        messages[0] = graph(vec![bus(10, effect(InsertKind::Width)), delay()], 1);
        let mut engine = engine(48_000.0, messages);
        let first = render(&mut engine, 12_000, 128);
        if goes {
            engine.message(graph(vec![delay()], 0));
        }
        let second = render(&mut engine, 30_000, 128);
        assert!(peak(&first.0) > 0.02 && peak(&second.0) > 0.02);
        second
    };
    assert!(sound(true) == sound(false));
}
