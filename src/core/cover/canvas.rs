//! A square to draw on, a thousand units wide and high whatever its pixels.

use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LinearGradient, Paint, Path, PathBuilder, Pixmap, Point, RadialGradient,
    Shader, SpreadMode, Stroke, Transform,
};

/// Units of a side.
pub const SIDE: f32 = 1000.0;

/// A square to draw on.
pub struct Canvas {
    pixmap: Pixmap,
    scale: Transform,
}

impl Canvas {
    /// So many pixels wide and high.
    pub fn new(side: u32) -> Option<Self> {
        let scale = side as f32 / SIDE;
        Some(Self { pixmap: Pixmap::new(side, side)?, scale: Transform::from_scale(scale, scale) })
    }

    /// The side of a pixel, in units.
    pub fn pixel(&self) -> f32 {
        SIDE / self.pixmap.width() as f32
    }

    /// Covers everything.
    pub fn ground(&mut self, color: Color) {
        self.pixmap.fill(color);
    }

    /// Fills a shape.
    pub fn fill(&mut self, path: Option<Path>, shader: Shader<'_>) {
        if let Some(path) = path {
            let paint = Paint { shader, anti_alias: true, ..Paint::default() };
            self.pixmap.fill_path(&path, &paint, FillRule::Winding, self.scale, None);
        }
    }

    /// Draws along a line.
    pub fn stroke(&mut self, path: Option<Path>, color: Color, width: f32, round: bool) {
        if let Some(path) = path {
            let paint = Paint { shader: Shader::SolidColor(color), anti_alias: true, ..Paint::default() };
            let line_cap = if round { LineCap::Round } else { LineCap::Butt };
            let stroke = Stroke { width, line_cap, ..Stroke::default() };
            self.pixmap.stroke_path(&path, &paint, &stroke, self.scale, None);
        }
    }

    /// A disc.
    pub fn disc(&mut self, x: f32, y: f32, radius: f32, color: Color) {
        self.fill(PathBuilder::from_circle(x, y, radius), Shader::SolidColor(color));
    }

    /// The pixels, which are all opaque.
    pub fn pixels(&self) -> Vec<u8> {
        self.pixmap.data().to_vec()
    }

    /// The picture as a PNG file.
    pub fn png(&self) -> Option<Vec<u8>> {
        self.pixmap.encode_png().ok()
    }
}

/// A shading from top to bottom between two heights.
pub fn downwards(from: f32, to: f32, colors: &[Color]) -> Shader<'static> {
    let (start, end) = (Point::from_xy(0.0, from), Point::from_xy(0.0, to));
    LinearGradient::new(start, end, stops(colors), SpreadMode::Pad, Transform::identity())
        .unwrap_or(Shader::SolidColor(colors.first().copied().unwrap_or(Color::BLACK)))
}

/// A shading from a centre outwards.
pub fn outwards(x: f32, y: f32, radius: f32, colors: &[Color]) -> Shader<'static> {
    let centre = Point::from_xy(x, y);
    RadialGradient::new(centre, 0.0, centre, radius, stops(colors), SpreadMode::Pad, Transform::identity())
        .unwrap_or(Shader::SolidColor(colors.first().copied().unwrap_or(Color::BLACK)))
}

fn stops(colors: &[Color]) -> Vec<GradientStop> {
    let last = colors.len().saturating_sub(1).max(1) as f32;
    colors.iter().enumerate().map(|(index, color)| GradientStop::new(index as f32 / last, *color)).collect()
}

/// A curve through points (Catmull and Rom, 1974), going on from where the path is.
pub fn curve_through(path: &mut PathBuilder, points: &[(f32, f32)]) {
    let at = |index: usize| points.get(index.min(points.len().saturating_sub(1))).copied().unwrap_or_default();
    for index in 0..points.len().saturating_sub(1) {
        let (before, from, to, after) = (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        path.cubic_to(
            from.0 + (to.0 - before.0) / 6.0,
            from.1 + (to.1 - before.1) / 6.0,
            to.0 - (after.0 - from.0) / 6.0,
            to.1 - (after.1 - from.1) / 6.0,
            to.0,
            to.1,
        );
    }
}

/// A part of a circle, from one angle to another in degrees, clockwise from the top.
pub fn arc(x: f32, y: f32, radius: f32, from: f32, to: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let point = |degrees: f32| {
        let radians = (degrees - 90.0) * (core::f32::consts::PI / 180.0);
        (x + radius * libm::cosf(radians), y + radius * libm::sinf(radians))
    };
    // Pieces of at most ten degrees: their middles lie on the circle to a hundredth of a unit.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a few turns")]
    let pieces = ((to - from).abs() / 10.0).ceil().clamp(1.0, 144.0) as u16;
    let start = point(from);
    path.move_to(start.0, start.1);
    for piece in 0..pieces {
        let step = (to - from) / f32::from(pieces);
        let (begin, end) = (from + step * f32::from(piece), from + step * f32::from(piece + 1));
        // The control point of a quadratic piece is where the tangents meet.
        let half = step * 0.5 * (core::f32::consts::PI / 180.0);
        let reach = radius / libm::cosf(half);
        let middle = ((begin + end) * 0.5 - 90.0) * (core::f32::consts::PI / 180.0);
        let corner = (x + reach * libm::cosf(middle), y + reach * libm::sinf(middle));
        let end = point(end);
        path.quad_to(corner.0, corner.1, end.0, end.1);
    }
    path.finish()
}
