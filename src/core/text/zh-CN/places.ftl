# places
minimap-name = 全曲概览
minimap-span = 第 { $first } 至 { $last } 小节，共 { $all } 小节
minimap-hint = 拖动方框可滚动，拖动两边可缩放，双击可显示全曲。
verb-add-marker = 添加标记
verb-rename-marker = 重命名标记
verb-marker-earlier = 将标记提前一拍
verb-marker-later = 将标记推后一拍
verb-remove-marker = 移除标记
verb-previous-marker = 跳到上一个标记
verb-next-marker = 跳到下一个标记
new-marker = 标记 { $number }
marker-described = { $name }，第 { $bar } 小节第 { $beat } 拍
lane-markers = 标记
lane-type-marker = 标记名称
step-name-marker = 命名标记
step-move-marker = 移动标记
step-stretch-clip = 伸缩片段
