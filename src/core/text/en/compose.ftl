error-prompt-empty = There is nothing to compose from yet. Write a few words about the song, such as “a wistful city-pop song, 96 bpm”, and try again.
error-prompt-long = That prompt has { $characters } characters and { $limit } is the most the composer reads. Shorten it and try again.

section-intro = Intro
section-verse = Verse
section-pre-chorus = Pre-Chorus
section-chorus = Chorus
section-final-chorus = Final Chorus
section-bridge = Bridge
section-solo = Solo
section-outro = Outro
section-song = Song

part-lead = Lead
part-keys = Keys
part-guitar = Guitar
part-rhythm-guitar = Rhythm Guitar
part-arp = Arpeggio
part-bells = Bells
part-pad = Pad
part-strings = Strings
part-bass = Bass
part-drums = Drums

lyric-syllable = la
title-first-words = Paper, Silver, Quiet, Borrowed, Midnight, Summer, Northern, Hidden, Neon, Winter, Distant, Golden, Half-Lit, Seaside, Velvet, Second
title-second-words = Window, Harbour, Letters, Avenue, Weather, Morning, Lanterns, Rain, Station, Garden, Echoes, Skyline, Mirrors, Tide, Season, Horizon
title-invented = { $first } { $second }

repair-section-added = The score had no sections, so one was laid over all of it.
repair-sections-empty = { $count } sections had no bars and were given one each.
repair-sections-cut = { $count } sections ran past the longest song the studio can hold and were cut.
repair-chords = { $count } chords lay outside the song, on top of one another or out of order and were mended.
repair-lyrics = { $count } lyric lines were empty, too long, outside the song or out of order and were mended.
repair-parts = { $count } parts were left out: a project has at most { $limit } tracks.
repair-names = { $count } names were cut to { $limit } characters.
repair-notes-sorted = The notes of { $part } were out of order and were sorted.
repair-notes-left-out = { $count } notes of { $part } were empty, outside the song or too many and were left out.
repair-notes-merged = { $count } notes of { $part } doubled others and were joined with them.
repair-notes-shortened = { $count } notes of { $part } rang into the next on their key or past the end and were shortened.
repair-levels = The levels of { $part } were out of range and were brought into it.
repair-settings = { $count } effects or settings of { $part } are unknown to the studio and were left out.
