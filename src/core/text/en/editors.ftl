# editors
note-described = { $key }, bar { $bar } beat { $beat }, { $length }, by { $authors }
clip-described = { $track }, bars { $first } to { $last }, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
 }, by { $authors }
author-unnamed = you
author-nobody = nobody yet
author-letter-person = P
author-letter-model = M
author-letter-tool = T
author-letter-import = I
drum-kick = Kick
drum-rim = Rim
drum-snare = Snare
drum-clap = Clap
drum-low-tom = Low tom
drum-closed-hat = Closed hat
drum-pedal-hat = Pedal hat
drum-mid-tom = Mid tom
drum-open-hat = Open hat
drum-crash = Crash
drum-high-tom = High tom
drum-ride = Ride
drum-tambourine = Tambourine
drum-shaker = Shaker
step-move-clip = move clip
step-resize-clip = resize clip
step-duplicate-clip = duplicate clip
step-remove-clip = delete clip
step-create-clip = create clip
step-rename-track = rename track
step-mute-track = mute
step-solo-track = solo
step-draw-note = draw note
step-move-notes = move notes
step-resize-notes = resize notes
step-erase-notes = delete notes
step-note-velocity = change velocity
step-duplicate-notes = duplicate notes
step-quantise-notes = quantise
step-transpose-notes = transpose
