//! Language, theme, name, help and installing.

use studio::session::{Action, Settings, Theme};
use studio::text::Locale;
use yew::{Callback, Html, Properties, component, html};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::menu::Menu;
use crate::ui::widgets::select::Select;
use crate::ui::window::Show;

/// What the settings show.
#[derive(Clone, PartialEq, Properties)]
pub struct SettingsMenuProps {
    /// Language, theme and name.
    pub settings: Settings,
    /// Whether the browser offers to install the studio.
    pub install: bool,
    /// Says what the window shall show.
    pub show: Callback<Show>,
}

/// The settings, behind their button.
#[component]
pub fn SettingsMenu(props: &SettingsMenuProps) -> Html {
    let studio = use_studio();
    let settings = &props.settings;
    let set_locale = change(&studio, settings, |settings, place: usize| {
        settings.locale = Locale::ALL.get(place).copied().unwrap_or_default();
    });
    let set_theme = change(&studio, settings, |settings, place: usize| {
        settings.theme = if place == 1 { Theme::Light } else { Theme::Dark };
    });
    let languages = Locale::ALL.iter().map(|locale| locale.name().to_owned()).collect::<Vec<_>>();
    let language = Locale::ALL.iter().position(|locale| *locale == settings.locale).unwrap_or_default();
    let themes = vec![studio.text("theme-dark"), studio.text("theme-light")];
    html! {
        <Menu label={studio.text("settings")} icon={Icon::Settings} class="menu-form" test="settings">
            <Select label={studio.text("settings-language")} choices={languages} chosen={language} labelled=true
                test="locale" onchoose={set_locale} />
            <Select label={studio.text("settings-theme")} choices={themes}
                chosen={usize::from(settings.theme == Theme::Light)}
                labelled=true test="theme" onchoose={set_theme} />
            <NameField settings={settings.clone()} />
            <div class="menu-actions">
                <Button label={studio.text("help")} icon={Icon::Help} test="help"
                    onclick={props.show.reform(|()| Show::Help)} />
                <Button label={studio.text("verb-keys")} icon={Icon::Keys} test="keys"
                    onclick={props.show.reform(|()| Show::Keys)} />
                if props.install {
                    <Button label={studio.text("install")} icon={Icon::Install} test="install"
                        onclick={studio.send(Action::Install)} />
                }
            </div>
        </Menu>
    }
}

/// Whose name is set.
#[derive(Clone, PartialEq, Properties)]
pub struct NameFieldProps {
    /// Language, theme and name.
    pub settings: Settings,
}

/// The name the person is credited by.
#[component]
pub fn NameField(props: &NameFieldProps) -> Html {
    let studio = use_studio();
    let onchange = change(&studio, &props.settings, |settings, name: String| settings.name = name);
    html! {
        <Field label={studio.text("settings-name")} value={props.settings.name.clone()} labelled=true
            placeholder={studio.text("settings-name-empty")} test="name" {onchange} />
    }
}

/// A callback that sends the settings as `set` changes them.
pub fn change<IN: 'static>(
    studio: &Studio,
    settings: &Settings,
    set: impl Fn(&mut Settings, IN) + 'static,
) -> Callback<IN> {
    let settings = settings.clone();
    studio.dispatch.reform(move |input| {
        let mut settings = settings.clone();
        set(&mut settings, input);
        Action::SetSettings { settings }
    })
}
