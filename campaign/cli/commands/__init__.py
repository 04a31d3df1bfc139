"""What staff type: one file per noun."""
