"""What many ask of the database: asked once in a transaction that only reads, for such a one sees one moment."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

KEPT = "asked-once"  # where a session of `Store.read` keeps the answers
P = ParamSpec("P")
T = TypeVar("T")


def once(ask: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Return a question that a session which only reads asks once; one that writes asks each time.

    Answers are shared: whoever gets one changes nothing in it.
    """

    @wraps(ask)
    def asked(session: Session, /, *values: P.args, **named: P.kwargs) -> T:
        kept: dict[Hashable, Any] | None = session.info.get(KEPT)
        if kept is None:
            return ask(session, *values, **named)
        question = (ask, values, tuple(named.items()))
        if question not in kept:
            kept[question] = ask(session, *values, **named)
        found: T = kept[question]
        return found

    return asked
