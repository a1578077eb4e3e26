# platform
store-unavailable = This browser keeps nothing for the studio ({ $reason }). You can work, but download the project file before you leave; in a normal window with site data allowed, songs are saved by themselves.
store-newer = The songs in this browser were saved by a newer version of the studio. Reload the page to get that version; until then nothing is saved here, so download the project file before you leave.
store-full = This browser has no room left for the studio, so the last changes are not saved. Download the project file now, then free some disk space or clear the data of other sites; saving is tried again with your next change.
store-failed = The browser could not save or read the song ({ $reason }). Download the project file now, so that nothing is lost, then reload the page.
store-journal-cut = { $count ->
    [one] One step of the saved history could not be read and was left out.
   *[other] { $count } steps of the saved history could not be read and were left out.
} What came before is here. If something is missing, open your last project file.
store-song-gone = This song is no longer kept in this browser. Open its project file instead, if you have one.
settings-not-kept = The browser does not keep settings for the studio ({ $reason }). They hold until this page is closed; allow site data to keep them.
download-failed = The browser did not make the download ({ $reason }). Free some disk space, then try again.
copy-failed = The browser did not allow copying ({ $reason }). Allow the clipboard for this page, then try again.
bounce-not-started = The export could not start ({ $reason }). Reload the page while you are online, then export again.
bounce-crashed = The export failed in the middle ({ $reason }). The song is untouched; export again, and if it fails again, try a lower sample rate.
engine-no-audio = This browser gave the studio no sound output ({ $reason }). Check that an output device is connected and allowed, then restart the engine.
engine-odd-rate = The sound output runs at { $rate } Hz, and the engine needs 8,000 to 192,000 Hz. Choose another rate or output in your system's sound settings, then restart the engine.
engine-not-fetched = The sound engine could not be fetched ({ $reason }). Check the network, then restart the engine.
engine-not-started = The sound engine could not start ({ $reason }). Restart it; if that fails, reload the page or update the browser. Editing and exporting still work.
engine-not-told = The sound engine did not take a change ({ $reason }). Restart it to hear the song as it is.
engine-died = The sound engine stopped working ({ $reason }). The song is untouched; restart the engine to go on.

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
notice-elsewhere = Nothing was changed: this song is open in another tab, which saves it. Continue here to change it; the other tab then only shows it.
notice-exported = { $file } is ready.
press-failed = The release could not be looked at: { $reason } Your song is as it was; open the release view again.
