//! The services of jobs, one file each. Adding one: a file here, its [`Protocol`], a line in [`dialect`], a preset in
//! `ai/services`, and a fixture service in `tests/services/media`.

mod ace_data;
mod ace_step;
mod beatoven;
mod cog;
mod fal;
mod kie_jobs;
mod replicate;
mod suno_api;
mod suno_record;
mod suno_submit;
mod udio_api;

pub use replicate::model_path;

use crate::ai::Protocol;
use crate::ai::jobs::dialect::JobDialect;

/// The dialect of a protocol; none for those that are not of jobs.
pub fn dialect(protocol: Protocol) -> Option<&'static JobDialect> {
    Some(match protocol {
        Protocol::SunoRecord => &suno_record::DIALECT,
        Protocol::KieJobs => &kie_jobs::DIALECT,
        Protocol::SunoApi => &suno_api::DIALECT,
        Protocol::SunoSubmit => &suno_submit::DIALECT,
        Protocol::AceData => &ace_data::DIALECT,
        Protocol::UdioApi => &udio_api::DIALECT,
        Protocol::AceStep => &ace_step::DIALECT,
        Protocol::Replicate => &replicate::DIALECT,
        Protocol::Cog => &cog::DIALECT,
        Protocol::Fal => &fal::DIALECT,
        Protocol::Beatoven => &beatoven::DIALECT,
        _ => return None,
    })
}
