//! The cover of a song: drawn, kept, exported.

use std::rc::Rc;

use studio::export::ExportSpec;
use studio::provenance::Digest;
use studio::release::gate::Purpose;
use studio::session::{Action, Effect, JobCover};
use studio::text::Locale;

use crate::tab::Tab;

#[test]
fn a_drawn_cover_survives_a_reload_and_goes_into_the_export() {
    let mut tab = Tab::open(None, None);
    tab.compose();
    tab.accept_all();
    let export = |tab: &mut Tab| {
        tab.act(Action::Export { spec: ExportSpec::default(), purpose: Purpose::Sale });
        match &tab.effects[..] {
            [Effect::Bounce(job)] => (job.cover.clone(), job.export.tags.disclosure.sentence(Locale::English)),
            other => panic!("{other:?}"),
        }
    };
    let (cover, sentence) = export(&mut tab);
    assert!(matches!(cover, JobCover::Drawn(_)) && sentence.contains("artwork by the rule-based tool Cowrite cover"));
    tab.act(Action::DrawCover { variant: 1 });
    let [Effect::DrawCover { brief, side }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let (brief, side) = (brief.clone(), *side);
    let png = studio::cover::draw(&brief, 64).expect("a cover").png;
    tab.act(Action::CoverDrawn { brief, side, drawn: Ok(Rc::new(png.clone())) });
    let [Effect::StoreAsset { import, .. }] = &tab.effects[..] else { panic!("{:?}", tab.effects) };
    let import = *import;
    tab.act(Action::AssetStored { import });
    let mut again = Tab::open(tab.saved.clone(), None);
    assert_eq!(again.project().cover().expect("a cover").digest, Digest::of(&png));
    let (cover, same) = export(&mut again);
    assert!(matches!(cover, JobCover::Chosen(asset) if asset.bytes == png.len() as u64));
    assert_eq!(same, sentence, "the same tool drew it");
}
