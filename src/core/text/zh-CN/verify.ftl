# 账本是否被改动过。
verify-flaw-acts = 第 { $entry } 条所记录的操作在写入之后被改动过。
verify-flaw-seal = 第 { $entry } 条的签名与此账本不符：账本或签名在签署之后被改动过，或者此浏览器无法核查这种签名。

# 账本视图
ledger-check = 全面核查
ledger-checked = { $count } 条均未改动；其中 { $with } 条连同操作内容一并核查。
ledger-signed = 已签署至第 { $entry } 条（共 { $count } 条）。
ledger-unsigned = 尚无设备签署此账本。
ledger-sign = 签署
ledger-sign-means = 是否签署由您决定。本设备的签名表示账本自此没有改动，并不说明您是谁。密钥留在此浏览器中，无法被读出。
ledger-entry-signed = 签署于 { $when }
ledger-evidence = 保存证据
ledger-evidence-hint = 证据是账本连同所有操作的一个文件。任何人无需 Cowrite，即可在验证器中核查。
ledger-verifier = 验证器
ledger-entries = 条目
notice-ledger-signed = 账本已签署。保存工程或证据即可将签名一并交给他人。
notice-ledger-moved = 签署期间歌曲有改动。请重新签署。
sign-ledger-failed = 此浏览器未能签署账本（{ $reason }）。请在非隐私窗口中通过 https 打开录音室后重试。
