"""What staff read: one sentence per code, translated with gettext."""
