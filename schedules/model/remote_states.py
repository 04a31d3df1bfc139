"""The table of what stands on a Page: (state, intent) and event -> (state, intent), and nothing else.

The state says how far an object has come, the intent which call was about to be made for it, or what came of that
call. An intent is written before its call, so that after a crash nobody makes a thing twice.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal


class RemoteState(StrEnum):
    """How far an object on the Page has come; the comment says who sees it."""

    INTENDED = "intended"  # nobody yet: it is still to be made, or its making was not answered
    STARTED = "started"  # nobody: the Page named it, and the bytes of its film go up
    WHOLE = "whole"  # nobody: its film is up and closed, and the Page works on it
    READY = "ready"  # nobody: it waits for its moment
    LIVE = "live"  # people
    ABANDONED = "abandoned"  # nobody, if all is well: no post needs it, and the service deletes it
    DELETED = "deleted"  # an end: the Page has it no longer, or never had it


class Intent(StrEnum):
    """The call that was about to be made for an object, or what came of it."""

    WANTED = "wanted"  # no call was begun
    CREATE = "create"  # to make it: from now on it may be there
    UNSENT = "unsent"  # to make it, and for certain it was not made: no need to look for it
    FINISH = "finish"  # to close the upload of its film: from now on it may be closed
    SCHEDULE = "schedule"  # to hand it over to Facebook's schedule: from now on Facebook may show it
    SCHEDULED = "scheduled"  # Facebook said that it will show it
    REFUSED = "refused"  # Facebook does not take it on its schedule: the service shows it
    REVEAL = "reveal"  # to show it; asking again is harmless
    PUBLIC = "public"  # to make it, public at once: asking again is not harmless
    READ_BACK = "read-back"  # it was shown, and the Page is asked whether it is public
    DELETE = "delete"  # it was made and no post needs it: to delete it
    UNSEEN = "unseen"  # it was to be deleted, and the Page did not know it: to be asked once more


Standing = tuple[RemoteState, Intent]
Event = Literal[
    "wanted", "intended", "orphaned", "seen",
    "asking", "unsent", "unasked", "there",
    "opened", "closing", "closed", "stands",
    "scheduling", "scheduled", "not-scheduled",
    "revealing", "reading", "asked", "still-hidden", "publishing", "made", "published",
    "given-up", "left-behind", "taken-down", "left-public", "unseen", "deleted",
]  # fmt: skip
Table = dict[tuple[Standing | None, Event], Standing]

S, I = RemoteState, Intent  # noqa: E741
_OF_READY = tuple(intent for intent in Intent if intent not in (I.WANTED, I.DELETE, I.UNSEEN))
# The intents with which an object can stand in each state; at the end any: the last one stays.
INTENTS: dict[RemoteState, tuple[Intent, ...]] = {
    S.INTENDED: (I.WANTED, I.CREATE, I.UNSENT),
    S.STARTED: (I.CREATE, I.FINISH),
    S.WHOLE: (I.FINISH,),
    S.READY: _OF_READY,
    **dict.fromkeys((S.LIVE, S.ABANDONED, S.DELETED), tuple(Intent)),
}
HIDDEN = (S.INTENDED, S.STARTED, S.WHOLE, S.READY)
NOT_GONE = (*HIDDEN, S.LIVE)
GONE = (S.ABANDONED, S.DELETED)


def _at(*states: RemoteState, but: tuple[Intent, ...] = ()) -> list[Standing]:
    return [(state, intent) for state in states for intent in INTENTS[state] if intent not in but]


def _each(
    event: Event, here: Iterable[Standing], state: RemoteState | None = None, intent: Intent | None = None
) -> Table:
    """Return the arrows of one event; the state or intent that is not named stays as it was."""
    return {((old, asked), event): (state or old, intent or asked) for old, asked in here}


TRANSITIONS: Table = {
    (None, "intended"): (S.INTENDED, I.CREATE),
    (None, "wanted"): (S.INTENDED, I.WANTED),
    (None, "seen"): (S.LIVE, I.READ_BACK),  # by a person, where nothing of it was known
    (None, "orphaned"): (S.ABANDONED, I.DELETE),
    # To make it, at most once.
    **_each("asking", _at(S.INTENDED), intent=I.CREATE),
    ((S.INTENDED, I.CREATE), "unsent"): (S.INTENDED, I.UNSENT),  # a post
    ((S.INTENDED, I.CREATE), "unasked"): (S.INTENDED, I.WANTED),  # a comment
    ((S.INTENDED, I.CREATE), "there"): (S.LIVE, I.CREATE),  # what comes with a post
    # A film goes up.
    ((S.INTENDED, I.CREATE), "opened"): (S.STARTED, I.CREATE),
    ((S.STARTED, I.CREATE), "closing"): (S.STARTED, I.FINISH),
    ((S.STARTED, I.FINISH), "closed"): (S.WHOLE, I.FINISH),
    # It stands; a post that was held finds it standing still.
    ((S.INTENDED, I.CREATE), "stands"): (S.READY, I.CREATE),
    ((S.INTENDED, I.UNSENT), "stands"): (S.READY, I.UNSENT),  # for a Page that refuses hidden posts
    ((S.STARTED, I.FINISH), "stands"): (S.READY, I.FINISH),  # its closing was not answered
    **_each("stands", _at(S.WHOLE, S.READY), state=S.READY),
    # Facebook's own schedule; another moment is asked for again.
    **_each("scheduling", _at(S.READY, but=(I.PUBLIC, I.REFUSED)), intent=I.SCHEDULE),
    ((S.READY, I.SCHEDULE), "scheduled"): (S.READY, I.SCHEDULED),
    ((S.READY, I.SCHEDULE), "not-scheduled"): (S.READY, I.REFUSED),
    # People are to see it.
    **_each("revealing", _at(S.READY, but=(I.PUBLIC,)), intent=I.REVEAL),
    **_each("reading", _at(S.READY, but=(I.PUBLIC,)), intent=I.READ_BACK),  # Facebook may have shown it
    ((S.READY, I.REVEAL), "asked"): (S.READY, I.READ_BACK),
    ((S.READY, I.READ_BACK), "still-hidden"): (S.READY, I.REVEAL),
    ((S.READY, I.REVEAL), "publishing"): (S.READY, I.PUBLIC),
    ((S.READY, I.PUBLIC), "unsent"): (S.READY, I.REVEAL),
    ((S.READY, I.PUBLIC), "made"): (S.READY, I.READ_BACK),
    ((S.READY, I.REVEAL), "published"): (S.LIVE, I.REVEAL),
    ((S.READY, I.READ_BACK), "published"): (S.LIVE, I.READ_BACK),
    **_each("seen", _at(*NOT_GONE), state=S.LIVE),  # by a person
    # No post needs it.
    **_each("given-up", _at(*HIDDEN), state=S.ABANDONED),
    **_each("left-behind", _at(*NOT_GONE), state=S.ABANDONED),  # the campaign has another Page
    **_each("taken-down", _at(S.LIVE), state=S.DELETED),
    **_each("left-public", _at(*GONE), state=S.LIVE),  # it was to be deleted, and people see it
    **_each("unseen", _at(*GONE), intent=I.UNSEEN),
    **_each("deleted", _at(*NOT_GONE, *GONE), state=S.DELETED),
}


def after(standing: Standing | None, event: Event) -> Standing | None:
    """Return where `event` leads to from there (None: nothing was known of it); None where the table has no arrow."""
    return TRANSITIONS.get((standing, event))
