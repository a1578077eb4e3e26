# session

# What the session says
notice-strip-fault = “{ $strip }” produced no sound that can be played and was silenced. Change its settings or remove its last effect; the rest plays on.
notice-engine-restart = Start the sound again
notice-journal-damaged = { $entries ->
    [one] The last step of this song could not be read and is gone.
   *[other] The last { $entries } steps of this song could not be read and are gone.
 } Everything before is here.
notice-link-copied = Link copied: the whole song in { $length } characters.
notice-link-long = Link copied, but with { $length } characters some chat programs will cut it. To be sure, send the project file.
notice-save-file = Save as a file
notice-exported = { $file } is ready.
