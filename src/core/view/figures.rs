//! The shapes that settings make, as they are drawn: envelopes over time, filters and equalisers over frequency, and the
//! grips by which a pointer changes them. Places are shares of the picture, 0 to 1, from the left and from the top.

use crate::sound::{
    BandKeys, BandKind, BandsResponse, EnvelopeKeys, Figure, FilterKeys, ParamSpec, Params, Part, Ring,
};

/// The frequencies at the left and at the right edge, in hertz.
const LOWEST: f32 = 20.0;
const HIGHEST: f32 = 20_000.0;
/// The sample rate in hertz that responses are drawn for.
const SAMPLE_RATE: f32 = 48_000.0;
/// Points of a response; narrow bands get one more, where they are.
const STEPS: usize = 160;
/// How far an equaliser's picture goes up and down, in decibels.
const BANDS_REACH: f32 = 20.0;
/// The levels at the top and at the bottom of a filter's picture, in decibels.
const FILTER_TOP: f32 = 30.0;
const FILTER_BOTTOM: f32 = -42.0;
/// The widest that a rise and a fall of an envelope are drawn, and how wide its sustain is.
const STAGE: f32 = 0.28;
const SUSTAIN: f32 = 0.14;
/// Points of a fall.
const FALL_STEPS: usize = 20;
/// The top of an envelope.
const ENVELOPE_TOP: f32 = 0.08;
/// How much finer a grip goes when that is asked for.
const FINE: f32 = 0.2;
/// How far a turn of the wheel by a notch goes, of a control's travel.
const NOTCH: f32 = 0.04;

/// A parameter that a grip moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hold {
    spec: &'static ParamSpec,
    travel: f32,
    /// Travels over the whole picture.
    rate: f32,
}

impl Hold {
    fn new(key: &'static str, params: &Params, rate: f32) -> Option<Self> {
        let spec = Part::Set(key).spec(params)?;
        Some(Self { spec, travel: spec.travel(params.get(key)?), rate })
    }

    fn of(part: Part, params: &Params, rate: f32) -> Option<Self> {
        match part {
            Part::Set(key) => Self::new(key, params, rate),
            Part::Always(_) => None,
        }
    }

    fn after(&self, travel: f32) -> (&'static str, f32) {
        (self.spec.key, self.spec.at_travel(self.travel + travel))
    }
}

/// What a pointer can take hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// The number of its band.
    pub number: Option<usize>,
    /// Where it is.
    pub at: (f32, f32),
    along: Option<Hold>,
    up: Option<Hold>,
    width: Option<Hold>,
}

impl Grip {
    /// The values after a pointer went so far to the right and upwards, in shares of the picture; `fine` goes less far,
    /// and `width` moves nothing but the width.
    pub fn moved(&self, (right, up): (f32, f32), fine: bool, width: bool) -> Vec<(&'static str, f32)> {
        let pace = if fine { FINE } else { 1.0 };
        let after = |hold: &Option<Hold>, way: f32| hold.as_ref().map(|hold| hold.after(pace * way * hold.rate));
        if width {
            return after(&self.width, up).into_iter().collect();
        }
        [after(&self.along, right), after(&self.up, up)].into_iter().flatten().collect()
    }

    /// The values after the wheel was turned by some notches over it; upwards makes it narrower.
    pub fn turned(&self, notches: f32) -> Vec<(&'static str, f32)> {
        self.width.iter().map(|hold| hold.after(NOTCH * notches)).collect()
    }

    /// The usual values.
    pub fn usual(&self) -> Vec<(&'static str, f32)> {
        let holds = [&self.along, &self.up, &self.width].into_iter().flatten();
        holds.map(|hold| (hold.spec.key, hold.spec.default)).collect()
    }
}

/// A shape as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Its line, from left to right.
    pub line: Vec<(f32, f32)>,
    /// A filter with its envelope at the top.
    pub opened: Vec<(f32, f32)>,
    /// The height from which the space to the line is filled.
    pub base: f32,
    /// Where a picture over frequency has its marks, and what they say.
    pub marks: Vec<(f32, &'static str)>,
    /// What a pointer can take hold of.
    pub grips: Vec<Grip>,
}

