"""Backups of a campaign: one file, and its restore."""
