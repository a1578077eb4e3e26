//! Where a co-writer is asked: what is to be done, by whom, in which words, and what of the song goes along.

use std::rc::Rc;

use studio::ai::prompt::{Context, ContextKind};
use studio::ai::{Ability, Service};
use studio::project::Project;
use studio::session::{Action, Brief, Settings, Task, aimed, context_of, kept_of};
use studio::text::Message;
use studio::time::TickRange;
use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{
    Callback, Children, Html, Properties, TargetCast, UseStateHandle, component, html, use_effect_with, use_memo,
    use_state,
};

use crate::ui::context::{Studio, fresh_seed, use_studio};
use crate::ui::cowriter::recording::RecordingFields;
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::select::Select;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct AskBoxProps {
    /// The project.
    pub project: Rc<Project>,
    /// The part of the song that is meant: the loop, the selected clip, or all of it.
    pub scope: TickRange,
    /// What the person set up.
    pub settings: Settings,
    /// Sets services up.
    pub onsetup: Callback<()>,
    /// What stands below the words: a question that waits, calls under way.
    pub children: Children,
}

/// Where a co-writer is asked. Enter asks, Shift and Enter begin a new line.
#[component]
pub fn AskBox(props: &AskBoxProps) -> Html {
    let studio = use_studio();
    let brief = use_state(|| studio.draft.borrow().clone());
    {
        let draft = Rc::clone(&studio.draft);
        use_effect_with((*brief).clone(), move |brief| drop(draft.replace(brief.clone())));
    }
    let scope = aimed(&props.project, props.scope, &brief.words);
    let context = {
        let task = brief.task;
        use_memo((props.project.clone(), scope, task), |(project, scope, task)| context_of(project, *scope, *task))
    };
    let service = props.settings.cowriters.service_for(brief.task.ability());
    let ask = ask(&studio, &brief, service.is_some());
    let onkeydown = {
        let ask = ask.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                event.prevent_default();
                ask.emit(());
            }
        })
    };
    let label = if brief.task == Task::Song && service.is_none() { "compose" } else { "ask" };
    html! {
        <div class="prompt">
            { who(&studio, props, &brief) }
            <div class="prompt-box">
                <textarea rows="3" value={brief.words.clone()} placeholder={studio.text(placeholder(brief.task))}
                    aria-label={studio.text("prompt")} data-test="prompt" maxlength="18000"
                    oninput={words(&brief, |brief, text| brief.words = text)} {onkeydown} />
                <div class="prompt-foot">
                    <span class="muted">{ studio.text("prompt-keys") }</span>
                    <Button label={studio.text(label)} icon={Icon::Cowriter} tone={Tone::Primary} test="compose"
                        onclick={ask} />
                </div>
            </div>
            { destination(&studio, props, brief.task, service) }
            { for props.children.iter() }
            { more(&studio, props, &brief, &context) }
        </div>
    }
}

/// What is to be done, and by whom.
fn who(studio: &Studio, props: &AskBoxProps, brief: &UseStateHandle<Brief>) -> Html {
    let tasks = Task::ALL.map(|task| studio.text(task_id(task))).to_vec();
    let chosen = Task::ALL.iter().position(|task| *task == brief.task).unwrap_or_default();
    let onchoose = {
        let brief = brief.clone();
        Callback::from(move |place: usize| {
            let task = Task::ALL.get(place).copied().unwrap_or_default();
            brief.set(Brief { task, left_out: Vec::new(), kept: Vec::new(), ..(*brief).clone() });
        })
    };
    let ability = brief.task.ability();
    let offered: Vec<Service> =
        props.settings.cowriters.services.iter().filter(|service| service.makes(ability)).cloned().collect();
    let built_in = if brief.task == Task::Song { "composer-built-in" } else { "ask-nobody" };
    let mut names = vec![studio.text(built_in)];
    names.extend(offered.iter().map(|service| service.name.clone()));
    names.push(studio.text("services-open"));
    let current = props.settings.cowriters.service_for(ability).map(|service| service.id.clone());
    let place = offered.iter().position(|service| Some(&service.id) == current.as_ref()).map_or(0, |place| place + 1);
    html! {
        <div class="ask-who">
            <Select label={studio.text("ask-task")} choices={tasks} {chosen} labelled=true test="task" {onchoose} />
            <Select label={studio.text("ask-who")} choices={names} chosen={place} labelled=true test="who"
                onchoose={choose(studio, props, ability, offered)} />
        </div>
    }
}

