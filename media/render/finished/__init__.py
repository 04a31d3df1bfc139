"""Is a finished film what it should be? Measured beside the film it was made of, before it gets its name."""
