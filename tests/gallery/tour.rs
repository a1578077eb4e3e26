//! One walk through the studio, with a picture at every view.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use data_encoding::BASE64;
use serde_json::{Value, json};
use studio::project::{Project, ProjectId, link};
use studio::session::{Settings, Theme};
use studio::text::Locale;
use thirtyfour::prelude::Key;
use tokio::time::sleep;

use crate::browser::{Browser, Setup};
use crate::person::{PROMPT, dismiss_notices, dist, saved};
use crate::server::Server;
use crate::versions::{Copy, kept};

/// The same wish in Chinese.
const PROMPT_ZH: &str = "一首关于末班电车的忧伤城市流行歌曲，96 bpm";
/// A sound file to bring in.
const RECORDING: &[u8] = include_bytes!("../audio/tone.ogg");
/// Makes the engine fail, so that one sees what the studio says then.
const NO_ENGINE: &str = "AudioWorklet.prototype.addModule = () => Promise.reject(new Error('blocked'))";
/// Which parts of the page are cut off, run over the edge, or are too small for a finger.
const INSPECT: &str = include_str!("inspect.js");

/// How the studio looks on one walk.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    locale: Locale,
    theme: Theme,
    phone: bool,
}

impl Look {
    /// Every look, or those whose names hold what `COWRITE_GALLERY_ONLY` says.
    pub fn all() -> Vec<Self> {
        let mut looks = Vec::new();
        for phone in [false, true] {
            for locale in Locale::ALL {
                looks.extend([Theme::Dark, Theme::Light].map(|theme| Self { locale, theme, phone }));
            }
        }
        let only = std::env::var("COWRITE_GALLERY_ONLY").unwrap_or_default();
        looks.retain(|look| look.to_string().contains(&only));
        looks
    }

    fn size(self) -> (u32, u32) {
        if self.phone { (390, 844) } else { (1280, 800) }
    }

    fn prompt(self) -> &'static str {
        if self.locale == Locale::English { PROMPT } else { PROMPT_ZH }
    }
}

impl fmt::Display for Look {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.phone { "phone" } else { "desk" };
        let theme = if self.theme == Theme::Light { "light" } else { "dark" };
        write!(formatter, "{place}-{theme}-{}", self.locale.tag())
    }
}

/// A walk through the studio in one look.
pub struct Tour {
    look: Look,
    browser: Browser,
    build: Copy,
    server: Server,
    folder: PathBuf,
    axe: Option<String>,
    /// How many pictures were taken.
    pictures: usize,
    faults: Vec<String>,
}

