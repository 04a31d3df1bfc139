"""Films: the library, a film's page with its cut, centre and cover, consents, and the brand kit's preview."""
