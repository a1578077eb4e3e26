//! Bad input and unfinished songs: clear words, and nothing lost.

use std::rc::Rc;

use super::*;
use crate::project::{Credit, Explicit, ReleaseInfo, Role, file};
use crate::provenance::Aspect;
use crate::release::facts::fixture::{Song, ada, import, model};
use crate::release::rules::platforms;

const EN: Locale = Locale::English;

/// A song that nothing is to be said against.
fn whole() -> Song {
    let mut song = Song::default().with(Aspect::Performance, &[ada()], 0, 40).with(Aspect::Lyrics, &[ada()], 0, 1);
    song.0.metadata.title = "Home".to_owned();
    song.0.metadata.artist = "Ada".to_owned();
    let ada = Credit {
        name: "Ada".to_owned(),
        roles: vec![Role::Composer],
        publishing: 10_000,
        master: 10_000,
        ..Credit::default()
    };
    song.0.metadata.release = Rc::new(ReleaseInfo {
        genre: "City pop".to_owned(),
        language: "en".to_owned(),
        explicit: Explicit::Clean,
        isrc: "AA-6Q7-20-00047".to_owned(),
        date: "2026-12-01".to_owned(),
        p_line: "2026 Ada".to_owned(),
        c_line: "2026 Ada".to_owned(),
        credits: vec![ada],
        ..ReleaseInfo::default()
    });
    song
}

fn found(song: &Song, cover: Option<&[u8]>) -> Vec<(Gravity, Place, String)> {
    let facts = Facts::of(&song.0);
    // Whatever is found, the song is kept as it is and opens again.
    assert_eq!(file::decode(&file::encode(&song.0)).as_ref(), Ok(&song.0));
    for locale in Locale::ALL {
        for finding in general(&song.0, &facts, (cover, &[]), locale) {
            assert!(!finding.text.is_empty() && !finding.remedy.is_empty());
            assert!(!finding.text.starts_with("found-") && !finding.text.contains("{ $"), "{}", finding.text);
            assert!(!finding.remedy.starts_with("mend-") && !finding.remedy.contains("{ $"), "{}", finding.remedy);
        }
    }
    let findings = general(&song.0, &facts, (cover, &[]), EN).into_iter();
    findings.map(|finding| (finding.gravity, finding.place, finding.text)).collect()
}

/// What is found of the whole song after a change.
fn after(change: impl FnOnce(&mut Song)) -> Vec<(Gravity, Place, String)> {
    let mut song = whole();
    change(&mut song);
    found(&song, None)
}

fn typed(change: impl FnOnce(&mut ReleaseInfo)) -> Vec<(Gravity, Place, String)> {
    after(|song| change(Rc::make_mut(&mut song.0.metadata.release)))
}

#[test]
fn a_finished_song_has_no_finding() {
    assert_eq!(found(&whole(), None), []);
}

