# Whether a ledger was changed.
verify-flaw-acts = What was done in entry { $entry } was changed after it was written.
verify-flaw-seal = The signature at entry { $entry } is not of this ledger: the ledger was changed after it was signed, or the signature was, or this browser cannot check signatures of its kind.

# The view of the ledger
ledger-check = Check all
ledger-checked = { $count ->
    [one] { $count } entry is unchanged
   *[other] { $count } entries are unchanged
    }; { $with } checked with everything that was done.
ledger-signed = Signed up to entry { $entry } of { $count }.
ledger-unsigned = No device has signed this ledger.
ledger-sign = Sign
ledger-sign-means = Signing is your choice. A signature of this device says that the ledger was not changed since; it says nothing of who you are. The key stays in this browser and cannot be read out.
ledger-entry-signed = signed { $when }
ledger-evidence = Save evidence
ledger-evidence-hint = The evidence is the ledger with everything that was done, in one file. Anybody can check it in the verifier, without Cowrite.
ledger-verifier = Verifier
ledger-entries = Entries
notice-ledger-signed = The ledger is signed. Save the project or the evidence to hand the signature on.
notice-ledger-moved = The song was changed while the ledger was being signed. Sign it again.
sign-ledger-failed = This browser did not sign the ledger ({ $reason }). Open the studio by https in a window that is not private, then try again.
