"""People with roles: who may do what, who they are, and how they prove it."""
