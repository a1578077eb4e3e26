# formats
error-archive-name = 压缩包里不能有名为“{ $name }”的文件。请改名后再试。
error-archive-twice = 压缩包里会有两个名为“{ $name }”的文件。请将其中一个改名后再试。
error-archive-many = 一个压缩包最多容纳 { $limit } 个文件。请减少文件后再试。
error-export-stems = 分轨须无损，因此不能用 { $format } 格式。请选择 WAV 或 FLAC。
error-export-cover = 封面图片超过了 FLAC 文件所能容纳的大小。请选择小于 16 MB 的图片，或换一种格式。
error-export-encoder = 编码器无法继续（{ $detail }）。请换一种格式后再导出。
error-export-archive = 无法将这些文件放入一个压缩包。{ $detail }
