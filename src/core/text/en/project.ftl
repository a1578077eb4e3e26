error-ledger-broken = Entry { $entry } of the ledger was changed after it was written.
error-ledger-full = The ledger is full. Save the project under a new name to go on.
error-file-malformed = This is not a Cowrite project, or it is damaged: { $detail }.
error-link-truncated = This link is cut short. Ask for it to be sent again, or for the project file.
error-edit-no-track = That track is no longer there.
