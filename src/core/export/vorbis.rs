//! Vorbis comments and pictures, as FLAC and Opus carry them (RFC 9639, 8.6 and 8.8; RFC 7845, 5.2).

use crate::export::tags::AIGC;
use crate::export::{TrackTags, plain_text};
use crate::picture;
use crate::text::Locale;

/// The front cover, among the kinds of pictures.
const FRONT_COVER: u32 = 3;

/// The whole comment: who wrote it, and names with their values. `more` comes last.
pub fn comment(tags: &TrackTags, more: &[(&str, String)]) -> Vec<u8> {
    let said = comments(tags);
    let said: Vec<_> = said.iter().map(|(name, value)| (*name, value)).collect();
    let more = more.iter().map(|(name, value)| (*name, value));
    let lines: Vec<String> = said
        .into_iter()
        .chain(more)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mut bytes = counted(plain_text::line(&tags.software).as_bytes());
    bytes.extend((lines.len() as u32).to_le_bytes());
    lines.iter().for_each(|line| bytes.extend(counted(line.as_bytes())));
    bytes
}

fn comments(tags: &TrackTags) -> Vec<(&'static str, String)> {
    let release = &tags.release;
    let line = plain_text::line;
    let mut said = vec![
        ("TITLE", tags.shown_title()),
        ("ARTIST", line(&tags.artist)),
        ("ALBUM", line(&release.album)),
        ("GENRE", line(&release.genre)),
        ("DATE", line(&release.date)),
        ("LANGUAGE", line(&release.language)),
        ("ISRC", line(&release.isrc)),
        ("ISWC", line(&release.iswc)),
        ("BARCODE", line(&release.upc)),
        ("LABEL", line(&release.label)),
        ("COPYRIGHT", tags.rights()),
        ("BPM", tags.whole_bpm()),
        ("INITIALKEY", tags.short_key()),
        ("ENCODER", line(&tags.software)),
        ("LYRICS", plain_text::lines(&tags.lyrics)),
        ("COMMENT", tags.sentence(Locale::English)),
        ("COMMENT", tags.sentence(Locale::SimplifiedChinese)),
        // Where both are there, ffmpeg takes this one for the comment.
        ("DESCRIPTION", tags.sentence(Locale::English)),
    ];
    if let Some(explicit) = release.explicit {
        said.push(("ITUNESADVISORY", if explicit { "1" } else { "2" }.to_owned()));
    }
    let credits = release.credits.iter().filter_map(|credit| {
        let name = line(&credit.name);
        let (field, told) = field_of(&credit.role);
        (!name.is_empty()).then(|| (field, if told { name } else { format!("{name} ({})", line(&credit.role)) }))
    });
    said.extend(credits);
    // Names are compared without regard to capitals; they are written in them.
    let [verdict, contributions, (_, source), ledger] = tags.disclosed();
    said.extend([verdict, contributions, ("DIGITALSOURCETYPE", source), ledger]);
    said.extend(tags.aigc().map(|label| (AIGC, label)));
    said
}

/// The field of a role, and whether it tells the role; the others have it behind the name.
fn field_of(role: &str) -> (&'static str, bool) {
    match role {
        "Composer" => ("COMPOSER", true),
        "Lyricist" => ("LYRICIST", true),
        "Arranger" => ("ARRANGER", true),
        "StudioProducer" | "Producer" => ("PRODUCER", true),
        "Remixer" => ("REMIXER", true),
        "MixingEngineer" => ("MIXER", true),
        "RecordingEngineer" | "MasteringEngineer" => ("ENGINEER", false),
        "MainArtist" | "FeaturedArtist" | "LeadVocalist" | "BackgroundVocalist" | "Musician" => ("PERFORMER", false),
        _ => ("CONTRIBUTOR", false),
    }
}

/// A picture as FLAC describes it; `None` for what is no picture. What its header does not tell is 0, as the format asks.
pub fn picture(bytes: &[u8]) -> Option<Vec<u8>> {
    let kind = picture::picture_type(bytes)?;
    let sides = picture::look(bytes).map_or([0; 2], |facts| [facts.width, facts.height]);
    let mut block = FRONT_COVER.to_be_bytes().to_vec();
    block.extend((kind.len() as u32).to_be_bytes());
    block.extend(kind.as_bytes());
    // No description; then width, height, depth, colours and length.
    let numbers = [0, sides[0], sides[1], 0, 0, bytes.len() as u32];
    block.extend(numbers.map(u32::to_be_bytes).concat());
    block.extend(bytes);
    Some(block)
}

/// Bytes behind their number.
fn counted(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_le_bytes(), bytes].concat()
}
