"""A campaign in one file, and back."""
