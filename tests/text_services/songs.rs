//! Songs: good ones, faulty ones, plans, and parts of songs.

use std::collections::BTreeSet;

use studio::ai::prompt::{self, context};
use studio::ai::{Answer, Call, CallError, Made, Output, Progress, ScoreCall};
use studio::score::{HunkKind, Repair, Score, TrackRole};
use studio::time::Tick;

use super::{cut_after, done, failed, outcome, preset, song, wish};
use crate::text::{DIALECTS, TextService, Turn, anthropic, deepseek, openai, songs};
use crate::wire::{Reply, drive};

fn score(answer: &Answer) -> (&Score, &[Repair], &[HunkKind]) {
    let Made::Score { score, repairs, filled, .. } = &answer.made else { panic!("{answer:?}") };
    (score, repairs, filled)
}

fn drafts(said: &[Output]) -> Vec<usize> {
    said.iter()
        .filter_map(|output| if let Output::Draft(score) = output { Some(score.sections.len()) } else { None })
        .collect()
}

fn again(said: &[Output]) -> usize {
    said.iter().filter(|output| matches!(output, Output::Progress(Progress::AskingAgain(_)))).count()
}

fn names(score: &Score) -> Vec<&str> {
    score.parts.iter().map(|part| part.name.as_str()).collect()
}

fn keys(score: &Score, part: usize) -> Vec<u8> {
    score.parts[part].notes.iter().map(|note| note.pitch.key()).collect()
}

#[test]
fn every_service_writes_a_song_that_can_be_heard_before_it_is_done() {
    for dialect in DIALECTS {
        let (said, service) = song(dialect, &[Turn::Fitting]);
        let answer = done(&said);
        let (score, repairs, filled) = score(answer);
        assert_eq!(
            (score.title.as_str(), score.bpm.get(), score.bars()),
            ("Night Drive ♩", 92.0, 8),
            "{}",
            dialect.preset
        );
        assert_eq!(names(score), ["Lead", "Bass", "Keys", "Drums"]);
        assert_eq!(repairs, [Repair::FilledIn { part: "Keys".to_owned() }]);
        // The ledger tells the model's parts from those of the built-in composer.
        assert_eq!(filled, [HunkKind::Part { part: 2, section: 0 }, HunkKind::Part { part: 2, section: 1 }]);
        assert_eq!(keys(score, 0)[..6], [64, 62, 60, 60, 62, 64]);
        assert_eq!(keys(score, 1)[..9], [33, 33, 33, 33, 33, 33, 40, 33, 29]);
        assert_eq!(score.lyrics[0].text, "Rain on glass");
        assert_eq!(score.lyrics[1].text, "city lights calling me I am not there");
        assert_eq!(answer.facts.request_id.is_some(), dialect.preset != "ollama");
        assert_eq!(service.asked.len(), 1);
        let mut slow = TextService::new(dialect, vec![Turn::Fitting]);
        let mut call = ScoreCall::new(preset(dialect), prompt::whole_song(&wish("a night drive")));
        let said = drive(&mut call, &mut slow, 7);
        assert_eq!(drafts(&said).first(), Some(&1), "{}: the first section before the second is whole", dialect.preset);
    }
}

#[test]
fn a_plan_is_arranged_by_the_built_in_composer() {
    let call =
        || -> Box<dyn Call> { Box::new(ScoreCall::new(preset(&openai::DIALECT), prompt::plan(&wish("a folk song")))) };
    let (said, _) = outcome(call, &openai::DIALECT, &[Turn::Fitting]);
    let (score, _, filled) = score(done(&said));
    assert_eq!(names(score), ["Vocal", "Guitar", "Bass", "Drums"]);
    assert!(score.parts.iter().all(|part| !part.notes.is_empty()));
    let tools: BTreeSet<usize> = filled
        .iter()
        .filter_map(|hunk| if let HunkKind::Part { part, .. } = hunk { Some(*part) } else { None })
        .collect();
    assert_eq!(tools.len(), 4);
    // Chords and words are the model's.
    assert!(!filled.iter().any(|hunk| matches!(hunk, HunkKind::Chords { .. } | HunkKind::Lyrics { .. })));
    assert_eq!(score.chords[0].chord.to_string(), "Dm7");
    let lines: Vec<&str> = score.lyrics.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines[..2], ["Slow rivers run", "below the mill"]);
}

