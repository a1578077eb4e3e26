//! The writer of the message. The order of elements is that of `release-notification.xsd` of ERN 4.3.2.

use crate::project::Explicit;
use crate::project::codes::Code;
use crate::release::ern::{By, Contributed, Ern};
use crate::text::markup::escaped;
use crate::time::Civil;

const WORLD: &str = r#"ApplicableTerritoryCode="Worldwide" IsDefault="true""#;

/// Elements under way.
#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An element with what is in it.
    fn group(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.line(&format!("<{tag}>"));
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        let name = tag.split(' ').next().unwrap_or(tag);
        self.line(&format!("</{name}>"));
    }

    /// An element with text.
    fn leaf(&mut self, tag: &str, text: &str) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.line(&format!("<{tag}>{}</{name}>", escaped(text)));
    }
}

/// The message.
pub fn of(ern: &Ern) -> String {
    let mut out = Writer::default();
    out.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    out.line("<!-- DRAFT: whoever delivers it puts in their DDEX party ids, the audio file and its hash. -->");
    let root = concat!(
        "ern:NewReleaseMessage xmlns:ern=\"http://ddex.net/xml/ern/432\" ",
        "ReleaseProfileVersionId=\"Audio\" AvsVersionId=\"9\" LanguageAndScriptCode=\"en\""
    );
    out.group(root, |out| {
        header(out, ern);
        out.group("PartyList", |out| parties(out, ern));
        out.group("ResourceList", |out| {
            recording(out, ern);
            image(out, ern);
        });
        out.group("ReleaseList", |out| {
            release(out, ern);
            track_release(out, ern);
        });
    });
    out.text
}

fn header(out: &mut Writer, ern: &Ern) {
    out.group("MessageHeader", |out| {
        out.leaf("MessageId", &ern.message);
        for party in ["MessageSender", "MessageRecipient"] {
            out.group(party, |out| out.leaf("PartyId", "PADPIDADRAFT"));
        }
        out.leaf("MessageCreatedDateTime", &Civil::at(ern.created).rfc3339());
        out.leaf("MessageControlType", "TestMessage");
    });
}

fn reference(place: usize) -> String {
    format!("P{place}")
}

fn parties(out: &mut Writer, ern: &Ern) {
    for (place, party) in ern.parties.iter().enumerate() {
        out.group("Party", |out| {
            out.leaf("PartyReference", &reference(place));
            out.group("PartyName", |out| out.leaf("FullName", &party.name));
            if let Some(isni) = &party.isni {
                out.group("PartyId", |out| out.leaf("ISNI", isni.as_str()));
            }
        });
    }
}

fn titles_and_artists(out: &mut Writer, ern: &Ern) {
    out.leaf("DisplayTitleText", &ern.title);
    out.group(&format!("DisplayTitle {WORLD}"), |out| out.leaf("TitleText", &ern.title));
    let artist = ern.parties.first().map_or("", |party| party.name.as_str());
    out.leaf(&format!("DisplayArtistName {WORLD}"), artist);
    let mut artists = vec![(0, "MainArtist")];
    artists.extend(ern.guests.iter().map(|guest| (*guest, "FeaturedArtist")));
    for (number, (place, role)) in artists.into_iter().enumerate() {
        out.group(&format!("DisplayArtist SequenceNumber=\"{}\"", number + 1), |out| {
            out.leaf("ArtistPartyReference", &reference(place));
            out.leaf("DisplayArtistRole", role);
        });
    }
}

fn contributors(out: &mut Writer, tag: &str, list: &[Contributed]) {
    for (number, contributed) in list.iter().enumerate() {
        out.group(&format!("{tag} SequenceNumber=\"{}\"", number + 1), |out| {
            match &contributed.by {
                By::Party(place) => out.leaf("ContributorPartyReference", &reference(*place)),
                By::GenerativeAi(_) => out.leaf("SpecialContributor", "GenerativeAI"),
            }
            out.group("Role", |out| out.leaf("Value", contributed.role));
            if let Some(level) = contributed.ai {
                out.leaf("AiContribution", level.code());
            }
            if let By::GenerativeAi(names) = &contributed.by {
                out.group("DisplayCredits", |out| out.leaf("DisplayCreditText", &names.join(", ")));
            }
        });
    }
}

/// A code where there is one, or the song's own number.
fn identity(out: &mut Writer, tag: &str, code: Option<&Code>, own: &str, part: &str) {
    match code {
        Some(code) => out.leaf(tag, code.as_str()),
        None => out.leaf("ProprietaryId Namespace=\"org.cowrite\"", &format!("{own}:{part}")),
    }
}

