# formats
error-archive-name = The archive cannot hold a file named “{ $name }”. Rename it and try again.
error-archive-twice = The archive would hold two files named “{ $name }”. Rename one of them and try again.
error-archive-many = An archive holds at most { $limit } files. Put fewer into it and try again.
