//! Who made a picture that was dropped or picked.

use studio::session::{Action, ImportAnswers, Origin, PictureFile, Plan};
use studio::text::Message;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::select::Select;

/// Places in the list of makers; at 0 nobody is chosen yet.
const OWN: usize = 1;
const MODEL: usize = 2;
const SOMEONE: usize = 3;

/// What has been answered so far.
#[derive(Clone, Default, PartialEq)]
struct Form {
    maker: usize,
    name: String,
    /// What a model was asked, or the right by which somebody else's picture is used.
    more: String,
}

impl Form {
    /// Whether enough has been said.
    fn is_complete(&self) -> bool {
        self.maker == OWN || (self.maker != 0 && !self.name.is_empty())
    }

    fn answers(&self) -> ImportAnswers {
        let (name, more) = (self.name.clone(), self.more.clone());
        match self.maker {
            MODEL => {
                let origin = Origin::Service { name, model: String::new(), plan: Plan::Unknown };
                ImportAnswers { origin, prompt: more, words: false, voice: false }
            }
            SOMEONE => {
                ImportAnswers { origin: Origin::Other { source: name, rights: more }, ..ImportAnswers::default() }
            }
            _ => ImportAnswers::default(),
        }
    }
}

/// What is asked about.
#[derive(Clone, PartialEq, Properties)]
pub struct MakerFormProps {
    /// The picture.
    pub file: PictureFile,
}

/// Who made a picture.
#[component]
pub fn MakerForm(props: &MakerFormProps) -> Html {
    let studio = use_studio();
    let form = use_state(Form::default);
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with((), move |()| {
            let first = panel.cast::<HtmlElement>().and_then(|panel| panel.query_selector("select").ok().flatten());
            if let Some(first) = first.and_then(|first| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(first).ok()) {
                first.focus().ok();
            }
        });
    }
    let cancel: Callback<()> = studio.send(Action::CancelPicture);
    let onkeydown = {
        let cancel = cancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                cancel.emit(());
            }
        })
    };
    let change = |set: fn(&mut Form, String)| {
        let form = form.clone();
        Callback::from(move |text: String| {
            let mut next = (*form).clone();
            set(&mut next, text);
            form.set(next);
        })
    };
    let choose = {
        let form = form.clone();
        Callback::from(move |maker: usize| form.set(Form { maker, ..(*form).clone() }))
    };
    let makers = ["import-choose", "cover-own", "cover-model", "cover-someone"].map(|id| studio.text(id)).to_vec();
    html! {
        <div class="cover-maker-form" ref={panel} role="group" aria-labelledby="cover-question" {onkeydown}>
            <h3 id="cover-question">{ question(&studio, &props.file) }</h3>
            <Select label={studio.text("import-origin")} choices={makers} chosen={form.maker} labelled=true
                test="cover-maker" onchoose={choose} />
            if form.maker == MODEL || form.maker == SOMEONE {
                <Field label={studio.text(if form.maker == MODEL { "cover-model-name" } else { "cover-source" })}
                    value={form.name.clone()} labelled=true test="cover-maker-name"
                    onchange={change(|form, text| form.name = text)} />
                <Field label={studio.text(if form.maker == MODEL { "cover-prompt" } else { "import-rights" })}
                    value={form.more.clone()} labelled=true longest=4000 test="cover-maker-more"
                    onchange={change(|form, text| form.more = text)} />
            }
            <div class="import-acts">
                <Button label={studio.text("import-cancel")} tone={Tone::Plain} test="cover-cancel" onclick={cancel} />
                <Button label={studio.text("cover-place")} icon={Icon::Accept} tone={Tone::Primary} test="cover-place"
                    disabled={!form.is_complete()}
                    onclick={studio.send(Action::PlacePicture { answers: Box::new(form.answers()) })} />
            </div>
        </div>
    }
}

fn question(studio: &Studio, file: &PictureFile) -> String {
    studio.say(&Message::new("cover-question").with("name", file.name.clone()))
}
