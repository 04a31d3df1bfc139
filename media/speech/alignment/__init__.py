"""A given transcript and the speech: matched, parted into windows, timed word by word, and where they differ."""
