//! How fast a composed song is rendered, in multiples of real time: `cargo bench --bench bounce`.
//!
//! What counts is the time of the processor, read from Linux; elsewhere it is the time on the wall, which says so. Where
//! `COWRITE_BOUNCER` names the renderer's module, Node measures it too; see `benches/bounce.mjs`.

#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use studio::bounce::Bounce;
use studio::draft;
use studio::engine::patch::{CONTROL_PERIOD, build};
use studio::engine::{Recordings, ZoneSpec};
use studio::export::{ExportFormat, ExportJob, ExportSpec, Exporter, FileKind};
use studio::music::{Pitch, Velocity};
use studio::release;
use studio::sound::{Patch, PatchKind, Zone};

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
const ROUNDS: u32 = 5;
/// Of the instruments that are measured alone.
const RATE: f32 = 48_000.0;

/// Seconds this thread has kept a processor busy.
fn processor_seconds() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}

/// Runs `work` several times and prints the best multiple of real time; `work` returns how many seconds it made.
fn measure(name: &str, mut work: impl FnMut() -> Result<f64, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let mut best = f64::INFINITY;
    let mut made = 0.0;
    for _ in 0..ROUNDS {
        let (processor, wall) = (processor_seconds(), Instant::now());
        made = work()?;
        let spent = match (processor, processor_seconds()) {
            (Some(before), Some(after)) => after - before,
            _ => wall.elapsed().as_secs_f64(),
        };
        best = best.min(spent);
    }
    let clock = if processor_seconds().is_some() { "processor" } else { "wall" };
    println!("{name:<34} {made:>6.1} s of song in {best:>6.3} s ({clock}): {:>6.1} x real time", made / best);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let project = draft::song(PROMPT, 1, 0)?;
    for sample_rate in ExportSpec::SAMPLE_RATES {
        let job = release::export_job(&project, ExportSpec::song(ExportFormat::Wav24, sample_rate));
        measure(&format!("bounce at {sample_rate} Hz"), || {
            let mut bounce = Bounce::new(&job.song, sample_rate);
            let (mut left, mut right) = (vec![0.0; 4_096], vec![0.0; 4_096]);
            let mut frames = 0;
            loop {
                match bounce.render(&mut left, &mut right) {
                    0 => return Ok(frames as f64 / f64::from(sample_rate)),
                    count => frames += count,
                }
            }
        })?;
    }
    sampler_beside_synthesiser()?;
    for format in FileKind::ALL.map(ExportFormat::usual) {
        let job = release::export_job(&project, ExportSpec::song(format, 48_000));
        measure(&format!("export {format:?} at 48000 Hz"), || {
            let mut exporter = Exporter::new(&job)?;
            while !exporter.step(24_000)?.done {
                drop(exporter.take_bytes(0));
            }
            Ok(exporter.frames() as f64 / 48_000.0)
        })?;
    }
    let job = release::export_job(&project, ExportSpec::song(ExportFormat::Wav32Float, 48_000));
    in_webassembly(&job)
}

/// Sixty-four voices of the sampler over two octaves of keys, beside as many of the synthesiser, in one run.
fn sampler_beside_synthesiser() -> Result<(), Box<dyn Error>> {
    const SECONDS: usize = 10;
    let frames = RATE as usize * (SECONDS + 1);
    let mut recordings = Recordings::default();
    let room = recordings.reserve(1, 1, frames).ok_or("no room for a recording")?;
    room.iter_mut().enumerate().for_each(|(frame, out)| *out = libm::sinf(frame as f32 * 0.05));
    // It loops, so that every key goes on.
    let zone = Zone { looped: Some([4_800, 48_000]), ..Zone::whole(frames as u64) };
    for (name, kind, banks) in [
        ("64 voices of the sampler", PatchKind::Sampler, 2),
        ("64 voices of the synthesiser", PatchKind::Subtractive, 4),
    ] {
        let params = Patch::new(kind).params;
        measure(name, || {
            let mut banks: Vec<_> = (0..banks).map(|_| build(kind, RATE, params.values())).collect();
            for (place, bank) in banks.iter_mut().enumerate() {
                bank.lay(vec![ZoneSpec { recording: 1, rate: RATE as u32, zone: zone.clone() }]);
                let keys = 64 / if kind == PatchKind::Sampler { 2 } else { 4 };
                for key in (0..keys).map(|key| 48 + key * 24 / keys + place as i32 % 2) {
                    bank.note_on(Pitch::clamped(key), Velocity::clamped(100));
                }
            }
            let (mut left, mut right) = ([0.0; CONTROL_PERIOD], [0.0; CONTROL_PERIOD]);
            for _ in 0..RATE as usize * SECONDS / CONTROL_PERIOD {
                banks.iter_mut().for_each(|bank| bank.render_from(&recordings, &mut left, &mut right));
            }
            let sounding: usize = banks.iter().map(|bank| bank.voices()).sum();
            if sounding == 64 { Ok(SECONDS as f64) } else { Err(format!("{sounding} voices sound").into()) }
        })?;
    }
    Ok(())
}

/// The same by the module that a browser runs, where it is there.
fn in_webassembly(job: &ExportJob) -> Result<(), Box<dyn Error>> {
    let Some(module) = env::var_os("COWRITE_BOUNCER") else {
        println!("the renderer's module is measured where COWRITE_BOUNCER names it");
        return Ok(());
    };
    let mut exporter = Exporter::new(job)?;
    while !exporter.step(24_000)?.done {
        drop(exporter.take_bytes(0));
    }
    let seconds = exporter.frames() as f64 / 48_000.0;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bounce.job");
    fs::write(&file, postcard::to_allocvec(job)?)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/bounce.mjs");
    let status = Command::new("node").arg(script).arg(module).arg(file).arg(seconds.to_string()).status()?;
    if status.success() { Ok(()) } else { Err("node failed".into()) }
}
