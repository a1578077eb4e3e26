//! Tests of the disclosure.

use proptest::prelude::*;

use super::*;
use crate::provenance::{Contributor, PromptRecord};

fn person(name: &str) -> Contributor {
    Contributor::Person { name: name.to_owned() }
}

fn model(name: &str) -> Contributor {
    Contributor::Model { provider: "Example".to_owned(), model: name.to_owned(), terms: String::new() }
}

fn import(source: &str) -> Contributor {
    Contributor::Import { source: source.to_owned(), rights: String::new() }
}

/// A ledger of contributors in turn; a prompt of its own keeps each contribution apart from the one before.
fn ledger(contributors: &[Contributor]) -> Ledger {
    let mut ledger = Ledger::default();
    for (index, contributor) in contributors.iter().enumerate() {
        let prompt = PromptRecord::with_text(&index.to_string(), None);
        ledger.attribute(contributor, Some(&prompt), 0).unwrap();
    }
    ledger
}

fn piece(aspect: Aspect, weight: f64, authors: &[u16]) -> Evidence {
    Evidence { aspect, weight, authors: authors.iter().copied().map(ContributionId).collect() }
}

fn song() -> Disclosure {
    let ledger = ledger(&[Contributor::built_in_composer(), person("Ada")]);
    Disclosure::of(
        &ledger,
        &[
            piece(Aspect::Composition, 64.0, &[0]),
            piece(Aspect::Composition, 36.0, &[0, 1]),
            piece(Aspect::Lyrics, 5.0, &[1]),
        ],
    )
}

#[test]
fn the_maker_keeps_half_and_those_who_changed_it_share_the_rest() {
    let ledger = ledger(&[person("Ada"), person("Bo"), model("m"), person("Bo")]);
    let shared = Disclosure::of(&ledger, &[piece(Aspect::Mix, 2.0, &[0, 1, 2, 3])]);
    let parts: Vec<_> = shared.aspects[0].shares.iter().map(|share| (share.name.as_str(), share.share)).collect();
    assert_eq!(parts, [("Ada", 0.5), ("Bo", 0.25), ("Example m", 0.25)]);
    let alone = Disclosure::of(&ledger, &[piece(Aspect::Mix, 2.0, &[1, 3])]);
    assert_eq!(alone.aspects[0].shares.len(), 1);
    assert!(!alone.aspects[0].shares[0].only_edited);
}

#[test]
fn the_sentence_stands_alone_in_both_languages() {
    let tool = format!("Cowrite composer {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        song().sentence(Locale::English),
        format!(
            "AI disclosure: composition by the rule-based tool {tool} (82%) and by a person, Ada (18%); lyrics by a \
             person, Ada (100%). No trained AI model was used. Contains AI: None."
        )
    );
    assert_eq!(
        song().sentence(Locale::SimplifiedChinese),
        format!(
            "AI 使用声明：作曲——规则工具 {tool}（82%）和个人 Ada（18%）；作词——个人 Ada（100%）。未使用经过训练的 AI \
             模型。含 AI：None。"
        )
    );
}

#[test]
fn sides_with_the_same_credits_are_told_together() {
    let ledger = ledger(&[model("m"), person("Ada")]);
    let of = |aspects: &[(Aspect, u16)]| {
        let evidence: Vec<_> = aspects.iter().map(|(aspect, author)| piece(*aspect, 1.0, &[*author])).collect();
        Disclosure::of(&ledger, &evidence)
    };
    let said = of(&[(Aspect::Composition, 0), (Aspect::Lyrics, 1), (Aspect::Performance, 0), (Aspect::Vocals, 0)]);
    let sentence = said.sentence(Locale::English);
    let wanted =
        "composition, performance and vocals by the trained AI model Example m (100%); lyrics by a person, Ada";
    assert!(sentence.contains(wanted), "{sentence}");
    assert!(
        said.sentence(Locale::SimplifiedChinese)
            .contains("作曲、演奏和演唱——经过训练的 AI 模型 Example m（100%）；作词——")
    );
}

