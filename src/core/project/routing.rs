//! Where tracks lead to, and which strips mute and solo let through.

use std::rc::Rc;

use crate::project::{Bus, BusId, Project, Strip, StripId, Track};

impl Project {
    /// The tracks whose output is a bus: its group, from the top.
    pub fn members(&self, bus: BusId) -> impl Iterator<Item = &Rc<Track>> {
        self.tracks.iter().filter(move |track| track.strip.output == Some(bus))
    }

    /// The place of a group's first track, counted from the top; `None` where a bus is no group.
    pub fn first_member(&self, bus: BusId) -> Option<usize> {
        self.tracks.iter().position(|track| track.strip.output == Some(bus))
    }

    /// Whether a bus is the output of a track. A group is soloed together with tracks, other buses among themselves.
    pub fn is_group(&self, bus: BusId) -> bool {
        self.first_member(bus).is_some()
    }

    /// The bus that a track leads to; `None` where that is the master.
    pub fn group_of(&self, track: &Track) -> Option<&Rc<Bus>> {
        self.bus(track.strip.output?)
    }

    /// Whether mute and solo of all strips let a strip through; one that is not there is.
    ///
    /// Mute wins, and the mute of a group is that of its tracks. A soloed track or group silences other tracks and groups: a
    /// soloed track keeps its group, and a group that it sends to, a soloed group its tracks. A soloed bus that is no group silences other such buses. What
    /// is solo safe is not silenced.
    pub fn lets_through(&self, id: StripId) -> bool {
        let kept = |strip: &Strip| strip.solo || strip.safe;
        match id {
            StripId::Track(track) => self.track(track).is_none_or(|track| {
                let group = self.group_of(track).map(|bus| &bus.strip);
                let muted = track.strip.mute || group.is_some_and(|group| group.mute);
                !muted && (kept(&track.strip) || group.is_some_and(kept) || !self.has_soloed_track())
            }),
            StripId::Bus(bus) => self.bus(bus).is_none_or(|bus| {
                let unsoloed = match self.is_group(bus.id) {
                    true => {
                        self.tracks.iter().any(|track| kept(&track.strip) && track.strip.feeds(bus.id))
                            || !self.has_soloed_track()
                    }
                    false => !self.buses.iter().any(|other| other.strip.solo && !self.is_group(other.id)),
                };
                !bus.strip.mute && (kept(&bus.strip) || unsoloed)
            }),
            StripId::Master => !self.master.mute,
        }
    }

    /// Whether a track or a group is soloed.
    fn has_soloed_track(&self) -> bool {
        self.tracks.iter().any(|track| track.strip.solo)
            || self.buses.iter().any(|bus| bus.strip.solo && self.is_group(bus.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::pcm::Decibels;
    use crate::project::{Send, TrackId};

    /// A song whose first two tracks are a group, with the group's bus.
    fn grouped() -> (Project, BusId, Vec<TrackId>) {
        let mut project = draft::song("a folk song", 1, 0).unwrap();
        let bus = project.ids.bus();
        project.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
        let tracks: Vec<TrackId> = project.tracks.iter().map(|track| track.id).collect();
        for track in &tracks[..2] {
            project.track_mut(*track).unwrap().strip.output = Some(bus);
        }
        (project, bus, tracks)
    }

    fn heard(project: &Project) -> (Vec<bool>, Vec<bool>) {
        let tracks = project.tracks.iter().map(|track| project.lets_through(StripId::Track(track.id)));
        (tracks.take(3).collect(), project.buses.iter().map(|bus| project.lets_through(StripId::Bus(bus.id))).collect())
    }

    fn with(project: &Project, change: impl Fn(&mut Strip), strips: &[StripId]) -> (Vec<bool>, Vec<bool>) {
        let mut project = project.clone();
        strips.iter().for_each(|strip| change(project.strip_mut(*strip).unwrap()));
        heard(&project)
    }

    #[test]
    fn a_soloed_track_keeps_its_group_and_a_soloed_group_its_tracks() {
        let (project, bus, tracks) = grouped();
        let solo = |strips: &[StripId]| with(&project, |strip| strip.solo = true, strips);
        let (group, first, third) = (StripId::Bus(bus), StripId::Track(tracks[0]), StripId::Track(tracks[2]));
        assert_eq!(heard(&project), (vec![true; 3], vec![true; 3]));
        assert_eq!(solo(&[first]), (vec![true, false, false], vec![true; 3]));
        assert_eq!(solo(&[group]), (vec![true, true, false], vec![true; 3]));
        assert_eq!(solo(&[third]), (vec![false, false, true], vec![true, true, false]));
        assert_eq!(solo(&[third, group]), (vec![true; 3], vec![true; 3]));
        // A soloed track is heard through a group that it sends to.
        let mut tapped = project.clone();
        let send = Send { bus, level: Decibels(-6.0) };
        tapped.track_mut(tracks[2]).unwrap().strip.sends.push(send);
        assert_eq!(with(&tapped, |strip| strip.solo = true, &[third]), (vec![false, false, true], vec![true; 3]));
        // The reverb is no group: it silences the delay alone.
        let reverb = StripId::Bus(project.buses[0].id);
        assert_eq!(solo(&[reverb]), (vec![true; 3], vec![true, false, true]));
    }

    #[test]
    fn mute_wins_and_the_mute_of_a_group_is_that_of_its_tracks() {
        let (project, bus, tracks) = grouped();
        let group = StripId::Bus(bus);
        let silence = |strip: &mut Strip| (strip.mute, strip.solo) = (true, true);
        assert_eq!(with(&project, silence, &[group]), (vec![false; 3], vec![true, true, false]));
        assert_eq!(with(&project, |strip| strip.mute = true, &[group]).0, [false, false, true]);
        let first = StripId::Track(tracks[0]);
        assert_eq!(with(&project, silence, &[first]), (vec![false; 3], vec![true; 3]));
    }

    #[test]
    fn what_is_solo_safe_stays() {
        let (mut project, bus, tracks) = grouped();
        let third = StripId::Track(tracks[2]);
        let safe = |project: &Project, strip| {
            let mut project = project.clone();
            project.strip_mut(strip).unwrap().safe = true;
            heard(&project)
        };
        project.strip_mut(third).unwrap().solo = true;
        assert_eq!(safe(&project, StripId::Track(tracks[0])), (vec![true, false, true], vec![true; 3]));
        assert_eq!(safe(&project, StripId::Bus(bus)), (vec![true; 3], vec![true; 3]));
        let (reverb, delay) = (StripId::Bus(project.buses[0].id), StripId::Bus(project.buses[1].id));
        project.strip_mut(reverb).unwrap().solo = true;
        assert!(!heard(&project).1[1] && safe(&project, delay).1[1]);
    }
}
