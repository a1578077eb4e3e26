//! The preset browser: by instrument, narrowed by words and by what presets sound like.

use studio::sound::{PRESETS, Patch, PatchKind, Preset, Tag};
use web_sys::{HtmlInputElement, InputEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_state};

use crate::ui::context::use_studio;

/// What the browser shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PresetsProps {
    /// The patch now.
    pub patch: Patch,
    /// Says the patch that was chosen.
    pub onchoose: Callback<Patch>,
}

/// The presets of the patch's own instrument first, then the others, each group under its name.
#[component]
pub fn Presets(props: &PresetsProps) -> Html {
    let studio = use_studio();
    let words = use_state(String::new);
    let tags = use_state(Vec::<Tag>::new);
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| words.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let wanted = words.trim().to_lowercase();
    let fits = |preset: &&Preset| {
        preset.name.to_lowercase().contains(&wanted) && tags.iter().all(|tag| preset.tags.contains(tag))
    };
    let mut kinds = PatchKind::ALL.to_vec();
    kinds.sort_by_key(|kind| *kind != props.patch.kind);
    let groups = kinds.into_iter().filter_map(|kind| {
        let presets: Vec<&Preset> = PRESETS.iter().filter(|preset| preset.kind == kind).filter(fits).collect();
        (!presets.is_empty()).then_some((kind, presets))
    });
    let groups: Vec<(PatchKind, Vec<&Preset>)> = groups.collect();
    let toggles = Tag::ALL.map(|tag| {
        let on = tags.contains(&tag);
        let tags = tags.clone();
        let onclick = move |_| {
            let others = tags.iter().copied().filter(|other| *other != tag);
            tags.set(others.chain(Some(tag).filter(|_| !on)).collect());
        };
        html! {
            <button type="button" class="preset-tag" aria-pressed={if on { "true" } else { "false" }} {onclick}>
                { studio.text(tag.id()) }
            </button>
        }
    });
    html! {
        <>
            <input class="field" type="search" placeholder={studio.text("sound-search")}
                aria-label={studio.text("sound-search")} maxlength="40" value={(*words).clone()} {oninput}
                data-test="sound-search" />
            <div class="preset-tags" role="group" aria-label={studio.text("sound-tags")}>{ for toggles }</div>
            <div class="presets" role="group" aria-label={studio.text("sound-presets")}>
                if groups.is_empty() { <p class="muted">{ studio.text("sound-none") }</p> }
                for (kind, presets) in groups {
                    <h3 class="preset-group">{ studio.text(kind.id()) }</h3>
                    for preset in presets {
                        { choice(props, preset) }
                    }
                }
            </div>
        </>
    }
}

fn choice(props: &PresetsProps, preset: &'static Preset) -> Html {
    let onclick = props.onchoose.reform(move |_| preset.patch());
    html! {
        <button type="button" class="preset" {onclick}
            aria-pressed={if preset.patch() == props.patch { "true" } else { "false" }}>{ preset.name }</button>
    }
}
