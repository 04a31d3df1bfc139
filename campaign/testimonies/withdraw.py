"""Withdraws a consent on behalf of staff."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from campaign.page import connection
from campaign.page.connection import Connection
from campaign.testimonies import arriving_films
from campaign.workspace import Workspace
from media.text import folding
from schedules.database import posts, testimonies, withdrawals
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.facebook.errors import GraphError
from schedules.home import former
from schedules.home.standing import Standing
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
    `pages` are the reports and previews that were deleted; `was_live`: something of it was on Facebook.
    """

    withdrawal: Withdrawal
    slug: str
    language: str
    finished: bool
    trouble: GraphError | NotReady | BadRequest | None
    posts: dict[str, list[int]]
    pages: tuple[str, ...]
    was_live: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose consent was taken back for which film, as both were called before anything was erased."""

    slug: str
    film_sha256: str
    person: str
    speaks: bool


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """The same consent in the campaign that a folder is a copy of: whether it holds there, and how it is named."""

    asked: Asked
    holds: bool


def asked(workspace: Workspace, number: int) -> Asked:
    """Return what a withdrawal is of; to be asked before it is carried out."""
    with workspace.store.read() as session:
        return _asked(session, withdrawals.one(session, number))


def _asked(session: Session, of: Withdrawal) -> Asked:
    film = testimonies.testimony_by_id(session, of.testimony_id)
    return Asked(
        slug=film.slug,
        film_sha256=film.film_sha256,
        person=testimonies.names(session, {of.person_id}).get(of.person_id, ""),
        speaks=film.speaker_id == of.person_id,
    )


def in_campaign(found: Standing, of: Withdrawal, here: Asked) -> Elsewhere | None:
    """Look for a consent that was withdrawn in a copy in the campaign itself; None where that cannot be looked into."""
    with former.opened(former.folder_of(found)) as store, suppress(ScheduleError):
        if store:
            with store.read() as session:
                return _there(session, of, here)
    return None


def _there(session: Session, of: Withdrawal, here: Asked) -> Elsewhere:
    films = [one for one in testimonies.testimonies(session) if one.film_sha256 == here.film_sha256]
    for film in sorted(films, key=lambda one: one.id != of.testimony_id):
        known = testimonies.names(session, set(testimonies.appearing(session, film.id)))
        person = testimonies.called(here.person, known) if here.person else of.person_id
        same = replace(of, testimony_id=film.id, person_id=person or of.person_id)
        if _holds(session, same):
            return Elsewhere(asked=_asked(session, same), holds=True)
    return Elsewhere(asked=here, holds=False)


def _holds(session: Session, of: Withdrawal) -> bool:
    """Tell whether a form of the person still counts for what was withdrawn."""
    forms = testimonies.consents(session, testimony_id=of.testimony_id)
    taken = [
        one.asked_at
        for one in withdrawals.of_film(session, of.testimony_id)
        if one.person_id == of.person_id
        and one.channel in (None, of.channel)
        and one.language in (None, of.language)
    ]
    return any(
        one.person_id == of.person_id
        and one.withdrawn_at is None
        and not any(one.recorded_at <= at for at in taken)
        for one in forms
    )


def carry_out(
    workspace: Workspace, number: int, keys: Keys, *, clock: Callable[[], datetime], called: str
) -> Outcome:
    """Do all that can be done now; what the Page does not do yet, the service goes on with.

    `called` is the word for what was withdrawn, in the reader's language, by which a film of another name is called.
    """
    trouble: GraphError | NotReady | BadRequest | None = None
    finished = False
    pages: list[str] = []
    name = folding.slug(called) or withdrawals.CALLED
    arriving_films.forget_called(workspace.folder, asked(workspace, number).slug)
    local = steps.Local(
        store=workspace.store, folder=workspace.folder, clock=clock, deleted=pages.extend, called=name
    )
    try:
        finished = steps.carry_out(local, number, lambda of: _remove_posts(workspace, of, keys, clock))
    except (GraphError, NotReady, BadRequest) as error:
        trouble = error
    with workspace.store.read() as session:
        of = withdrawals.one(session, number)
        film = testimonies.testimony_by_id(session, of.testimony_id)
        ended = withdrawals.ended(session, of)
        was = was_live(session, of)
    return Outcome(
        withdrawal=of,
        slug=film.slug,
        language=film.language,
        finished=finished,
        trouble=trouble,
        posts=ended,
        pages=tuple(pages),
        was_live=was,
    )


def was_live(session: Session, of: Withdrawal) -> bool:
    """Tell whether anything that a withdrawal concerns was ever on the Facebook Page."""
    theirs = (posts.post(session, one) for one in withdrawals.posts(session, of))
    return any(one.published_at and not one.page_rehearsal for one in theirs)


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
