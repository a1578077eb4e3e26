//! From written words to the vowels of their syllables, by plain rules: no dictionary is carried.
//!
//! Chinese: a character is a syllable. Those that songs use most are listed by the vowel of their Mandarin final; any
//! other is sung on "a". Words in Latin letters: every group of vowels is a syllable but a silent "e" at the end, and the
//! letters say which vowel it most often is in English. Other scripts: a letter is a syllable on "a".

use crate::music::Vowel;

/// Characters by the vowel of their final.
const CHARACTERS: [(Vowel, &str); 6] = [
    (
        Vowel::A,
        "啊吧把爸巴吗妈嘛那哪拿大他她它达打答发法话花画华化家假加下夏霞牙呀亚雅沙杀啥查茶差炸拉啦辣爱哀矮白百败拜来莱赖\
         开海还孩害该改概盖在再载才彩菜财猜外歪快怪坏怀乖带待代戴呆太台抬买卖麦埋排派拍好号豪老劳牢高告稿到道倒刀岛早造找照朝潮\
         笑小校晓效消叫教角脚桥巧悄敲要药摇遥妖鸟跳条调挑辽聊料表标飘票少烧绕饶跑抛包抱宝报保毛猫冒貌草操炒吵安暗岸按案山闪伤上尚\
         赏商看刊砍慢满漫蛮曼谈叹弹单但淡蛋难南男蓝兰篮烂汗寒喊含汉站展战占斩感敢干赶甘反返饭范翻烦半伴班板版搬三散伞万晚玩完\
         弯湾碗换欢环缓幻患管关惯官观转传船川穿专算酸暖断短段端团乱宽款想像象相香乡响向项样阳扬羊养仰洋长常场唱尝肠昌畅狂\
         光广逛黄皇慌荒忘望往王网旺房放方访芳防忙茫盲当党挡荡浪郎狼让嚷江将讲降强墙枪抢娘量亮凉两粮良梁床窗双爽霜创装状壮\
         撞糖堂汤躺烫趟藏仓苍脏葬刚钢港航杭胖旁傍帮棒绑",
    ),
    (
        Vowel::E,
        "也夜叶业爷野页些写谢鞋协血雪学月越约乐悦缺确却决觉绝别灭列烈裂猎跌蝶铁贴姐街节接结解界借切且窃黑给被背杯悲北贝辈倍\
         飞非肥费废没美每妹眉梅媒内雷累泪类谁水睡税会回灰辉汇悔归鬼贵跪规轨位为味未维围威微危伟尾对队堆推腿退最嘴醉罪岁随碎虽\
         吹垂锤追坠天田甜添填前钱千签浅欠牵间见面免眠棉绵脸连联恋怜莲年念先线现险显闲鲜仙弦县边变便遍编片骗偏点电店典颠殿演眼\
         烟言严沿盐燕雁厌验远愿圆院原元怨园缘援全权泉劝选宣旋悬卷倦捐",
    ),
    (
        Vowel::I,
        "你泥拟一已以衣依医意义易忆艺议亿疑移遗宜椅里理离力立丽利历粒黎梨李礼体题提替梯踢第底低敌滴弟米迷密秘蜜眯觅笔必闭\
         避比鼻逼皮批脾匹起气期七其奇骑旗棋汽器弃泣妻戚记几机己季极急集及级即击鸡积基际寄计继迹济西洗喜息希惜习席系细戏夕稀溪\
         今金近进尽紧禁巾心新信欣辛馨音因阴引印隐银饮瘾林临淋邻琳琴亲勤侵秦拼贫品民敏您宾明名命鸣铭平瓶评凭苹听停庭挺亭定订顶\
         钉丁情请清轻青倾晴庆静经景惊镜竟京境精睛井敬净竞零灵另令领铃岭星醒行形幸性型姓兴杏影应英迎映硬营赢樱雨语遇与鱼余育玉\
         欲域宇羽予渔女绿旅律吕许需须续虚徐叙绪去曲取趣区居句具举聚据局剧距云运晕韵孕匀寻训循群裙军君均",
    ),
    (
        Vowel::O,
        "我窝握波播博薄婆破坡颇摸魔磨末墨默莫佛哦多躲朵夺托脱拖落罗锣络火活货获或祸伙过国果裹锅做作坐昨左错说所锁缩索桌捉\
         若弱有又友右优忧幽游由油悠后候厚猴喉走奏楼漏头投透偷都斗豆逗手收守首受寿瘦口扣狗够购沟抽愁酬丑臭周州洲舟粥轴肉柔牛扭纽\
         流留刘柳六秋求球酒九久旧救就究修秀休袖丢谋某否东冬懂动洞冻同痛通童桶从聪丛中种重钟终众忠衷充冲虫宠红空恐控孔公工共功攻弓\
         宫供弄浓农龙隆笼松送宋梦风封峰锋缝疯凤翁容荣融溶用永拥勇涌咏穷熊雄胸凶兄",
    ),
    (
        Vowel::U,
        "不步布部补捕哭苦酷库裤枯路露录陆鹿炉如入辱乳书树数输舒属熟鼠束叔出初除处楚触住主注祝驻猪竹烛逐助珠诉素速俗苏宿组足\
         族祖阻租土图途突吐兔徒独读度渡毒堵赌肚父夫福服幅浮负复付附富妇腐赴扶母目木幕墓慕牧暮无五午舞武物务误雾屋乌吴悟湖呼\
         户护虎忽互糊古故顾骨谷鼓姑孤固",
    ),
    (
        Vowel::Neutral,
        "的得德地了着呢么和河喝何合贺荷盒歌哥格隔个各可刻客科渴课颗热惹车彻扯特色涩舍社蛇设射这者折哲则责册测策恶饿鹅额儿\
         而耳二尔是时事世市式试失石使十始诗师史实识室士食拾知之只直纸指至制治值植支枝织池吃迟持尺翅日思死四丝似私司寺子自字紫资姿\
         次词此刺慈瓷人认任忍仁恩很恨痕跟根身深神什甚伸审慎肾真镇针阵珍震沉陈尘晨臣门们闷本奔笨分份纷芬粉愤粪盆喷文闻问温稳吻\
         魂婚昏混困昆滚春纯唇存村寸孙损顿盾吞轮论伦能冷更耕等灯登疼腾生声省升胜圣盛绳成城程称承乘诚正证争整睁征政仍扔曾层增僧朋棚碰崩\
         蹦",
    ),
];