/// Chooses who is asked for an ability; the last choice sets services up.
fn choose(studio: &Studio, props: &AskBoxProps, ability: Ability, offered: Vec<Service>) -> Callback<usize> {
    let (dispatch, settings, onsetup) = (studio.dispatch.clone(), props.settings.clone(), props.onsetup.clone());
    Callback::from(move |place: usize| {
        let mut settings = settings.clone();
        match place.checked_sub(1).map(|place| offered.get(place)) {
            None => settings.cowriters.chosen.remove(&ability),
            Some(Some(service)) => settings.cowriters.chosen.insert(ability, service.id.clone()),
            Some(None) => return onsetup.emit(()),
        };
        dispatch.emit(Action::SetSettings { settings });
    })
}

/// Where the words go.
fn destination(studio: &Studio, props: &AskBoxProps, task: Task, service: Option<&Service>) -> Html {
    let (author, words) = match service {
        None if task == Task::Song => ("author-tool", studio.text("ask-stays-here")),
        None => ("author-tool", studio.text("ask-choose")),
        Some(service) => {
            let through = service.relay.as_ref().map(studio::ai::Address::origin);
            let id = if through.is_some() { "service-at-through" } else { "service-at" };
            let message = Message::new(id).with("host", service.base.host());
            ("author-model", studio.say(&message.with("relay", through.unwrap_or_default())))
        }
    };
    let letter = if service.is_some() { "author-model-letter" } else { "author-tool-letter" };
    html! {
        <p class="composer">
            if service.is_some() || task == Task::Song {
                <span class={yew::classes!("mark", author)}>{ studio.text(letter) }</span>
            }
            <span>{ words }</span>
            <Button label={studio.text("services-open")} icon={Icon::Settings} words={false} test="services-open"
                onclick={props.onsetup.clone()} />
        </p>
    }
}

/// What can be said beside the words, and what goes along with them.
fn more(studio: &Studio, props: &AskBoxProps, brief: &UseStateHandle<Brief>, context: &Rc<Vec<Context>>) -> Html {
    let task = brief.task;
    if task == Task::Song && props.settings.cowriters.service_for(Ability::Text).is_none() {
        return Html::default();
    }
    let styled = matches!(task, Task::Song | Task::Plan | Task::MoreLike | Task::Recording | Task::Lyrics);
    html! {
        <>
            if styled {
                <label class="labelled">
                    <span class="label">{ studio.text("ask-style") }</span>
                    <textarea class="field" rows="1" value={brief.style.clone()} placeholder={studio.text("ask-style-example")}
                        data-test="style" oninput={words(brief, |brief, text| brief.style = text)} />
                </label>
            }
            if matches!(task, Task::Song | Task::Recording) {
                <label class="labelled">
                    <span class="label">{ studio.text("ask-lyrics") }</span>
                    <textarea class="field" rows="2" value={brief.lyrics.clone()} placeholder={"[Verse]\n…"}
                        data-test="lyrics" oninput={words(brief, |brief, text| brief.lyrics = text)} />
                </label>
            }
            if task == Task::Recording {
                <RecordingFields brief={(**brief).clone()} onchange={set(brief)} />
            }
            if !context.is_empty() {
                { told(studio, props, brief, context) }
            }
        </>
    }
}

/// What of the song goes along, part by part, and what of it stays as it is.
fn told(studio: &Studio, props: &AskBoxProps, brief: &UseStateHandle<Brief>, context: &Rc<Vec<Context>>) -> Html {
    let sent = |part: &Context| !brief.left_out.contains(&part.kind);
    let tokens: usize = context.iter().filter(|part| sent(part)).map(Context::tokens).sum();
    let kept = if brief.task.is_a_change() { kept_of(&props.project, brief, context) } else { Vec::new() };
    let row = |part: &Context| {
        let onchange = switch(brief, &part.kind, |brief| &mut brief.left_out);
        let hint = studio.say(&Message::new("ask-tokens").with("count", part.tokens()));
        let lock = brief.task.is_a_change() && part.kind != ContextKind::Frame;
        html! {
            <li>
                <Check label={part_name(studio, &part.kind)} {hint} on={sent(part)} onchange={onchange.reform(|on: bool| !on)} />
                if lock { { keep(studio, props, brief, &part.kind, kept.contains(&part.kind)) } }
            </li>
        }
    };
    let scope = aimed(&props.project, props.scope, &brief.words);
    let bars = |tick| props.project.meter.position(tick).bar + 1;
    let last = bars(scope.end).saturating_sub(1).max(bars(scope.start));
    let scope = Message::new("ask-scope").with("first", bars(scope.start)).with("last", last);
    let names: Vec<String> = kept.iter().map(|kind| part_name(studio, kind)).collect();
    html! {
        <details class="told" data-test="context">
            <summary>
                <span data-test="scope">{ studio.say(&scope) }</span>
                if !names.is_empty() {
                    <span class="told-kept" data-test="kept"><Glyph icon={Icon::Lock} />{ names.join(", ") }</span>
                }
                <span class="muted numbers">{ studio.say(&Message::new("ask-tokens").with("count", tokens)) }</span>
            </summary>
            <ul>for part in context.iter() { { row(part) } }</ul>
        </details>
    }
}

