//! The words the composer knows in a prompt, in English and Chinese.

use crate::compose::brief::{Mood, Wish};
use crate::compose::style::Style;

/// Words for styles. The earliest one in the prompt counts; of two at one place the longer.
pub const STYLES: &[(Style, &[&str])] = &[
    (Style::CityPop, &["city pop", "citypop", "japanese 80s", "funk", "disco", "城市流行", "放克", "迪斯科"]),
    (Style::LoFi, &["lo fi", "lofi", "chillhop", "study beats", "study music", "低保真", "学习音乐"]),
    (
        Style::Synthwave,
        &[
            "synthwave",
            "synth wave",
            "retrowave",
            "outrun",
            "vaporwave",
            "synthpop",
            "synth pop",
            "80s",
            "合成器浪潮",
            "合成器流行",
            "蒸汽波",
        ],
    ),
    (Style::Ballad, &["ballad", "power ballad", "lullaby", "piano song", "抒情", "慢歌", "情歌", "摇篮曲"]),
    (
        Style::Folk,
        &["folk", "acoustic", "singer songwriter", "country", "campfire", "americana", "民谣", "乡村", "木吉他"],
    ),
    (Style::Rock, &["rock", "punk", "indie", "metal", "grunge", "garage band", "摇滚", "朋克", "独立"]),
    (
        Style::House,
        &["house", "edm", "dance", "techno", "trance", "electronic", "club", "电子", "舞曲", "浩室", "电音"],
    ),
    (Style::Trap, &["trap", "hip hop", "hiphop", "rap", "drill", "r&b", "rnb", "boom bap", "嘻哈", "说唱", "陷阱"]),
    (Style::Jazz, &["jazz", "jazzy", "swing", "bebop", "big band", "爵士", "摇摆乐"]),
    (Style::Ambient, &["ambient", "meditation", "meditative", "drone", "soundscape", "new age", "氛围", "冥想"]),
    (
        Style::Chiptune,
        &["chiptune", "chip tune", "8 bit", "8bit", "video game", "arcade", "芯片音乐", "八位", "像素", "游戏音乐"],
    ),
    (Style::Bossa, &["bossa", "bossa nova", "samba", "latin", "波萨诺瓦", "巴萨诺瓦", "桑巴", "拉丁"]),
    (
        Style::Guofeng,
        &[
            "guofeng",
            "gufeng",
            "chinese style",
            "chinese traditional",
            "traditional chinese",
            "pentatonic",
            "国风",
            "古风",
            "中国风",
            "戏腔",
            "五声",
        ],
    ),
    (Style::Pop, &["pop", "流行", "华语"]),
];

/// Words for moods; every one found counts.
pub const MOODS: &[(Mood, &[&str])] = &[
    (
        Mood::Wistful,
        &[
            "wistful",
            "nostalgic",
            "nostalgia",
            "bittersweet",
            "longing",
            "melancholy",
            "melancholic",
            "yearning",
            "homesick",
            "怀旧",
            "惆怅",
            "思念",
            "怅然",
            "忧郁",
            "乡愁",
            "怀念",
        ],
    ),
    (
        Mood::Happy,
        &[
            "happy", "joyful", "cheerful", "sunny", "upbeat", "bright", "playful", "fun", "快乐", "欢快", "开心",
            "阳光", "明亮", "俏皮", "轻快",
        ],
    ),
    (
        Mood::Sad,
        &[
            "sad",
            "heartbroken",
            "heartbreak",
            "lonely",
            "sorrow",
            "grief",
            "tearful",
            "悲伤",
            "伤心",
            "难过",
            "孤独",
            "失恋",
            "伤感",
            "寂寞",
        ],
    ),
    (
        Mood::Dark,
        &["dark", "gloomy", "ominous", "sinister", "tense", "haunting", "黑暗", "阴暗", "阴郁", "紧张", "诡异"],
    ),
    (Mood::Dreamy, &["dreamy", "dream", "floating", "ethereal", "hazy", "梦幻", "朦胧", "空灵", "迷幻"]),
    (
        Mood::Energetic,
        &[
            "energetic",
            "driving",
            "fast",
            "uptempo",
            "up tempo",
            "powerful",
            "intense",
            "wild",
            "party",
            "激烈",
            "有力",
            "动感",
            "热血",
            "快节奏",
            "激昂",
            "热烈",
        ],
    ),
    (
        Mood::Calm,
        &[
            "calm", "peaceful", "gentle", "quiet", "slow", "soft", "relaxing", "relaxed", "mellow", "chill", "平静",
            "安静", "温柔", "舒缓", "轻柔", "慢", "放松", "宁静",
        ],
    ),
    (Mood::Romantic, &["romantic", "love", "tender", "浪漫", "爱情", "甜蜜"]),
    (Mood::Epic, &["epic", "anthemic", "anthem", "heroic", "cinematic", "triumphant", "史诗", "宏大", "壮丽", "磅礴"]),
];

