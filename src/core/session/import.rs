//! Files on their way into the project, and what the person says about where they come from.
//!
//! Everything that brings sound into a project comes through [`AudioFile`]: a file that was dropped or picked asks for
//! its origin first; one that a service has just sent brings its [`Credit`] along and asks nothing.

use std::rc::Rc;

use crate::ai::Plan;
use crate::credentials::{Said, Statement};
use crate::decode::Summary;
use crate::project::TrackId;
use crate::project::check::is_line;
use crate::project::limits::{MAX_NAME, MAX_PROMPT, MAX_TEXT};
use crate::provenance::{Contributor, Digest, PromptRecord};
use crate::sound::Zone;
use crate::time::{Bpm, Tick};

/// Services whose songs are made by a trained model, whatever anybody answers.
pub const AI_SERVICES: [&str; 5] = ["Suno", "Udio", "Make Best Music", "ElevenLabs Music", "Stable Audio"];

/// Services and models whose pictures are made by a trained model, whatever anybody answers.
pub const AI_PICTURES: [&str; 6] = ["Midjourney", "DALL-E", "Stable Diffusion", "Ideogram", "Adobe Firefly", "ChatGPT"];

/// What a model is called of which a file says only that there was one.
const UNNAMED: &str = "Unnamed model";

/// Tells one import from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportId(pub u32);

/// A sound file to be brought into the project.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioFile {
    /// What the file is called.
    pub name: String,
    /// What is in it.
    pub bytes: Rc<Vec<u8>>,
    /// Who made it, where that is known; the person is asked where it is not.
    pub credit: Option<Credit>,
    /// Where it shall begin, for a file with its credit.
    pub at: Tick,
    /// What is known of the song that is recorded.
    pub about: About,
    /// The sampler that shall play it, for a file that is to be played by keys.
    pub keys: Option<ForKeys>,
}

/// A sampler that a file is brought in for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForKeys {
    /// Its track; a new one where there is none.
    pub track: Option<TrackId>,
    /// What its keys play, where the file's maker says so; the whole file beside what they play already where not.
    pub zones: Vec<Zone>,
}

/// What is known of a recorded song.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// Its tempo, which an empty project takes over.
    pub bpm: Option<Bpm>,
    /// The words that are sung, which a project without words takes over.
    pub lyrics: String,
    /// Whether the words are the person's own, who gave them to whoever made the recording.
    pub own_words: bool,
}

/// Who made a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Its maker.
    pub by: Contributor,
    /// What they were asked, where they were asked something.
    pub prompt: Option<PromptRecord>,
    /// Whether words are sung or said in it that its maker wrote.
    pub words: bool,
    /// Whether somebody sings or speaks in it, whoever wrote the words.
    pub voice: bool,
}

/// A file on its way into the project.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Which one it is.
    pub id: ImportId,
    /// The file.
    pub file: AudioFile,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// How far it has come.
    pub stage: ImportStage,
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportStage {
    /// It is being decoded.
    Decoding,
    /// The person is asked where it comes from.
    Asking(Summary),
    /// The browser is storing it; then it is placed.
    Storing(Summary, Placement),
}

/// How an import enters the project once it is stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Placement {
    /// As a new clip that begins here.
    Clip(Credit, Tick),
    /// For the keys of a sampler.
    Keys(Credit, Box<ForKeys>),
    /// Not at all: it is only heard with the song.
    Audition(Credit),
    /// Not at all: the project lists it already, and only its bytes were missing.
    Found,
}

/// Where a recording comes from, as the person says.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Origin {
    /// A service made it with a trained model.
    Service {
        /// The service.
        name: String,
        /// Its model or version, where known.
        model: String,
        /// The plan it was made under.
        plan: Plan,
    },
    /// The person played, sang or recorded it.
    #[default]
    Own,
    /// Somebody else made it.
    Other {
        /// Where it comes from.
        source: String,
        /// The right it is used by.
        rights: String,
    },
}

/// What the person says about a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportAnswers {
    /// Where it comes from.
    pub origin: Origin,
    /// What the service was asked: the prompt, the style, the lyrics.
    pub prompt: String,
    /// Whether words are sung or said in it that its maker wrote.
    pub words: bool,
    /// Whether somebody sings or speaks in it, whoever wrote the words.
    pub voice: bool,
}

