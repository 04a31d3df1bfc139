"""The campaign exists once: which folder on which computer it is, and what a copy of it may not do."""
