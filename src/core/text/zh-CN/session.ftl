# session

# 会话的提示
notice-strip-fault = “{ $strip }”产生了无法播放的信号，已被静音。请调整它的设置或移除最后一个效果器；其余部分照常播放。
notice-engine-restart = 重新启动声音
notice-journal-damaged = 这首歌最后 { $entries } 步无法读取，已丢失。之前的内容都在。
notice-link-copied = 链接已复制：整首歌共 { $length } 个字符。
notice-link-long = 链接已复制，但长达 { $length } 个字符，有些聊天软件会截断它。稳妥起见，请发送工程文件。
notice-save-file = 存为文件
notice-exported = { $file } 已就绪。
