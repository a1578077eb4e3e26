//! `cowrite inspect`: what is in a project file or a WAV file.

use std::path::Path;

use studio::bounce::loudness;
use studio::compile;
use studio::engine::EngineMessage;
use studio::export::wav_reader::{self, WavFile};
use studio::project::{AssetRef, Project, file};
use studio::provenance::{AspectShares, Contributor, Disclosure};
use studio::release;
use studio::text::Locale;

use crate::error::CliError;
use crate::files;
use crate::report::{Found, Report};

/// What is in a file.
pub fn inspect(path: &Path) -> Result<Report, CliError> {
    let bytes = files::read(path)?;
    let report = Report::default().with("file", path.display().to_string());
    if wav_reader::looks_like_wav(&bytes) {
        let wav = wav_reader::read(&bytes).map_err(|error| CliError::wav(path, error))?;
        return wav_report(report, &wav).map_err(|error| CliError::wav(path, error));
    }
    let project = file::decode(&bytes).map_err(|error| CliError::project(path, error))?;
    Ok(project_report(report, &project))
}

fn wav_report(report: Report, wav: &WavFile) -> Result<Report, loudness::LoudnessError> {
    let loudness = loudness::measure(&wav.audio)?;
    let kind = if wav.float { "float" } else { "integer" };
    let texts = |texts: &[(String, String)]| {
        texts.iter().fold(Report::default(), |report, (name, text)| report.with(name, text.as_str()))
    };
    Ok(report
        .with("kind", "audio")
        .with("format", format!("WAV, {} bit {kind}", wav.bits))
        .with("sample_rate", wav.audio.sample_rate as usize)
        .with("channels", wav.audio.channels.len())
        .with("frames", wav.audio.frames())
        .with("seconds", wav.audio.seconds())
        .with("complete", wav.complete)
        .with("loudness_lufs", loudness.integrated.map_or(Found::Nothing, Found::Measure))
        .with("true_peak_dbtp", loudness.true_peak)
        .with("sample_peak_dbfs", loudness.sample_peak)
        .with("info", texts(&wav.info))
        .with("id3", texts(&wav.id3)))
}

fn project_report(report: Report, project: &Project) -> Report {
    let messages = compile::all(project);
    let notes_of = |track: usize| {
        let lane = |message: &EngineMessage| match message {
            EngineMessage::Lane { slot, lane } if usize::from(*slot) == track => Some(lane.notes.len()),
            _ => None,
        };
        messages.iter().find_map(lane).unwrap_or(0)
    };
    let tracks: Found = (project.tracks.iter().enumerate())
        .map(|(index, track)| Report::default().with("name", track.name.as_str()).with("notes", notes_of(index)))
        .collect();
    let notes: usize = (0..project.tracks.len()).map(notes_of).sum();
    let end = project.end();
    let position = project.meter.position(end);
    let bars = position.bar as usize + usize::from(end > project.meter.bar_start(position.bar));
    report
        .with("kind", "project")
        .with("title", project.metadata.title.as_str())
        .with("artist", project.metadata.artist.as_str())
        .with("id", project.id.to_string())
        .with("tempo_bpm", project.tempo.bpm_at(studio::time::Tick::ZERO).get())
        .with("key", project.key.to_string())
        .with("bars", bars)
        .with("seconds", project.tempo.seconds_at(f64::from(end.0)))
        .with("sections", project.sections.iter().map(|section| section.name.as_str()).collect::<Found>())
        .with("tracks", tracks)
        .with("notes", notes)
        .with("assets", assets(project))
        .with("contributors", contributors(project))
        .with("disclosure", disclosure(&release::disclosure(project)))
        .with("ledger", ledger(project))
}

/// The recordings and pictures that the project lists, used or not.
fn assets(project: &Project) -> Found {
    let report = |asset: &AssetRef| {
        let seconds = asset.recording().map(|(frames, rate)| frames as f64 / f64::from(rate.max(1)));
        Report::default()
            .with("name", asset.name.as_str())
            .with("digest", asset.digest.to_string())
            .with("media_type", asset.media_type.as_str())
            .with("bytes", Found::Count(asset.bytes))
            .with("seconds", seconds.map_or(Found::Nothing, Found::Measure))
    };
    project.assets.iter().map(report).collect()
}

/// Everyone in the ledger, in the order they first came.
fn contributors(project: &Project) -> Found {
    let mut seen: Vec<(&Contributor, u64)> = Vec::new();
    for contribution in project.ledger.entries().iter().map(|entry| &entry.contribution) {
        let acts = u64::from(contribution.acts);
        match seen.iter_mut().find(|(known, _)| *known == &contribution.contributor) {
            Some((_, total)) => *total += acts,
            None => seen.push((&contribution.contributor, acts)),
        }
    }
    let report = |(contributor, acts): (&Contributor, u64)| {
        let kind = format!("{:?}", contributor.kind()).to_lowercase();
        Report::default().with("kind", kind).with("name", contributor.name()).with("acts", Found::Count(acts))
    };
    seen.into_iter().map(report).collect()
}

fn disclosure(disclosure: &Disclosure) -> Report {
    let shares = |aspect: &AspectShares| {
        let parts = aspect.shares.iter().map(|share| {
            let name =
                if share.name.is_empty() { format!("{:?}", share.kind).to_lowercase() } else { share.name.clone() };
            Report::default().with(name, share.share)
        });
        parts.collect::<Found>()
    };
    let aspects = (disclosure.aspects.iter()).fold(Report::default(), |report, aspect| {
        report.with(format!("{:?}", aspect.aspect).to_lowercase(), shares(aspect))
    });
    Report::default()
        .with("contains_ai", format!("{:?}", disclosure.contains_ai()))
        .with("source_type", disclosure.source_type().iri())
        .with("sentence", disclosure.sentence(Locale::English))
        .with("shares", aspects)
}

fn ledger(project: &Project) -> Report {
    let verdict = project.ledger.verify();
    let report = Report::default()
        .with("entries", project.ledger.entries().len())
        .with("head", project.ledger.head().to_string())
        .with("verified", verdict.is_ok());
    match verdict {
        Ok(()) => report,
        Err(error) => report.with("problem", error.to_string()),
    }
}
