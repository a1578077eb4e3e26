//! The side door for the spectrum of what is heard or of a strip: whoever draws it asks for it in its own animation frame,
//! and while nobody does it is not worked out.

use std::rc::Rc;

/// How many frequencies a spectrum has, evenly from nought to half of the sample rate.
pub const BINS: usize = 2_048;

/// A spectrum: the level of each frequency in decibels, and the sample rate in hertz.
pub type Spectrum = ([f32; BINS], f32);

/// Somebody comes to watch, or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// Comes, to watch a strip by its place among tracks and then buses, or else what is heard.
    Come(Option<u8>),
    /// Goes.
    Go,
}

/// The way to the spectra. One at a time: of what was asked for last.
#[derive(Clone)]
pub struct SpectrumDoor(Rc<Ways>);

struct Ways {
    watch: Box<dyn Fn(Watch)>,
    read: Box<dyn Fn(&mut Spectrum) -> bool>,
}

impl SpectrumDoor {
    /// A door: `watch` is told when somebody comes and goes, and `read` says whether there was anything to read.
    pub fn new(watch: impl Fn(Watch) + 'static, read: impl Fn(&mut Spectrum) -> bool + 'static) -> Self {
        Self(Rc::new(Ways { watch: Box::new(watch), read: Box::new(read) }))
    }

    /// Watches a strip, by its place among tracks and then buses, or else what is heard, until what comes back is
    /// dropped.
    #[must_use]
    pub fn watch(&self, strip: Option<u8>) -> Watching {
        (self.0.watch)(Watch::Come(strip));
        Watching(self.clone())
    }
}

impl PartialEq for SpectrumDoor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Somebody who watches.
pub struct Watching(SpectrumDoor);

impl Watching {
    /// Reads the spectrum of the last tenth of a second; says no while there is no sound output.
    pub fn read(&self, into: &mut Spectrum) -> bool {
        (self.0.0.read)(into)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        (self.0.0.watch)(Watch::Go);
    }
}
