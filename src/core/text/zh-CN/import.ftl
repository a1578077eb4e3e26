# 音频文件
error-decode-unknown = 工作室不认识这种音频文件。可读取 WAV、AIFF、FLAC、MP3、Ogg Vorbis 和 AAC（M4A），请先转换格式。
error-decode-unsupported = 工作室无法读取这种音频文件（{ $detail }）。可读取 WAV、AIFF、FLAC、MP3、Ogg Vorbis 和 AAC（M4A），请先转换格式。
error-decode-broken = 无法从该文件读出声音：文件已损坏（{ $detail }）。请重新下载或导出。
error-decode-long = 该录音超过 { $limit } 分钟，这是工作室的上限。请先剪短。
error-decode-large = 该录音占用的内存会超过 { $limit } MB，这是工作室的上限。请先剪短，或转换为较低的采样率。

# 导入
step-import-audio = 导入音频文件
notice-recording-missing = 录音“{ $name }”不在此浏览器中，因此它的片段没有声音，其余照常播放。把文件拖到这里即可恢复。
notice-recording-found = “{ $name }”已恢复，它的片段又有声音了。
notice-recordings-full = 没有足够内存容纳这首歌的录音，因此有些没有声音。请移除不需要的片段，然后重新启动声音。
store-asset-full = 此浏览器没有空间存放该音频文件，因此未导入。请释放磁盘空间或清除其他网站的数据，然后重试。
store-asset-failed = 浏览器无法保存或读取该音频文件（{ $reason }）。请重试；若再次失败，请重新加载页面。
decoder-failed = 无法读取该音频文件（{ $reason }）。请转换为 WAV 或 MP3 后重试。
recording-unreadable = 无法读取录音“{ $name }”（{ $reason }），因此它的片段没有声音。
import-title = “{ $name }”从哪里来？
import-lead = Cowrite 会为每位作者署名。你在这里填写的内容会写入署名记录、披露说明和每次导出。
import-reading = 正在读取“{ $name }”……
import-storing = 正在保存“{ $name }”……
import-origin = 制作者
import-own = 我自己，或与我合奏的人
import-other = 其他服务、程序或人……
import-service = 服务或来源的名称
import-model-asked = 由训练过的模型（AI）制作
import-model = 模型或版本（如果知道）
import-rights = 你使用它的权利依据
import-plan = 你在那里的套餐
import-plan-unknown = 不清楚
import-plan-free = 免费
import-plan-paid = 付费
import-prompt = 你给它的提示词、风格或歌词
import-prompt-hint = 作为提问记录与歌曲一起保存
import-words = 其中演唱或朗读的词由制作者所写
import-place = 加入歌曲
import-cancel = 不加入
import-free-plan-note = 许多服务对免费套餐制作的歌曲保留商业权利。发布前请阅读其条款。
import-audio = 导入音频……
