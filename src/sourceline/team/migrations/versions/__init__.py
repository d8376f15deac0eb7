"""One file a version; a version that was shipped is never edited."""
