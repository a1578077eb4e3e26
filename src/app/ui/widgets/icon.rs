//! The studio's icons: one family, drawn on a 16 px grid with a 1.5 px stroke in the colour of the text around.

use yew::{Html, Properties, component, html};

/// An icon by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after what it stands for")]
pub enum Icon {
    Accept,
    Add,
    Audition,
    Automation,
    Bypass,
    Chevron,
    Close,
    Cowriter,
    Dice,
    Download,
    Drums,
    File,
    Help,
    History,
    Install,
    Keys,
    Ledger,
    Lock,
    Loop,
    Lyrics,
    Metronome,
    Mixer,
    More,
    Notes,
    Open,
    Palette,
    Pause,
    Piano,
    Play,
    Record,
    Redo,
    Release,
    Remove,
    Settings,
    Share,
    Song,
    Sound,
    Start,
    Stop,
    Undo,
    Warning,
}

impl Icon {
    /// Outlines, in SVG path notation.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Accept => "M3 8.5l3.2 3.2L13 4.8",
            Self::Add => "M8 3v10M3 8h10",
            Self::Audition => {
                "M2.5 10V8a5.5 5.5 0 0 1 11 0v2M2.5 9.5h2.2v4H3.5a1 1 0 0 1-1-1zM13.5 9.5h-2.2v4h1.2a1 1 0 0 0 1-1z"
            }
            Self::Automation => "M2.5 12.5c3.5 0 3-8 6.2-8M10.5 4.5h3M9.6 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
            Self::Bypass => "M8 2.2v5M4.5 4.2a5.2 5.2 0 1 0 7 0",
            Self::Chevron => "M4.5 6.5L8 10l3.5-3.5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Cowriter => "M8 2l1.5 4.5L14 8l-4.5 1.5L8 14l-1.5-4.5L2 8l4.5-1.5z",
            Self::Dice => {
                "M4 2.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5zM5.8 5.8v.01M10.2 10.2v.01M8 8v.01M10.2 5.8v.01M5.8 10.2v.01"
            }
            Self::Download => "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.3h10",
            Self::Drums => "M2.5 2.5h3v3h-3zM10.5 2.5h3v3h-3zM6.5 6.5h3v3h-3zM2.5 10.5h3v3h-3zM10.5 10.5h3v3h-3z",
            Self::File => "M4 2h5l3.5 3.5V14H4zM9 2v3.5h3.5",
            Self::Help => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.4a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3M8 11.4v.01"
            }
            Self::History => "M8 4.5V8l2.5 1.5M2.7 6.2A5.7 5.7 0 1 1 2.5 9.6M2.5 3v3.3h3.3",
            Self::Install => "M3 3.5h10v7.5H3zM6 13.5h4M8 5.3v3.4M6.6 7.4L8 8.8l1.4-1.4",
            Self::Keys => "M1.5 4.5h13v7h-13zM4 7v.01M6.7 7v.01M9.3 7v.01M12 7v.01M4.5 9.3h7",
            Self::Ledger => "M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5",
            Self::Lock => "M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
            Self::Loop => {
                "M5 12.5H4.5a3 3 0 0 1-3-3v-2a3 3 0 0 1 3-3h7a3 3 0 0 1 3 3v2a3 3 0 0 1-3 3H8M10 10.5l-2 2 2 2"
            }
            Self::Lyrics => "M3 3.5h10M3 6.5h7M3 9.5h10M3 12.5h5",
            Self::Metronome => "M5.8 2.5h4.4l2.3 11h-9zM4.2 10.5h7.6M8 10.5l4.2-6.8",
            Self::Mixer => {
                "M4 2.5v6.2M4 11.7v1.8M2.5 10.2h3M8 2.5v1.8M8 7.3v6.2M6.5 5.8h3M12 2.5v5.2M12 10.7v2.8M10.5 9.2h3"
            }
            Self::More => "M3.5 8v.01M8 8v.01M12.5 8v.01",
            Self::Notes => "M2.5 4.5h5M6 8h6M9 11.5h4.5M2.5 11.5h3",
            Self::Open => "M2.5 12.5v-9h4l1.5 2h5.5v7zM2.5 8h11",
            Self::Palette => {
                "M8 14A6 6 0 1 1 14 8c0 1.7-1.2 2.3-2.5 2.3H10c-1.6 0-1.2 1.5-.9 2 .4.8 0 1.7-1.1 1.7zM5 8.2v.01M6.3 5.3v.01M9.7 5.3v.01"
            }
            Self::Pause => "M4.5 3.5h2v9h-2zM9.5 3.5h2v9h-2z",
            Self::Piano => "M2 3.5h12v9H2zM5 3.5v5.2h1.6V3.5M9.4 3.5v5.2H11V3.5M5.8 8.7v3.8M10.2 8.7v3.8",
            Self::Play => "M5 3.2v9.6l7.5-4.8z",
            Self::Record => "M8 12.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4z",
            Self::Redo => "M10 3l3.2 3.2L10 9.4M13 6.2H6.5a3.7 3.7 0 0 0 0 7.3H9",
            Self::Release => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
            Self::Remove => "M3 4.5h10M6.3 4.5V2.8h3.4v1.7M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4",
            Self::Settings => {
                "M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M10.2 6.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM5.8 12.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z"
            }
            Self::Share => {
                "M6.7 9.3a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.9.9M9.3 6.7a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.9-.9"
            }
            Self::Song => "M2.5 4h5.5M10 4h3.5M2.5 8h3M7.5 8h6M2.5 12h7.5M12 12h1.5",
            Self::Sound => "M1.5 8h2l1.5-4.5L8 12.5l2.5-7L12 8h2.5",
            Self::Start => "M4 3.5v9M12.5 3.5v9L6 8z",
            Self::Stop => "M4 4h8v8H4z",
            Self::Undo => "M6 3L2.8 6.2 6 9.4M3 6.2h6.5a3.7 3.7 0 0 1 0 7.3H7",
            Self::Warning => "M8 2.5l6 11H2zM8 6.8v3M8 11.7v.01",
        }
    }

    const fn filled(self) -> bool {
        matches!(self, Self::Pause | Self::Play | Self::Record | Self::Stop)
    }
}

/// What a glyph shows.
#[derive(Clone, PartialEq, Properties)]
pub struct GlyphProps {
    /// The icon.
    pub icon: Icon,
}

/// An icon. It is hidden from screen readers: the control around it carries the words.
#[component]
pub fn Glyph(props: &GlyphProps) -> Html {
    let class = if props.icon.filled() { "glyph glyph-filled" } else { "glyph" };
    html! {
        <svg class={class} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={props.icon.strokes()} />
        </svg>
    }
}
