# bundle
error-unzip-none = 这不是 zip 归档，或文件不完整。请重新下载或复制。
error-unzip-large = 归档中的内容超出可打开的上限。请先解压，再逐个打开其中的文件。
error-unzip-packed = “{ $name }”已加密，或采用了此处无法读取的压缩方式。请重新打包，不要设置密码。
error-unzip-damaged = 归档中的“{ $name }”已损坏。请重新下载或复制该归档。
error-unzip-name = 归档中有不允许的文件名：“{ $name }”。除非信任制作者，否则请勿解压。
error-bundle-project = 此归档中没有工程。请选择由 Cowrite 连同录音一起保存的归档。
error-bundle-asset = 归档中的“{ $name }”不是工程所指的录音或图片。请让发送者重新保存。
cli-error-archive = 无法打开 { $file }。{ $reason }
cli-error-pack = { $file } 不完整：发现 { $flaws } 处问题。请用 cowrite pack 重新制作。
