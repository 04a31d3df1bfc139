"""Withdraws a consent on behalf of staff."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from campaign.page import connection
from campaign.page.connection import Connection
from campaign.workspace import Workspace
from schedules.database import testimonies, withdrawals
from schedules.errors import BadRequest, NotReady
from schedules.facebook.errors import GraphError
from schedules.model.records import Withdrawal
from schedules.withdrawal import steps, unpublish


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What opens the Page, and who is told which one it is."""

    token: Callable[
        [], str | None
    ]  # asked for when the Page is to be spoken to: what is lacking delays nothing here
    app_secret: Callable[[], str | None]
    announce: Callable[[Connection], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How far it came: `trouble` is what the Page answered instead, where it is not finished.

    `posts` are the numbers of those `removed` and `cancelled`, and which of them, of other films, were `named`.
    `pages` are the reports and previews that were deleted.
    """

    withdrawal: Withdrawal
    slug: str
    language: str
    finished: bool
    trouble: GraphError | NotReady | BadRequest | None
    posts: dict[str, list[int]]
    pages: tuple[str, ...]


def carry_out(workspace: Workspace, number: int, keys: Keys, *, clock: Callable[[], datetime]) -> Outcome:
    """Do all that can be done now; what the Page does not do yet, the service goes on with."""
    trouble: GraphError | NotReady | BadRequest | None = None
    finished = False
    pages: list[str] = []
    local = steps.Local(store=workspace.store, folder=workspace.folder, clock=clock, deleted=pages.extend)
    try:
        finished = steps.carry_out(local, number, lambda of: _remove_posts(workspace, of, keys, clock))
    except (GraphError, NotReady, BadRequest) as error:
        trouble = error
    with workspace.store.read() as session:
        of = withdrawals.one(session, number)
        film = testimonies.testimony_by_id(session, of.testimony_id)
        ended = withdrawals.ended(session, of)
    return Outcome(
        withdrawal=of,
        slug=film.slug,
        language=film.language,
        finished=finished,
        trouble=trouble,
        posts=ended,
        pages=tuple(pages),
    )


def _remove_posts(workspace: Workspace, of: Withdrawal, keys: Keys, clock: Callable[[], datetime]) -> bool:
    with workspace.store.read() as session:
        if not unpublish.has_work(session, of):
            return True
    with connection.connected(  # a consent outranks: whoever has the Page takes it down, from a copy too
        workspace, keys.token(), clock=clock, app_secret=keys.app_secret(), from_copies=True
    ) as page:
        keys.announce(page)
        with page.publisher(workspace, clock) as publisher:
            return unpublish.take_off(publisher, of, time.sleep)
