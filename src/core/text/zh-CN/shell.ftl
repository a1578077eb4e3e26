# 工作室的窗口与控件。
# Start
start-title = 一起写一首歌
start-lead = Cowrite 在您的浏览器里作曲、演奏和混音。由您主导，每一份贡献都有署名。
start-or = 或者
start-by-hand = 自己动手写
start-track-keys = 键盘
start-track-bass = 贝斯
start-track-drums = 鼓
start-recent = 最近的歌曲

# Prompt and co-writer
prompt = 想要一首什么样的歌？
prompt-placeholder = 描述一首歌：情绪、风格、速度、讲些什么……
prompt-keys = Shift+Enter 换行
compose = 作曲
examples = 示例
example-city-pop = 一首关于末班车的怅惘城市流行歌，96 bpm
example-lo-fi = 适合下雨周日的慵懒 lo-fi，74 bpm
example-ballad = 一首 A 小调慢板抒情歌，关于一封没寄出的信
example-synthwave = 疾驰的合成器浪潮，霓虹与雨，118 bpm
example-waltz = 献给两位老友的温柔华尔兹，3/4 拍
composer-built-in = 内置作曲器：基于规则，可离线使用
lesson-ask = 说出想要的。回来的是一份提案，叠放在您的歌曲之上。
lesson-audition = 先在原处试听，什么都还没有改变。
lesson-accept = 全部采纳，或者只要贝斯，或者只要副歌。
takes = 版本
take = 版本 { $number }
seed = 种子 { $seed }
seed-hint = 相同的提示词和种子会得到同一首歌。
another-take = 再来一版
proposal = 提案
proposal-audition = 试听
proposal-audition-hint = 听一听采纳提案后的歌曲
proposal-accept-all = 全部采纳
proposal-dismiss = 放弃提案
proposal-reject-rest = 拒绝其余部分
proposal-decided = 已决定 { $done } / { $all }
fact-tempo = { $bpm } bpm
fact-bars = { $count } 小节
fact-parts = { $count } 个声部
outcome-all = 全部内容已写入歌曲。此后您所做的改动都会署上您的名字。
outcome-some = { $all } 项中有 { $done } 项已写入歌曲。此后您所做的改动都会署上您的名字。
outcome-nothing = 未采纳这份提案的任何内容，您的歌曲保持原样。
outcome-edit = 编辑音符
row-chords = 和弦
row-lyrics = 歌词
matrix = 按段落列出的提案内容
matrix-lead = 点击以
matrix-mode = 点击的作用
matrix-accept = 采纳
matrix-reject = 拒绝
matrix-column = { $name } 的全部
matrix-row = 所有段落中的 { $name }
hunk = { $part }，{ $section }：{ $state }
hunk-open = 待定
hunk-accepted = 已采纳
hunk-rejected = 已拒绝

# Top bar
skip-to-song = 跳到歌曲
project-menu = 工程
project-new = 新建工程
project-open = 打开文件……
project-save = 保存工程文件
untitled = 未命名歌曲
save-saved = 已保存
save-saving = 正在保存……
save-failed = 未保存
undo-group = 撤销与重做
undo = 撤销
undo-hint = 撤销：{ $step }
redo = 重做
redo-hint = 重做：{ $step }
authorship = 作者视图
authorship-hint = 按作者着色
share = 分享
share-hint = 复制包含整首歌的链接

# Transport
transport = 走带
transport-start = 回到开头
transport-play = 播放
transport-pause = 暂停
transport-play-hint = 播放或暂停
transport-stop = 停止
transport-loop = 循环
transport-loop-hint = 循环所选片段或段落
transport-metronome = 节拍器
position = 位置
voices = { $count } 个发声
tempo = 速度（每分钟拍数）
tempo-unit = bpm
meter = 拍号
key = 调

# Window
side-label = 面板
dock-label = 编辑器
dock-resize = 编辑器高度
panel-cowriter = 共同作者
panel-release = 发行
panel-ledger = 账本
dock-piano-roll = 钢琴卷帘
dock-mixer = 混音台
dock-sound = 音色
place-song = 歌曲
place-notes = 音符
places-label = 视图
drop-file = 拖入工程文件即可打开，拖入音频文件即可加入，拖入图片即可用作封面
file-unreadable = 无法读取该文件。请确认文件仍然存在，然后重新打开。
close = 关闭

