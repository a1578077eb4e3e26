//! Templates of licences, filled in with what the project knows. They are no legal advice, and say so first.

use serde::{Deserialize, Serialize};

use crate::project::Role;
use crate::release::pack::Desk;
use crate::release::pack::page::Page;
use crate::text::Message;

/// What is licensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Licence {
    /// Streaming and download.
    Streaming,
    /// Joining with pictures.
    Sync,
    /// A composition to order.
    Custom,
    /// Every use at once.
    BuyOut,
}

impl Licence {
    /// Every licence.
    pub const ALL: [Self; 4] = [Self::Streaming, Self::Sync, Self::Custom, Self::BuyOut];

    /// The name of its file, without an ending.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Streaming => "streaming",
            Self::Sync => "sync",
            Self::Custom => "custom-composition",
            Self::BuyOut => "buy-out",
        }
    }

    /// What it is called.
    pub fn title(self) -> Message {
        match self {
            Self::Streaming => Message::new("licence-streaming"),
            Self::Sync => Message::new("licence-sync"),
            Self::Custom => Message::new("licence-custom"),
            Self::BuyOut => Message::new("licence-buyout"),
        }
    }

    /// What is granted and what is paid for it.
    fn terms(self) -> [Message; 2] {
        match self {
            Self::Streaming => [Message::new("licence-streaming-grant"), Message::new("licence-streaming-fee")],
            Self::Sync => [Message::new("licence-sync-grant"), Message::new("licence-sync-fee")],
            Self::Custom => [Message::new("licence-custom-grant"), Message::new("licence-custom-fee")],
            Self::BuyOut => [Message::new("licence-buyout-grant"), Message::new("licence-buyout-fee")],
        }
    }
}

/// The template of a licence.
pub fn page(desk: &Desk<'_>, licence: Licence) -> Vec<u8> {
    let locale = desk.locale;
    let blank = Message::new("licence-blank").print(locale);
    let or_blank = |text: &str| if text.trim().is_empty() { blank.clone() } else { text.trim().to_owned() };
    let say = |message: Message| message.with("blank", &blank).print(locale);
    let project = desk.project();
    let (metadata, release) = (&project.metadata, &project.metadata.release);
    let writers: Vec<&str> = release
        .credits
        .iter()
        .filter(|credit| credit.roles.iter().any(|role| matches!(role, Role::Composer | Role::Lyricist)))
        .map(|credit| credit.name.as_str())
        .collect();
    let code = |code: Option<String>| code.unwrap_or_else(|| blank.clone());
    let seconds = project.tempo.seconds_at(f64::from(project.end().0)).round() as u64;
    let artist = or_blank(&metadata.artist);
    let owner = if release.p_line.is_empty() { artist.clone() } else { release.p_line.clone() };
    let work = Message::new("licence-work")
        .with("title", desk.sheet.title())
        .with("artist", &artist)
        .with("writers", or_blank(&writers.join(", ")))
        .with("isrc", code(release.isrc().ok().flatten().map(|code| code.as_str().to_owned())))
        .with("iswc", code(release.iswc().ok().flatten().map(|code| code.as_str().to_owned())))
        .with("length", format!("{}:{:02}", seconds / 60, seconds % 60));
    let credit = Message::new("credit-artist").with("title", desk.sheet.title()).with("artist", &artist).print(locale);
    let disclosed = Message::new("licence-disclosure")
        .with("sentence", desk.disclosure().sentence(locale))
        .with("head", project.ledger.head());
    let [grant, fee] = licence.terms();
    let clauses = [
        Message::new("licence-parties").with("owner", owner),
        work,
        grant,
        fee,
        Message::new("licence-territory"),
        Message::new("licence-credit").with("credit", credit),
        disclosed,
        Message::new("licence-machine"),
        Message::new("licence-label"),
        Message::new("licence-training"),
        Message::new("licence-warranty").with("samples", or_blank(&release.samples)),
    ];
    let mut page = Page::new(locale, &say(licence.title()));
    page.paragraph("notice", &say(Message::new("licence-notice")));
    page.list(&clauses.map(say));
    page.paragraph("", &say(Message::new("licence-sign")));
    page.finish()
}
