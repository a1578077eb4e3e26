//! Tests of the forms: a table of facts and the answers they lead to, and that no form leaves a model out.

use proptest::prelude::*;

use super::*;
use crate::provenance::{Contributor, ContributorKind};
use crate::release::facts::fixture::{Song, ada, import, model};
use crate::release::facts::words::part;
use crate::release::rules::platforms;

const EN: Locale = Locale::English;

fn suno() -> Contributor {
    model("Suno", "paid plan")
}

fn by_ada(aspects: &[Aspect]) -> Song {
    aspects.iter().fold(Song::default(), |song, aspect| song.with(*aspect, &[ada()], 0, 8))
}

/// The songs of the table, by name.
fn song(name: &str) -> Song {
    use Aspect::{Arrangement, Artwork, Composition, Lyrics, Master, Mix, Performance, Sound, Vocals};
    let own = || by_ada(&[Composition, Lyrics, Arrangement, Performance]);
    match name {
        "empty" => Song::default(),
        "own" => own(),
        "words by a model" => by_ada(&[Composition, Performance]).with(Lyrics, &[suno()], 0, 2),
        "words mended by hand" => by_ada(&[Composition, Performance]).with(Lyrics, &[suno(), ada()], 0, 2),
        "some words by a model" => own().with(Lyrics, &[suno()], 2, 2),
        "chords by a model" => by_ada(&[Lyrics]).with(Composition, &[suno()], 0, 8),
        "form by a model" => by_ada(&[Lyrics, Composition]).with(Arrangement, &[suno()], 0, 8),
        "notes by a model" => by_ada(&[Lyrics]).with(Performance, &[suno()], 0, 8),
        "sound by a model" => own().with(Sound, &[suno()], 0, 8),
        "mixed by a model" => own().with(Mix, &[suno()], 0, 8),
        "mastered by a model" => own().with(Master, &[suno()], 0, 1),
        "sung by a model" => own().with(Vocals, &[suno()], 2, 2),
        "all by a model" => Song::default().with(Vocals, &[suno()], 0, 8),
        "cover by a model" => own().with(Artwork, &[suno()], 0, 1),
        "all and cover by a model" => Song::default().with(Vocals, &[suno()], 0, 8).with(Artwork, &[suno()], 0, 1),
        "a little by a model" => own().with(Performance, &[suno()], 0, 1).with(Composition, &[ada()], 0, 8),
        "by a tool" => Song::default().with(Composition, &[Contributor::built_in_composer()], 0, 8),
        "imported" => by_ada(&[Lyrics]).with(Vocals, &[import("")], 0, 8),
        other => panic!("{other}"),
    }
}

