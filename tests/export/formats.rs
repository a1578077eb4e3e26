//! Every format, decoded by a program that others wrote.

use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;

use studio::bounce::{Song, loudness};
use studio::export::{ExportFormat, ExportJob, ExportSpec, FileKind, wav_reader};
use studio::pcm::{Audio, Decibels};
use studio::time::Tick;
use studio::{compile, draft};

use super::{fs, job, made, scratch, told, tool};

/// Every sample rate that any format knows, in hertz.
const RATES: [u32; 3] = ExportSpec::SAMPLE_RATES;

fn written(format: ExportFormat, rate: u32) -> (PathBuf, Vec<u8>) {
    let bytes = made(&job(format, rate), None);
    let path = scratch(&format!("{}-{rate}{}", format.code(), format.kind().extension()));
    fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

/// A file as ffmpeg decodes it; `None` where there is no ffmpeg.
fn decoded(path: &PathBuf, sample_rate: u32) -> Option<Audio> {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-i"]).arg(path).args(["-f", "f32le", "-ac", "2", "-"]);
    let bytes = told(&mut command)?;
    let samples: Vec<f32> = bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap())).collect();
    let channel = |side: usize| samples.chunks_exact(2).map(|frame| frame[side]).collect();
    Some(Audio { sample_rate, channels: vec![channel(0), channel(1)] })
}

/// How loud ffmpeg's EBU R 128 filter finds a file: integrated, in LUFS, and the highest level between the samples, in dBTP.
fn metered(path: &PathBuf) -> Option<(f64, f64)> {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-i"]).arg(path);
    command.args(["-af", "ebur128=metadata=1:peak=true,ametadata=print:file=-", "-f", "null", "-"]);
    let said = String::from_utf8(told(&mut command)?).unwrap();
    let last = |key: &str| said.lines().filter_map(|line| line.strip_prefix(key)?.parse::<f64>().ok()).next_back();
    let peak = last("lavfi.r128.true_peak=").unwrap();
    Some((last("lavfi.r128.I=").unwrap(), 20.0 * peak.log10()))
}

/// The sound as it was before any encoder.
fn original(rate: u32) -> Audio {
    wav_reader::read(&made(&job(ExportFormat::Wav32Float, rate), None)).unwrap().audio
}

/// How far the sound lies above what was lost, in decibels.
fn above_the_error(original: &Audio, decoded: &Audio) -> f64 {
    let pairs = || original.channels.iter().flatten().zip(decoded.channels.iter().flatten());
    let power: f64 = pairs().map(|(one, _)| f64::from(*one).powi(2)).sum();
    let error: f64 = pairs().map(|(one, two)| (f64::from(*one) - f64::from(*two)).powi(2)).sum();
    10.0 * (power / error).log10()
}

#[test]
fn every_format_is_as_long_as_the_song_to_the_frame_and_sounds_like_it() {
    for rate in RATES {
        let original = original(rate);
        for format in ExportFormat::ALL.into_iter().filter(|format| format.kind().sample_rates().contains(&rate)) {
            let (path, _) = written(format, rate);
            let Some(decoded) = decoded(&path, rate) else { return };
            assert_eq!(decoded.frames(), original.frames(), "{} at {rate}", format.code());
            let found = above_the_error(&original, &decoded);
            println!("{} at {rate}: {found:.1} dB", format.code());
            assert!(found >= least(format), "{} at {rate}: {found:.1} dB", format.code());
        }
    }
}

/// What a format keeps of the sound at least, in decibels: measured, with some room.
fn least(format: ExportFormat) -> f64 {
    match (format.kind(), format.bits(), format) {
        (_, Some(16), _) => 60.0,
        (_, Some(_), _) => 110.0,
        (_, None, ExportFormat::Mp3(rate)) if rate.kilobits() >= 190 => 20.0,
        _ => 12.0,
    }
}

