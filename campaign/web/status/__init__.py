"""How the campaign stands: its service, what comes next, what was looked at, what happened, its settings."""
