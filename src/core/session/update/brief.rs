//! From a person's question to a call, and from its answer to something they can take or leave.

use std::rc::Rc;

use crate::ai::media::{ImageAsk, MediaAsk, SongAsk, StemsAsk, prepare};
use crate::ai::prompt::{self, Context, ScoreAsk, Wish};
use crate::ai::{Answer, Call, Facts, Made, Preset, ScoreCall, Service, TextAsk, WordsCall, plans_only};
use crate::project::Project;
use crate::project::limits::MAX_PROMPT;
use crate::provenance::{Contributor, Digest, PromptRecord};
use crate::score::{HunkKind, HunkState, Place, Proposal, Score, lay_words, raise};
use crate::session::asking::{Brief, Question, Reply, ReplyMade, Task, Waiting};
use crate::session::import::{About, AudioFile, Credit, line_of, text_of};
use crate::session::{Action, Asking, Effect, JobId, Purpose, Session, Severity, Take};
use crate::text::Message;
use crate::time::{Bpm, Tick, TickRange};

/// The most answers that are kept side by side.
const MAX_REPLIES: usize = 12;

/// A call that is ready, and what the person may see of it first.
struct Ready {
    call: Box<dyn Call>,
    notes: Vec<Message>,
    sent: Vec<String>,
}

