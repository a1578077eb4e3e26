//! Clips of recordings, with their outline.

use studio::project::{AssetRef, AudioClip, Clip, Project};

use crate::ui::arrange::draw::Scene;

/// Pixels of one stroke of an outline.
const STROKE: f64 = 2.0;

/// Draws the outline of a recording over the part of its clip that is on screen; a line where it is not known.
/// `project` is the one that lists it.
pub fn wave(
    scene: &Scene<'_>,
    project: &Project,
    clip: &Clip,
    audio: &AudioClip,
    area: (f64, f64, f64, f64),
    colour: &str,
) {
    let (left, top, width, height) = area;
    let middle = top + height / 2.0;
    let outline = scene.shown.outlines.get(&audio.asset);
    let recording = project.asset(audio.asset).and_then(AssetRef::recording);
    let (Some(outline), Some((frames, rate))) = (outline, recording) else {
        scene.surface.lying(middle, left, left + width, colour);
        return;
    };
    let (tempo, viewport) = (&project.tempo, &scene.view.viewport);
    let start = tempo.seconds_at(f64::from(clip.at.0));
    let lasts = tempo.seconds_at(f64::from(clip.end().0)) - start;
    let second = |x: f64| {
        let tick = viewport.tick(x).clamp(f64::from(clip.at.0), f64::from(clip.end().0));
        tempo.seconds_at(tick) - start
    };
    let speed = f64::from(rate) / clip.warp(tempo).ratio();
    let gain = f64::from(audio.gain.to_gain());
    let level = |second: f64| {
        let share = |second: f64, fade: u32| (second * 1_000.0 / f64::from(fade.max(1))).min(1.0);
        gain * share(second, audio.fade_in) * share(lasts - second, audio.fade_out)
    };
    let reach = (height / 2.0 - 3.0).max(1.0);
    let mut x = left.max(0.0);
    let end = (left + width).min(scene.surface.width);
    while x < end {
        let seconds = (second(x), second((x + STROKE).min(end)));
        let (from, to) = (audio.offset as f64 + seconds.0 * speed, audio.offset as f64 + seconds.1 * speed);
        if from >= frames as f64 {
            break;
        }
        let gain = level(seconds.0);
        let (low, high) = match audio.reverse {
            true => outline.between((frames as f64 - to).max(0.0), frames as f64 - from),
            false => outline.between(from, to),
        };
        let above = (f64::from(high) * gain).clamp(0.0, 1.0) * reach;
        let below = (f64::from(-low) * gain).clamp(0.0, 1.0) * reach;
        scene.surface.rect((x, middle - above - 0.5, STROKE - 0.5, above + below + 1.0), colour);
        x += STROKE;
    }
}
