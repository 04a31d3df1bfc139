"""The programs of others that log-ins need: the extra `[people]`, loaded when somebody first logs in."""

import importlib
from types import ModuleType

from schedules.errors import NotReady

PARTS = ("argon2", "pyotp", "segno")


def part(name: str) -> ModuleType:
    """Return one of them; raises NotReady where the extra is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise NotReady("people-not-installed") from None


def require() -> None:
    """Raise NotReady where nobody could log in, whatever code they are given."""
    for name in PARTS:
        part(name)
