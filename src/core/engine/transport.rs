//! Where the song is: which frames of it a block plays, and where the loop bends back.

use crate::engine::limits::BLOCK;
use crate::time::{Bpm, Meter, MeterMap, TempoMap, Tick, TickRange};

/// A stretch of a block that plays consecutive frames of the song.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Its first frame in the block.
    pub offset: usize,
    /// How many frames it lasts.
    pub frames: usize,
    /// The song's frame at its start.
    pub song_frame: u64,
    /// Whether the loop has just bent back: what sounds is let go and reading begins anew.
    pub wrapped: bool,
}

/// The spans of a block: one, or two where the loop bends back inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    spans: [Span; 2],
    count: usize,
}

impl Spans {
    /// The spans, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Span> {
        self.spans.iter().take(self.count)
    }

    fn push(&mut self, span: Span) {
        if let Some(place) = self.spans.get_mut(self.count) {
            *place = span;
            self.count += 1;
        }
    }
}

/// The playhead, in whole frames of the song.
pub struct Transport {
    /// Tempo over the song.
    tempo: TempoMap,
    /// Time signatures over the song.
    meters: MeterMap,
    sample_rate: f64,
    frame: u64,
    running: bool,
    wrapped: bool,
    loop_ticks: Option<TickRange>,
    loop_frames: Option<(u64, u64)>,
    end_tick: Option<Tick>,
    end_frame: Option<u64>,
}

