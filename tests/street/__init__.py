"""What people brought, and what becomes of it."""
