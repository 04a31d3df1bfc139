"""How words are drawn: with which letters, how wide, in which order, over how many lines."""