#[test]
fn the_line_for_machines_is_ascii_json() {
    let ledger = ledger(&[person("林🎵\n"), import("a loop")]);
    let disclosure = Disclosure::of(&ledger, &[piece(Aspect::Sound, 1.0, &[1, 0])]);
    assert_eq!(
        disclosure.json(),
        concat!(
            r#"{"v":1,"contains_ai":"None","#,
            r#""digital_source_type":"http://cv.iptc.org/newscodes/digitalsourcetype/composite","#,
            r#""roles":[{"aspect":"sound","shares":["#,
            r#"{"kind":"person","name":"\u6797\ud83c\udfb5\n","source_type":"humanEdits","share":0.5},"#,
            r#"{"kind":"import","name":"a loop","source_type":null,"share":0.5}]}]}"#
        )
    );
}

#[test]
fn the_source_type_claims_no_more_for_people_than_is_true() {
    let all = [Contributor::built_in_composer(), person("Ada"), model("m"), import("loop")];
    let ledger = ledger(&all);
    let of = |authors: &[u16]| {
        let evidence: Vec<_> = authors.iter().map(|author| piece(Aspect::Sound, 1.0, &[*author])).collect();
        let disclosure = Disclosure::of(&ledger, &evidence);
        (disclosure.source_type(), disclosure.contains_ai())
    };
    assert_eq!(of(&[]), (SourceType::DigitalCreation, ContainsAi::None));
    assert_eq!(of(&[0]), (SourceType::AlgorithmicMedia, ContainsAi::None));
    assert_eq!(of(&[1]), (SourceType::DigitalCreation, ContainsAi::None));
    assert_eq!(of(&[0, 1]), (SourceType::AlgorithmicMedia, ContainsAi::None));
    assert_eq!(of(&[2]), (SourceType::TrainedAlgorithmicMedia, ContainsAi::All));
    assert_eq!(of(&[0, 2]), (SourceType::CompositeWithTrainedAlgorithmicMedia, ContainsAi::Partly));
    assert_eq!(of(&[1, 2]), (SourceType::CompositeWithTrainedAlgorithmicMedia, ContainsAi::Partly));
    assert_eq!(of(&[3]), (SourceType::Composite, ContainsAi::None));
    assert_eq!(of(&[0, 1, 3]), (SourceType::Composite, ContainsAi::None));
}

#[test]
fn a_cover_makes_the_verdict_stricter_and_never_milder() {
    use ContainsAi::{All, None, Partly};
    use SourceType::{
        AlgorithmicMedia, Composite, CompositeWithTrainedAlgorithmicMedia, DigitalCreation, TrainedAlgorithmicMedia,
    };
    // 0 tool, 1 person, 2 model, 3 import.
    let ledger = ledger(&[Contributor::built_in_composer(), person("Ada"), model("m"), import("photo")]);
    for (song, cover, kind, verdict) in [
        (1, 0, DigitalCreation, None),
        (1, 1, DigitalCreation, None),
        (1, 2, CompositeWithTrainedAlgorithmicMedia, Partly),
        (1, 3, Composite, None),
        (0, 1, AlgorithmicMedia, None),
        (0, 2, CompositeWithTrainedAlgorithmicMedia, Partly),
        (2, 0, TrainedAlgorithmicMedia, All),
        (2, 1, TrainedAlgorithmicMedia, All),
        (2, 2, TrainedAlgorithmicMedia, All),
        (3, 0, Composite, None),
    ] {
        let evidence = [piece(Aspect::Mix, 1.0, &[song]), piece(Aspect::Artwork, 1.0, &[cover])];
        let said = Disclosure::of(&ledger, &evidence);
        assert_eq!((said.source_type(), said.contains_ai()), (kind, verdict), "song {song}, cover {cover}");
        assert!(said.sentence(Locale::English).contains("artwork "));
        assert!(said.sentence(Locale::SimplifiedChinese).contains("封面——"));
    }
    let alone = Disclosure::of(&ledger, &[piece(Aspect::Artwork, 1.0, &[2])]);
    assert_eq!((alone.source_type(), alone.contains_ai()), (TrainedAlgorithmicMedia, All));
}

#[test]
fn an_author_the_ledger_does_not_know_is_not_passed_over() {
    let disclosure = Disclosure::of(&Ledger::default(), &[piece(Aspect::Mix, 1.0, &[7])]);
    assert!(disclosure.sentence(Locale::English).contains("unknown origin"));
}

