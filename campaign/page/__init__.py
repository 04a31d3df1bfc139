"""Which Page posts go to, and with which token."""
