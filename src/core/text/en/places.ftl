# places
minimap-name = Overview of the song
minimap-span = Bars { $first } to { $last } of { $all }
minimap-hint = Drag the frame to scroll, its edges to zoom. Double-click to see the whole song.
verb-add-marker = Add a marker
verb-rename-marker = Rename the marker
verb-marker-earlier = Move the marker a beat earlier
verb-marker-later = Move the marker a beat later
verb-remove-marker = Remove the marker
verb-previous-marker = To the marker before
verb-next-marker = To the next marker
new-marker = Marker { $number }
marker-described = { $name }, bar { $bar } beat { $beat }
lane-markers = Markers
lane-type-marker = Name of the marker
step-name-marker = name a marker
step-move-marker = move a marker
step-stretch-clip = stretch clip
