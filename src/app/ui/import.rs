//! Sound files on their way into the song: what is asked about where they come from.

use studio::credentials::{Said, Statement};
use studio::session::{AI_SERVICES, Action, Import, ImportAnswers, ImportStage, Origin, Plan};
use studio::text::Message;
use studio::time::Tick;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, UseStateHandle, component, html, use_effect_with, use_node_ref,
    use_state,
};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::select::Select;

/// Places in the list of who made it: nobody chosen yet, the known services, and these.
const FIRST_SERVICE: usize = 1;
const OWN: usize = FIRST_SERVICE + AI_SERVICES.len();
const OTHER: usize = OWN + 1;

const PLANS: [(Plan, &str); 3] =
    [(Plan::Unknown, "import-plan-unknown"), (Plan::Free, "import-plan-free"), (Plan::Paid, "import-plan-paid")];

/// The most that is shown of what a file says.
const MOST_SAID: usize = 6;

/// What has been answered so far.
#[derive(Clone, PartialEq, Default)]
struct Form {
    /// The place in the list of who made it.
    maker: usize,
    service: String,
    by_model: bool,
    model: String,
    rights: String,
    plan: usize,
    prompt: String,
    /// Whether there are words in it; what is likely until somebody says.
    words: Option<bool>,
    /// Whether a voice is in it; what is likely until somebody says.
    voice: Option<bool>,
}

impl Form {
    /// What a file's name tells: services put theirs into it.
    fn guessed(name: &str) -> Self {
        let plain = |text: &str| text.to_lowercase().replace([' ', '-', '_'], "");
        let known = AI_SERVICES.iter().position(|service| plain(name).contains(&plain(service)));
        Self { maker: known.map_or(0, |place| FIRST_SERVICE + place), ..Self::default() }
    }

    /// What the file says of itself, where nothing has been answered yet.
    fn told(mut self, said: &Said) -> Self {
        if self.maker == 0 && said.trained {
            let service = said.service.as_deref().unwrap_or_default();
            match AI_SERVICES.iter().position(|known| *known == service) {
                Some(place) => self.maker = FIRST_SERVICE + place,
                None => (self.maker, self.by_model) = (OTHER, true),
            }
            service.clone_into(&mut self.service);
        }
        if self.model.is_empty() {
            self.model = said.model.clone().unwrap_or_default();
        }
        self
    }

    /// Whether a trained model made it.
    fn is_model(&self) -> bool {
        (FIRST_SERVICE..OWN).contains(&self.maker) || (self.maker == OTHER && self.by_model)
    }

    fn has_words(&self) -> bool {
        self.words.unwrap_or(self.is_model())
    }

    fn has_voice(&self) -> bool {
        self.voice.unwrap_or(self.is_model()) || self.has_words()
    }

    /// Whether enough has been said.
    fn is_complete(&self) -> bool {
        self.maker != 0 && (self.maker != OTHER || !self.service.is_empty())
    }

    fn answers(&self) -> ImportAnswers {
        let known = self.maker.checked_sub(FIRST_SERVICE).and_then(|place| AI_SERVICES.get(place));
        let origin = if self.maker == OWN {
            Origin::Own
        } else if self.is_model() {
            Origin::Service {
                name: known.map_or_else(|| self.service.clone(), |known| (*known).to_owned()),
                model: self.model.clone(),
                plan: PLANS.get(self.plan).map(|(plan, _)| *plan).unwrap_or_default(),
            }
        } else {
            Origin::Other { source: self.service.clone(), rights: self.rights.clone() }
        };
        ImportAnswers { origin, prompt: self.prompt.clone(), words: self.has_words(), voice: self.has_voice() }
    }
}

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ImportPanelProps {
    /// The sound file.
    pub import: Import,
    /// Where it would begin.
    pub at: Tick,
}

/// The panel of one sound file.
#[component]
pub fn ImportPanel(props: &ImportPanelProps) -> Html {
    let studio = use_studio();
    let name = props.import.file.name.clone();
    let form = use_state(|| Form::guessed(&props.import.file.name));
    let asking = matches!(props.import.stage, ImportStage::Asking(_));
    let said = match &props.import.stage {
        ImportStage::Asking(summary) => summary.said.clone(),
        _ => Said::default(),
    };
    {
        let form = form.clone();
        use_effect_with(said.clone(), move |said| {
            if said.trained {
                form.set((*form).clone().told(said));
            }
        });
    }
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with(asking, move |asking| {
            let first = panel.cast::<HtmlElement>().and_then(|panel| panel.query_selector("select").ok().flatten());
            if let Some(first) =
                first.filter(|_| *asking).and_then(|first| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(first).ok())
            {
                first.focus().ok();
            }
        });
    }
    let cancel: Callback<()> = studio.send(Action::CancelImport { import: props.import.id });
    let onkeydown = cancel_on_escape(&cancel);
    let title = match props.import.stage {
        ImportStage::Decoding => "import-reading",
        ImportStage::Asking(_) => "import-title",
        ImportStage::Storing(..) => "import-storing",
    };
    let place = if props.import.file.keys.is_some() { "import-keys" } else { "import-place" };
    html! {
        <section class="import" ref={panel} aria-labelledby="import-title" data-test="import" {onkeydown}>
            <div class="import-head">
                <Glyph icon={Icon::Song} />
                <h2 id="import-title" role="status">{ studio.say(&Message::new(title).with("name", name)) }</h2>
            </div>
            if asking {
                <p class="muted">{ studio.text("import-lead") }</p>
                if !said.is_silent() { { what_it_says(&studio, &said) } }
                { questions(&studio, &form) }
                <div class="import-acts">
                    <Button label={studio.text("import-cancel")} tone={Tone::Plain} test="import-cancel" onclick={cancel} />
                    <Button label={studio.text(place)} icon={Icon::Add} tone={Tone::Primary} test="import-place"
                        disabled={!form.is_complete()} onclick={studio.send(Action::PlaceImport {
                            import: props.import.id,
                            answers: Box::new(form.answers()),
                            at: props.at,
                        })} />
                </div>
            } else {
                <div class="import-acts">
                    <Button label={studio.text("import-cancel")} tone={Tone::Plain} test="import-cancel" onclick={cancel} />
                </div>
            }
        </section>
    }
}