/// Vowels of letters: the first group that a syllable's letters begin with. Longer groups come first.
const LETTERS: [(&str, Vowel); 27] = [
    ("eau", Vowel::O),
    ("eou", Vowel::Neutral),
    ("iou", Vowel::Neutral),
    ("ai", Vowel::E),
    ("ay", Vowel::E),
    ("au", Vowel::O),
    ("aw", Vowel::O),
    ("ea", Vowel::I),
    ("ee", Vowel::I),
    ("ei", Vowel::E),
    ("ey", Vowel::E),
    ("ew", Vowel::U),
    ("eu", Vowel::U),
    ("ie", Vowel::I),
    ("io", Vowel::Neutral),
    ("oa", Vowel::O),
    ("oo", Vowel::U),
    ("ou", Vowel::A),
    ("ow", Vowel::O),
    ("oi", Vowel::O),
    ("oy", Vowel::O),
    ("ue", Vowel::U),
    ("ui", Vowel::U),
    ("a", Vowel::A),
    ("e", Vowel::E),
    ("o", Vowel::O),
    ("u", Vowel::U),
];

/// Letters "e" with an accent.
const ACCENTED_E: &str = "èéêëēĕėęěÈÉÊËĒĔĖĘĚ";

/// The vowels of a line of words, a syllable each.
pub fn of(text: &str) -> Vec<Vowel> {
    let mut vowels = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        let character = plain(character);
        if character.is_ascii_alphabetic() || (character == '\'' || character == '’') && !word.is_empty() {
            word.extend(character.to_lowercase().filter(char::is_ascii_alphabetic));
            continue;
        }
        if ACCENTED_E.contains(character) {
            // Never silent.
            word.push_str("ey");
            continue;
        }
        latin(&std::mem::take(&mut word), &mut vowels);
        if is_han(character) {
            let known = CHARACTERS.iter().find(|(_, characters)| characters.contains(character));
            vowels.push(known.map_or(Vowel::A, |(vowel, _)| *vowel));
        } else if character.is_alphabetic() {
            vowels.push(Vowel::A);
        }
    }
    latin(&word, &mut vowels);
    vowels
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A letter without its accent, where that is a common one.
fn plain(character: char) -> char {
    match character {
        'à'..='æ' | 'À'..='Æ' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' | 'Ǎ' => 'a',
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'Ĩ' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' | 'ǐ' | 'Ǐ' => 'i',
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' | 'œ' | 'Œ' | 'ǒ' | 'Ǒ' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ũ' | 'Ũ' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' | 'ǔ'..='ǜ' | 'Ǔ' => {
            'u'
        }
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => 'y',
        other if ACCENTED_E.contains(other) => other,
        // What is left of western letters with marks are consonants, and which one does not matter here.
        'ß' | 'ç' | 'Ç' | 'ñ' | 'Ñ' | 'ð' | 'Ð' | 'þ' | 'Þ' | '\u{100}'..='\u{17f}' => 'n',
        other => other,
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Adds the vowels of a word of small letters.
fn latin(word: &str, vowels: &mut Vec<Vowel>) {
    let letters = word.as_bytes();
    let mut syllables: Vec<Vowel> = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        // A "y" before a vowel and the "u" after a "q" are consonants.
        let glides = letters[place] == b'y' && letters.get(place + 1).is_some_and(|next| is_vowel(*next))
            || letters[place] == b'u' && place > 0 && letters[place - 1] == b'q';
        if !is_vowel(letters[place]) || glides {
            place += 1;
            continue;
        }
        let run = letters[place..].iter().take_while(|letter| is_vowel(**letter)).count();
        let end = place + run;
        // A last "e" after a consonant is silent, as in "home", unless it is all there is or follows "l", as in "little".
        let silent = run == 1 && end == letters.len() && letters[place] == b'e' && !syllables.is_empty();
        if silent && letters[place - 1] == b'l' && place > 1 && !is_vowel(letters[place - 2]) {
            syllables.push(Vowel::Neutral);
        } else if !silent {
            syllables.push(vowel(word, place, end, syllables.is_empty()));
        }
        place = end;
    }
    // Letters without a vowel, as in "hmm", are hummed.
    if syllables.is_empty() && !letters.is_empty() {
        syllables.push(Vowel::Neutral);
    }
    vowels.extend(syllables);
}

