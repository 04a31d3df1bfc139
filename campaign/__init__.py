"""The campaign: what staff write, run and read."""

__version__ = "0.1.0"
