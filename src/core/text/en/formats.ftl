# formats
error-archive-name = The archive cannot hold a file named “{ $name }”. Rename it and try again.
error-archive-twice = The archive would hold two files named “{ $name }”. Rename one of them and try again.
error-archive-many = An archive holds at most { $limit } files. Put fewer into it and try again.
error-export-stems = Stems are made without loss, so { $format } is not a format for them. Choose WAV or FLAC.
error-export-cover = The picture on the cover is larger than a FLAC file can hold. Choose one of less than 16 MB, or another format.
error-export-encoder = The encoder could not go on ({ $detail }). Choose another format, and export again.
error-export-archive = The files could not be put into one archive. { $detail }
