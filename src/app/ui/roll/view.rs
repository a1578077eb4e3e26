//! The part of the piano roll that is on screen, and where its regions lie.

use studio::music::Velocity;
use studio::time::{Tick, TickRange};
use studio::view::{PitchRows, RollPoint, Viewport};

use crate::ui::roll::subject::Subject;

/// Height of the bar numbers in pixels.
pub const RULER: f64 = 22.0;
/// Width of the keyboard, and of the names of drums.
const KEYS: (f64, f64) = (52.0, 96.0);
/// Height of a row of keys, and of drums, before a clip is fitted.
const ROW: (f64, f64) = (14.0, 20.0);
/// Between what heights a row of keys, and of drums, is fitted.
const FITTED_ROW: ((f64, f64), (f64, f64)) = ((8.0, 18.0), (12.0, 26.0));

/// Between what heights a person can zoom rows.
const ZOOMED_ROW: (f64, f64) = (6.0, 40.0);

/// The region under a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Bar numbers.
    Ruler,
    /// The keyboard.
    Keys,
    /// The notes.
    Notes,
    /// How hard they are struck.
    Velocities,
}

/// The part of the piano roll that is on screen.
pub struct RollView {
    /// The span on screen; its pixels are counted from the right edge of the keyboard.
    pub viewport: Viewport,
    /// The rows; their pixels are counted from the lower edge of the bar numbers.
    pub rows: PitchRows,
    /// Where the pattern's tick zero lies on the timeline.
    pub origin: f64,
    /// Width of the keyboard in pixels.
    pub keys: f64,
    /// Width and height in pixels.
    pub size: (f64, f64),
    /// Whether the clip was fitted into the window.
    fitted: bool,
}

impl RollView {
    /// Nothing shown yet.
    pub fn new(subject: &Subject) -> Self {
        let mut view = Self {
            viewport: Viewport::new(0.1, 1.0),
            rows: PitchRows::keys(ROW.0),
            origin: 0.0,
            keys: KEYS.0,
            size: (0.0, 0.0),
            fitted: false,
        };
        view.show(subject, true);
        view
    }

    /// Takes what is shown; `anew` fits it into the window.
    pub fn show(&mut self, subject: &Subject, anew: bool) {
        let drums = subject.is_drums();
        let scroll = self.rows.scroll;
        let height = if anew { if drums { ROW.1 } else { ROW.0 } } else { self.rows.height };
        self.rows = if drums { PitchRows::drums(&subject.pattern.notes, height) } else { PitchRows::keys(height) };
        self.rows.scroll = scroll;
        self.keys = if drums { KEYS.1 } else { KEYS.0 };
        self.origin = subject.origin();
        if anew {
            self.fitted = false;
        }
        self.viewport.resize(self.size.0 - self.keys);
        self.fit_once(subject);
        self.clamp(subject);
    }

    /// Takes a size in pixels.
    pub fn resize(&mut self, width: f64, height: f64, subject: &Subject) {
        self.size = (width, height);
        self.viewport.resize(width - self.keys);
        self.fit_once(subject);
        self.clamp(subject);
    }

    fn fit_once(&mut self, subject: &Subject) {
        if !self.fitted && self.size.1 > 0.0 {
            self.fitted = true;
            self.fit(subject);
        }
    }

    /// Shows the clip, or its first eight bars where it is longer, and the keys it uses.
    pub fn fit(&mut self, subject: &Subject) {
        let most = Tick::quarters(32);
        let length = subject.clip.length.min(most).max(Tick::quarters(4));
        self.viewport.fit(TickRange::new(subject.clip.at, subject.clip.at + length));
        let (least, most) = if subject.is_drums() { FITTED_ROW.1 } else { FITTED_ROW.0 };
        self.rows.fit(&subject.pattern.notes, self.grid_height(), least, most);
    }

    /// Makes rows higher by a factor; what lies at a pixel stays there.
    pub fn zoom_rows(&mut self, y: f64, factor: f64) {
        self.rows.zoom_around((y - RULER).clamp(0.0, self.grid_height()), factor, ZOOMED_ROW);
    }

    /// Keeps both scrolls inside what there is to see.
    pub fn clamp(&mut self, subject: &Subject) {
        let end = self.origin.max(0.0) + f64::from(subject.pattern.length.0.max(subject.clip.length.0));
        self.viewport.clamp(Tick(end as u32) + Tick::quarters(8));
        self.rows.clamp_scroll(self.grid_height());
    }

    /// Height of the velocity lane: none in a window too low for it.
    pub fn velocities(&self) -> f64 {
        if self.size.1 < 190.0 { 0.0 } else { (self.size.1 * 0.2).clamp(44.0, 84.0) }
    }

    /// Height of the notes in pixels.
    pub fn grid_height(&self) -> f64 {
        (self.size.1 - RULER - self.velocities()).max(0.0)
    }

    /// The lower edge of the notes in pixels.
    pub fn grid_bottom(&self) -> f64 {
        RULER + self.grid_height()
    }

    /// Where a tick of the pattern lies, in pixels of the canvas.
    pub fn x(&self, tick: Tick) -> f64 {
        self.keys + self.viewport.x(self.origin + f64::from(tick.0))
    }

    /// The region under a pixel.
    pub fn region(&self, x: f64, y: f64) -> Region {
        if y < RULER {
            Region::Ruler
        } else if y >= self.grid_bottom() {
            Region::Velocities
        } else if x < self.keys {
            Region::Keys
        } else {
            Region::Notes
        }
    }

    /// The tick of the timeline under a pixel.
    pub fn song_tick(&self, x: f64) -> f64 {
        self.viewport.tick(x - self.keys)
    }

    /// The place in the piano roll under a pixel.
    pub fn point(&self, x: f64, y: f64) -> RollPoint {
        let tick = self.song_tick(x) - self.origin;
        RollPoint { tick, place: self.rows.place_at(y - RULER), reach: self.viewport.ticks(7.0) }
    }

    /// The velocity at a height in pixels.
    pub fn velocity(&self, y: f64) -> Velocity {
        let (top, height) = (self.grid_bottom() + 6.0, (self.velocities() - 10.0).max(1.0));
        Velocity::clamped((127.0 * (1.0 - (y - top) / height)).round() as i32)
    }

    /// The span of the pattern on screen.
    pub fn visible(&self) -> TickRange {
        let visible = self.viewport.visible();
        let local = |tick: Tick| Tick((f64::from(tick.0) - self.origin).max(0.0) as u32);
        TickRange::new(local(visible.start), local(visible.end))
    }
}
