# figures
# 由参数画出的曲线
figure-bands = 频率响应
figure-envelope = 包络
figure-filter = 滤波器
figure-filter-envelope = 滤波器包络
figure-hint = 拖动圆点。双击圆点恢复常用值。
figure-hint-bands = 拖动圆点。在圆点上滚动滚轮，或按住 Alt 拖动，可改变带宽。双击圆点恢复常用值。
figure-operator-1 = 算子 1
figure-operator-2 = 算子 2
figure-operator-3 = 算子 3
figure-operator-4 = 算子 4
