"""Rules over the whole campaign: each a function of values that yields what breaks it."""
