error-tempo-range = { $bpm } is not a tempo the studio can play: 20 to 400 beats per minute are.
error-tempo-order = The tempo changes are out of order.
error-meter = { $beats }/{ $unit } is not a time signature the studio knows. Use 1 to 16 beats of 1/2, 1/4, 1/8 or 1/16.
error-meter-order = The time signature changes are out of order.
error-pitch = { $key } is not a key: 0 to 127 are.
error-velocity = { $velocity } is not a velocity: 1 to 127 are.
error-chord = “{ $text }” is not a chord the studio knows. Try Am7, G13 or Fmaj7/A.
error-param = There is no setting called “{ $key }”.
