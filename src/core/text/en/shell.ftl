# The studio's window and its controls.
# Start
start-title = Write a song together
start-lead = Cowrite composes, plays and mixes in your browser. You direct it, and every contribution is credited.
start-or = or
start-by-hand = Write by hand
start-track-keys = Keys
start-track-bass = Bass
start-track-drums = Drums
start-recent = Recent songs

# Prompt and co-writer
prompt = What shall the song be?
prompt-placeholder = Describe a song: mood, style, tempo, what it is about…
prompt-keys = Shift+Enter for a new line
compose = Compose
examples = Examples
example-city-pop = A wistful city-pop song about the last train home, 96 bpm
example-lo-fi = Sleepy lo-fi for a rainy Sunday, 74 bpm
example-ballad = A slow ballad in A minor about a letter never sent
example-synthwave = Driving synthwave, neon and rain, 118 bpm
example-waltz = A gentle waltz for two old friends, 3/4
composer-built-in = Built-in composer, rule-based and offline
lesson-ask = Say what you want. What comes back is a proposal, laid over your song.
lesson-audition = Audition it in place before anything changes.
lesson-accept = Accept all of it, or only the bass, or only the chorus.
takes = Takes
take = Take { $number }
seed = Seed { $seed }
seed-hint = The same prompt and seed give the same song.
another-take = Another take
proposal = Proposal
proposal-audition = Audition
proposal-audition-hint = Hear the song as the proposal would have it
proposal-accept-all = Accept all
proposal-dismiss = Dismiss
proposal-reject-rest = Reject the rest
proposal-decided = { $done } of { $all } decided
fact-tempo = { $bpm } bpm
fact-bars = { $count ->
    [one] { $count } bar
   *[other] { $count } bars
    }
fact-parts = { $count ->
    [one] { $count } part
   *[other] { $count } parts
    }
outcome-all = Everything is in the song now. What you change from here on is credited to you.
outcome-some = { $done } of { $all } pieces are in the song now. What you change from here on is credited to you.
outcome-nothing = Nothing of this proposal was taken up. Your song is as it was.
outcome-edit = Edit notes
row-chords = Chords
row-lyrics = Lyrics
matrix = Parts of the proposal by section
matrix-lead = Click to
matrix-mode = What a click does
matrix-accept = Accept
matrix-reject = Reject
matrix-column = All of { $name }
matrix-row = { $name } in every section
hunk = { $part }, { $section }: { $state }
hunk-open = open
hunk-accepted = accepted
hunk-rejected = rejected

# Top bar
skip-to-song = Skip to the song
project-menu = Project
project-new = New project
project-open = Open file…
project-save = Save project file
untitled = Untitled song
save-saved = Saved
save-saving = Saving…
save-failed = Not saved
undo-group = Undo and redo
undo = Undo
undo-hint = Undo: { $step }
redo = Redo
redo-hint = Redo: { $step }
authorship = Authorship view
authorship-hint = Tint everything by its author
share = Share
share-hint = Copy a link that holds the whole song

# Transport
transport = Transport
transport-start = To the start
transport-play = Play
transport-pause = Pause
transport-play-hint = Play or pause
transport-stop = Stop
transport-loop = Loop
transport-loop-hint = Loop the selected clip or the section
transport-metronome = Metronome
position = Position
voices = { $count ->
    [one] { $count } voice
   *[other] { $count } voices
    }
tempo = Tempo, beats per minute
tempo-unit = bpm
meter = Time signature
key = Key

# Window
side-label = Panels
dock-label = Editors
dock-resize = Height of the editors
panel-cowriter = Co-writer
panel-release = Release
panel-ledger = Ledger
dock-piano-roll = Piano roll
dock-mixer = Mixer
dock-sound = Sound
place-song = Song
place-notes = Notes
places-label = Views
drop-file = Drop a project file to open it, a sound file to add it, or a picture for the cover
file-unreadable = That file could not be read. Check that it still exists, then open it again.
close = Close

