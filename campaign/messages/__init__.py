"""What staff read: one sentence per code, each through gettext."""
