//! A strip: inserts, fader and pan, meter, and the taps after the fader.

use crate::engine::automation::{self, Borders, STRETCHES};
use crate::engine::insert::{InsertUnit, Surroundings};
use crate::engine::key::Keys;
use crate::engine::limits::{BLOCK, MAX_INSERTS, MAX_SENDS, QUIET, RUNAWAY};
use crate::engine::meter::{self, Meter};
use crate::engine::patch::CONTROL_PERIOD;
use crate::engine::smooth::{Ramp, Smooth};
use crate::engine::{Course, CourseTarget, StripSpec};
use crate::pcm::{Decibels, Pan};
use crate::sound::ParamSpec;

/// A block of stereo sound.
#[derive(Clone, Debug)]
pub struct Stereo {
    /// The left channel.
    pub left: [f32; BLOCK],
    /// The right channel.
    pub right: [f32; BLOCK],
}

impl Stereo {
    /// Silence.
    pub const SILENCE: Self = Self { left: [0.0; BLOCK], right: [0.0; BLOCK] };

    /// Turns it into silence.
    pub fn clear(&mut self) {
        self.left.fill(0.0);
        self.right.fill(0.0);
    }

    /// Adds another block.
    pub fn add(&mut self, other: &Self) {
        self.left.iter_mut().zip(&other.left).for_each(|(sum, sample)| *sum += sample);
        self.right.iter_mut().zip(&other.right).for_each(|(sum, sample)| *sum += sample);
    }
}

/// A tap after the fader.
struct Send {
    bus: usize,
    level: Smooth,
    /// What was heard last of a level that moves with the song.
    moving: Option<f32>,
}

/// A level and place that move with the song.
#[derive(Clone, Copy)]
struct Moving {
    level: f32,
    pan: f32,
    /// The factors for left and right.
    gains: [f32; 2],
}

/// What becomes of a track's, a bus's or the song's sound.
pub struct Strip {
    spec: StripSpec,
    inserts: Vec<InsertUnit>,
    left: Smooth,
    right: Smooth,
    /// Where level, as a factor, and place were set: heard where only the other moves with the song.
    resting: [Smooth; 2],
    /// 1 where the strip is heard, where its level moves with the song.
    open: Smooth,
    /// What was heard last of a level or place that moves with the song.
    moving: Option<Moving>,
    courses: Vec<Course>,
    /// Whether it has just woken: what moves with the song is there at once.
    woken: bool,
    sends: Vec<Send>,
    meter: Meter,
    quiet_frames: usize,
    asleep: bool,
    broken: bool,
    sample_rate: f32,
}

impl Strip {
    /// A strip as it is described.
    pub fn new(spec: StripSpec, sample_rate: f32, surroundings: Surroundings) -> Self {
        let mut strip = Self {
            spec: StripSpec::default(),
            inserts: Vec::new(),
            left: Smooth::new(1.0, sample_rate),
            right: Smooth::new(1.0, sample_rate),
            resting: [1.0, 0.0].map(|value| Smooth::new(value, sample_rate)),
            open: Smooth::new(1.0, sample_rate),
            moving: None,
            courses: Vec::new(),
            woken: true,
            sends: Vec::new(),
            meter: Meter::new(sample_rate),
            quiet_frames: 0,
            asleep: true,
            broken: false,
            sample_rate,
        };
        strip.set(spec, surroundings);
        strip
    }

    /// Takes a new description. Inserts of the same kind in the same place go on sounding. A broken strip is mended by
    /// any change.
    pub fn set(&mut self, spec: StripSpec, surroundings: Surroundings) {
        if spec == self.spec {
            return;
        }
        self.mend();
        let mut kept = std::mem::take(&mut self.inserts).into_iter();
        for insert in spec.inserts.iter().take(MAX_INSERTS) {
            let unit = match kept.next() {
                Some(mut unit) if unit.kind() == insert.kind => {
                    unit.set(insert, surroundings);
                    unit
                }
                _ => InsertUnit::new(insert, self.sample_rate, surroundings),
            };
            self.inserts.push(unit);
        }
        if self.asleep && !surroundings.sounding {
            self.inserts.iter_mut().for_each(InsertUnit::hurry);
        }
        let level = if spec.gain.is_finite() { Decibels(spec.gain.min(Decibels::MAX.0)).to_gain() } else { 0.0 };
        let gain = if spec.audible { level } else { 0.0 };
        let pan = if spec.pan.is_finite() { spec.pan } else { 0.0 };
        let (left, right) = Pan(pan).gains();
        self.resting[0].set(level);
        self.resting[1].set(pan);
        self.left.set(gain * left);
        self.right.set(gain * right);
        self.open.set(if spec.audible { 1.0 } else { 0.0 });
        self.set_sends(&spec);
        self.spec = spec;
    }

    /// Lets the taps follow their buses to other places; those of a bus that is gone end.
    pub fn follow_buses(&mut self, place_of: impl Fn(usize) -> Option<usize>) {
        self.sends.retain_mut(|send| match place_of(send.bus) {
            Some(place) => {
                send.bus = place;
                true
            }
            None => false,
        });
        // Whatever is said next of taps is new.
        self.spec.sends.clear();
    }

