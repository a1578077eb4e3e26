# 自动化：随歌曲变化的参数。

error-check-automation = 通道条“{ $strip }”的自动化指向不存在的控制，或顺序、数值有误。此工程被其他程序改动过。
error-edit-many-points = 一条自动化曲线最多 { $limit } 个点。请删去一些，或画得疏一些。
error-edit-many-lanes = 一个通道条最多 { $limit } 条自动化曲线。请先删去一条。
