# Automation: what moves with the song.

error-check-automation = Automation of the strip “{ $strip }” moves what is not there, or is out of order or range. The project was changed by another program.
error-edit-many-points = One automation lane can have { $limit } points. Remove some, or draw with fewer.
error-edit-many-lanes = One strip can have { $limit } automation lanes. Remove one first.

target-volume = Volume
target-pan = Pan
target-send = Send to { $bus }
target-insert = { $effect }: { $param }
point-described = { $what } { $value } at bar { $bar } beat { $beat }, by { $authors }

automation-show = Automation of { $track }
automation-points = Automation points
automation-choose = What the lane moves
automation-empty = Click to draw a point
automation-resting = { $value }, still
automation-close = Fold the lane in
automation-cursor = { $what } { $value } at bar { $bar } beat { $beat }, no point here

verb-automation = Automation of the track
verb-bus-automation = Automation of the buses
verb-master-automation = Automation of the master
verb-hold-points = Hold until the next point
verb-copy-points = Copy points
verb-paste-points = Paste points
verb-remove-points = Remove points
verb-clear-automation = Clear the automation lane
step-draw-automation = Draw automation
step-move-points = Move automation
step-bend-automation = Bend automation
