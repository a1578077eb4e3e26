//! Colours as people see them: OKLCH (Ottosson, "A perceptual color space for image processing", 2020).

use tiny_skia::Color;

/// A colour: lightness from 0 to 1, chroma from 0 to about 0.3, hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// Lightness.
    pub l: f32,
    /// Chroma.
    pub c: f32,
    /// Hue in degrees.
    pub h: f32,
}

impl Oklch {
    /// A colour of lightness, chroma and hue.
    pub const fn new(l: f32, c: f32, h: f32) -> Self {
        Self { l, c, h }
    }

    /// The colour on the way to another; hues turn the shorter way.
    pub fn mix(self, other: Self, part: f32) -> Self {
        let turn = libm::fmodf(other.h - self.h + 540.0, 360.0) - 180.0;
        Self { l: self.l + (other.l - self.l) * part, c: self.c + (other.c - self.c) * part, h: self.h + turn * part }
    }

    /// Lighter or darker.
    pub fn lit(self, by: f32) -> Self {
        Self { l: (self.l + by).clamp(0.0, 1.0), ..self }
    }

    /// The colour on a screen, opaque; chroma is taken back until a screen can show it.
    pub fn color(self) -> Color {
        self.faint(1.0)
    }

    /// The colour on a screen with an opacity.
    pub fn faint(self, opacity: f32) -> Color {
        let mut chroma = self.c;
        let mut linear = linear(self.l, chroma, self.h);
        while chroma > 0.002 && linear.iter().any(|part| !(-0.001..=1.001).contains(part)) {
            chroma *= 0.94;
            linear = self::linear(self.l, chroma, self.h);
        }
        let [red, green, blue] = linear.map(encoded);
        Color::from_rgba(red, green, blue, opacity.clamp(0.0, 1.0)).unwrap_or(Color::BLACK)
    }
}

/// Linear sRGB of a colour.
fn linear(l: f32, c: f32, h: f32) -> [f32; 3] {
    let radians = h * (core::f32::consts::PI / 180.0);
    let (a, b) = (c * libm::cosf(radians), c * libm::sinf(radians));
    let long = l + 0.396_337_78 * a + 0.215_803_76 * b;
    let medium = l - 0.105_561_346 * a - 0.063_854_17 * b;
    let short = l - 0.089_484_18 * a - 1.291_485_5 * b;
    let [long, medium, short] = [long, medium, short].map(|cone| cone * cone * cone);
    [
        4.076_741_7 * long - 3.307_711_6 * medium + 0.230_969_94 * short,
        -1.268_438 * long + 2.609_757_4 * medium - 0.341_319_38 * short,
        -0.004_196_086_3 * long - 0.703_418_6 * medium + 1.707_614_7 * short,
    ]
}

/// The transfer curve of sRGB (IEC 61966-2-1).
fn encoded(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    let curved = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * libm::powf(linear, 1.0 / 2.4) - 0.055 };
    curved.clamp(0.0, 1.0)
}
