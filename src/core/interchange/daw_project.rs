//! DAWproject 1.0, an open exchange format of music programs: an archive with the tracks, clips, notes, faders, tempo and
//! sections as XML, and the recordings where they are at hand.

use crate::archive::{Archive, ArchiveError, Content};
use crate::bundle::{Assets, ending};
use crate::interchange::moving::sampled;
use crate::interchange::xml::Xml;
use crate::interchange::{Part, Sheet};
use crate::pcm::{Decibels, Warp};
use crate::project::evidence::is_audible;
use crate::project::{AssetKind, AssetRef, AudioClip, Bus, Clip, Strip, Target, Track};
use crate::provenance::Aspect;
use crate::sound::ParamSpec;
use crate::time::{TICKS_PER_QUARTER, Tick};

/// Colours of the palette of tracks, in the order of their places.
const COLOURS: [&str; 12] = [
    "#e0a458", "#7aa2f7", "#9ece6a", "#bb9af7", "#f7768e", "#2ac3de", "#ff9e64", "#73daca", "#c0caf5", "#e0af68",
    "#b4f9f8", "#d18616",
];

/// The name of the master's channel in the file.
const MASTER: &str = "channel-master";

/// The file.
pub fn write(sheet: &Sheet<'_>, sounds: &Assets) -> Vec<u8> {
    let mut entries =
        vec![("project.xml".to_owned(), project(sheet, sounds)), ("metadata.xml".to_owned(), metadata(sheet))];
    for asset in sheet.project.recordings() {
        if let Some(bytes) = sounds.get(&asset.digest) {
            entries.push((path(asset), bytes.clone()));
        }
    }
    // Names are digests and endings, so that the archive takes every one; it holds more than a project has.
    packed(&entries).unwrap_or_default()
}

fn packed(entries: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let (mut archive, mut bytes) = (Archive::default(), Vec::new());
    for (name, content) in entries {
        bytes.extend(archive.entry(name, &Content::of(content))?);
        bytes.extend(content);
    }
    bytes.extend(archive.end());
    Ok(bytes)
}

/// Where a recording lies in the archive.
fn path(asset: &AssetRef) -> String {
    format!("audio/{}{}", asset.digest, ending(&asset.media_type))
}

fn metadata(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("MetaData", &[]);
    let composers = sheet.makers(Aspect::Composition).join(", ");
    let arrangers = sheet.makers(Aspect::Arrangement).join(", ");
    let artist = sheet.project.metadata.artist.clone();
    for (name, value) in [
        ("Title", sheet.title()),
        ("Artist", artist),
        ("Composer", composers),
        ("Arranger", arrangers),
        ("Comment", format!("{} {}", sheet.sentence(), sheet.disclosure.json())),
    ] {
        if !value.trim().is_empty() {
            xml.leaf(name, &[], &value);
        }
    }
    xml.finish()
}

/// The tracks that are written: those that are heard.
fn heard<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = (usize, &'a Track)> {
    let tracks = sheet.project.tracks.iter().map(AsRef::as_ref).enumerate();
    tracks.filter(|(_, track)| is_audible(sheet.project, track))
}

/// The buses that such tracks lead to. The others carry effects, which the format has no names for.
fn groups<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = &'a Bus> {
    let buses = sheet.project.buses.iter().map(AsRef::as_ref);
    buses.filter(|bus| heard(sheet).any(|(_, track)| track.strip.output == Some(bus.id)))
}

/// The names of a bus and of its channel in the file.
fn names_of(bus: &Bus) -> [String; 2] {
    [format!("bus{}", bus.id.0), format!("channel-bus{}", bus.id.0)]
}

