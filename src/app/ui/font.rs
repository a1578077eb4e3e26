//! A SoundFont on its way in: which of its presets shall be played.

use studio::decode::font::FontPreset;
use studio::session::{Action, FontImport};
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::use_studio;
use crate::ui::import::cancel_on_escape;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::select::Select;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FontPanelProps {
    /// The SoundFont.
    pub font: FontImport,
}

/// The panel of a SoundFont.
#[component]
pub fn FontPanel(props: &FontPanelProps) -> Html {
    let studio = use_studio();
    let chosen = use_state(|| 0usize);
    let close: Callback<()> = studio.send(Action::CloseFont);
    let FontImport { name, font, taking, .. } = &props.font;
    let title = if font.is_some() { "font-title" } else { "import-reading" };
    let row = |preset: &FontPreset| format!("{}:{} {}", preset.bank, preset.program, preset.name);
    let onchoose = {
        let chosen = chosen.clone();
        Callback::from(move |place| chosen.set(place))
    };
    html! {
        <section class="import" aria-labelledby="font-title" data-test="font" onkeydown={cancel_on_escape(&close)}>
            <div class="import-head">
                <Glyph icon={Icon::Sound} />
                <h2 id="font-title" role="status">{ studio.say(&Message::new(title).with("name", name)) }</h2>
            </div>
            if let Some(font) = font {
                <p class="muted">{ [&font.name[..], &font.author, &font.copyright].join(" · ") }</p>
                <Select label={studio.text("font-preset")} choices={font.presets.iter().map(row).collect::<Vec<_>>()}
                    chosen={*chosen} labelled=true test="font-preset" {onchoose} />
            }
            <div class="import-acts">
                <Button label={studio.text("import-cancel")} tone={Tone::Plain} test="font-cancel" onclick={close} />
                if font.is_some() {
                    <Button label={studio.text("import-keys")} icon={Icon::Add} tone={Tone::Primary} test="font-take"
                        disabled={taking.is_some()} onclick={studio.send(Action::TakePreset { preset: *chosen })} />
                }
            </div>
        </section>
    }
}
