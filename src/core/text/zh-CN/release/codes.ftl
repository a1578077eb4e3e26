# What is wrong with a code that was typed.
error-code-length = { $kind } 应有 { $wanted } 个字符，这里有 { $found } 个。格式如 { $example }。
error-code-character = “{ $character }” 不能出现在 { $kind } 的第 { $place } 位。格式如 { $example }。
error-code-check = 这个 { $kind } 的校验位不对：有一位输错了。请从发码处重新复制。格式如 { $example }。
