//! Drawing in CSS pixels on a canvas that has as many dots as the screen.

use std::borrow::Cow;

use js_sys::{Function, Reflect};
use studio::provenance::ContributorKind;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::NodeRef;

use crate::ui::canvas::pixel_ratio;

/// A canvas ready to be drawn on.
pub struct Surface {
    context: CanvasRenderingContext2d,
    ratio: f64,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

impl Surface {
    /// Gives the canvas of a node as many dots as its size needs, empties it and sets the scale. `None` before the canvas
    /// is on the page.
    pub fn fit(node: &NodeRef, width: f64, height: f64) -> Option<Self> {
        let canvas = node.cast::<HtmlCanvasElement>()?;
        let ratio = pixel_ratio();
        let (columns, rows) = ((width * ratio).round() as u32, (height * ratio).round() as u32);
        if (canvas.width(), canvas.height()) != (columns, rows) {
            canvas.set_width(columns);
            canvas.set_height(rows);
        }
        // A canvas has had a 2D context since before WebAssembly; without one there is nothing to draw on.
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
        context.clear_rect(0.0, 0.0, width, height);
        context.set_text_baseline("middle");
        Some(Self { context, ratio, width, height })
    }

    /// The nearest place on a border between dots, so that edges are sharp.
    fn sharp(&self, value: f64) -> f64 {
        (value * self.ratio).round() / self.ratio
    }

    /// How opaque what follows is, 0 to 1.
    pub fn alpha(&self, alpha: f64) {
        self.context.set_global_alpha(alpha);
    }

    /// Fills a rectangle.
    pub fn rect(&self, (x, y, width, height): (f64, f64, f64, f64), colour: &str) {
        self.context.set_fill_style_str(colour);
        let (left, top) = (self.sharp(x), self.sharp(y));
        self.context.fill_rect(left, top, self.sharp(x + width) - left, self.sharp(y + height) - top);
    }

    /// A standing line of one pixel.
    pub fn standing(&self, x: f64, top: f64, bottom: f64, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(self.sharp(x), top, 1.0, bottom - top);
    }

    /// A lying line of one pixel.
    pub fn lying(&self, y: f64, left: f64, right: f64, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(left, self.sharp(y), right - left, 1.0);
    }

    fn path(&self, (x, y, width, height): (f64, f64, f64, f64), radius: f64) {
        let radius = radius.min(width / 2.0).min(height / 2.0).max(0.0);
        self.context.begin_path();
        if self.context.round_rect_with_f64(x, y, width.max(0.0), height.max(0.0), radius).is_err() {
            self.context.rect(x, y, width, height);
        }
    }

    fn sharp_box(&self, (x, y, width, height): (f64, f64, f64, f64)) -> (f64, f64, f64, f64) {
        let (left, top) = (self.sharp(x), self.sharp(y));
        (left, top, (self.sharp(x + width) - left).max(1.0), (self.sharp(y + height) - top).max(1.0))
    }

    /// Fills a rectangle with round corners.
    pub fn rounded(&self, area: (f64, f64, f64, f64), radius: f64, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.path(self.sharp_box(area), radius);
        self.context.fill();
    }

    /// Draws the border of a rectangle with round corners, inside of it; dashed or not.
    pub fn outline(&self, area: (f64, f64, f64, f64), radius: f64, colour: &str, width: f64, dashed: bool) {
        let (x, y, w, h) = self.sharp_box(area);
        let half = width / 2.0;
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(width);
        self.dash(dashed);
        self.path((x + half, y + half, (w - width).max(0.5), (h - width).max(0.5)), radius - half);
        self.context.stroke();
        self.dash(false);
    }

    fn dash(&self, dashed: bool) {
        let pattern = js_sys::Array::new();
        if dashed {
            pattern.push(&JsValue::from_f64(4.0));
            pattern.push(&JsValue::from_f64(3.0));
        }
        // Two positive numbers, or none, are always a dash pattern.
        self.context.set_line_dash(&pattern).ok();
    }

    fn trace(&self, places: &[(f64, f64)]) {
        self.context.begin_path();
        for (index, (x, y)) in places.iter().enumerate() {
            match index {
                0 => self.context.move_to(*x, *y),
                _ => self.context.line_to(*x, *y),
            }
        }
    }

    /// Draws a line from place to place; dashed or not.
    pub fn line(&self, places: &[(f64, f64)], colour: &str, width: f64, dashed: bool) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(width);
        self.dash(dashed);
        self.trace(places);
        self.context.stroke();
        self.dash(false);
    }

    /// Fills what lies between a line and a height below it.
    pub fn below(&self, places: &[(f64, f64)], bottom: f64, colour: &str) {
        let Some(((first, _), (last, _))) = places.first().zip(places.last()) else { return };
        self.context.set_fill_style_str(colour);
        self.trace(places);
        self.context.line_to(*last, bottom);
        self.context.line_to(*first, bottom);
        self.context.close_path();
        self.context.fill();
    }

