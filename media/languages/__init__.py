"""One file for each language: what the house must know of it."""
