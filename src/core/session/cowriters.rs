//! Which services a person has set up, who is asked for what, and what was asked this month. No key is in here.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::ai::{Ability, Service};
use crate::session::spent::Spent;
use crate::time::Civil;

/// The services of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CoWriters {
    /// The services, in the order they were added.
    #[serde(deserialize_with = "those_that_are_known")]
    pub services: Vec<Service>,
    /// The id of the service that is asked for each ability; the built-in tools where there is none.
    pub chosen: BTreeMap<Ability, String>,
    /// Whether the words of prompts are kept in the project, where everyone who gets it can read them; else their digest
    /// alone.
    pub keeps_prompts: bool,
    /// Whether a call that may cost something waits for the person's word.
    pub confirms: bool,
    /// What was asked this month.
    pub tally: Tally,
}

impl Default for CoWriters {
    fn default() -> Self {
        let tally = Tally::default();
        Self { services: Vec::new(), chosen: BTreeMap::new(), keeps_prompts: true, confirms: true, tally }
    }
}

/// Calls and what services counted, in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// The month, as months since January 1970 UTC.
    pub month: u32,
    /// Each service's, by its name.
    pub services: BTreeMap<String, Counted>,
}

/// What was asked of one service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counted {
    /// Calls that were answered.
    pub calls: u32,
    /// Tokens sent, as far as the service told.
    pub input_tokens: u64,
    /// Tokens received, as far as the service told.
    pub output_tokens: u64,
    /// What it charged in millionths of a US dollar, as far as the service told.
    pub cost: u64,
    /// From the questions to their answers, in milliseconds.
    pub milliseconds: u64,
}

impl CoWriters {
    /// The service that is asked for an ability; none for the built-in tool.
    pub fn service_for(&self, ability: Ability) -> Option<&Service> {
        let id = self.chosen.get(&ability)?;
        self.services.iter().find(|service| service.id == *id)
    }

    /// Puts a service in place of the one of its id, or last.
    pub fn put(&mut self, service: Service) {
        match self.services.iter_mut().find(|known| known.id == service.id) {
            Some(known) => *known = service,
            None => self.services.push(service),
        }
    }

    /// Takes a service away; what it was chosen for falls back to the built-in tools.
    pub fn remove(&mut self, id: &str) {
        self.services.retain(|service| service.id != id);
        self.chosen.retain(|_, chosen| chosen != id);
    }
}

impl Tally {
    /// Counts a call at a moment, in milliseconds since 1970-01-01 UTC. A new month begins anew.
    pub fn count(&mut self, service: &str, spent: Spent, now: u64) {
        let month = month_of(now);
        if self.month != month {
            *self = Self { month, services: BTreeMap::new() };
        }
        let counted = self.services.entry(service.to_owned()).or_default();
        let add = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        counted.calls = counted.calls.saturating_add(1);
        add(&mut counted.input_tokens, spent.usage.input_tokens.unwrap_or(0));
        add(&mut counted.output_tokens, spent.usage.output_tokens.unwrap_or(0));
        add(&mut counted.cost, spent.usage.cost.unwrap_or(0));
        add(&mut counted.milliseconds, spent.milliseconds);
    }

    /// Whether it is about the month of this moment.
    pub fn is_of(&self, now: u64) -> bool {
        self.month == month_of(now)
    }
}

/// Months since January 1970 UTC.
fn month_of(now: u64) -> u32 {
    let Civil { year, month, .. } = Civil::at(now);
    u32::try_from((year - 1970) * 12 + month - 1).unwrap_or(u32::MAX)
}

/// The services that this version knows the protocol of: one that it does not must not cost the others.
fn those_that_are_known<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Service>, D::Error> {
    let values = Vec::<serde_json::Value>::deserialize(input)?;
    Ok(values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_and_end_where_the_calendar_says() {
        const DAY: u64 = 86_400_000;
        for (days, month) in
            [(0, 0), (30, 0), (31, 1), (58, 1), (59, 2), (364, 11), (365, 12), (11_016, 361), (11_017, 362)]
        {
            assert_eq!(month_of(days * DAY), month, "{days} days after 1970-01-01");
        }
    }

    #[test]
    fn a_new_month_begins_a_new_tally() {
        let mut tally = Tally::default();
        let usage = crate::ai::Usage { input_tokens: Some(10), output_tokens: None, cost: Some(7) };
        let spent = Spent { usage, milliseconds: 3 };
        tally.count("A", spent, 0);
        tally.count("A", spent, 1);
        let counted = Counted { calls: 2, input_tokens: 20, output_tokens: 0, cost: 14, milliseconds: 6 };
        assert_eq!(tally.services["A"], counted);
        tally.count("B", spent, 40 * 86_400_000);
        assert_eq!(tally.services.len(), 1);
        assert!(!tally.is_of(0));
    }

    #[test]
    fn a_service_of_a_later_version_does_not_cost_the_others() {
        let text = r#"{"services":[{"id":"x","account":"x","name":"X","protocol":"from_the_future","base":"https://x.example","model":"m"},
            {"id":"y","account":"y","name":"Y","protocol":"ollama","base":"http://localhost:11434","model":"m"}]}"#;
        let read: CoWriters = serde_json::from_str(text).unwrap();
        assert_eq!(read.services.iter().map(|service| service.id.as_str()).collect::<Vec<_>>(), ["y"]);
        assert!(read.confirms && read.keeps_prompts);
    }

    #[test]
    fn removing_a_service_falls_back_to_the_built_in_tools() {
        let mut all = CoWriters::default();
        let base = crate::ai::Address::parse("http://localhost:11434").unwrap();
        let (id, name) = ("y".to_owned(), "Y".to_owned());
        let protocol = crate::ai::Protocol::Ollama;
        let (account, model, plan) = (id.clone(), "m".to_owned(), crate::ai::Plan::Paid);
        all.put(Service { account, id, name, protocol, base, relay: None, model, plan });
        all.chosen.insert(Ability::Text, "y".to_owned());
        assert!(all.service_for(Ability::Text).is_some());
        all.remove("y");
        assert_eq!(all, CoWriters::default());
    }
}
