"""The click frame: `app` owns environment, clock, printing and exit codes; commands are in `commands`."""
