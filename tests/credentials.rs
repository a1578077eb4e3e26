//! Content Credentials as others see them, and as they come back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "credentials/command_line.rs"]
mod command_line;
#[path = "credentials/files.rs"]
mod files;
#[path = "tools/others.rs"]
mod others;
#[path = "credentials/verifiers.rs"]
mod verifiers;

use files::{Identity, flac, ingredient, mp3, names, signed, wav, work};
use proptest::prelude::*;
use studio::credentials::{Container, DataHasher, Finder, Report, Said, find_in};
use verifiers::{State, judged};

/// What this project's own reader says of a file: whether the file is the one that was hashed, and what else is wrong.
fn read(file: &[u8]) -> (bool, Report) {
    let layout = find_in(file).unwrap();
    let report = Report::of(&layout.store.unwrap(), files::NOW).unwrap();
    let mut hasher = DataHasher::new(report.data_hash.clone().unwrap());
    file.chunks(1000).for_each(|piece| hasher.update(piece));
    (hasher.matches(), report)
}

#[test]
fn a_signed_file_says_what_it_was_told_and_who_signed() {
    let identity = Identity::new();
    for (file, container) in [(wav(), Container::Wav), (mp3(), Container::Mp3), (flac(), Container::Flac)] {
        assert_eq!(find_in(&file).unwrap().container, container);
        let signed = signed(&file, &work(), &identity);
        let (whole, report) = read(&signed);
        assert!(whole && report.findings.is_empty(), "{report:?}");
        assert_eq!((report.title.as_str(), report.generator.as_str()), ("Last Train 电车", "Cowrite 0.1.0"));
        assert_eq!(report.ledger_head, Some(work().ledger.head.to_string()));
        assert_eq!(report.signature_holds, Some(true));
        assert_eq!(report.signer.unwrap().organisation, "Self-issued by Cowrite");
        let said = Said::of(&find_in(&signed).unwrap());
        assert!(said.trained && said.manifest == Some(true), "{said:?}");
    }
}

#[test]
fn every_byte_of_the_file_that_was_there_is_still_there() {
    let identity = Identity::new();
    for file in [wav(), mp3(), flac()] {
        let signed = signed(&file, &work(), &identity);
        // All but the lengths in the header.
        let kept = &file[if file.starts_with(b"RIFF") || file.starts_with(b"ID3") { 10 } else { 0 }..];
        let there = signed.windows(kept.len()).any(|window| window == kept);
        let split = file.starts_with(b"ID3") && {
            let length = u32::from_be_bytes(file[6..10].try_into().unwrap()) as usize;
            let (tag, sound) = file.split_at(10 + length);
            signed.windows(tag.len() - 10).any(|window| *window == tag[10..]) && signed.ends_with(sound)
        };
        assert!(there || split);
    }
}

#[test]
fn a_flipped_bit_is_found_anywhere_but_in_the_zeros_that_fill_up() {
    let identity = Identity::new();
    let file = signed(&wav(), &work(), &identity);
    let broken = |file: &[u8]| match find_in(file) {
        Err(_) => true,
        Ok(layout) => layout.store.is_none_or(|store| match Report::of(&store, files::NOW) {
            Err(_) => true,
            Ok(report) => {
                let whole = report.data_hash.clone().is_some_and(|wanted| {
                    let mut hasher = DataHasher::new(wanted);
                    hasher.update(file);
                    hasher.matches()
                });
                let signed = report.signature_holds == Some(true);
                !whole || !signed || !report.findings.is_empty()
            }
        }),
    };
    assert!(!broken(&file));
    // Beside the signature there is room that nobody reads.
    let end = (0..file.len()).rev().find(|at| file[*at..].starts_with(&[0; 400])).unwrap() + 400;
    let start = end - file[..end].iter().rev().take_while(|byte| **byte == 0).count();
    let filling = start - b"\xA1cpad\x59\x02\x00".len()..end;
    // Every byte around the sound, and some of it.
    let sound = 60..2000;
    for at in (0..file.len()).filter(|at| !filling.contains(at) && (!sound.contains(at) || at % 97 == 0)) {
        let mut changed = file.clone();
        changed[at] ^= 0x10;
        assert!(
            broken(&changed),
            "byte {at} of {}: {:?}",
            file.len(),
            String::from_utf8_lossy(&file[at.saturating_sub(40)..at + 20])
        );
    }
}

