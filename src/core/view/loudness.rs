//! Loudness as it is shown while a song plays: momentary, short-term, integrated and their history (EBU Tech 3341).

use crate::pcm::{MOMENTARY, SHORT_TERM, Tenths};

/// Tenths of a second that are kept for the integrated loudness: two hours.
const LONGEST: usize = 72_000;

/// Loudness since a song began to play.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoudnessHistory {
    tenths: Tenths,
    /// How many tenths the engine had measured when it was last heard.
    heard: u32,
    /// The highest level between the samples; 1 is full scale.
    true_peak: f32,
    integrated: Option<f64>,
    changes: u64,
}

impl LoudnessHistory {
    /// Begins anew.
    pub fn clear(&mut self) {
        *self = Self { heard: self.heard, changes: self.changes + 1, ..Self::default() };
    }

    /// Takes a word of the engine: how many tenths it has measured, the power of the last of them, the latest last, and
    /// the highest level between samples since its last word. Whether anything is new.
    pub fn hear(&mut self, tenths: u32, powers: &[f32], true_peak: f32) -> bool {
        self.true_peak = self.true_peak.max(true_peak);
        let new = tenths.wrapping_sub(self.heard) as usize;
        self.heard = tenths;
        if new == 0 {
            return false;
        }
        for power in &powers[powers.len().saturating_sub(new)..] {
            self.tenths.push(f64::from(*power));
        }
        self.tenths.keep_last(LONGEST);
        self.integrated = self.tenths.integrated();
        self.changes += 1;
        true
    }

    /// Grows whenever there is something new to be shown.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Loudness of the last 400 ms in LUFS; `None` for silence.
    pub fn momentary(&self) -> Option<f64> {
        self.last(MOMENTARY)
    }

    /// Loudness of the last 3 s in LUFS; `None` for silence.
    pub fn short_term(&self) -> Option<f64> {
        self.last(SHORT_TERM)
    }

    /// Loudness of all of it in LUFS, without its quiet parts; `None` before there is any.
    pub fn integrated(&self) -> Option<f64> {
        self.integrated
    }

    /// The highest level between the samples in dBTP; `None` for silence.
    pub fn true_peak(&self) -> Option<f64> {
        (self.true_peak > 0.0).then(|| 20.0 * f64::from(self.true_peak).log10())
    }

    /// Short-term loudness at the end of every half second of the last so many seconds, the latest last.
    pub fn curve(&self, seconds: usize) -> impl Iterator<Item = Option<f64>> {
        let end = self.tenths.count() / 5;
        let begin = end.saturating_sub(seconds * 2);
        (begin + 1..=end).map(|half| self.tenths.level_until(half * 5, SHORT_TERM))
    }

    fn last(&self, tenths: usize) -> Option<f64> {
        let whole = self.tenths.count();
        if whole < tenths { None } else { self.tenths.level_until(whole, tenths) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The power that reads as so many LUFS.
    fn power(level: f64) -> f32 {
        10_f64.powf((level + 0.691) / 10.0) as f32
    }

    fn heard(levels: &[(f64, u32)]) -> LoudnessHistory {
        let mut history = LoudnessHistory::default();
        let mut tenths = 0;
        for (level, seconds) in levels {
            for _ in 0..seconds * 10 {
                tenths += 1;
                assert!(history.hear(tenths, &[0.0, 0.0, 0.0, power(*level)], 0.5));
            }
        }
        history
    }

    fn near(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 0.1)
    }

    #[test]
    fn the_cases_of_the_standard_read_as_it_says() {
        // EBU Tech 3341, cases 1, 3 and 4: steady, with quiet around it, and with what lies below both gates.
        assert!(near(heard(&[(-23.0, 20)]).integrated(), -23.0));
        assert!(near(heard(&[(-36.0, 10), (-23.0, 60), (-36.0, 10)]).integrated(), -23.0));
        let gated = heard(&[(-72.0, 10), (-36.0, 10), (-23.0, 60), (-36.0, 10), (-72.0, 10)]);
        assert!(near(gated.integrated(), -23.0));
        assert_eq!(gated.momentary(), None);
        assert!(near(gated.true_peak(), -6.0));
    }

    #[test]
    fn short_windows_follow_and_the_curve_has_a_point_each_half_second() {
        let history = heard(&[(-30.0, 10), (-20.0, 3)]);
        assert!(near(history.momentary(), -20.0) && near(history.short_term(), -20.0));
        let curve: Vec<Option<f64>> = history.curve(5).collect();
        assert!(curve.len() == 10 && near(curve[0], -30.0) && near(curve[9], -20.0));
        assert_eq!(heard(&[(-20.0, 1)]).curve(60).count(), 2);
    }

    #[test]
    fn a_word_that_was_heard_says_nothing_new_and_one_that_was_missed_is_made_up_for() {
        let mut history = LoudnessHistory::default();
        let powers = [power(-40.0), power(-30.0), power(-20.0), power(-10.0)];
        assert!(history.hear(2, &powers, 0.0) && !history.hear(2, &powers, 0.9));
        assert_eq!(history.momentary(), None);
        assert!(history.hear(60, &powers, 0.0));
        assert!(near(history.momentary(), -15.6));
        history.clear();
        assert_eq!((history.integrated(), history.true_peak()), (None, None));
        assert!(!history.hear(60, &powers, 0.0));
    }
}