impl Tour {
    /// Opens the studio in a look.
    pub async fn start(look: Look) -> Self {
        let build = Copy::of(&dist());
        let server = Server::start(build.folder());
        let language = if look.locale == Locale::English { "en-GB" } else { "zh-CN" };
        let browser = Browser::start(Setup { language, size: look.size(), ..Setup::default() }).await;
        let (width, height) = look.size();
        let scale = if look.phone { 2 } else { 1 };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": look.phone });
        browser.command("Emulation.setDeviceMetricsOverride", metrics).await;
        if look.phone {
            browser.command("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
        }
        // Nothing moves, so that a picture never shows half of a movement.
        let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        browser.command("Emulation.setEmulatedMedia", still).await;
        let settings = Settings { locale: look.locale, theme: look.theme, ..Settings::default() };
        let settings = serde_json::to_string(&settings).expect("settings");
        let keep = format!(
            "localStorage.getItem('cowrite-settings') || localStorage.setItem('cowrite-settings', {})",
            json!(settings)
        );
        browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": keep })).await;
        browser.open(&server.url()).await;
        let folder = std::env::var_os("COWRITE_GALLERY").map_or_else(|| "docs/gallery".into(), PathBuf::from);
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        let axe = std::env::var_os("COWRITE_AXE").map(|path| std::fs::read_to_string(path).expect("axe's script"));
        Self { look, browser, build, server, folder, axe, pictures: 0, faults: Vec::new() }
    }

    /// Goes everywhere, and tells what axe found.
    pub async fn walk(mut self) -> Vec<String> {
        self.begin().await;
        self.propose().await;
        self.arrange().await;
        self.dock().await;
        self.release().await;
        self.bars().await;
        self.empty().await;
        self.failures().await;
        self.faults
    }

    /// The first thing one sees, and the settings.
    async fn begin(&mut self) {
        kept(&self.browser).await;
        self.picture("start").await;
        self.browser.click("settings").await;
        self.picture("settings").await;
        self.leave().await;
        self.browser.click("tour-take").await;
        self.picture("tour").await;
        self.browser.click("tour-leave").await;
    }

    async fn propose(&mut self) {
        self.browser.compose(self.look.prompt()).await;
        self.picture("proposal").await;
        self.browser.click("audition").await;
        self.browser.hear().await;
        self.go("song", None).await;
        self.picture("audition").await;
        self.browser.click("stop").await;
        self.go("cowriter", Some("tab-cowriter")).await;
        self.browser.click("accept-all").await;
        self.browser.element("track-header-0").await;
        self.picture("accepted").await;
    }

    async fn arrange(&mut self) {
        self.go("song", None).await;
        self.browser.click("play").await;
        self.browser.hear().await;
        self.picture("arrangement").await;
        self.press("a").await;
        self.picture("authorship").await;
        self.press("a").await;
        self.browser.click("stop").await;
        let canvas = self.browser.element("arrange-canvas").await;
        for keys in [Key::Shift + "e", Key::Shift + Key::Down, Key::Right + "", Key::Right + "", Key::Shift + Key::Up] {
            canvas.send_keys(keys).await.expect("a key");
        }
        self.picture("automation").await;
        canvas.send_keys(Key::Shift + "e").await.expect("a key");
    }

    async fn dock(&mut self) {
        dismiss_notices(&self.browser).await;
        self.go("notes", Some("dock-piano-roll")).await;
        self.picture("piano-roll").await;
        self.browser.click("dock-drum-grid").await;
        self.browser.click("drums-open").await;
        self.picture("drum-grid").await;
        self.browser.click("dock-lyrics").await;
        self.picture("lyrics").await;
        self.browser.click("dock-sound").await;
        let first = "const list = document.querySelector('[data-test=sound-track]'); list.selectedIndex = 0; \
             list.dispatchEvent(new Event('change', { bubbles: true }))";
        self.browser.evaluate(first).await;
        self.picture("sound").await;
        self.go("mixer", Some("dock-mixer")).await;
        self.browser.click("play").await;
        self.browser.hear().await;
        self.picture("mixer").await;
        let master = "[...document.querySelectorAll('[data-test=strip] .strip-name')].at(-1).click()";
        self.browser.evaluate(master).await;
        self.picture("master").await;
        self.browser.click("stop").await;
    }

    async fn release(&mut self) {
        self.go("release", Some("tab-release")).await;
        self.picture("release").await;
        self.browser.click("export").await;
        self.browser.element("export-cancel").await;
        self.browser
            .evaluate("document.querySelector('[data-test=export-cancel]').scrollIntoView({ block: 'center' })")
            .await;
        self.picture("export").await;
        self.browser.click("export-cancel").await;
        self.browser.click("tab-ledger").await;
        self.picture("ledger").await;
        self.press("?").await;
        self.picture("help").await;
        self.browser.click("open-keys").await;
        self.picture("keys").await;
        self.leave().await;
        dismiss_notices(&self.browser).await;
        self.browser.open_file("notes.cowrite", b"not a song").await;
        self.browser.element("notice").await;
        self.go("song", None).await;
        self.picture("notice").await;
        dismiss_notices(&self.browser).await;
        self.browser.open_file("night-take.ogg", RECORDING).await;
        self.browser.element("import-origin").await;
        self.picture("import").await;
        self.browser.click("import-cancel").await;
    }

    /// What lies across the window: a link's preview, then the next version.
    async fn bars(&mut self) {
        saved(&self.browser).await;
        let mut other = Project::empty(ProjectId(5));
        other.metadata.title =
            if self.look.locale == Locale::English { "Harbour Lights" } else { "港口灯火" }.to_owned();
        let fragment = link::pack(&other);
        self.browser.evaluate(&format!("location.hash = {}", json!(fragment))).await;
        self.browser.element("link-preview").await;
        self.picture("link").await;
        self.browser.click("link-decline").await;
        self.elsewhere().await;
        self.build.publish();
        let look = "return navigator.serviceWorker.getRegistration().then((kept) => kept.update()).then(() => true)";
        self.browser.evaluate(look).await;
        self.browser.reload().await;
        self.browser.element("update-apply").await;
        self.picture("update").await;
    }

    /// The song in another tab: a script stands in for that tab, and asks for the song as it would.
    async fn elsewhere(&mut self) {
        let take = "return navigator.locks.query().then(({ held }) => { \
             const { name } = held.find((lock) => lock.name.startsWith('cowrite-song-')); \
             navigator.locks.request(name, () => new Promise((done) => { self.letGo = done; })); \
             new BroadcastChannel('cowrite-songs').postMessage(name.replace('cowrite-song-', '')); return true; })";
        self.browser.evaluate(take).await;
        self.browser.element("elsewhere").await;
        self.picture("elsewhere").await;
        self.browser.evaluate("letGo()").await;
        let here = "return document.querySelector('[data-test=elsewhere]') === null";
        self.browser.wait_for("the song to come back", here).await;
    }

    /// Tracks with nothing on them.
    async fn empty(&mut self) {
        self.browser.click("project-menu").await;
        self.picture("project-menu").await;
        self.browser.click("new-project").await;
        self.browser.element("start-by-hand").await;
        self.picture("recent").await;
        self.browser.click("start-by-hand").await;
        self.browser.element("track-header-0").await;
        self.go("song", None).await;
        self.picture("empty-arrangement").await;
        self.go("notes", Some("dock-piano-roll")).await;
        self.picture("empty-roll").await;
        self.go("cowriter", Some("tab-cowriter")).await;
        self.picture("empty-cowriter").await;
        self.browser.click("services-open").await;
        self.picture("services").await;
        let choose = "const list = document.querySelector('[data-test=service-add]'); list.selectedIndex = 1; \
             list.dispatchEvent(new Event('change', { bubbles: true }))";
        self.browser.evaluate(choose).await;
        self.picture("service").await;
        self.browser.click("services-close").await;
        self.go("release", Some("tab-ledger")).await;
        self.picture("empty-ledger").await;
    }

    async fn failures(&mut self) {
        saved(&self.browser).await;
        self.browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NO_ENGINE })).await;
        self.browser.open(&self.server.url()).await;
        self.browser.click("play").await;
        self.browser.element("engine-restart").await;
        self.picture("no-sound").await;
    }

    /// Goes to a place on a phone, and to a tab where there is room for more.
    async fn go(&self, place: &str, tab: Option<&str>) {
        if self.look.phone {
            self.browser.click(&format!("place-{place}")).await;
        }
        if let Some(tab) = tab.filter(|tab| !self.look.phone || *tab == "tab-ledger") {
            self.browser.click(tab).await;
        }
    }

    /// Presses a key that no control takes.
    async fn press(&self, key: &str) {
        let script = "document.activeElement?.blur(); \
             document.body.dispatchEvent(new KeyboardEvent('keydown', { key: KEY, bubbles: true, cancelable: true }))";
        self.browser.evaluate(&script.replace("KEY", &json!(key).to_string())).await;
    }

    /// Puts away whatever lies on top.
    async fn leave(&self) {
        let script = "const top = document.querySelector('.menu-away'); if (top) top.click(); \
             document.querySelector('.help')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))";
        self.browser.evaluate(script).await;
    }

    async fn picture(&mut self, name: &str) {
        sleep(Duration::from_millis(350)).await;
        let form = json!({ "format": "webp", "quality": 70 });
        let answer = self.browser.command("Page.captureScreenshot", form).await;
        self.pictures += 1;
        let name = format!("{:02}-{name}", self.pictures);
        let picture = BASE64.decode(answer["data"].as_str().unwrap_or_default().as_bytes()).expect("a picture");
        std::fs::write(self.folder.join(format!("{name}-{}.webp", self.look)), picture).expect("a kept picture");
        let remarks = self.browser.evaluate(&INSPECT.replace("PHONE", &self.look.phone.to_string())).await;
        for remark in remarks.as_array().into_iter().flatten() {
            println!("{name} {}: {}", self.look, remark.as_str().unwrap_or_default());
        }
        self.check(&name).await;
    }

    async fn check(&mut self, name: &str) {
        let Some(axe) = &self.axe else { return };
        // The page's policy forbids foreign scripts; the driver's own may run.
        self.browser.evaluate(&format!("if (!self.axe) {{ {axe} }}")).await;
        let run = "return axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations \
             .filter((found) => ['serious', 'critical'].includes(found.impact)) \
             .map((found) => `${found.id}: ${found.nodes.slice(0, 4).map((node) => node.target.join(' ') + ' ' + (node.any[0]?.data?.contrastRatio ?? '')).join(' | ')}`))";
        let found = self.browser.evaluate(run).await;
        let words = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        self.faults.extend(words.map(|fault| format!("{name} {}: {fault}", self.look)));
    }
}
