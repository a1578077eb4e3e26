//! Tracks, buses and the master, and how sound runs through them.

use crate::engine::automation::{self, Borders};
use crate::engine::handed::{Handed, Standing};
use crate::engine::insert::Surroundings;
use crate::engine::key::{self, Keys};
use crate::engine::limiter::Limiter;
use crate::engine::limits::{BLOCK, MAX_BUSES, MAX_TRACKS};
use crate::engine::patch::{self, Bank, CONTROL_PERIOD};
use crate::engine::player::Player;
use crate::engine::recordings::Recordings;
use crate::engine::sequencer::{Auditions, Reader};
use crate::engine::strip::{Stereo, Strip};
use crate::engine::transport::{Span, Spans, Transport};
use crate::engine::{BusSpec, Course, CourseTarget, GraphSpec, StripPlace, StripSpec, TrackSpec};
use crate::sound::PatchKind;

/// An instrument, what it plays, and its strip.
pub struct Track {
    key: u32,
    kind: PatchKind,
    values: Vec<f32>,
    /// What of the instrument moves with the song.
    courses: Vec<Course>,
    /// The settings that were told last, which differ where they move.
    told: Vec<f32>,
    /// The instrument.
    pub bank: Box<dyn Bank>,
    /// The notes of the song.
    pub reader: Reader,
    /// The recordings of the song.
    pub player: Player,
    /// Notes that are tried out.
    pub auditions: Auditions,
    /// What becomes of the sound.
    pub strip: Strip,
    /// What another engine plays of it, where one does.
    pub handed: Option<Box<Handed>>,
}

/// What a block is played by.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// Where the song is.
    pub transport: &'a Transport,
    /// What of it the block covers.
    pub spans: &'a Spans,
    /// The recordings in memory.
    pub recordings: &'a Recordings,
    /// What effects are told.
    pub surroundings: Surroundings,
}

/// A bus and what has been sent to it in this block.
struct Bus {
    key: u32,
    input: Stereo,
    fed: bool,
    strip: Strip,
}

/// Everything that makes and shapes sound.
pub struct Graph {
    /// The tracks, by slot.
    pub tracks: Vec<Track>,
    /// The order in which the tracks play.
    order: Vec<usize>,
    keys: Keys,
    buses: Vec<Bus>,
    master: Strip,
    limiter: Limiter,
    /// Frames since the master fell asleep.
    still: usize,
    sample_rate: f32,
    scratch: Stereo,
    /// Whether anything moves with the song.
    moves: bool,
}

impl Track {
    fn new(spec: TrackSpec, sample_rate: f32, surroundings: Surroundings) -> Self {
        let values = in_range(spec.patch, &spec.values);
        Self {
            key: spec.key,
            kind: spec.patch,
            bank: patch::build(spec.patch, sample_rate, &values),
            told: values.clone(),
            values,
            courses: Vec::new(),
            reader: Reader::new(),
            player: Player::new(),
            auditions: Auditions::new(sample_rate),
            strip: Strip::new(spec.strip, sample_rate, surroundings),
            handed: None,
        }
    }

    fn set(&mut self, spec: TrackSpec, sample_rate: f32, surroundings: Surroundings) {
        let values = in_range(spec.patch, &spec.values);
        if spec.patch != self.kind {
            self.bank = patch::build(spec.patch, sample_rate, &values);
            self.kind = spec.patch;
            self.values.clone_from(&values);
            self.told.clone_from(&values);
            self.reader.forget();
            self.auditions.forget();
            self.strip.mend();
        }
        if values != self.values {
            self.bank.set(&values);
            self.told.clone_from(&values);
            self.values = values;
            self.strip.mend();
        }
        self.strip.set(spec.strip, surroundings);
    }

    /// Replaces what moves with the song. Allocates.
    fn automate(&mut self, courses: Vec<Course>) {
        let in_patch = |course: &Course| matches!(course.target, CourseTarget::Patch(_));
        let (patch, strip) = courses.into_iter().partition(in_patch);
        self.courses = patch;
        self.strip.automate(strip);
        if self.told != self.values {
            self.told.clone_from(&self.values);
            self.bank.set(&self.values);
        }
    }

    /// Tells the instrument where its moving settings stand at a tick.
    fn steer(&mut self, tick: f64) {
        let mut moved = false;
        for course in &self.courses {
            let CourseTarget::Patch(place) = course.target else { continue };
            let place = usize::from(place);
            if let Some((spec, told)) = self.kind.specs().get(place).zip(self.told.get_mut(place)) {
                let value = course.value(spec, tick);
                moved |= value != *told;
                *told = value;
            }
        }
        if moved {
            self.bank.set(&self.told);
        }
    }

