//! From a person's question to a call, and from its answer to something they can take or leave.

use std::rc::Rc;

use crate::ai::media::{ImageAsk, MediaAsk, Prepared, SongAsk, StemsAsk, prepare};
use crate::ai::prompt::{self, Context, ContextKind, ScoreAsk, Wish};
use crate::ai::{Call, ScoreCall, Service, TextAsk, WordsCall, plans_only};
use crate::project::Project;
use crate::score::{Place, Score, raise};
use crate::session::aim::{aimed, kept_in};
use crate::session::asking::{Brief, Question, Task, Waiting};
use crate::session::{Action, Effect, Purpose, Session, Severity};
use crate::text::Message;
use crate::time::{Tick, TickRange};

/// A call that is ready, and what the person may see of it first.
struct Ready {
    call: Box<dyn Call>,
    notes: Vec<Message>,
    sent: Vec<String>,
}

impl Session {
    pub(super) fn update_brief(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Ask { brief } => self.ask(*brief, now),
            Action::ConfirmAsk => match self.waiting.take() {
                Some(Waiting { brief, service, stems: Some(stems), .. }) => {
                    self.send_stems(brief, service, &stems, now)
                }
                Some(waiting) => self.send(waiting.brief, waiting.service, now),
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
            Action::DismissReply { reply } => self.dismiss_reply(reply),
            Action::UseWords { reply } => self.use_words(reply, now),
            Action::AskStems { reply, recording } => self.ask_stems(reply, recording, now),
            Action::AuditionRecording { reply, recording, on } => self.audition_recording(reply, recording, on, now),
            Action::PlaceRecording { reply, recording } => self.place_recording(reply, recording, now),
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

    /// The part of the song that a question is about, as a score, and where it lies.
    pub(super) fn region(&self, brief: &Brief) -> (Score, TickRange) {
        let project = self.history.project();
        region_of(project, aimed(project, self.scope(), &brief.words), brief.task)
    }

    fn ask(&mut self, brief: Brief, now: u64) -> Vec<Effect> {
        let Some(service) = self.settings.cowriters.service_for(brief.task.ability()).cloned() else {
            self.say(Severity::Warning, Message::new("ask-no-service"));
            return Vec::new();
        };
        if service.model.trim().is_empty() && service.account != "chrome" {
            self.say(Severity::Warning, Message::new("ask-no-model").with("service", &service.name));
            return Vec::new();
        }
        if !self.settings.cowriters.confirms || service.base.is_local() {
            return self.send(brief, service, now);
        }
        if let Some(ready) = self.ready(&brief, &service) {
            let Ready { notes, sent, .. } = ready;
            self.waiting = Some(Waiting { brief, service, notes, sent, stems: None });
        }
        Vec::new()
    }

    fn send(&mut self, brief: Brief, service: Service, now: u64) -> Vec<Effect> {
        let Some(ready) = self.ready(&brief, &service) else { return Vec::new() };
        for note in ready.notes {
            self.say(Severity::Info, note);
        }
        let (place, kept) = if brief.task.is_a_change() {
            let (now, range) = self.region(&brief);
            (Place::At(range.start), kept_of(self.history.project(), &brief, &prompt::context(&now)))
        } else {
            (Place::Song, Vec::new())
        };
        let purpose = Purpose::Answer(Box::new(Question { brief, place, kept }));
        self.begin_call(service, purpose, ready.call, now)
    }

    /// Asks for the stems of a recording: at once where it costs nothing, or nobody wants to be asked.
    pub(super) fn ask_for_stems(&mut self, brief: Brief, service: Service, ask: StemsAsk, now: u64) -> Vec<Effect> {
        if !self.settings.cowriters.confirms || service.base.is_local() {
            return self.send_stems(brief, service, &ask, now);
        }
        if let Some(Prepared { preview, notes, .. }) = self.prepared(&service, MediaAsk::Stems(ask.clone())) {
            let sent = std::iter::once(preview.place).chain(preview.lines).collect();
            self.waiting = Some(Waiting { brief, service, notes, sent, stems: Some(Rc::new(ask)) });
        }
        Vec::new()
    }

    fn send_stems(&mut self, brief: Brief, service: Service, ask: &StemsAsk, now: u64) -> Vec<Effect> {
        let Some(ready) = self.prepared(&service, MediaAsk::Stems(ask.clone())) else { return Vec::new() };
        let purpose = Purpose::Answer(Box::new(Question { brief, place: Place::Song, kept: Vec::new() }));
        self.begin_call(service, purpose, ready.call, now)
    }

    /// What a media question comes to; none, with a notice, where it cannot be asked.
    fn prepared(&mut self, service: &Service, ask: MediaAsk) -> Option<Prepared> {
        prepare(service, ask).map_err(|error| self.say(Severity::Warning, error.message())).ok()
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
        let Prepared { call, notes, preview } = self.prepared(service, media)?;
        Some(Ready { call, notes, sent: std::iter::once(preview.place).chain(preview.lines).collect() })
    }

    fn text_ready(&self, brief: &Brief, service: &Service) -> Ready {
        let project = self.history.project();
        let mut context = context_of(project, aimed(project, self.scope(), &brief.words), brief.task);
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
        let kept = if brief.task.is_a_change() { kept_of(self.history.project(), brief, context) } else { Vec::new() };
        let wish = Wish { words, style, lyrics, kept, surprise };
        let region = || self.region(brief).0;
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
}

/// What a service is told of a song for a task, part by part. `scope` is the part of the song the person means.
pub fn context_of(project: &Project, scope: TickRange, task: Task) -> Vec<Context> {
    if !task.is_about_the_song() || project.is_blank() {
        return Vec::new();
    }
    prompt::context(&region_of(project, scope, task).0)
}

/// What of a song a change leaves as it is: what the words or the person name, and every locked track.
pub fn kept_of(project: &Project, brief: &Brief, context: &[Context]) -> Vec<ContextKind> {
    let offered: Vec<ContextKind> = context.iter().map(|part| part.kind.clone()).collect();
    let named = kept_in(&brief.words, &offered);
    let locked = |kind: &ContextKind| match kind {
        ContextKind::Track(name) => project.tracks.iter().any(|track| track.locked && track.name == *name),
        _ => false,
    };
    let kept = |kind: &ContextKind| named.contains(kind) || brief.kept.contains(kind) || locked(kind);
    offered.iter().filter(|kind| kept(kind)).cloned().collect()
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