#[test]
fn the_manifest_of_a_recording_is_kept_byte_for_byte() {
    let identity = Identity::new();
    let upstream = signed(&mp3(), &work(), &identity);
    let store = find_in(&upstream).unwrap().store.unwrap();
    let mut work = work();
    work.ingredients = vec![ingredient(Some(store.clone())), ingredient(Some(store.clone())), ingredient(None)];
    let file = files::signed_as(&wav(), &work, &identity, &names(2));
    let (whole, report) = read(&file);
    assert!(whole && report.findings.is_empty());
    assert_eq!(report.others, 1);
    // The manifest without the store around it: 8 bytes of length and type, and its own label.
    let kept = &store[8 + 30..];
    assert!(file.windows(kept.len()).any(|window| window == kept));
}

#[test]
fn what_cannot_be_signed_is_refused_in_words() {
    let identity = Identity::new();
    let once = signed(&wav(), &work(), &identity);
    let mut unsynchronised = mp3();
    unsynchronised[5] = 0x80;
    let mut damaged = work();
    damaged.ingredients = vec![ingredient(Some(vec![1; 100]))];
    for (file, work, words) in [
        (once, work(), "carries Content Credentials already"),
        (unsynchronised, work(), "ID3"),
        (b"OggS and more".to_vec(), work(), "WAV, MP3 and FLAC"),
        (wav()[..200].to_vec(), work(), "damaged"),
        (Vec::new(), work(), "WAV, MP3 and FLAC"),
        (wav(), damaged, "cannot be read"),
    ] {
        let error = files::try_signed(&file, &work, &identity, &names(1)).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// Needs `c2pa-python` and `encypher-c2pa`.
#[test]
fn two_other_verifiers_agree() {
    let identity = Identity::new();
    let upstream = find_in(&signed(&mp3(), &work(), &identity)).unwrap().store;
    let mut with_parts = work();
    with_parts.ingredients = vec![ingredient(upstream), ingredient(None)];
    let mut files: Vec<(&str, Vec<u8>, State)> = Vec::new();
    for (ending, file) in [("wav", wav()), ("mp3", mp3()), ("flac", flac())] {
        for (work, number) in [(work(), 1), (with_parts.clone(), 2)] {
            let signed = files::signed_as(&file, &work, &identity, &names(number));
            let mut flipped = signed.clone();
            // In the sound.
            let at = if ending == "wav" { 300 } else { flipped.len() - 20 };
            flipped[at] ^= 1;
            files.push((ending, flipped, State::Invalid));
            let mut altered = signed.clone();
            let at = altered.windows(12).position(|window| window == b"c2pa.created").unwrap();
            altered[at] ^= 1;
            files.push((ending, altered, State::Invalid));
            files.push((ending, signed, State::Valid));
        }
    }
    let Some(verdicts) = judged(&identity.root_pem(), &files) else { return };
    for ((ending, _, wanted), verdict) in files.iter().zip(verdicts) {
        assert!(verdict.agrees(*wanted), "{ending} {wanted:?}: {verdict:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0_usize..5) {
        let head: &[u8] = [&b""[..], b"RIFF", b"ID3\x04\0\0", b"fLaC", b"\0\0\0\x08ftyp"][head];
        let file = [head, &bytes].concat();
        if let Ok(layout) = find_in(&file) {
            let _ = Said::of(&layout);
        }
        let _ = Report::of(&bytes, files::NOW);
    }

    #[test]
    fn damage_is_found_or_harmless_and_never_a_panic(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for file in files::signed_once() {
            let mut file = file.clone();
            let at = at.index(file.len());
            file[at] = with;
            file.truncate(cut.index(file.len()).max(file.len() / 2));
            if let Ok(layout) = find_in(&file) {
                let _ = Said::of(&layout);
                if let Some(store) = &layout.store {
                    let _ = Report::of(store, files::NOW);
                }
            }
        }
    }

    /// A file is asked for piece by piece, and never beyond its end.
    #[test]
    fn a_finder_asks_for_what_there_is(bytes in prop::collection::vec(any::<u8>(), 12..400)) {
        let file = [b"RIFF", &(bytes.len() as u32 - 4).to_le_bytes()[..], b"WAVE", &bytes[12..]].concat();
        let mut finder = Finder::new(file.len() as u64);
        while let Some(wanted) = finder.wants() {
            prop_assert!(wanted.end <= file.len() as u64);
            if finder.take(&file[wanted.start as usize..wanted.end as usize]).is_err() {
                break;
            }
        }
    }
}