/// Song, form, beginning of the question, and the answer's beginning.
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("empty", "ddex", "ContainsAI of the sound", "None"),
    ("own", "ddex", "ContainsAI of the sound", "None"),
    ("by a tool", "ddex", "ContainsAI of the sound", "None"),
    ("imported", "ddex", "ContainsAI of the sound", "None"),
    ("words by a model", "ddex", "ContainsAI of the sound", "Partly"),
    ("words mended by hand", "ddex", "ContainsAI of the sound", "Partly"),
    ("mastered by a model", "ddex", "ContainsAI of the sound", "Partly"),
    ("all by a model", "ddex", "ContainsAI of the sound", "All"),
    ("all by a model", "ddex", "ContainsAI of the front", "None"),
    ("cover by a model", "ddex", "ContainsAI of the sound", "None"),
    ("cover by a model", "ddex", "ContainsAI of the front", "All"),
    ("words by a model", "ddex", "Contributors", "Composer: Ada\nLyricist: AI-generated (Suno v1)\nMusician: Ada"),
    ("words by a model", "spotify", "AI credits", "Composer: Ada\nLyricist: AI-generated (Suno v1)\nMusician: Ada"),
    (
        "some words by a model",
        "spotify",
        "AI credits",
        "Composer: Ada\nLyricist: AI-generated (Suno v1)\nLyricist: Ada",
    ),
    ("mixed by a model", "spotify", "AI credits", "Composer: Ada"),
    ("own", "spotify", "Is the artist", "No"),
    ("sung by a model", "spotify", "Is the artist", "No: people have a part"),
    ("all by a model", "spotify", "Is the artist", "Yes, unless"),
    ("own", "apple_music", "Track", "Not set"),
    ("sung by a model", "apple_music", "Track", "Set"),
    ("sound by a model", "apple_music", "Track", "Set"),
    ("words by a model", "apple_music", "Track", "Not set"),
    ("mixed by a model", "apple_music", "Track", "Not set"),
    ("mixed by a model", "apple_music", "Composition", "Not set"),
    ("words by a model", "apple_music", "Composition", "Set"),
    ("form by a model", "apple_music", "Composition", "Set"),
    ("chords by a model", "apple_music", "Composition", "Set"),
    ("cover by a model", "apple_music", "Artwork", "Set"),
    ("all by a model", "apple_music", "Artwork", "Not set"),
    ("own", "youtube", "Altered", "No"),
    ("own", "youtube", "status", "false"),
    ("cover by a model", "youtube", "Altered", "Yes"),
    ("mastered by a model", "youtube", "status", "true"),
    ("own", "deezer", "What its", "None."),
    ("sung by a model", "deezer", "What its", "composition: the trained AI model Suno v1"),
    ("own", "tidal", "Credits", "Composer: Ada"),
    ("own", "bandcamp", "May it", "Yes"),
    ("by a tool", "bandcamp", "May it", "Yes"),
    ("imported", "bandcamp", "May it", "Only once the origin"),
    ("mastered by a model", "bandcamp", "May it", "Yes"),
    ("a little by a model", "bandcamp", "May it", "Only if you can say"),
    ("words by a model", "bandcamp", "May it", "No: trained models made a substantial"),
    ("all by a model", "bandcamp", "May it", "No: trained models made all"),
    ("own", "tiktok", "AI-generated content", "No"),
    ("notes by a model", "tiktok", "AI-generated content", "Yes"),
    ("own", "distrokid", "Does this", "No"),
    ("mixed by a model", "distrokid", "Does this", "No"),
    ("mastered by a model", "distrokid", "Does this", "No"),
    ("words by a model", "distrokid", "Does this", "Yes"),
    ("words by a model", "distrokid", "AI-generated lyrics", "Yes"),
    ("words by a model", "distrokid", "AI-generated audio", "No"),
    ("words by a model", "distrokid", "AI-generated music", "No"),
    ("chords by a model", "distrokid", "AI-generated music", "Yes"),
    ("sung by a model", "distrokid", "AI-generated audio", "Part of it"),
    ("all by a model", "distrokid", "AI-generated audio", "All of it"),
    ("all by a model", "distrokid", "Is the artist", "AI persona, unless"),
    ("sung by a model", "distrokid", "Is the artist", "Not asked: the audio"),
    ("all and cover by a model", "distrokid", "AI-generated cover", "Yes"),
    ("all by a model", "tunecore", "Is it wholly", "Yes"),
    ("sung by a model", "tunecore", "Is it wholly", "No, in part"),
    ("sung by a model", "tunecore", "AI tools", "Suno v1 (paid plan)"),
    ("own", "cd_baby", "Is it", "No"),
    ("some words by a model", "cd_baby", "Is it", "Yes, in whole or in part"),
    ("all by a model", "netease", "AI declaration", "含AI生成内容（部分）"),
    ("all and cover by a model", "netease", "AI declaration", "含AI生成内容（全部）"),
    ("own", "qq_music", "AI declaration", "不含AI生成内容"),
    ("sung by a model", "bilibili", "Creator", "该视频使用人工智能合成技术"),
    ("own", "bilibili", "Creator", "None is needed"),
    ("own", "eu_ai_act", "Is it marked", "No mark"),
    ("notes by a model", "eu_ai_act", "Is it marked", "Yes"),
    ("notes by a model", "eu_ai_act", "Does a generated voice", "No voice"),
    ("sung by a model", "eu_ai_act", "Does a generated voice", "Only you can tell"),
    (
        "sung by a model",
        "eu_ai_act",
        "Digital source type",
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    ),
    ("own", "china_labelling", "Explicit", "Not needed"),
    ("sung by a model", "china_labelling", "Explicit", "Needed"),
    ("imported", "china_labelling", "Implicit", "Label 2"),
    ("cover by a model", "china_labelling", "Implicit", "Needed"),
    ("cover by a model", "china_labelling", "Explicit", "Not needed"),
    (
        "own",
        "us_copyright",
        "Author Created",
        "music (melody, harmony and rhythm)\nlyrics\nmusical arrangement\nperformance",
    ),
    ("own", "us_copyright", "Limitation", "rule-based, program-generated cover artwork (Cowrite cover"),
    (
        "words mended by hand",
        "us_copyright",
        "Author Created",
        "music (melody, harmony and rhythm)\nmodifications of lyrics",
    ),
    ("words by a model", "us_copyright", "Limitation", "AI-generated lyrics (Suno v1)"),
    ("some words by a model", "us_copyright", "Limitation", "AI-generated parts of the lyrics (Suno v1)"),
    (
        "some words by a model",
        "us_copyright",
        "Author Created",
        "music (melody, harmony and rhythm)\nhuman-authored parts of the lyrics",
    ),
    ("own", "us_copyright", "Note", "No generative AI was used"),
    ("sung by a model", "us_copyright", "Note", "This work contains material generated by: Suno v1."),
    ("own", "ascap", "Can the work", "Yes"),
    ("words by a model", "bmi", "Can the work", "Yes, as a partly"),
    ("all by a model", "socan", "Can the work", "No: trained models made all"),
    ("sung by a model", "ascap", "Does the work", "Yes, in part"),
    ("mixed by a model", "ascap", "Does the work", "No"),
];