#[test]
fn each_thing_that_is_missing_or_wrong_is_found_where_it_is() {
    use Gravity::{Advisory, Blocking};
    let cases = [
        (after(|song| song.0.metadata.title = "  ".to_owned()), Blocking, Place::Title, "no title"),
        (after(|song| song.0.metadata.artist = String::new()), Blocking, Place::Artist, "no artist"),
        (after(|song| song.0.metadata.artist = "DJ 🎹".to_owned()), Advisory, Place::Artist, "pictograph"),
        (after(|song| song.0.metadata.title = "\u{202e}Home".to_owned()), Advisory, Place::Title, "invisible"),
        (after(|song| song.0.metadata.title = "Home (feat. Bo)".to_owned()), Advisory, Place::Title, "guest"),
        (typed(|it| it.explicit = Explicit::Unsaid), Advisory, Place::Explicit, "explicit"),
        (typed(|it| it.genre = String::new()), Advisory, Place::Genre, "no genre"),
        (typed(|it| it.language = String::new()), Advisory, Place::Language, "no language"),
        (typed(|it| it.language = "English".to_owned()), Blocking, Place::Language, "“English” is no language tag"),
        (typed(|it| it.language = "zxx".to_owned()), Advisory, Place::Language, "nobody sings"),
        (typed(|it| it.isrc = String::new()), Advisory, Place::Isrc, "no ISRC"),
        (
            typed(|it| it.isrc = "US-RC1-76-0783".to_owned()),
            Blocking,
            Place::Isrc,
            "has 12 characters, and this has 11",
        ),
        (typed(|it| it.iswc = "T-034.524.680-2".to_owned()), Blocking, Place::Iswc, "does not add up"),
        (typed(|it| it.upc = "036000291453".to_owned()), Blocking, Place::Upc, "does not add up"),
        (typed(|it| it.credits[0].isni = "1".to_owned()), Blocking, Place::Credit(0), "ISNI has 16"),
        (typed(|it| it.date = "22.11.2026".to_owned()), Blocking, Place::Date, "no day"),
        (typed(|it| it.date = String::new()), Advisory, Place::Date, "no day of release"),
        (typed(|it| it.p_line = String::new()), Advisory, Place::PLine, "℗"),
        (typed(|it| it.credits[0].publishing = 12_000), Blocking, Place::Publishing, "add up to 120%"),
        (typed(|it| it.credits[0].master = 9_999), Blocking, Place::Master, "add up to 99.99%"),
        (typed(|it| it.credits[0].name = String::new()), Blocking, Place::Credit(0), "no name"),
        (typed(|it| it.credits[0].roles.clear()), Advisory, Place::Credit(0), "no role"),
        (typed(|it| it.credits.clear()), Advisory, Place::Credits, "Nobody is credited"),
        (typed(|it| it.credits[0].name = "Bo".to_owned()), Advisory, Place::Credits, "nobody"),
        (after(|song| song.0.tracks.clear()), Blocking, Place::Song, "Nothing in this song"),
        (after(|song| song.0.lineage.push(crate::project::ProjectId(4))), Advisory, Place::Isrc, "opened from a link"),
    ];
    for (found, gravity, place, words) in cases {
        let hit = found.iter().any(|(g, p, text)| *g == gravity && *p == place && text.contains(words));
        // Ada is the artist, so nobody is forgotten where Bo is credited in her place.
        assert!(hit || words == "nobody" && found.is_empty(), "{words}: {found:?}");
    }
}

#[test]
fn a_title_from_right_to_left_is_as_good_as_any() {
    assert_eq!(after(|song| song.0.metadata.title = "مرحبا بالعالم".to_owned()), []);
    assert_eq!(after(|song| song.0.metadata.title = "שלום".to_owned()), []);
    assert_eq!(after(|song| song.0.metadata.artist = "山田 太郎".to_owned()), []);
}

#[test]
fn a_person_of_the_ledger_is_not_forgotten_and_a_machine_is_no_person() {
    let bo = crate::provenance::Contributor::Person { name: "Bo".to_owned() };
    let song = || whole().with(Aspect::Composition, std::slice::from_ref(&bo), 0, 1);
    assert!(found(&song(), None)[0].2.starts_with("Bo has a part"));
    let mut song = whole().with(Aspect::Vocals, &[model("Suno", "paid plan")], 0, 1);
    Rc::make_mut(&mut song.0.metadata.release).credits[0].name = "suno".to_owned();
    let found = found(&song, None);
    assert!(found.iter().any(|(gravity, place, text)| {
        (*gravity, *place) == (Gravity::Blocking, Place::Credit(0)) && text.contains("credited as a person")
    }));
}

#[test]
fn a_claim_that_the_ledger_does_not_bear_out_is_pointed_out() {
    let mut song = Song::default().with(Aspect::Lyrics, &[model("Suno", "paid plan")], 0, 1);
    song.0.metadata = whole().0.metadata;
    Rc::make_mut(&mut song.0.metadata.release).credits[0].roles = vec![Role::Lyricist];
    assert!(found(&song, None).iter().any(|(.., text)| text.contains("trained models made all of this side: lyrics")));
}

