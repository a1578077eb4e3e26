//! Asking services: calls begin, hear, end. Nothing here touches the project; what a call made becomes a take.

use std::rc::Rc;

use crate::ai::{
    Answer, Call, CallError, Input, Loss, Made, ModelsCall, Output, Preset, Progress, Service, SignInCall,
};
use crate::provenance::{Contributor, PromptRecord};
use crate::score::{Proposal, Score};
use crate::session::asking::OpenCall;
use crate::session::{Action, Asking, Effect, JobId, Purpose, Session, Severity, Take};
use crate::text::Message;

/// The service that gives keys to those who sign in.
const SIGN_IN: &str = "openrouter";

impl Session {
    pub(super) fn update_asking(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::CallHeard { job, input } => self.hear(job, input, now),
            Action::ListModels { service } => {
                let call = ModelsCall::new((*service).clone());
                self.begin_call(*service, Purpose::Models, Box::new(call), now)
            }
            Action::SignIn => vec![Effect::SignIn],
            Action::SignedIn { code, verifier } => self.signed_in(code, verifier, now),
            Action::KeysKnown { keys } => {
                self.keys = keys;
                self.go_on_with_keys(now)
            }
            Action::CallsFound { kept } => self.take_up(kept, now),
            _ => Vec::new(),
        }
    }

    /// Exchanges the code for a key, which the platform keeps.
    fn signed_in(&mut self, code: String, verifier: String, now: u64) -> Vec<Effect> {
        let known = self.settings.cowriters.services.iter().find(|service| service.id == SIGN_IN).cloned();
        let preset = || Preset::named(SIGN_IN).and_then(|preset| preset.service().ok());
        let Some(service) = known.or_else(preset) else { return Vec::new() };
        let call = SignInCall::new(service.clone(), code, verifier);
        self.begin_call(service, Purpose::Key, Box::new(call), now)
    }

    /// Begins a call.
    pub(super) fn begin_call(
        &mut self,
        service: Service,
        purpose: Purpose,
        mut call: Box<dyn Call>,
        now: u64,
    ) -> Vec<Effect> {
        let id = self.fresh_job();
        let outputs = call.begin();
        let shown = Asking { id, service, purpose, progress: Progress::Asking, listen: None, since: now };
        self.calls.push(OpenCall { shown, call, kept: None, waits: false });
        self.follow(id, outputs, now)
    }

    /// Ends a call without an answer. What was asked stays in the prompt box.
    pub(super) fn cancel_call(&mut self, job: JobId) -> Vec<Effect> {
        let Some(mut open) = self.end_call(job) else { return Vec::new() };
        self.finish_draft(job);
        let mut effects = vec![Effect::StopCall(job)];
        effects.extend(self.kept_without(&open));
        if let Some(request) = open.call.cancel() {
            // Under a name of its own, so that nobody hears what the service says to it.
            effects.push(Effect::Fetch { job: self.fresh_job(), request: Box::new(request) });
        }
        effects
    }

    fn hear(&mut self, job: JobId, input: Input, now: u64) -> Vec<Effect> {
        // What was cancelled may still have had something to say.
        let Some(open) = self.calls.iter_mut().find(|open| open.shown.id == job) else { return Vec::new() };
        let outputs = open.call.hear(input);
        self.follow(job, outputs, now)
    }

    pub(super) fn follow(&mut self, job: JobId, outputs: Vec<Output>, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        for output in outputs {
            let Some(open) = self.calls.iter_mut().find(|open| open.shown.id == job) else { break };
            match output {
                Output::Fetch(request) => effects.push(Effect::Fetch { job, request }),
                Output::OnDevice(ask) => effects.push(Effect::AskOnDevice { job, ask }),
                Output::Wait(milliseconds) => effects.push(Effect::Wait { job, milliseconds }),
                Output::Progress(Progress::Listenable(place)) => open.shown.listen = Some(place),
                Output::Progress(progress) => open.shown.progress = progress,
                Output::Draft(score) => self.show_draft(job, &score, now),
                Output::Keep(ticket) => effects.extend(self.keep_call(job, ticket)),
                Output::Done(answer) => effects.extend(self.answered(job, *answer, now)),
                Output::Failed(error) => effects.extend(self.call_failed(job, &error)),
            }
        }
        effects
    }

    fn answered(&mut self, job: JobId, answer: Answer, now: u64) -> Vec<Effect> {
        let Some(open) = self.end_call(job) else { return Vec::new() };
        let kept = self.kept_without(&open);
        let asking = open.shown;
        if let Purpose::Answer(question) = asking.purpose.clone() {
            let mut effects = self.answered_question(asking, *question, answer, now);
            effects.extend(kept);
            return effects;
        }
        match answer.made {
            Made::Models(models) => {
                Rc::make_mut(&mut self.models).insert(asking.service.id, models);
            }
            Made::SignedIn => {
                self.settings.cowriters.put(asking.service);
                self.say(Severity::Success, Message::new("notice-signed-in"));
                return vec![Effect::SaveSettings(self.settings.clone())];
            }
            _ => {}
        }
        Vec::new()
    }

    fn call_failed(&mut self, job: JobId, error: &CallError) -> Vec<Effect> {
        // A call that gives up may have left its last request under way.
        let mut effects = vec![Effect::StopCall(job)];
        if let Some(open) = self.end_call(job) {
            self.finish_draft(job);
            self.say(Severity::Warning, error.message(&open.shown.service.name));
            // A service that browsers may not reach has its own remedy.
            let unreached = matches!(error, CallError::Lost(Loss::Unreachable) | CallError::Blocked(_));
            let hint = Preset::named(&open.shown.service.id).and_then(|preset| preset.hint).filter(|_| unreached);
            if let Some(hint) = hint {
                self.say(Severity::Info, Message::new(hint));
            }
            effects.extend(self.kept_without(&open));
        }
        effects
    }

    /// Shows a song as far as it is written: it can be heard while the rest is on its way.
    fn show_draft(&mut self, job: JobId, score: &Rc<Score>, now: u64) {
        let Some(open) = self.calls.iter().find(|open| open.shown.id == job) else { return };
        let Purpose::Answer(question) = &open.shown.purpose else { return };
        let service = &open.shown.service;
        let (provider, model, terms) = (service.name.clone(), service.model.clone(), String::new());
        let by = Contributor::Model { provider, model, terms };
        let mut proposal = Proposal::new(Score::clone(score), by, PromptRecord::with_text(&question.brief.words, None));
        proposal.place = question.place;
        let (prompt, proposal) = (question.brief.words.clone(), Rc::new(self.only_changes(proposal, question)));
        match self.takes.iter_mut().find(|take| take.writing == Some(job)) {
            Some(take) => take.proposal = proposal,
            None => self.add_take(Take { writing: Some(job), ..Take::new(prompt, proposal) }),
        }
        self.refresh_audition(now);
    }

    /// What was written before a call ended early stays as a take.
    fn finish_draft(&mut self, job: JobId) {
        for take in self.takes.iter_mut().filter(|take| take.writing == Some(job)) {
            take.writing = None;
        }
    }

    fn end_call(&mut self, job: JobId) -> Option<OpenCall> {
        let place = self.calls.iter().position(|open| open.shown.id == job)?;
        Some(self.calls.remove(place))
    }
}