fn project(sheet: &Sheet<'_>, sounds: &Assets) -> Vec<u8> {
    let project = sheet.project;
    let mut xml = Xml::document();
    xml.open("Project", &[("version", "1.0")]);
    xml.empty("Application", &[("name", "Cowrite"), ("version", env!("CARGO_PKG_VERSION"))]);
    xml.open("Transport", &[]);
    let bpm = number(project.tempo.bpm_at(Tick::ZERO).get());
    parameter(&mut xml, "Tempo", "tempo", ["20", "400"], "bpm", &bpm);
    let meter = project.meter.meter_at(Tick::ZERO);
    let (beats, unit) = (meter.beats().to_string(), meter.unit().to_string());
    let signature = [("denominator", unit.as_str()), ("numerator", beats.as_str()), ("id", "signature")];
    xml.empty("TimeSignature", &signature);
    xml.close();
    structure(&mut xml, sheet);
    xml.open("Arrangement", &[("id", "arrangement")]);
    xml.open("Lanes", &[("timeUnit", "beats"), ("id", "lanes")]);
    for (index, track) in heard(sheet) {
        xml.open("Lanes", &[("track", &format!("track{index}")), ("id", &format!("lane{index}"))]);
        xml.open("Clips", &[("id", &format!("clips{index}"))]);
        for clip in &track.clips {
            write_clip(&mut xml, sheet, sounds, track, clip);
        }
        xml.close();
        moving(&mut xml, &track.strip, &format!("channel{index}"));
        xml.close();
    }
    for bus in groups(sheet) {
        let [track, channel] = names_of(bus);
        moving_alone(&mut xml, &bus.strip, &track, &channel);
    }
    moving_alone(&mut xml, &sheet.project.master, "master", "channel-master");
    xml.close();
    over_time(&mut xml, sheet);
    xml.close();
    xml.empty("Scenes", &[]);
    xml.finish()
}

fn structure(xml: &mut Xml, sheet: &Sheet<'_>) {
    xml.open("Structure", &[]);
    for (index, track) in heard(sheet) {
        let id = format!("track{index}");
        let drums = Part { track, notes: Vec::new() }.is_drums();
        let kind = if track.clips.iter().any(|clip| clip.audio().is_some()) { "audio notes" } else { "notes" };
        let colour = COLOURS[usize::from(track.colour) % COLOURS.len()];
        let comment = if drums { "General MIDI percussion" } else { "" };
        let mut attributes =
            vec![("contentType", kind), ("loaded", "true"), ("id", &id), ("name", &track.name), ("color", colour)];
        if !comment.is_empty() {
            attributes.push(("comment", comment));
        }
        xml.open("Track", &attributes);
        let group = groups(sheet).find(|bus| track.strip.output == Some(bus.id)).map(names_of);
        let to = group.map_or_else(|| MASTER.to_owned(), |[_, channel]| channel);
        channel(xml, &track.strip, &format!("channel{index}"), "regular", Some(&to));
        xml.close();
    }
    for bus in groups(sheet) {
        let [id, own] = names_of(bus);
        xml.open("Track", &[("contentType", "tracks"), ("loaded", "true"), ("id", &id), ("name", &bus.name)]);
        channel(xml, &bus.strip, &own, "submix", Some(MASTER));
        xml.close();
    }
    xml.open("Track", &[("contentType", "audio notes"), ("loaded", "true"), ("id", "master"), ("name", "Master")]);
    channel(xml, &sheet.project.master, MASTER, "master", None);
    xml.close();
    xml.close();
}

/// A strip, and the channel that takes what leaves it.
fn channel(xml: &mut Xml, strip: &Strip, id: &str, role: &'static str, to: Option<&str>) {
    let mut attributes = vec![("audioChannels", "2")];
    attributes.extend(to.map(|to| ("destination", to)));
    attributes.extend([("role", role), ("solo", "false"), ("id", id)]);
    xml.open("Channel", &attributes);
    xml.empty("Mute", &[("value", "false"), ("id", &format!("{id}-mute")), ("name", "Mute")]);
    let pan = number(f64::from((strip.pan.0.clamp(-1.0, 1.0) + 1.0) / 2.0));
    parameter(xml, "Pan", &format!("{id}-pan"), ["0", "1"], "normalized", &pan);
    let volume = number(f64::from(strip.gain.to_gain()));
    parameter(xml, "Volume", &format!("{id}-volume"), ["0", "2"], "linear", &volume);
    xml.close();
}

