# 权利检查。
error-not-for-sale = 目前不能销售：{ $material }。请在“权利”中声明依据什么可以销售，或选择试听与审阅。
cli-error-pack-refused = { $file }：{ $reason } 使用 --purpose review 可打包供审阅。
