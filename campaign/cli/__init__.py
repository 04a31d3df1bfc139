"""What staff type: one file per noun; `app` owns environment, clock, printing and exit codes."""
