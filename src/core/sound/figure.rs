//! Settings that make a shape together: each instrument and effect says once which of its parameters are an envelope, a
//! filter or an equaliser's bands, and whoever draws reads it.

use crate::sound::band::{BandKind, Response, decibels_of_power};
use crate::sound::envelope::EnvelopeTimes;
use crate::sound::filter::{FilterKind, damping};
use crate::sound::{ParamSpec, Params};

/// The highest share of the sample rate that a filter's frequency goes to.
const HIGHEST: f32 = 0.45;
/// An equaliser's band whose width is not set: as steep as can be without a hump.
pub const BUTTERWORTH: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// One part of a shape: a parameter, by its key in the table, or a value that no parameter sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// A parameter.
    Set(&'static str),
    /// What it always is.
    Always(f32),
}

impl Part {
    /// Its value now.
    pub fn value(self, params: &Params) -> f32 {
        match self {
            Self::Set(key) => params.get(key).unwrap_or_default(),
            Self::Always(value) => value,
        }
    }

    /// The parameter's description.
    pub fn spec(self, params: &Params) -> Option<&'static ParamSpec> {
        match self {
            Self::Set(key) => params.specs().iter().find(|spec| spec.key == key),
            Self::Always(_) => None,
        }
    }
}

/// What kind of band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BandChoice {
    /// One that a parameter chooses.
    Set(&'static str),
    /// Always this one.
    Always(BandKind),
    /// This cut, which is off at its lowest frequency.
    Raised(BandKind),
}

/// A band of an equaliser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandKeys {
    /// What it is.
    pub kind: BandChoice,
    /// Its frequency.
    pub frequency: &'static str,
    /// Its gain, where it has one.
    pub gain: Part,
    /// Its quality: the higher, the narrower.
    pub q: Part,
}

impl BandKeys {
    /// What it is now.
    pub fn kind(&self, params: &Params) -> BandKind {
        match self.kind {
            BandChoice::Set(key) => BandKind::of(params.get(key).unwrap_or_default()),
            BandChoice::Always(kind) | BandChoice::Raised(kind) => kind,
        }
    }

    /// What it does to frequencies; `None` where it changes nothing.
    fn response(&self, params: &Params, sample_rate: f32) -> Option<Response> {
        let kind = self.kind(params);
        let (decibels, q) = (self.gain.value(params), self.q.value(params));
        let frequency = Part::Set(self.frequency);
        let (hertz, spec) = (frequency.value(params), frequency.spec(params)?);
        let rests = matches!(self.kind, BandChoice::Raised(_)) && hertz <= spec.min;
        let plain = kind == BandKind::Off || kind.has_gain() && decibels == 0.0;
        if rests || plain {
            return None;
        }
        let gain = libm::powf(10.0, decibels / 20.0);
        let design = kind.design(sample_rate, hertz.min(HIGHEST * sample_rate), q, gain);
        Some(Response::of(&design, sample_rate))
    }
}

/// An envelope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EnvelopeKeys {
    /// Its name in the catalogue of sentences.
    pub id: &'static str,
    /// From silence to the top, in seconds.
    pub attack: Part,
    /// From the top to the sustain, in seconds.
    pub decay: Part,
    /// Where it stays, 0 to 1.
    pub sustain: Part,
    /// From there to silence, in seconds.
    pub release: Part,
}

impl EnvelopeKeys {
    /// Its times now.
    pub fn times(&self, params: &Params) -> EnvelopeTimes {
        let [attack, decay, sustain, release] =
            [self.attack, self.decay, self.sustain, self.release].map(|part| part.value(params));
        EnvelopeTimes { attack, decay, sustain, release }
    }
}

/// Which filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FilterChoice {
    /// One that a parameter chooses.
    Set(&'static str),
    /// Always this one.
    Always(FilterKind),
}

/// How a filter rings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ring {
    /// As a parameter says, 0 to 1.
    Resonance(&'static str),
    /// With this damping, always.
    Damping(f32),
}

/// An instrument's filter, for a note of usual force whose pitch does not move it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilterKeys {
    /// What it is.
    pub kind: FilterChoice,
    /// Its cutoff.
    pub cutoff: &'static str,
    /// How it rings.
    pub ring: Ring,
    /// The damping of a second low-pass at the same cutoff.
    pub second: Option<f32>,
    /// By how many semitones its envelope opens it at the top, and how much of that a note of usual force gets.
    pub opens: Option<(&'static str, f32)>,
    /// The cutoff in hertz from which it is left out.
    pub left_out: Option<f32>,
}