fn parameter(xml: &mut Xml, name: &'static str, id: &str, [min, max]: [&str; 2], unit: &str, value: &str) {
    xml.empty(name, &[("max", max), ("min", min), ("unit", unit), ("value", value), ("id", id), ("name", name)]);
}

fn write_clip(xml: &mut Xml, sheet: &Sheet<'_>, sounds: &Assets, track: &Track, clip: &Clip) {
    let (time, duration) = (beats(clip.at), beats(clip.length));
    if let Some(audio) = clip.audio() {
        write_recording(xml, sheet, sounds, clip, audio);
        return;
    }
    let Some(pattern) = track.pattern_of(clip) else { return };
    let (offset, length) = (beats(clip.offset), beats(pattern.length));
    let mut attributes = vec![("time", time.as_str()), ("duration", &duration), ("playStart", &offset)];
    if clip.offset + clip.length > pattern.length {
        // It plays again from its start.
        attributes.extend([("loopStart", "0"), ("loopEnd", length.as_str())]);
    }
    xml.open("Clip", &attributes);
    xml.open("Notes", &[("id", &format!("notes{}", clip.id.0))]);
    let channel = if (Part { track, notes: Vec::new() }).is_drums() { "9" } else { "0" };
    for note in pattern.heard().filter(|note| note.start < pattern.length) {
        let velocity = number(f64::from(note.velocity.ratio()));
        xml.empty(
            "Note",
            &[
                ("time", &beats(note.start)),
                ("duration", &beats(note.length)),
                ("channel", channel),
                ("key", &note.pitch.key().to_string()),
                ("vel", &velocity),
                ("rel", "0.5"),
            ],
        );
    }
    xml.close();
    xml.close();
}

/// A recording that is at hand, as long as it is played. The format knows no sound played backwards or at another height:
/// that is said in words.
fn write_recording(xml: &mut Xml, sheet: &Sheet<'_>, sounds: &Assets, clip: &Clip, audio: &AudioClip) {
    let Some(asset) = sheet.project.asset(audio.asset) else { return };
    let Some((frames, rate)) = asset.recording().filter(|(_, rate)| *rate > 0) else { return };
    if !sounds.contains_key(&asset.digest) || audio.gain <= Decibels::SILENCE {
        return;
    }
    let warp = clip.warp(&sheet.project.tempo);
    let seconds = |frames: u64| frames as f64 / f64::from(rate);
    let milliseconds = |time: u32| number(f64::from(time) / 1_000.0);
    let (time, duration) = (beats(clip.at), beats(clip.length));
    let start = number(seconds(audio.offset) * warp.ratio());
    let (fade_in, fade_out) = (milliseconds(audio.fade_in), milliseconds(audio.fade_out));
    let comment = remark(audio, warp);
    let mut attributes = vec![
        ("name", asset.name.as_str()),
        ("time", time.as_str()),
        ("duration", &duration),
        ("contentTimeUnit", "seconds"),
        ("playStart", &start),
        ("fadeTimeUnit", "seconds"),
        ("fadeInTime", &fade_in),
        ("fadeOutTime", &fade_out),
    ];
    if !comment.is_empty() {
        attributes.push(("comment", &comment));
    }
    xml.open("Clip", &attributes);
    if warp.stretch == Warp::NONE.stretch {
        write_file(xml, asset, clip, seconds(frames));
    } else {
        let id = format!("warps{}", clip.id.0);
        xml.open("Warps", &[("contentTimeUnit", "seconds"), ("timeUnit", "seconds"), ("id", &id)]);
        write_file(xml, asset, clip, seconds(frames));
        for content in [0.0, seconds(frames)] {
            let (time, content) = (number(content * warp.ratio()), number(content));
            xml.empty("Warp", &[("time", &time), ("contentTime", &content)]);
        }
        xml.close();
    }
    xml.close();
}