#[test]
fn the_browsers_own_model_gets_no_envelope() {
    let service = studio::ai::Preset::named("chrome").unwrap().service().unwrap();
    let mut call = ScoreCall::new(service, prompt::plan(&wish("a folk song")));
    let asked = call.begin();
    let Some(Output::OnDevice(asked)) = asked.last() else { panic!("{asked:?}") };
    assert!(asked.schema.as_deref().is_some_and(|schema| schema.contains("\"plan\"")) && asked.turns.len() == 1);
    call.hear(studio::ai::Input::Opened { status: 200, headers: Vec::new() });
    for piece in songs::PLAN.as_bytes().chunks(5) {
        call.hear(studio::ai::Input::Bytes(piece.to_vec()));
    }
    let said = call.hear(studio::ai::Input::Closed);
    assert_eq!(score(done(&said)).0.title, "Slow Rivers");
}

/// A song that is there, to change a part of.
fn region() -> Score {
    let (said, _) = song(&openai::DIALECT, &[Turn::Fitting]);
    score(done(&said)).0.clone()
}

#[test]
fn a_part_of_a_song_is_written_anew_and_the_rest_left_alone() {
    let region = region();
    let told = context(&region);
    for ask in [
        prompt::region_edit(&wish("sadder, keep the bass"), &region, &told),
        prompt::another_take(&wish(""), &region, &told),
    ] {
        assert!(ask.ask.turns[0].text.contains("E4:4 D4:4 C4:8"));
        let call = || -> Box<dyn Call> { Box::new(ScoreCall::new(preset(&openai::DIALECT), ask.clone())) };
        let (said, _) = outcome(call, &openai::DIALECT, &[Turn::Fitting]);
        let (score, repairs, filled) = score(done(&said));
        assert_eq!((names(score), repairs, filled.len()), (vec!["Lead"], &[][..], 0));
        assert_eq!(score.sections, region.sections);
    }
}

#[test]
fn new_chords_bring_nothing_else() {
    let region = region();
    let ask = prompt::reharmonise(&wish("darker"), &region, &context(&region));
    let call = || -> Box<dyn Call> { Box::new(ScoreCall::new(preset(&anthropic::DIALECT), ask.clone())) };
    let (said, _) = outcome(call, &anthropic::DIALECT, &[Turn::Fitting]);
    let (score, repairs, _) = score(done(&said));
    assert_eq!((score.parts.len(), score.lyrics.len(), repairs), (0, 0, &[][..]));
    let chords: Vec<String> = score.chords.iter().map(|span| span.chord.to_string()).collect();
    assert_eq!(chords, ["Am7", "Fmaj7", "Dm9", "E7", "F", "Dm7", "E7", "Am", "Am"]);
}

#[test]
fn what_is_wrong_with_notes_and_names_is_put_right_and_told() {
    let (said, service) = song(&openai::DIALECT, &[Turn::Say(songs::FAULTY.to_owned())]);
    let (score, repairs, _) = score(done(&said));
    // Markup in a title is text, without the characters that terminals obey.
    assert_eq!(score.title, "<img src=x onerror=alert(1)>  Night");
    assert_eq!(score.key.to_string(), "Bbm");
    // Two of the four notes are split, for there are six syllables.
    assert_eq!(keys(score, 0)[..6], [70, 70, 70, 70, 71, 66]);
    let lead = |wanted: &str| repairs.iter().any(|repair| format!("{repair:?}").contains(wanted));
    for wanted in [
        "BarMended",
        "InstrumentReplaced",
        "NotesFolded",
        "OctaveMoved",
        "DrumsReread",
        "ChordsHeld(1)",
        "BarsFitted",
        "SyllablesFitted",
    ] {
        assert!(lead(wanted), "{wanted}: {repairs:?}");
    }
    let drums = score.parts.iter().find(|part| part.role == TrackRole::Drums).unwrap();
    assert_eq!(drums.notes[..2].iter().map(|note| note.pitch.key()).collect::<Vec<_>>(), [36, 38]);
    assert_eq!(service.asked.len(), 1, "one bar of nine is mended without asking");
}