/// Words for instruments and voices.
pub const WISHES: &[(Wish, &[&str])] = &[
    (
        Wish::Drums,
        &["drums", "drum", "drum kit", "percussion", "beat", "beats", "鼓组", "架子鼓", "打击乐", "鼓点", "鼓"],
    ),
    (Wish::Keys, &["piano", "keys", "keyboard", "rhodes", "electric piano", "organ", "钢琴", "电钢", "键盘", "风琴"]),
    (Wish::Guitar, &["guitar", "guitars", "nylon", "ukulele", "吉他", "尤克里里"]),
    (Wish::Plucked, &["guzheng", "pipa", "harp", "koto", "lute", "古筝", "琵琶", "竖琴", "古琴"]),
    (Wish::Strings, &["strings", "violin", "violins", "orchestra", "cello", "弦乐", "小提琴", "大提琴", "管弦"]),
    (Wish::Pad, &["pad", "pads", "synth pad", "铺底", "音垫"]),
    (Wish::Bells, &["bells", "bell", "glockenspiel", "music box", "celesta", "vibraphone", "铃", "钟琴", "八音盒"]),
    (Wish::Arp, &["arp", "arpeggio", "arpeggios", "arpeggiator", "琶音"]),
    (Wish::Brass, &["brass", "trumpet", "horns", "saxophone", "sax", "铜管", "小号", "萨克斯"]),
    (Wish::Bass, &["bass", "bassline", "bass line", "贝斯", "低音"]),
    (Wish::Words, &["vocals", "vocal", "lyrics", "words", "singing", "singer", "人声", "歌词", "演唱"]),
];

/// What stands before an instrument that is not wanted.
pub const REFUSALS: &[&str] =
    &["no", "without", "without any", "without the", "minus", "no more", "not any", "drop the"];

/// The same in Chinese, where it stands right before the word.
pub const CHINESE_REFUSALS: &[&str] = &["没有", "不要", "不用", "去掉", "无"];

/// Words that say a song has no words.
pub const INSTRUMENTAL: &[&str] = &["instrumental", "纯音乐", "器乐", "伴奏"];

/// Words for a waltz.
pub const WALTZ: &[&str] = &["waltz", "圆舞曲", "华尔兹", "三拍子"];

/// Words for a short and for a long song.
pub const SHORT: &[&str] = &["short", "brief", "quick sketch", "简短", "短一点", "短小", "短歌"];
/// See [`SHORT`].
pub const LONG: &[&str] = &["long", "extended", "full length", "epic length", "长一点", "较长", "长版", "加长"];

/// What begins the part of an English prompt that tells what the song is about; the longest first.
pub const SUBJECTS: &[&str] =
    &[" called ", " titled ", " named ", " entitled ", " about ", " on the theme of ", " dedicated to "];

/// What ends it.
pub const SUBJECT_ENDS: &[&str] = &[
    " with ",
    " without ",
    " at ",
    " in the style ",
    " in a ",
    " in 3",
    " in 4",
    " in 6",
    " featuring ",
    " using ",
    " bpm",
    " no drums",
    " played ",
    " for piano",
];

/// Small words that stay small inside a title.
pub const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "the", "to",
    "with",
];
