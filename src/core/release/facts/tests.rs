//! Tests of the fact base.

use super::fixture::{Song, ada, import, model};
use super::words::{bars, because};
use super::*;
use crate::text::Locale;

const EN: Locale = Locale::English;

#[test]
fn a_part_is_told_with_its_bars_tracks_and_terms() {
    let song = Song::default().with(Aspect::Performance, &[model("Suno", "free plan")], 2, 3).with(
        Aspect::Performance,
        &[ada()],
        0,
        8,
    );
    let facts = Facts::of(&song.0);
    let side = facts.side(Aspect::Composition).unwrap();
    let machine = side.of_kind(ContributorKind::Model).next().unwrap();
    assert_eq!((&machine.bars[..], &machine.tracks[..]), (&[(3, 5)][..], &["Track 1".to_owned()][..]));
    assert_eq!((&machine.terms[..], machine.provider.as_str()), (&["free plan".to_owned()][..], "Suno"));
    assert_eq!((side.level(), facts.verdict()), (ContainsAi::Partly, ContainsAi::Partly));
    let told = because(&facts, &[Aspect::Composition, Aspect::Vocals], EN);
    assert_eq!(told, "composition: the trained AI model Suno v1 (27%), bars 3–5, on Track 1.");
}

#[test]
fn what_is_not_heard_is_no_fact() {
    let mut song = Song::default().with(Aspect::Vocals, &[model("Suno", "")], 0, 4);
    assert_eq!(Facts::of(&song.0).material.len(), 1);
    std::rc::Rc::make_mut(&mut song.0.tracks[0]).strip.mute = true;
    let facts = Facts::of(&song.0);
    assert!(facts.material.is_empty() && facts.models().next().is_none());
}

#[test]
fn a_recording_is_in_every_side_it_holds_and_material_says_so() {
    let song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 4, 2);
    let facts = Facts::of(&song.0);
    for aspect in Aspect::ALL.into_iter().filter(|aspect| *aspect != Aspect::Artwork) {
        assert_eq!(facts.side(aspect).map(Side::level), Some(ContainsAi::All), "{aspect:?}");
    }
    let [material] = &facts.material[..] else { panic!() };
    assert!(material.rendered && material.bars == [(5, 6)] && material.aspects.len() == 8);
    assert_eq!(facts.verdict(), ContainsAi::All);
}

#[test]
fn nothing_is_claimed_where_models_made_nothing_and_imports_are_not_known() {
    let song = Song::default().with(Aspect::Lyrics, &[ada()], 0, 1).with(Aspect::Composition, &[import("")], 0, 1);
    let facts = Facts::of(&song.0);
    assert_eq!(because(&facts, &[Aspect::Lyrics], EN), "No trained AI model had a part in: lyrics.");
    let told = because(&facts, &[Aspect::Composition], EN);
    assert!(
        told.ends_with(
            "Whether AI is in imported material from a friend is not known: ask its maker before you answer."
        )
    );
    assert_eq!(because(&facts, &[Aspect::Vocals], EN), "There is nothing of this in the song: vocals.");
}

#[test]
fn bars_follow_the_time_signatures() {
    use crate::time::{Meter, MeterChange, MeterMap};
    let mut song = Song::default();
    let change = |bar, beats| MeterChange { bar, meter: Meter::new(beats, 4).unwrap() };
    song.0.meter = MeterMap::new(vec![change(0, 4), change(1, 3), change(3, 2)]).unwrap();
    // Bars begin at 0, 3840, 6720, 9600, 11520, …
    let song = song.with(Aspect::Composition, &[ada()], 1, 2);
    let facts = Facts::of(&song.0);
    assert_eq!(facts.side(Aspect::Composition).unwrap().parties[0].bars, [(2, 4)]);
}

#[test]
fn many_spans_are_cut_short_and_shares_never_read_as_nothing() {
    let spans: Vec<Bars> = (0..40).map(|bar| (bar * 2 + 1, bar * 2 + 1)).collect();
    assert!(bars(&spans, EN).ends_with("and 28 more up to 79"));
}
