"""What is asked for: a post or a film as the database has it (404 where there is none), and in which version."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import abort
from sqlmodel import Session

from campaign.web import answers
from campaign.workspace import Workspace
from schedules.consent import film_views
from schedules.database import posts, testimonies
from schedules.errors import BadRequest
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class NamedPost:
    """A post with its film, where that may be shown (None: it has none, or a consent was taken back or ended)."""

    session: Session
    workspace: Workspace
    post: Post
    film: Testimony | None


@contextmanager
def post(number: int) -> Iterator[NamedPost]:
    """Yield the post of a number, its film as it may be shown now."""
    desk = answers.desk()
    workspace = desk.workspace()
    with workspace.store.read() as session:
        try:
            found = posts.post(session, number)
        except BadRequest:
            abort(404)
        view = film_views.of(session, found, now=desk.clock(), campaign=workspace.campaign)
        yield NamedPost(session=session, workspace=workspace, post=found, film=view.film if view else None)


def film(slug: str) -> Testimony:
    """Return the testimony of a short name."""
    with answers.desk().workspace().store.read() as session:
        try:
            return testimonies.testimony(session, slug)
        except BadRequest:
            abort(404)


def version(*values: object) -> str:
    """Return what tells values as they stand from themselves after any change: a form carries it back."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