impl FilterKeys {
    /// What it does to a frequency in hertz, in decibels, with its envelope at a level of 0 to 1.
    pub fn decibels(&self, params: &Params, open: f32, hertz: f32, sample_rate: f32) -> f32 {
        let kind = match self.kind {
            FilterChoice::Set(key) => FilterKind::of(params.get(key).unwrap_or_default()),
            FilterChoice::Always(kind) => kind,
        };
        let ring = match self.ring {
            Ring::Damping(damping) => damping,
            Ring::Resonance(key) if kind == FilterKind::Ladder => params.get(key).unwrap_or_default(),
            Ring::Resonance(key) => damping(params.get(key).unwrap_or_default()),
        };
        let cutoff = self.cutoff_at(params, open);
        if self.left_out.is_some_and(|from| cutoff >= from) {
            return 0.0;
        }
        let second = self.second.map_or(1.0, |damping| FilterKind::Low.power(hertz, cutoff, damping, sample_rate));
        decibels_of_power(kind.power(hertz, cutoff, ring, sample_rate) * second)
    }

    /// Its cutoff in hertz, with its envelope at a level of 0 to 1.
    pub fn cutoff_at(&self, params: &Params, open: f32) -> f32 {
        let semitones = self.opens.map_or(0.0, |(key, share)| params.get(key).unwrap_or_default() * share * open);
        params.get(self.cutoff).unwrap_or_default() * libm::powf(2.0, semitones / 12.0)
    }
}

/// A shape that settings make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// What an equaliser does to frequencies.
    Bands(&'static [BandKeys]),
    /// What a filter does to frequencies.
    Filter(FilterKeys),
    /// A level over time.
    Envelope(EnvelopeKeys),
}

impl Figure {
    /// Its name in the catalogue of sentences.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Bands(_) => "figure-bands",
            Self::Filter(_) => "figure-filter",
            Self::Envelope(keys) => keys.id,
        }
    }
}

/// What some bands together do to frequencies.
#[derive(Clone, Debug, PartialEq)]
pub struct BandsResponse(Vec<Response>);

impl BandsResponse {
    /// Works it out at a sample rate in hertz.
    pub fn new(bands: &[BandKeys], params: &Params, sample_rate: f32) -> Self {
        Self(bands.iter().filter_map(|band| band.response(params, sample_rate)).collect())
    }

    /// What they do to a frequency in hertz, in decibels.
    pub fn decibels(&self, hertz: f32) -> f32 {
        self.0.iter().map(|response| decibels_of_power(response.power(hertz))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::{InsertKind, PatchKind, Unit};

    fn keys(figure: &Figure) -> Vec<(&'static str, Unit)> {
        let set = |part: Part, unit: Unit| match part {
            Part::Set(key) => Some((key, unit)),
            Part::Always(_) => None,
        };
        match figure {
            Figure::Bands(bands) => bands
                .iter()
                .flat_map(|band| {
                    let parts = [set(band.gain, Unit::Decibels), set(band.q, Unit::Number)];
                    parts.into_iter().flatten().chain([(band.frequency, Unit::Hertz)])
                })
                .collect(),
            Figure::Envelope(keys) => [
                set(keys.attack, Unit::Seconds),
                set(keys.decay, Unit::Seconds),
                set(keys.sustain, Unit::Ratio),
                set(keys.release, Unit::Seconds),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Figure::Filter(keys) => {
                let ring = match keys.ring {
                    Ring::Resonance(key) => Some((key, Unit::Ratio)),
                    Ring::Damping(_) => None,
                };
                let opens = keys.opens.map(|(key, _)| (key, Unit::Semitones));
                [Some((keys.cutoff, Unit::Hertz)), ring, opens].into_iter().flatten().collect()
            }
        }
    }

    #[test]
    fn every_figure_is_made_of_parameters_of_its_table() {
        let patches = PatchKind::ALL.map(|kind| (kind.specs(), kind.figures()));
        let inserts = InsertKind::ALL.map(|kind| (kind.specs(), kind.figures()));
        let mut drawn = 0;
        for (specs, figures) in patches.into_iter().chain(inserts) {
            for (key, unit) in figures.iter().flat_map(keys) {
                drawn += 1;
                assert!(specs.iter().any(|spec| spec.key == key && spec.unit == unit), "{key}");
            }
        }
        assert!(drawn > 60);
    }

    #[test]
    fn a_new_equaliser_is_flat_and_a_filter_opens_with_its_envelope() {
        for kind in [InsertKind::Eq, InsertKind::ParametricEq] {
            let Some(Figure::Bands(bands)) = kind.figures().first() else { panic!("{kind:?} has no bands") };
            let flat = BandsResponse::new(bands, &Params::defaults(kind.specs()), 48_000.0);
            assert!([20.0, 440.0, 20_000.0].iter().all(|hertz| flat.decibels(*hertz) == 0.0), "{kind:?}");
        }
        let params = Params::defaults(PatchKind::Bass.specs());
        let filter = PatchKind::Bass.figures().iter().find_map(|figure| match figure {
            Figure::Filter(keys) => Some(*keys),
            _ => None,
        });
        let filter = filter.unwrap();
        assert!(filter.decibels(&params, 1.0, 2_000.0, 48_000.0) > filter.decibels(&params, 0.0, 2_000.0, 48_000.0));
    }
}
