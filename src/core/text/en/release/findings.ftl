# What is found before a song is released, and what to do about it.
found-no-title = The song has no title.
mend-title = Give it the title that listeners shall see.
found-no-artist = There is no artist.
mend-artist = Write the name it is released under.
found-emoji = “{ $name }” has a pictograph in it, { $sign }, which most stores refuse.
mend-emoji = Keep it in Cowrite if you like; for the stores write the name without it.
found-invisible = “{ $name }” has invisible marks in it that turn the direction of writing.
mend-invisible = Type the name again instead of pasting it. Names written from right to left need no such marks.
found-guest-in-title = The title seems to name a guest.
mend-guest-in-title = Add the guest to the credits as a featured artist and take the name out of the title.
found-no-genre = There is no genre.
mend-genre = Stores sort by it: write one.
found-explicit-unsaid = Nobody has said whether the words are explicit.
mend-explicit = Choose clean or explicit: stores ask for it, and a wrong answer can take a song down.
found-no-line = A ℗ or © line is missing.
mend-line = Write the year and the owner, such as “2026 Ada Example”.
found-no-language = There are words, and no language is given.
found-language = “{ $text }” is no language tag.
found-no-words-but-words = The language says that nobody sings, and there are words.
mend-language = Write a tag such as en, es, zh-Hans or yue; zxx for a song without words.
found-no-date = There is no day of release.
found-date = “{ $text }” is no day of the calendar.
mend-date = Write it as 2026-11-22.
found-silence = Nothing in this song can be heard.
mend-silence = Write or bring in something, and see that it is not muted.
found-short = The song lasts { $seconds } seconds. Most stores count a play from 30 seconds on.
mend-short = Make it longer, or release it knowing this.
found-placeholders = { $count ->
    [one] One line of words only holds
   *[other] { $count } lines of words only hold
    } the place of words to come.
mend-placeholders = Write the words, or take the lines out. They are in no file and claim nobody.
found-unknown-origin = Nobody knows whether AI is in the imported material.
mend-unknown-origin = Ask whoever made it. If a model made it, bring it in again and say so: answers in every form depend on it.
found-solo = { $count ->
    [one] A track or group is soloed.
   *[other] { $count } tracks and groups are soloed.
    } Exports play the song as you hear it.
mend-solo = Take solo off before you export.
found-remix-code = This song was opened from a link, and it has an ISRC.
mend-remix-code = An ISRC names one recording: a remix needs its own.
found-no-isrc = There is no ISRC.
mend-isrc = A distributor gives you one; Cowrite never makes one up.
mend-code = What you typed is kept; correct it here.
found-no-credits = Nobody is credited.
mend-credits = Add the people who wrote, played and produced it, and how they share.
found-nameless = A credit has no name.
mend-nameless = Write the name, or remove the credit.
found-no-role = { $name } has no role.
mend-no-role = Choose what they did.
found-machine = { $name } is a trained model ({ $model }) and is credited as a person.
mend-machine = Remove the credit. Models are disclosed from the ledger; writers and owners are people.
found-claim = { $name } is credited, and by the ledger trained models made all of this side: { $side }.
mend-claim = Check the credit. Forms say what the ledger says; a person who works outside Cowrite should bring in what they made.
found-publishing = The parts of the composition add up to { $sum }.
found-master = The parts of the recording add up to { $sum }.
mend-sum-over = Take { $rest } away.
mend-sum-under = Give away the other { $rest }.
found-forgotten = { $name } has a part in this song by the ledger, and is not credited.
mend-forgotten = Add them to the credits.
found-cover-shape = The cover is { $width } × { $height } pixels, which is no square.
mend-cover-shape = Crop it to a square.
found-cover-small = The cover is { $width } × { $height } pixels; stores ask for 3000 × 3000.
mend-cover-size = Choose a larger picture: making a small one larger is seen.
found-cover-heavy = The cover has { $size } MB.
mend-cover-heavy = Save it as a JPEG of less than 10 MB.
found-cover-format = Stores do not take covers as { $format }.
mend-cover-format = Save it as JPEG or PNG.
found-cover-missing = This browser does not have the cover “{ $name }”, so its colours were not looked at.
mend-cover-missing = Open the picture again in the cover panel.
found-cover-cmyk = The cover is written in the four inks of print, which stores refuse.
found-cover-colours = The cover is not plain RGB with 8 bits a colour: it is grey, indexed, transparent or deeper.
mend-cover-colours = Save it as RGB (sRGB), 8 bits a colour, without transparency.
# The rights gate.
right-given = Used under: { $terms }.
right-free-plan = Made on a free plan ({ $terms }): most services then keep it from being sold, and paying later does not always change that.
right-plan-unsaid = Nobody has said under which plan it was made ({ $terms }).
right-words-unsaid = Nobody has said under which plan it was made ({ $terms }). The terms of most text services give you what they write.
right-none = Brought in without a right to use it.
right-declared = Declared free to be sold.
right-declared-by = { $name } declared: “{ $ground }” (entry { $entry } of the ledger).
right-declared-by-someone = Declared: “{ $ground }” (entry { $entry } of the ledger).
