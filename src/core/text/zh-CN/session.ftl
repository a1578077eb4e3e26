# platform
store-unavailable = 此浏览器不为工作室保存任何内容（{ $reason }）。您可以继续创作，但离开前请下载工程文件；在允许网站数据的普通窗口中，歌曲会自动保存。
store-newer = 此浏览器中的歌曲由更新版本的工作室保存。请重新加载页面以获取该版本；在此之前这里不会保存任何内容，离开前请下载工程文件。
store-full = 此浏览器已没有空间供工作室使用，最近的更改尚未保存。请立即下载工程文件，然后释放磁盘空间或清除其他网站的数据；下次更改时会再次尝试保存。
store-failed = 浏览器无法保存或读取歌曲（{ $reason }）。请立即下载工程文件以免丢失，然后重新加载页面。
store-journal-cut = { $count ->
   *[other] 保存的历史中有 { $count } 个步骤无法读取，已略过。
}此前的内容都在。如果缺少内容，请打开您最近的工程文件。
store-song-gone = 此浏览器中已没有这首歌曲。如果您有它的工程文件，请打开该文件。
settings-not-kept = 浏览器不为工作室保存设置（{ $reason }）。设置在关闭此页面前有效；如需保留，请允许网站数据。
download-failed = 浏览器未能生成下载（{ $reason }）。请释放磁盘空间后重试。
copy-failed = 浏览器不允许复制（{ $reason }）。请允许此页面使用剪贴板后重试。
bounce-not-started = 无法开始导出（{ $reason }）。请在联网时重新加载页面，然后再次导出。
bounce-crashed = 导出中途失败（{ $reason }）。歌曲未受影响；请再次导出，若仍失败，请选择较低的采样率。
engine-no-audio = 浏览器没有为工作室提供声音输出（{ $reason }）。请检查输出设备已连接并获得许可，然后重新启动引擎。
engine-odd-rate = 声音输出的采样率为 { $rate } Hz，而引擎需要 8,000 至 192,000 Hz。请在系统声音设置中选择其他采样率或输出设备，然后重新启动引擎。
engine-not-fetched = 无法获取声音引擎（{ $reason }）。请检查网络，然后重新启动引擎。
engine-not-started = 声音引擎无法启动（{ $reason }）。请重新启动引擎；若仍失败，请重新加载页面或更新浏览器。编辑和导出不受影响。
engine-not-told = 声音引擎没有接受更改（{ $reason }）。请重新启动引擎以听到歌曲的当前状态。
engine-died = 声音引擎停止了工作（{ $reason }）。歌曲未受影响；请重新启动引擎以继续。

# session

# 会话的提示
notice-strip-fault = “{ $strip }”产生了无法播放的信号，已被静音。请调整它的设置或移除最后一个效果器；其余部分照常播放。
notice-engine-restart = 重新启动声音
notice-journal-damaged = 这首歌最后 { $entries } 步无法读取，已丢失。之前的内容都在。
notice-link-copied = 链接已复制：整首歌共 { $length } 个字符。
notice-link-long = 链接已复制，但长达 { $length } 个字符，有些聊天软件会截断它。稳妥起见，请发送工程文件。
notice-save-file = 存为文件
notice-elsewhere = 未作任何改动：这首歌已在另一个标签页中打开，由那里保存。如要修改，请在此继续；另一个标签页随后只作显示。
notice-exported = { $file } 已就绪。
press-failed = 无法检查发行信息：{ $reason } 歌曲没有改变；请重新打开发行视图。
