//! The renderer's module, as the browser runs it, makes what the native program makes: run in Node where the environment
//! names the module in `COWRITE_BOUNCER`.

use std::env;
use std::path::Path;
use std::process::Command;

use studio::decode;
use studio::export::{ExportFormat, ExportJob, FileKind, export_to_vec};
use studio::pcm::Warp;

use super::{fs, job, others, scratch, stems, told};

/// What the module makes of a job; `None`, with a line that says so, where it is not known.
fn made_by_the_module(name: &str, job: &ExportJob) -> Option<Vec<u8>> {
    let Some(module) = env::var_os("COWRITE_BOUNCER") else {
        others::skip("COWRITE_BOUNCER is not set");
        return None;
    };
    let (order, file) = (scratch(&format!("{name}.job")), scratch(&format!("{name}.made")));
    fs::write(&order, postcard::to_allocvec(job).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/run.mjs");
    let memory = told(Command::new("node").arg(script).arg(module).arg(&order).arg(&file))?;
    println!("{name}: {} KiB of memory", String::from_utf8(memory).unwrap().trim().parse::<usize>().unwrap() >> 10);
    Some(fs::read(file).unwrap())
}

#[test]
fn the_module_makes_every_format_with_the_same_samples_where_nothing_is_lost() {
    for format in ExportFormat::ALL {
        let rate = format.kind().sample_rates()[0];
        let job = job(format, rate);
        let Some(made) = made_by_the_module(&format.code(), &job) else { return };
        let native = export_to_vec(&job).unwrap();
        if format.kind() == FileKind::Wav {
            assert!(made == native, "{}", format.code());
        } else if format.kind().is_lossless() {
            // How the encoder says the samples may differ, as it weighs its ways in floating point; the samples never do.
            let samples = |file: &[u8]| decode::decode(file.to_vec()).unwrap().audio;
            assert!(samples(&made) == samples(&native), "{}", format.code());
        } else {
            // What they compute with differs in the last bit, so that a bit may be spent elsewhere.
            assert!(made.len().abs_diff(native.len()) * 50 < native.len(), "{}", format.code());
        }
        assert_eq!(made[..4], native[..4]);
    }
}

#[test]
fn the_module_makes_stems_bit_for_bit() {
    let format = ExportFormat::usual(FileKind::Wav);
    let job = stems::job(format);
    let Some(made) = made_by_the_module("stems", &job) else { return };
    assert!(made == export_to_vec(&job).unwrap());
}

#[test]
fn the_decoder_s_module_stretches_and_shifts_bit_for_bit() {
    let Some(bouncer) = env::var_os("COWRITE_BOUNCER") else {
        return others::skip("COWRITE_BOUNCER is not set");
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let sound = tests.join("audio/tone.flac");
    let made = scratch("warped.made");
    for (stretch, cents) in [(1_000_000, 0), (1_370_000, 0), (800_000, -350)] {
        let mut node = Command::new("node");
        node.arg(tests.join("export/decode.mjs")).arg(Path::new(&bouncer).with_file_name("decoder.wasm")).arg(&sound);
        let Some(_) = told(node.args(["48000", &stretch.to_string(), &cents.to_string()]).arg(&made)) else { return };
        let recorded = decode::decode(fs::read(&sound).unwrap()).unwrap().audio;
        let native = decode::warp(recorded, Warp { stretch, cents }, 48_000);
        let bytes: Vec<u8> = native.channels.iter().flatten().flat_map(|sample| sample.to_le_bytes()).collect();
        assert!(fs::read(&made).unwrap() == bytes, "{stretch} {cents}");
    }
}
