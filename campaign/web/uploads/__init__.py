"""Films that arrive: received piece by piece, looked into, described, and taken in as `testimony add` does."""
