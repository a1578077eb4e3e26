# places
minimap-name = 全曲概览
minimap-span = 第 { $first } 至 { $last } 小节，共 { $all } 小节
minimap-hint = 拖动方框可滚动，拖动两边可缩放，双击可显示全曲。
