//! Files and links: whatever the studio writes it reads back equal, and whatever else it is given it refuses by name.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use studio::pcm::Warp;
use studio::project::check::check;
use studio::project::evidence::disclosure;
use studio::project::file::{FileError, decode, encode};
use studio::project::link::{LinkError, pack, unpack};
use studio::project::{
    AssetKind, AssetRef, AudioClip, AutomationLane, Bus, Clip, ClipContent, Marker, Point, Project, SampleZone, Target,
};
use studio::provenance::{AuthorsId, ContainsAi, Digest};
use studio::sound::{Contour, Patch, PatchKind, Play, Segment, Zone};
use studio::text::Locale;
use studio::time::{Bpm, Tick};

#[path = "roundtrip/projects.rs"]
mod projects;
#[path = "roundtrip/song.rs"]
mod song;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_and_a_link_hold_the_whole_project(project in projects::valid()) {
        prop_assert_eq!(check(&project), Ok(()));
        prop_assert_eq!(decode(&encode(&project)), Ok(project.clone()));
        prop_assert_eq!(unpack(&pack(&project)), Ok(project));
    }

    #[test]
    fn a_file_with_a_changed_byte_is_refused_or_still_a_sound_project(
        project in projects::valid(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1u8..=255), 1..4),
    ) {
        let mut bytes = encode(&project);
        for (at, flip) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        // A file is plain JSON that its owner may edit: what is left sound is opened.
        if let Ok(opened) = decode(&bytes) {
            prop_assert_eq!(check(&opened), Ok(()));
            prop_assert_eq!(opened.ledger.verify(), Ok(()));
            prop_assert_eq!(decode(&encode(&opened)), Ok(opened));
        }
    }

    #[test]
    fn a_link_with_a_changed_character_is_refused_or_equal(
        project in projects::valid(),
        at in any::<prop::sample::Index>(),
        put in any::<char>(),
    ) {
        let link = pack(&project);
        let mut characters: Vec<char> = link.chars().collect();
        let at = at.index(characters.len());
        characters[at] = put;
        if let Ok(opened) = unpack(&characters.into_iter().collect::<String>()) {
            prop_assert_eq!(opened, project);
        }
    }

    #[test]
    fn noise_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), text in ".{0,80}") {
        prop_assert!(decode(&bytes).is_err());
        prop_assert!(unpack(&text).is_err());
        let noise = format!("p=1.{}", BASE64URL_NOPAD.encode(&bytes));
        prop_assert!(unpack(&noise).is_err());
    }
}

#[test]
fn every_beginning_of_a_file_or_a_link_is_known_to_be_cut_short() {
    let project = song::of(2, 4);
    let (file, link) = (encode(&project), pack(&project));
    for end in 1..file.len() {
        assert_eq!(decode(&file[..end]), Err(FileError::Truncated), "at {end} of {}", file.len());
    }
    for end in "p=1.".len()..link.len() {
        assert_eq!(unpack(&link[..end]), Err(LinkError::Truncated), "at {end} of {}", link.len());
    }
    for end in 0.."p=1.".len() {
        assert_eq!(unpack(&link[..end]), Err(LinkError::Foreign));
    }
}

#[test]
fn a_song_makes_a_short_link() {
    let project = song::of(6, 60);
    let notes: usize = project.tracks.iter().flat_map(|track| &track.patterns).map(|pattern| pattern.notes.len()).sum();
    assert!((1_400..1_700).contains(&notes), "{notes} notes");
    let link = pack(&project);
    let each = link.len() as f64 / notes as f64;
    println!(
        "{} characters of link, {} bytes of file, {notes} notes: {each:.2} each",
        link.len(),
        encode(&project).len()
    );
    assert!(each < 4.5, "{each:.2} characters a note");
    assert_eq!(unpack(&link), Ok(project));
}

#[test]
fn a_link_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 64 << 20], 6);
    let digest = {
        use sha2::Digest as _;
        sha2::Sha256::digest(&bomb)
    };
    let mut bytes = digest[..6].to_vec();
    bytes.extend_from_slice(&u32::try_from(bomb.len()).unwrap().to_be_bytes()[1..]);
    bytes.extend_from_slice(&bomb);
    let refused = unpack(&format!("p=1.{}", BASE64URL_NOPAD.encode(&bytes)));
    assert_eq!(refused, Err(LinkError::TooLarge { limit: 8 << 20 }));
}

