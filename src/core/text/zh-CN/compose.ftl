error-prompt-empty = 请先用几句话描述这首歌。
error-prompt-long = 提示词有 { $characters } 个字符，最多 { $limit } 个。请缩短后重试。