/// Lets a part of the song stay as it is. What the words name and what is locked stays anyway.
fn keep(studio: &Studio, props: &AskBoxProps, brief: &UseStateHandle<Brief>, kind: &ContextKind, kept: bool) -> Html {
    let locked =
        props.project.tracks.iter().any(|track| track.locked && *kind == ContextKind::Track(track.name.clone()));
    let own = brief.kept.contains(kind);
    let id = match (locked, kept) {
        (true, _) => "context-locked",
        (false, true) => "context-kept",
        (false, false) => "context-keep",
    };
    let label = studio.say(&Message::new(id).with("name", part_name(studio, kind)));
    let onclick = switch(brief, kind, |brief| &mut brief.kept).reform(move |()| !own);
    html! {
        <Button {label} icon={Icon::Lock} words=false pressed={kept} disabled={kept && !own} test="keep" {onclick} />
    }
}

/// Puts a part of the song on a list of the question's, or takes it off.
fn switch(
    brief: &UseStateHandle<Brief>,
    kind: &ContextKind,
    list: fn(&mut Brief) -> &mut Vec<ContextKind>,
) -> Callback<bool> {
    let (brief, kind) = (brief.clone(), kind.clone());
    Callback::from(move |on: bool| {
        let mut next = (*brief).clone();
        let listed = list(&mut next);
        listed.retain(|other| *other != kind);
        if on {
            listed.push(kind.clone());
        }
        brief.set(next);
    })
}

fn part_name(studio: &Studio, kind: &ContextKind) -> String {
    match kind {
        ContextKind::Frame => studio.text("context-frame"),
        ContextKind::Chords => studio.text("context-chords"),
        ContextKind::Lyrics => studio.text("context-lyrics"),
        ContextKind::Track(name) => name.clone(),
    }
}

/// Asks: the built-in composer for a song where nobody else is chosen, else a service.
fn ask(studio: &Studio, brief: &UseStateHandle<Brief>, service: bool) -> Callback<()> {
    let (dispatch, brief) = (studio.dispatch.clone(), brief.clone());
    Callback::from(move |()| {
        let seed = fresh_seed();
        dispatch.emit(if brief.task == Task::Song && !service {
            Action::Compose { prompt: brief.words.clone(), seed }
        } else {
            Action::Ask { brief: Box::new(Brief { surprise: seed, ..(*brief).clone() }) }
        });
    })
}

fn set(brief: &UseStateHandle<Brief>) -> Callback<Brief> {
    let brief = brief.clone();
    Callback::from(move |next| brief.set(next))
}

fn words(brief: &UseStateHandle<Brief>, put: impl Fn(&mut Brief, String) + 'static) -> Callback<InputEvent> {
    let brief = brief.clone();
    Callback::from(move |event: InputEvent| {
        let mut next = (*brief).clone();
        put(&mut next, event.target_unchecked_into::<HtmlTextAreaElement>().value());
        brief.set(next);
    })
}

/// What a task is called.
pub fn task_id(task: Task) -> &'static str {
    match task {
        Task::Song => "task-song",
        Task::Plan => "task-plan",
        Task::Change => "task-change",
        Task::AnotherTake => "task-another-take",
        Task::Reharmonise => "task-reharmonise",
        Task::MoreLike => "task-more-like",
        Task::Lyrics => "task-lyrics",
        Task::Explain => "task-explain",
        Task::Recording => "task-recording",
        Task::Cover => "task-cover",
    }
}

fn placeholder(task: Task) -> &'static str {
    match task {
        Task::Song | Task::Plan | Task::MoreLike => "prompt-placeholder",
        Task::Change | Task::AnotherTake | Task::Reharmonise => "prompt-change",
        Task::Lyrics => "prompt-lyrics",
        Task::Explain => "prompt-explain",
        Task::Recording => "prompt-recording",
        Task::Cover => "prompt-cover",
    }
}