#[test]
fn a_file_from_the_future_is_refused_with_its_numbers() {
    let refused = decode(br#"{"cowrite":7,"tracks":{"all":"different"}}"#).unwrap_err();
    assert_eq!(refused, FileError::Newer { found: 7, supported: studio::project::migrate::CURRENT });
    assert!(refused.to_string().contains('7') && refused.to_string().contains("up to 4"));
}

#[test]
fn a_ledger_changed_elsewhere_is_refused_with_its_entry() {
    let file = String::from_utf8(encode(&song::of(1, 4))).unwrap();
    let forged = file.replacen("\"name\":\"Ada\"", "\"name\":\"Eve\"", 1);
    assert_ne!(file, forged);
    assert_eq!(decode(forged.as_bytes()), Err(FileError::Ledger { entry: 2 }));
}

/// Files as past versions wrote them, which open for ever. `UPDATE_FIXTURES=1` writes those of the current version anew,
/// which is allowed only until that version is released.
#[test]
fn files_of_every_version_open_to_the_same_song() {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/roundtrip");
        std::fs::write(folder.join("version-1.cowrite"), encode(&song::of(2, 4))).unwrap();
        std::fs::write(folder.join("version-1.link"), pack(&song::of(2, 4))).unwrap();
        std::fs::write(folder.join("version-2.cowrite"), encode(&moving())).unwrap();
        std::fs::write(folder.join("version-3.cowrite"), encode(&sampled())).unwrap();
        std::fs::write(folder.join("version-4.cowrite"), encode(&arranged())).unwrap();
    }
    let kept = [include_str!("roundtrip/version-0.cowrite"), include_str!("roundtrip/version-1.cowrite")];
    for (version, file) in kept.into_iter().enumerate() {
        assert!(file.starts_with(&format!(r#"{{"cowrite":{version},"#)));
        assert_eq!(decode(file.as_bytes()), Ok(song::of(2, 4)), "version {version}");
    }
    // The link of version 1, as it was sent around.
    assert_eq!(unpack(include_str!("roundtrip/version-1.link")), Ok(song::of(2, 4)));
    let moving_file = include_str!("roundtrip/version-2.cowrite");
    assert!(moving_file.starts_with(r#"{"cowrite":2,"#));
    assert_eq!(decode(moving_file.as_bytes()), Ok(moving()));
    let sampled_file = include_str!("roundtrip/version-3.cowrite");
    assert!(sampled_file.starts_with(r#"{"cowrite":3,"#));
    assert_eq!(decode(sampled_file.as_bytes()), Ok(sampled()));
    let arranged_file = include_str!("roundtrip/version-4.cowrite");
    assert!(arranged_file.starts_with(r#"{"cowrite":4,"#));
    assert_eq!(decode(arranged_file.as_bytes()), Ok(arranged()));
    // A song in which nothing is sampled any more is a file of the version before.
    assert!(encode(&moving()).starts_with(br#"{"cowrite":2,"#));
}

/// The song with what only version 4 can say.
fn arranged() -> Project {
    let mut project = sampled();
    let bus = project.ids.bus();
    project.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
    Rc::make_mut(&mut project.tracks[0]).strip.output = Some(bus);
    Rc::make_mut(&mut project.buses[0]).strip.safe = true;
    let marker = |at, name: &str| Marker { at: Tick(at), name: name.to_owned(), authors: AuthorsId::default() };
    project.markers = Rc::new(vec![marker(960, "Drop"), marker(7_680, "副歌")]);
    Rc::make_mut(&mut project.lyrics)[0].notes = vec![0, 0, 2, 3, 5];
    project
}

/// The song with what only version 3 can say.
fn sampled() -> Project {
    let mut project = moving();
    let (digest, kind) =
        (Digest::of(b"hit"), AssetKind::Audio { frames: 9_000, rate: 44_100, channels: 2, words: false, voice: false });
    let (name, media_type) = ("hit.wav".to_owned(), "audio/wav".to_owned());
    let asset = AssetRef { digest, name, media_type, bytes: 36_044, kind, authors: AuthorsId::default() };
    Rc::make_mut(&mut project.assets).push(asset);
    let contour = Contour { attack: 0.25, hold: 0.5, decay: 1.5, sustain: 0.75, release: 2.0 };
    let looped = Some([100, 8_000]);
    let own = Zone { contour: Some(contour), cutoff: Some(900.0), looped, choke: 2, ..Zone::whole(9_000) };
    let slice = Zone { keys: [36, 36], tracking: 0.0, play: Play::OneShot, ..Zone::whole(4_500) };
    let zones = [own, slice].map(|zone| SampleZone { asset: digest, zone });
    let (at, id) = (project.end(), project.ids.clip());
    let track = Rc::make_mut(&mut project.tracks[0]);
    (track.patch, track.zones) = (Patch::new(PatchKind::Sampler), Rc::new(zones.to_vec()));
    let audio = AudioClip {
        reverse: true,
        warp: Warp { stretch: 1_250_000, cents: -350 },
        follows: Some(Bpm::clamped(97.5)),
        ..AudioClip::whole(digest)
    };
    let clip = Clip { id, content: ClipContent::Audio(audio), at, offset: Tick::ZERO, ..track.clips[0] };
    track.clips.push(clip);
    project
}

/// The song with what only version 2 can say.
fn moving() -> Project {
    let mut project = song::of(2, 4);
    let point = |at, value, segment| Point { at: Tick(at), value, segment, authors: AuthorsId::default() };
    let points =
        vec![point(0, -60.0, Segment::Bend(-40)), point(7_680, 0.0, Segment::Hold), point(9_600, -6.5, Segment::LINE)];
    let lane = AutomationLane { target: Target::Volume, points };
    Rc::make_mut(&mut project.master).automation.push(Rc::new(lane));
    project
}

#[test]
fn a_song_without_automation_is_written_as_it_always_was() {
    assert_eq!(pack(&song::of(2, 4)), include_str!("roundtrip/version-1.link"));
    assert_eq!(encode(&song::of(2, 4)), include_bytes!("roundtrip/version-1.cowrite"));
}

#[test]
fn the_disclosure_of_a_song_survives_its_link() {
    let project = song::of(6, 60);
    let said = disclosure(&project);
    assert_eq!(said.contains_ai(), ContainsAi::None);
    let sentence = said.sentence(Locale::English);
    assert!(sentence.contains("rule-based tool Cowrite composer") && sentence.contains("a person, Ada"));
    assert_eq!(disclosure(&unpack(&pack(&project)).unwrap()), said);
}
