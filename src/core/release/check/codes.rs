//! The codes that were typed, and those that are missing.

use crate::project::codes::{Code, CodeError};
use crate::release::check::Findings;
use crate::release::report::Place;
use crate::text::Message;

/// The codes of a release and of those who are credited.
pub fn look(findings: &mut Findings<'_>) {
    let release = &findings.project.metadata.release;
    let (isrc, iswc, upc) = (release.isrc(), release.iswc(), release.upc());
    let of_people: Vec<_> = release.credits.iter().map(|credit| [credit.isni(), credit.ipi()]).collect();
    if isrc == Ok(None) {
        findings.advise(Place::Isrc, Message::new("found-no-isrc"), Message::new("mend-isrc"));
    }
    for (place, code) in [(Place::Isrc, isrc), (Place::Iswc, iswc), (Place::Upc, upc)] {
        refuse(findings, place, code);
    }
    for (place, codes) in of_people.into_iter().enumerate() {
        codes.into_iter().for_each(|code| refuse(findings, Place::Credit(place), code));
    }
}

fn refuse(findings: &mut Findings<'_>, place: Place, code: Result<Option<Code>, CodeError>) {
    if let Err(error) = code {
        findings.block(place, error.message(), Message::new("mend-code"));
    }
}