    fn set_sends(&mut self, spec: &StripSpec) {
        for send in &mut self.sends {
            send.level.set(0.0);
        }
        for (bus, level) in spec.sends.iter().take(MAX_SENDS).filter(|(_, level)| level.is_finite()) {
            let (bus, level) = (usize::from(*bus), Decibels(level.min(Decibels::MAX.0)).to_gain());
            match self.sends.iter_mut().find(|send| send.bus == bus) {
                Some(send) => send.level.set(level),
                // A tap opens from silence, unless the strip has not been heard yet.
                None => {
                    let mut smooth = Smooth::new(0.0, self.sample_rate);
                    if !self.asleep {
                        smooth.advance();
                    }
                    smooth.set(level);
                    self.sends.push(Send { bus, level: smooth, moving: None });
                }
            }
        }
        // One that moves with the song may open again.
        let listed = |bus| spec.sends.iter().any(|(known, _)| usize::from(*known) == bus);
        self.sends.retain(|send| !send.level.rests_at(0.0) || listed(send.bus));
    }

    /// Tells delays how slow the song can be, so that their lines are long enough.
    pub fn prepare(&mut self, surroundings: Surroundings) {
        self.inserts.iter_mut().for_each(|insert| insert.prepare(surroundings));
    }

    /// Whether it produced no number and is silenced until it is changed.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// The place of the bus that takes what leaves it; `None` where the master does.
    pub fn output(&self) -> Option<usize> {
        self.spec.output.map(usize::from)
    }

    /// Whether it is silent and costs nothing.
    pub fn is_asleep(&self) -> bool {
        self.asleep
    }

    /// Begins to listen again: what was moved during the silence is there at once.
    pub fn wake(&mut self) {
        self.quiet_frames = 0;
        if self.asleep {
            self.asleep = false;
            self.left.snap();
            self.right.snap();
            self.open.snap();
            self.resting.iter_mut().for_each(Smooth::snap);
            self.woken = true;
            self.sends.iter_mut().for_each(|send| send.level.snap());
            self.inserts.iter_mut().for_each(InsertUnit::snap);
        }
    }

    /// Sleeps from the next block on, or not, as the engine says that plays the track elsewhere.
    pub fn rest_as(&mut self, asleep: bool) {
        self.asleep = asleep;
    }

    /// Runs a broken strip anew from silence.
    pub fn mend(&mut self) {
        if self.broken {
            self.inserts.iter_mut().for_each(InsertUnit::reset);
            self.broken = false;
        }
    }

    /// The level since the last reading.
    pub fn meter(&mut self) -> &mut Meter {
        &mut self.meter
    }

    /// Lets a block of silence pass while it is asleep.
    pub fn rest(&mut self) {
        self.meter.rest();
        self.idle();
    }

    /// Lets its effects do their share of longer work in a block that it does not shape.
    pub fn idle(&mut self) {
        self.inserts.iter_mut().for_each(InsertUnit::idle);
    }

    /// Shapes a block in place. `fed` says whether anything came in; without it the strip falls asleep once its tail
    /// has stayed below -100 dBFS for longer than any insert remembers.
    ///
    /// The effects may hear what `keys` hold.
    pub fn process(
        &mut self,
        sound: &mut Stereo,
        fed: bool,
        surroundings: Surroundings,
        borders: &Borders,
        keys: &Keys,
    ) {
        if !self.courses.is_empty() {
            self.steer(borders);
        }
        if !self.broken {
            for insert in &mut self.inserts {
                insert.process(&mut sound.left, &mut sound.right, surroundings, keys);
            }
        }
        let magnitude = if self.broken { 0.0 } else { meter::magnitude(&sound.left, &sound.right) };
        self.broken |= magnitude > RUNAWAY;
        if self.broken {
            sound.clear();
        }
        self.quiet_frames = if fed || magnitude >= QUIET && !self.broken { 0 } else { self.quiet_frames + BLOCK };
        let memory: usize = self.inserts.iter().map(InsertUnit::memory).sum();
        self.asleep = self.quiet_frames > memory;
    }

    /// Replaces what moves with the song. What does not move any more goes to where it was set. Allocates.
    pub fn automate(&mut self, courses: Vec<Course>) {
        let heard = match self.moving {
            Some(moving) => moving.gains.map(|gain| gain * self.open.now()),
            None => [self.left.now(), self.right.now()],
        };
        let moves = |target| automation::of(&courses, target).is_some();
        match (self.moving.is_some(), moves(CourseTarget::Volume) || moves(CourseTarget::Pan)) {
            // No level is no number, so the first border works its factors out.
            (false, true) => {
                // What was heard carries any fade that is under way.
                self.open.snap();
                self.moving = Some(Moving { level: f32::NAN, pan: 0.0, gains: heard });
            }
            (true, false) => {
                self.moving = None;
                self.left.resume(heard[0]);
                self.right.resume(heard[1]);
            }
            _ => {}
        }
        for send in &mut self.sends {
            match (send.moving, moves(CourseTarget::Send(send.bus as u8))) {
                (None, true) => send.moving = Some(send.level.now()),
                (Some(heard), false) => {
                    send.moving = None;
                    send.level.resume(heard);
                }
                _ => {}
            }
        }
        self.courses = courses;
        for (insert, spec) in self.inserts.iter_mut().zip(&self.spec.inserts) {
            insert.reset_to(spec);
        }
    }