fn recording(out: &mut Writer, ern: &Ern) {
    let recording = &ern.recording;
    out.group("SoundRecording", |out| {
        out.leaf("ResourceReference", "A1");
        out.leaf("Type", "MusicalWorkSoundRecording");
        out.group("SoundRecordingEdition", |out| {
            out.group("ResourceId", |out| identity(out, "ISRC", recording.isrc.as_ref(), &ern.own, "recording"));
            contributors(out, "EditionContributor", &recording.edition);
            line(out, "PLine", &ern.lines[0]);
        });
        if let Some(iswc) = &recording.iswc {
            out.group("WorkId", |out| out.leaf("ISWC", iswc.as_str()));
        }
        titles_and_artists(out, ern);
        contributors(out, "Contributor", &recording.contributors);
        out.leaf("Duration", &duration(recording.seconds));
        out.leaf("ParentalWarningType", warning(ern.explicit));
        out.leaf("ContainsAI", recording.contains_ai.code());
        out.leaf("HasVocalPerformance", if recording.has_vocals { "true" } else { "false" });
        out.leaf("IsInstrumental", if recording.has_vocals { "false" } else { "true" });
        if let Some(language) = recording.language.as_ref().filter(|_| recording.has_vocals) {
            out.leaf("LanguageOfPerformance", language);
        }
    });
}

fn image(out: &mut Writer, ern: &Ern) {
    out.group("Image", |out| {
        out.leaf("ResourceReference", "A2");
        out.leaf("Type", "FrontCoverImage");
        out.group("ResourceId", |out| identity(out, "", None, &ern.own, "cover"));
        out.leaf("ParentalWarningType", if ern.explicit == Explicit::Unsaid { "Unknown" } else { "NotExplicit" });
        out.leaf("ContainsAI", ern.image.code());
    });
}

fn release(out: &mut Writer, ern: &Ern) {
    out.group("Release", |out| {
        out.leaf("ReleaseReference", "R0");
        out.leaf("ReleaseType", "Single");
        out.group("ReleaseId", |out| identity(out, "ICPN", ern.upc.as_ref(), &ern.own, "release"));
        titles_and_artists(out, ern);
        out.leaf(&format!("ReleaseLabelReference {WORLD}"), &reference(1));
        line(out, "PLine", &ern.lines[0]);
        line(out, "CLine", &ern.lines[1]);
        out.group(&format!("DisplayGenre {WORLD}"), |out| out.leaf("GenreText", &ern.genre));
        if let Some(date) = &ern.date {
            out.leaf(&format!("ReleaseDate {WORLD}"), date);
        }
        out.leaf("ParentalWarningType", warning(ern.explicit));
        out.group("ResourceGroup", |out| {
            out.leaf("SequenceNumber", "1");
            out.group("ResourceGroupContentItem", |out| {
                out.leaf("SequenceNumber", "1");
                out.leaf("ReleaseResourceReference", "A1");
                out.leaf("LinkedReleaseResourceReference", "A2");
            });
        });
        out.leaf("ContainsAI", ern.release.code());
    });
}

fn track_release(out: &mut Writer, ern: &Ern) {
    out.group("TrackRelease", |out| {
        out.leaf("ReleaseReference", "R1");
        out.group("ReleaseId", |out| identity(out, "", None, &ern.own, "track"));
        out.leaf("ReleaseResourceReference", "A1");
        out.leaf(&format!("ReleaseLabelReference {WORLD}"), &reference(1));
        out.group(&format!("DisplayGenre {WORLD}"), |out| out.leaf("GenreText", &ern.genre));
    });
}

/// A line after ℗ or ©, with its year where it begins with one.
fn line(out: &mut Writer, tag: &str, text: &str) {
    let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    out.group(tag, |out| {
        if let Some(year) = year {
            out.leaf("Year", year);
        }
        out.leaf(&format!("{tag}Text"), text);
    });
}

fn warning(explicit: Explicit) -> &'static str {
    match explicit {
        Explicit::Unsaid => "Unknown",
        Explicit::Clean => "NotExplicit",
        Explicit::Explicit => "Explicit",
    }
}

/// Seconds as ISO 8601 writes a duration.
fn duration(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("PT{hours}H{minutes}M{seconds}S") } else { format!("PT{minutes}M{seconds}S") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_iso_8601() {
        assert_eq!([duration(5), duration(185), duration(3_700)], ["PT0M5S", "PT3M5S", "PT1H1M40S"]);
    }
}
