"""What a person types, read once for all doors: words, days, moments, lengths of time, numbers."""
