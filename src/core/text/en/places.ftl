# places
minimap-name = Overview of the song
minimap-span = Bars { $first } to { $last } of { $all }
minimap-hint = Drag the frame to scroll, its edges to zoom. Double-click to see the whole song.
