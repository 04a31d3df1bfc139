"""campaign.toml: what may be set, read, checked and changed."""
