//! What a long song takes: 30 minutes with 24 stems, natively and in the renderer's module: `cargo bench --bench memory`.
//!
//! Where `COWRITE_BOUNCER` names that module, Node runs it beside. The bench fails where either takes 512 MiB or more; the
//! native figure is the most that the system ever had resident for this process. `COWRITE_MINUTES` makes a shorter song.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use studio::draft;
use studio::export::{ExportFormat, ExportJob, ExportScope, ExportSpec, Exporter};
use studio::project::Project;
use studio::release;
use studio::time::Tick;

const PROMPT: &str = "a wistful city-pop song about the last train home, 96 bpm";
const TRACKS: usize = 24;
const MINUTES: f64 = 30.0;
const RATE: u32 = 44_100;
/// Bytes.
const MOST: u64 = 512 << 20;

/// A song that is played again until it is long enough, its tracks copied until there are enough.
fn long_song(minutes: f64) -> Result<Project, Box<dyn Error>> {
    let mut project = draft::song(PROMPT, 1, 0)?;
    let length = project.end();
    let times = (minutes * 60.0 / project.tempo.seconds_at(f64::from(length.0))).ceil() as u32;
    let own = project.tracks.clone();
    let mut tracks = Vec::new();
    for track in own.iter().cycle().take(TRACKS) {
        let mut track = track.as_ref().clone();
        track.id = project.ids.track();
        let clips = std::mem::take(&mut track.clips);
        for time in 0..times {
            for clip in &clips {
                let at = Tick(clip.at.0 + length.0 * time);
                track.clips.push(studio::project::Clip { id: project.ids.clip(), at, ..*clip });
            }
        }
        // Many voices at once are no louder than one: nothing but room is measured.
        track.strip.gain.0 -= 24.0;
        tracks.push(Rc::new(track));
    }
    project.tracks = tracks;
    Ok(project)
}

/// The most memory this process ever had resident, in bytes.
fn most_resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

/// Makes the archive a second at a time and lets go of what was made, as whoever writes it to a disk does.
fn made(job: &ExportJob) -> Result<u64, Box<dyn Error>> {
    let mut exporter = Exporter::new(job)?;
    let mut bytes = 0;
    loop {
        let done = exporter.step(RATE as usize)?.done;
        bytes += (0..exporter.files()).map(|file| exporter.take_bytes(file).len() as u64).sum::<u64>();
        if done {
            return Ok(bytes);
        }
    }
}

fn told(what: &str, most: u64) -> Result<(), Box<dyn Error>> {
    println!("{what}: {} MiB of memory at most", most >> 20);
    if most < MOST { Ok(()) } else { Err(format!("{what} takes {most} bytes").into()) }
}

fn main() -> Result<(), Box<dyn Error>> {
    let minutes = env::var("COWRITE_MINUTES").ok().map_or(Ok(MINUTES), |minutes| minutes.parse())?;
    let project = long_song(minutes)?;
    for format in [ExportFormat::Wav24, ExportFormat::Flac24] {
        let spec = ExportSpec { scope: ExportScope::Stems, ..ExportSpec::song(format, RATE) };
        let job = release::export_job(&project, spec);
        let name = format!("{} stems of {minutes} minutes, {}", job.stems.len(), format.code());
        let bytes = made(&job)?;
        println!("{name}: {} MiB in the archive", bytes >> 20);
        match most_resident() {
            Some(most) => told(&format!("{name}, native"), most)?,
            None => println!("what this process takes cannot be read here"),
        }
        in_the_module(&job, &name)?;
    }
    Ok(())
}

/// The same in the renderer's module.
fn in_the_module(job: &ExportJob, name: &str) -> Result<(), Box<dyn Error>> {
    let Some(module) = env::var_os("COWRITE_BOUNCER") else {
        println!("the module is measured where COWRITE_BOUNCER is set");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("memory");
    fs::create_dir_all(&folder)?;
    let order = folder.join("stems.job");
    fs::write(&order, postcard::to_allocvec(job)?)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/run.mjs");
    let output = Command::new("node").arg(script).arg(module).arg(&order).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    told(&format!("{name}, WebAssembly"), String::from_utf8(output.stdout)?.trim().parse()?)
}
