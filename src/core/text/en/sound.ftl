# sound

# Effects.
insert-eq = Equaliser
insert-compressor = Compressor
insert-saturator = Saturator
insert-chorus = Chorus
insert-delay = Delay
insert-reverb = Reverb
