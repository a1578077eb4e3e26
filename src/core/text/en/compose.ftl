error-prompt-empty = Write a few words about the song first.
error-prompt-long = That prompt has { $characters } characters; { $limit } is the most. Shorten it and try again.
