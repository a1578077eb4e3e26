//! The colours of the theme, read from the custom properties of a canvas.

use studio::provenance::ContributorKind;
use web_sys::{CssStyleDeclaration, Element};

use crate::ui::context::Studio;

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident $property:literal;)*) => {
        /// The colours of the theme, as CSS writes them, and the typeface.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Palette {
            $($(#[$doc])* pub $name: String,)*
            /// The colours of tracks.
            tracks: Vec<String>,
            /// The typefaces, as CSS lists them.
            pub font: String,
        }

        impl Palette {
            /// Reads the colours where an element stands.
            pub fn read(element: &Element) -> Option<Self> {
                // Nothing can be read from an element that is not on the page; it is read again when it is.
                let style = web_sys::window()?.get_computed_style(element).ok()??;
                let tracks = (0..12).map(|index| value(&style, &format!("--track-{index}"))).collect();
                Some(Self { $($name: value(&style, $property),)* tracks, font: value(&style, "font-family") })
            }
        }
    };
}

palette! {
    /// Behind everything.
    ground "--ground";
    /// Behind controls.
    surface "--surface";
    /// On top of a surface.
    raised "--raised";
    /// A thin line.
    line "--line";
    /// A line that matters.
    line_strong "--line-strong";
    /// Words.
    text "--text";
    /// Quiet words.
    text_muted "--text-muted";
    /// The accent.
    accent "--accent";
    /// Faults.
    danger "--danger";
    /// A person's work.
    person "--author-person";
    /// A trained model's work.
    model "--author-model";
    /// A rule-based tool's work.
    tool "--author-tool";
    /// Material brought in.
    import "--author-import";
    /// A white key.
    key_white "--key-white";
    /// A black key.
    key_black "--key-black";
    /// A bar line.
    grid_bar "--grid-bar";
    /// A beat line.
    grid_beat "--grid-beat";
    /// A step line.
    grid_step "--grid-step";
    /// The playhead.
    playhead "--playhead";
    /// Round what is selected.
    selection "--chosen";
    /// A level that is far from too loud.
    meter_low "--meter-low";
    /// Notes of other tracks.
    ghost "--ghost";
}

impl Palette {
    /// The colour of a track's place in the palette.
    pub fn track(&self, colour: u8) -> &str {
        let count = self.tracks.len().max(1);
        self.tracks.get(usize::from(colour) % count).map_or(&self.accent, String::as_str)
    }

    /// The colour of a kind of contributor.
    pub fn author(&self, kind: ContributorKind) -> &str {
        match kind {
            ContributorKind::Person => &self.person,
            ContributorKind::Model => &self.model,
            ContributorKind::Tool => &self.tool,
            ContributorKind::Import => &self.import,
        }
    }
}

/// The letter of a kind of contributor in the studio's language.
pub fn author_letter(studio: &Studio, kind: ContributorKind) -> String {
    studio.text(match kind {
        ContributorKind::Person => "author-letter-person",
        ContributorKind::Model => "author-letter-model",
        ContributorKind::Tool => "author-letter-tool",
        ContributorKind::Import => "author-letter-import",
    })
}

fn value(style: &CssStyleDeclaration, property: &str) -> String {
    // A property that is missing reads as an empty colour, which a canvas ignores.
    style.get_property_value(property).map(|value| value.trim().to_owned()).unwrap_or_default()
}
