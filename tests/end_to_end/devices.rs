//! Other places, languages, windows and sound outputs.

use crate::browser::{Browser, Setup};
use crate::person::{listen, serve, visit, write_song};
use crate::server::SUB_PATH;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn it_runs_under_a_sub_path_in_chinese_on_a_phone() {
    let server = serve();
    let browser = Browser::start(Setup { language: "zh-CN", size: (390, 844), ..Setup::default() }).await;
    browser.open(&(server.url() + SUB_PATH)).await;
    browser.wait_for("Chinese", "return document.documentElement.lang === 'zh-CN'").await;
    browser.compose("一首关于末班电车的忧伤城市流行歌曲").await;
    browser.click("accept-all").await;
    listen(&browser).await;
    for place in ["place-song", "place-notes", "place-mixer", "place-release", "place-cowriter"] {
        browser.click(place).await;
        let wide = browser.evaluate("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "{place} fits into the window");
    }
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium and a build: ./studio test"]
async fn other_sample_rates_play() {
    let server = serve();
    for (rate, script) in [
        (
            44_100,
            "const Plain = AudioContext; self.AudioContext = class extends Plain { constructor() { super({ sampleRate: 44100 }); } };",
        ),
        (
            96_000,
            "const Plain = AudioContext; self.AudioContext = class extends Plain { constructor() { super({ sampleRate: 96000 }); } };",
        ),
    ] {
        let browser = visit(&server, Setup { script, ..Setup::default() }).await;
        write_song(&browser).await;
        browser.click("play").await;
        browser.hear().await;
        assert_eq!(browser.evaluate("return __probe.analyser.context.sampleRate").await, rate);
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    }
}
