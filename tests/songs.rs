//! Songs of every style, as they leave the studio: none clips, leans to one side of zero, falls apart in mono, rings, or
//! has much more or less in an octave than records have. `docs/sound.md` says what was measured.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use studio::bounce::loudness;
use studio::bounce::render_all;
use studio::draft;
use studio::export::{ExportFormat, ExportSpec};
use studio::release;
use studio::time::Tick;

const RATE: u32 = 44_100;
/// How much of each song is looked at, in quarters from its beginning.
const LENGTH: u32 = 96;
/// A word for each of the composer's styles.
const STYLES: [&str; 14] = [
    "city-pop",
    "lo-fi",
    "synthwave",
    "ballad",
    "folk",
    "rock",
    "house",
    "trap",
    "jazz",
    "ambient",
    "chiptune",
    "bossa nova",
    "guofeng",
    "pop",
];
/// Octaves, by their middle in hertz.
const OCTAVES: [f64; 8] = [63.0, 125.0, 250.0, 500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0];
/// What records have in these octaves, in dB of the lowest. P. Pestana and others, "Spectral Characteristics of Popular
/// Commercial Recordings 1950-2010" (AES 135, 2013, paper 8960), found 5 dB less an octave for each hertz from 100 Hz to 4 kHz,
/// about as much for each hertz below, and a steeper fall above; A. Elowsson and A. Friberg, "Long-term Average Spectrum in
/// Popular Music and its Relation to the Level of the Percussion" (AES 142, 2017, paper 9762), 4.5 dB in 12,345 songs.
/// An octave holds twice the hertz of the one below, which is 3 dB.
const RECORDS: [f64; 8] = [0.0, 0.0, -1.75, -3.5, -5.25, -7.0, -8.75, -12.25];
/// How far an octave may lie from that, in dB. What is meant to be dark may lie further.
const AROUND: (f64, f64) = (5.0, 6.0);
const DARK: [&str; 2] = ["lo-fi", "ambient"];
/// Loudness, in LUFS, that leaves room for the limiter, which is to be touched by strikes alone.
const LOUD: std::ops::Range<f64> = -20.5..-14.0;
/// Where ringing hurts, in hertz, in sixths of an octave.
const PRESENCE: (f64, usize) = (2_000.0, 12);

/// A band-pass of the second order with no gain in its middle (Audio EQ Cookbook of R. Bristow-Johnson).
struct Band {
    gain: f64,
    back: [f64; 2],
    memory: [f64; 2],
}

impl Band {
    fn new(hertz: f64, octaves: f64) -> Self {
        let angle = std::f64::consts::TAU * hertz / f64::from(RATE);
        let width = angle.sin() * (std::f64::consts::LN_2 / 2.0 * octaves * angle / angle.sin()).sinh();
        let whole = 1.0 + width;
        Self { gain: width / whole, back: [-2.0 * angle.cos() / whole, (1.0 - width) / whole], memory: [0.0; 2] }
    }

    fn take(&mut self, sample: f64) -> f64 {
        let out = self.gain * sample + self.memory[0];
        self.memory[0] = self.memory[1] - self.back[0] * out;
        self.memory[1] = -self.gain * sample - self.back[1] * out;
        out
    }
}

fn decibels(power: f64) -> f64 {
    10.0 * power.max(1e-20).log10()
}

/// The level of a band in dB.
fn level(samples: &[f64], hertz: f64, octaves: f64) -> f64 {
    let (mut first, mut second) = (Band::new(hertz, octaves), Band::new(hertz, octaves));
    let power: f64 = samples.iter().map(|sample| second.take(first.take(*sample)).powi(2)).sum();
    decibels(power / samples.len() as f64)
}

/// What a song measures.
struct Measured {
    /// In LUFS.
    loudness: f64,
    /// In dBTP.
    peak: f64,
    offset: f64,
    crest: f64,
    mono: f64,
    /// Octaves against the reference, in dB; together they come to nothing.
    octaves: Vec<f64>,
    /// How far the loudest sixth of an octave in the presence stands out from those around it, in dB.
    ringing: f64,
}

fn measured(style: &str) -> Measured {
    let project = draft::song(&format!("a {style} song about the last train home"), 1, 0).expect("a song");
    let mut job = release::export_job(&project, ExportSpec::song(ExportFormat::Wav16, RATE));
    job.song.end = job.song.end.min(Tick::quarters(LENGTH));
    let audio = render_all(&job.song, RATE);
    let [left, right] = &audio.channels[..] else { panic!("not stereo") };
    let middle: Vec<f64> = left.iter().zip(right).map(|(left, right)| f64::from(left + right) / 2.0).collect();
    let power = |samples: &[f32]| samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>();
    let both = (power(left) + power(right)) / (2.0 * left.len() as f64);
    let centre = middle.iter().map(|sample| sample * sample).sum::<f64>() / middle.len() as f64;
    let meter = loudness::measure(&audio).unwrap();
    let octaves: Vec<f64> = OCTAVES.iter().map(|hertz| level(&middle, *hertz, 1.0)).collect();
    let against: Vec<f64> = octaves.iter().zip(RECORDS).map(|(level, record)| level - record).collect();
    let mean = against.iter().sum::<f64>() / against.len() as f64;
    let sixths: Vec<f64> = (0..PRESENCE.1 + 4)
        .map(|place| level(&middle, PRESENCE.0 * ((place as f64 - 2.0) / 6.0).exp2(), 1.0 / 6.0))
        .collect();
    let stands_out = |window: &[f64]| window[2] - (window[0] + window[1] + window[3] + window[4]) / 4.0;
    Measured {
        loudness: meter.integrated.unwrap(),
        peak: meter.true_peak,
        offset: (middle.iter().sum::<f64>() / middle.len() as f64).abs() / both.sqrt(),
        crest: 20.0 * f64::from(audio.peak()).log10() - decibels(both),
        mono: decibels(centre / both),
        octaves: against.iter().map(|level| level - mean).collect(),
        ringing: sixths.windows(5).map(stands_out).fold(f64::MIN, f64::max),
    }
}

/// What a song measures as a line of a table, and whether that is as it should be.
fn told(style: &str) -> (String, bool) {
    let song = measured(style);
    let octaves: Vec<String> = song.octaves.iter().map(|level| format!("{level:+.0}")).collect();
    let line = format!(
        "| {style} | {:.1} | {:.1} | {:.4} | {:.1} | {:.1} | {} | {:.1} |",
        song.loudness,
        song.peak,
        song.offset,
        song.crest,
        song.mono,
        octaves.join(" "),
        song.ringing
    );
    let around = if DARK.contains(&style) { AROUND.1 } else { AROUND.0 };
    let right = song.peak <= -1.0
        && LOUD.contains(&song.loudness)
        && song.offset < 0.001
        && (12.0..20.0).contains(&song.crest)
        && song.mono > -1.0
        && song.octaves.iter().all(|level| level.abs() <= around)
        && song.ringing < 6.0;
    (line, right)
}

fn are_balanced(styles: &[&str]) {
    let told: Vec<(String, bool)> = styles.iter().map(|style| told(style)).collect();
    told.iter().for_each(|(line, _)| println!("{line}"));
    let wrong: Vec<&String> = told.iter().filter(|(_, right)| !right).map(|(line, _)| line).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

// Two halves, which are played at once.
#[test]
fn songs_of_half_the_styles_are_balanced() {
    are_balanced(&STYLES[..7]);
}

#[test]
fn songs_of_the_other_styles_are_balanced() {
    are_balanced(&STYLES[7..]);
}
