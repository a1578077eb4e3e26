//! Answers to questions: a song becomes a take, anything else a reply, and the ledger's facts go along.

use std::rc::Rc;

use crate::ai::prompt::ContextKind;
use crate::ai::{Answer, Facts, Made, Preset, Service};
use crate::project::limits::MAX_PROMPT;
use crate::provenance::{Contributor, Digest, PromptRecord};
use crate::score::{HunkKind, HunkState, Place, Proposal, known_tracks, lay_words, raise, unchanged};
use crate::session::asking::{Brief, Question, Reply, ReplyMade, Task};
use crate::session::import::{line_of, text_of};
use crate::session::spent::Spent;
use crate::session::{Asking, Effect, JobId, Session, Severity, Take};
use crate::text::Message;
use crate::time::{Tick, TickRange};

/// The most answers that are kept side by side.
const MAX_REPLIES: usize = 12;

impl Session {
    /// Takes in what a call for a question made.
    pub(super) fn answered_question(
        &mut self,
        asking: Asking,
        question: Question,
        answer: Answer,
        now: u64,
    ) -> Vec<Effect> {
        let Answer { made, facts } = answer;
        let spent = Spent { usage: facts.usage, milliseconds: now.saturating_sub(asking.since) };
        self.settings.cowriters.tally.count(&asking.service.name, spent, now);
        let by = contributor(&asking.service, &facts);
        let reference = facts.request_id.as_deref().map(line_of).filter(|id| !id.is_empty());
        let prompt = PromptRecord { reference, ..self.prompt_record(&question.brief) };
        match made {
            Made::Score { score, repairs, filled, .. } => {
                let filled = (!filled.is_empty()).then(|| (Contributor::built_in_composer(), filled));
                let place = question.place;
                let offered = Proposal { place, filled, repairs, ..Proposal::new(*score, by, prompt) };
                let proposal = self.only_changes(offered, &question);
                if proposal.hunks.is_empty() {
                    self.say(Severity::Info, Message::new("ask-nothing-changed"));
                }
                self.offer(asking.id, question.brief.words, proposal, spent);
            }
            Made::Text(text) => self.keep_reply(&question.brief, by, prompt, spent, ReplyMade::Words(text)),
            Made::Audio(all) => self.keep_reply(&question.brief, by, prompt, spent, ReplyMade::Recordings(all)),
            Made::Image(picture) => self.keep_reply(&question.brief, by, prompt, spent, ReplyMade::Picture(picture)),
            Made::Models(_) | Made::SignedIn => {}
        }
        self.refresh_audition(now);
        vec![Effect::SaveSettings(self.settings.clone())]
    }

    /// Offers a finished song in place of its draft.
    fn offer(&mut self, job: JobId, prompt: String, proposal: Proposal, spent: Spent) {
        let (proposal, spent) = (Rc::new(proposal), Some(spent));
        match self.takes.iter_mut().find(|take| take.writing == Some(job)) {
            Some(take) => (take.proposal, take.writing, take.spent) = (proposal, None, spent),
            None => self.add_take(Take { spent, ..Take::new(prompt, proposal) }),
        }
    }

    /// Of a change, what differs from what is there and shall not stay: taking over anything else would change nothing, or
    /// only whose it is.
    pub(super) fn only_changes(&self, mut proposal: Proposal, question: &Question) -> Proposal {
        if !question.brief.task.is_a_change() {
            return proposal;
        }
        let project = self.history.project();
        let end = proposal.score.section_ranges().last().map_or(Tick::ZERO, |range| range.end);
        let start = proposal.place.start();
        let tracks: Vec<_> = project.tracks.iter().map(|track| track.id).collect();
        let now = raise(project, TickRange::new(start, start + end), &tracks).0;
        let meant = known_tracks(&proposal.score, project);
        let name =
            |part: usize| meant.get(part).copied().flatten().and_then(|id| Some(project.track(id)?.name.clone()));
        let kept = |hunk: HunkKind| match hunk {
            HunkKind::Chords { .. } => question.kept.contains(&ContextKind::Chords),
            HunkKind::Lyrics { .. } => question.kept.contains(&ContextKind::Lyrics),
            HunkKind::Part { part, .. } => {
                name(part).is_some_and(|name| question.kept.contains(&ContextKind::Track(name)))
            }
        };
        let Proposal { score, hunks, .. } = &mut proposal;
        hunks.retain(|hunk| !kept(hunk.kind) && !unchanged(score, &now, hunk.kind));
        proposal
    }

    fn keep_reply(&mut self, brief: &Brief, by: Contributor, prompt: PromptRecord, spent: Spent, made: ReplyMade) {
        if self.replies.len() >= MAX_REPLIES {
            self.replies.remove(0);
        }
        let (task, own_words) = (brief.task, !brief.lyrics.trim().is_empty());
        let instrumental = brief.instrumental;
        self.replies.push(Reply { task, by, prompt, own_words, instrumental, spent, made: Rc::new(made) });
        self.reply = self.replies.len() - 1;
    }

    /// Offers the words of an answer as lyrics for the sections of the song.
    pub(super) fn use_words(&mut self, reply: usize, now: u64) -> Vec<Effect> {
        let Some(reply) = self.replies.get(reply).cloned() else { return Vec::new() };
        let ReplyMade::Words(text) = &*reply.made else { return Vec::new() };
        if self.history.project().sections.is_empty() {
            self.say(Severity::Info, Message::new("words-no-sections"));
            return Vec::new();
        }
        let (mut score, range) = self.region(&Brief { task: Task::Lyrics, ..Brief::default() });
        let left_out = lay_words(&mut score, text);
        if left_out > 0 {
            self.say(Severity::Warning, Message::new("words-left-out").with("count", left_out));
        }
        let mut proposal = Proposal::new(score, reply.by, reply.prompt);
        proposal.place = Place::At(range.start);
        proposal.hunks.retain(|hunk| matches!(hunk.kind, HunkKind::Lyrics { .. }) && hunk.state == HunkState::Open);
        self.add_take(Take::new(String::new(), Rc::new(proposal)));
        self.refresh_audition(now);
        Vec::new()
    }

    /// Puts an answer away.
    pub(super) fn dismiss_reply(&mut self, reply: usize) -> Vec<Effect> {
        if reply < self.replies.len() {
            let gone = self.replies.remove(reply);
            if self.listening.as_ref().is_some_and(|listening| listening.is_to(&gone)) {
                self.stop_listening();
            }
        }
        self.reply = self.reply.min(self.replies.len().saturating_sub(1));
        Vec::new()
    }

    fn prompt_record(&self, brief: &Brief) -> PromptRecord {
        let parts = [brief.words.trim(), brief.style.trim(), brief.lyrics.trim()];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        // What is too long for a project is told by its digest alone.
        if self.settings.cowriters.keeps_prompts && text.chars().count() <= MAX_PROMPT {
            return PromptRecord::with_text(&text_of(&text, MAX_PROMPT), None);
        }
        PromptRecord { digest: Digest::of(text.as_bytes()), text: None, seed: None, reference: None }
    }
}

/// The model behind an answer, with the terms it was used under as far as they are known.
fn contributor(service: &Service, facts: &Facts) -> Contributor {
    let page = Preset::named(&service.id).map_or("", |preset| preset.terms);
    let plan = if service.base.is_local() { "" } else { service.plan.terms() };
    let terms = [plan, page].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    // What a service calls itself is shown and written into files, so it is one printable line.
    let model = line_of(facts.model.as_deref().unwrap_or(&service.model));
    Contributor::Model { provider: line_of(&service.name), model, terms }
}
