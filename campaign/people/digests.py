"""What is kept of secrets that are random anyway: codes, cookies. A stolen database opens nothing with it."""

import hashlib


def digest(secret: str) -> str:
    """Return the digest of a secret that nobody can guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
