"""The click frame: `app` owns environment, clock, printing and exit codes; the commands are in `commands`."""