/// Where a frequency in hertz lies; outside of the picture it is below 0 or above 1.
pub fn place_of_hertz(hertz: f32) -> f32 {
    libm::logf(hertz.max(1.0) / LOWEST) / libm::logf(HIGHEST / LOWEST)
}

/// The frequency in hertz at a place.
pub fn hertz_at(place: f32) -> f32 {
    LOWEST * libm::powf(HIGHEST / LOWEST, place)
}

/// Where a level lies between two others.
pub fn height_of_decibels(level: f32, top: f32, bottom: f32) -> f32 {
    (top - level) / (top - bottom)
}

/// A figure with its settings.
pub fn draw_figure(figure: &Figure, params: &Params) -> Drawn {
    match figure {
        Figure::Bands(bands) => draw_bands(bands, params),
        Figure::Filter(keys) => draw_filter(keys, params),
        Figure::Envelope(keys) => draw_envelope(keys, params),
    }
}

/// A line over the frequencies, with a point at each of `more`.
fn over_frequency(more: &[f32], height: impl Fn(f32) -> f32) -> Vec<(f32, f32)> {
    let mut places: Vec<f32> = (0..=STEPS).map(|step| step as f32 / STEPS as f32).collect();
    places.extend(more.iter().map(|hertz| place_of_hertz(*hertz)).filter(|place| (0.0..=1.0).contains(place)));
    places.sort_by(f32::total_cmp);
    // A little outside of the picture is enough to leave it.
    places.into_iter().map(|place| (place, height(hertz_at(place)).clamp(-0.2, 1.2))).collect()
}

/// Where the marks of a picture over frequency are, and what they say, in hertz.
pub fn frequency_marks() -> Vec<(f32, &'static str)> {
    [(100.0, "100"), (1_000.0, "1k"), (10_000.0, "10k")].map(|(hertz, words)| (place_of_hertz(hertz), words)).to_vec()
}

/// Travels of a frequency's control over the whole picture.
fn octaves(spec: &ParamSpec) -> f32 {
    libm::logf(HIGHEST / LOWEST) / libm::logf(spec.max / spec.min)
}

fn draw_bands(bands: &[BandKeys], params: &Params) -> Drawn {
    let response = BandsResponse::new(bands, params, SAMPLE_RATE);
    let height = |decibels: f32| height_of_decibels(decibels, BANDS_REACH, -BANDS_REACH);
    let middles: Vec<f32> = bands.iter().filter_map(|band| params.get(band.frequency)).collect();
    let grips = bands.iter().zip(1..).filter_map(|(band, number)| band_grip(band, number, params)).collect();
    Drawn {
        line: over_frequency(&middles, |hertz| height(response.decibels(hertz))),
        opened: Vec::new(),
        base: height(0.0),
        marks: frequency_marks(),
        grips,
    }
}

fn band_grip(band: &BandKeys, number: usize, params: &Params) -> Option<Grip> {
    let kind = band.kind(params);
    if kind == BandKind::Off {
        return None;
    }
    let spec = Part::Set(band.frequency).spec(params)?;
    let along = Hold::new(band.frequency, params, octaves(spec));
    // A cut has no gain, but is as loud at its cutoff as its quality is high.
    let cut = matches!(kind, BandKind::LowCut | BandKind::HighCut);
    let reach = 2.0 * BANDS_REACH;
    let q = band.q.value(params);
    let of_q = band.q.spec(params).map_or(1.0, |spec| reach / (20.0 * libm::log10f(spec.max / spec.min)));
    let width = Hold::of(band.q, params, of_q);
    let up = match band.gain.spec(params) {
        Some(spec) if kind.has_gain() => Hold::of(band.gain, params, reach / (spec.max - spec.min)),
        _ => width,
    };
    let level = match kind {
        _ if kind.has_gain() => band.gain.value(params),
        _ if cut => 20.0 * libm::log10f(q),
        _ => 0.0,
    };
    let at = (place_of_hertz(params.get(band.frequency)?), height_of_decibels(level, BANDS_REACH, -BANDS_REACH));
    Some(Grip { number: Some(number), at: inside(at), along, up, width })
}

