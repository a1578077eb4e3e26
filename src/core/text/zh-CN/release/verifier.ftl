# 文件为何未通过验证，以及命令行对此的说明。
error-verify-large = 此文件超过 { $limit } MB，无法读取。请选择以 .cowrite 结尾的工程文件或证据文件。
error-verify-unreadable = 这既不是 Cowrite 工程也不是其证据文件，或者已经损坏（{ $detail }）。请选择 Cowrite 保存的以 .cowrite 结尾的工程文件或证据文件。
error-verify-newer = 此证据由更新版本的 Cowrite 写入。请更新 Cowrite 后重试。
cli-error-verify = { $file } 未通过验证。{ $reason }请向提供者索取 Cowrite 保存的原文件。
cli-error-undisclosed = { $file } 没有说明由谁创作：它不是由 Cowrite 导出的，或者标签已被其他程序去除。请索取 Cowrite 导出的原文件。
cli-error-unrelated = { $file } 与 { $other } 不属于同一账本。请与导出它的工程或证据进行比较。
