# formats
error-archive-name = 压缩包里不能有名为“{ $name }”的文件。请改名后再试。
error-archive-twice = 压缩包里会有两个名为“{ $name }”的文件。请将其中一个改名后再试。
error-archive-many = 一个压缩包最多容纳 { $limit } 个文件。请减少文件后再试。
