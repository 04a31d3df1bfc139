"""A plan in and out."""