/// What the format cannot hold of how a recording is played.
fn remark(audio: &AudioClip, warp: Warp) -> String {
    let mut words = Vec::new();
    if audio.reverse {
        words.push("reversed".to_owned());
    }
    if warp.cents != 0 {
        words.push(format!("pitch {:+.2} semitones", f64::from(warp.cents) / 100.0));
    }
    words.join(", ")
}

fn write_file(xml: &mut Xml, asset: &AssetRef, clip: &Clip, seconds: f64) {
    let (channels, rate) = match asset.kind {
        AssetKind::Audio { channels, rate, .. } => (channels, rate),
        AssetKind::Image { .. } => (0, 0),
    };
    xml.open(
        "Audio",
        &[
            ("channels", &channels.to_string()),
            ("duration", &number(seconds)),
            ("sampleRate", &rate.to_string()),
            ("id", &format!("audio{}", clip.id.0)),
        ],
    );
    xml.empty("File", &[("path", &path(asset)), ("external", "false")]);
    xml.close();
}

/// Ticks between two values of a control that moves: a sixteenth note, with straight lines between.
const STEP: u32 = 240;

/// Level and place of a strip without clips, where they move with the song.
fn moving_alone(xml: &mut Xml, strip: &Strip, track: &str, channel: &str) {
    if strip.lane(&Target::Volume).or(strip.lane(&Target::Pan)).is_some() {
        xml.open("Lanes", &[("track", track), ("id", &format!("lane-{track}"))]);
        moving(xml, strip, channel);
        xml.close();
    }
}

/// Level and place of a strip, where they move with the song.
fn moving(xml: &mut Xml, strip: &Strip, channel: &str) {
    for (target, name, unit, spec) in
        [(Target::Volume, "volume", "linear", ParamSpec::VOLUME), (Target::Pan, "pan", "normalized", ParamSpec::PAN)]
    {
        let Some(lane) = strip.lane(&target) else { continue };
        xml.open("Points", &[("timeUnit", "beats"), ("id", &format!("{channel}-{name}-points")), ("unit", unit)]);
        xml.empty("Target", &[("parameter", &format!("{channel}-{name}"))]);
        for sample in sampled(lane, &spec, STEP) {
            let value = match target {
                Target::Volume => Decibels(sample.value).to_gain(),
                _ => (sample.value + 1.0) / 2.0,
            };
            let interpolation = if sample.holds { "hold" } else { "linear" };
            let (time, value) = (beats(sample.at), number(f64::from(value)));
            xml.empty("RealPoint", &[("time", &time), ("value", &value), ("interpolation", interpolation)]);
        }
        xml.close();
    }
}

/// Sections, markers, and the tempo and the meter where they change.
fn over_time(xml: &mut Xml, sheet: &Sheet<'_>) {
    let project = sheet.project;
    let places = sheet.places();
    if !places.is_empty() {
        xml.open("Markers", &[("id", "markers")]);
        for (at, name) in places {
            xml.empty("Marker", &[("name", name), ("time", &beats(at))]);
        }
        xml.close();
    }
    if project.tempo.changes().len() > 1 {
        xml.open("TempoAutomation", &[("timeUnit", "beats"), ("id", "tempo-points"), ("unit", "bpm")]);
        xml.empty("Target", &[("parameter", "tempo")]);
        for change in project.tempo.changes() {
            let (time, value) = (beats(change.at), number(change.bpm.get()));
            xml.empty("RealPoint", &[("time", &time), ("value", &value), ("interpolation", "hold")]);
        }
        xml.close();
    }
    if project.meter.changes().len() > 1 {
        xml.open("TimeSignatureAutomation", &[("timeUnit", "beats"), ("id", "signature-points")]);
        xml.empty("Target", &[("parameter", "signature")]);
        for change in project.meter.changes() {
            let time = beats(project.meter.bar_start(change.bar));
            let (beats, unit) = (change.meter.beats().to_string(), change.meter.unit().to_string());
            xml.empty("TimeSignaturePoint", &[("time", &time), ("numerator", &beats), ("denominator", &unit)]);
        }
        xml.close();
    }
}