fn draw_filter(keys: &FilterKeys, params: &Params) -> Drawn {
    let height = |decibels: f32| height_of_decibels(decibels, FILTER_TOP, FILTER_BOTTOM);
    let line = |open: f32| {
        over_frequency(&[keys.cutoff_at(params, open)], |hertz| height(keys.decibels(params, open, hertz, SAMPLE_RATE)))
    };
    let moves = keys.opens.is_some_and(|(key, _)| params.get(key).unwrap_or_default() != 0.0);
    let cutoff = keys.cutoff_at(params, 0.0);
    let level = keys.decibels(params, 0.0, cutoff, SAMPLE_RATE);
    let along = Part::Set(keys.cutoff).spec(params).and_then(|spec| Hold::new(keys.cutoff, params, octaves(spec)));
    let up = match keys.ring {
        Ring::Resonance(key) => Hold::new(key, params, 1.0),
        Ring::Damping(_) => None,
    };
    Drawn {
        line: line(0.0),
        opened: if moves { line(1.0) } else { Vec::new() },
        base: 1.0,
        marks: frequency_marks(),
        grips: vec![Grip { number: None, at: inside((place_of_hertz(cutoff), height(level))), along, up, width: None }],
    }
}

fn draw_envelope(keys: &EnvelopeKeys, params: &Params) -> Drawn {
    let times = keys.times(params);
    // Short times are drawn as wide as their controls have travelled: a thousandth beside a second would not be seen.
    let wide = |part: Part| match part.spec(params) {
        Some(spec) => STAGE * spec.travel(part.value(params)),
        None => STAGE * 0.02,
    };
    let height = |level: f32| 1.0 - level * (1.0 - ENVELOPE_TOP);
    let flat = times.sustain == 1.0;
    let attack = wide(keys.attack);
    let decay = if flat { 0.0 } else { wide(keys.decay) };
    let let_go = attack + decay + SUSTAIN;
    let release = wide(keys.release);
    let mut line = vec![(0.0, 1.0), (attack, height(1.0))];
    let steps = || (1..=FALL_STEPS).map(|step| step as f32 / FALL_STEPS as f32);
    if !flat {
        let level = |share: f32| height(times.held(times.attack + share * times.decay));
        line.extend(steps().map(|share| (attack + share * decay, level(share))));
    }
    let held = times.sustain;
    line.push((let_go, height(held)));
    line.extend(steps().map(|share| (let_go + share * release, height(times.let_go(held, share * times.release)))));
    line.push((1.0, 1.0));
    let grip = |at: (f32, f32), along: Option<Hold>, up: Option<Hold>| {
        (along.is_some() || up.is_some()).then(|| Grip { number: None, at: inside(at), along, up, width: None })
    };
    let (stage, rise) = (1.0 / STAGE, 1.0 / (1.0 - ENVELOPE_TOP));
    let hold = |part: Part, rate: f32| Hold::of(part, params, rate);
    let falls = grip((attack + decay, height(held)), hold(keys.decay, stage), hold(keys.sustain, rise));
    let grips = [
        grip((attack, height(1.0)), hold(keys.attack, stage), None),
        falls,
        grip((let_go + release, 1.0), hold(keys.release, stage), None),
    ];
    Drawn { line, opened: Vec::new(), base: 1.0, marks: Vec::new(), grips: grips.into_iter().flatten().collect() }
}

