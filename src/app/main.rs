//! The yew studio: mounts the page. Rules live in the lib; `platform` knows the browser, `ui` draws, `runtime` connects.

#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
mod runtime;
#[cfg(target_arch = "wasm32")]
mod spectrum;
#[cfg(target_arch = "wasm32")]
mod telemetry;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<ui::app::App>::new().render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