/// A time in quarters.
fn beats(tick: Tick) -> String {
    number(f64::from(tick.0) / f64::from(TICKS_PER_QUARTER))
}

/// A number with six places at most, as every reader of numbers takes it.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::fixtures::{marker, song};
    use crate::project::{AutomationLane, Point};
    use crate::provenance::{AuthorsId, Disclosure};
    use crate::sound::Segment;

    #[test]
    fn levels_and_places_that_move_are_told() {
        let mut project = song();
        let point = |at, value, segment| Point { at: Tick(at), value, segment, authors: AuthorsId::default() };
        let points =
            vec![point(0, -1.0, Segment::Hold), point(960, 0.0, Segment::LINE), point(1_440, 1.0, Segment::LINE)];
        let lane = AutomationLane { target: Target::Pan, points };
        std::rc::Rc::make_mut(&mut project.tracks[0]).strip.automation.push(std::rc::Rc::new(lane));
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = String::from_utf8(super::project(&sheet, &Assets::new())).unwrap();
        for part in [
            "<Target parameter=\"channel0-pan\"/>",
            "<RealPoint time=\"0\" value=\"0\" interpolation=\"hold\"/>",
            "<RealPoint time=\"1.25\" value=\"0.75\" interpolation=\"linear\"/>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn tracks_of_a_group_lead_to_its_submix() {
        let mut project = song();
        let bus = project.ids.bus();
        let mut band = Bus::plain(bus, "Band".to_owned());
        let points = vec![Point { at: Tick(0), value: 0.0, segment: Segment::LINE, authors: AuthorsId::default() }];
        band.strip.automation.push(std::rc::Rc::new(AutomationLane { target: Target::Volume, points }));
        project.buses.push(std::rc::Rc::new(band));
        std::rc::Rc::make_mut(&mut project.tracks[1]).strip.output = Some(bus);
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = String::from_utf8(super::project(&sheet, &Assets::new())).unwrap();
        let channel = format!("channel-bus{}", bus.0);
        for part in [
            format!("destination=\"{channel}\" role=\"regular\" solo=\"false\" id=\"channel1\""),
            "destination=\"channel-master\" role=\"regular\" solo=\"false\" id=\"channel0\"".to_owned(),
            format!("destination=\"channel-master\" role=\"submix\" solo=\"false\" id=\"{channel}\""),
            format!("contentType=\"tracks\" loaded=\"true\" id=\"bus{}\" name=\"Band\"", bus.0),
            format!("<Target parameter=\"{channel}-volume\"/>"),
        ] {
            assert!(text.contains(&part), "{part} in {text}");
        }
    }

    #[test]
    fn tracks_clips_notes_and_changes_are_told() {
        let mut project = song();
        project.markers = std::rc::Rc::new(vec![marker()]);
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = String::from_utf8(super::project(&sheet, &Assets::new())).unwrap();
        for part in [
            "<Tempo max=\"400\" min=\"20\" unit=\"bpm\" value=\"96\" id=\"tempo\" name=\"Tempo\"/>",
            "name=\"Bass\"",
            "<Note time=\"3\" duration=\"4\" channel=\"0\" key=\"42\" vel=\"0.787402\" rel=\"0.5\"/>",
            "<Marker name=\"Drop\" time=\"1.5\"/>",
            "<Marker name=\"Chorus\" time=\"8\"/>",
            "<RealPoint time=\"8\" value=\"120\" interpolation=\"hold\"/>",
            "<TimeSignaturePoint time=\"8\" numerator=\"3\" denominator=\"4\"/>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(text.matches("<Note ").count(), 8 + 3 + 6 + 4);
    }
}
