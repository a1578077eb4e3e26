
# ai: services and their answers
error-address-malformed = “{ $address }”不是可用的网址。请写完整，例如 https://api.example.com/v1，使用普通主机名，不要带用户名或“#”。
error-address-unencrypted = “{ $address }”没有加密，发往那里的密钥可能在途中被读取。请使用 https，或本机、本地网络的地址。
error-call-offline = 浏览器处于离线状态，无法询问 { $service }。请联网后重试；内置作曲器无需网络即可使用。
error-call-unreachable = 无法连接 { $service }，或者它不允许网页调用。请检查地址和网络；如果该服务拒绝浏览器，请在服务设置中填写中继地址。
error-call-cut = { $service } 的回答中断了。请重新询问。
error-call-too-large = { $service } 发来的内容过大，无法接收。请缩短要求。
error-call-no-key = 此地址没有 { $service } 的密钥。请在服务设置中输入密钥，然后重新询问。
error-call-unsupported = 此浏览器没有内置模型。请使用较新的桌面版 Chrome，或选择其他服务。
error-call-key = { $service } 不接受该密钥：{ $detail } 请在服务设置中输入有效的密钥。
error-call-quota = { $service } 表示余额或套餐不足：{ $detail } 请在那里充值或更换套餐，或选择其他服务。
error-call-busy = { $service } 目前请求过多。请稍候再试。
error-call-busy-for = { $service } 目前请求过多。请在 { $seconds } 秒后重试。
error-call-not-found = { $service } 找不到所请求的内容：{ $detail } 请检查服务设置中的模型和地址。
error-call-refused = { $service } 拒绝了这个要求：{ $detail } 请换一种说法再试。
error-call-invalid = { $service } 不接受这个请求：{ $detail } 请换一个模型，或缩短要求。
error-call-blocked = { $service } 不允许本页面调用：{ $detail } 请按它的提示操作，或在服务设置中填写中继地址。
error-call-down = { $service } 自身出现故障（{ $status }）：{ $detail } 请稍后再试。
error-call-unreadable = 无法读懂 { $service } 的回答：{ $detail } 请重新询问，或换一个模型。
error-call-overdue = { $service } 未能按时完成。它可能仍在运行：再次付费之前请先到那里查看。
error-call-expired = { $service } 已不再保留它生成的文件。请重新生成。

# ai: text
service-hint-ollama = 启动时请允许本页面调用：将 OLLAMA_ORIGINS 设为本页面的地址，然后运行“ollama serve”。macOS 用“launchctl setenv OLLAMA_ORIGINS”，Windows 用“setx”，systemd 用“Environment=”。
service-hint-lm-studio = 启动服务器时请打开 CORS：“lms server start --cors”，或在其服务器设置中启用“Enable CORS”。
service-hint-llama-cpp = 用“llama-server -m 模型”启动；它会回应任何地址的页面。
service-hint-ace-step = 它的服务器不回应网页。请运行“./studio serve --relay”，并在此填写该中继地址。
service-hint-chrome = 需要较新的桌面版 Chrome 以及存放模型的空间，首次使用时会下载。它写出计划和歌词，由内置作曲器编曲。
repair-bar = { $pattern }（{ $part }）第 { $bar } 小节时值不符，已修正：“{ $before }”改为“{ $after }”。
repair-bar-silent = { $pattern }（{ $part }）第 { $bar } 小节无法读取，改为休止：“{ $before }”。
repair-bars-recounted = { $pattern }（{ $part }）的小节按另一种单位计数，已改按十六分音符重新计算。
repair-bars-fitted = { $part } 在 { $section } 中的长度不符，已重复或截短。
repair-pattern-missing = { $section } 用到的“{ $pattern }”没有写出，该声部在此休止。
repair-octave = { $part } 写错了八度，已移动。
repair-notes-folded = { $part } 有 { $count } 个音超出乐器音域，已按八度移动。
repair-instrument = 工作室没有“{ $asked }”，{ $part } 改用 { $given }。
repair-drums = { $part } 有 { $count } 小节写成了音符，已放到鼓组上。
repair-chords-held = { $count } 个和弦无法读取，已沿用前一个和弦。
repair-syllables = { $count } 个小节的歌词与音符不符，已拆分或延长音符。
repair-value = “{ $asked }”无法使用，现改为 { $given }。
repair-bounded = 有 { $count } 个音轨、片段或小节超出上限，已略去。
repair-cut-off = 回答在结束前中断，已保留完整的部分。
repair-filled-in = { $part } 留空之处由内置作曲器写成。

# ai: songs and pictures
error-call-out-of-reach = { $service } 已生成文件，但文件所在的主机不允许本页面获取。请打开 { $detail } 保存文件，然后拖到这里。
error-ask-lyrics-long = 歌词有 { $have } 个字符，该服务最多接受 { $most } 个。请缩短歌词；歌词不会被自动截断。
error-ask-nothing = 没有可依据的内容。请描述风格，或写下要唱的歌词。
error-ask-style-short = 该服务要求风格至少 { $least } 个字符。请补充情绪、乐器和人声的描述。
error-ask-not-offered = 该服务不提供此项。请选择其他服务。
error-ask-not-its-own = 该服务只能为它自己生成的歌曲分轨。请为这段录音选择其他服务。
error-ask-file-large = 录音对该服务来说过大。请选择其他服务，或使用较短的录音。
note-ask-style-cut = 风格已缩短到该服务接受的 { $most } 个字符。
note-ask-title-cut = 标题已缩短到该服务接受的 { $most } 个字符。
note-ask-seconds = 该服务无法生成 { $asked } 秒；将请求 { $taken } 秒。
note-ask-no-length = 该服务不允许选择时长。
note-ask-no-seed = 该服务不接受随机种子，因此同样的要求每次都会得到不同的歌曲。
note-ask-not-sung = 该服务不演唱；歌词不会发送。
service-hint-relay = 它可能不回应网页。若不回应，请运行“./studio serve --relay”，并在此填写该中继地址。
service-hint-unofficial = 此网关与 Suno 没有关联。使用其生成的内容之前，请查看 Suno 的条款和该网关自己的条款。若它不回应网页，请在此填写中继地址。
service-hint-local-cors = 启动时请为本页面的地址打开 CORS，或在此填写中继地址。
service-hint-gradio = 请填写演示或 Space 的地址。模型处填写其函数名；留空则使用第一个接受文字的函数。