#[test]
fn an_empty_song_credits_nobody() {
    let disclosure = Disclosure::of(&ledger(&[person("Ada")]), &[piece(Aspect::Mix, 1.0, &[])]);
    assert!(disclosure.aspects.is_empty());
    assert!(disclosure.sentence(Locale::English).ends_with("Contains AI: None."));
}

fn any_contributor() -> impl Strategy<Value = Contributor> {
    prop_oneof![
        "[A-Za-z ]{0,6}|林|é🎵".prop_map(|name| person(&name)),
        "[a-c]".prop_map(|name| model(&name)),
        ("[a-c]", "[1-3]\\.0").prop_map(|(name, version)| Contributor::Tool { name, version }),
        "[a-z]{0,3}".prop_map(|source| import(&source)),
    ]
}

fn any_aspect() -> impl Strategy<Value = Aspect> {
    prop::sample::select(Aspect::ALL.to_vec())
}

fn any_weight() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..1e6f64, Just(0.0), Just(-1.0), Just(f64::NAN), Just(f64::INFINITY), Just(1e300)]
}

prop_compose! {
    fn any_evidence()(contributors in prop::collection::vec(any_contributor(), 1..6))(
        pieces in prop::collection::vec(
            (any_aspect(), any_weight(), prop::collection::vec(0..contributors.len() as u16, 0..5)), 0..12),
        contributors in Just(contributors),
    ) -> (Vec<Contributor>, Vec<Evidence>) {
        let evidence = pieces.into_iter().map(|(aspect, weight, authors)| piece(aspect, weight, &authors));
        (contributors, evidence.collect())
    }
}

proptest! {
    #[test]
    fn nobody_who_has_a_part_is_missing_anywhere((contributors, evidence) in any_evidence()) {
        let ledger = ledger(&contributors);
        let disclosure = Disclosure::of(&ledger, &evidence);
        let sentence = disclosure.sentence(Locale::English);
        let chinese = disclosure.sentence(Locale::SimplifiedChinese);
        let json: serde_json::Value = serde_json::from_str(&disclosure.json()).unwrap();
        prop_assert!(disclosure.json().bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        let flaws = ["(0%", "（0%", "$"].into_iter().filter(|flaw| sentence.contains(flaw) || chinese.contains(flaw));
        prop_assert_eq!(flaws.count(), 0);
        for piece in &evidence {
            for author in &piece.authors {
                let who = &ledger.get(*author).unwrap().contributor;
                let (kind, name) = (who.kind(), who.name());
                let aspect = disclosure.aspects.iter().find(|found| found.aspect == piece.aspect).unwrap();
                let share = aspect.shares.iter().find(|share| share.kind == kind && share.name == name).unwrap();
                prop_assert!(share.share > 0.0);
                for text in [&sentence, &chinese] {
                    prop_assert!(text.contains(name.trim()), "{name} is not in {text}");
                }
                if name.trim().is_empty() && kind == ContributorKind::Person {
                    prop_assert!(sentence.contains("by a person"));
                }
                let roles = json["roles"].as_array().unwrap();
                let role = roles.iter().find(|role| role["aspect"] == serde_json::json!(piece.aspect)).unwrap();
                let credits = role["shares"].as_array().unwrap();
                prop_assert!(credits.iter().any(|credit| credit["name"] == *name
                    && credit["kind"] == serde_json::json!(kind) && credit["share"].as_f64() > Some(0.0)));
            }
        }
    }

    #[test]
    fn shares_of_an_aspect_add_up_to_one((contributors, evidence) in any_evidence()) {
        for aspect in Disclosure::of(&ledger(&contributors), &evidence).aspects {
            let sum: f64 = aspect.shares.iter().map(|share| share.share).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            prop_assert!(aspect.shares.windows(2).all(|pair| pair[0].share >= pair[1].share));
        }
    }

    #[test]
    fn more_by_a_model_never_lowers_the_verdict(
        (mut contributors, mut evidence) in any_evidence(),
        aspect in any_aspect(),
        weight in any_weight(),
    ) {
        contributors.push(model("new"));
        let ledger = ledger(&contributors);
        let before = Disclosure::of(&ledger, &evidence).contains_ai();
        evidence.push(piece(aspect, weight, &[contributors.len() as u16 - 1]));
        let after = Disclosure::of(&ledger, &evidence).contains_ai();
        prop_assert!(after >= before && after > ContainsAi::None);
    }
}
