//! Who is credited, with which roles and shares.

use std::rc::Rc;

use studio::project::{Credit, ReleaseInfo, Role, WHOLE};
use studio::release::forms::lists::hundredths;
use studio::release::report::{Place, Report};
use studio::session::ReportShown;
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::ui::context::{Studio, use_studio};
use crate::ui::release::details::change;
use crate::ui::release::findings::{described, field};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icon::{Glyph, Icon};
use crate::ui::widgets::select::Select;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CreditsProps {
    /// What the release says.
    pub release: Rc<ReleaseInfo>,
    /// What is known of it.
    pub report: ReportShown,
}

/// Who is credited.
#[component]
pub fn Credits(props: &CreditsProps) -> Html {
    let studio = use_studio();
    let release = &props.release;
    let report = match &props.report {
        ReportShown::Known(report) => Some(report.as_ref()),
        _ => None,
    };
    let add = change(&studio, release, |release, ()| release.credits.push(Credit::default()));
    html! {
        <section class="group" aria-label={studio.text("publish-credits")} data-place="credits" data-test="credits">
            <h2 class="group-title">{ studio.text("publish-credits") }</h2>
            <p class="muted">{ studio.text("publish-credits-lead") }</p>
            for place in 0..release.credits.len() { { person(&studio, release, report, place) } }
            if !release.credits.is_empty() { { sums(&studio, release, report) } }
            <div class="credit-acts">
                <Button label={studio.text("publish-credit-add")} icon={Icon::Add} tone={Tone::Plain} test="credit-add"
                    onclick={add} />
                if release.credits.len() > 1 {
                    <Button label={studio.text("publish-share-equally")} tone={Tone::Plain} test="share-equally"
                        onclick={change(&studio, release, |release, ()| share_equally(&mut release.credits))} />
                }
            </div>
        </section>
    }
}

/// Gives everybody as much of both as the others; what cannot be split goes to the first.
fn share_equally(credits: &mut [Credit]) {
    let count = u16::try_from(credits.len()).unwrap_or(u16::MAX).max(1);
    for (place, credit) in (0u16..).zip(credits) {
        let part = WHOLE / count + u16::from(place < WHOLE % count);
        (credit.publishing, credit.master) = (part, part);
    }
}

fn sums(studio: &Studio, release: &ReleaseInfo, report: Option<&Report>) -> Html {
    let sum = |part: fn(&Credit) -> u16| {
        let sum: u32 = release.credits.iter().map(|credit| u32::from(part(credit))).sum();
        hundredths(u16::try_from(sum).unwrap_or(u16::MAX))
    };
    let told = Message::new("publish-share-sums")
        .with("publishing", sum(|credit| credit.publishing))
        .with("master", sum(|credit| credit.master));
    let told = html! { <p class="numbers" data-test="share-sums">{ studio.say(&told) }</p> };
    html! { <>{ field(report, Place::Publishing, told) }{ field(report, Place::Master, html! {}) }</> }
}

fn set(studio: &Studio, release: &Rc<ReleaseInfo>, place: usize, of: fn(&mut Credit, String)) -> Callback<String> {
    change(studio, release, move |release, text: String| {
        if let Some(credit) = release.credits.get_mut(place) {
            of(credit, text);
        }
    })
}

