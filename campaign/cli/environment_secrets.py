"""Secrets that come in environment variables leave the environment before anything else runs.

So no library, child or crash report of this process finds them there; the desk hands each to who asks for it by name.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_SECRET = re.compile(
    r"CAMPAIGN_\w*(TOKEN|SECRET|PASSWORD|PASSPHRASE|KEY)|PGPASSWORD|PGPASSFILE", re.IGNORECASE
)


@contextmanager
def set_apart() -> Iterator[Mapping[str, str]]:
    """Take the secrets out of the environment, and yield them; when the command is done they are put back."""
    secrets = {name: os.environ[name] for name in list(os.environ) if _SECRET.fullmatch(name)}
    for name in secrets:
        _blank(name)
        del os.environ[name]
    try:
        yield secrets
    finally:
        os.environ.update(secrets)


def _blank(name: str) -> None:
    """Overwrite a value where the process was given it, for `/proc` shows that place as long as the process lives."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # for who has secrets alone: loading it costs 5 ms

    library = ctypes.CDLL(None)
    library.getenv.restype = ctypes.c_void_p
    if place := library.getenv(os.fsencode(name)):
        ctypes.memset(place, ord("x"), len(os.fsencode(os.environ[name])))
