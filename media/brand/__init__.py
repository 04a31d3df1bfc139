"""A campaign's look: colours, fonts, logos and words, read from brand.toml."""
