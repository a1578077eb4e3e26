# Groups of tracks, buses, and what a strip sounds like beside another setting.
verb-group-tracks = Group the tracks
verb-ungroup = Ungroup
verb-fold-group = Fold or unfold the group
verb-rename-group = Rename the group
group-name = Group { $number }
group-fold = Fold { $name }
group-tracks = { $count ->
    [one] one track
   *[other] { $count } tracks
}
strip-output = Output of { $name }
bus-add = Add a bus
bus-remove = Remove the bus
bus-rename = Name of the bus
bus-name = Bus { $number }
step-rename-bus = rename the bus
step-rename-group = rename the group
step-set-output = set the output
step-set-safe = set solo safe
solo-safe = Solo safe: stays heard while others are soloed
solo-safe-letter = SS
