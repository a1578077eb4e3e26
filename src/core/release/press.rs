//! What the `press` program is asked and answers: everything that a release says in words.
//!
//! The words of forms and findings live in that program alone, which is loaded when a release is first looked at. What
//! it answers is text in the person's language, ready to be shown; whoever shows it needs no rule and no catalogue.

use serde::{Deserialize, Serialize};

use crate::bundle::Assets;
use crate::export::ExportSpec;
use crate::interchange::{ScoreFile, Sheet};
use crate::project::{Project, file};
use crate::provenance::Digest;
use crate::release::disclosure;
use crate::release::gate::NotForSale;
use crate::release::pack::{self, Choices, Desk, LeftOut, Maker, Plan, Written};
use crate::release::report::{Report, report};
use crate::release::rules::RulesError;
use crate::text::{Locale, Message, describe};

/// One thing to prepare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// What is to be known before a song is released.
    Report(Order),
    /// The song in notes or in timed words.
    Score(Order, ScoreFile),
    /// What a release pack holds, but for the sound itself.
    Pack(PackOrder),
    /// The last files of a release pack, once all others are known.
    Close(PackOrder, Vec<Written>),
}

impl Job {
    /// Hands the picture on the cover over.
    pub fn set_cover(&mut self, cover: Option<Vec<u8>>) {
        match self {
            Self::Report(order) | Self::Score(order, _) => order.cover = cover,
            Self::Pack(order) | Self::Close(order, _) => order.order.cover = cover,
        }
    }
}

/// A project and the language to speak of it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The project file.
    pub project: Vec<u8>,
    /// The picture on its cover, where one was chosen and is at hand.
    pub cover: Option<Vec<u8>>,
    /// The recordings that are not at hand.
    pub missing: Vec<Digest>,
    /// The language.
    pub locale: Locale,
}

/// What a release pack is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackOrder {
    /// The project, and the language of what is written in one.
    pub order: Order,
    /// What was chosen.
    pub choices: Choices,
    /// The evidence.
    pub evidence: Vec<u8>,
    /// Whether there is a picture for the cover.
    pub with_cover: bool,
    /// The names of recordings that are not at hand.
    pub silent: Vec<String>,
}

/// What a release pack holds, in the order in which it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What is to be rendered. Stems carry no cover.
    pub sounds: Vec<DraftSound>,
    /// The name of the picture on the cover, where there is one.
    pub cover: Option<String>,
    /// Everything that is written.
    pub papers: Vec<(String, Vec<u8>)>,
}

/// A file of sound that a pack holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftSound {
    /// Its name.
    pub path: String,
    /// How it is rendered and encoded.
    pub spec: ExportSpec,
    /// Postcard of its [`ExportJob`](crate::export::ExportJob). It is passed on as it is: whoever puts the pack together
    /// need not be able to read one, which makes the first load smaller.
    pub job: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// To [`Job::Report`].
    Report(Box<Report>),
    /// To [`Job::Score`]: the file.
    Score(Vec<u8>),
    /// To [`Job::Pack`].
    Pack(Box<Draft>),
    /// To [`Job::Close`]: names and contents.
    Close(Vec<(String, Vec<u8>)>),
}

/// Why a job was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PressError {
    /// The job cannot be read.
    Job(String),
    /// The project cannot be opened.
    Project(String),
    /// What is in the song stands in the way.
    NotForSale(NotForSale),
}

impl PressError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Job(reason) | Self::Project(reason) => Message::new("press-failed").with("reason", reason),
            Self::NotForSale(refused) => refused.message(),
        }
    }
}
describe!(PressError);

/// Answers a job, both as postcard.
///
/// # Errors
/// [`PressError`] for what is no job, or has no project that can be opened.
pub fn run(job: &[u8]) -> Result<Vec<u8>, PressError> {
    let job: Job = postcard::from_bytes(job).map_err(|error| PressError::Job(error.to_string()))?;
    let reply = answer(&job)?;
    postcard::to_allocvec(&reply).map_err(|error| PressError::Job(error.to_string()))
}

/// Answers a job.
///
/// # Errors
/// [`PressError::Project`] where the project cannot be opened, and [`PressError::NotForSale`] where a pack for sale was
/// asked for and may not be made.
pub fn answer(job: &Job) -> Result<Reply, PressError> {
    match job {
        Job::Report(order) => {
            let project = order.project()?;
            let report = report(&project, order.cover.as_deref(), &order.missing, order.locale);
            let refused = |error: RulesError| PressError::Job(format!("{}: {}", error.file, error.reason));
            Ok(Reply::Report(Box::new(report.map_err(refused)?)))
        }
        Job::Score(order, kind) => {
            let project = order.project()?;
            Ok(Reply::Score(kind.write(&Sheet::new(&project, disclosure(&project)), &Assets::new())))
        }
        Job::Pack(order) => {
            let project = order.order.project()?;
            Ok(Reply::Pack(Box::new(order.draft(&project)?)))
        }
        Job::Close(order, written) => {
            let project = order.order.project()?;
            let plan = order.plan(&project)?;
            Ok(Reply::Close(pack::closing(&project, &plan, &order.choices, written, order.order.locale)))
        }
    }
}