impl ImportAnswers {
    /// Who made the file, never less of a machine than it is: a source that is known to make its songs with a trained
    /// model counts as one, whatever else was answered.
    pub fn credit(&self, person: &Contributor) -> Credit {
        let by = match &self.origin {
            Origin::Service { name, model, plan } => model_of(name, model, *plan),
            Origin::Own => person.clone(),
            Origin::Other { source, .. } if known_service(source).is_some() => model_of(source, "", Plan::Unknown),
            Origin::Other { source, rights } => {
                Contributor::Import { source: text_of(source, MAX_TEXT), rights: text_of(rights, MAX_TEXT) }
            }
        };
        let asked = matches!(by, Contributor::Model { .. }) && !self.prompt.trim().is_empty();
        let prompt = asked.then(|| PromptRecord::with_text(&text_of(&self.prompt, MAX_PROMPT), None));
        Credit { by, prompt, words: self.words, voice: self.voice || self.words }
    }
}

impl Credit {
    /// Never less of a machine than the file says of itself: one that says that a trained model made it, or a part of
    /// it, is a model's work.
    #[must_use]
    pub fn as_said(mut self, said: &Said) -> Self {
        if said.trained && !matches!(self.by, Contributor::Model { .. }) {
            let named = said.statements.iter().find_map(|statement| match statement {
                Statement::Agent(name) => Some(name.as_str()),
                _ => None,
            });
            let service = said.service.as_deref().or(named).unwrap_or(UNNAMED);
            self.by = model_of(service, said.model.as_deref().unwrap_or_default(), Plan::Unknown);
        }
        self
    }
}

fn model_of(name: &str, model: &str, plan: Plan) -> Contributor {
    let provider = known_service(name).map_or_else(|| line_of(name), str::to_owned);
    Contributor::Model { provider, model: line_of(model), terms: plan.terms().to_owned() }
}

/// The service that a person means, however they write it: `suno.com` is Suno.
fn known_service(written: &str) -> Option<&'static str> {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let written = plain(written);
    AI_SERVICES.into_iter().chain(AI_PICTURES).find(|known| written.contains(&plain(known)))
}

/// A text as one printable line that fits a name.
pub fn line_of(text: &str) -> String {
    let line: String = text.chars().filter(|character| !character.is_control()).collect();
    let line: String = line.trim().chars().take(MAX_NAME).collect();
    debug_assert!(is_line(&line, MAX_NAME));
    line.trim_end().to_owned()
}

/// A text as printable lines of at most so many characters.
pub fn text_of(text: &str, most: usize) -> String {
    let keep = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
    text.trim().chars().filter(keep).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Contributor {
        Contributor::Person { name: "Ada".to_owned() }
    }

    #[test]
    fn a_services_song_is_a_models_with_its_plan_and_prompt() {
        let origin = Origin::Service { name: "suno.com".to_owned(), model: " v5 ".to_owned(), plan: Plan::Paid };
        let credit =
            ImportAnswers { origin, prompt: " sad\u{0} song ".to_owned(), words: true, voice: false }.credit(&person());
        let (provider, model, terms) = ("Suno".to_owned(), "v5".to_owned(), "paid plan".to_owned());
        assert_eq!(credit.by, Contributor::Model { provider, model, terms });
        assert_eq!(credit.prompt.unwrap().text.as_deref(), Some("sad song"));
        assert!(credit.words && credit.voice);
    }

    #[test]
    fn what_a_file_says_of_a_machine_counts_whatever_is_answered() {
        let credit = |said: &Said| ImportAnswers::default().credit(&person()).as_said(said).by;
        assert_eq!(credit(&Said::default()), person());
        let suno = Said { trained: true, service: Some("Suno".to_owned()), ..Said::default() };
        assert!(matches!(credit(&suno), Contributor::Model { provider, .. } if provider == "Suno"));
        let silent = Said { trained: true, ..Said::default() };
        assert!(matches!(credit(&silent), Contributor::Model { provider, .. } if provider == UNNAMED));
    }

    #[test]
    fn a_known_service_cannot_pass_for_anything_else() {
        for source in ["Suno", "https://suno.com/song/1", "MAKE BEST MUSIC", "makebestmusic.com", "Udio 1.5"] {
            let origin = Origin::Other { source: source.to_owned(), rights: "mine".to_owned() };
            let credit = ImportAnswers { origin, ..ImportAnswers::default() }.credit(&person());
            assert!(matches!(credit.by, Contributor::Model { .. }), "{source}");
        }
        let origin = Origin::Other { source: "a friend".to_owned(), rights: "by word".to_owned() };
        let credit = ImportAnswers { origin, prompt: "x".to_owned(), words: false, voice: false }.credit(&person());
        assert!(matches!(credit.by, Contributor::Import { .. }) && credit.prompt.is_none());
        assert_eq!(ImportAnswers::default().credit(&person()).by, person());
    }
}
