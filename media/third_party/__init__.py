"""Parts of other people's programs, carried unchanged but for what an ORIGIN.toml beside them says."""
