# 工作室所说的每一句话（简体中文）。名称与 en.ftl 相同。

## 为什么被拒绝
error-tempo-range = { $bpm } 不是可以播放的速度：每分钟 20 到 400 拍。
error-tempo-order = 速度变化的顺序不对。
error-meter = 无法识别拍号 { $beats }/{ $unit }。请使用 1 到 16 拍，以 1/2、1/4、1/8 或 1/16 音符为一拍。
error-meter-order = 拍号变化的顺序不对。
error-pitch = { $key } 不是琴键编号：应为 0 到 127。
error-velocity = { $velocity } 不是力度值：应为 1 到 127。
error-chord = “{ $text }”不是已知的和弦。可以试试 Am7、G13 或 Fmaj7/A。
error-param = 没有名为“{ $key }”的参数。
error-ledger-broken = 账本第 { $entry } 条在写入之后被改动过。
error-ledger-full = 账本已满。请将工程另存为新工程后继续。
error-file-malformed = 这不是 Cowrite 工程文件，或文件已损坏：{ $detail }。
error-link-truncated = 链接不完整。请对方重新发送，或索取工程文件。
error-edit-no-track = 该音轨已不存在。
error-prompt-empty = 请先用几句话描述这首歌。
error-prompt-long = 提示词有 { $characters } 个字符，最多 { $limit } 个。请缩短后重试。
