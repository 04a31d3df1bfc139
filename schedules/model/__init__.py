"""Pure values: a post's life, moments, names, records; no database and no network."""
