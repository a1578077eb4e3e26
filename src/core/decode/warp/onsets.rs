//! Where a recording has an onset: a stroke that must stay as sharp as it is.

use crate::pcm::Audio;

/// How many runs of frames there are in a second.
const RUNS: u32 = 375;
/// How many runs an onset is held against, and how many runs it is apart from the next.
const BEFORE: usize = 8;
const APART: usize = 18;
/// How many times as strong as what was before it an onset is.
const STRONGER: f32 = 6.0;
/// The power of a run that is too quiet to matter, of each of its frames.
const QUIET: f32 = 1e-9;

/// The part of an onset's strongest frame that is heard of it.
const HEARD: f32 = 0.25;

/// An onset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Onset {
    /// The frame from which on it is heard.
    pub frame: usize,
    /// How many times as strong as what was before it it is.
    pub strength: f32,
}

/// The onsets of a recording, in order.
pub fn onsets(audio: &Audio) -> Vec<Onset> {
    let run = (audio.sample_rate / RUNS).max(1) as usize;
    let power = powers(audio, run);
    let strength = |place: usize| {
        let early = &power[place.saturating_sub(BEFORE)..place];
        // What is before the start is silent.
        let before = early.iter().sum::<f32>() / BEFORE as f32;
        let now = power[place] + power.get(place + 1).copied().unwrap_or(0.0);
        now / (2.0 * before + QUIET * run as f32)
    };
    let strengths: Vec<f32> = (0..power.len()).map(strength).collect();
    let mut found: Vec<Onset> = Vec::new();
    for (place, strength) in strengths.iter().enumerate().filter(|(_, strength)| **strength > STRONGER) {
        // The first that is not weaker than its neighbours.
        let near = &strengths[place.saturating_sub(2)..(place + 3).min(strengths.len())];
        let onset = Onset { frame: place * run, strength: *strength };
        if near.iter().any(|other| other > strength) {
            continue;
        }
        match found.last_mut().filter(|last| onset.frame - last.frame < APART * run) {
            Some(last) if last.strength < onset.strength => *last = onset,
            Some(_) => {}
            None => found.push(onset),
        }
    }
    for onset in &mut found {
        onset.frame = first_frame(audio, onset.frame, run);
    }
    found
}

/// The first frame of two runs in which something of their strongest frame is heard.
fn first_frame(audio: &Audio, from: usize, run: usize) -> usize {
    let step = |frame: usize| {
        let of = |channel: &Vec<f32>| {
            let before = frame.checked_sub(1).and_then(|before| channel.get(before)).copied().unwrap_or(0.0);
            channel.get(frame).map_or(0.0, |sample| (sample - before).abs())
        };
        audio.channels.iter().map(of).fold(0.0, f32::max)
    };
    let strongest = (from..from + 2 * run).map(step).fold(0.0, f32::max);
    (from..from + 2 * run).find(|frame| step(*frame) >= strongest * HEARD).unwrap_or(from)
}

/// The power of each run of frames, high sounds before low ones: strokes are told by what is high in them.
fn powers(audio: &Audio, run: usize) -> Vec<f32> {
    let mut powers = vec![0.0f32; audio.frames().div_ceil(run)];
    for channel in &audio.channels {
        let mut before = 0.0;
        for (power, samples) in powers.iter_mut().zip(channel.chunks(run)) {
            for sample in samples {
                *power += (sample - before) * (sample - before);
                before = *sample;
            }
        }
    }
    powers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_found_and_a_held_tone_has_none_but_its_start() {
        let tone = |frame: usize| libm::sinf(frame as f32 * 0.06) * 0.2;
        let mut samples: Vec<f32> = (0..48_000).map(tone).collect();
        for stroke in [12_000, 24_000] {
            for frame in 0..600 {
                samples[stroke + frame] += if frame % 2 == 0 { 0.6 } else { -0.6 } / (1.0 + frame as f32 / 50.0);
            }
        }
        let audio = Audio { sample_rate: 48_000, channels: vec![samples] };
        let frames: Vec<usize> = onsets(&audio).iter().map(|onset| onset.frame).collect();
        let (first, later) = (frames[0], &frames[1..]);
        assert!(first < 256 && later.len() == 2, "{frames:?}");
        assert!(later == [12_000, 24_000], "{frames:?}");
        assert_eq!(onsets(&Audio { sample_rate: 48_000, channels: vec![vec![0.0; 9_000]] }), []);
        assert_eq!(onsets(&Audio::default()), []);
    }
}
