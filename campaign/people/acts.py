"""Who may do what: the one declaration of acts and roles, which the desk's routes and the commands ask.

What is not declared may nobody. Below it the gates of the acts themselves stay the last word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from schedules.errors import NotReady
from schedules.model.colleagues import ROLES, Role

AGAIN = timedelta(minutes=5)  # how long a proof of who somebody is holds for acts that are dangerous
Act = Literal[
    "look", "edit", "stop", "approve", "invite", "publish", "resume", "see-forms", "consent", "withdraw", "settings",
    "people", "page", "restore",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Which roles an act takes, and whether its person must have logged in just now (`again`)."""

    roles: tuple[Role, ...]
    again: bool = False


ACTS: Mapping[Act, Declared] = {
    "look": Declared(roles=ROLES),
    "edit": Declared(roles=("editor", "publisher", "admin")),  # texts, films, subtitles, moments of posts
    "stop": Declared(
        roles=("editor", "publisher", "protection", "admin")
    ),  # hold a post, pause: whoever sees harm
    "approve": Declared(roles=("approver", "publisher", "admin")),
    "invite": Declared(roles=("publisher", "admin")),  # ask a partner by link: who has it answers for them
    "publish": Declared(
        roles=("publisher", "admin")
    ),  # release, send, settle, cancel, remove, start the service
    "resume": Declared(roles=("publisher", "admin"), again=True),
    "see-forms": Declared(roles=("protection", "admin")),  # what people signed
    "consent": Declared(roles=("protection", "admin")),
    "withdraw": Declared(roles=("protection", "admin"), again=True),
    "settings": Declared(roles=("admin",)),
    "people": Declared(roles=("admin",), again=True),
    "page": Declared(roles=("admin",), again=True),
    "restore": Declared(roles=("admin",), again=True),
}


@dataclass(frozen=True, kw_only=True)
class Who:
    """Who asks: by number in `person` and account, in a role, for an organisation where an approver has one.

    Without numbers: whoever has the computer, who has the files anyway. `proven_at`: when they last proved it.
    """

    role: Role
    organisation: str | None = None
    person_id: int | None = None
    account: int | None = None
    session: int | None = None
    name: str = ""
    proven_at: datetime | None = None


OWNER = Who(role="admin")  # of the computer: with the key of the address, or at its command line


def may(who: Who, act: str) -> bool:
    """Tell whether somebody's role has an act; one that is not declared has nobody."""
    declared = next((one for name, one in ACTS.items() if name == act), None)
    return declared is not None and who.role in declared.roles


def needs_proof(who: Who, act: Act, *, now: datetime) -> bool:
    """Tell whether somebody must log in again before an act; whoever has the computer cannot, and need not."""
    if not ACTS[act].again or who.account is None:
        return False
    return who.proven_at is None or not timedelta() <= now - who.proven_at <= AGAIN


def require(who: Who, act: Act) -> None:
    """Raise NotReady where somebody's role has not this act."""
    if not may(who, act):
        raise NotReady("role-not-enough", role=who.role, known=ACTS[act].roles, act=act)


def require_voice(who: Who, organisation: str | None, is_theirs: bool) -> None:
    """Raise NotReady where an approver of one organisation would speak for another, or for none.

    `is_theirs` tells whether the organisation that is named is the approver's.
    """
    if who.role == "approver" and not (organisation and is_theirs):
        raise NotReady("role-other-organisation", organisation=who.organisation or "-")
