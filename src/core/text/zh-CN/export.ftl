# export
error-export-no-notes = 还没有可以渲染的音符。请先接受一个提案或画一些音符，然后再导出。
error-export-rate = 无法以 { $rate } 生成文件。请选择以下采样率之一（单位：赫兹）：{ $known }。
error-export-size = 文件将超过 4 GiB，这是 WAV 文件的上限。请选择 16 位或更低的采样率，或者缩短歌曲。
error-export-tags = 无法将标签写入文件（{ $detail }）。请缩短标题、艺术家或歌词，然后再导出。
error-export-job = 无法开始导出，因为歌曲没有完整地传到渲染器（{ $detail }）。请重新加载页面，然后再导出。
error-loudness = 无法测量 { $channels } 个声道、{ $rate } 赫兹的响度。请将文件转换为 48000 赫兹的立体声，然后再试。
error-wav-none = 这不是 WAV 文件。请选择以 .wav 结尾的文件。
error-wav-malformed = 这个 WAV 文件已损坏：{ $detail }。请重新导出或重新下载。
error-wav-kind = 这个 WAV 文件的采样格式无法在此读取（{ $kind }）。请将其转换为 16、24 或 32 位，然后再试。
export-untitled = 未命名
