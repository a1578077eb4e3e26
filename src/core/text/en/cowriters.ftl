
# cowriters: setting up services and asking them
services = Co-writers
services-open = Set up co-writers
services-close = Back to the prompt
services-explained = Requests go straight from this browser to the service, with your own key. Nothing passes a server of ours, and the built-in composer always works without any of it.
services-confirm = Ask before calls that may cost something
services-confirm-hint = Shows who is asked and what is sent, and waits for your word.
services-keep-prompts = Keep the words of prompts in the song
services-keep-prompts-hint = Whoever gets the project can read them. Without, the ledger keeps their digest alone, which proves a prompt to whoever has it.
service-add = Add a service…
service-add-other = Another service, by its address
service-own-name = My service
service-name = Name
service-protocol = Protocol
service-base = Address
service-model = Model
service-models = Known models
service-list-models = List models
service-list-models-hint = Asks the service for the models it has
service-relay = Relay, where the service refuses browsers
service-key-page = Get a key
service-page = About it
service-terms = Terms
service-remove = Remove
service-reach-unknown = It is not known whether this service answers web pages. If it does not, set a relay: ./studio serve --relay has one, and the folder relay shows how to run your own.
service-reach-relay = This service does not answer web pages, so it needs a relay: ./studio serve --relay has one, and the folder relay shows how to run your own. Whoever runs a relay can see the key.
service-at = Goes to { $host }
service-at-through = Goes to { $host } through { $relay }
service-sign-in = Sign in for a key
key-there = Ready
key-missing = Key needed
key-locked = Locked
key-unneeded = No key
key-enter = Key, sent to { $origin } alone
key-save = Use key
key-keep = Keep the key
key-keep-memory = Until this tab is closed
key-keep-device = On this device
key-keep-passphrase = On this device, with a passphrase
key-keep-memory-hint = Nothing is written anywhere.
key-keep-device-hint = Sealed with a key of this browser that scripts cannot read out. It protects against a look into the files, not against someone who uses your browser profile or a script that runs in this page.
key-keep-passphrase-hint = Sealed with your passphrase (PBKDF2, AES-GCM), which you enter again after each start. A lost passphrase means entering the key anew.
key-passphrase-missing = Without a passphrase the key is kept until this tab is closed. Forget it, write a passphrase and enter it again to keep it on this device.
key-kept-memory = A key for { $origin } is kept until this tab is closed. …{ $ending }
key-kept-device = A key for { $origin } is kept on this device. …{ $ending }
key-kept-passphrase = A key for { $origin } is kept on this device with a passphrase. …{ $ending }
key-forget = Forget
keys-locked = { $count ->
    [one] One key waits for a passphrase.
   *[other] { $count } keys wait for a passphrase.
  }
keys-passphrase = Passphrase
keys-unlock = Unlock
tally = This month, as far as the services tell
tally-calls = { $calls ->
    [one] one call
   *[other] { $calls } calls
  }
keys-not-kept = A key could not be kept on this device ({ $reason }). It works until this tab is closed; enter it again then, or allow this page to keep data.
keys-wrong-passphrase = This passphrase opens none of the keys. Try another, or forget the keys and enter them anew.
notice-signed-in = You are signed in; the key is kept until this tab is closed.
sign-in-failed = The sign-in page could not be opened ({ $reason }). Enter a key by hand instead.
ask-no-service = No service is chosen for this. Set one up under Co-writers, or let the built-in composer write the song.
ask-no-model = { $service } has no model chosen. Choose one in its settings.
ask-no-song = There is no song yet to do this with. Compose one first.
words-no-sections = The song has no sections yet for these words. Copy them, or ask for a song with them.
words-left-out = { $count ->
    [one] One line found no section and was left out. Add a section for it and use the words again.
   *[other] { $count } lines found no section and were left out. Add sections for them and use the words again.
  }
