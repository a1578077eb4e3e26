//! The oldest version of the project file that can say all that is in a project.

use crate::pcm::Warp;
use crate::project::migrate::{CURRENT, MOVING, PLAIN, SAMPLED};
use crate::project::{AudioClip, Project, Strip, Track};
use crate::provenance::DeviceKey;
use crate::sound::PatchKind;

/// The version that a project's file is written in. An older studio reads what it can play whole, and refuses the rest by
/// name instead of playing it wrong or calling it damaged.
pub fn oldest(project: &Project) -> u32 {
    let tracks = || project.tracks.iter().map(AsRef::as_ref);
    let marked = !project.markers.is_empty() || project.lyrics.iter().any(|line| !line.notes.is_empty());
    if marked || strips(project).any(|strip| strip.output.is_some() || strip.safe) {
        CURRENT
    } else if tracks().any(is_sampled) || tracks().any(is_warped) {
        SAMPLED
    } else if is_automated(project) || is_signed_by_a_later_key(project) || tracks().any(is_later) {
        MOVING
    } else {
        PLAIN
    }
}

fn is_sampled(track: &Track) -> bool {
    track.patch.kind == PatchKind::Sampler || !track.zones.is_empty()
}

/// Whether a recording is stretched, shifted or played backwards on a track.
fn is_warped(track: &Track) -> bool {
    let warped = |audio: &AudioClip| audio.reverse || audio.warp != Warp::NONE || audio.follows.is_some();
    track.clips.iter().any(|clip| clip.audio().is_some_and(warped))
}

fn strips(project: &Project) -> impl Iterator<Item = &Strip> {
    let strips = project.tracks.iter().map(|track| &track.strip);
    strips.chain(project.buses.iter().map(|bus| &bus.strip)).chain([project.master.as_ref()])
}

fn is_automated(project: &Project) -> bool {
    strips(project).any(|strip| !strip.automation.is_empty())
}

fn is_signed_by_a_later_key(project: &Project) -> bool {
    let mut seals = project.ledger.entries().iter().filter_map(|entry| entry.seal.as_ref());
    seals.any(|seal| matches!(seal.key, DeviceKey::Ed25519(_)))
}

/// Whether a track holds a muted note or an instrument that the first version does not know.
fn is_later(track: &Track) -> bool {
    let known = match track.patch.kind {
        PatchKind::Subtractive
        | PatchKind::Fm
        | PatchKind::Pluck
        | PatchKind::Bass
        | PatchKind::Pad
        | PatchKind::Drums => true,
        PatchKind::Organ
        | PatchKind::Mallet
        | PatchKind::Choir
        | PatchKind::Strings
        | PatchKind::Operators
        | PatchKind::Analog
        | PatchKind::Voice
        | PatchKind::Sampler => false,
    };
    !known || track.patterns.iter().any(|pattern| pattern.notes.iter().any(|note| note.muted))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::draft;
    use crate::project::{Bus, ClipContent, Marker};
    use crate::provenance::{AuthorsId, Digest, Seal};
    use crate::sound::Patch;
    use crate::time::Tick;

    #[test]
    fn each_later_thing_asks_for_a_later_version() {
        let mut plain = draft::song("a folk song", 1, 0).unwrap();
        for track in &mut plain.tracks {
            let track = Rc::make_mut(track);
            track.patch = Patch::new(PatchKind::Pluck);
            track.strip.automation.clear();
        }
        assert_eq!(oldest(&plain), PLAIN);
        let with = |change: fn(&mut Project)| {
            let mut project = plain.clone();
            change(&mut project);
            oldest(&project)
        };
        assert_eq!(with(|song| Rc::make_mut(&mut song.tracks[0]).patch = Patch::new(PatchKind::Organ)), MOVING);
        assert_eq!(
            with(|song| {
                let pattern = &mut Rc::make_mut(&mut song.tracks[0]).patterns[0];
                Rc::make_mut(pattern).notes[0].muted = true;
            }),
            MOVING
        );
        assert_eq!(
            with(|song| {
                let seal = Seal { work: 1, at: 5, key: DeviceKey::Ed25519([0; 32]), signature: [0; 64] };
                assert!(Rc::make_mut(&mut song.ledger).seal(seal));
            }),
            MOVING
        );
        assert_eq!(with(|song| Rc::make_mut(&mut song.tracks[0]).patch = Patch::new(PatchKind::Sampler)), SAMPLED);
        assert_eq!(
            with(|song| {
                let audio = AudioClip { reverse: true, ..AudioClip::whole(Digest::of(b"sound")) };
                Rc::make_mut(&mut song.tracks[0]).clips[0].content = ClipContent::Audio(audio);
            }),
            SAMPLED
        );
        // A bus that sends feed is nothing new.
        let add = |song: &mut Project| {
            let bus = song.ids.bus();
            song.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
            bus
        };
        let mut grouped = plain.clone();
        let bus = add(&mut grouped);
        assert_eq!(oldest(&grouped), PLAIN);
        Rc::make_mut(&mut grouped.tracks[0]).strip.output = Some(bus);
        assert_eq!(oldest(&grouped), CURRENT);
        assert_eq!(with(|song| Rc::make_mut(&mut song.buses[0]).strip.safe = true), CURRENT);
        let marker = Marker { at: Tick(960), name: "Drop".to_owned(), authors: AuthorsId::default() };
        let mut marked = plain.clone();
        marked.markers = Rc::new(vec![marker]);
        assert_eq!(oldest(&marked), CURRENT);
        assert_eq!(with(|song| Rc::make_mut(&mut song.lyrics)[0].notes = vec![0]), CURRENT);
    }
}