/// The vowel of the letters from one place to another.
fn vowel(word: &str, place: usize, end: usize, first: bool) -> Vowel {
    let letters = word.as_bytes();
    let group = word.get(place..end).unwrap_or_default();
    let rest = word.get(end..).unwrap_or_default();
    // A consonant and a last "e" make the vowel before them long.
    let long = rest.len() == 2 && rest.ends_with('e') && !is_vowel(letters[end]);
    match group {
        // "Her", "bird", "turn".
        "e" | "i" | "u" if rest.starts_with('r') && !long => Vowel::Neutral,
        // "Home" keeps its vowel, "name" does not, nor "time", nor "these".
        "a" if long => Vowel::E,
        "e" if long => Vowel::I,
        "i" if long => Vowel::A,
        // "Night".
        "i" if rest.starts_with("gh") => Vowel::A,
        // "Go, be, hi, my".
        "e" if rest.is_empty() => Vowel::I,
        "i" | "y" if rest.is_empty() && first => Vowel::A,
        // "But", "love", "come", "son" aside, a short "u" is an open one.
        "u" if !rest.is_empty() && !long => Vowel::A,
        "i" | "y" => Vowel::I,
        _ => LETTERS.iter().find(|(letters, _)| group.starts_with(letters)).map_or(Vowel::I, |(_, vowel)| *vowel),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(text: &str) -> String {
        let letter = |vowel: &Vowel| match vowel {
            Vowel::U => 'u',
            Vowel::O => 'o',
            Vowel::A => 'a',
            Vowel::E => 'e',
            Vowel::I => 'i',
            Vowel::Neutral => '-',
        };
        of(text).iter().map(letter).collect()
    }

    #[test]
    fn english_words_are_sung_on_their_vowels() {
        for (text, vowels) in [
            ("moon star home dream day", "uaoie"),
            ("name time these", "eai"),
            ("night my go be", "aaoi"),
            ("little river", "i-i-"),
            ("turn her bird", "---"),
            ("queen yes you", "iea"),
            ("hmm", "-"),
            ("don't, café!", "oae"),
            ("nǐ hǎo", "aa"),
            ("brød, łódź", "oo"),
            ("", ""),
            ("... 123", ""),
        ] {
            assert_eq!(spelt(text), vowels, "{text}");
        }
    }

    #[test]
    fn chinese_is_a_syllable_a_character() {
        assert_eq!(spelt("你我他，不爱谁的"), "ioauae-");
        // Not listed: an open vowel.
        assert_eq!(spelt("龘"), "a");
        assert_eq!(spelt("天空 sky"), "eoa");
    }

    #[test]
    fn every_character_is_listed_once() {
        for (place, (vowel, characters)) in CHARACTERS.iter().enumerate() {
            assert!(characters.chars().all(is_han), "{vowel:?}");
            let others = &CHARACTERS[..place];
            for own in characters.chars() {
                assert!(others.iter().all(|(_, others)| !others.contains(own)), "{own}");
                assert_eq!(characters.matches(own).count(), 1, "{own}");
            }
        }
    }
}
