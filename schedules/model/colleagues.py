"""People who may come to the desk: the roles that there are, and one of them as the database keeps him or her."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Role = Literal["viewer", "editor", "approver", "publisher", "protection", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody with a role; `organisation` is the only one that an approver says yes for, moments are aware UTC ones.

    `name` is "" where it was erased. `can_log_in` tells whether a password and a second factor were chosen.
    """

    id: int
    person_id: int
    name: str
    role: Role
    organisation: str | None
    email: str | None
    added_at: datetime
    removed_at: datetime | None
    can_log_in: bool


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What a colleague proves who he or she is by: an Argon2 hash, the second factor's key, and its last used step.

    `first_code` is the digest of the code that a first password is chosen with, good until `first_until`.
    """

    password: str | None
    factor: str | None
    last_step: int
    first_code: str | None
    first_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A browser of a colleague's: since when, when it last asked, and when its person last proved who he or she is."""

    id: int
    colleague: Colleague
    begun_at: datetime
    seen_at: datetime
    proven_at: datetime


@dataclass(frozen=True, kw_only=True)
class DoorNote:
    """What happened at the door: a code, whose account by number, at which act, and how often within its minute."""

    at: datetime
    what: str
    account_id: int | None
    act: str | None
    times: int
