//! A headless Chromium with a profile of its own, driven as a person would.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};
use tokio::time::{Instant, sleep};

const PROBE: &str = include_str!("probe.js");
/// How long anything on the page may take.
const PATIENCE: Duration = Duration::from_secs(60);
static COUNT: AtomicU32 = AtomicU32::new(0);

/// How a browser is set up.
pub struct Setup {
    /// Its language.
    pub language: &'static str,
    /// Width and height of its window in pixels.
    pub size: (u32, u32),
    /// A script that is put into each page before its own.
    pub script: &'static str,
}

impl Default for Setup {
    fn default() -> Self {
        Self { language: "en-GB", size: (1280, 800), script: "" }
    }
}

/// A running browser. It ends, and its profile is deleted, when it is dropped.
pub struct Browser {
    /// The driver, for what has no method here. It stands first to be dropped first: it says goodbye to its process.
    pub driver: WebDriver,
    _process: Process,
    folder: PathBuf,
}

/// The driver's process and what it leaves behind.
struct Process {
    child: Child,
    folder: PathBuf,
}

impl Drop for Process {
    fn drop(&mut self) {
        // A process that has ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Browser {
    /// Starts a browser with a fresh profile.
    pub async fn start(setup: Setup) -> Self {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("cowrite-test-{}-{number}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).expect("a folder for the profile");
        let (child, port) = start_driver();
        let process = Process { child, folder: folder.clone() };
        let capabilities = capabilities(&setup, &folder);
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.expect("a session");
        let browser = Self { driver, _process: process, folder };
        browser.command("Page.enable", json!({})).await;
        for script in [PROBE, setup.script] {
            browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        }
        let downloads = browser.folder.join("downloads");
        let behaviour = json!({ "behavior": "allow", "downloadPath": downloads, "eventsEnabled": false });
        browser.command("Browser.setDownloadBehavior", behaviour).await;
        browser
    }

    /// Opens an address and waits until the studio is drawn.
    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.expect("the page");
        self.element("prompt").await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page again");
        self.element("prompt").await;
    }

    /// A command of the DevTools protocol.
    pub async fn command(&self, method: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(method, parameters).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The element of a `data-test` name, when it is there.
    pub async fn element(&self, name: &str) -> WebElement {
        let by = By::Css(format!("[data-test=\"{name}\"]"));
        let found = self.driver.query(by).wait(PATIENCE, Duration::from_millis(50)).first().await;
        match found {
            Ok(element) => element,
            Err(error) => {
                self.picture("failed").await;
                panic!("{name} is not on the page: {error}");
            }
        }
    }

    /// Whether an element of this `data-test` name is there now.
    pub async fn has(&self, name: &str) -> bool {
        !self.driver.find_all(By::Css(format!("[data-test=\"{name}\"]"))).await.expect("a search").is_empty()
    }

    /// Clicks an element when it can be clicked.
    pub async fn click(&self, name: &str) {
        let element = self.element(name).await;
        element.wait_until().wait(PATIENCE, Duration::from_millis(50)).clickable().await.unwrap_or_else(|error| {
            panic!("{name} cannot be clicked: {error}");
        });
        if let Err(error) = element.click().await {
            panic!("{name} was not clicked: {error}");
        }
    }

    /// The text of an element.
    pub async fn text(&self, name: &str) -> String {
        self.element(name).await.text().await.expect("its text")
    }

    /// What a script returns.
    pub async fn evaluate(&self, script: &str) -> Value {
        let returned = self.driver.execute(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Waits until a script returns something true.
    pub async fn wait_for(&self, what: &str, script: &str) {
        let deadline = Instant::now() + PATIENCE;
        let mut last = Value::Null;
        while Instant::now() < deadline {
            last = self.evaluate(script).await;
            if !matches!(last, Value::Null | Value::Bool(false)) && last != json!(0) && last != json!("") {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        self.picture("failed").await;
        panic!("waited in vain for {what}; the last answer was {last}");
    }

    /// Types a prompt, presses Enter and waits for the proposal.
    pub async fn compose(&self, prompt: &str) {
        let field = self.element("prompt").await;
        field.click().await.expect("focus");
        field.send_keys(prompt).await.expect("typing");
        field.send_keys(Key::Enter + "").await.expect("Enter");
        self.element("accept-all").await;
    }

    /// Waits until the page sounds.
    pub async fn hear(&self) {
        self.wait_for("sound", "return __probe.level() > 1e-3").await;
    }

    /// The bytes of a finished download whose name ends so; the file is taken away.
    pub async fn download(&self, ending: &str, patience: Duration) -> Vec<u8> {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if let Some(file) = file_ending(&self.folder.join("downloads"), ending) {
                let bytes = fs::read(&file).expect("the download");
                // The browser takes the name with an empty file and puts the whole one over it at the end.
                if !bytes.is_empty() {
                    fs::remove_file(file).expect("the download to go");
                    return bytes;
                }
            }
            sleep(Duration::from_millis(100)).await;
        }
        self.picture("failed").await;
        panic!("no download ending in {ending}");
    }

    /// Gives a file to the studio, as a person who picks it does.
    pub async fn open_file(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        fs::write(&path, bytes).expect("a file to open");
        let input = self.element("open-file").await;
        input.send_keys(path.to_string_lossy().into_owned()).await.expect("a picked file");
    }

    /// Errors on the console so far.
    pub async fn console_errors(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.expect("the console");
        entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect()
    }

    /// Requests so far that went anywhere but to this address or stayed in the browser.
    pub async fn foreign_requests(&self, own: &str) -> Vec<String> {
        let entries = self.driver.get_log("performance").await.expect("the network's log");
        let own = [own, "data:", "blob:", "chrome", "about:"];
        entries
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|entry| entry["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .filter(|url| !own.iter().any(|own| url.starts_with(own)))
            .collect()
    }

    /// Keeps a picture of the page in `test-results/`.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-results");
        fs::create_dir_all(&folder).expect("a folder for pictures");
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.expect("a picture");
    }
}

fn file_ending(folder: &Path, ending: &str) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|file| file.to_string_lossy().ends_with(ending))
}

/// How often a driver is started that finds no free port before the test gives up.
const DRIVER_TRIES: usize = 6;

fn start_driver() -> (Child, u16) {
    let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    for _ in 0..DRIVER_TRIES {
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver on PATH, or its path in CHROMEDRIVER");
        let output = process.stdout.take().expect("its output");
        let port = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            return (process, port);
        }
        // The port it chose was free for IPv4 and taken for IPv6, or the other way round; it has ended itself.
        process.wait().expect("the driver's end");
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    panic!("chromedriver found no free port in {DRIVER_TRIES} tries");
}

fn capabilities(setup: &Setup, folder: &Path) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let (width, height) = setup.size;
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
        &format!("--user-data-dir={}", folder.join("profile").display()),
        &format!("--window-size={width},{height}"),
        &format!("--lang={}", setup.language),
    ] {
        capabilities.add_arg(argument).expect("an argument");
    }
    let preferences = json!({ "intl.accept_languages": setup.language, "intl.selected_languages": setup.language });
    capabilities.add_experimental_option("prefs", preferences).expect("preferences");
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a console log");
    capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All).expect("a network log");
    capabilities
}
