"""What people allowed, held against a post at the instant it would go out."""
