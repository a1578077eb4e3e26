error-ledger-broken = Entry { $entry } of the ledger was changed after it was written.
error-ledger-full = The ledger is full. Save the project under a new name to go on.
error-file-malformed = This is not a Cowrite project, or it is damaged: { $detail }.
error-link-truncated = This link is cut short. Ask for it to be sent again, or for the project file.
error-edit-no-track = That track is no longer there.

# Why an edit was refused
error-edit-no-pattern = Those notes are no longer there.
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
error-edit-many-inserts = A strip holds { $limit } effects at most. Remove one first.
error-edit-many-notes = A clip holds { $limit } notes at most. Split it first.
error-edit-many-clips = A track holds { $limit } clips at most. Join or remove some first.
error-edit-many-spans = The timeline holds { $limit } of these at most. Remove some first.
