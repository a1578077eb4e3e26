//! Signing of exported files: a choice, with what it means and what it reveals.

use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, File};
use studio::credentials::Certified;
use studio::session::{Action, Notice, Severity, Signing, SigningWish};
use studio::text::Message;
use yew::{Callback, Html, Properties, component, html, use_mut_ref};

use crate::ui::context::{Studio, use_studio};
use crate::ui::widgets::button::{Button, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::file_pick::FilePick;
use crate::ui::widgets::icon::Icon;

/// The most bytes of a file with a certificate.
const MOST_PEM_BYTES: u64 = 1 << 20;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub struct SigningPanelProps {
    /// Whether exported files are signed.
    pub signing: Signing,
}

/// Whether exported files are signed, and with what.
#[component]
pub fn SigningPanel(props: &SigningPanelProps) -> Html {
    let studio = use_studio();
    let on = matches!(props.signing, Signing::On(_));
    let onchange = studio
        .dispatch
        .reform(|on: bool| Action::SignExports { wish: if on { SigningWish::On } else { SigningWish::Off } });
    html! {
        <div class="export" data-test="signing">
            <Check label={studio.text("signing-choice")} hint={studio.text("signing-formats")} {on} {onchange}
                test="signing-on" />
            <p class="muted">{ studio.text("signing-means") }</p>
            <p class="muted">{ studio.text("signing-reveals") }</p>
            { match &props.signing {
                Signing::Off => html! {},
                Signing::Working => html! { <p role="status">{ studio.text("signing-working") }</p> },
                Signing::On(certified) => html! { <Certificate certified={(**certified).clone()} /> },
            } }
        </div>
    }
}

/// The certificate that is used.
#[derive(Clone, PartialEq, Properties)]
struct CertificateProps {
    certified: Certified,
}

/// The certificate that is used, and others that could be.
#[component]
fn Certificate(props: &CertificateProps) -> Html {
    let studio = use_studio();
    // A reader that is dropped stops reading.
    let reader = use_mut_ref(|| None::<FileReader>);
    let onpick = {
        let studio = studio.clone();
        Callback::from(move |file: web_sys::File| *reader.borrow_mut() = read(&studio, file))
    };
    let Certified { name, issuer, until, .. } = &props.certified;
    let signer = Message::new("signing-with").with("name", name).with("issuer", issuer).with("day", until);
    html! {
        <>
            <p role="status" data-test="signing-with">{ studio.say(&signer) }</p>
            <p>{ studio.text("signing-trust") }</p>
            <div class="cover-acts">
                <FilePick label={studio.text("signing-own")} accept=".pem,.crt,.txt" test="signing-own"
                    file_test="signing-file" {onpick} />
                <Button label={studio.text("signing-renew")} icon={Icon::Dice} tone={Tone::Plain} test="signing-renew"
                    onclick={studio.send(Action::SignExports { wish: SigningWish::OfThisDevice })} />
            </div>
        </>
    }
}

/// Reads a certificate and its key.
fn read(studio: &Studio, file: web_sys::File) -> Option<FileReader> {
    let dispatch = studio.dispatch.clone();
    let unreadable = || Action::Notify { notice: Notice::new(Severity::Error, Message::new("file-unreadable")) };
    let file = File::from(file);
    if file.size() > MOST_PEM_BYTES {
        dispatch.emit(unreadable());
        return None;
    }
    let blob: &Blob = &file;
    Some(read_as_text(blob, move |text| {
        let wish = text.ok().map(SigningWish::Pem);
        dispatch.emit(wish.map_or_else(unreadable, |wish| Action::SignExports { wish }));
    }))
}
