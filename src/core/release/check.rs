//! What stands in the way of a release, and what should be looked at: in general and on each platform.

use crate::project::Project;
use crate::provenance::Digest;
use crate::release::facts::Facts;
use crate::release::report::{Finding, Gravity, Place};
use crate::release::rules::Platform;
use crate::text::{Locale, Message};

mod codes;
mod cover;
mod credits;
mod names;
mod song;

/// Findings under way.
pub struct Findings<'a> {
    project: &'a Project,
    facts: &'a Facts,
    locale: Locale,
    list: Vec<Finding>,
}

impl Findings<'_> {
    /// Adds something that stands in the way: what, and what to do about it.
    fn block(&mut self, place: Place, text: Message, remedy: Message) {
        self.add(Gravity::Blocking, place, text, remedy);
    }

    /// Adds something to look at: what, and what to do about it.
    fn advise(&mut self, place: Place, text: Message, remedy: Message) {
        self.add(Gravity::Advisory, place, text, remedy);
    }

    fn add(&mut self, gravity: Gravity, place: Place, text: Message, remedy: Message) {
        let (text, remedy) = (text.print(self.locale), remedy.print(self.locale));
        self.list.push(Finding { gravity, place, platform: String::new(), text, remedy });
    }
}

/// What is found of a song wherever it is released. `cover` is the picture that was chosen, where it is at hand, and
/// `missing` are recordings that are not.
pub fn general(
    project: &Project,
    facts: &Facts,
    (cover, missing): (Option<&[u8]>, &[Digest]),
    locale: Locale,
) -> Vec<Finding> {
    let mut findings = Findings { project, facts, locale, list: Vec::new() };
    names::look(&mut findings);
    song::look(&mut findings);
    song::look_for(&mut findings, missing);
    codes::look(&mut findings);
    credits::look(&mut findings);
    cover::look(&mut findings, cover);
    let mut list = findings.list;
    // Stable: what is as grave stays in the order of the form.
    list.sort_by_key(|finding| finding.gravity);
    list
}

/// What is found of a song on each platform.
pub fn on_platforms(platforms: &[Platform], facts: &Facts, locale: Locale) -> Vec<Finding> {
    let mut list = Vec::new();
    for platform in platforms {
        for obstacle in platform.findings.iter().filter(|obstacle| obstacle.when.holds(facts, &obstacle.about)) {
            let rule = platform.rules.iter().find(|rule| rule.id == obstacle.rule);
            list.push(Finding {
                gravity: obstacle.gravity,
                place: Place::Platform,
                platform: platform.name.text(locale).to_owned(),
                text: rule.map_or_else(String::new, |rule| rule.says.text(locale).to_owned()),
                remedy: obstacle.remedy.text(locale).to_owned(),
            });
        }
    }
    list.sort_by_key(|finding| finding.gravity);
    list
}

#[cfg(test)]
mod tests;
