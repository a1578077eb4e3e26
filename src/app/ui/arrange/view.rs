//! The part of the arrangement that is on screen, and what there is to see.

use studio::project::Project;
use studio::score::Proposal;
use studio::time::{Tick, TickRange};
use studio::view::{ArrangePress, ArrangeRows, EDGE, GhostRow, Viewport, ghost_rows};

use crate::ui::arrange::ArrangeProps;
use crate::ui::arrange::draw_clips::fresh_tracks;

/// The part of the arrangement that is on screen.
pub struct ArrangeView {
    /// The span on screen.
    pub viewport: Viewport,
    /// The rows on screen.
    pub rows: ArrangeRows,
    /// The open hunks of the proposal.
    pub ghosts: Vec<GhostRow>,
    /// How many rows of its own the proposal has.
    pub proposed: usize,
    /// Height in pixels.
    pub height: f64,
    /// Where the song and the proposal end.
    end: Tick,
    /// Whether a size is known and the song was fitted into it.
    pub fitted: bool,
}

impl ArrangeView {
    /// The start of the song.
    pub fn new() -> Self {
        Self {
            viewport: Viewport::new(0.01, 1.0),
            rows: ArrangeRows::default(),
            ghosts: Vec::new(),
            proposed: 0,
            height: 0.0,
            end: Tick::ZERO,
            fitted: false,
        }
    }

    /// Takes what is shown; fits a song that was not there before.
    pub fn show(&mut self, shown: &ArrangeProps) {
        let was_empty = self.end == Tick::ZERO;
        self.ghosts = shown.proposal.as_ref().map(|proposal| ghost_rows(&shown.project, proposal)).unwrap_or_default();
        let heard_end = shown.heard.as_ref().map_or(Tick::ZERO, |over| over.end());
        self.end = shown.project.end().max(heard_end).max(proposal_end(shown.proposal.as_deref(), &self.ghosts));
        self.rows.tracks = shown.project.tracks.len();
        self.proposed = self.ghosts.iter().filter(|ghost| ghost.track.is_none()).count();
        let heard = shown.heard.as_ref().map_or(0, |over| fresh_tracks(&shown.project, over).count());
        self.rows.ghosts = self.proposed + heard;
        if was_empty && self.end > Tick::ZERO {
            self.fitted = false;
        }
        self.fit_once(&shown.project);
        self.clamp();
    }

    /// Takes a size in pixels.
    pub fn resize(&mut self, width: f64, height: f64, project: &Project) {
        self.viewport.resize(width);
        self.height = height;
        self.rows.tall = is_narrow();
        self.fit_once(project);
        self.clamp();
    }

    fn fit_once(&mut self, project: &Project) {
        if !self.fitted && self.height > 0.0 {
            self.fitted = true;
            self.fit(project);
        }
    }

    /// The end of the song, or of the sixteenth bar of a shorter one.
    pub fn whole(&self, project: &Project) -> Tick {
        self.end.max(project.meter.bar_start(16))
    }

    /// Whether there is nothing to see yet.
    pub fn is_empty(&self) -> bool {
        self.end == Tick::ZERO
    }

    /// Shows the whole song, or sixteen bars of a shorter one.
    pub fn fit(&mut self, project: &Project) {
        self.viewport.fit(TickRange::new(Tick::ZERO, self.whole(project)));
    }

    /// Keeps both scrolls inside what there is to see, with room to write on.
    pub fn clamp(&mut self) {
        self.viewport.clamp(self.end + Tick::quarters(64));
        self.rows.clamp_scroll(self.height);
    }

    /// What is under a pixel.
    pub fn press(&self, x: f64, y: f64) -> ArrangePress {
        ArrangePress { row: self.rows.at(y), tick: self.viewport.tick(x), reach: self.viewport.ticks(EDGE) }
    }
}

/// Whether the page is a phone's, as the styles have it.
fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 720px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

fn proposal_end(proposal: Option<&Proposal>, ghosts: &[GhostRow]) -> Tick {
    let clips = ghosts.iter().flat_map(|ghost| &ghost.clips).map(|clip| clip.range.end).max();
    let open = proposal.is_some_and(|proposal| proposal.open().next().is_some());
    let score = proposal.filter(|_| open).and_then(|proposal| proposal.section_ranges().last().map(|range| range.end));
    clips.max(score).unwrap_or(Tick::ZERO)
}