    /// Draws what `inside` draws, cut to a rectangle.
    pub fn clipped(&self, (x, y, width, height): (f64, f64, f64, f64), inside: impl FnOnce()) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(x, y, width.max(0.0), height.max(0.0));
        self.context.clip();
        inside();
        self.context.restore();
    }

    /// The typeface of what follows, as CSS writes it.
    pub fn font(&self, font: &str) {
        self.context.set_font(font);
    }

    /// How wide words are in the typeface of the moment, in pixels.
    pub fn width_of(&self, words: &str) -> f64 {
        let measure = Reflect::get(&self.context, &"measureText".into()).and_then(JsCast::dyn_into::<Function>);
        let measured = measure.and_then(|measure| measure.call1(&self.context, &words.into()));
        // Every canvas measures; one that did not would leave words as they are.
        let width = measured.and_then(|measured| Reflect::get(&measured, &"width".into()));
        width.ok().and_then(|width| width.as_f64()).unwrap_or_default()
    }

    /// Words as they fit into a number of pixels: what is cut off is told by an ellipsis, where three letters stay; below
    /// that, by as many whole letters as there is room for.
    fn fitted<'a>(&self, words: &'a str, room: f64) -> Cow<'a, str> {
        let width = self.width_of(words);
        if width <= room {
            return Cow::Borrowed(words);
        }
        let letters = words.chars().count();
        let fair = (letters as f64 * room / width) as usize + 1;
        let most = fair.min(letters);
        let kept = |count| words.chars().take(count).collect::<String>();
        let told = (3..=most).rev().map(|count| format!("{}…", kept(count).trim_end()));
        let mut fitting = told.chain((1..=most).rev().map(kept)).skip_while(|short| self.width_of(short) > room);
        fitting.next().map_or(Cow::Borrowed(""), Cow::Owned)
    }

    /// Writes words from `x` on, their middle at `y`, cut after `room` pixels.
    pub fn words(&self, words: &str, (x, y): (f64, f64), room: f64, colour: &str) {
        if room < 6.0 {
            return;
        }
        let words = &self.fitted(words, room);
        self.clipped((x, y - 12.0, room, 24.0), || {
            self.context.set_fill_style_str(colour);
            // Fails only for places that are no numbers.
            self.context.fill_text(words, x, y).ok();
        });
    }

    /// Writes words around `x`, their middle at `y`.
    pub fn centred(&self, words: &str, (x, y): (f64, f64), colour: &str) {
        self.context.set_text_align("center");
        self.context.set_fill_style_str(colour);
        // Fails only for places that are no numbers.
        self.context.fill_text(words, x, y).ok();
        self.context.set_text_align("start");
    }

    /// Covers a rectangle with the pattern of a kind of contributor, so that hue alone never tells: nothing for a
    /// person, dots for a model, slanted lines for a tool, upright lines for an import.
    pub fn author_pattern(&self, area: (f64, f64, f64, f64), kind: ContributorKind, colour: &str) {
        let (x, y, width, height) = area;
        // Anchored to the canvas, so that neighbours line up; a pattern outside of the canvas is not drawn.
        let (left, right) = (x.max(0.0), (x + width).min(self.width));
        if right <= left || kind == ContributorKind::Person {
            return;
        }
        self.clipped(area, || {
            self.context.begin_path();
            match kind {
                ContributorKind::Person => {}
                ContributorKind::Model => self.dots((left, y, right, y + height)),
                ContributorKind::Tool => self.lines((left, y, right, y + height), height),
                ContributorKind::Import => self.lines((left, y, right, y + height), 0.0),
            }
            self.context.set_fill_style_str(colour);
            self.context.set_stroke_style_str(colour);
            self.context.set_line_width(1.2);
            if kind == ContributorKind::Model { self.context.fill() } else { self.context.stroke() }
        });
    }

    /// Lines that lean by `slant` pixels, six apart.
    fn lines(&self, (left, top, right, bottom): (f64, f64, f64, f64), slant: f64) {
        let mut at = ((left - slant) / 6.0).floor() * 6.0;
        while at < right {
            self.context.move_to(at, bottom);
            self.context.line_to(at + slant, top);
            at += 6.0;
        }
    }

    fn dots(&self, (left, top, right, bottom): (f64, f64, f64, f64)) {
        let mut y = top + 3.0;
        while y < bottom {
            let mut x = (left / 6.0).floor() * 6.0;
            while x < right {
                self.context.rect(x, y - 0.75, 1.5, 1.5);
                x += 6.0;
            }
            y += 5.0;
        }
    }
}