    /// Lets go of every note.
    pub fn release(&mut self) {
        self.reader.forget();
        self.auditions.forget();
        self.bank.release_all();
    }

    /// Whether it is silent until it plays again.
    fn is_asleep(&self) -> bool {
        let held = self.handed.as_ref().map_or_else(|| self.bank.voices() > 0, |handed| handed.standing.held);
        self.strip.is_asleep() && !held
    }

    /// Plays a block up to the fader into `sound`, or takes what another engine played; says how it stands.
    fn reach_fader(&mut self, moment: Moment, borders: &Borders, keys: &Keys, sound: &mut Stereo) -> Standing {
        if let Some(handed) = &self.handed {
            if handed.standing.voiced {
                self.strip.wake();
            }
            self.strip.rest_as(handed.standing.asleep);
            if handed.standing.sounds {
                sound.clone_from(&handed.sound);
            }
            return handed.standing;
        }
        sound.clear();
        let voiced = self.play(moment, borders, sound);
        let sounds = !self.strip.is_asleep();
        if sounds {
            self.strip.process(sound, voiced, moment.surroundings, borders, keys);
        }
        Standing { voiced, sounds, asleep: self.strip.is_asleep(), held: self.bank.voices() > 0 }
    }

    /// Plays a block into `sound`; says whether there is anything to hear.
    fn play(&mut self, moment: Moment, borders: &Borders, sound: &mut Stereo) -> bool {
        let Moment { transport, spans, recordings, .. } = moment;
        self.auditions.pass(&self.reader, self.bank.as_mut());
        let due = |span: &Span| span.wrapped || self.reader.next_frame() < span.song_frame + span.frames as u64;
        let plays = spans.iter().any(due);
        let recorded = self.player.sounds(spans);
        let voiced = plays || recorded || self.bank.voices() > 0;
        if !voiced && self.strip.is_asleep() {
            return false;
        }
        if voiced {
            self.strip.wake();
        }
        let mut at = 0;
        if !self.courses.is_empty() {
            self.steer(borders.start());
        }
        for span in spans.iter() {
            self.play_to(span.offset, &mut at, borders, recordings, sound);
            if span.wrapped {
                self.reader.lift_all(self.bank.as_mut());
                self.reader.seek(transport.first_tick_from(span.song_frame), transport);
            }
            let end = span.song_frame + span.frames as u64;
            while self.reader.next_frame() < end {
                let frame = self.reader.next_frame().max(span.song_frame);
                // Inside the span, so inside the block.
                self.play_to(span.offset + (frame - span.song_frame) as usize, &mut at, borders, recordings, sound);
                self.reader.fire(frame, transport, self.bank.as_mut());
            }
        }
        self.play_to(BLOCK, &mut at, borders, recordings, sound);
        if recorded {
            self.player.play(spans, transport, recordings, sound);
        }
        voiced
    }

    /// Renders up to a frame of the block, cut at the control period.
    fn play_to(&mut self, end: usize, at: &mut usize, borders: &Borders, recordings: &Recordings, sound: &mut Stereo) {
        while *at < end {
            if !self.courses.is_empty() && (*at).is_multiple_of(CONTROL_PERIOD) {
                self.steer(borders.at(*at));
            }
            let stop = (*at - *at % CONTROL_PERIOD + CONTROL_PERIOD).min(end);
            self.bank.render_from(recordings, &mut sound.left[*at..stop], &mut sound.right[*at..stop]);
            *at = stop;
        }
    }
}

impl Bus {
    fn new(spec: BusSpec, sample_rate: f32, surroundings: Surroundings) -> Self {
        let strip = Strip::new(spec.strip, sample_rate, surroundings);
        Self { key: spec.key, input: Stereo::SILENCE, fed: false, strip }
    }
}

impl Graph {
    /// No tracks, no buses.
    pub fn new(sample_rate: f32, surroundings: Surroundings) -> Self {
        Self {
            tracks: Vec::new(),
            order: Vec::new(),
            keys: Keys::default(),
            buses: Vec::new(),
            master: Strip::new(StripSpec::default(), sample_rate, surroundings),
            limiter: Limiter::new(sample_rate),
            still: usize::MAX,
            sample_rate,
            scratch: Stereo::SILENCE,
            moves: false,
        }
    }

