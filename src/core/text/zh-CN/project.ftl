# 谁创作了什么：每个导出文件都带有的声明。
disclosure-sentence = AI 使用声明：{ $aspects }。{ $models }含 AI：{ $verdict }。
disclosure-empty = AI 使用声明：尚无内容，因此没有署名。含 AI：{ $verdict }。
disclosure-composition = 作曲
disclosure-lyrics = 作词
disclosure-arrangement = 编曲
disclosure-performance = 演奏
disclosure-vocals = 演唱
disclosure-sound = 音色
disclosure-mix = 混音
disclosure-master = 母带
disclosure-artwork = 封面
aspect-composition = 作曲
aspect-lyrics = 歌词
aspect-arrangement = 编曲
aspect-performance = 演奏
aspect-vocals = 演唱
aspect-sound = 音色
aspect-mix = 混音
aspect-master = 母带
aspect-artwork = 封面
disclosure-clause = { $names }——{ $credits }
disclosure-by-person = 个人 { $name }（{ $part }）
disclosure-by-someone = 个人（{ $part }）
disclosure-by-model = 经过训练的 AI 模型 { $name }（{ $part }）
disclosure-by-tool = 规则工具 { $name }（{ $part }）
disclosure-by-import = 导入素材 { $name }（{ $part }）
disclosure-by-unknown = 来源不明的导入素材（{ $part }）
disclosure-part = { $percent }%
disclosure-part-least = 不到 1%
disclosure-part-most = 超过 99%
disclosure-list-aspects = { $before }；{ $next }
disclosure-list-more = { $before }、{ $next }
disclosure-list-last = { $before }和{ $last }
disclosure-no-models = 未使用经过训练的 AI 模型。
disclosure-no-models-but-imports = 在 Cowrite 中未使用经过训练的 AI 模型；导入素材是否含有 AI 内容不得而知。
disclosure-models = 使用的经过训练的 AI 模型：{ $names }。
disclosure-models-and-imports = 使用的经过训练的 AI 模型：{ $names }；导入素材是否含有 AI 内容不得而知。
# 工程、文件或链接为何没有打开。
error-check-count = 此工程有 { $count } { $what ->
    [tracks] 条音轨
    [buses] 条总线
    [inserts] 个效果器位于同一通道条
    [lanes] 条自动化曲线位于同一通道条
    [points] 个自动化点
    [clips] 个片段或音型位于同一音轨
    [zones] 个分区位于同一采样器
    [notes] 个音符
    [strikes] 次音符触发（片段每次播放都计入）
    [contributions] 条贡献记录
    [ancestors] 个来源工程
    [assets] 个录音和图片
    [credits] 个署名者，或同一人的角色
    [clearances] 条可商用声明
   *[spans] 个段落、和弦、歌词行或速度变化
    }，最多只能有 { $limit }。请在制作它的程序中删减。
error-check-text = “{ $text }…”过长或含有控制字符：最多 { $limit } 个可显示字符。此工程被其他程序改动过。
error-check-id = 此工程中有两处使用同一编号 { $id }，或该编号从未分配。此工程被其他程序改动过。
error-check-recording = “{ $track }”上有片段引用了工程中没有列出的录音。此工程被其他程序改动过。
error-check-zone = “{ $track }”上有分区引用了工程中没有列出的录音，或录音中不存在的部分。此工程被其他程序改动过。
error-check-asset = 录音或图片“{ $name }”被重复列出或内容不合理。此工程被其他程序改动过，或者文件过长、过大。
error-check-cover = 该工程的封面不是它所列出的图片。工程被其他程序改动过，请重新选择封面。
error-check-pattern = “{ $track }”上有片段引用了不存在的音型。此工程被其他程序改动过。
error-check-clips = “{ $track }”上的片段长度为零、相互重叠或顺序不对。此工程被其他程序改动过。
error-check-notes = “{ $track }”上的音符长度为零、重复或顺序不对。此工程被其他程序改动过。
error-check-spans = 有段落、和弦或歌词行长度为零、顺序不对或相互重叠。此工程被其他程序改动过。
error-check-end = 此工程中有内容位于第 4,000 小节之后，超出了时间上限。
error-check-sends = 通道条“{ $strip }”发送到不存在的总线，或重复发送到同一总线。此工程被其他程序改动过。
error-check-level = 通道条“{ $strip }”的电平或声像超出范围。此工程被其他程序改动过。
error-check-colour = { $colour } 不在十二种音轨颜色之内。此工程被其他程序改动过。
error-check-authors = 此工程中有内容署名给账本里不存在的贡献。请重新索取文件。
error-file-empty = 此文件为空。请选择以 .cowrite 结尾的工程文件。
error-file-large = 此文件有 { $size } MB，而工程最大为 { $limit } MB。请选择以 .cowrite 结尾的工程文件。
error-file-truncated = 此工程文件不完整。请重新复制或下载。
error-file-foreign = 这不是 Cowrite 工程。请选择以 .cowrite 结尾的工程文件。
error-file-newer = 此工程由更新版本的 Cowrite 保存（文件版本 { $found }，当前最高支持 { $supported }）。请重新加载页面以更新，然后再次打开。
error-file-ledger = 此工程未打开：账本第 { $entry } 条在 Cowrite 之外被改动过，其署名不可信。请打开 Cowrite 保存的原文件。
error-link-foreign = 这不是 Cowrite 的分享链接。请重新复制完整的地址。
error-link-damaged = 链接在传递过程中被改动。请对方重新发送，或索取工程文件。
error-link-large = 此链接解压后会超过 { $limit } MB，因此未打开。请索取工程文件。
error-link-newer = 此链接由更新版本的 Cowrite 生成（版本 { $found }，当前最高支持 { $supported }）。请重新加载页面以更新，然后再次打开。
error-ledger-broken = 账本第 { $entry } 条在写入之后被改动过。
error-ledger-full = 账本已满。请将工程另存为新工程后继续。
error-file-malformed = 这不是 Cowrite 工程文件，或文件已损坏：{ $detail }。
error-link-truncated = 链接不完整。请对方重新发送，或索取工程文件。
error-edit-no-contribution = 该素材已不在账本中，或发送者无权作此声明。
error-edit-no-track = 该音轨已不存在。

# 为什么编辑被拒绝
error-edit-no-pattern = 这些音符已不存在。
error-edit-no-recording = 该录音已不存在，或无法这样播放。
error-edit-no-sampler = “{ $track }”的乐器不是采样器，无法播放录音。请先为它选择采样器。
error-edit-many-assets = 一首歌最多包含 { $limit } 个录音和图片。要放更多，请新建一首歌。
error-edit-many-clearances = 一首歌最多包含 { $limit } 条声明。请先撤回一些。
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
error-edit-many-zones = 一个采样器最多 { $limit } 个分区。请先删除一个。
error-edit-many-buses = 一个工程最多 { $limit } 条总线，编组也算在内。请先删除一条。
error-edit-many-inserts = 一个通道最多 { $limit } 个效果器。请先删除一个。
error-edit-many-notes = 一个片段最多 { $limit } 个音符。请先分割它。
error-edit-many-clips = 一条音轨最多 { $limit } 个片段。请先合并或删除一些。
error-edit-many-spans = 时间线上最多容纳 { $limit } 个。请先删除一些。