ask = Ask
ask-task = Task
ask-who = Co-writer
ask-nobody = Nobody yet
ask-stays-here = Composed in this browser; nothing is sent
ask-choose = Choose a co-writer for this, or set one up
ask-style = Style
ask-style-example = melancholic synthwave, 92 bpm, female voice
ask-lyrics = Lyrics
ask-seconds = Length in seconds
ask-instrumental = Instrumental
ask-scope = About bars { $first } to { $last }
ask-tokens = about { $count } tokens
ask-no-api = Without an API: copy the words, make the song on the service’s own page, and drop the file here. You are asked where it comes from.
ask-copy = Copy prompt and lyrics
ask-confirm = Ask { $service } ({ $model })? The service may charge for it.
ask-confirm-label = A question that waits
ask-what-is-sent = What is sent
ask-withdraw = Not now
ask-send = Send
context-frame = Title, key, tempo and form
context-chords = Chords
context-lyrics = Words
task-song = Whole song
task-plan = Plan, arranged here
task-lyrics = Lyrics
task-change = Change this part
task-another-take = This part again, otherwise
task-reharmonise = New chords
task-more-like = More like this
task-explain = Explain
task-recording = Recorded song
task-cover = Cover picture
prompt-change = Make it sadder, keep the bass…
prompt-lyrics = What the words are about…
prompt-explain = What would you like to know about it? Leave it empty for an overview.
prompt-recording = What the recording shall sound like…
prompt-cover = What the cover shall show…
purpose-models = models
purpose-key = signing in
progress-asking = Asking…
progress-waiting = The service asks for patience; asking again in { $seconds } s…
progress-queued-at = In the queue, place { $place }…
progress-queued = In the queue…
progress-working-at = At work, { $percent }%…
progress-working = At work…
progress-writing = Writing: { $count } characters so far…
progress-again = Something was not right; asking again ({ $times })…
progress-fetching = Fetching what was made…
progress-needs-key = Goes on once the key of the service is entered again…
call-cancel = Cancel
reply = Answer { $number }
replies = Answers
reply-dismiss = Put away
reply-copy = Copy
reply-use-words = Use as lyrics
recording-number = Recording { $number }
recording-listen = Listen
recording-place = Place in the song
recording-unknown = This file is not a sound that can be played.
picture-alt = The picture that was made
proposal-writing = Still being written. Listen already; take it when it is done.
proposal-repairs = { $count ->
    [one] One thing was put right
   *[other] { $count } things were put right
  }
notice-brief-copied = Prompt and lyrics are on the clipboard. Make the song there, then drop its file here.
service-plan = Your plan there
recording-stems = Ask for its stems
recording-has-stems = With { $count } stems
ledger-reference = their number { $id }
track-lock = Lock: it stays as it is
track-unlock = Locked. Unlock
notice-locked-kept = { $count ->
    [one] One part in one section is on a locked track and was left as it is.
   *[other] { $count } parts in sections are on locked tracks and were left as they are.
  }
step-lock-track = Lock track
step-unlock-track = Unlock track
error-edit-locked = “{ $track }” is locked, so nothing on it was changed. Unlock it first.
spent-seconds = { $seconds ->
    [0] under 1 s
   *[other] { $seconds } s
  }
spent-minutes = { $minutes } min { $seconds } s
spent-sent = { $count } tokens sent
spent-received = { $count } tokens received
spent-cost = US${ $dollars }
ask-nothing-changed = The answer holds nothing but what is there already or shall stay, so nothing is offered. Say more plainly what shall change, or let fewer things stay.
context-keep = { $name }: leave it as it is
context-kept = { $name } stays as it is
context-locked = The track { $name } is locked and stays as it is
take-name = Name of this take
take-name-empty = Name this take
recording-audition = Hear it with the song
recording-audition-hint = Plays the song as it would be with this recording, from where the playhead stands. Nothing is in the song before you place it.
recording-coming = Getting it ready…
help-hunks = Proposal: from cell to cell
help-hunk-accept = Proposal: accept the cell, row or column
help-hunk-reject = Proposal: reject the cell, row or column
call-listen = What is there so far
