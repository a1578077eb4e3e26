# bundle
error-unzip-none = This is not a zip archive, or it was cut short. Download or copy it again.
error-unzip-large = The archive holds more than can be opened here. Unpack it, and open the files in it one by one.
error-unzip-packed = “{ $name }” is encrypted, or packed in a way that cannot be read here. Pack the archive again without a password.
error-unzip-damaged = “{ $name }” in the archive is damaged. Download or copy the archive again.
error-unzip-name = The archive holds a file with a name that is not allowed: “{ $name }”. Do not unpack it unless you trust whoever made it.
error-bundle-project = There is no project in this archive. Choose one that Cowrite saved with its recordings.
error-bundle-asset = “{ $name }” in the archive is not the recording or picture that the project names. Ask whoever sent it to save it again.
cli-error-archive = { $file } could not be opened. { $reason }
cli-error-pack = { $file } is not whole: { $flaws } things are wrong with it. Make the pack again with cowrite pack.