impl PackOrder {
    fn plan(&self, project: &Project) -> Result<Plan, PressError> {
        let mut plan = pack::plan(project, &self.choices).map_err(PressError::NotForSale)?;
        if !self.with_cover {
            plan.leave_out_cover();
        }
        if !self.silent.is_empty() {
            plan.left_out.push(LeftOut::Recordings(self.silent.join(", ")));
        }
        Ok(plan)
    }

    fn draft(&self, project: &Project) -> Result<Draft, PressError> {
        let (plan, recordings) = (self.plan(project)?, Assets::new());
        let desk = Desk::new(project, &plan, &self.evidence, &recordings, self.order.locale);
        let mut draft = Draft { sounds: Vec::new(), cover: None, papers: Vec::new() };
        for entry in &plan.entries {
            let path = entry.path.clone();
            match &entry.maker {
                Maker::Sound { version, format } => {
                    let sound = pack::sound_job(project, *version, *format, self.choices.sample_rate);
                    let job = postcard::to_allocvec(&sound).map_err(|error| PressError::Job(error.to_string()))?;
                    draft.sounds.push(DraftSound { path, spec: sound.spec, job });
                }
                Maker::Cover => draft.cover = Some(path),
                Maker::Paper(kind) => draft.papers.push((path, pack::paper(&desk, *kind))),
            }
        }
        Ok(draft)
    }
}

impl Order {
    fn project(&self) -> Result<Project, PressError> {
        file::decode(&self.project).map_err(|error| PressError::Project(error.message().text(self.locale)))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::project::{ProjectId, ReleaseInfo};
    use crate::provenance::Aspect;
    use crate::release::facts::fixture::{Song, model};
    use crate::release::gate::Purpose;

    #[test]
    fn a_report_is_asked_and_answered_as_bytes() {
        let mut project = Project::empty(ProjectId(1));
        project.metadata.release = Rc::new(ReleaseInfo { isrc: "1".to_owned(), ..ReleaseInfo::default() });
        let order = Order {
            project: file::encode(&project),
            cover: None,
            missing: Vec::new(),
            locale: Locale::SimplifiedChinese,
        };
        let reply = run(&postcard::to_allocvec(&Job::Report(order.clone())).unwrap()).unwrap();
        let Reply::Report(report) = postcard::from_bytes(&reply).unwrap() else { panic!() };
        assert!(report.findings.iter().any(|finding| finding.text.contains("ISRC 应有 12 个字符")), "{report:?}");
    }

    #[test]
    fn a_pack_is_drafted_and_closed_in_two_answers() {
        let project = crate::draft::song("a short waltz", 1, 1).unwrap();
        let order =
            Order { project: file::encode(&project), cover: None, missing: Vec::new(), locale: Locale::English };
        let choices = Choices { stems: false, ..Choices::default() };
        let (evidence, silent) = (Vec::new(), vec!["voice.wav".to_owned()]);
        let order = PackOrder { order, choices, evidence, with_cover: false, silent };
        let reply = run(&postcard::to_allocvec(&Job::Pack(order.clone())).unwrap()).unwrap();
        let Reply::Pack(draft) = postcard::from_bytes(&reply).unwrap() else { panic!() };
        assert_eq!((draft.cover, draft.sounds.len()), (None, 6));
        let written: Vec<Written> = draft.papers.iter().map(|(path, content)| Written::of(path, content)).collect();
        let Reply::Close(files) = answer(&Job::Close(order, written)).unwrap() else { panic!() };
        let index = String::from_utf8(files[1].1.clone()).unwrap();
        assert!(files.len() == 3 && index.contains("voice.wav") && index.contains("The cover, because"), "{index}");
    }

    #[test]
    fn a_pack_for_sale_is_refused_where_its_material_may_not_be_sold() {
        let song = Song::default().with(Aspect::Vocals, &[model("Suno", "free plan")], 4, 4);
        let order = Order { project: file::encode(&song.0), cover: None, missing: Vec::new(), locale: Locale::English };
        let (evidence, silent) = (Vec::new(), Vec::new());
        let mut order = PackOrder { order, choices: Choices::default(), evidence, with_cover: true, silent };
        for job in [Job::Pack(order.clone()), Job::Close(order.clone(), Vec::new())] {
            let refused = run(&postcard::to_allocvec(&job).unwrap()).unwrap_err();
            assert!(matches!(refused, PressError::NotForSale(_)) && refused.to_string().contains("(5–8)"), "{refused}");
        }
        order.choices.purpose = Purpose::Review;
        assert!(answer(&Job::Pack(order.clone())).is_ok());
        let Reply::Close(files) = answer(&Job::Close(order, Vec::new())).unwrap() else { panic!() };
        assert!(String::from_utf8_lossy(&files[1].1).contains("not for sale"));
    }

    #[test]
    fn what_is_no_job_is_refused_with_words() {
        assert!(matches!(run(b"nothing"), Err(PressError::Job(_))));
        let order = Order { project: b"RIFF".to_vec(), cover: None, missing: Vec::new(), locale: Locale::English };
        let refused = run(&postcard::to_allocvec(&Job::Report(order)).unwrap()).unwrap_err();
        assert!(refused.to_string().contains("not a Cowrite"), "{refused}");
    }
}
