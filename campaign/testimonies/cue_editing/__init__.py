"""Subtitles edited by hand while the film is watched: judged as one types, kept as versions, taken in as any others."""
