# What is found before a song is released.