impl Session {
    pub(super) fn update_brief(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Ask { brief } => self.ask(*brief),
            Action::ConfirmAsk => match self.waiting.take() {
                Some(waiting) => self.send(waiting.brief, waiting.service),
                None => Vec::new(),
            },
            Action::WithdrawAsk => {
                self.waiting = None;
                Vec::new()
            }
            Action::CopyBrief { brief } => {
                self.say(Severity::Success, Message::new("notice-brief-copied"));
                vec![Effect::Copy(self.song_ask(&brief).in_words())]
            }
            Action::CopyText { text } => vec![Effect::Copy(text)],
            Action::ShowReply { reply } => {
                self.reply = reply.min(self.replies.len().saturating_sub(1));
                Vec::new()
            }
            Action::DismissReply { reply } => {
                if reply < self.replies.len() {
                    self.replies.remove(reply);
                }
                self.reply = self.reply.min(self.replies.len().saturating_sub(1));
                Vec::new()
            }
            Action::UseWords { reply } => self.use_words(reply, now),
            Action::AskStems { reply, recording } => self.ask_stems(reply, recording),
            Action::PlaceRecording { reply, recording } => self.place_recording(reply, recording),
            _ => Vec::new(),
        }
    }

    /// The part of the song that a question is about: the loop, else the selected clip, else all of it.
    pub fn scope(&self) -> TickRange {
        let project = self.history.project();
        let clip = self.selection.track.and_then(|track| project.track(track)?.clip(self.selection.clip?).copied());
        let all = TickRange::new(Tick::ZERO, project.end());
        self.looped.or(clip.map(|clip| clip.range())).filter(|range| !range.is_empty()).unwrap_or(all)
    }

    /// The part of the song that a task is about, as a score, and where it lies.
    fn region(&self, task: Task) -> (Score, TickRange) {
        region_of(self.history.project(), self.scope(), task)
    }

    fn ask(&mut self, brief: Brief) -> Vec<Effect> {
        let Some(service) = self.settings.cowriters.service_for(brief.task.ability()).cloned() else {
            self.say(Severity::Warning, Message::new("ask-no-service"));
            return Vec::new();
        };
        if service.model.trim().is_empty() && service.account != "chrome" {
            self.say(Severity::Warning, Message::new("ask-no-model").with("service", &service.name));
            return Vec::new();
        }
        if !self.settings.cowriters.confirms || service.base.is_local() {
            return self.send(brief, service);
        }
        if let Some(ready) = self.ready(&brief, &service) {
            let Ready { notes, sent, .. } = ready;
            self.waiting = Some(Waiting { brief, service, notes, sent });
        }
        Vec::new()
    }

    fn send(&mut self, brief: Brief, service: Service) -> Vec<Effect> {
        let Some(ready) = self.ready(&brief, &service) else { return Vec::new() };
        for note in ready.notes {
            self.say(Severity::Info, note);
        }
        let place = match brief.task {
            Task::Change | Task::AnotherTake | Task::Reharmonise => Place::At(self.region(brief.task).1.start),
            _ => Place::Song,
        };
        let purpose = Purpose::Answer(Box::new(Question { brief, place }));
        self.begin_call(service, purpose, ready.call)
    }

    /// The call for a question; none, with a notice, where the question cannot be asked.
    fn ready(&mut self, brief: &Brief, service: &Service) -> Option<Ready> {
        if brief.task.is_about_the_song() && brief.task != Task::Lyrics && self.history.project().is_blank() {
            self.say(Severity::Warning, Message::new("ask-no-song"));
            return None;
        }
        let media = match brief.task {
            Task::Recording => MediaAsk::Song(self.song_ask(brief)),
            Task::Cover => MediaAsk::Image(ImageAsk { prompt: brief.words.trim().to_owned(), size: Some(1024) }),
            _ => return Some(self.text_ready(brief, service)),
        };
        match prepare(service, media) {
            Ok(prepared) => {
                let sent = std::iter::once(prepared.preview.place).chain(prepared.preview.lines).collect();
                Some(Ready { call: prepared.call, notes: prepared.notes, sent })
            }
            Err(error) => {
                self.say(Severity::Warning, error.message());
                None
            }
        }
    }

    fn text_ready(&self, brief: &Brief, service: &Service) -> Ready {
        let mut context = context_of(self.history.project(), self.scope(), brief.task);
        for part in &mut context {
            part.sent = !brief.left_out.contains(&part.kind);
        }
        // A model with room for a plan alone is not asked for notes.
        let small = brief.task == Task::Song && plans_only(service);
        let task = if small { Task::Plan } else { brief.task };
        let (ask, score) = match self.question(brief, task, &context) {
            Asked::Score(ask) => (ask.ask.clone(), Some(*ask)),
            Asked::Words(ask) => (ask, None),
        };
        let turns = ask.turns.iter().flat_map(|turn| turn.text.lines());
        let sent = ask.system.lines().chain([""]).chain(turns).map(str::to_owned).collect();
        let call: Box<dyn Call> = match score {
            Some(score) => Box::new(ScoreCall::new(service.clone(), score)),
            None => Box::new(WordsCall::new(service.clone(), ask)),
        };
        Ready { call, notes: Vec::new(), sent }
    }

    fn question(&self, brief: &Brief, task: Task, context: &[Context]) -> Asked {
        let surprise = format!("{:06}", brief.surprise);
        let (words, style, lyrics) = (brief.words.clone(), brief.style.clone(), brief.lyrics.clone());
        let wish = Wish { words, style, lyrics, surprise };
        let region = || self.region(brief.task).0;
        match task {
            Task::Plan => Asked::Score(Box::new(prompt::plan(&wish))),
            Task::Change => Asked::Score(Box::new(prompt::region_edit(&wish, &region(), context))),
            Task::AnotherTake => Asked::Score(Box::new(prompt::another_take(&wish, &region(), context))),
            Task::Reharmonise => Asked::Score(Box::new(prompt::reharmonise(&wish, &region(), context))),
            Task::MoreLike => Asked::Score(Box::new(prompt::more_like(&wish, &region(), context))),
            Task::Lyrics => Asked::Words(prompt::lyrics(&wish, context)),
            Task::Explain => Asked::Words(prompt::explain(&wish, context)),
            Task::Song | Task::Recording | Task::Cover => Asked::Score(Box::new(prompt::whole_song(&wish))),
        }
    }

    fn song_ask(&self, brief: &Brief) -> SongAsk {
        let project = self.history.project();
        let blank = project.is_blank();
        // A cast of a tempo within its bounds is exact enough for a wish.
        let bpm = (!blank).then(|| project.tempo.bpm_at(Tick::ZERO).get().round() as u16);
        SongAsk {
            style: [brief.style.trim(), brief.words.trim()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            lyrics: brief.lyrics.clone(),
            title: project.metadata.title.clone(),
            instrumental: brief.instrumental,
            seconds: brief.seconds,
            bpm,
            key: (!blank).then_some(project.key),
            seed: None,
            negative: String::new(),
        }
    }

    /// Takes in what a call for a question made.
    pub(super) fn answered_question(
        &mut self,
        asking: Asking,
        question: Question,
        answer: Answer,
        now: u64,
    ) -> Vec<Effect> {
        let Answer { made, facts } = answer;
        self.settings.cowriters.tally.count(&asking.service.name, facts.usage, now);
        let by = contributor(&asking.service, &facts);
        let reference = facts.request_id.as_deref().map(line_of).filter(|id| !id.is_empty());
        let prompt = PromptRecord { reference, ..self.prompt_record(&question.brief) };
        match made {
            Made::Score { score, repairs, filled, .. } => {
                let filled = (!filled.is_empty()).then(|| (Contributor::built_in_composer(), filled));
                let place = question.place;
                let proposal = Proposal { place, filled, repairs, ..Proposal::new(*score, by, prompt) };
                self.offer(asking.id, question.brief.words, proposal);
            }
            Made::Text(text) => self.keep_reply(&question.brief, by, prompt, ReplyMade::Words(text)),
            Made::Audio(all) => self.keep_reply(&question.brief, by, prompt, ReplyMade::Recordings(all)),
            Made::Image(picture) => self.keep_reply(&question.brief, by, prompt, ReplyMade::Picture(picture)),
            Made::Models(_) | Made::SignedIn => {}
        }
        self.refresh_audition(now);
        vec![Effect::SaveSettings(self.settings.clone())]
    }

    /// Offers a finished song in place of its draft.
    fn offer(&mut self, job: JobId, prompt: String, proposal: Proposal) {
        let proposal = Rc::new(proposal);
        match self.takes.iter_mut().find(|take| take.writing == Some(job)) {
            Some(take) => (take.proposal, take.writing) = (proposal, None),
            None => self.add_take(Take { prompt, seed: None, writing: None, proposal }),
        }
    }

    fn keep_reply(&mut self, brief: &Brief, by: Contributor, prompt: PromptRecord, made: ReplyMade) {
        if self.replies.len() >= MAX_REPLIES {
            self.replies.remove(0);
        }
        let (task, own_words) = (brief.task, !brief.lyrics.trim().is_empty());
        self.replies.push(Reply { task, by, prompt, own_words, instrumental: brief.instrumental, made: Rc::new(made) });
        self.reply = self.replies.len() - 1;
    }

    /// Offers the words of an answer as lyrics for the sections of the song.
    fn use_words(&mut self, reply: usize, now: u64) -> Vec<Effect> {
        let Some(reply) = self.replies.get(reply).cloned() else { return Vec::new() };
        let ReplyMade::Words(text) = &*reply.made else { return Vec::new() };
        if self.history.project().sections.is_empty() {
            self.say(Severity::Info, Message::new("words-no-sections"));
            return Vec::new();
        }
        let (mut score, range) = self.region(Task::Lyrics);
        let left_out = lay_words(&mut score, text);
        if left_out > 0 {
            self.say(Severity::Warning, Message::new("words-left-out").with("count", left_out));
        }
        let mut proposal = Proposal::new(score, reply.by, reply.prompt);
        proposal.place = Place::At(range.start);
        proposal.hunks.retain(|hunk| matches!(hunk.kind, HunkKind::Lyrics { .. }) && hunk.state == HunkState::Open);
        self.add_take(Take { prompt: String::new(), seed: None, writing: None, proposal: Rc::new(proposal) });
        self.refresh_audition(now);
        Vec::new()
    }

    /// Asks the service that made a recording for its stems.
    fn ask_stems(&mut self, reply: usize, recording: usize) -> Vec<Effect> {
        let Some(reply) = self.replies.get(reply).cloned() else { return Vec::new() };
        let ReplyMade::Recordings(all) = &*reply.made else { return Vec::new() };
        let service = self.settings.cowriters.services.iter().find(|service| service.name == reply.by.provider());
        let (Some(chosen), Some(service)) = (all.get(recording), service.cloned()) else { return Vec::new() };
        let ask = StemsAsk {
            request_id: reply.prompt.reference.clone(),
            recording_id: chosen.id.clone(),
            file: chosen.bytes.clone(),
            media_type: chosen.media_type.clone(),
        };
        match prepare(&service, MediaAsk::Stems(ask)) {
            Ok(prepared) => {
                let brief = Brief { task: Task::Recording, words: chosen.title.clone(), ..Brief::default() };
                let purpose = Purpose::Answer(Box::new(Question { brief, place: Place::Song }));
                self.begin_call(service, purpose, prepared.call)
            }
            Err(error) => {
                self.say(Severity::Warning, error.message());
                Vec::new()
            }
        }
    }

    /// Brings a recording of an answer into the song, at the playhead's start, with who made it.
    fn place_recording(&mut self, reply: usize, recording: usize) -> Vec<Effect> {
        let Some(reply) = self.replies.get(reply).cloned() else { return Vec::new() };
        let ReplyMade::Recordings(all) = &*reply.made else { return Vec::new() };
        let Some(chosen) = all.get(recording) else { return Vec::new() };
        let at = self.playhead_start;
        let mut effects = Vec::new();
        let title = if chosen.title.is_empty() { reply.by.name() } else { chosen.title.clone() };
        let files = std::iter::once((title.clone(), &chosen.bytes))
            .chain(chosen.stems.iter().map(|(name, bytes)| (format!("{title} {name}"), bytes)));
        let bpm = chosen.bpm.and_then(|bpm| Bpm::new(f64::from(bpm)).ok());
        // Told once: stems are of the same song.
        let mut about = About { bpm, lyrics: chosen.lyrics.clone(), own_words: reply.own_words };
        // Stems may come without the whole they were taken from.
        for (name, bytes) in files.filter(|(_, bytes)| !bytes.is_empty()) {
            let words = !chosen.lyrics.trim().is_empty() && !reply.own_words;
            // A service sings unless it was told not to, whether or not it says so.
            let voice = words || !reply.instrumental;
            let credit = Credit { by: reply.by.clone(), prompt: Some(reply.prompt.clone()), words, voice };
            let file = AudioFile {
                name,
                bytes: Rc::new(bytes.clone()),
                credit: Some(credit),
                at,
                about: std::mem::take(&mut about),
            };
            effects.extend(self.update_import(Action::ImportAudio { file: Box::new(file) }, 0));
        }
        effects
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

/// What a service is told of a song for a task, part by part. `scope` is the part of the song the person means.
pub fn context_of(project: &Project, scope: TickRange, task: Task) -> Vec<Context> {
    if !task.is_about_the_song() || project.is_blank() {
        return Vec::new();
    }
    prompt::context(&region_of(project, scope, task).0)
}

fn region_of(project: &Project, scope: TickRange, task: Task) -> (Score, TickRange) {
    let tracks: Vec<_> = project.tracks.iter().map(|track| track.id).collect();
    let whole = TickRange::new(Tick::ZERO, project.end());
    let range = if matches!(task, Task::MoreLike | Task::Lyrics) { whole } else { scope };
    raise(project, range, &tracks)
}

enum Asked {
    Score(Box<ScoreAsk>),
    Words(TextAsk),
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
