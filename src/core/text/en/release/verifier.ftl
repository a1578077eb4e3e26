# Why a file is not verified, and what the command line says of it.
error-verify-large = This file is larger than { $limit } MB, which is the most that is read. Choose a project file, which ends in .cowrite, or an evidence file.
error-verify-unreadable = This is neither a Cowrite project nor its evidence, or it is damaged ({ $detail }). Choose a project file, which ends in .cowrite, or an evidence file, as Cowrite saved it.
error-verify-newer = This evidence was written by a newer Cowrite. Update Cowrite, then try again.
cli-error-verify = { $file } does not verify. { $reason } Ask whoever gave it to you for the file as Cowrite saved it.
cli-error-undisclosed = { $file } says nothing of who made it: it was not exported by Cowrite, or another program took its tags off. Ask for the file as Cowrite exported it.
cli-error-unrelated = { $file } and { $other } are not of one ledger. Compare it with the project or the evidence it was exported from.
