"""Passwords: what one must be, and its Argon2id hash, which takes memory and time to guess against."""

import threading
from functools import cache
from typing import TYPE_CHECKING

from campaign.people.extra import part
from media.text import folding
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200  # characters
AT_ONCE = 2  # hashes: each takes 64 MiB
_room = threading.BoundedSemaphore(AT_ONCE)


def require_fit(password: str, *, name: str, email: str | None) -> None:
    """Raise BadRequest for a password that is short, long, one sign over and over, or hardly more than its name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadRequest("password-length", least=SHORTEST, most=LONGEST)
    said = folding.folded(password)
    known = [folding.folded(one) for one in (name, email or "", (email or "").partition("@")[0]) if one]
    left = said
    for one in known:
        left = left.replace(one, "") if one else left
    if len(set(password)) < 5 or (said and len(left) < 5 and len(left) < len(said)):
        raise BadRequest("password-guessed")


def hashed(password: str) -> str:
    """Return the hash that is kept of a password."""
    with _room:
        return _hasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one that was hashed; of nobody's it takes as long to say no."""
    hasher, faults = _hasher(), part("argon2.exceptions")
    with _room:
        try:
            return hasher.verify(kept or _nobody(), password[: LONGEST + 1]) and kept is not None
        except (faults.VerificationError, faults.InvalidHashError):
            return False


def is_old(kept: str) -> bool:
    """Tell whether a hash was made at lower costs than those of today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> "PasswordHasher":
    made: PasswordHasher = part("argon2").PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
    return made


@cache
def _nobody() -> str:
    return _hasher().hash("nobody")
