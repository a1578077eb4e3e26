//! Stems: an archive that other programs open, whose files are what the song is made of.

use std::collections::BTreeSet;
use std::process::Command;
use std::rc::Rc;

use studio::draft;
use studio::export::{ExportFormat, ExportJob, ExportScope, ExportSpec, FileKind, Stem, export_to_vec, wav_reader};
use studio::project::Bus;
use studio::provenance::ContainsAi;
use studio::release;

use super::{fs, others, scratch, told};

/// A composed song, cut to its first bars.
pub fn job(format: ExportFormat) -> ExportJob {
    let project = draft::song("a wistful city-pop song about the last train home, 96 bpm", 1, 0).unwrap();
    let spec = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::song(format, 44_100) };
    let mut job = release::export_job(&project, spec);
    job.song.end = studio::time::Tick::quarters(8);
    job
}

/// The files of an archive, as Python unpacks them; `None` where there is no Python.
fn unpacked(name: &str, bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let archive = scratch(&format!("{name}.zip"));
    fs::write(&archive, bytes).unwrap();
    let folder = scratch(name);
    let _not_there = fs::remove_dir_all(&folder);
    let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
        z.extractall(sys.argv[2])\nprint('\\n'.join(z.namelist()))";
    let names = told(Command::new(others::python(&[])?).args(["-c", script]).arg(&archive).arg(&folder))?;
    let names = String::from_utf8(names).unwrap();
    Some(names.lines().map(|name| (name.to_owned(), fs::read(folder.join(name)).unwrap())).collect())
}

#[test]
fn an_archive_of_stems_holds_every_track_and_bus_in_one_length() {
    let job = job(ExportFormat::Wav24);
    let bytes = export_to_vec(&job).unwrap();
    let Some(files) = unpacked("stems", &bytes) else { return };
    let paths: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(paths, job.stems.iter().map(|stem| stem.path.as_str()).collect::<Vec<_>>());
    assert!(paths.iter().filter(|path| path.starts_with("Tracks/")).count() >= 4, "{paths:?}");
    assert!(paths.iter().any(|path| path.starts_with("Buses/")), "{paths:?}");
    let read: Vec<_> = files.iter().map(|(_, bytes)| wav_reader::read(bytes).unwrap()).collect();
    let mut song = job.clone();
    song.spec.scope = ExportScope::Song;
    let song = wav_reader::read(&export_to_vec(&song).unwrap()).unwrap().audio;
    for (stem, file) in job.stems.iter().zip(&read) {
        assert!(file.complete && file.audio.frames() == song.frames(), "{}", stem.path);
        let find = |name: &str| file.id3.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        assert!(find("TIT2").unwrap().ends_with(&stem.name));
        assert_eq!(find("TXXX:AI_CONTRIBUTIONS"), Some(stem.disclosure.json()));
        assert_eq!((find("USLT:und"), find("TSRC")), (None, None));
    }
    // Not every track begins in the first bars.
    assert!(read.iter().filter(|file| file.audio.peak() > 0.01).count() >= 3);
}

#[test]
fn tracks_of_a_group_are_in_the_groups_file_and_owned_as_they_are() {
    let mut project = draft::song("a wistful city-pop song about the last train home, 96 bpm", 1, 0).unwrap();
    let spec = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::song(ExportFormat::Wav24, 44_100) };
    let alone = release::export_job(&project, spec).stems;
    let bus = project.ids.bus();
    project.buses.push(Rc::new(Bus::plain(bus, "Band".to_owned())));
    for track in project.tracks.iter_mut().take(2) {
        Rc::make_mut(track).strip.output = Some(bus);
    }
    let grouped = release::export_job(&project, spec).stems;
    let paths = |stems: &[Stem]| stems.iter().map(|stem| stem.path.clone()).collect::<Vec<_>>();
    let mut wanted = paths(&alone).split_off(2);
    wanted.push("Buses/03 Band.wav".to_owned());
    assert_eq!(paths(&grouped), wanted);
    let band = grouped.last().unwrap();
    assert_eq!(usize::from(band.strip), project.tracks.len() + 2);
    let owned = |stem: &Stem| stem.disclosure.aspects.iter().map(|aspect| aspect.aspect).collect::<BTreeSet<_>>();
    assert!(owned(&alone[0]).is_subset(&owned(band)), "{:?}", band.disclosure);
    // A group that is silent has no file, its tracks none either, and nothing of them is in another one.
    Rc::make_mut(&mut project.buses[2]).strip.mute = true;
    let silent = paths(&release::export_job(&project, spec).stems);
    assert!(silent.iter().all(|path| wanted.contains(path) && !path.ends_with("Band.wav")), "{silent:?}");
    assert_eq!(silent.first(), wanted.first());
}

/// No part of a song claims more for people than the whole does, and none claims a model that the whole does not.
#[test]
fn the_stems_disclose_no_more_and_no_less_than_the_song() {
    let job = job(ExportFormat::Wav16);
    assert_eq!(job.tags.disclosure.contains_ai(), ContainsAi::None);
    for stem in &job.stems {
        assert_eq!(stem.disclosure.contains_ai(), ContainsAi::None, "{}", stem.path);
        assert!(!stem.disclosure.aspects.is_empty(), "{}", stem.path);
        let names = |disclosure: &studio::provenance::Disclosure| -> std::collections::BTreeSet<String> {
            disclosure.aspects.iter().flat_map(|aspect| &aspect.shares).map(|share| share.name.clone()).collect()
        };
        assert!(names(&stem.disclosure).is_subset(&names(&job.tags.disclosure)), "{}", stem.path);
    }
}

#[test]
fn stems_in_flac_are_those_in_wav() {
    let [Some(wav), Some(flac)] = [ExportFormat::Wav16, ExportFormat::Flac16]
        .map(|format| unpacked(&format!("stems-{}", format.code()), &export_to_vec(&job(format)).unwrap()))
    else {
        return;
    };
    assert_eq!(wav.len(), flac.len());
    for ((wav_name, wav), (flac_name, flac)) in wav.iter().zip(&flac) {
        assert_eq!(wav_name.replace(FileKind::Wav.extension(), ""), flac_name.replace(FileKind::Flac.extension(), ""));
        let path = scratch("one-stem.flac");
        fs::write(&path, flac).unwrap();
        let mut command = Command::new("ffmpeg");
        command.args(["-v", "error", "-i"]).arg(&path).args(["-f", "s16le", "-"]);
        let Some(decoded) = told(&mut command) else { return };
        let read = wav_reader::read(wav).unwrap().audio;
        let samples: Vec<f32> =
            decoded.chunks_exact(2).map(|two| f32::from(i16::from_le_bytes([two[0], two[1]])) / 32_768.0).collect();
        assert_eq!(samples.len(), read.frames() * 2, "{flac_name}");
        let same = samples.chunks_exact(2).zip(read.channels[0].iter().zip(&read.channels[1]));
        assert!(same.into_iter().all(|(frame, (left, right))| frame == [*left, *right]), "{flac_name}");
    }
}