impl Transport {
    /// Stopped at the start of a song in 4/4 at 120.
    pub fn new(sample_rate: f64) -> Self {
        Self {
            tempo: TempoMap::constant(Bpm::clamped(120.0)),
            meters: MeterMap::constant(Meter::COMMON),
            sample_rate,
            frame: 0,
            running: false,
            wrapped: false,
            loop_ticks: None,
            loop_frames: None,
            end_tick: None,
            end_frame: None,
        }
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Starts or stops it.
    pub fn run(&mut self, running: bool) {
        self.running = running;
        self.wrapped = false;
    }

    /// The playhead in ticks.
    pub fn tick(&self) -> f64 {
        self.tempo.tick_at(self.frame as f64 / self.sample_rate)
    }

    /// The tick, which may be fractional, on which a frame of the song falls.
    pub fn tick_of(&self, frame: u64) -> f64 {
        self.tempo.tick_at(frame as f64 / self.sample_rate)
    }

    /// The tempo at the playhead, in quarter notes a minute.
    pub fn bpm(&self) -> f64 {
        // A position is never negative; past the last tick the last tempo holds.
        self.tempo.bpm_at(Tick(self.tick() as u32)).get()
    }

    /// The slowest tempo of the song, in quarter notes a minute.
    pub fn slowest_bpm(&self) -> f64 {
        self.tempo.changes().iter().fold(Bpm::MAX, |slowest, change| change.bpm.get().min(slowest))
    }

    /// Time signatures over the song.
    pub fn meters(&self) -> &MeterMap {
        &self.meters
    }

    /// Replaces the time signatures.
    pub fn set_meters(&mut self, meters: MeterMap) {
        self.meters = meters;
    }

    /// Replaces the tempo. The playhead keeps its tick, and stays between the same two ticks, so that nothing is
    /// played twice or left out.
    pub fn set_tempo(&mut self, tempo: TempoMap) {
        if tempo == self.tempo {
            return;
        }
        let tick = self.tick();
        let next = self.first_tick();
        self.tempo = tempo;
        let latest = self.frame_at(next);
        let earliest = if next == Tick::ZERO { 0 } else { self.frame_at(next - Tick(1)) + 1 };
        let nearest = (self.tempo.seconds_at(tick) * self.sample_rate + 0.5) as u64;
        self.frame = nearest.clamp(earliest.min(latest), latest);
        self.place_loop();
        self.set_end(self.end_tick);
    }

    /// Replaces where the song ends.
    pub fn set_end(&mut self, end: Option<Tick>) {
        self.end_tick = end;
        self.end_frame = end.map(|tick| self.frame_at(tick));
    }

    /// Replaces the loop. One that is shorter than a block is no loop.
    pub fn set_loop(&mut self, range: Option<TickRange>) {
        self.loop_ticks = range;
        self.place_loop();
    }

    /// Puts the playhead on a tick.
    pub fn locate(&mut self, tick: Tick) {
        self.frame = self.frame_at(tick);
        self.wrapped = false;
    }

    /// The frame of the song on which a tick falls.
    pub fn frame_at(&self, tick: Tick) -> u64 {
        self.tempo.frame_at(tick, self.sample_rate)
    }

    /// Frames a second.
    pub fn rate(&self) -> f64 {
        self.sample_rate
    }

    /// A time in seconds as whole frames, at least one.
    pub fn lead(&self, seconds: f64) -> u64 {
        ((seconds * self.sample_rate) as u64).max(1)
    }

    /// The first tick that has not been played.
    pub fn first_tick(&self) -> Tick {
        self.first_tick_from(self.frame)
    }

    /// The first tick that falls on a frame of the song or after it.
    pub fn first_tick_from(&self, frame: u64) -> Tick {
        let near = self.tempo.tick_at(frame as f64 / self.sample_rate);
        let mut tick = Tick((near as u32).saturating_sub(1));
        while self.frame_at(tick) < frame && tick < Tick(u32::MAX) {
            tick = tick + Tick(1);
        }
        tick
    }

    /// The spans of the next block; the playhead moves past them. None while stopped. Where the song ends inside the
    /// block, they end there and the transport has stopped.
    pub fn advance(&mut self) -> Spans {
        let mut spans = Spans::default();
        let mut offset = 0;
        while self.running && offset < BLOCK {
            let to_song_end = self.frames_to_end();
            if to_song_end == 0 {
                break;
            }
            let left = to_song_end.min((BLOCK - offset) as u64) as usize;
            let before_end = self.loop_frames.filter(|(_, end)| self.frame < *end).map(|(_, end)| end - self.frame);
            let frames = before_end.and_then(|frames| usize::try_from(frames).ok()).map_or(left, |end| end.min(left));
            spans.push(Span { offset, frames, song_frame: self.frame, wrapped: self.wrapped });
            offset += frames;
            self.frame += frames as u64;
            self.wrapped = false;
            if let Some((start, end)) = self.loop_frames
                && self.frame == end
                && before_end.is_some()
            {
                self.frame = start;
                self.wrapped = true;
            }
        }
        self.running &= self.frames_to_end() > 0;
        spans
    }

    /// How many frames are left of the song; endless inside a loop and without an end.
    fn frames_to_end(&self) -> u64 {
        let loops = self.loop_frames.is_some_and(|(_, end)| self.frame < end);
        self.end_frame.filter(|_| !loops).map_or(u64::MAX, |end| end.saturating_sub(self.frame))
    }

    fn place_loop(&mut self) {
        let frames = self.loop_ticks.map(|range| (self.frame_at(range.start), self.frame_at(range.end)));
        self.loop_frames = frames.filter(|(start, end)| end.saturating_sub(*start) >= BLOCK as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TempoChange;

    fn running() -> Transport {
        let mut transport = Transport::new(48_000.0);
        transport.run(true);
        transport
    }

    #[test]
    fn a_loop_bends_back_inside_a_block() {
        let mut transport = running();
        transport.set_loop(Some(TickRange::new(Tick(0), Tick(4)))); // 100 frames at 120.
        assert_eq!(transport.advance().iter().count(), 1);
        let spans: Vec<Span> = transport.advance().iter().copied().collect();
        assert_eq!(
            spans,
            [
                Span { offset: 0, frames: 36, song_frame: 64, wrapped: false },
                Span { offset: 36, frames: 28, song_frame: 0, wrapped: true },
            ]
        );
    }

    #[test]
    fn a_playhead_past_the_loop_goes_on() {
        let mut transport = running();
        transport.locate(Tick(960));
        transport.set_loop(Some(TickRange::new(Tick(0), Tick(480))));
        assert_eq!(transport.advance().iter().map(|span| span.song_frame).collect::<Vec<_>>(), [24_000]);
    }

    #[test]
    fn it_stops_on_the_frame_where_the_song_ends_unless_a_loop_keeps_it() {
        let mut transport = running();
        transport.set_end(Some(Tick(4))); // 100 frames at 120.
        assert_eq!(transport.advance().iter().map(|span| span.frames).sum::<usize>(), 64);
        assert!(transport.is_running());
        assert_eq!(transport.advance().iter().map(|span| span.frames).sum::<usize>(), 36);
        assert!(!transport.is_running());
        assert_eq!(transport.first_tick(), Tick(4));
        transport.set_loop(Some(TickRange::new(Tick(0), Tick(4))));
        transport.locate(Tick(0));
        transport.run(true);
        for _ in 0..9 {
            assert_eq!(transport.advance().iter().map(|span| span.frames).sum::<usize>(), BLOCK);
        }
        assert!(transport.is_running());
    }

    #[test]
    fn a_change_of_tempo_neither_repeats_nor_skips_a_tick() {
        let mut transport = running();
        for (block, bpm) in [61.0, 400.0, 119.9, 20.0, 333.3].into_iter().cycle().take(2_000).enumerate() {
            transport.advance();
            let next = transport.first_tick();
            let changes = vec![
                TempoChange { at: Tick(0), bpm: Bpm::clamped(bpm) },
                TempoChange { at: Tick(777), bpm: Bpm::clamped(bpm * 0.7) },
            ];
            transport.set_tempo(TempoMap::new(changes).unwrap());
            assert_eq!(transport.first_tick(), next, "block {block}");
        }
    }

    #[test]
    fn located_ticks_are_the_first_to_be_played() {
        let mut transport = Transport::new(44_100.0);
        for tick in [0, 1, 959, 12_345, 7_000_001] {
            transport.locate(Tick(tick));
            assert_eq!(transport.first_tick(), Tick(tick));
        }
    }
}
