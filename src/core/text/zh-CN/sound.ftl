# sound

# Effects.
insert-eq = 均衡器
insert-compressor = 压缩器
insert-saturator = 饱和器
insert-chorus = 合唱
insert-delay = 延迟
insert-reverb = 混响
