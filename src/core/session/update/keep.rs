//! Calls that go on after a reload: what is kept of them, and how they are taken up again.

use crate::ai::media::resume;
use crate::ai::{Progress, Service, Ticket};
use crate::score::Place;
use crate::session::asking::{KeptCall, OpenCall, Question};
use crate::session::{Asking, Effect, JobId, KeyState, KnownKey, Purpose, Session};

/// The most calls that are taken up: what is found was kept by a browser that others may have written to.
const MOST_FOUND: usize = 16;

impl Session {
    /// Keeps what a call needs to go on after a reload.
    pub(super) fn keep_call(&mut self, job: JobId, ticket: Ticket) -> Option<Effect> {
        let place = self.calls.iter().position(|open| open.shown.id == job)?;
        let keyed = self.has_key(&self.calls[place].shown.service);
        let open = &mut self.calls[place];
        let Purpose::Answer(question) = &open.shown.purpose else { return None };
        let (service, brief, since) = (open.shown.service.clone(), question.brief.clone(), open.shown.since);
        open.kept = Some(Box::new(KeptCall { service, brief, ticket, keyed, since }));
        Some(self.kept_calls())
    }

    /// What is kept after a call has ended; nothing changes where nothing was kept of it.
    pub(super) fn kept_without(&self, ended: &OpenCall) -> Option<Effect> {
        ended.kept.as_ref().map(|_| self.kept_calls())
    }

    /// Takes up calls that were begun before a reload. One that had a key waits until the key is there: a service that is
    /// asked without would turn down a job that may have been paid for.
    pub(super) fn take_up(&mut self, found: Vec<KeptCall>, now: u64) -> Vec<Effect> {
        for kept in found.into_iter().take(MOST_FOUND) {
            let Some(call) = resume(&kept.service, &kept.ticket) else { continue };
            let question = Question { brief: kept.brief.clone(), place: Place::Song, kept: Vec::new() };
            let (id, service) = (self.fresh_job(), kept.service.clone());
            let (purpose, progress) = (Purpose::Answer(Box::new(question)), Progress::NeedsKey);
            // What was found may say anything.
            let since = if kept.since == 0 { now } else { kept.since.min(now) };
            let shown = Asking { id, service, purpose, progress, listen: None, since };
            self.calls.push(OpenCall { shown, call, kept: Some(Box::new(kept)), waits: true });
        }
        let mut effects = vec![self.kept_calls()];
        effects.extend(self.go_on_with_keys(now));
        effects
    }

    /// Goes on with the calls that waited for a key and have it now, or never had one.
    pub(super) fn go_on_with_keys(&mut self, now: u64) -> Vec<Effect> {
        let ready = |open: &&OpenCall| {
            let keyed = open.kept.as_ref().is_some_and(|kept| kept.keyed);
            open.waits && (!keyed || self.has_key(&open.shown.service))
        };
        let jobs: Vec<JobId> = self.calls.iter().filter(ready).map(|open| open.shown.id).collect();
        let mut effects = Vec::new();
        for job in jobs {
            let Some(open) = self.calls.iter_mut().find(|open| open.shown.id == job) else { continue };
            open.waits = false;
            open.shown.progress = Progress::Queued(None);
            let outputs = open.call.begin();
            effects.extend(self.follow(job, outputs, now));
        }
        effects
    }

    fn kept_calls(&self) -> Effect {
        Effect::KeepCalls(self.calls.iter().filter_map(|open| open.kept.as_deref().cloned()).collect())
    }

    /// Whether there is a key that can be used for a service where it answers.
    fn has_key(&self, service: &Service) -> bool {
        let origin = service.origin();
        let known = |key: &&KnownKey| key.account == service.account && key.origin == origin;
        self.keys.iter().find(known).is_some_and(|key| key.state != KeyState::Locked)
    }
}
