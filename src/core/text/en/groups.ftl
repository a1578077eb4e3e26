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
verb-turn-sides = Turn to A or B of the track’s strip
step-side-a = turn to A
step-side-b = turn to B
sides-of = Settings of { $name } to compare
sides-hint = A and B: two settings to compare. B begins like A.
meter-clip = { $name } was over 0 dB: clear
