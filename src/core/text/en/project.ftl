# Who made what: the sentence that every exported file carries.
disclosure-sentence = AI disclosure: { $aspects }. { $models } Contains AI: { $verdict }.
disclosure-empty = AI disclosure: nothing is written yet, so nobody is credited. Contains AI: { $verdict }.
disclosure-composition = composition
disclosure-lyrics = lyrics
disclosure-arrangement = arrangement
disclosure-performance = performance
disclosure-vocals = vocals
disclosure-sound = sound
disclosure-mix = mix
disclosure-master = mastering
disclosure-artwork = artwork
aspect-composition = Composition
aspect-lyrics = Lyrics
aspect-arrangement = Arrangement
aspect-performance = Performance
aspect-vocals = Vocals
aspect-sound = Sound
aspect-mix = Mix
aspect-master = Mastering
aspect-artwork = Artwork
disclosure-clause = { $names } { $credits }
disclosure-by-person = by a person, { $name } ({ $part })
disclosure-by-someone = by a person ({ $part })
disclosure-by-model = by the trained AI model { $name } ({ $part })
disclosure-by-tool = by the rule-based tool { $name } ({ $part })
disclosure-by-import = from imported material, { $name } ({ $part })
disclosure-by-unknown = from imported material of unknown origin ({ $part })
disclosure-part = { $percent }%
disclosure-part-least = under 1%
disclosure-part-most = over 99%
disclosure-list-aspects = { $before }; { $next }
disclosure-list-more = { $before }, { $next }
disclosure-list-last = { $before } and { $last }
disclosure-no-models = No trained AI model was used.
disclosure-no-models-but-imports = No trained AI model was used in Cowrite; whether the imported material contains AI is not known.
disclosure-models = Trained AI models used: { $names }.
disclosure-models-and-imports = Trained AI models used: { $names }; whether the imported material contains AI is not known.
# Why a project, a file or a link is not opened.
error-check-count = This project has { $count } { $what ->
    [tracks] tracks
    [buses] buses
    [inserts] effects in one strip
    [lanes] automation lanes in one strip
    [points] automation points
    [clips] clips or patterns on one track
    [zones] zones in one sampler
    [notes] notes
    [strikes] notes to play, counted each time a clip plays them
    [contributions] contributions
    [ancestors] ancestors
    [assets] recordings and pictures
    [credits] credited people, or roles of one
    [clearances] declarations that material may be sold
   *[spans] sections, chords, lines of words or changes of tempo
    }; the studio can hold { $limit }. Take some out in the program it was made with.
error-check-text = “{ $text }…” is too long or holds control characters: { $limit } printable characters is the most. The project was changed by another program.
error-check-id = Two parts of this project have the number { $id }, or it was never given out. The project was changed by another program.
error-check-recording = A clip on “{ $track }” plays a recording that this project does not list. The project was changed by another program.
error-check-zone = A zone of “{ $track }” plays a recording that this project does not list, or a stretch that is not there. The project was changed by another program.
error-check-asset = The recording or picture “{ $name }” is listed twice or in a way that cannot be. The project was changed by another program, or the file is longer or larger than the studio takes.
error-check-cover = The cover of this project is no picture that it lists. The project was changed by another program; choose the cover again.
error-check-pattern = A clip on “{ $track }” plays a pattern that is not there. The project was changed by another program.
error-check-clips = The clips on “{ $track }” are empty, overlap or are out of order. The project was changed by another program.
error-check-notes = The notes on “{ $track }” are empty, alike or out of order. The project was changed by another program.
error-check-spans = A section, a chord or a line of words is empty, out of order or lies over another. The project was changed by another program.
error-check-end = Something in this project lies past bar 4,000, where the studio's time ends.
error-check-sends = The strip “{ $strip }” feeds a bus that is not there, or feeds one twice. The project was changed by another program.
error-check-level = A level or place of the strip “{ $strip }” is out of range. The project was changed by another program.
error-check-colour = { $colour } is not one of the twelve track colours. The project was changed by another program.
error-check-authors = Something in this project is credited to a contribution that its ledger does not have. Ask for the file again.
error-file-empty = This file is empty. Choose a project file, which ends in .cowrite.
error-file-large = This file has { $size } MB; a project has { $limit } MB at most. Choose a project file, which ends in .cowrite.
error-file-truncated = This project file is cut short. Copy or download it again.
error-file-foreign = This is not a Cowrite project. Choose a project file, which ends in .cowrite.
error-file-newer = This project was saved by a newer Cowrite (version { $found } of the file; this studio reads up to { $supported }). Reload the page to update the studio, and open it again.
error-file-ledger = This project was not opened: entry { $entry } of its ledger was changed outside Cowrite, so its credits cannot be trusted. Open the file as Cowrite saved it.
error-link-foreign = This is not a share link of Cowrite. Copy the whole address again.
error-link-damaged = This link was changed on its way. Ask for it to be sent again, or for the project file.
error-link-large = This link would unpack to more than { $limit } MB, so it was not opened. Ask for the project file.
error-link-newer = This link was made by a newer Cowrite (version { $found }; this studio reads up to { $supported }). Reload the page to update the studio, and open it again.
error-ledger-broken = Entry { $entry } of the ledger was changed after it was written.
error-ledger-full = The ledger is full. Save the project under a new name to go on.
error-file-malformed = This is not a Cowrite project, or it is damaged: { $detail }.
error-link-truncated = This link is cut short. Ask for it to be sent again, or for the project file.
error-edit-no-contribution = That material is no longer in the ledger, or this is not for its sender to say.
error-edit-no-track = That track is no longer there.

# Why an edit was refused
error-edit-no-pattern = Those notes are no longer there.
error-edit-no-recording = That recording is no longer there, or cannot be played like that.
error-edit-no-sampler = “{ $track }” has no sampler, so it plays no recordings. Choose the sampler as its instrument first.
error-edit-many-assets = A song holds { $limit } recordings and pictures at most. Begin a new song for more.
error-edit-many-clearances = A song holds { $limit } declarations at most. Take some back first.
error-edit-no-clip = That clip is no longer there.
error-edit-no-note = That note is no longer there. Select it again and repeat.
error-edit-no-bus = That bus is no longer there.
error-edit-no-insert = That effect is no longer there.
error-edit-id-taken = Something with that id is in the project already. Repeat the edit.
error-edit-name = That text is longer than { $limit } characters or holds characters that cannot be shown. Shorten it and try again.
error-edit-time = That would have no length, or lie past the end of the timeline.
error-edit-overlap = That would lie over its neighbour. Move or shorten it first.
error-edit-value = That value is out of range.
error-edit-many-tracks = A project holds { $limit } tracks at most. Remove one first.
error-edit-many-zones = A sampler holds { $limit } zones at most. Remove one first.
error-edit-many-buses = A project holds { $limit } buses at most, its groups among them. Remove one first.
error-edit-many-inserts = A strip holds { $limit } effects at most. Remove one first.
error-edit-many-notes = A clip holds { $limit } notes at most. Split it first.
error-edit-many-clips = A track holds { $limit } clips at most. Join or remove some first.
error-edit-many-spans = The timeline holds { $limit } of these at most. Remove some first.
