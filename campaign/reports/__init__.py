"""What happened and what comes, as values, JSON and web pages."""
