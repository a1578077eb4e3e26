//! The rights gate itself: by which right each piece of material is used, and whether the song may be sold with it.
//!
//! Whatever the studio makes for sale asks here, and so does the command line for a pack. What people read of it is told by
//! [`rights`](super::rights).

use serde::{Deserialize, Serialize};

use crate::project::Project;
use crate::provenance::Contributor;
use crate::release::facts::{Bars, Facts, Material, terms_of};
use crate::release::report::Gravity;
use crate::text::{Message, describe};

/// What a file or a pack is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To be released and sold: nothing in it may stand in the way.
    #[default]
    Sale,
    /// To be listened to and looked at.
    Review,
}

/// By which right material is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Right {
    /// It was paid for, or its source gave a right.
    Given,
    /// It was made without paying: most services then keep it from being sold.
    FreePlan,
    /// Nobody has said under which plan it was made.
    PlanUnsaid,
    /// It was brought in without a right.
    NoRight,
    /// A person has declared it free to be sold.
    Declared,
}

/// What stands in the way of selling a song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotForSale {
    /// Each piece of material with the bars it is in: `Suno v1 (5–8)`.
    pub material: Vec<String>,
}

impl NotForSale {
    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-not-for-sale").with("material", self.material.join("; "))
    }
}
describe!(NotForSale);

/// The right that material of a project is used by, and how much that stands in the way of selling the song.
pub fn right(project: &Project, material: &Material) -> (Right, Option<Gravity>) {
    let declared = project.metadata.release.clearances.iter().any(|clearance| clearance.material == material.id);
    let right = if declared { Right::Declared } else { right_of(material) };
    (right, gravity_of(right, material))
}

/// Opens where a project may be used for a purpose.
///
/// # Errors
/// [`NotForSale`] with everything that stands in the way.
pub fn open(project: &Project, purpose: Purpose) -> Result<(), NotForSale> {
    match purpose {
        Purpose::Review => Ok(()),
        Purpose::Sale => open_for_sale(project, &Facts::of(project)),
    }
}

fn open_for_sale(project: &Project, facts: &Facts) -> Result<(), NotForSale> {
    let blocks = |material: &&Material| right(project, material).1 == Some(Gravity::Blocking);
    let material: Vec<String> = facts.material.iter().filter(blocks).map(placed).collect();
    if material.is_empty() { Ok(()) } else { Err(NotForSale { material }) }
}

/// Material by its maker's name and the bars it is in.
fn placed(material: &Material) -> String {
    let name = material.contributor.name();
    let span = |span: &Bars| if span.0 == span.1 { span.0.to_string() } else { format!("{}–{}", span.0, span.1) };
    let bars: Vec<String> = material.bars.iter().take(MOST_SPANS).map(span).collect();
    let more = if material.bars.len() > MOST_SPANS { "…" } else { "" };
    if bars.is_empty() { name } else { format!("{name} ({}{more})", bars.join(", ")) }
}

/// The most spans of bars that are told one by one.
const MOST_SPANS: usize = 6;

/// The plan that the ledger's words tell of: the three of a service's settings.
fn right_of(material: &Material) -> Right {
    let terms = terms_of(&material.contributor);
    match &material.contributor {
        Contributor::Import { .. } if terms.trim().is_empty() => Right::NoRight,
        Contributor::Import { .. } => Right::Given,
        _ if terms.contains("free plan") => Right::FreePlan,
        _ if terms.contains("paid plan") => Right::Given,
        _ => Right::PlanUnsaid,
    }
}

/// How much a right stands in the way of selling the song.
fn gravity_of(right: Right, material: &Material) -> Option<Gravity> {
    // A model on the person's own computer has no plan, and says nothing of one.
    let asked = terms_of(&material.contributor).contains("plan not stated");
    match right {
        Right::Given | Right::Declared => None,
        Right::FreePlan | Right::NoRight => Some(Gravity::Blocking),
        Right::PlanUnsaid if asked && material.rendered => Some(Gravity::Blocking),
        Right::PlanUnsaid => Some(Gravity::Advisory),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::Aspect;
    use crate::release::facts::fixture::{Song, ada, model};

    #[test]
    fn what_may_not_be_sold_is_named_with_its_bars_and_may_be_listened_to() {
        let song = Song::default().with(Aspect::Composition, &[ada()], 0, 8);
        assert_eq!(open(&song.0, Purpose::Sale), Ok(()));
        let song = song.with(Aspect::Vocals, &[model("Suno", "free plan")], 4, 4);
        let refused = open(&song.0, Purpose::Sale).unwrap_err();
        let [material] = &refused.material[..] else { panic!("{refused:?}") };
        assert!(material.contains("Suno") && material.ends_with("(5–8)"), "{material}");
        assert!(refused.to_string().contains(material.as_str()));
        assert_eq!(open(&song.0, Purpose::Review), Ok(()));
    }
}
