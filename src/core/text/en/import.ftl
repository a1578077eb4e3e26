# Sound files
error-decode-unknown = This file is no sound that the studio knows. It reads WAV, AIFF, FLAC, MP3, Ogg Vorbis and AAC (M4A); convert the file to one of these.
error-decode-unsupported = The studio cannot read this kind of sound file ({ $detail }). It reads WAV, AIFF, FLAC, MP3, Ogg Vorbis and AAC (M4A); convert the file to one of these.
error-decode-broken = No sound could be read from this file: it is damaged ({ $detail }). Download or export it again.
error-decode-long = This recording is longer than { $limit } minutes, which is the most the studio takes. Cut it first.
error-decode-large = This recording would take more than { $limit } MB of memory, which is the most the studio takes. Cut it, or convert it to a lower sample rate.

# Importing
step-import-audio = import a sound file
notice-recording-missing = The recording “{ $name }” is not kept in this browser, so its clips are silent and everything else plays. Drop the file here to bring it back.
notice-recording-found = “{ $name }” is back, and its clips sound again.
notice-recordings-full = There is no memory left for this song's recordings, so some are silent. Remove clips that you do not need, then start the sound again.
store-asset-full = This browser has no room left for this sound file, so it was not taken in. Free some disk space or clear the data of other sites, then try again.
store-asset-failed = The browser could not keep or read this sound file ({ $reason }). Try again; if it fails again, reload the page.
decoder-failed = This sound file could not be read ({ $reason }). Convert it to WAV or MP3 and try again.
recording-unreadable = The recording “{ $name }” could not be read ({ $reason }), so its clips are silent.
import-title = Where does “{ $name }” come from?
import-lead = Cowrite credits everyone who made a song. What you say here goes into the ledger, the disclosure and every export.
import-reading = Reading “{ $name }”…
import-storing = Keeping “{ $name }”…
import-origin = Made by
import-own = Me, or people I play with
import-other = Another service, program or person…
import-service = Name of the service or source
import-model-asked = A trained model (AI) made it
import-model = Model or version, if you know it
import-rights = The right you use it by
import-plan = Your plan there
import-plan-unknown = I do not know
import-plan-free = Free
import-plan-paid = Paid
import-prompt = Prompt, style or lyrics you gave it
import-prompt-hint = Kept with the song as the record of what was asked
import-words = Words are sung or spoken in it that its maker wrote
import-place = Add to the song
import-cancel = Leave it out
import-free-plan-note = Many services keep commercial rights to songs made on a free plan. Read their terms before you publish.
import-audio = Import audio…
