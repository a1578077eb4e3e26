//! The whole song in a band, and the window on it that is dragged over the band.

use crate::time::{Tick, TickRange};
use crate::view::Viewport;

/// The narrowest that the window is drawn, in pixels, so that it can be grabbed.
const NARROWEST: f64 = 16.0;
/// How far an edge of the window reaches to both sides, in pixels.
const EDGE: f64 = 5.0;

/// A band that shows a song from its start to its end. Pixels are CSS pixels from its left edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimap {
    end: f64,
    width: f64,
}

/// What of the window is held, and how many pixels from there the pointer is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MinimapGrip {
    /// The whole: scrolls.
    Window(f64),
    /// Its left edge: zooms, and the right one stays.
    Start(f64),
    /// Its right edge: zooms, and the left one stays.
    End(f64),
}

impl Minimap {
    /// A band of a width in pixels for a song that ends at a tick.
    pub fn new(end: Tick, width: f64) -> Self {
        Self { end: f64::from(end.0.max(1)), width: width.max(1.0) }
    }

    /// Where a fractional tick lies; what is outside of the song lies at its edge.
    pub fn x(&self, tick: f64) -> f64 {
        self.beyond(tick).clamp(0.0, self.width)
    }

    /// Where a fractional tick lies, which may be outside of the band.
    fn beyond(&self, tick: f64) -> f64 {
        tick / self.end * self.width
    }

    /// The fractional tick at a pixel, which may be outside of the song.
    pub fn tick(&self, x: f64) -> f64 {
        x / self.width * self.end
    }

    /// The edges of the window, at least as far apart as a pointer needs.
    pub fn window(&self, shown: &Viewport) -> (f64, f64) {
        let (left, right) = (self.x(shown.start()), self.x(shown.tick(shown.width())));
        let width = (right - left).max(NARROWEST.min(self.width));
        let left = ((left + right - width) / 2.0).clamp(0.0, self.width - width);
        (left, left + width)
    }

    /// What a pointer at a pixel holds; `None` beside the window.
    pub fn grip(&self, shown: &Viewport, x: f64) -> Option<MinimapGrip> {
        let (left, right) = self.window(shown);
        // Between two edges there is always a middle.
        let inside = EDGE.min((right - left) / 4.0);
        let near = |edge: f64, inward: f64| inward <= inside && inward >= -EDGE && (x - edge).abs() <= EDGE;
        if near(right, right - x) {
            Some(MinimapGrip::End(x - self.beyond(shown.tick(shown.width()))))
        } else if near(left, x - left) {
            Some(MinimapGrip::Start(x - self.beyond(shown.start())))
        } else if left < x && x < right {
            Some(MinimapGrip::Window(x - self.beyond(shown.start())))
        } else {
            None
        }
    }

    /// What is shown with its middle at a pixel.
    pub fn jump(&self, shown: &Viewport, x: f64) -> Viewport {
        let span = shown.ticks(shown.width());
        let start = self.tick(x) - span / 2.0;
        shown.between(start, start + span, false)
    }

    /// What is shown when the pointer that holds the window has gone from where it showed `from` to a pixel.
    pub fn drag(&self, from: &Viewport, grip: MinimapGrip, x: f64) -> Viewport {
        let (start, end) = (from.start(), from.tick(from.width()));
        match grip {
            MinimapGrip::Window(off) => {
                let to = self.tick(x - off);
                from.between(to, to + end - start, false)
            }
            MinimapGrip::Start(off) => from.between(self.tick(x - off).max(0.0), end, true),
            MinimapGrip::End(off) => from.between(start, self.tick(x - off), false),
        }
    }

    /// What is shown after a key, by the name browsers have for it; `None` where the key means nothing here.
    pub fn key(&self, shown: &Viewport, key: &str) -> Option<Viewport> {
        let span = shown.ticks(shown.width());
        let from = |start: f64| shown.between(start, start + span, false);
        let zoomed = |factor: f64| {
            let mut zoomed = *shown;
            zoomed.zoom_around(shown.width() / 2.0, factor);
            zoomed
        };
        Some(match key {
            "ArrowLeft" | "ArrowDown" => from(shown.start() - span / 10.0),
            "ArrowRight" | "ArrowUp" => from(shown.start() + span / 10.0),
            "PageDown" => from(shown.start() - span * 0.9),
            "PageUp" => from(shown.start() + span * 0.9),
            "Home" => from(0.0),
            "End" => from(self.end - span),
            "+" | "=" => zoomed(1.5),
            "-" => zoomed(1.0 / 1.5),
            _ => return None,
        })
    }