#[test]
fn flac_holds_the_very_samples_of_the_wav_file_and_its_own_tool_finds_nothing_wrong() {
    for (flac, wav) in [(ExportFormat::Flac16, ExportFormat::Wav16), (ExportFormat::Flac24, ExportFormat::Wav24)] {
        for rate in FileKind::Flac.sample_rates() {
            let (path, bytes) = written(flac, *rate);
            let Some(decoded) = decoded(&path, *rate) else { return };
            let (_, wav) = written(wav, *rate);
            let wav = wav_reader::read(&wav).unwrap().audio;
            assert!(decoded == wav, "{} at {rate}", flac.code());
            assert!(bytes.len() * 10 < wav.frames() * usize::from(flac.bits().unwrap()) / 4 * 9, "no smaller");
            tool("flac", &["--test", "--silent", "--warnings-as-errors"], &path);
        }
    }
}

#[test]
fn ffprobe_knows_codec_rate_and_length() {
    let rate = 48_000;
    let length = original(rate).seconds();
    for (kind, codec) in [(FileKind::Flac, "flac"), (FileKind::Mp3, "mp3"), (FileKind::Opus, "opus")] {
        for format in kind.formats() {
            let (path, bytes) = written(format, rate);
            let arguments = ["-v", "error", "-print_format", "json", "-show_format", "-show_streams"];
            let Some(text) = tool("ffprobe", &arguments, &path) else { return };
            let found: serde_json::Value = serde_json::from_str(&text).unwrap();
            let (stream, all) = (&found["streams"][0], &found["format"]);
            assert_eq!(stream["codec_name"], codec);
            assert_eq!((stream["sample_rate"].as_str(), stream["channels"].as_u64()), (Some("48000"), Some(2)));
            let seconds: f64 = all["duration"].as_str().unwrap().parse().unwrap();
            // MP3 is told in whole frames, and Opus with what comes before its sound.
            assert!((seconds - length).abs() < 0.04, "{}: {seconds}", format.code());
            if let ExportFormat::Mp3(rate) = format {
                let kilobits = bytes.len() as f64 * 8.0 / seconds / 1_000.0;
                let tag_and_silence = 0.5..1.3;
                let part = kilobits / f64::from(rate.kilobits());
                assert!(tag_and_silence.contains(&part), "{}: {kilobits:.0} kbit/s", format.code());
            }
        }
    }
}

#[test]
fn lossy_files_are_as_loud_as_the_song() {
    let wanted = loudness::measure(&original(48_000)).unwrap().integrated.unwrap();
    for format in ExportFormat::ALL.into_iter().filter(|format| !format.kind().is_lossless()) {
        let (path, _) = written(format, 48_000);
        let Some(decoded) = decoded(&path, 48_000) else { return };
        let found = loudness::measure(&decoded).unwrap().integrated.unwrap();
        assert!((found - wanted).abs() < 0.3, "{}: {found:.2} LUFS, not {wanted:.2}", format.code());
    }
}

#[test]
fn another_meter_finds_a_composed_song_as_loud_as_ours() {
    let project = draft::song("a driving techno track", 3, 1).unwrap();
    for (gain, rate) in [(0.0, 44_100), (9.0, 48_000)] {
        let mut project = project.clone();
        Rc::make_mut(&mut project.master).gain = Decibels(gain);
        let song = Song { messages: compile::all(&project), end: Tick::quarters(32) };
        let bytes = made(&ExportJob { song, ..job(ExportFormat::Wav32Float, rate) }, None);
        let ours = loudness::measure(&wav_reader::read(&bytes).unwrap().audio).unwrap();
        let path = scratch(&format!("metered-{rate}.wav"));
        fs::write(&path, &bytes).unwrap();
        let Some((integrated, true_peak)) = metered(&path) else { return };
        let found = (ours.integrated.unwrap(), ours.true_peak);
        println!("+{gain} dB at {rate}: ours {found:?}, ffmpeg's {integrated} LUFS, {true_peak} dBTP");
        assert!((found.0 - integrated).abs() < 0.2, "{found:?} against {integrated} LUFS");
        assert!((found.1 - true_peak).abs() < 0.3, "{found:?} against {true_peak} dBTP");
        assert!(true_peak < -0.9, "the limiter let {true_peak} dBTP through");
    }
}
