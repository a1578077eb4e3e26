//! Words as people and models write them, with tags such as `[Verse 1]`, laid over the sections of a score.

use crate::score::{Score, ScoreLyric, SectionKind};
use crate::time::{Tick, TickRange};

/// The most characters of a tag.
const MAX_TAG: usize = 60;

/// A verse of words under its tag; the tag is empty before the first.
#[derive(Debug, PartialEq, Eq)]
struct Stanza<'a> {
    tag: &'a str,
    lines: Vec<&'a str>,
}

/// Lays words over a score's sections, in place of those that were there. A stanza goes to the next section of its
/// tag's kind, else to the next section that sings; its lines share the section evenly. Words that find no section are
/// left out; how many lines is returned.
pub fn lay_words(score: &mut Score, text: &str) -> usize {
    let ranges = score.section_ranges();
    let mut laid = Vec::new();
    let mut left_out = 0;
    let mut next = 0;
    for stanza in stanzas(text) {
        match section_for(score, stanza.tag, next) {
            Some(section) => {
                next = section + 1;
                if let Some(range) = ranges.get(section) {
                    laid.extend(spread(&stanza.lines, *range));
                }
            }
            None => left_out += stanza.lines.len(),
        }
    }
    score.lyrics = laid;
    left_out
}

fn stanzas(text: &str) -> Vec<Stanza<'_>> {
    let mut found: Vec<Stanza> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let tag = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match (tag.filter(|tag| tag.chars().count() <= MAX_TAG), found.last_mut()) {
            (Some(tag), _) => found.push(Stanza { tag, lines: Vec::new() }),
            (None, Some(stanza)) => stanza.lines.push(line),
            (None, None) => found.push(Stanza { tag: "", lines: vec![line] }),
        }
    }
    found.retain(|stanza| !stanza.lines.is_empty());
    found
}

fn section_for(score: &Score, tag: &str, from: usize) -> Option<usize> {
    let sections = || score.sections.iter().enumerate().skip(from);
    let wanted = section_kind(tag);
    let of_kind = sections().find(|(_, section)| Some(section.kind) == wanted);
    let sings = |kind: SectionKind| !matches!(kind, SectionKind::Intro | SectionKind::Solo | SectionKind::Outro);
    of_kind.or_else(|| sections().find(|(_, section)| sings(section.kind))).map(|(index, _)| index)
}

/// The kind of section a tag means, in English or Chinese.
pub fn section_kind(tag: &str) -> Option<SectionKind> {
    let tag = tag.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| tag.contains(word));
    match () {
        () if has(&["pre-chorus", "pre chorus", "prechorus", "导歌", "预副歌"]) => Some(SectionKind::PreChorus),
        () if has(&["chorus", "hook", "refrain", "副歌"]) => Some(SectionKind::Chorus),
        () if has(&["verse", "主歌"]) => Some(SectionKind::Verse),
        () if has(&["bridge", "桥"]) => Some(SectionKind::Bridge),
        () if has(&["intro", "前奏"]) => Some(SectionKind::Intro),
        () if has(&["outro", "尾"]) => Some(SectionKind::Outro),
        () if has(&["solo", "间奏"]) => Some(SectionKind::Solo),
        () => None,
    }
}

/// The lines of words that are sung, without tags.
pub fn sung_lines(text: &str) -> Vec<&str> {
    stanzas(text).into_iter().flat_map(|stanza| stanza.lines).collect()
}

/// Lines that share a span evenly.
pub fn spread(lines: &[&str], range: TickRange) -> Vec<ScoreLyric> {
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX).max(1);
    let at = |index: usize| {
        let share = u64::from(range.length().0) * index as u64 / u64::from(count);
        range.start + Tick(u32::try_from(share).unwrap_or(u32::MAX))
    };
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let range = TickRange::new(at(index), at(index + 1));
        ScoreLyric { range, text: (*line).to_owned(), placeholder: false }
    });
    lines.filter(|line| !line.range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;

    fn song() -> Score {
        compose("a folk song about rivers", 4).unwrap()
    }

    #[test]
    fn stanzas_find_the_sections_of_their_kind_in_order() {
        let mut score = song();
        let words = "[Verse 1]\nOne\nTwo\n\n[Chorus]\nThree\n[Verse 2]\nFour\n[副歌]\nFive";
        assert_eq!(lay_words(&mut score, words), 0);
        let ranges = score.section_ranges();
        let kinds: Vec<(SectionKind, &str)> = score
            .lyrics
            .iter()
            .map(|line| {
                let section = ranges.iter().position(|range| range.contains(line.range.start)).unwrap();
                (score.sections[section].kind, line.text.as_str())
            })
            .collect();
        let (verse, chorus) = (SectionKind::Verse, SectionKind::Chorus);
        assert_eq!(kinds, [(verse, "One"), (verse, "Two"), (chorus, "Three"), (verse, "Four"), (chorus, "Five")]);
        let first = ranges[score.sections.iter().position(|section| section.kind == verse).unwrap()];
        assert_eq!(score.lyrics[0].range.start, first.start);
        assert_eq!(score.lyrics[1].range.end, first.end);
    }

    #[test]
    fn words_without_tags_go_to_the_first_section_that_sings_and_the_rest_is_told() {
        let mut score = song();
        assert_eq!(lay_words(&mut score, "Only this"), 0);
        assert_eq!(score.lyrics.len(), 1);
        let many = "[Verse]\nLa\n".repeat(score.sections.len() + 3);
        assert!(lay_words(&mut score, &many) > 0);
        assert_eq!(lay_words(&mut score, ""), 0);
        assert!(score.lyrics.is_empty());
    }
}