fn inside((x, y): (f32, f32)) -> (f32, f32) {
    (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::{InsertKind, PatchKind};
    use proptest::prelude::*;

    /// Every table with its figures.
    fn tables() -> Vec<(&'static [ParamSpec], &'static [Figure])> {
        let patches = PatchKind::ALL.map(|kind| (kind.specs(), kind.figures()));
        patches.into_iter().chain(InsertKind::ALL.map(|kind| (kind.specs(), kind.figures()))).collect()
    }

    fn params(specs: &'static [ParamSpec], travels: &[f32]) -> Params {
        let named = specs.iter().zip(travels).map(|(spec, travel)| (spec.key, spec.at_travel(*travel)));
        Params::from_named(specs, named).unwrap()
    }

    fn with(params: &Params, values: &[(&'static str, f32)]) -> Params {
        let mut params = params.clone();
        values.iter().for_each(|(key, value)| params.set(key, *value).unwrap());
        params
    }

    proptest! {
        #[test]
        fn whatever_is_set_is_drawn_from_left_to_right(travels in prop::collection::vec(0.0..=1.0_f32, 40)) {
            for (specs, figures) in tables() {
                let params = params(specs, &travels);
                for figure in figures {
                    let drawn = draw_figure(figure, &params);
                    prop_assert!(drawn.line.iter().chain(&drawn.opened).all(|(x, y)| x.is_finite() && y.is_finite()));
                    prop_assert!(drawn.line.is_sorted_by(|(one, _), (other, _)| *one <= *other + 1e-6));
                    prop_assert!(drawn.line.len() < 200);
                    let within = |grip: &Grip| (0.0..=1.0).contains(&grip.at.0) && (0.0..=1.0).contains(&grip.at.1);
                    prop_assert!(drawn.grips.iter().all(within));
                }
            }
        }

        #[test]
        fn a_grip_stays_under_the_pointer_and_comes_back(
            travels in prop::collection::vec(0.3..=0.7_f32, 40),
            right in -0.03..0.03_f32,
            up in -0.03..0.03_f32,
        ) {
            for (specs, figures) in tables() {
                let params = params(specs, &travels);
                for figure in figures.iter().filter(|figure| !matches!(figure, Figure::Filter(_))) {
                    let drawn = draw_figure(figure, &params);
                    for (place, grip) in drawn.grips.iter().enumerate() {
                        let after = with(&params, &grip.moved((right, up), false, false));
                        let moved = draw_figure(figure, &after).grips[place].at;
                        let near = |from: f32, way: f32, to: f32| (from + way - to).abs() < 2e-3;
                        prop_assert!(grip.along.is_none() || near(grip.at.0, right, moved.0), "{grip:?} {moved:?}");
                        let stands = grip.up.is_none() || grip.up == grip.width;
                        prop_assert!(stands || near(grip.at.1, -up, moved.1), "{grip:?} {moved:?}");
                        let still = with(&params, &grip.moved((0.0, 0.0), false, false));
                        let same = still.values().iter().zip(params.values()).all(|(a, b)| (a / b - 1.0).abs() < 1e-3 || a == b);
                        prop_assert!(same);
                    }
                }
            }
        }
    }

    #[test]
    fn a_bands_grip_lies_on_its_curve_and_the_wheel_makes_it_narrower() {
        let specs = InsertKind::ParametricEq.specs();
        let params = Params::from_named(specs, [("frequency_4", 1_000.0), ("gain_4", 10.0)]).unwrap();
        let drawn = draw_figure(&InsertKind::ParametricEq.figures()[0], &params);
        let grip = drawn.grips.iter().find(|grip| grip.number == Some(4)).unwrap();
        assert!(
            (grip.at.1 - 0.25).abs() < 1e-3
                && drawn.line.iter().any(|(x, y)| { (x - grip.at.0).abs() < 1e-4 && (y - grip.at.1).abs() < 1e-2 })
        );
        let narrower = grip.turned(2.0);
        assert!(narrower.len() == 1 && narrower[0].0 == "q_4" && narrower[0].1 > 1.0);
        assert_eq!(grip.moved((0.1, 0.0), false, true), [("q_4", 1.0)]);
        assert_eq!(grip.usual(), [("frequency_4", 700.0), ("gain_4", 0.0), ("q_4", 1.0)]);
        let off = Params::from_named(specs, [("kind_4", 0.0)]).unwrap();
        assert_eq!(draw_figure(&InsertKind::ParametricEq.figures()[0], &off).grips.len(), 7);
    }

    #[test]
    fn an_organ_has_no_decay_to_take_hold_of() {
        let figure = &PatchKind::Organ.figures()[0];
        let drawn = draw_figure(figure, &Params::defaults(PatchKind::Organ.specs()));
        assert_eq!(drawn.grips.len(), 2);
        assert_eq!(draw_figure(&PatchKind::Fm.figures()[0], &Params::defaults(PatchKind::Fm.specs())).grips.len(), 3);
    }
}
