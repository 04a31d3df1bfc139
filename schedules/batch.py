"""Posts by the thousand, in few statements: a plan's new rows, and what its rows are called."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from schedules.database import transitions
from schedules.database.tables import Event, Post
from schedules.model import records
from schedules.model.states import State


def add_posts(session: Session, posts: Sequence[dict[str, Any]], *, now: datetime, by: str = "staff") -> None:
    """Queue posts whose numbers are chosen (from `ledger.next_number` on), each with its event.

    Each has `number`, `state` and what `ledger.add_post` takes.
    """
    session.add_all([Post(added_at=now, **values) for values in posts])
    session.flush()
    session.add_all(
        [
            Event(at=now, post_number=values["number"], event="added", state=str(values["state"]), by=by)
            for values in posts
        ]
    )
    session.flush()


def rename(
    session: Session, post: records.Post, key: str | None, *, now: datetime, by: str = "staff"
) -> None:
    """Give a post another key in the plan; it says nothing else, so every yes to it stands."""
    session.execute(update(Post).where(col(Post.number) == post.number).values(key=key))
    transitions.note(session, "keyed", now=now, by=by, number=post.number, state=State(post.state))