    /// Whether anything of it moves with the song.
    pub fn moves(&self) -> bool {
        !self.courses.is_empty()
    }

    /// Tells the effects where their moving parameters stand at the end of the block.
    fn steer(&mut self, borders: &Borders) {
        let tick = if self.woken { borders.start() } else { borders.end() };
        for course in &self.courses {
            if let CourseTarget::Insert(place, param) = course.target
                && let Some(insert) = self.inserts.get_mut(usize::from(place))
                && let Some(spec) = insert.moving_spec(usize::from(param))
            {
                insert.move_to(usize::from(param), course.value(spec, tick));
            }
        }
        for insert in &mut self.inserts {
            insert.follow_course(self.woken);
        }
    }

    /// Level and place at a tick, where they move with the song; `before` is where they were.
    fn moved(&self, before: Moving, tick: f64) -> Moving {
        let value = |target, spec: &ParamSpec| Some(automation::of(&self.courses, target)?.value(spec, tick));
        let level = value(CourseTarget::Volume, &ParamSpec::VOLUME).map(|level| Decibels(level).to_gain());
        let level = level.unwrap_or(self.resting[0].now());
        let pan = value(CourseTarget::Pan, &ParamSpec::PAN).unwrap_or(self.resting[1].now());
        if (level, pan) == (before.level, before.pan) {
            return before;
        }
        let (left, right) = Pan(pan).gains();
        Moving { level, pan, gains: [level * left, level * right] }
    }

    /// Brings a block that has been shaped to its level and place.
    pub fn fade(&mut self, sound: &mut Stereo, borders: &Borders) {
        let (left, right) = (self.left.advance(), self.right.advance());
        for resting in &mut self.resting {
            resting.advance();
        }
        let Some(heard) = self.moving else {
            left.scale(&mut sound.left);
            right.scale(&mut sound.right);
            return;
        };
        let mut from = if self.woken { self.moved(heard, borders.start()) } else { heard };
        let stretches = sound.left.chunks_exact_mut(CONTROL_PERIOD).zip(sound.right.chunks_exact_mut(CONTROL_PERIOD));
        for ((left, right), tick) in stretches.zip(borders.ends()) {
            let to = self.moved(from, tick);
            Ramp { from: from.gains[0], to: to.gains[0] }.scale(left);
            Ramp { from: from.gains[1], to: to.gains[1] }.scale(right);
            from = to;
        }
        self.moving = Some(from);
        let open = self.open.advance();
        open.scale(&mut sound.left);
        open.scale(&mut sound.right);
    }

    /// Ends a block that was faded and sent: from now on what moves goes on from where it was heard.
    pub fn settle(&mut self) {
        self.woken = false;
    }

    /// Measures what leaves the strip.
    pub fn measure(&mut self, sound: &Stereo) {
        self.meter.follow(&sound.left, &sound.right);
    }

    /// Adds the taps to their buses; a tap to a bus that is not there is left out.
    pub fn send(&mut self, sound: &Stereo, borders: &Borders, mut bus: impl FnMut(usize, &dyn Fn(&mut Stereo))) {
        let woken = self.woken;
        for send in &mut self.sends {
            let level = send.level.advance();
            if let Some(heard) = send.moving
                && let Some(course) = automation::of(&self.courses, CourseTarget::Send(send.bus as u8))
            {
                let at = |tick| Decibels(course.value(&ParamSpec::VOLUME, tick)).to_gain();
                let mut levels = [if woken { at(borders.start()) } else { heard }; STRETCHES + 1];
                levels.iter_mut().skip(1).zip(borders.ends()).for_each(|(level, tick)| *level = at(tick));
                send.moving = levels.last().copied();
                if levels.iter().any(|level| *level != 0.0) {
                    bus(send.bus, &|input| add_moving(&levels, sound, input));
                }
                continue;
            }
            if level.is_flat() && level.to == 0.0 {
                continue;
            }
            bus(send.bus, &|input| {
                level.add(&sound.left, &mut input.left);
                level.add(&sound.right, &mut input.right);
            });
        }
    }
}

/// Adds sound at a level that goes straight from each control border to the next.
fn add_moving(levels: &[f32; STRETCHES + 1], sound: &Stereo, input: &mut Stereo) {
    for (from, to) in [(&sound.left, &mut input.left), (&sound.right, &mut input.right)] {
        let stretches = from.chunks_exact(CONTROL_PERIOD).zip(to.chunks_exact_mut(CONTROL_PERIOD));
        for ((from, to), level) in stretches.zip(levels.windows(2)) {
            Ramp { from: level[0], to: level[1] }.add(from, to);
        }
    }
}
