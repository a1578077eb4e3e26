error-ledger-broken = 账本第 { $entry } 条在写入之后被改动过。
error-ledger-full = 账本已满。请将工程另存为新工程后继续。
error-file-malformed = 这不是 Cowrite 工程文件，或文件已损坏：{ $detail }。
error-link-truncated = 链接不完整。请对方重新发送，或索取工程文件。
error-edit-no-track = 该音轨已不存在。