fn person(studio: &Studio, release: &Rc<ReleaseInfo>, report: Option<&Report>, place: usize) -> Html {
    let Some(credit) = release.credits.get(place) else { return Html::default() };
    let remove = change(studio, release, move |release, ()| {
        release.credits.remove(place);
    });
    let part = |(label, of_all): (&'static str, Place), test: &'static str, value: u16, of: fn(&mut Credit, u16)| {
        let described = described(report, of_all);
        let onchange = change(studio, release, move |release, part: u16| {
            if let Some(credit) = release.credits.get_mut(place) {
                of(credit, part);
            }
        });
        html! { <PartField label={studio.text(label)} {value} {test} {described} {onchange} /> }
    };
    let named = if credit.name.is_empty() { (place + 1).to_string() } else { credit.name.clone() };
    let inside = html! {
        <div class="credit" role="group" aria-label={named.clone()}
            aria-describedby={described(report, Place::Credit(place))}>
            <div class="credit-head">
                <Field label={studio.text("publish-credit-name")} value={credit.name.clone()} labelled=true
                    test="credit-name" onchange={set(studio, release, place, |credit, text| credit.name = text)} />
                <Button label={studio.say(&Message::new("publish-credit-remove").with("name", named))}
                    icon={Icon::Remove} words=false test="credit-remove" onclick={remove} />
            </div>
            { roles(studio, release, credit, place) }
            <div class="lines">
                { part(("publish-share-publishing", Place::Publishing), "credit-publishing", credit.publishing, |it, part| it.publishing = part) }
                { part(("publish-share-master", Place::Master), "credit-master", credit.master, |it, part| it.master = part) }
                <Field label="IPI" value={credit.ipi.clone()} labelled=true placeholder="00014107338" test="credit-ipi"
                    onchange={set(studio, release, place, |credit, text| credit.ipi = text)} />
                <Field label="ISNI" value={credit.isni.clone()} labelled=true placeholder="0000 0001 2103 2683"
                    test="credit-isni" onchange={set(studio, release, place, |credit, text| credit.isni = text)} />
            </div>
        </div>
    };
    field(report, Place::Credit(place), inside)
}

fn roles(studio: &Studio, release: &Rc<ReleaseInfo>, credit: &Credit, place: usize) -> Html {
    let free: Vec<Role> = Role::ALL.into_iter().filter(|role| !credit.roles.contains(role)).collect();
    let mut choices = vec![studio.text("publish-role-add")];
    choices.extend(free.iter().map(|role| studio.text(role_id(*role))));
    let onchoose = change(studio, release, move |release, chosen: usize| {
        let role = chosen.checked_sub(1).and_then(|chosen| free.get(chosen));
        if let (Some(role), Some(credit)) = (role, release.credits.get_mut(place)) {
            credit.roles.push(*role);
        }
    });
    let chip = |role: Role| {
        let onclick = change(studio, release, move |release, _: yew::MouseEvent| {
            if let Some(credit) = release.credits.get_mut(place) {
                credit.roles.retain(|known| *known != role);
            }
        });
        let name = studio.text(role_id(role));
        let label = studio.say(&Message::new("publish-role-remove").with("role", &name));
        html! {
            <button type="button" class="chip chip-role" aria-label={label} {onclick}>{ name }<Glyph icon={Icon::Close} /></button>
        }
    };
    html! {
        <div class="roles">
            for role in &credit.roles { { chip(*role) } }
            <Select label={studio.text("publish-role-add")} {choices} chosen=0 class="select-role" test="role-add" {onchoose} />
        </div>
    }
}

fn role_id(role: Role) -> &'static str {
    match role {
        Role::MainArtist => "role-main-artist",
        Role::FeaturedArtist => "role-featured-artist",
        Role::Composer => "role-composer",
        Role::Lyricist => "role-lyricist",
        Role::Arranger => "role-arranger",
        Role::LeadVocalist => "role-lead-vocalist",
        Role::BackgroundVocalist => "role-background-vocalist",
        Role::Musician => "role-musician",
        Role::Programmer => "role-programmer",
        Role::Producer => "role-producer",
        Role::Remixer => "role-remixer",
        Role::RecordingEngineer => "role-recording-engineer",
        Role::MixingEngineer => "role-mixing-engineer",
        Role::MasteringEngineer => "role-mastering-engineer",
        Role::SoundDesigner => "role-sound-designer",
        Role::CoverArtist => "role-cover-artist",
    }
}

/// A share in per cent.
#[derive(Clone, PartialEq, Properties)]
struct PartFieldProps {
    label: String,
    /// In hundredths of a percent.
    value: u16,
    test: &'static str,
    described: Option<String>,
    onchange: Callback<u16>,
}

/// A share in per cent. What is no share stays in the field and is told.
#[component]
fn PartField(props: &PartFieldProps) -> Html {
    let studio = use_studio();
    let wrong = use_state(|| None::<String>);
    let onchange = {
        let (wrong, onchange) = (wrong.clone(), props.onchange.clone());
        Callback::from(move |text: String| match read_part(&text) {
            Some(part) => {
                wrong.set(None);
                onchange.emit(part);
            }
            None => wrong.set(Some(text)),
        })
    };
    let shown = hundredths(props.value).replace('%', "");
    let value = (*wrong).clone().unwrap_or(shown);
    html! {
        <div>
            <Field label={props.label.clone()} {value} labelled=true number=true longest=12 test={props.test}
                described={props.described.clone()} {onchange} />
            if let Some(text) = &*wrong {
                <p class="field-finding">{ studio.say(&Message::new("publish-share-wrong").with("text", text)) }</p>
            }
        </div>
    }
}

/// A share as people write it, in hundredths of a percent; more than all of it is kept and found.
fn read_part(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let part: f64 = if text.is_empty() { 0.0 } else { text.parse().ok()? };
    (0.0..=655.0).contains(&part).then(|| (part * 100.0).round() as u16)
}
