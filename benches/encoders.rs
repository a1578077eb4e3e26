//! How fast files are encoded, in multiples of real time, without the render before it: `cargo bench --bench encoders`.
//!
//! Where the environment names the renderer's module in `COWRITE_BOUNCER`, and in `COWRITE_NPM` a folder with
//! `@breezystack/lamejs`, `libflacjs` and `@ffmpeg/core` in it, as npm installs them, headless Chromium runs ours beside
//! these and beside its own encoders; see `benches/encoders/page.js`. What counts is the time of the processor, of the
//! browser with all its processes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that fails may stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "page/asked.rs"]
mod asked;
#[path = "../tests/end_to_end/browser.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "page/processor.rs"]
mod processor;
#[path = "../tests/end_to_end/server.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod server;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use asked::{asked, furnish, opened};
use server::Server;
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

/// What each program of others needs of its folder.
const PROGRAMS: [(&str, &[&str]); 3] = [
    ("lamejs", &["@breezystack/lamejs/dist/lamejs.js"]),
    ("libflacjs", &["libflacjs/dist/libflac.wasm.js", "libflacjs/dist/libflac.wasm.wasm"]),
    ("ffmpeg", &["@ffmpeg/core/dist/umd/ffmpeg-core.js", "@ffmpeg/core/dist/umd/ffmpeg-core.wasm"]),
];
/// A song that costs the engine next to nothing.
const QUIET: &str = "quiet";

/// The best of several rounds, in seconds of the processor.
fn best(mut work: impl FnMut() -> Result<usize, Box<dyn Error>>) -> Result<(f64, usize), Box<dyn Error>> {
    let (mut best, mut bytes) = (f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        let before = processor::of_this_thread();
        bytes = work()?;
        best = best.min(processor::of_this_thread() - before);
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
    // Without optimisation it would say nothing.
    if !cfg!(debug_assertions) {
        natively(&job, left, right, seconds)?;
    }
    in_the_browser(&job, seconds)
}

/// Each encoder in this process.
fn natively(job: &ExportJob, left: &[f32], right: &[f32], seconds: f64) -> Result<(), Box<dyn Error>> {
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
    Ok(())
}

/// A program of the page, what it is asked for, the least of the processor's seconds that it took, and its bytes.
struct Entry {
    who: &'static str,
    what: String,
    call: String,
    spent: f64,
    bytes: Option<u64>,
}

fn entry(who: &'static str, what: String, call: &str) -> Entry {
    Entry { who, what, call: format!("'encode', {call}"), spent: f64::INFINITY, bytes: None }
}

/// What is measured in the browser beside our own: the program, what it makes, and what it is told. The core of ffmpeg.wasm
/// has Opus as well, and stops in it with an access out of bounds.
const OTHERS: [(&str, &str, &str); 9] = [
    ("lamejs", "mp3-128", "128"),
    ("lamejs", "mp3-192", "192"),
    ("lamejs", "mp3-320", "320"),
    ("libflacjs", "flac16, level 5", "5"),
    ("webcodecs", "opus-128", "'opus'"),
    ("webcodecs", "aac-128", "'mp4a.40.2'"),
    ("ffmpeg", "flac16, level 5", "'out.flac', '-c:a', 'flac', '-compression_level', '5'"),
    ("ffmpeg", "mp3-192", "'out.mp3', '-c:a', 'libmp3lame', '-b:a', '192k'"),
    ("ffmpeg", "mp3-v2", "'v2.mp3', '-c:a', 'libmp3lame', '-q:a', '2'"),
];

/// Everything that is measured in the browser, a program's entries side by side.
fn entries() -> Vec<Entry> {
    let names = FORMATS.iter().map(|format| format.code());
    let ours = std::iter::once(QUIET.to_owned()).chain(names).map(|name| {
        let call = format!("'{name}'");
        entry("ours", name, &call)
    });
    ours.chain(OTHERS.into_iter().map(|(who, what, call)| entry(who, what.to_owned(), call))).collect()
}

/// The same in a page, where the programs are there.
fn in_the_browser(job: &ExportJob, seconds: f64) -> Result<(), Box<dyn Error>> {
    let (Some(modules), Some(bouncer)) = (env::var_os("COWRITE_NPM"), env::var_os("COWRITE_BOUNCER")) else {
        println!("others are measured where COWRITE_NPM and COWRITE_BOUNCER are set");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("encoders");
    furnish(&folder, "encoders/page.js");
    fs::copy(bouncer, folder.join("bouncer.wasm"))?;
    let mut entries = entries();
    for (who, files) in PROGRAMS {
        let copied = |file: &&str| fs::copy(Path::new(&modules).join(file), folder.join(name_of(file))).is_ok();
        if !files.iter().all(copied) {
            println!("{who} is not there");
            entries.retain(|entry| entry.who != who);
        }
    }
    write_jobs(job, &folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measured(&Server::start(&folder), &mut entries));
    tell(&entries, seconds);
    Ok(())
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The song in every format for our own renderer, and one that costs it nothing; and the song itself.
fn write_jobs(job: &ExportJob, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::write(folder.join("song.wav"), export_to_vec(job)?)?;
    let quiet = ExportJob { song: quiet(job.song.end), ..job.clone() };
    fs::write(folder.join("quiet.job"), postcard::to_allocvec(&quiet)?)?;
    for format in FORMATS {
        let job = ExportJob { spec: ExportSpec::song(format, RATE), ..job.clone() };
        fs::write(folder.join(format!("{}.job", format.code())), postcard::to_allocvec(&job)?)?;
    }
    Ok(())
}

/// Each program in a browser of its own, in turns.
async fn measured(server: &Server, entries: &mut [Entry]) {
    for round in 0..ROUNDS {
        let mut programs: Vec<&mut [Entry]> = entries.chunk_by_mut(|one, next| one.who == next.who).collect();
        if round % 2 == 1 {
            programs.reverse();
        }
        for program in programs {
            let browser = opened(server, "").await;
            asked(&browser, &format!("'prepare', '{}'", program[0].who)).await;
            for entry in program {
                let before = processor::of_descendants();
                entry.bytes = asked(&browser, &entry.call).await.as_u64();
                entry.spent = entry.spent.min(processor::of_descendants() - before);
            }
        }
    }
}

fn tell(entries: &[Entry], seconds: f64) {
    let spent = |what: &str| entries.iter().find(|entry| entry.what == what).map_or(0.0, |entry| entry.spent);
    // What a WAV file takes beyond that of a song that costs nothing is the render, which every file of ours begins with.
    let render = spent(&ExportFormat::Wav16.code()) - spent(QUIET);
    println!("ours      {:<16} {:>6.1} x real time", "the render alone", seconds / render);
    for entry in entries.iter().filter(|entry| entry.what != QUIET) {
        let spent = if entry.who == "ours" { entry.spent - render } else { entry.spent };
        match entry.bytes {
            Some(bytes) => {
                let speed = seconds / spent;
                println!("{:<9} {:<16} {speed:>6.1} x real time, {:>7} KiB", entry.who, entry.what, bytes / 1_024);
            }
            None => println!("{:<9} {:<16} is not in this browser", entry.who, entry.what),
        }
    }
}
