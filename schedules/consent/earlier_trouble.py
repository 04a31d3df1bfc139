"""What went wrong with a post before it came to rest: the last cause, with Facebook's words, however it ended.

All is read from the log and from the reason that the post bears, so that a restart forgets nothing.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.consent.rules import Closed
from schedules.database import events
from schedules.facebook.errors import TOLD
from schedules.model.records import Event, Post, Reason

BEFORE = "before"  # the parameter of a reason that holds an earlier one
TROUBLES = ("try-later", "started-over")  # events that name a cause in `why`
# events from which on a post goes on as if nothing had been
FRESH = ("added", "edited", "approved", "released", "retried", "staged", "published", "settled-absent")
OURS = ("page-quiet",)  # no cause but that of another call
OF_THE_PAGE = ("page-asks-quiet", "page-refused", "service-gave-up")
WELL = ("staged", "published")  # of any post: the Page takes what it is sent
AHEAD = timedelta(hours=1)  # before a post's moment, trouble of the Page is trouble of the post


def last(session: Session, post: Post, *, now: datetime) -> Reason | None:
    """Return what last went wrong with a post since it last went on, or with the Page around its moment; else None."""
    return _own(session, post) or _of_the_page(session, min(post.due_at or now, now) - AHEAD)


def _own(session: Session, post: Post) -> Reason | None:
    for one in reversed(events.events(session, number=post.number)):
        if one.event in FRESH:
            break
        if one.event in TROUBLES and _why(one) not in (None, *OURS):
            return _reason(one)
    return None


def _of_the_page(session: Session, since: datetime) -> Reason | None:
    found = events.since(session, since, (*OF_THE_PAGE, *WELL))
    told = [one for one in found if one.event in WELL or _why(one)]
    return _reason(told[-1]) if told and told[-1].event in OF_THE_PAGE else None


def with_cause(session: Session, post: Post, shut: Closed, *, now: datetime) -> Closed:
    """Return a closed gate that also says what had gone wrong before it closed."""
    cause = last(session, post, now=now)
    return Closed(code=shut.code, params={**shut.params, BEFORE: dict(cause)}) if cause else shut


def met_again(session: Session, post: Post) -> Reason | None:
    """Return what a new try of a post would meet again: why it failed, or what went wrong before it came to rest."""
    kept = post.rests_for
    if kept is None:
        return _own(session, post)
    before = kept["params"].get(BEFORE)
    if isinstance(before, dict):
        return Reason(code=str(before["code"]), params=before["params"])
    return kept if "graph_code" in kept["params"] else None


def others_went_on(session: Session, number: int, code: str) -> bool:
    """Tell whether other posts came further on the Page since this one was last refused with `code`."""
    refused = next(
        (
            one.id
            for one in reversed(events.events(session, number=number))
            if one.event == "try-later" and one.params.get("why") == code
        ),
        None,
    )
    if refused is None:
        return False
    later = events.events(session, after_id=refused)
    return any(one.event in WELL and one.post_number != number for one in later)


def _why(one: Event) -> str | None:
    why = one.params.get("why")
    return why if isinstance(why, str) else None


def _reason(one: Event) -> Reason:
    told = {
        name: one.params[name]
        for name in (*TOLD, "percent", "url", "page")
        if one.params.get(name) is not None
    }
    if "graph_code" in one.params:
        told["graph_code"] = one.params["graph_code"]
    return Reason(code=_why(one) or one.event, params=told)
