//! Everything that knows the browser and is not drawing: sound, workers, storage, clipboard, downloads.
