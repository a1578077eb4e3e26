# Every sentence the studio says, in English. The same names stand in zh-CN.ftl.

## Why something was refused
error-tempo-range = { $bpm } is not a tempo the studio can play: 20 to 400 beats per minute are.
error-tempo-order = The tempo changes are out of order.
error-meter = { $beats }/{ $unit } is not a time signature the studio knows. Use 1 to 16 beats of 1/2, 1/4, 1/8 or 1/16.
error-meter-order = The time signature changes are out of order.
error-pitch = { $key } is not a key: 0 to 127 are.
error-velocity = { $velocity } is not a velocity: 1 to 127 are.
error-chord = “{ $text }” is not a chord the studio knows. Try Am7, G13 or Fmaj7/A.
error-param = There is no setting called “{ $key }”.
error-ledger-broken = Entry { $entry } of the ledger was changed after it was written.
error-ledger-full = The ledger is full. Save the project under a new name to go on.
error-file-malformed = This is not a Cowrite project, or it is damaged: { $detail }.
error-link-truncated = This link is cut short. Ask for it to be sent again, or for the project file.
error-edit-no-track = That track is no longer there.
error-prompt-empty = Write a few words about the song first.
error-prompt-long = That prompt has { $characters } characters; { $limit } is the most. Shorten it and try again.