#[test]
fn fences_and_prose_and_thinking_are_looked_past() {
    let body = songs::NIGHT_DRIVE;
    for text in [
        format!("```json\n{body}\n```"),
        format!("Sure! Here {{it}} is:\n\n{body}\n\nLet me know {{what}} you think."),
        format!("\u{feff}<think>{{\"title\": \"never\"}}</think>\n{body}"),
    ] {
        let (said, service) = song(&openai::DIALECT, &[Turn::Say(text)]);
        assert_eq!((score(done(&said)).0.bars(), service.asked.len()), (8, 1));
    }
}

#[test]
fn what_broke_off_at_its_length_is_kept_and_the_rest_asked_for() {
    let half = songs::NIGHT_DRIVE.split(r#"{"id":"m2""#).next().unwrap();
    let rest = r#"{"bars":[],"patterns":[{"id":"m2","track":"lead","bars":["A4:16"],"lyrics":[]}]}"#;
    for dialect in DIALECTS {
        let turns = [Turn::Stop(half.to_owned(), dialect.length), Turn::Say(rest.to_owned())];
        let (said, service) = song(dialect, &turns);
        let (score, repairs, _) = score(done(&said));
        assert!(repairs.contains(&Repair::CutOff), "{}: {repairs:?}", dialect.preset);
        assert_eq!((service.asked.len(), again(&said)), (2, 1));
        assert!(score.parts[0].notes.iter().any(|note| note.start >= Tick(4 * 3840)));
        let question = String::from_utf8_lossy(&service.asked[1].body).into_owned();
        assert!(question.contains("pattern m2 is used") && !question.contains("A1:2 A1:2"), "{question}");
    }
}

#[test]
fn crooked_bars_are_asked_for_again_at_most_twice_and_rest_in_the_end() {
    let bad = songs::NIGHT_DRIVE.replace("E4:4 D4:4 C4:8", "E4 four").replace("r:4 C4:2 D4:2 E4:8", "nonsense");
    let (said, service) = song(&openai::DIALECT, &[Turn::Say(bad.clone()), Turn::Fitting]);
    let (mended, repairs, _) = score(done(&said));
    // The new bar has one note for three syllables.
    let expected = [Repair::SyllablesFitted(1), Repair::FilledIn { part: "Keys".to_owned() }];
    assert_eq!((service.asked.len(), repairs), (2, &expected[..]));
    assert_eq!(keys(mended, 0)[..4], [64, 62, 60, 62]);
    let question = String::from_utf8_lossy(&service.asked[1].body).into_owned();
    assert!(question.contains("bar 1 of m1 cannot be read; it lasts 16 sixteenths: `E4 four`"));

    let (said, service) = song(&openai::DIALECT, &[Turn::Say(bad)]);
    let (score, repairs, _) = score(done(&said));
    assert_eq!((service.asked.len(), again(&said)), (3, 2));
    let silent = repairs.iter().filter(|repair| matches!(repair, Repair::BarSilent { .. })).count();
    assert_eq!((silent, score.bars()), (2, 8));
}

#[test]
fn an_answer_that_was_paid_for_survives_a_failing_second_question() {
    let bad = songs::NIGHT_DRIVE.replace("E4:4 D4:4 C4:8", "E4 four");
    let down = Turn::Reply(Reply::new(500, "text/html", "<h1>oops</h1>"));
    let (said, _) = song(&openai::DIALECT, &[Turn::Say(bad), down]);
    assert_eq!(score(done(&said)).0.bars(), 8);
}

#[test]
fn an_empty_answer_in_json_mode_is_asked_for_once_more_in_words() {
    let (said, service) = song(&deepseek::DIALECT, &[Turn::Say(String::new()), Turn::Fitting]);
    assert_eq!(score(done(&said)).0.bars(), 8);
    let format = |index: usize| service.asked[index].json().get("response_format").is_some();
    assert_eq!((service.asked.len(), format(0), format(1)), (2, true, false));
    let (said, service) = song(&deepseek::DIALECT, &[Turn::Say("I would rather talk about it.".to_owned())]);
    assert_eq!(failed(&said), &CallError::Unreadable("I would rather talk about it.".to_owned()));
    assert_eq!(service.asked.len(), 3);
    // Tokens that went into thinking would go there again.
    let (said, service) = song(&deepseek::DIALECT, &[Turn::Stop(String::new(), "length")]);
    assert!(matches!(failed(&said), CallError::Unreadable(_)) && service.asked.len() == 1);
}

#[test]
fn a_service_that_knows_no_schema_is_asked_in_a_simpler_form() {
    let refuse = |message: &str| {
        Turn::Reply(Reply::json(
            400,
            &serde_json::json!({"error": {"message": message, "type": "invalid_request_error"}}),
        ))
    };
    let (said, service) =
        song(&openai::DIALECT, &[refuse("Invalid schema for response_format 'score'"), Turn::Fitting]);
    assert_eq!(score(done(&said)).0.bars(), 8);
    let kind = |index: usize| service.asked[index].json()["response_format"]["type"].as_str().map(str::to_owned);
    assert_eq!((kind(0).as_deref(), kind(1).as_deref()), (Some("json_schema"), Some("json_object")));
    assert!(service.asked[1].json()["messages"][0]["content"].as_str().unwrap().contains("JSON schema"));

    let tool = Turn::Reply(Reply::new(200, "text/event-stream", anthropic::tool_stream(songs::NIGHT_DRIVE)));
    let (said, service) = song(&anthropic::DIALECT, &[refuse("output_config: Extra inputs are not permitted"), tool]);
    assert_eq!(score(done(&said)).0.bars(), 8);
    assert_eq!(service.asked[1].json()["tool_choice"]["name"], "score");
}

#[test]
fn a_connection_that_is_cut_is_no_song() {
    for dialect in DIALECTS {
        let bytes = (dialect.stream)(songs::NIGHT_DRIVE, dialect.done);
        let cut = cut_after(&bytes, bytes.len() / 2, dialect.media_type);
        let (said, _) = song(dialect, &[Turn::Reply(cut)]);
        assert_eq!(failed(&said), &CallError::Lost(studio::ai::Loss::Cut), "{}", dialect.preset);
        // An end without an ending is the same.
        let short = Reply::new(200, dialect.media_type, bytes[..bytes.len() / 2].to_vec());
        let (said, _) = song(dialect, &[Turn::Reply(short)]);
        assert_eq!(failed(&said), &CallError::Lost(studio::ai::Loss::Cut), "{}", dialect.preset);
    }
}

#[test]
fn an_answer_that_comes_whole_is_read_too() {
    let whole = serde_json::json!({"id": "x", "model": "m", "choices": [{"message": {"role": "assistant", "content": songs::NIGHT_DRIVE}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 1, "completion_tokens": 2}});
    let (said, _) = song(&openai::DIALECT, &[Turn::Reply(Reply::json(200, &whole))]);
    assert_eq!(score(done(&said)).0.bars(), 8);
}

#[test]
fn absurd_sizes_are_bounded() {
    let section = r#"{"name":"Verse","bars":999999,"chords":["Am"],"use":["m1*9999"]},"#.repeat(200);
    let bars = format!("\"{}\",", "C4:1 ".repeat(16).trim()).repeat(500);
    let text = format!(
        r#"{{"title":"{}","bpm":1e9,"meter":"99/7","key":"Q","tracks":[{{"id":"lead","role":"vocal","instrument":"x"}}],"patterns":[{{"id":"m1","track":"lead","bars":[{}],"lyrics":[]}}],"sections":[{}]}}"#,
        "x".repeat(5000),
        bars.trim_end_matches(','),
        section.trim_end_matches(',')
    );
    let mut service = crate::text::TextService::new(&openai::DIALECT, vec![Turn::Say(text)]);
    let mut call = ScoreCall::new(preset(&openai::DIALECT), prompt::whole_song(&wish("long")));
    let said = drive(&mut call, &mut service, 4096);
    let (score, repairs, _) = score(done(&said));
    assert_eq!((score.bars(), score.title.chars().count()), (256, 120));
    assert!(score.bpm.get() <= 1000.0 && repairs.iter().any(|repair| matches!(repair, Repair::Bounded(_))));
}
