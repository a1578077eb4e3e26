//! A song as a composer writes one: the same on every call, so that saved files can be compared with it.

use std::rc::Rc;

use studio::music::{Pitch, Velocity};
use studio::pcm::{Decibels, Pan};
use studio::project::{
    ChordSpan, Clip, ClipContent, LyricLine, Note, Pattern, Project, ProjectId, Section, SectionKind, Send, Strip,
    Track, TrackRole,
};
use studio::provenance::{AuthorsId, Contributor, PromptRecord};
use studio::sound::{Insert, InsertKind, Patch, PatchKind};
use studio::time::{Tick, TickRange};

const BAR: u32 = 3840;
/// Bars in a section.
const SECTION: u32 = 8;
const ROLES: [(TrackRole, PatchKind); 6] = [
    (TrackRole::Drums, PatchKind::Drums),
    (TrackRole::Bass, PatchKind::Bass),
    (TrackRole::Lead, PatchKind::Subtractive),
    (TrackRole::Keys, PatchKind::Fm),
    (TrackRole::Arp, PatchKind::Pluck),
    (TrackRole::Pad, PatchKind::Pad),
];

/// A song of some tracks (6 at most) and bars, in sections of eight bars: composed by the tool, a note in ten changed by
/// a person, who wrote every second line of words.
pub fn of(tracks: usize, bars: u32) -> Project {
    let mut project = Project::empty(ProjectId(0x5eed));
    project.metadata.title = "Last train home 末班车".to_owned();
    let tool = Contributor::Tool { name: "Cowrite composer".to_owned(), version: "0.1.0".to_owned() };
    let prompt = PromptRecord::with_text("a wistful city-pop song about the last train home, 96 bpm", Some(7));
    let ledger = Rc::make_mut(&mut project.ledger);
    let tool = ledger.attribute(&tool, Some(&prompt), 1_790_000_000_000).unwrap();
    ledger.cover(b"the song", 1_790_000_000_000);
    let person = ledger.attribute(&Contributor::Person { name: "Ada".to_owned() }, None, 1_790_000_060_000).unwrap();
    ledger.cover(b"some notes", 1_790_000_090_000);
    let authors = Rc::make_mut(&mut project.authors);
    let made = authors.made_by(tool);
    let changed = authors.edited_by(made, person);
    let written = authors.made_by(person);
    write_timeline(&mut project, bars, made, written);
    for (index, (role, kind)) in ROLES.into_iter().take(tracks).enumerate() {
        let track = track(&mut project, index as u32, role, kind, bars, [made, changed]);
        project.tracks.push(Rc::new(track));
    }
    project
}

fn write_timeline(project: &mut Project, bars: u32, made: AuthorsId, written: AuthorsId) {
    let span = |bar: u32, length: u32| TickRange::new(Tick(bar * BAR), Tick((bar + length) * BAR));
    for bar in (0..bars).step_by(SECTION as usize) {
        let (name, kind) =
            [("Verse", SectionKind::Verse), ("Chorus", SectionKind::Chorus)][(bar / SECTION % 2) as usize];
        let section = Section {
            name: format!("{name} {}", bar / SECTION / 2 + 1),
            kind,
            range: span(bar, SECTION.min(bars - bar)),
            authors: made,
        };
        Rc::make_mut(&mut project.sections).push(section);
    }
    for bar in (0..bars).step_by(4) {
        let text = format!("la la la, line {bar}");
        let (placeholder, authors) = if bar % 8 == 0 { (true, made) } else { (false, written) };
        Rc::make_mut(&mut project.lyrics).push(LyricLine {
            range: span(bar, 2),
            text,
            placeholder,
            notes: Vec::new(),
            authors,
        });
    }
    for bar in 0..bars {
        let chord = ["Fmaj7", "Em7", "Am9", "C/G"][(bar % 4) as usize].parse().unwrap();
        Rc::make_mut(&mut project.chords).push(ChordSpan { range: span(bar, 1), chord, authors: made });
    }
}

fn track(
    project: &mut Project,
    index: u32,
    role: TrackRole,
    kind: PatchKind,
    bars: u32,
    authors: [AuthorsId; 2],
) -> Track {
    let (mut patterns, mut clips) = (Vec::new(), Vec::new());
    let mut touch = Noise(index + 1);
    for bar in (0..bars).step_by(SECTION as usize) {
        let length = SECTION.min(bars - bar);
        let notes = (0..length).flat_map(|inside| phrase(index, bar / SECTION % 2, inside, authors, &mut touch));
        let mut pattern = Pattern { id: project.ids.pattern(), length: Tick(length * BAR), notes: Vec::new() };
        for note in notes {
            pattern.put(note);
        }
        let (id, at) = (project.ids.clip(), Tick(bar * BAR));
        let (length, offset) = (pattern.length, Tick::ZERO);
        clips.push(Clip { id, content: ClipContent::Pattern(pattern.id), at, length, offset, authors: authors[0] });
        patterns.push(Rc::new(pattern));
    }
    let mut patch = Patch::new(kind);
    let key = patch.params.specs()[0].key;
    patch.params.set(key, 0.3).unwrap();
    let send = Send { bus: project.buses[0].id, level: Decibels(-14.5) };
    let strip = Strip {
        gain: Decibels(-3.2),
        pan: Pan(0.1),
        inserts: vec![Insert::new(InsertKind::Eq), Insert::new(InsertKind::Compressor)],
        sends: vec![send],
        authors: authors[0],
        ..Strip::default()
    };
    let (id, name) = (project.ids.track(), format!("{role:?}"));
    Track {
        id,
        name,
        role,
        colour: index as u8,
        locked: false,
        patch,
        patch_authors: authors[0],
        zones: Rc::default(),
        patterns,
        clips,
        strip,
    }
}

/// A bar of a section: what is played comes back in every section of its kind, how hard it is struck never quite.
fn phrase(track: u32, kind: u32, bar: u32, authors: [AuthorsId; 2], touch: &mut Noise) -> Vec<Note> {
    let mut figure = Noise(track * 31 + kind * 7 + bar % 4 + 1);
    let count = if bar % 4 == 3 { 5 } else { 4 };
    let notes = (0..count).map(|place| Note {
        start: Tick(bar * BAR + place * 720 + 240 * figure.below(3)),
        length: Tick(240 * (1 + figure.below(3))),
        pitch: Pitch::clamped(36 + 7 * track as i32 + figure.below(14) as i32),
        velocity: Velocity::clamped(84 + 8 * i32::from(place % 2 == 0) + touch.below(9) as i32),
        authors: authors[usize::from(touch.below(10) == 0)],
        muted: false,
    });
    notes.collect()
}

/// Numbers that look random and are the same on every call.
struct Noise(u32);

impl Noise {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % limit
    }
}