    /// Takes a new description. A track with the same key keeps its notes, its strip, and its voices unless the
    /// instrument is of another kind; a bus with the same key keeps its strip. Everything else is made anew.
    pub fn set(&mut self, mut spec: GraphSpec, surroundings: Surroundings) {
        spec.tracks.truncate(MAX_TRACKS);
        (self.order, self.keys) = (key::order(&spec), Keys::of(&spec));
        self.follow_buses(&spec.buses);
        let mut old = std::mem::take(&mut self.tracks);
        for spec in spec.tracks {
            let same = old.iter().position(|track| track.key == spec.key);
            let track = match same.map(|place| old.swap_remove(place)) {
                Some(mut track) => {
                    let broken = track.strip.is_broken();
                    track.set(spec, self.sample_rate, surroundings);
                    if broken && !track.strip.is_broken() {
                        track.bank.reset();
                    }
                    track
                }
                None => Track::new(spec, self.sample_rate, surroundings),
            };
            self.tracks.push(track);
        }
        let mut old = std::mem::take(&mut self.buses);
        for spec in spec.buses.into_iter().take(MAX_BUSES) {
            let same = old.iter().position(|bus| bus.key == spec.key);
            let bus = match same.map(|place| old.swap_remove(place)) {
                Some(mut bus) => {
                    bus.strip.set(spec.strip, surroundings);
                    bus
                }
                None => Bus::new(spec, self.sample_rate, surroundings),
            };
            self.buses.push(bus);
        }
        self.master.set(spec.master, surroundings);
    }

    /// Lets taps follow the buses that another description has in other places.
    fn follow_buses(&mut self, specs: &[BusSpec]) {
        let stays = |(bus, spec): (&Bus, &BusSpec)| bus.key == spec.key;
        if self.buses.len() <= specs.len() && self.buses.iter().zip(specs).all(stays) {
            return;
        }
        let buses = &self.buses;
        let place_of = |place: usize| {
            let key = buses.get(place)?.key;
            specs.iter().take(MAX_BUSES).position(|spec| spec.key == key)
        };
        self.tracks.iter_mut().for_each(|track| track.strip.follow_buses(place_of));
    }

    /// Replaces what moves with the song on a strip; one that is not there is left out. Allocates.
    pub fn automate(&mut self, strip: StripPlace, courses: Vec<Course>) {
        let courses = automation::sound(courses);
        match strip {
            StripPlace::Track(slot) => {
                if let Some(track) = self.tracks.get_mut(usize::from(slot)) {
                    track.automate(courses);
                }
            }
            StripPlace::Bus(place) => {
                if let Some(bus) = self.buses.get_mut(usize::from(place)) {
                    bus.strip.automate(courses);
                }
            }
            StripPlace::Master => self.master.automate(courses),
        }
        let in_patch = self.tracks.iter().any(|track| !track.courses.is_empty());
        self.moves = in_patch || self.strips().any(|strip| strip.moves());
    }

    /// Every strip in the order of the meters: tracks, buses, master.
    pub fn strips(&mut self) -> impl Iterator<Item = &mut Strip> {
        let tracks = self.tracks.iter_mut().map(|track| &mut track.strip);
        tracks.chain(self.buses.iter_mut().map(|bus| &mut bus.strip)).chain([&mut self.master])
    }

    /// How many strips there are.
    pub fn strip_count(&self) -> usize {
        self.tracks.len() + self.buses.len() + 1
    }

    /// How many voices sound.
    pub fn voices(&self) -> usize {
        self.tracks.iter().map(|track| track.bank.voices()).sum()
    }

    /// Whether every strip is silent.
    pub fn is_asleep(&self) -> bool {
        // What waits in the limiter is still to come.
        self.still > self.limiter.latency()
            && self.tracks.iter().all(Track::is_asleep)
            && self.buses.iter().all(|bus| bus.strip.is_asleep())
    }

    /// How many frames later than it was played the sound comes out.
    pub fn latency(&self) -> usize {
        self.limiter.latency()
    }

