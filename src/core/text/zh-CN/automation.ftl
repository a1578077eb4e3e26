# 自动化：随歌曲变化的参数。

error-check-automation = 通道条“{ $strip }”的自动化指向不存在的控制，或顺序、数值有误。此工程被其他程序改动过。
error-edit-many-points = 一条自动化曲线最多 { $limit } 个点。请删去一些，或画得疏一些。
error-edit-many-lanes = 一个通道条最多 { $limit } 条自动化曲线。请先删去一条。

target-volume = 音量
target-pan = 声像
target-send = 发送到{ $bus }
target-insert = { $effect }：{ $param }
point-described = { $what } { $value }，第 { $bar } 小节第 { $beat } 拍，作者：{ $authors }

automation-show = { $track }的自动化
automation-points = 自动化点
automation-choose = 此曲线控制的参数
automation-empty = 点按即可画点
automation-resting = { $value }，不变
automation-close = 收起曲线
automation-cursor = { $what } { $value }，第 { $bar } 小节第 { $beat } 拍，此处没有点

verb-automation = 音轨的自动化
verb-bus-automation = 各总线的自动化
verb-master-automation = 主输出的自动化
verb-hold-points = 保持到下一点
verb-copy-points = 复制自动化点
verb-paste-points = 粘贴自动化点
verb-remove-points = 删除自动化点
verb-clear-automation = 清空自动化曲线
step-draw-automation = 画自动化
step-move-points = 移动自动化
step-bend-automation = 弯曲自动化
