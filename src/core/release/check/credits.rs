//! Who is credited, with which part, and whether that agrees with the ledger.

use crate::project::{Credit, Role, WHOLE};
use crate::provenance::{Aspect, ContainsAi, ContributorKind};
use crate::release::check::Findings;
use crate::release::forms::lists::hundredths;
use crate::release::report::Place;
use crate::text::Message;

/// The credits of a release.
pub fn look(findings: &mut Findings<'_>) {
    let credits = findings.project.metadata.release.credits.clone();
    if credits.is_empty() {
        findings.advise(Place::Credits, Message::new("found-no-credits"), Message::new("mend-credits"));
        return;
    }
    for (place, credit) in credits.iter().enumerate() {
        look_at(findings, Place::Credit(place), credit);
    }
    let sum = |part: fn(&Credit) -> u16| credits.iter().map(|credit| u32::from(part(credit))).sum::<u32>();
    let sums = [
        (Place::Publishing, sum(|credit| credit.publishing), "found-publishing"),
        (Place::Master, sum(|credit| credit.master), "found-master"),
    ];
    for (place, sum, found) in sums.into_iter().filter(|(_, sum, _)| *sum != u32::from(WHOLE)) {
        findings.block(place, Message::new(found).with("sum", percent(sum)), mend_sum(sum));
    }
    forgotten(findings, &credits);
}

fn percent(hundredth: u32) -> String {
    match u16::try_from(hundredth) {
        Ok(hundredth) => hundredths(hundredth),
        Err(_) => format!("{}%", hundredth / 100),
    }
}

fn mend_sum(sum: u32) -> Message {
    let whole = u32::from(WHOLE);
    if sum > whole {
        Message::new("mend-sum-over").with("rest", percent(sum - whole))
    } else {
        Message::new("mend-sum-under").with("rest", percent(whole - sum))
    }
}

fn look_at(findings: &mut Findings<'_>, place: Place, credit: &Credit) {
    if credit.name.is_empty() {
        findings.block(place, Message::new("found-nameless"), Message::new("mend-nameless"));
        return;
    }
    if credit.roles.is_empty() {
        let found = Message::new("found-no-role").with("name", &credit.name);
        findings.advise(place, found, Message::new("mend-no-role"));
    }
    let machine =
        findings.facts.models().find(|(_, party)| is_called(&credit.name, &party.provider, &party.share.name));
    if let Some((_, party)) = machine {
        let found = Message::new("found-machine").with("name", &credit.name).with("model", &party.share.name);
        findings.block(place, found, Message::new("mend-machine"));
    }
    for (role, aspect) in
        [(Role::Lyricist, Aspect::Lyrics), (Role::Composer, Aspect::Composition), (Role::LeadVocalist, Aspect::Vocals)]
    {
        let generated = findings.facts.side(aspect).is_some_and(|side| side.level() == ContainsAi::All);
        if generated && credit.roles.contains(&role) {
            let side = aspect.name().text(findings.locale);
            let found = Message::new("found-claim").with("name", &credit.name).with("side", side);
            findings.advise(place, found, Message::new("mend-claim"));
        }
    }
}

/// Whether a person is credited under the name of a model.
fn is_called(name: &str, provider: &str, model: &str) -> bool {
    [provider, model].iter().any(|known| !known.is_empty() && known.eq_ignore_ascii_case(name))
}

/// People of the ledger whom no credit names.
fn forgotten(findings: &mut Findings<'_>, credits: &[Credit]) {
    let artist = findings.project.metadata.artist.clone();
    let sides = findings.facts.sides.iter();
    let mut names: Vec<String> = sides
        .flat_map(|side| side.of_kind(ContributorKind::Person))
        .map(|party| party.share.name.trim().to_owned())
        .filter(|name| !name.is_empty() && *name != artist && !credits.iter().any(|credit| credit.name == *name))
        .collect();
    names.sort();
    names.dedup();
    for name in names {
        let found = Message::new("found-forgotten").with("name", name);
        findings.advise(Place::Credits, found, Message::new("mend-forgotten"));
    }
}
