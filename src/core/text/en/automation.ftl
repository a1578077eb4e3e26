# Automation: what moves with the song.

error-check-automation = Automation of the strip “{ $strip }” moves what is not there, or is out of order or range. The project was changed by another program.
error-edit-many-points = One automation lane can have { $limit } points. Remove some, or draw with fewer.
error-edit-many-lanes = One strip can have { $limit } automation lanes. Remove one first.
