//! What a project's manifest says: who did what, where it is heard, and which recordings it is made of.

use std::collections::BTreeMap;

use crate::credentials::{Deed, Ingredient, LedgerMark, Region, Software, Work};
use crate::project::{AssetRef, Clip, Project, Track, evidence};
use crate::provenance::{Aspect, AuthorsId, Contribution, ContributionId, Contributor, ContributorKind, Digest, Share};
use crate::release;
use crate::time::{Tick, TickRange};

/// With more contributions than this, each contributor's are told as one.
const MOST_DEEDS: usize = 64;

/// What is found of a contribution in the song.
#[derive(Default)]
struct Found {
    aspects: Vec<Aspect>,
    made: bool,
    /// Tracks by their place, with the span that is heard.
    spans: Vec<(usize, TickRange)>,
}

/// What a project's manifest says. `stores` are the manifests that its recordings came with, by the digest of the
/// recording; `now` is in milliseconds since 1970-01-01 UTC and is taken where the project does not know when it began.
pub fn work(project: &Project, stores: &BTreeMap<Digest, Vec<u8>>, now: u64) -> Work {
    let artist = project.metadata.artist.trim();
    Work {
        title: project.metadata.title.clone(),
        creators: (!artist.is_empty()).then(|| artist.to_owned()).into_iter().collect(),
        software: Software { name: "Cowrite".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        source_type: release::disclosure(project).source_type(),
        began: project.ledger.entries().first().map_or(now, |entry| entry.contribution.began),
        deeds: deeds(project),
        ingredients: ingredients(project, stores),
        ledger: LedgerMark { head: project.ledger.head(), count: project.ledger.entries().len() as u64 },
        no_training: true,
    }
}

/// Every contribution that something audible or readable points at, in the order of the ledger.
fn deeds(project: &Project) -> Vec<Deed> {
    let mut found: BTreeMap<ContributionId, Found> = BTreeMap::new();
    for piece in evidence::evidence(project) {
        for (place, author) in piece.authors.iter().enumerate() {
            let found = found.entry(*author).or_default();
            found.made |= place == 0;
            if !found.aspects.contains(&piece.aspect) {
                found.aspects.push(piece.aspect);
            }
        }
    }
    for (place, track) in project.tracks.iter().enumerate() {
        for clip in &track.clips {
            for author in authors_of(project, track, clip) {
                if let Some(found) = found.get_mut(&author) {
                    found.spans.push((place, clip.range()));
                }
            }
        }
    }
    let mut deeds: Vec<Deed> =
        found.into_iter().filter_map(|(id, found)| Some(deed(project, project.ledger.get(id)?, &found))).collect();
    if deeds.len() > MOST_DEEDS {
        deeds = by_contributor(deeds);
    }
    deeds
}

/// Everyone who made or changed a clip or what it plays, each once.
fn authors_of(project: &Project, track: &Track, clip: &Clip) -> Vec<ContributionId> {
    let notes = track.pattern_of(clip).into_iter().flat_map(|pattern| pattern.heard().map(|note| note.authors));
    let played = track.plays(clip);
    let assets = played.iter().filter_map(|digest| project.asset(*digest)).map(|asset| asset.authors);
    let mut sets: Vec<AuthorsId> = notes.chain(assets).chain([clip.authors]).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut authors: Vec<ContributionId> = sets.iter().flat_map(|set| project.authors.get(*set)).copied().collect();
    authors.sort_unstable();
    authors.dedup();
    authors
}

fn deed(project: &Project, contribution: &Contribution, found: &Found) -> Deed {
    let by = contribution.contributor.clone();
    let share = Share { kind: by.kind(), name: String::new(), share: 1.0, only_edited: !found.made };
    Deed {
        source_type: share.source_type(),
        when: contribution.ended,
        aspects: found.aspects.clone(),
        only_edited: !found.made,
        regions: regions(project, &found.spans),
        by,
    }
}

/// Spans as seconds; those of one track that meet become one.
fn regions(project: &Project, spans: &[(usize, TickRange)]) -> Vec<Region> {
    let mut spans = spans.to_vec();
    spans.sort_by_key(|(track, range)| (*track, range.start));
    let mut joined: Vec<(usize, TickRange)> = Vec::new();
    for (track, range) in spans {
        match joined.last_mut() {
            Some((last, known)) if *last == track && range.start <= known.end => known.end = known.end.max(range.end),
            _ => joined.push((track, range)),
        }
    }
    let seconds = |tick: Tick| project.tempo.seconds_at(f64::from(tick.0));
    let region = |(track, range): (usize, TickRange)| Region {
        track: project.tracks.get(track).map_or_else(String::new, |track| track.name.clone()),
        start: seconds(range.start),
        end: seconds(range.end),
    };
    joined.into_iter().map(region).collect()
}

/// Deeds of the same contributor as one: it ends with the last of them.
fn by_contributor(deeds: Vec<Deed>) -> Vec<Deed> {
    let mut joined: Vec<Deed> = Vec::new();
    for deed in deeds {
        match joined.iter_mut().find(|known| known.by == deed.by) {
            None => joined.push(deed),
            Some(known) => {
                let news: Vec<Aspect> =
                    deed.aspects.into_iter().filter(|aspect| !known.aspects.contains(aspect)).collect();
                known.aspects.extend(news);
                known.when = known.when.max(deed.when);
                if known.only_edited && !deed.only_edited {
                    known.only_edited = false;
                    known.source_type = deed.source_type;
                }
                known.regions.extend(deed.regions);
            }
        }
    }
    joined
}

fn ingredients(project: &Project, stores: &BTreeMap<Digest, Vec<u8>>) -> Vec<Ingredient> {
    let ingredient = |asset: &AssetRef| Ingredient {
        title: asset.name.clone(),
        media_type: asset.media_type.clone(),
        digest: asset.digest,
        source_type: maker(project, asset.authors).and_then(|by| {
            let share = Share { kind: by.kind(), name: String::new(), share: 1.0, only_edited: false };
            share.source_type()
        }),
        regions: regions(project, &spans_of(project, asset)),
        store: stores.get(&asset.digest).cloned(),
    };
    project.recordings().into_iter().map(ingredient).collect()
}

/// Who made something; of several, a model before all others, so that no machine hides behind a person.
fn maker(project: &Project, authors: AuthorsId) -> Option<&Contributor> {
    let by = project.authors.get(authors).iter().filter_map(|id| Some(&project.ledger.get(*id)?.contributor));
    let mut by: Vec<&Contributor> = by.collect();
    by.sort_by_key(|contributor| contributor.kind() != ContributorKind::Model);
    by.first().copied()
}

fn spans_of(project: &Project, asset: &AssetRef) -> Vec<(usize, TickRange)> {
    let tracks = project.tracks.iter().enumerate();
    let clips = tracks.flat_map(|(place, track)| track.clips.iter().map(move |clip| (place, track, clip)));
    let playing = clips.filter(|(_, track, clip)| track.plays(clip).contains(&asset.digest));
    playing.map(|(place, _, clip)| (place, clip.range())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    #[test]
    fn a_manifest_tells_every_contribution_and_where_it_is_heard() {
        let project = draft::song("a slow song about rain", 3, 1_000).unwrap();
        let work = work(&project, &BTreeMap::new(), 9);
        assert_eq!(work.title, project.metadata.title);
        assert_eq!(work.source_type, release::disclosure(&project).source_type());
        assert_eq!(work.began, 1_000);
        assert!(!work.deeds.is_empty() && work.ingredients.is_empty());
        let told: Vec<Aspect> = work.deeds.iter().flat_map(|deed| deed.aspects.clone()).collect();
        for piece in evidence::evidence(&project) {
            assert!(told.contains(&piece.aspect), "{:?}", piece.aspect);
        }
        let end = project.tempo.seconds_at(f64::from(project.end().0));
        for region in work.deeds.iter().flat_map(|deed| &deed.regions) {
            assert!(region.start < region.end && region.end <= end + 1e-9, "{region:?}");
            assert!(project.tracks.iter().any(|track| track.name == region.track));
        }
    }

    #[test]
    fn many_contributions_are_told_by_contributor_and_none_is_lost() {
        let by = |name: &str| Contributor::Person { name: name.to_owned() };
        let deed = |name: &str, aspect, when, only_edited| Deed {
            by: by(name),
            when,
            source_type: None,
            aspects: vec![aspect],
            only_edited,
            regions: Vec::new(),
        };
        let joined = by_contributor(vec![
            deed("a", Aspect::Lyrics, 5, true),
            deed("b", Aspect::Mix, 6, true),
            deed("a", Aspect::Composition, 4, false),
        ]);
        assert_eq!(joined.len(), 2);
        assert_eq!((joined[0].aspects.len(), joined[0].when, joined[0].only_edited), (2, 5, false));
        assert_eq!((&joined[1].by, joined[1].only_edited), (&by("b"), true));
    }
}
