"""Which Page, with which token."""
