error-ledger-broken = 账本第 { $entry } 条在写入之后被改动过。
error-ledger-full = 账本已满。请将工程另存为新工程后继续。
error-file-malformed = 这不是 Cowrite 工程文件，或文件已损坏：{ $detail }。
error-link-truncated = 链接不完整。请对方重新发送，或索取工程文件。
error-edit-no-track = 该音轨已不存在。

# 为什么编辑被拒绝
error-edit-no-pattern = 这些音符已不存在。
error-edit-no-clip = 该片段已不存在。
error-edit-no-note = 该音符已不存在。请重新选择后再试。
error-edit-no-bus = 该总线已不存在。
error-edit-no-insert = 该效果器已不存在。
error-edit-id-taken = 工程中已有相同编号的内容。请重新操作。
error-edit-name = 文字超过 { $limit } 个字符，或含有无法显示的字符。请缩短后重试。
error-edit-time = 这样会没有长度，或超出时间线的末尾。
error-edit-overlap = 这样会与相邻内容重叠。请先移动或缩短它。
error-edit-value = 数值超出范围。
error-edit-many-tracks = 一个工程最多 { $limit } 条音轨。请先删除一条。
error-edit-many-inserts = 一个通道最多 { $limit } 个效果器。请先删除一个。
error-edit-many-notes = 一个片段最多 { $limit } 个音符。请先分割它。
error-edit-many-clips = 一条音轨最多 { $limit } 个片段。请先合并或删除一些。
error-edit-many-spans = 时间线上最多容纳 { $limit } 个。请先删除一些。
