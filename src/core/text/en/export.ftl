# export
error-export-no-notes = There are no notes to render yet. Accept a proposal or draw some notes, then export again.
error-export-rate = Files cannot be made at { $rate }. Choose one of these sample rates in hertz: { $known }.
error-export-size = The file would be larger than 4 GiB, which is the most a WAV file can hold. Choose 16 bits or a lower sample rate, or shorten the song.
error-export-tags = The tags could not be written into the file ({ $detail }). Shorten the title, the artist or the lyrics, then export again.
error-export-job = The export could not be started because the song did not reach the renderer whole ({ $detail }). Reload the page and export again.
error-loudness = Loudness cannot be measured for { $channels } channels at { $rate } hertz. Convert the file to stereo at 48000 hertz and try again.
error-wav-none = This is not a WAV file. Choose a file that ends in .wav.
error-wav-malformed = This WAV file is damaged: { $detail }. Export or download it again.
error-wav-kind = This WAV file holds samples of a kind that cannot be read here ({ $kind }). Convert it to 16, 24 or 32 bits and try again.
export-untitled = Untitled
