"""The campaign's database: its tables, every query, and the only ways a row changes."""
