//! Prompts and what is read in them.

use super::*;

#[test]
fn titles_are_drawn_from_the_prompt() {
    let table = [
        ("a wistful city-pop song about the last train home, 96 bpm", "The Last Train Home"),
        ("a song about a girl from the north in A minor", "A Girl from the North"),
        ("rock song called “Iron Sky” with big drums", "Iron Sky"),
        ("lullaby about stars and the sea. Slow.", "Stars and the Sea"),
        ("a tune about 99 balloons", "99 Balloons"),
        ("folk song about home 100 bpm", "Home"),
        ("一首关于末班车的城市流行歌曲，96 bpm", "末班车"),
        ("写一首关于故乡的雨的民谣", "故乡的雨"),
        ("《青花》国风", "青花"),
    ];
    for (prompt, title) in table {
        assert_eq!(Brief::read(prompt).title.as_deref(), Some(title), "{prompt}");
    }
    for untitled in ["fast techno", "爵士", "a song about , 96 bpm"] {
        assert_eq!(Brief::read(untitled).title, None, "{untitled}");
    }
}

#[test]
fn styles_are_found_and_not_in_what_a_song_is_about() {
    let table = [
        ("City-Pop please", Style::CityPop),
        ("lofi hip hop to study", Style::LoFi),
        ("a ROCK song about jazz clubs", Style::Rock),
        ("a ballad about rock climbing", Style::Ballad),
        ("acoustic", Style::Folk),
        ("an EDM banger", Style::House),
        ("trap beat", Style::Trap),
        ("8-bit boss fight", Style::Chiptune),
        ("bossa nova", Style::Bossa),
        ("something about a jazz club", Style::Jazz),
        ("城市流行", Style::CityPop),
        ("一首关于海的民谣", Style::Folk),
        ("电子舞曲", Style::House),
        ("中国风", Style::Guofeng),
        ("华语流行", Style::Pop),
        ("80s synth-pop", Style::Synthwave),
    ];
    for (prompt, style) in table {
        assert_eq!(Brief::read(prompt).style, Some(style), "{prompt}");
    }
    assert_eq!(Brief::read("trapped in traffic, rocky road").style, None);
}

#[test]
fn tempos_meters_and_lengths_are_read() {
    let tempo = |prompt: &str| Brief::read(prompt).bpm.map(Bpm::get);
    for (prompt, bpm) in [
        ("96 bpm", 96.0),
        ("at 128BPM", 128.0),
        ("tempo 72", 72.0),
        ("tempo: 72.5 please", 72.5),
        ("92-bpm groove", 92.0),
        ("每分钟110拍", 110.0),
        ("速度80的歌", 80.0),
        ("9999 bpm", 400.0),
    ] {
        assert_eq!(tempo(prompt), Some(bpm), "{prompt}");
    }
    assert_eq!((tempo("99 problems"), tempo("bpm"), tempo("0 bpm")), (None, None, None));
    let meter = |prompt: &str| Brief::read(prompt).meter.map(|meter| (meter.beats(), meter.unit()));
    for (prompt, found) in
        [("a waltz", (3, 4)), ("in 6/8", (6, 8)), ("7/8 prog", (7, 8)), ("圆舞曲", (3, 4)), ("5/4拍", (5, 4))]
    {
        assert_eq!(meter(prompt), Some(found), "{prompt}");
    }
    for none in ["open 24/7", "9/11", "1/8", "256/4", "4/0"] {
        assert_eq!(meter(none), None, "{none}");
    }
    let length = |prompt: &str| Brief::read(prompt).length;
    assert_eq!(length("2 minutes of jazz"), Length::Seconds(120.0));
    assert_eq!(length("90 seconds"), Length::Seconds(90.0));
    assert_eq!(length("两分钟的歌"), Length::Seconds(120.0));
    assert_eq!(length("3分钟"), Length::Seconds(180.0));
    assert_eq!(length("64 bars"), Length::Bars(64));
    assert_eq!(
        (length("a short song"), length("a long song"), length("song")),
        (Length::Short, Length::Long, Length::Usual)
    );
}

#[test]
fn keys_are_read() {
    let table = [
        ("in A minor", Some(9), Some(Mode::Minor)),
        ("F# dorian groove", Some(6), Some(Mode::Dorian)),
        ("B flat major", Some(10), Some(Mode::Major)),
        ("Eb lydian", Some(3), Some(Mode::Lydian)),
        ("ballad in c minor", Some(0), Some(Mode::Minor)),
        ("in F#m please", Some(6), Some(Mode::Minor)),
        ("in the key of D", Some(2), None),
        ("in G, fast", Some(7), None),
        ("something in a minor key", Some(9), Some(Mode::Minor)),
        ("a dorian jam", None, Some(Mode::Dorian)),
        ("A wistful song", None, None),
        ("in a hall", None, None),
        ("Dance in Berlin", None, None),
        ("C小调", Some(0), Some(Mode::Minor)),
        ("降E大调的圆舞曲", Some(3), Some(Mode::Major)),
        ("大调", None, Some(Mode::Major)),
    ];
    for (prompt, tonic, mode) in table {
        let brief = Brief::read(prompt);
        assert_eq!((brief.tonic, brief.mode), (tonic.map(PitchClass::of), mode), "{prompt}");
    }
}

#[test]
fn moods_and_instruments_are_read() {
    let brief = Brief::read("a sad, dreamy piano song without drums and no bass");
    assert_eq!(brief.moods, [Mood::Sad, Mood::Dreamy]);
    assert_eq!((brief.wanted, brief.refused), (vec![Wish::Keys], vec![Wish::Drums, Wish::Bass]));
    let chinese = Brief::read("悲伤的钢琴曲，没有鼓，要弦乐");
    assert_eq!(chinese.moods, [Mood::Sad]);
    assert_eq!((chinese.wanted, chinese.refused), (vec![Wish::Keys, Wish::Strings], vec![Wish::Drums]));
    assert!(Brief::read("drumless ambient").refuses(Wish::Drums));
    assert!(Brief::read("instrumental jazz").refuses(Wish::Words));
    assert_eq!(Brief::read("a song about sad robots").moods, [Mood::Sad]);
    assert_eq!(Brief::read("hello").locale, Locale::English);
    assert_eq!(Brief::read("一首歌").locale, Locale::SimplifiedChinese);
}

#[test]
fn no_prompt_stops_the_reader() {
    for odd in [
        "/",
        "//4",
        "in ",
        "key of",
        "b b b",
        "关于",
        "关于的",
        "“”",
        "…😀 in 😀/8",
        "in é minor",
        "about ",
        "A\u{301} minor",
    ] {
        let brief = Brief::read(odd);
        assert!(brief.title.is_none_or(|title| !title.is_empty()));
    }
}