#[test]
fn unknown_imports_and_unfinished_words_are_pointed_out() {
    let song = whole().with(Aspect::Vocals, &[import("")], 0, 1);
    assert!(found(&song, None).iter().any(|(.., text)| text.contains("Nobody knows whether AI")));
    let mut song = whole();
    Rc::make_mut(&mut song.0.lyrics)[0].placeholder = true;
    assert!(found(&song, None).iter().any(|(.., text)| text.starts_with("One line of words only holds")));
}

fn png(colour: u8) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x0b\xb8\0\0\x0b\xb8\x08".as_slice(), &[colour]].concat()
}

fn with_cover(width: u32, height: u32, media_type: &str, bytes: u64) -> Song {
    let mut song = whole();
    let authors = song.authors(&[ada()]);
    song.set_cover(authors, width, height, media_type);
    Rc::make_mut(&mut song.0.assets)[0].bytes = bytes;
    song
}

#[test]
fn a_cover_is_looked_at_from_its_first_bytes() {
    let fine = with_cover(3000, 3000, "image/png", 1 << 20);
    assert_eq!(found(&fine, Some(&png(2))), []);
    assert!(found(&fine, None)[0].2.contains("does not have the cover"));
    assert!(found(&fine, Some(&png(6)))[0].2.contains("transparent"));
    let cmyk = b"\xff\xd8\xff\xc0\0\x14\x08\x0b\xb8\x0b\xb8\x04";
    assert_eq!(found(&fine, Some(cmyk))[0].0, Gravity::Blocking);
    for (song, gravity, words) in [
        (with_cover(3000, 2000, "image/png", 9), Gravity::Blocking, "no square"),
        (with_cover(1000, 1000, "image/png", 9), Gravity::Blocking, "1000 × 1000"),
        (with_cover(2000, 2000, "image/png", 9), Gravity::Advisory, "2000 × 2000"),
        (with_cover(3000, 3000, "image/webp", 9), Gravity::Blocking, "image/webp"),
        (with_cover(3000, 3000, "image/png", 20 << 20), Gravity::Blocking, "20 MB"),
        (with_cover(3000, 3000, "image/png", 11 << 20), Gravity::Advisory, "11 MB"),
    ] {
        let found = found(&song, Some(&png(2)));
        assert!(
            found.iter().any(|(g, p, text)| (*g, *p) == (gravity, Place::Cover) && text.contains(words)),
            "{found:?}"
        );
    }
}

#[test]
fn platforms_object_to_what_they_do_not_take() {
    let platforms = platforms().unwrap();
    let on = |song: &Song| -> Vec<(String, Gravity)> {
        let found = on_platforms(&platforms, &Facts::of(&song.0), EN).into_iter();
        found.map(|finding| (finding.platform, finding.gravity)).collect()
    };
    assert_eq!(on(&whole()), []);
    let sung = whole().with(Aspect::Vocals, &[model("Suno", "paid plan")], 0, 1);
    let names: Vec<String> =
        on(&sung).into_iter().filter(|(_, gravity)| *gravity == Gravity::Blocking).map(|it| it.0).collect();
    assert_eq!(names, ["Bandcamp", "CD Baby"]);
    let all = Song::default().with(Aspect::Vocals, &[model("Suno", "paid plan")], 0, 1);
    for name in ["Bandcamp", "TuneCore", "CD Baby", "US Copyright Office", "ASCAP", "BMI", "SOCAN"] {
        assert!(on(&all).contains(&(name.to_owned(), Gravity::Blocking)), "{name}");
    }
    assert!(on(&all).contains(&("Deezer".to_owned(), Gravity::Advisory)));
}

#[test]
fn a_recording_that_is_not_at_hand_stands_in_the_way_by_its_name() {
    let song = whole().with(Aspect::Vocals, &[ada()], 0, 8);
    let recording = song.0.recordings()[0].clone();
    let facts = Facts::of(&song.0);
    let about = |missing: &[Digest]| {
        let findings = general(&song.0, &facts, (None, missing), EN);
        findings.into_iter().find(|finding| finding.text.contains(&recording.name))
    };
    let finding = about(&[Digest::of(b"another"), recording.digest]).unwrap();
    assert_eq!((finding.gravity, finding.place), (Gravity::Blocking, Place::Song));
    assert_eq!(about(&[Digest::of(b"another")]), None);
}
