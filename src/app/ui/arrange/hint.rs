//! What the pointer rests on, in words: what it is, who made and changed it, when, and asked for what.

use studio::provenance::AuthorsId;
use studio::score::Proposal;
use studio::time::Tick;
use studio::view::{ArrangePress, EDGE, Row, clip_at, describe_clip, describe_point, marker_at, span_at};
use web_sys::Element;
use yew::Context;

use crate::ui::arrange::ArrangeProps;
use crate::ui::arrange::automation::{Lanes, strip_at};
use crate::ui::arrange::editor::ArrangeEditor;
use crate::ui::context::{Studio, told};

/// What a hint tells of: its row, where it begins, and its authors.
pub type Hinted = (Row, Tick, AuthorsId);

impl ArrangeEditor {
    /// Tells what lies under a pixel as the title of the canvas.
    pub fn hint(&mut self, ctx: &Context<Self>, canvas: &Element, x: f64, y: f64) {
        let props = ctx.props();
        let press = self.view.press(x, y);
        let found = under(&props.shown, &self.lanes, &press);
        let hinted = found.map(|(start, authors)| (press.row, start, authors));
        if hinted == self.hinted {
            return;
        }
        self.hinted = hinted;
        let words = found.map(|(_, authors)| words(&props.studio, &props.shown, &self.lanes, &press, authors));
        let words = words.or_else(|| proposed_section(&props.shown, &press)).unwrap_or_default();
        // A title cannot be refused; an empty one shows nothing.
        canvas.set_attribute("title", &words).ok();
    }
}

/// Where what lies under a pixel begins, and its authors.
fn under(shown: &ArrangeProps, lanes: &Lanes, press: &ArrangePress) -> Option<(Tick, AuthorsId)> {
    let (project, tick) = (&shown.project, Tick(press.tick.max(0.0) as u32));
    match press.row {
        Row::Ruler => marker_at(project, press.tick, press.reach / EDGE).map(|marker| (marker.at, marker.authors)),
        Row::Sections => span_at(&project.sections, |section| section.range, tick)
            .and_then(|index| project.sections.get(index))
            .map(|section| (section.range.start, section.authors)),
        Row::Chords => span_at(&project.chords, |span| span.range, tick)
            .and_then(|index| project.chords.get(index))
            .map(|span| (span.range.start, span.authors)),
        Row::Lyrics => span_at(&project.lyrics, |line| line.range, tick)
            .and_then(|index| project.lyrics.get(index))
            .map(|line| (line.range.start, line.authors)),
        Row::Track(index) => {
            let (clip, _) = clip_at(project.tracks.get(index)?, press.tick, press.reach)?;
            let asset = clip.audio().and_then(|audio| project.asset(audio.asset));
            Some((clip.at, asset.map_or(clip.authors, |asset| asset.authors)))
        }
        Row::Automation(place) => {
            let strip = strip_at(project, place)?;
            let point = lanes.shown(project, strip)?.points.iter().rev().find(|point| point.at <= tick)?;
            Some((point.at, point.authors))
        }
        _ => None,
    }
}

fn words(studio: &Studio, shown: &ArrangeProps, lanes: &Lanes, press: &ArrangePress, authors: AuthorsId) -> String {
    let (project, tick) = (&shown.project, Tick(press.tick.max(0.0) as u32));
    let name = match press.row {
        Row::Ruler => marker_at(project, press.tick, press.reach / EDGE).map(|marker| marker.name.clone()),
        Row::Sections => span_at(&project.sections, |section| section.range, tick)
            .and_then(|index| project.sections.get(index))
            .map(|section| section.name.clone()),
        Row::Chords => span_at(&project.chords, |span| span.range, tick)
            .and_then(|index| project.chords.get(index))
            .map(|span| span.chord.to_string()),
        Row::Lyrics => span_at(&project.lyrics, |line| line.range, tick)
            .and_then(|index| project.lyrics.get(index))
            .map(|line| line.text.clone()),
        Row::Track(index) => project.tracks.get(index).and_then(|track| {
            let (clip, _) = clip_at(track, press.tick, press.reach)?;
            Some(describe_clip(project, track, clip, studio.locale))
        }),
        Row::Automation(place) => strip_at(project, place).and_then(|strip| {
            let lane = lanes.shown(project, strip)?;
            let point = lane.points.iter().rev().find(|point| point.at <= tick)?;
            Some(describe_point(project, strip, &lane.target, point, studio.locale))
        }),
        _ => None,
    };
    format!("{}{}", name.unwrap_or_default(), told(studio, project, authors))
}

/// The name of a proposed section, which its block may be too narrow for.
fn proposed_section(shown: &ArrangeProps, press: &ArrangePress) -> Option<String> {
    let proposal: &Proposal = shown.proposal.as_deref().filter(|_| press.row == Row::Sections)?;
    let tick = Tick(press.tick.max(0.0) as u32);
    let index = proposal.section_ranges().iter().position(|range| range.contains(tick))?;
    proposal.score.sections.get(index).map(|section| section.name.clone())
}
