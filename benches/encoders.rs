//! How fast files are encoded, in multiples of real time, without the render before it: `cargo bench --bench encoders`.
//!
//! Where the environment names a folder with `@breezystack/lamejs` and `libflacjs` in it, as npm installs them, in
//! `COWRITE_NPM`, and the renderer's module in `COWRITE_BOUNCER`, Node runs these beside it; see `benches/encoders.mjs`.

#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use studio::bounce::{Song, render_all};
use studio::draft;
use studio::engine::{EngineMessage, Lane, LaneNote};
use studio::export::encoder::encoder;
use studio::export::{ExportFormat, ExportJob, ExportSpec, Mp3Rate, OpusRate, export_to_vec};
use studio::music::{Pitch, Velocity};
use studio::release;
use studio::time::{Bpm, TempoMap, Tick};

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
const ROUNDS: u32 = 3;
const RATE: u32 = 48_000;
const FORMATS: [ExportFormat; 9] = [
    ExportFormat::Wav16,
    ExportFormat::Wav24,
    ExportFormat::Flac16,
    ExportFormat::Flac24,
    ExportFormat::Mp3(Mp3Rate::Constant128),
    ExportFormat::Mp3(Mp3Rate::Constant192),
    ExportFormat::Mp3(Mp3Rate::Constant320),
    ExportFormat::Mp3(Mp3Rate::Variable190),
    ExportFormat::Opus(OpusRate::Average128),
];

/// Seconds this thread has kept a processor busy.
fn processor_seconds() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}

/// The best of several rounds, in seconds of the processor; on the wall where those cannot be read.
fn best(mut work: impl FnMut() -> Result<usize, Box<dyn Error>>) -> Result<(f64, usize), Box<dyn Error>> {
    let (mut best, mut bytes) = (f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        let (processor, wall) = (processor_seconds(), Instant::now());
        bytes = work()?;
        let spent = match (processor, processor_seconds()) {
            (Some(before), Some(after)) => after - before,
            _ => wall.elapsed().as_secs_f64(),
        };
        best = best.min(spent);
    }
    Ok((best, bytes))
}

/// A song as long as another that costs the engine next to nothing: what a WAV file of it takes is its encoder's doing.
fn quiet(end: Tick) -> Song {
    let note = LaneNote {
        start: Tick::ZERO,
        pitch: Pitch::clamped(60),
        end: Tick::quarters(1),
        velocity: Velocity::clamped(1),
    };
    let messages = vec![
        EngineMessage::Tempo(TempoMap::constant(Bpm::clamped(96.0))),
        EngineMessage::Lane { slot: 0, lane: Lane { notes: vec![note] } },
    ];
    Song { messages, end }
}

fn main() -> Result<(), Box<dyn Error>> {
    let project = draft::song(PROMPT, 1, 0)?;
    let job = release::export_job(&project, ExportSpec::song(ExportFormat::Wav16, RATE));
    let audio = render_all(&job.song, RATE);
    let seconds = audio.seconds();
    let [left, right] = &audio.channels[..] else { return Err("not stereo".into()) };
    for format in FORMATS {
        let spec = ExportSpec::song(format, RATE);
        let (spent, size) = best(|| {
            let mut encoder = encoder(spec, &job.tags, None)?;
            let (mut bytes, mut size) = (Vec::new(), 0);
            for (left, right) in left.chunks(4_096).zip(right.chunks(4_096)) {
                encoder.encode(left, right, &mut bytes)?;
                size += bytes.len();
                bytes.clear();
            }
            encoder.finish(&mut bytes)?;
            Ok(size + bytes.len() + encoder.header().len())
        })?;
        let speed = seconds / spent;
        println!("native {:<9} {speed:>6.1} x real time, {:>7} KiB", format.code(), size / 1_024);
    }
    beside_others(&job, seconds)
}

/// The same in JavaScript and WebAssembly, where the programs are there.
fn beside_others(job: &ExportJob, seconds: f64) -> Result<(), Box<dyn Error>> {
    let (Some(modules), Some(bouncer)) = (env::var_os("COWRITE_NPM"), env::var_os("COWRITE_BOUNCER")) else {
        println!("others are measured where COWRITE_NPM and COWRITE_BOUNCER are set");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("encoders");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("song.wav"), export_to_vec(job)?)?;
    let quiet = ExportJob { song: quiet(job.song.end), ..job.clone() };
    fs::write(folder.join("quiet.job"), postcard::to_allocvec(&quiet)?)?;
    for format in FORMATS {
        let job = ExportJob { spec: ExportSpec::song(format, RATE), ..job.clone() };
        fs::write(folder.join(format!("{}.job", format.code())), postcard::to_allocvec(&job)?)?;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/encoders.mjs");
    let status =
        Command::new("node").arg(script).arg(&folder).arg(modules).arg(bouncer).arg(seconds.to_string()).status()?;
    if status.success() { Ok(()) } else { Err("node failed".into()) }
}
