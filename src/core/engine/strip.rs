//! A strip: inserts, fader and pan, meter, and the taps after the fader.

use crate::engine::StripSpec;
use crate::engine::insert::{InsertUnit, Surroundings};
use crate::engine::key::Keys;
use crate::engine::limits::{BLOCK, MAX_INSERTS, MAX_SENDS, QUIET, RUNAWAY};
use crate::engine::meter::{self, Meter};
use crate::engine::smooth::Smooth;
use crate::pcm::{Decibels, Pan};

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
}

/// What becomes of a track's, a bus's or the song's sound.
pub struct Strip {
    spec: StripSpec,
    inserts: Vec<InsertUnit>,
    left: Smooth,
    right: Smooth,
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
        let gain = if spec.audible && spec.gain.is_finite() {
            Decibels(spec.gain.min(Decibels::MAX.0)).to_gain()
        } else {
            0.0
        };
        let (left, right) = Pan(if spec.pan.is_finite() { spec.pan } else { 0.0 }).gains();
        self.left.set(gain * left);
        self.right.set(gain * right);
        self.set_sends(&spec);
        self.spec = spec;
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
                    self.sends.push(Send { bus, level: smooth });
                }
            }
        }
        self.sends.retain(|send| !send.level.rests_at(0.0));
    }

    /// Tells delays how slow the song can be, so that their lines are long enough.
    pub fn prepare(&mut self, surroundings: Surroundings) {
        self.inserts.iter_mut().for_each(|insert| insert.prepare(surroundings));
    }

    /// Whether it produced no number and is silenced until it is changed.
    pub fn is_broken(&self) -> bool {
        self.broken
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
            self.sends.iter_mut().for_each(|send| send.level.snap());
            self.inserts.iter_mut().for_each(InsertUnit::snap);
        }
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
    pub fn process(&mut self, sound: &mut Stereo, fed: bool, surroundings: Surroundings, keys: &Keys) {
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

    /// Brings a block that has been shaped to its level and place.
    pub fn fade(&mut self, sound: &mut Stereo) {
        let (left, right) = (self.left.advance(), self.right.advance());
        left.scale(&mut sound.left);
        right.scale(&mut sound.right);
    }

    /// Measures what leaves the strip.
    pub fn measure(&mut self, sound: &Stereo) {
        self.meter.follow(&sound.left, &sound.right);
    }

    /// Adds the taps to their buses; a tap to a bus that is not there is left out.
    pub fn send(&mut self, sound: &Stereo, mut bus: impl FnMut(usize, &dyn Fn(&mut Stereo))) {
        for send in &mut self.sends {
            let level = send.level.advance();
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