# Bars and notices
link-preview = This link holds “{ $title }”, { $tracks ->
    [one] { $tracks } track
   *[other] { $tracks } tracks
    }. Your own song stays saved.
link-accept = Open it
link-decline = Not now
engine-failed = The sound engine does not run. Your song is safe; start the engine again to hear it.
engine-restart = Start the engine
update-ready = A new version of the studio is ready. Your song is saved before it loads.
elsewhere = This song is open in another tab, which writes and saves it. Here you can look and listen.
elsewhere-continue = Continue here
update-apply = Reload to update
notices = Notices
notice-dismiss = Dismiss

# Settings
settings = Settings
settings-language = Language
settings-theme = Theme
theme-dark = Dark
theme-light = Light
settings-name = Your name, for the credits
settings-name-empty = Not said yet
install = Install the studio

# Shortcuts
help = Keyboard shortcuts
help-compose = Compose, in the prompt
help-escape = Close what is open
help-value = Change a knob or a fader; Shift for fine steps
help-zoom = With the wheel: zoom in or out
help-zoom-rows = With the wheel: higher or lower rows

# Mixer and sound
mixer-strips = Strips
master = Master
strip-gain = Level of { $name }
strip-inserts = { $count ->
    [one] { $count } insert
   *[other] { $count } inserts
    }
pan = Pan
pan-centre = Centre
pan-left = L { $amount }
pan-right = R { $amount }
mute = Mute
mute-letter = M
solo = Solo
solo-letter = S
chain = Inserts
chain-of = Inserts of { $name }
chain-empty = No effects yet. Add one, and sound passes it in order.
insert-eq = Equaliser
insert-compressor = Compressor
insert-saturator = Saturator
insert-chorus = Chorus
insert-delay = Delay
insert-reverb = Reverb
insert-add = Add
insert-earlier = Move { $name } earlier
insert-bypass = { $name } on
insert-remove = Remove { $name }
sound-empty = Add a track first; its instrument is shaped here.
sound-track = Track
sound-kind = Instrument
sound-presets = Presets
sound-of = Sound of { $name }

# Release
release-metadata = Song
metadata-title = Title
metadata-artist = Artist
release-disclosure = Who made it
disclosure-nothing = Nothing is in the song yet. Whatever you add or accept is credited here.
disclosure-share = { $name }: { $percent }%
source-type = Digital source type
author-person = Person
author-model = Trained model
author-tool = Rule-based tool
author-import = Import
author-person-letter = P
author-model-letter = M
author-tool-letter = T
author-import-letter = I
author-unnamed = You (no name yet)
release-export = Export
export-format = Format
export-rate = Sample rate
export = Export audio
export-lead = Title, artist, cover and disclosure are written into the file.
export-cancel = Cancel the export
release-file = Project file
release-file-lead = Everything in one file, to keep or to hand on: notes, sounds, mix and ledger.

# Ledger
ledger-empty = Nobody has contributed anything yet. Every act is recorded here with who, when and with what.
ledger-verified = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
    }, verified: nothing was changed afterwards.
ledger-acts = { $count ->
    [one] { $count } act
   *[other] { $count } acts
    }

# Values
value-percent = { $value }%
value-hertz = { $value } Hz
value-kilohertz = { $value } kHz
value-decibels = { $value } dB
value-silence = −∞ dB
value-milliseconds = { $value } ms
value-seconds = { $value } s
value-semitones = { $value } st
value-cents = { $value } ct
value-beats = { $value } beats

# Undo steps
edit-accept-proposal = accept from the proposal
edit-begin = add tracks
edit-title = set the title
edit-artist = set the artist
edit-tempo = set the tempo
edit-meter = set the time signature
edit-key = set the key
edit-set-gain = move a fader
edit-set-pan = set the pan
edit-set-send = set a send
edit-set-mute = mute or unmute
edit-set-solo = solo or unsolo
edit-add-insert = add an insert
edit-remove-insert = remove an insert
edit-move-insert = move an insert
edit-bypass-insert = switch an insert
edit-set-insert = set an insert
edit-set-patch = choose an instrument
edit-set-patch-param = shape the sound