# Bars and notices
link-preview = 此链接包含“{ $title }”，共 { $tracks } 个音轨。您自己的歌曲仍会保存。
link-accept = 打开
link-decline = 暂不打开
engine-failed = 声音引擎没有运行。歌曲安全无恙；重新启动引擎即可听到声音。
engine-restart = 启动引擎
update-ready = 工作室的新版本已就绪。加载前会先保存您的歌曲。
elsewhere = 这首歌已在另一个标签页中打开，由那里编辑并保存。您可以在此查看和试听。
elsewhere-continue = 在此继续
update-apply = 重新加载以更新
notices = 通知
notice-dismiss = 关闭通知

# Settings
settings = 设置
settings-language = 语言
settings-theme = 主题
theme-dark = 深色
theme-light = 浅色
settings-name = 您的署名
settings-name-empty = 尚未填写
install = 安装工作室

# Shortcuts
help = 键盘快捷键
help-compose = 在提示框中作曲
help-escape = 关闭打开的内容
help-value = 调节旋钮或推子；按住 Shift 微调
help-zoom = 配合滚轮：放大或缩小
help-zoom-rows = 配合滚轮：增大或减小行高

# Mixer and sound
mixer-strips = 通道条
master = 主输出
strip-gain = { $name } 的电平
strip-inserts = { $count } 个效果
pan = 声像
pan-centre = 居中
pan-left = 左 { $amount }
pan-right = 右 { $amount }
mute = 静音
mute-letter = M
solo = 独奏
solo-letter = S
chain = 效果链
chain-of = { $name }的效果链
chain-empty = 还没有效果。添加之后，声音会依次通过。
insert-eq = 均衡器
insert-compressor = 压缩器
insert-saturator = 饱和器
insert-chorus = 合唱
insert-delay = 延迟
insert-reverb = 混响
insert-add = 添加
insert-earlier = 将 { $name } 前移
insert-bypass = 启用 { $name }
insert-remove = 移除 { $name }
sound-empty = 请先添加一个音轨，它的乐器在这里调整。
sound-track = 音轨
sound-kind = 乐器
sound-presets = 预设
sound-of = { $name } 的音色

# Release
release-metadata = 歌曲
metadata-title = 标题
metadata-artist = 艺人
release-disclosure = 由谁创作
disclosure-nothing = 歌曲里还没有内容。您添加或采纳的一切都会在这里署名。
disclosure-share = { $name }：{ $percent }%
source-type = 数字来源类型
author-person = 人
author-model = 训练模型
author-tool = 规则工具
author-import = 导入
author-person-letter = 人
author-model-letter = 模
author-tool-letter = 具
author-import-letter = 入
author-unnamed = 您（尚未署名）
release-export = 导出
export-format = 格式
export-rate = 采样率
export = 导出音频
export-lead = 标题、艺人、封面和创作声明会写入文件。
export-cancel = 取消导出
release-file = 工程文件
release-file-lead = 一切都在一个文件里，可保存也可转交：音符、音色、混音和账本。

# Ledger
ledger-empty = 还没有人做出贡献。每一步都会记录在这里：谁、何时、用什么。
ledger-verified = { $count } 条记录，已核验：事后没有改动。
ledger-acts = { $count } 步操作

# Values
value-percent = { $value }%
value-hertz = { $value } Hz
value-kilohertz = { $value } kHz
value-decibels = { $value } dB
value-silence = −∞ dB
value-milliseconds = { $value } 毫秒
value-seconds = { $value } 秒
value-semitones = { $value } 半音
value-cents = { $value } 音分
value-beats = { $value } 拍

# Undo steps
edit-accept-proposal = 采纳提案
edit-begin = 添加音轨
edit-title = 设置标题
edit-artist = 设置艺人
edit-tempo = 设置速度
edit-meter = 设置拍号
edit-key = 设置调
edit-set-gain = 移动推子
edit-set-pan = 设置声像
edit-set-send = 设置发送
edit-set-mute = 切换静音
edit-set-solo = 切换独奏
edit-add-insert = 添加效果
edit-remove-insert = 移除效果
edit-move-insert = 移动效果
edit-bypass-insert = 开关效果
edit-set-insert = 调节效果
edit-set-patch = 选择乐器
edit-set-patch-param = 调节音色
