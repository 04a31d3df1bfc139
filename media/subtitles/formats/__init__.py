"""Subtitle files as they are written: one scanner for each kind, and their letters and times."""
