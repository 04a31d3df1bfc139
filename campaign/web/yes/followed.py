"""Who follows a link: which invitation it is of, or why it leads nowhere; a refusal is written down, once a while."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flask import current_app, request

from campaign.invitations import links, refused_links
from campaign.invitations.links import Links
from campaign.web import answers
from campaign.web.yes.limits import Limits
from campaign.workspace import Workspace
from schedules.database import invitations
from schedules.database.colleagues import NOBODY
from schedules.errors import NotReady
from schedules.model.invited import Invitation

# unknown: no link of ours, or an altered one · expired · revoked · too-many: tried too often
Why = Literal["unknown", "expired", "revoked", "too-many"]
_LIMITS, _LINKS = "yes-limits", "yes-links"


class Refused(Exception):
    """A link that leads nowhere."""

    def __init__(self, why: Why, asked: Invitation | None = None) -> None:
        super().__init__(why)
        self.why, self.asked = why, asked


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A link that leads somewhere: its token and what it asks."""

    token: str
    asked: Invitation
    workspace: Workspace
    now: datetime


def follow(token: str, *, answers_it: bool = False) -> Followed:
    """Return what a link leads to; raises Refused, which is counted and written down."""
    desk = answers.desk()
    now, limits, caller = desk.clock(), _limits(), request.remote_addr or ""
    workspace = desk.workspace().acting(NOBODY)  # whoever works at this computer has no part in it
    try:
        if limits.is_out(caller, now=now):
            raise Refused("too-many")
        asked = _invitation(workspace, token)
        if asked is None:
            limits.wrong(caller, now=now)
            raise Refused("unknown")
        if asked.revoked_at is not None:
            raise Refused("revoked", asked)
        if not asked.is_open(now):
            raise Refused("expired", asked)
        if limits.is_spent(asked.serial, answers=answers_it, now=now):
            raise Refused("too-many", asked)
    except Refused as refused:
        _write_down(workspace, refused, now=now)
        raise
    return Followed(token=token, asked=asked, workspace=workspace, now=now)


def _write_down(workspace: Workspace, refused: Refused, *, now: datetime) -> None:
    """Write a refusal into the log, unless the like was written a moment ago: guesses are one line, not thousands."""
    number = refused.asked.id if refused.asked else 0
    if _limits().is_to_be_told(refused.why, number, now=now):
        refused_links.note(workspace, refused.why, refused.asked, now=now)


def _invitation(workspace: Workspace, token: str) -> Invitation | None:
    """Return the invitation of a token that we signed; None for any other."""
    serial = links.serial_of(token)
    if not serial:
        return None
    with workspace.store.read() as session:
        found = invitations.by_serial(session, serial)
    return found if found and signer(workspace).fits(token, found) else None


def signer(workspace: Workspace) -> Links:
    """Return what signs links, read once."""
    kept: dict[str, Links] = current_app.extensions.setdefault(_LINKS, {})
    name = str(workspace.folder)
    if name not in kept:
        keychain = answers.desk().keychain
        if keychain is None:
            raise NotReady("links-no-secret")
        kept[name] = links.of(workspace, keychain())
    return kept[name]


def _limits() -> Limits:
    found: Limits = current_app.extensions.setdefault(_LIMITS, Limits())
    return found
