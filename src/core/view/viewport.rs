//! The part of the timeline that is on screen: ticks to pixels and back.

use crate::time::{Tick, TickRange};

/// A window on the timeline. Pixels are CSS pixels from its left edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// The tick at the left edge, never negative.
    start: f64,
    /// Pixels per tick.
    scale: f64,
    /// Its width in pixels.
    width: f64,
}

impl Viewport {
    /// The smallest scale: a bar of 4/4 takes 2 pixels, and a song of a hundred bars fits on a phone.
    pub const MIN_SCALE: f64 = 2.0 / 3840.0;
    /// The largest scale: a sixteenth note takes 240 pixels.
    pub const MAX_SCALE: f64 = 1.0;

    /// A window at the start of the song. A scale out of range is clamped.
    pub fn new(scale: f64, width: f64) -> Self {
        Self { start: 0.0, scale: clamp_scale(scale), width: width.max(1.0) }
    }

    /// Pixels per tick.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The width in pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// The tick at the left edge.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// Takes a new width; the left edge stays.
    pub fn resize(&mut self, width: f64) {
        self.width = width.max(1.0);
    }

    /// Where a tick lies, in pixels; negative left of the window.
    pub fn x(&self, tick: f64) -> f64 {
        (tick - self.start) * self.scale
    }

    /// Where a whole tick lies, in pixels.
    pub fn x_at(&self, tick: Tick) -> f64 {
        self.x(f64::from(tick.0))
    }

    /// The fractional tick under a pixel; it may be negative.
    pub fn tick(&self, x: f64) -> f64 {
        self.start + x / self.scale
    }

    /// The ticks that a number of pixels covers.
    pub fn ticks(&self, pixels: f64) -> f64 {
        pixels / self.scale
    }

    /// The span on screen.
    pub fn visible(&self) -> TickRange {
        TickRange::new(whole(self.start), whole(self.tick(self.width).ceil()))
    }

    /// Zooms by a factor while the tick under `x` stays there.
    pub fn zoom_around(&mut self, x: f64, factor: f64) {
        let tick = self.tick(x);
        if factor.is_finite() && factor > 0.0 {
            self.scale = clamp_scale(self.scale * factor);
            self.start = (tick - x / self.scale).max(0.0);
        }
    }

    /// Scrolls by pixels; positive goes later.
    pub fn scroll_by(&mut self, pixels: f64) {
        if pixels.is_finite() {
            self.start = (self.start + pixels / self.scale).max(0.0);
        }
    }

    /// Keeps the window from running away: its left edge goes no further than `end` less half the window.
    pub fn clamp(&mut self, end: Tick) {
        let furthest = (f64::from(end.0) - self.ticks(self.width) / 2.0).max(0.0);
        self.start = self.start.clamp(0.0, furthest);
    }

    /// Shows a span with a little room on both sides.
    pub fn fit(&mut self, range: TickRange) {
        let margin = (self.width * 0.04).min(24.0);
        let ticks = f64::from(range.length().0.max(1));
        self.scale = clamp_scale((self.width - 2.0 * margin).max(1.0) / ticks);
        self.start = (f64::from(range.start.0) - margin / self.scale).max(0.0);
    }

    /// The window over a span of fractional ticks. Where the span is too short or too long for a scale, its start stays,
    /// or its end.
    pub fn between(&self, start: f64, end: f64, hold_end: bool) -> Self {
        let scale = clamp_scale(self.width / (end - start).max(1.0));
        let start = if hold_end { end - self.width / scale } else { start };
        Self { start: start.max(0.0), scale, width: self.width }
    }

    /// Turns the page when a playhead leaves the window, and says whether it did.
    pub fn follow(&mut self, tick: f64) -> bool {
        let x = self.x(tick);
        let gone = x < 0.0 || x > self.width * 0.92;
        if gone {
            self.start = (tick - self.ticks(self.width * 0.08)).max(0.0);
        }
        gone
    }

    /// Scrolls as little as possible so that a tick is on screen with room around it, and says whether it did.
    pub fn reveal(&mut self, tick: f64) -> bool {
        let margin = self.width * 0.1;
        let x = self.x(tick);
        let by = if x < margin { x - margin } else { (x - (self.width - margin)).max(0.0) };
        let before = self.start;
        self.scroll_by(by);
        (self.start - before).abs() > f64::EPSILON
    }
}

/// A fractional tick as a whole one; what is negative or no number is the start of the song.
pub(super) fn whole(tick: f64) -> Tick {
    // The cast stops at both ends.
    Tick(tick as u32)
}

fn clamp_scale(scale: f64) -> f64 {
    if scale.is_finite() { scale.clamp(Viewport::MIN_SCALE, Viewport::MAX_SCALE) } else { Viewport::MIN_SCALE }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ticks_and_pixels_are_inverse(scale in 0.002f64..1.0, scroll in 0f64..9e5, x in 0f64..3000.0) {
            let mut viewport = Viewport::new(scale, 1000.0);
            viewport.scroll_by(scroll);
            prop_assert!((viewport.x(viewport.tick(x)) - x).abs() < 1e-4);
        }

        #[test]
        fn zooming_keeps_the_tick_under_the_pointer(factor in 0.2f64..5.0, x in 0f64..1000.0, start in 1e5f64..1e6) {
            let mut viewport = Viewport::new(0.05, 1000.0);
            viewport.scroll_by(start * 0.05);
            let before = viewport.tick(x);
            viewport.zoom_around(x, factor);
            // Held at the start of the song the tick may move; this far in it never is.
            prop_assume!(viewport.start() > 0.0);
            prop_assert!((viewport.tick(x) - before).abs() < 1e-3);
        }

        #[test]
        fn nothing_leaves_the_song(scrolls in prop::collection::vec(-5e4f64..5e4, 1..20), end in 0u32..1_000_000) {
            let mut viewport = Viewport::new(0.05, 800.0);
            for scroll in scrolls {
                viewport.scroll_by(scroll);
                viewport.clamp(Tick(end));
                prop_assert!(viewport.start() >= 0.0 && viewport.start() <= f64::from(end));
            }
        }
    }

    #[test]
    fn a_fitted_span_is_on_screen() {
        let mut viewport = Viewport::new(0.5, 900.0);
        let range = TickRange::new(Tick(3840), Tick(3840 * 9));
        viewport.fit(range);
        assert!(viewport.x_at(range.start) >= 0.0 && viewport.x_at(range.end) <= 900.0);
    }

    #[test]
    fn following_turns_the_page_only_at_its_end() {
        let mut viewport = Viewport::new(0.1, 1000.0);
        assert!(!viewport.follow(5000.0));
        assert!(viewport.follow(9900.0));
        assert!(viewport.x(9900.0) < 200.0);
    }
}
