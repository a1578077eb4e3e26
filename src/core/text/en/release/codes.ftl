# What is wrong with a code that was typed.
error-code-length = A { $kind } has { $wanted } characters, and this has { $found }. It looks like { $example }.
error-code-character = “{ $character }” cannot stand at place { $place } of a { $kind }. It looks like { $example }.
error-code-check = This { $kind } does not add up: one of its digits was mistyped. Copy it again from where it was given out. It looks like { $example }.