#[test]
fn facts_lead_to_answers() {
    assert!(TABLE.len() >= 60);
    let platforms = platforms().unwrap();
    for (name, id, question, expected) in TABLE {
        let song = song(name).0;
        let platform = platforms.iter().find(|platform| platform.id == *id).unwrap();
        let form = Form::of(platform, &song, &Facts::of(&song), EN);
        let answer = form.answers.iter().find(|answer| answer.question.starts_with(question));
        let answer = answer.unwrap_or_else(|| panic!("{id} does not ask {question}"));
        assert!(answer.value.starts_with(expected), "{name}, {id}, {question}: {}", answer.value);
    }
}

#[test]
fn every_form_is_in_the_table() {
    for platform in platforms().unwrap().iter().filter(|platform| platform.id != "soundcloud") {
        assert!(TABLE.iter().any(|(_, id, ..)| *id == platform.id), "{}", platform.id);
    }
}

#[test]
fn what_a_form_does_not_ask_stands_at_its_end() {
    let song = song("mixed by a model").0;
    let platforms = platforms().unwrap();
    let distrokid = platforms.iter().find(|platform| platform.id == "distrokid").unwrap();
    let form = Form::of(distrokid, &song, &Facts::of(&song), EN);
    assert_eq!(form.beside.len(), 1);
    assert!(form.beside[0].starts_with("mix: the trained AI model Suno v1"), "{:?}", form.beside);
    assert!(form.copy.contains("Not asked here, and true all the same:"));
}

#[test]
fn a_rule_that_was_not_verified_says_so() {
    let song = song("own").0;
    let forms = platforms().unwrap();
    let form = Form::of(forms.iter().find(|form| form.id == "tidal").unwrap(), &song, &Facts::of(&song), EN);
    assert!(!form.rules[0].verified && form.rules[0].standing.contains("not found"));
    assert!(form.copy.contains("looked for and not found"));
}

