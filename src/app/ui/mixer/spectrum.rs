//! The spectrum of what is heard or of a strip, drawn past the component tree.

use studio::view::{draw_spectrum, frequency_marks};
use web_sys::Element;
use yew::{Html, Properties, component, html, use_effect_with, use_memo, use_mut_ref, use_node_ref};

use crate::spectrum::{BINS, Spectrum};
use crate::ui::context::use_studio;
use crate::ui::frames::use_frames;
use crate::ui::widgets::figure::{mark_lines, mark_words, points};

/// Milliseconds between two drawings, and where less motion is wanted.
const PACE: f64 = 30.0;
const SLOW_PACE: f64 = 1_000.0;

/// Whose spectrum is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct SpectrumProps {
    /// A strip by its place among tracks and then buses; what is heard where there is none.
    #[prop_or_default]
    pub strip: Option<u8>,
}

/// The line of a spectrum, inside of a figure's drawing. It draws by itself, in animation frames, and only where it can
/// be seen.
#[component]
pub fn SpectrumLine(props: &SpectrumProps) -> Html {
    let studio = use_studio();
    let line = use_node_ref();
    let watching = use_mut_ref(|| None);
    {
        let watching = watching.clone();
        use_effect_with((studio.spectrum.clone(), props.strip), move |_| move || drop(watching.borrow_mut().take()));
    }
    let pace = *use_memo((), |()| if less_motion() { SLOW_PACE } else { PACE });
    let state = use_mut_ref(|| (Box::<Spectrum>::new(([0.0; BINS], 0.0)), f64::MIN, String::new()));
    {
        let (line, door, strip) = (line.clone(), studio.spectrum, props.strip);
        use_frames(move |now| {
            let (spectrum, looked, before) = &mut *state.borrow_mut();
            let Some(line) = line.cast::<Element>().filter(|_| now - *looked >= pace) else { return };
            *looked = now;
            if !is_seen(&line) {
                *watching.borrow_mut() = None;
                return;
            }
            if !watching.borrow_mut().get_or_insert_with(|| door.watch(strip)).read(spectrum) {
                return;
            }
            let words = format!("0,100 {}300,100", points(&draw_spectrum(&spectrum.0, spectrum.1)));
            if words != *before {
                // An attribute of a shape that is on the page is always taken.
                line.set_attribute("points", &words).ok();
                *before = words;
            }
        });
    }
    html! { <polygon class="spectrum" ref={line} points="" data-test="spectrum" /> }
}

/// The spectrum of what is heard by itself, over its frequencies.
#[component]
pub fn SpectrumView() -> Html {
    let marks = frequency_marks();
    html! {
        <div class="spectrum-plot" aria-hidden="true">
            <svg viewBox="0 0 300 100" preserveAspectRatio="none" focusable="false">
                { mark_lines(&marks) }
                <SpectrumLine />
            </svg>
            <svg class="figure-grips" focusable="false">{ mark_words(&marks) }</svg>
        </div>
    }
}

/// Whether an element can be seen: what is in a folded or a hidden part cannot.
fn is_seen(element: &Element) -> bool {
    matches!(element.closest("details:not([open]), .hidden"), Ok(None))
}

fn less_motion() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