    /// Left and right edges of spans in order; those of one kind that come closer than a pixel are one, so that there is
    /// never more to draw than the band is wide.
    pub fn runs<K: PartialEq>(&self, spans: impl Iterator<Item = (TickRange, K)>) -> Vec<(f64, f64, K)> {
        let mut runs: Vec<(f64, f64, K)> = Vec::new();
        for (range, kind) in spans {
            let (left, right) = (self.x(f64::from(range.start.0)), self.x(f64::from(range.end.0)));
            match runs.last_mut().filter(|last| left < last.1 + 1.0 && (last.2 == kind || right < last.1 + 1.0)) {
                Some(last) => last.1 = last.1.max(right),
                None => runs.push((left, right, kind)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown() -> impl Strategy<Value = Viewport> {
        (0.002f64..0.5, 0f64..4e5, 300f64..1500.0).prop_map(|(scale, start, width)| {
            let mut shown = Viewport::new(scale, width);
            shown.scroll_by(start * scale);
            shown
        })
    }

    fn end_of(shown: &Viewport) -> f64 {
        shown.tick(shown.width())
    }

    proptest! {
        #[test]
        fn the_window_lies_on_the_strip_and_can_be_held_at_three_places(
            shown in shown(),
            end in 1u32..2_000_000,
            width in 40f64..1500.0,
        ) {
            let map = Minimap::new(Tick(end), width);
            let (left, right) = map.window(&shown);
            prop_assert!(left >= 0.0 && right <= width + 1e-9 && right - left >= NARROWEST.min(width) - 1e-9);
            prop_assert!(matches!(map.grip(&shown, left), Some(MinimapGrip::Start(_))));
            prop_assert!(matches!(map.grip(&shown, right), Some(MinimapGrip::End(_))));
            prop_assert!(matches!(map.grip(&shown, (left + right) / 2.0), Some(MinimapGrip::Window(_))));
            prop_assert_eq!(map.grip(&shown, left - EDGE - 0.01), None);
            prop_assert_eq!(map.grip(&shown, right + EDGE + 0.01), None);
        }

        #[test]
        fn what_is_held_stays_under_the_pointer(shown in shown(), grab in 0f64..1.0, by in -600f64..600.0) {
            let map = Minimap::new(Tick(1_000_000), 1000.0);
            let (left, right) = map.window(&shown);
            let x = left + grab * (right - left);
            let grip = map.grip(&shown, x).unwrap();
            let still = map.drag(&shown, grip, x);
            if end_of(&shown) <= 1_000_000.0 {
                prop_assert!((still.start() - shown.start()).abs() < 1e-3 && (still.scale() / shown.scale() - 1.0).abs() < 1e-6);
            }
            let moved = map.drag(&shown, grip, x + by);
            prop_assert!(moved.start() >= 0.0 && moved.scale() >= Viewport::MIN_SCALE && moved.scale() <= Viewport::MAX_SCALE);
            match grip {
                MinimapGrip::Window(off) => {
                    prop_assert!((moved.scale() / shown.scale() - 1.0).abs() < 1e-9);
                    prop_assert!((moved.start() - map.tick(x + by - off).max(0.0)).abs() < 1e-3);
                }
                MinimapGrip::Start(_) => {
                    // Unless it would go out of range, the other edge stays.
                    prop_assume!(moved.start() > 0.0 && moved.scale() > Viewport::MIN_SCALE);
                    prop_assert!((end_of(&moved) - end_of(&shown)).abs() < 1e-2);
                }
                MinimapGrip::End(_) => prop_assert!((moved.start() - shown.start()).abs() < 1e-3),
            }
        }

        #[test]
        fn a_jump_puts_the_middle_where_the_pointer_is(shown in shown(), x in 0f64..1000.0) {
            let map = Minimap::new(Tick(1_000_000), 1000.0);
            let jumped = map.jump(&shown, x);
            let middle = (jumped.start() + end_of(&jumped)) / 2.0;
            prop_assert!(jumped.start() == 0.0 || (middle - map.tick(x)).abs() < 1e-3);
        }

        #[test]
        fn runs_cover_what_they_are_made_of_and_are_few(
            spans in prop::collection::vec((0u32..40_000, 1u32..9_000, any::<bool>()), 0..400),
        ) {
            let map = Minimap::new(Tick(500_000), 200.0);
            let mut at = 0;
            let spans: Vec<(TickRange, bool)> = spans
                .into_iter()
                .map(|(gap, length, kind)| {
                    let start = at + gap % 1_000;
                    at = start + length;
                    (TickRange::new(Tick(start), Tick(at)), kind)
                })
                .collect();
            let runs = map.runs(spans.iter().copied());
            prop_assert!(runs.len() <= 202);
            prop_assert!(runs.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            for (range, _) in &spans {
                let middle = map.x(f64::from(range.start.0 + range.length().0 / 2));
                prop_assert!(runs.iter().any(|run| run.0 <= middle && middle <= run.1));
            }
        }
    }

    #[test]
    fn keys_scroll_and_zoom() {
        let map = Minimap::new(Tick(384_000), 800.0);
        let mut shown = Viewport::new(0.05, 1000.0);
        shown.scroll_by(5000.0);
        let start = |key| map.key(&shown, key).map(|shown| shown.start().round());
        assert_eq!(start("ArrowRight"), Some(102_000.0));
        assert_eq!(start("ArrowLeft"), Some(98_000.0));
        assert_eq!(start("PageDown"), Some(118_000.0));
        assert_eq!([start("Home"), start("End")], [Some(0.0), Some(364_000.0)]);
        assert!(map.key(&shown, "+").unwrap().scale() > shown.scale());
        assert!(map.key(&shown, "-").unwrap().scale() < shown.scale());
        assert_eq!(map.key(&shown, "q"), None);
    }
}
