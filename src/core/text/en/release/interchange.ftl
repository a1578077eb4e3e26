# interchange
interchange-person = { $name }
interchange-somebody = somebody who has not said their name
interchange-model = { $name } (AI model)
interchange-tool = { $name } (rule-based tool)
interchange-import = { $name } (brought in)
interchange-unknown = unknown (brought in)