#[test]
fn writers_are_people_with_their_parts() {
    use crate::project::{Credit, ReleaseInfo, Role};
    let mut song = song("sung by a model").0;
    let ada = Credit {
        name: "Ada".to_owned(),
        roles: vec![Role::Composer],
        ipi: "00014107338".to_owned(),
        publishing: 6_667,
        ..Credit::default()
    };
    let bo = Credit { name: "Bo".to_owned(), publishing: 3_333, ..Credit::default() };
    let cy = Credit { name: "Cy".to_owned(), roles: vec![Role::MixingEngineer], ..Credit::default() };
    song.metadata.release = std::rc::Rc::new(ReleaseInfo { credits: vec![ada, bo, cy], ..ReleaseInfo::default() });
    let forms = platforms().unwrap();
    let form = Form::of(forms.iter().find(|form| form.id == "bmi").unwrap(), &song, &Facts::of(&song), EN);
    let answer = form.answers.iter().find(|answer| answer.question.starts_with("Writers")).unwrap();
    assert_eq!(answer.value, "Ada, IPI 00014107338, 66.67%\nBo, 33.33%");
}

fn contributor() -> impl Strategy<Value = Contributor> {
    prop_oneof![
        Just(ada()),
        "[A-Z][a-z]{1,6}".prop_map(|name| model(&name, "free plan")),
        Just(Contributor::built_in_composer()),
        Just(import("")),
    ]
}

fn any_song() -> impl Strategy<Value = Song> {
    let piece = (0..Aspect::ALL.len(), prop::collection::vec(contributor(), 1..4), 0u32..12, 1u32..6);
    prop::collection::vec(piece, 0..10).prop_map(|pieces| {
        pieces
            .into_iter()
            .fold(Song::default(), |song, (aspect, by, first, bars)| song.with(Aspect::ALL[aspect], &by, first, bars))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_form_leaves_out_what_a_model_made(song in any_song()) {
        let facts = Facts::of(&song.0);
        for locale in Locale::ALL {
            for platform in platforms().unwrap() {
                let form = Form::of(&platform, &song.0, &facts, locale);
                let text = form.copy.clone();
                for (aspect, party) in facts.models() {
                    prop_assert!(text.contains(&part(party, locale)), "{}: {aspect:?} {party:?}\n{text}", form.id);
                    let asked = platform.questions.iter().zip(&form.answers);
                    let mut asked = asked.filter(|(question, _)| question.about.contains(&aspect));
                    prop_assert!(asked.all(|(_, answer)| answer.says_ai), "{}: {aspect:?}\n{text}", form.id);
                }
                if facts.models().next().is_none() {
                    prop_assert!(form.answers.iter().all(|answer| !answer.says_ai) && form.beside.is_empty());
                }
            }
        }
    }

    #[test]
    fn facts_never_say_less_than_the_disclosure(song in any_song()) {
        let facts = Facts::of(&song.0);
        let shares = facts.disclosure.aspects.iter().flat_map(|side| &side.shares).count();
        prop_assert_eq!(facts.sides.iter().map(|side| side.parties.len()).sum::<usize>(), shares);
        for (aspect, party) in facts.models() {
            // The picture and the master lie nowhere in particular.
            let nowhere = matches!(aspect, Aspect::Artwork | Aspect::Master);
            prop_assert!(nowhere || !party.bars.is_empty(), "{aspect:?} {party:?}");
            prop_assert!(!party.terms.is_empty() && !party.provider.is_empty());
            let known = |material: &crate::release::facts::Material| {
                material.aspects.contains(&aspect) && material.contributor.name() == party.share.name
            };
            prop_assert!(facts.material.iter().any(known), "{aspect:?} {party:?}");
        }
        let imports = facts.sides.iter().flat_map(|side| side.of_kind(ContributorKind::Import)).count();
        prop_assert_eq!(imports > 0, facts.material.iter().any(|m| m.contributor.kind() == ContributorKind::Import));
    }
}
