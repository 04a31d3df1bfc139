"""Parts of MoviePy 2.2.1: clips, their composition, cross-fades. ORIGIN.toml says what was changed, and how to check it."""
