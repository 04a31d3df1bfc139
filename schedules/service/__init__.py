"""The background service: when to look, how many hands, how fast."""
