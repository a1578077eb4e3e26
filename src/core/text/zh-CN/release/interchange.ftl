# interchange
interchange-person = { $name }
interchange-somebody = 未署名者
interchange-model = { $name }（AI 模型）
interchange-tool = { $name }（规则工具）
interchange-import = { $name }（引入素材）
interchange-unknown = 来源不明（引入素材）
