# Facts in words, as the reasons of answers in forms tell them.
fact-list = { $before }，{ $next }
fact-bar-spans = 第 { $bars } 小节
fact-bars-more = 以及另外 { $count } 段，直至第 { $last } 小节
fact-tracks = 位于 { $tracks }
fact-person = { $name }（自然人）
fact-someone = 一位自然人
fact-model = 训练型 AI 模型 { $name }
fact-tool = 规则型工具 { $name }
fact-import = 来自 { $name } 的导入素材
fact-unknown = 来源不明的导入素材
fact-side = { $side }：{ $parts }。
fact-no-model = 以下部分没有训练型 AI 模型参与：{ $sides }。
fact-nothing-there = 歌曲中没有这一部分：{ $sides }。
fact-origin-unknown = { $names } 是否含有 AI 内容尚不清楚：回答前请向其作者确认。
