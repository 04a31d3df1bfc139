"""Secrets that come in environment variables leave the environment before anything else runs.

So no library, child or crash report of this process finds them there; the desk hands each to who asks for it by name.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_SECRET = re.compile(
    r"CAMPAIGN_\w*(TOKEN|SECRET|PASSWORD|PASSPHRASE|KEY)|PGPASSWORD|PGPASSFILE", re.IGNORECASE
)


@contextmanager
def set_apart() -> Iterator[Mapping[str, str]]:
    """Take the secrets out of the environment, and yield them; when the command is done they are put back."""
    secrets = {name: os.environ.pop(name) for name in list(os.environ) if _SECRET.fullmatch(name)}
    try:
        yield secrets
    finally:
        os.environ.update(secrets)
