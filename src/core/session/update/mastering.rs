//! Making the song as loud as its release wants it: a rule-based tool renders it, measures, and sets a gain at the end of
//! the master's chain, before the limiter.

use std::rc::Rc;

use crate::bounce::{MatchJob, Matched, Song};
use crate::compile;
use crate::edit::{Command, Edit};
use crate::project::limits::MAX_INSERTS;
use crate::project::{Project, StripId, Target};
use crate::provenance::Contributor;
use crate::session::{Action, Effect, Job, JobId, LoudnessJob, Session, Severity};
use crate::sound::{Insert, InsertKind};
use crate::text::{Message, named};

/// The name of the step that sets the gain.
const LABEL: &str = "edit-match-loudness";
/// The control of the utility that sets the gain.
const GAIN: &str = "gain";
/// Frames a second of the renders that are measured; loudness hardly depends on it.
const RATE: u32 = 48_000;
/// The least that a gain is turned down by: enough for every song.
const LEAST_GAIN: f32 = -24.0;
/// How far from the target a song is said to have missed it, in LU.
const MISSED: f64 = 0.3;

/// A search for the gain that brings a song to its loudness.
#[derive(Clone, Debug)]
pub(in crate::session) struct LoudnessSearch {
    job: JobId,
    /// The song as it was when the search began.
    song: Rc<Project>,
    /// In LUFS.
    target: f64,
}

impl Session {
    /// How the song is being brought to its loudness; `None` while it is not.
    pub fn loudness_job(&self) -> Option<&Job> {
        let search = self.matching.as_ref()?;
        self.jobs.iter().find(|job| search.job == job.id)
    }

    pub(super) fn update_mastering(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::MatchLoudness => self.match_loudness(now).into_iter().collect(),
            Action::LoudnessMatched { job, matched } => self.loudness_matched(job, &matched, now),
            _ => Vec::new(),
        }
    }

    fn match_loudness(&mut self, now: u64) -> Option<Effect> {
        let open = Rc::clone(self.history.project());
        let project = Rc::clone(&open);
        let target = project.metadata.release.loudness.lufs()?;
        if self.loudness_job().is_some() {
            return None;
        }
        let Some(edit) = gain_edit(&project, 0.0, now) else {
            self.say(Severity::Warning, no_room());
            return None;
        };
        // The song as it will be, with a utility that the search can turn.
        let with_gain = self.history.preview(&edit);
        let project = match (&with_gain, utility_of(&project)) {
            (_, Some(_)) => &project,
            (Ok(changed), None) => changed,
            (Err(error), None) => {
                self.say(Severity::Warning, error.message());
                return None;
            }
        };
        let insert = utility_of(project)?;
        let place = InsertKind::Utility.specs().iter().position(|spec| spec.key == GAIN)?;
        let most = InsertKind::Utility.specs().get(place)?.max;
        let job = MatchJob {
            song: Song { messages: compile::all(project), end: project.end() },
            target,
            gain: (u8::try_from(insert).ok()?, u8::try_from(place).ok()?),
            range: (LEAST_GAIN, most),
            sample_rate: RATE,
        };
        let recordings = project.renditions();
        let id = self.fresh_job();
        let file_name = named(self.settings.locale, "loudness-matching");
        self.jobs.push(Job { id, file_name, done: 0.0 });
        self.matching = Some(LoudnessSearch { job: id, song: open, target });
        Some(Effect::MatchLoudness(Box::new(LoudnessJob { id, job, recordings })))
    }

    fn loudness_matched(&mut self, id: JobId, matched: &Matched, now: u64) -> Vec<Effect> {
        let search = self.matching.take_if(|search| search.job == id);
        let Some(LoudnessSearch { song, target, .. }) = self.take_job(id).and(search) else { return Vec::new() };
        let project = Rc::clone(self.history.project());
        let Some(level) = matched.integrated else {
            self.say(Severity::Warning, Message::new("loudness-silent"));
            return Vec::new();
        };
        let Some(edit) = gain_edit(&project, matched.gain, now) else {
            self.say(Severity::Warning, no_room());
            return Vec::new();
        };
        let told = |id| {
            let message = Message::new(id).with("level", tenths(level)).with("target", tenths(target));
            message.with("gain", tenths(f64::from(matched.gain))).with("peak", tenths(matched.true_peak))
        };
        let effects = self.run(edit);
        if effects.is_empty() {
            // It was refused, and that was said.
            return effects;
        }
        if !Rc::ptr_eq(&song, &project) {
            self.say(Severity::Warning, told("loudness-of-before"));
        } else if (level - target).abs() > MISSED {
            self.say(Severity::Warning, told("loudness-missed"));
        } else {
            self.say(Severity::Success, told("loudness-reached"));
        }
        effects
    }

    /// Ends a search, because another song is opened.
    pub(super) fn forget_search(&mut self) -> Option<Effect> {
        let search = self.matching.take()?;
        self.take_job(search.job).map(|job| Effect::CancelBounce(job.id))
    }
}

fn no_room() -> Message {
    Message::new("loudness-no-room").with("limit", MAX_INSERTS)
}

/// The last utility of the master's chain that sound goes through and whose gain no lane moves.
fn utility_of(project: &Project) -> Option<usize> {
    let master = &project.master;
    let moved = |place: usize| {
        u8::try_from(place).is_ok_and(|place| master.lane(&Target::Insert(place, GAIN.to_owned())).is_some())
    };
    let is_free =
        |(place, insert): &(usize, &Insert)| insert.kind == InsertKind::Utility && !insert.bypassed && !moved(*place);
    master.inserts.iter().enumerate().rfind(is_free).map(|(place, _)| place)
}

/// Sets the gain of the master's utility, which is added where there is none. `None` where the chain has no room.
fn gain_edit(project: &Project, gain: f32, now: u64) -> Option<Edit> {
    let strip = StripId::Master;
    let command = match utility_of(project) {
        Some(index) => Command::SetInsertParam { strip, index, key: GAIN.to_owned(), value: gain },
        None => {
            let index = project.master.inserts.len();
            let mut insert = Insert::new(InsertKind::Utility);
            insert.params.set(GAIN, gain).ok()?;
            (index < MAX_INSERTS).then_some(Command::AddInsert { strip, index, insert })?
        }
    };
    Some(Edit::new(LABEL, vec![command], Contributor::loudness_matcher(), now))
}

/// A level as people read it.
fn tenths(level: f64) -> String {
    format!("{level:.1}").replace('-', "\u{2212}")
}
