error-tempo-range = { $bpm } 不是可以播放的速度：每分钟 20 到 400 拍。
error-tempo-order = 速度变化的顺序不对。
error-meter = 无法识别拍号 { $beats }/{ $unit }。请使用 1 到 16 拍，以 1/2、1/4、1/8 或 1/16 音符为一拍。
error-meter-order = 拍号变化的顺序不对。
error-pitch = { $key } 不是琴键编号：应为 0 到 127。
error-velocity = { $velocity } 不是力度值：应为 1 到 127。
error-chord = “{ $text }”不是已知的和弦。可以试试 Am7、G13 或 Fmaj7/A。
error-param = 没有名为“{ $key }”的参数。
