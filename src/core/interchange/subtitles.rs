//! Words in time: LRC, as players of songs read it, SRT, as players of films do, and plain text.

use crate::interchange::{Sheet, SungLine};
use crate::time::Tick;

/// Shorter than this, in seconds, nobody can read a line.
const SHORTEST: f64 = 0.5;

/// LRC: what the song is, the disclosure, and each line with its time. Where the words of a line are known to lie on its notes,
/// each word has its own time as well, in the enhanced form.
pub fn lrc(sheet: &Sheet<'_>) -> String {
    let metadata = &sheet.project.metadata;
    let mut out = String::new();
    let end = sheet.seconds(sheet.project.end());
    let length = format!("{:02}:{:02}", (end / 60.0) as u64, (end % 60.0) as u64);
    let heads = [
        ("ti", sheet.title()),
        ("ar", metadata.artist.clone()),
        ("length", length),
        ("re", Sheet::software().to_owned()),
        // Players show or skip a comment; either way it is in the file.
        ("#", sheet.sentence()),
    ];
    for (name, value) in heads {
        let value = one_line(&value);
        if !value.is_empty() {
            out.push_str(&format!("[{name}:{}]\n", value.replace(['[', ']'], "")));
        }
    }
    out.push('\n');
    for (index, line) in sheet.lines.iter().enumerate() {
        out.push_str(&format!("[{}]{}\n", stamp(sheet.seconds(line.range.start)), timed_words(sheet, line)));
        // A line without words ends one that the next does not end.
        let next = sheet.lines.get(index + 1).map_or(Tick(u32::MAX), |next| next.range.start);
        if sheet.seconds(next.min(sheet.project.end())) > sheet.seconds(line.range.end) + 1.0 {
            out.push_str(&format!("[{}]\n", stamp(sheet.seconds(line.range.end))));
        }
    }
    out
}

/// A line with the time before each word, where it is known; the line alone where not.
fn timed_words(sheet: &Sheet<'_>, line: &SungLine) -> String {
    if !line.known {
        return one_line(&line.text);
    }
    let mut out = String::new();
    for piece in &line.sung {
        if piece.starts {
            out.push_str(&format!("<{}>", stamp(sheet.seconds(piece.at))));
        }
        out.push_str(&piece.text);
        if piece.space {
            out.push(' ');
        }
    }
    if let Some(last) = line.sung.last() {
        out.push_str(&format!("<{}>", stamp(sheet.seconds(last.end))));
    }
    out
}

/// Minutes, seconds and hundredths.
fn stamp(seconds: f64) -> String {
    let hundredths = (seconds.max(0.0) * 100.0).round() as u64;
    format!("{:02}:{:02}.{:02}", hundredths / 6_000, hundredths / 100 % 60, hundredths % 100)
}

/// SRT: the lines one after another, never two at once.
pub fn srt(sheet: &Sheet<'_>) -> String {
    let mut out = String::new();
    let starts: Vec<f64> = sheet.lines.iter().map(|line| sheet.seconds(line.range.start)).collect();
    for (index, line) in sheet.lines.iter().enumerate() {
        let start = starts[index];
        let next = starts.get(index + 1).copied().unwrap_or(f64::INFINITY);
        let end = sheet.seconds(line.range.end).max(start + SHORTEST).min(next.max(start + 0.001));
        out.push_str(&format!(
            "{}\n{} --> {}\n{}\n\n",
            index + 1,
            clock(start),
            clock(end),
            // An arrow in the words would be read as a time.
            one_line(&line.text).replace("-->", "→")
        ));
    }
    out
}

/// Hours, minutes, seconds and thousandths.
fn clock(seconds: f64) -> String {
    let thousandths = (seconds.max(0.0) * 1_000.0).round() as u64;
    let (minutes, rest) = (thousandths / 60_000, thousandths % 60_000);
    format!("{:02}:{:02}:{:02},{:03}", minutes / 60, minutes % 60, rest / 1_000, rest % 1_000)
}

/// The words alone, with an empty line and the name of the section wherever one begins.
pub fn plain_words(sheet: &Sheet<'_>) -> String {
    let mut out = String::new();
    let mut open = None;
    for line in &sheet.lines {
        let section = sheet.project.sections.iter().position(|section| section.range.contains(line.range.start));
        if section != open || out.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            if let Some(section) = section.and_then(|section| sheet.project.sections.get(section)) {
                out.push_str(&format!("[{}]\n", one_line(&section.name)));
            }
            open = section;
        }
        out.push_str(&one_line(&line.text));
        out.push('\n');
    }
    out
}

fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::fixtures::{line, song};
    use crate::provenance::Disclosure;
    use std::rc::Rc;

    #[test]
    fn every_line_has_its_time_and_every_word_that_is_known() {
        let project = song();
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = lrc(&sheet);
        assert!(text.contains("[ti:Last <Train> & \"Home\" 回家]\n[ar:Ada]\n[length:00:06]\n"), "{text}");
        assert!(text.contains("[00:00.00]<00:00.00>Last <00:00.63>city <00:01.88>train<00:02.46>\n"), "{text}");
        assert!(text.contains("[00:02.50]<00:02.50>回<00:03.13>家<00:03.75>回<00:04.38>家"), "{text}");
        let text = srt(&sheet);
        assert!(text.starts_with("1\n00:00:00,000 --> 00:00:02,500\nLast city train\n\n2\n"), "{text}");
        assert_eq!(plain_words(&sheet), "[Verse 1]\nLast city train\n回家回家\n");
    }

    #[test]
    fn lines_never_overlap_and_hostile_words_break_nothing() {
        let mut project = song();
        project.lyrics = Rc::new(vec![
            line(0, 8, "a\n\n2\n00:00:01,000 --> 00:00:02,000\nb", false),
            line(4, 4, "[00:01.00] c", false),
            line(9, 10, "placeholder", true),
        ]);
        let sheet = Sheet::new(&project, Disclosure { aspects: Vec::new() });
        let text = srt(&sheet);
        assert_eq!(text.matches("-->").count(), 2);
        assert!(text.contains("00:00:00,000 --> 00:00:02,500\n"), "{text}");
        assert!(!lrc(&sheet).contains("placeholder"));
    }
}