/// What the file says about where it comes from.
fn what_it_says(studio: &Studio, said: &Said) -> Html {
    let line = |statement: &Statement| {
        let (id, value) = match statement {
            Statement::MadeWith(text) => ("said-words", text),
            Statement::SourceType(code) => ("said-source-type", code),
            Statement::Agent(name) => ("said-agent", name),
            Statement::Aigc(producer) => ("said-aigc", producer),
            Statement::ContainsAi(verdict) => ("said-contains-ai", verdict),
        };
        studio.say(&Message::new(id).with("value", value))
    };
    let manifest = said.manifest.map(|readable| if readable { "said-manifest" } else { "said-manifest-damaged" });
    html! {
        <div class="muted" data-test="import-said">
            <p>{ studio.text("said-lead") }</p>
            <ul>
                for statement in said.statements.iter().take(MOST_SAID) { <li>{ line(statement) }</li> }
                if let Some(id) = manifest { <li>{ studio.text(id) }</li> }
            </ul>
        </div>
    }
}

/// Cancels on Escape.
pub fn cancel_on_escape(cancel: &Callback<()>) -> Callback<KeyboardEvent> {
    let cancel = cancel.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            cancel.emit(());
        }
    })
}

/// A callback that changes the form.
fn changing<IN: 'static>(form: &UseStateHandle<Form>, change: impl Fn(&mut Form, IN) + 'static) -> Callback<IN> {
    let form = form.clone();
    Callback::from(move |input| {
        let mut next = (*form).clone();
        change(&mut next, input);
        form.set(next);
    })
}

fn questions(studio: &Studio, form: &UseStateHandle<Form>) -> Html {
    let makers = std::iter::once(studio.text("import-choose"))
        .chain(AI_SERVICES.iter().map(|service| (*service).to_owned()))
        .chain([studio.text("import-own"), studio.text("import-other")])
        .collect::<Vec<_>>();
    html! {
        <div class="import-questions">
            <Select label={studio.text("import-origin")} choices={makers} chosen={form.maker} labelled=true
                test="import-origin" onchoose={changing(form, |form, place| form.maker = place)} />
            if form.maker == OTHER {
                <Field label={studio.text("import-service")} value={form.service.clone()} labelled=true
                    test="import-service" onchange={changing(form, |form, text| form.service = text)} />
                { check(studio, "import-model-asked", form.by_model, changing(form, |form, on| form.by_model = on)) }
            }
            if form.is_model() {
                { asked_of_a_model(studio, form) }
            } else if form.maker == OTHER {
                <Field label={studio.text("import-rights")} value={form.rights.clone()} labelled=true
                    test="import-rights" onchange={changing(form, |form, text| form.rights = text)} />
            }
            if form.maker != 0 {
                { check(studio, "import-voice", form.has_voice(), changing(form, |form, on| form.voice = Some(on))) }
                { check(studio, "import-words", form.has_words(), changing(form, |form, on| form.words = Some(on))) }
            }
        </div>
    }
}

fn asked_of_a_model(studio: &Studio, form: &UseStateHandle<Form>) -> Html {
    let plans = PLANS.map(|(_, id)| studio.text(id)).to_vec();
    let oninput = changing(form, |form, event: InputEvent| {
        form.prompt = event.target_unchecked_into::<HtmlTextAreaElement>().value();
    });
    let prompt = AttrValue::from(form.prompt.clone());
    html! {
        <>
            <Select label={studio.text("import-plan")} choices={plans} chosen={form.plan} labelled=true
                test="import-plan" onchoose={changing(form, |form, place| form.plan = place)} />
            <Field label={studio.text("import-model")} value={form.model.clone()} labelled=true test="import-model"
                onchange={changing(form, |form, text| form.model = text)} />
            <label class="labelled import-prompt">
                <span class="label">{ studio.text("import-prompt") }</span>
                <textarea class="field" rows="2" maxlength="4000" value={prompt} {oninput} data-test="import-prompt"
                    placeholder={studio.text("import-prompt-hint")} />
            </label>
            if form.plan == 1 { <p class="muted import-wide">{ studio.text("import-free-plan-note") }</p> }
        </>
    }
}

fn check(studio: &Studio, label: &'static str, checked: bool, onset: Callback<bool>) -> Html {
    let onchange = onset.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label class="import-check">
            <input type="checkbox" {checked} {onchange} data-test={label} />
            <span>{ studio.text(label) }</span>
        </label>
    }
}
