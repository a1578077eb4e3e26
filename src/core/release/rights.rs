//! The rights gate: material that may not be sold as it is, with the bars it is in, and what a person has declared of it.
//!
//! No service says with its answer whose the result is or what it may be used for, so the plan at the time is what is
//! known: recordings and pictures of a free plan may not be sold, and of those whose plan nobody stated, or whose source
//! gave no right, nobody knows. Words and notes of a language model are the customer's by the terms of the services in
//! question, so a plan that was not stated is only pointed out. A person's word overrides all of it, and is on record.

use serde::{Deserialize, Serialize};

use crate::project::{Clearance, Project};
use crate::release::facts::words::{aspect_names, bars, listed};
use crate::release::facts::{Facts, Material, terms_of};
use crate::release::gate;
use crate::release::gate::Right;
use crate::release::report::Gravity;
use crate::text::{Locale, Message};

/// Material and its right, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightShown {
    /// The contribution that brought it.
    pub material: u16,
    /// Who made it.
    pub name: String,
    /// By which right it is used.
    pub right: Right,
    /// How much that matters; `None` where nothing stands in the way.
    pub gravity: Option<Gravity>,
    /// What is known of its terms, and what follows.
    pub text: String,
    /// Where it is: sides, bars and tracks.
    pub place: String,
    /// What a person has declared of it, and on what ground.
    pub declared: String,
}

/// All material of models and imports that is in the song, with its right, what stands in the way first.
pub fn rights(project: &Project, facts: &Facts, locale: Locale) -> Vec<RightShown> {
    let clearances = &project.metadata.release.clearances;
    let shown = facts.material.iter().map(|material| {
        let clearance = clearances.iter().find(|clearance| clearance.material == material.id);
        let (right, gravity) = gate::right(project, material);
        RightShown {
            material: material.id.0,
            name: material.contributor.name(),
            right,
            gravity,
            text: text(right, material, locale),
            place: place(material, locale),
            declared: clearance.map_or_else(String::new, |clearance| declared(project, clearance, locale)),
        }
    });
    let mut shown: Vec<RightShown> = shown.collect();
    // Stable: what matters alike stays in the order of the ledger.
    shown.sort_by_key(|right| right.gravity.map_or(2, |gravity| gravity as u8));
    shown
}

/// Whether something stands in the way of selling the song.
pub fn blocks(rights: &[RightShown]) -> bool {
    rights.iter().any(|right| right.gravity == Some(Gravity::Blocking))
}

fn text(right: Right, material: &Material, locale: Locale) -> String {
    let message = match right {
        Right::Given => Message::new("right-given"),
        Right::FreePlan => Message::new("right-free-plan"),
        Right::PlanUnsaid if material.rendered => Message::new("right-plan-unsaid"),
        Right::PlanUnsaid => Message::new("right-words-unsaid"),
        Right::NoRight => Message::new("right-none"),
        Right::Declared => Message::new("right-declared"),
    };
    message.with("terms", terms_of(&material.contributor)).print(locale)
}

fn place(material: &Material, locale: Locale) -> String {
    let mut told = vec![aspect_names(&material.aspects, locale)];
    if !material.bars.is_empty() {
        told.push(bars(&material.bars, locale));
    }
    if !material.tracks.is_empty() {
        told.push(Message::new("fact-tracks").with("tracks", material.tracks.join(", ")).print(locale));
    }
    listed(told, locale)
}

fn declared(project: &Project, clearance: &Clearance, locale: Locale) -> String {
    let name = project.ledger.get(clearance.by).map(|contribution| contribution.contributor.name()).unwrap_or_default();
    let message =
        if name.is_empty() { Message::new("right-declared-by-someone") } else { Message::new("right-declared-by") };
    message.with("name", name).with("ground", &clearance.ground).with("entry", clearance.by.0 + 1).print(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, Edit, History};
    use crate::provenance::{Aspect, ContributionId};
    use crate::release::facts::fixture::{Song, ada, import, model};

    const EN: Locale = Locale::English;

    fn shown(song: &Song) -> Vec<RightShown> {
        rights(&song.0, &Facts::of(&song.0), EN)
    }

    #[test]
    fn a_free_plans_recording_stands_in_the_way_with_its_bars() {
        let song = Song::default().with(Aspect::Composition, &[ada()], 0, 8).with(
            Aspect::Vocals,
            &[model("Suno", "free plan; https://suno.com/terms")],
            4,
            4,
        );
        let rights = shown(&song);
        let [right] = &rights[..] else { panic!("{rights:?}") };
        assert_eq!((right.right, right.gravity), (Right::FreePlan, Some(Gravity::Blocking)));
        assert!(right.place.contains("bars 5–8, on Track 1"), "{}", right.place);
        assert!(blocks(&rights));
    }

    #[test]
    fn what_is_paid_for_or_licensed_does_not() {
        let song = Song::default().with(Aspect::Vocals, &[model("Suno", "paid plan")], 0, 4).with(
            Aspect::Vocals,
            &[import("CC BY 4.0")],
            4,
            4,
        );
        assert!(shown(&song).iter().all(|right| right.right == Right::Given && right.gravity.is_none()));
    }

    #[test]
    fn what_nobody_said_blocks_recordings_and_only_points_at_words() {
        let unsaid = || model("Suno", "plan not stated");
        let song = Song::default().with(Aspect::Lyrics, &[unsaid()], 0, 1);
        assert_eq!(shown(&song)[0].gravity, Some(Gravity::Advisory));
        let song = Song::default().with(Aspect::Vocals, &[unsaid()], 0, 1);
        assert_eq!(shown(&song)[0].gravity, Some(Gravity::Blocking));
        let song = Song::default().with(Aspect::Vocals, &[model("ACE-Step", "")], 0, 1);
        assert_eq!(shown(&song)[0].gravity, Some(Gravity::Advisory));
        let song = Song::default().with(Aspect::Vocals, &[import(" ")], 0, 1);
        assert_eq!((shown(&song)[0].right, shown(&song)[0].gravity), (Right::NoRight, Some(Gravity::Blocking)));
    }

    #[test]
    fn what_is_muted_stands_in_nobodys_way() {
        let mut song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 0, 4);
        std::rc::Rc::make_mut(&mut song.0.tracks[0]).strip.mute = true;
        assert!(shown(&song).is_empty());
    }

    #[test]
    fn a_persons_word_opens_the_gate_and_undo_shuts_it() {
        let song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 0, 4);
        let mut history = History::new(song.0);
        let material = ContributionId(shown_of(&history)[0].material);
        let clear = Command::ClearMaterial { material, ground: "Bought on 2026-11-22".to_owned(), at: 9 };
        history.run(Edit::new("step", vec![clear], ada(), 9)).unwrap();
        let rights = shown_of(&history);
        assert_eq!((rights[0].right, blocks(&rights)), (Right::Declared, false));
        assert!(rights[0].declared.contains("Ada") && rights[0].declared.contains("Bought on 2026-11-22"));
        assert_eq!(history.project().ledger.verify(), Ok(()));
        history.undo(&ada(), 10).unwrap();
        assert!(blocks(&shown_of(&history)));
    }

    fn shown_of(history: &History) -> Vec<RightShown> {
        rights(history.project(), &Facts::of(history.project()), EN)
    }
}
