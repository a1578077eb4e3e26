error-prompt-empty = 还没有可供创作的内容。请写几句话描述这首歌，例如“怀旧的城市流行歌曲，96 bpm”，然后重试。
error-prompt-long = 提示词有 { $characters } 个字符，而作曲器最多读取 { $limit } 个。请缩短后重试。

section-intro = 前奏
section-verse = 主歌
section-pre-chorus = 导歌
section-chorus = 副歌
section-final-chorus = 最后副歌
section-bridge = 桥段
section-solo = 独奏
section-outro = 尾奏
section-song = 全曲

part-lead = 主旋律
part-keys = 键盘
part-guitar = 吉他
part-rhythm-guitar = 节奏吉他
part-arp = 琶音
part-bells = 钟琴
part-pad = 铺底
part-strings = 弦乐
part-bass = 贝斯
part-drums = 鼓

lyric-syllable = 啦
title-first-words = 纸上、银色、安静、午夜、夏日、北方、霓虹、冬日、远方、金色、海边、微光、雨后、旧日、风中、星夜
title-second-words = 窗台、港湾、来信、街道、天气、清晨、灯火、车站、花园、回声、天际、镜子、潮汐、季节、归途、月光
title-invented = { $first }的{ $second }

repair-section-added = 乐谱没有段落，已为整首歌添加一个段落。
repair-sections-empty = { $count } 个段落没有小节，已各补一个小节。
repair-sections-cut = { $count } 个段落超出了工作室能容纳的最长歌曲，已被截短或删去。
repair-chords = { $count } 个和弦超出歌曲、互相重叠或顺序错误，已修正。
repair-lyrics = { $count } 行歌词为空、过长、超出歌曲或顺序错误，已修正。
repair-parts = 略去了 { $count } 个声部：一个工程最多有 { $limit } 条轨道。
repair-names = { $count } 个名称已截短为 { $limit } 个字符。
repair-notes-sorted = { $part }的音符顺序错误，已重新排序。
repair-notes-left-out = { $part }有 { $count } 个音符长度为零、超出歌曲或数量过多，已略去。
repair-notes-merged = { $part }有 { $count } 个重复的音符，已合并。
repair-notes-shortened = { $part }有 { $count } 个音符与同音的下一个音符重叠或超出结尾，已缩短。
repair-levels = { $part }的音量或声像超出范围，已调整到范围内。
repair-settings = { $part }有 { $count } 个工作室不认识的效果或参数，已略去。