    /// Plays a block; everything but the metronome and the master's meter. `apart` hears every strip before the master
    /// by itself, where it sounds: its place among tracks and then buses, whether it leads to the master, and its sound.
    pub fn render(&mut self, moment: Moment, out: &mut Stereo, mut apart: impl FnMut(usize, bool, &Stereo)) {
        out.clear();
        let borders = self.borders(moment);
        let mut fed = false;
        for turn in 0..self.order.len() {
            let place = self.order[turn];
            if !self.reach_fader(place, moment, &borders).sounds {
                continue;
            }
            let (track, sound) = (&mut self.tracks[place], &mut self.scratch);
            track.strip.fade(sound, &borders);
            track.strip.measure(sound);
            let buses = &mut self.buses;
            let led_to = track.strip.output().and_then(|bus| buses.get_mut(bus));
            apart(place, led_to.is_none(), sound);
            match led_to {
                Some(bus) => {
                    bus.input.add(sound);
                    bus.fed = true;
                }
                None => {
                    out.add(sound);
                    fed = true;
                }
            }
            track.strip.send(sound, &borders, |bus, add| {
                if let Some(bus) = buses.get_mut(bus) {
                    add(&mut bus.input);
                    bus.fed = true;
                }
            });
            track.strip.settle();
        }
        let surroundings = moment.surroundings;
        for (place, bus) in self.buses.iter_mut().enumerate() {
            fed |= bus.render(surroundings, &borders, &self.keys, out, |sound| {
                apart(self.tracks.len() + place, true, sound);
            });
        }
        self.finish(fed, surroundings, &borders, out);
    }

    /// Plays a block of some tracks up to their faders and no further, and hands each on: its slot, how it stands, and its
    /// sound. Whoever is listened to by one of them is to be among them.
    pub fn render_some(&mut self, slots: &[u8], moment: Moment, mut hand: impl FnMut(u8, Standing, &Stereo)) {
        let borders = self.borders(moment);
        for turn in 0..self.order.len() {
            let place = self.order[turn];
            let Some(slot) = slots.iter().find(|slot| usize::from(**slot) == place) else { continue };
            let standing = self.reach_fader(place, moment, &borders);
            self.tracks[place].strip.settle();
            hand(*slot, standing, &self.scratch);
        }
    }

    /// Brings a block of a track to its fader, into the scratch and to whoever listens to it; says how the track stands.
    fn reach_fader(&mut self, place: usize, moment: Moment, borders: &Borders) -> Standing {
        let (track, sound) = (&mut self.tracks[place], &mut self.scratch);
        let standing = track.reach_fader(moment, borders, &self.keys, sound);
        if !standing.sounds {
            track.strip.rest();
        }
        match self.keys.of_track(place) {
            Some(key) if standing.sounds => key.clone_from(sound),
            Some(key) => key.clear(),
            None => {}
        }
        standing
    }

    /// Where what moves with the song is asked for in a block. Nobody asks while nothing moves.
    fn borders(&self, moment: Moment) -> Borders {
        if self.moves { Borders::of(moment.transport, moment.spans) } else { Borders::default() }
    }

    fn finish(&mut self, fed: bool, surroundings: Surroundings, borders: &Borders, out: &mut Stereo) {
        if fed {
            self.master.wake();
        }
        if self.master.is_asleep() {
            self.still = self.still.saturating_add(BLOCK);
            self.master.idle();
        } else {
            self.master.process(out, fed, surroundings, borders, &self.keys);
            self.master.fade(out, borders);
            self.master.settle();
            self.still = 0;
        }
        // What it still holds comes out after the strip is silent.
        if self.still <= self.limiter.latency() + BLOCK || !self.limiter.is_calm() {
            self.limiter.process(&mut out.left, &mut out.right);
        }
    }

    /// Measures what is heard.
    pub fn measure(&mut self, out: &Stereo) {
        self.master.measure(out);
    }
}

impl Bus {
    /// Shapes what was sent and adds it to the mix; says whether it did.
    fn render(
        &mut self,
        surroundings: Surroundings,
        borders: &Borders,
        keys: &Keys,
        out: &mut Stereo,
        apart: impl FnOnce(&Stereo),
    ) -> bool {
        let fed = std::mem::take(&mut self.fed);
        if fed {
            self.strip.wake();
        }
        if self.strip.is_asleep() {
            self.strip.rest();
            return false;
        }
        self.strip.process(&mut self.input, fed, surroundings, borders, keys);
        self.strip.fade(&mut self.input, borders);
        self.strip.settle();
        self.strip.measure(&self.input);
        out.add(&self.input);
        apart(&self.input);
        self.input.clear();
        true
    }
}

/// One value in range for each parameter of an instrument; the default where there is none.
fn in_range(kind: PatchKind, values: &[f32]) -> Vec<f32> {
    let value = |place: usize| values.get(place).copied().unwrap_or(f32::NAN);
    kind.specs().iter().enumerate().map(|(place, spec)| spec.clamp(value(place))).collect()
}
