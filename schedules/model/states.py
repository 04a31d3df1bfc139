"""The table of a post's life: (state, event) -> state, and nothing else."""

from enum import StrEnum

KINDS = ("video", "reel", "photo", "link", "text")  # of posts


class State(StrEnum):
    """Where a post stands; the comment says who moves it on."""

    DRAFT = "draft"  # staff: complete it, then approve
    APPROVED = "approved"  # the service: renders its film, then stages it
    UPLOADING = "uploading"  # the service: goes up hidden
    STAGED = "staged"  # the clock: hidden on the Page, whole, waiting for its second
    PUBLISHING = "publishing"  # the service: the reveal was asked, the Page has not confirmed it yet
    PUBLISHED = "published"  # the Page says so
    HELD = "held"  # staff: a gate was closed when work was due
    DOUBTFUL = "doubtful"  # staff: nobody can know whether it is out
    FAILED = "failed"  # staff: mend and retry
    CANCELLED = "cancelled"  # an end
    REMOVED = "removed"  # an end: was live, was taken off, the Page says so


S = State
_ANY_WAITING = (S.APPROVED, S.UPLOADING, S.STAGED)

TRANSITIONS: dict[tuple[State, str], State] = {
    (S.DRAFT, "approved"): S.APPROVED,
    **{(s, "unapproved"): S.DRAFT for s in (*_ANY_WAITING, S.HELD, S.FAILED)},
    (S.APPROVED, "staging"): S.UPLOADING,
    (S.UPLOADING, "staged"): S.STAGED,
    **{(s, "page-changed"): S.APPROVED for s in (S.UPLOADING, S.STAGED)},
    (S.STAGED, "called-back"): S.APPROVED,
    (S.STAGED, "revealing"): S.PUBLISHING,
    (S.PUBLISHING, "published"): S.PUBLISHED,
    (S.PUBLISHING, "doubted"): S.DOUBTFUL,
    (S.STAGED, "doubted"): S.DOUBTFUL,  # by a restore: Facebook itself was to show it meanwhile
    **{
        (s, "doubted"): S.DOUBTFUL for s in (S.DRAFT, S.FAILED)
    },  # by a restore: it is known to have gone out since
    **{(s, "failed"): S.FAILED for s in (*_ANY_WAITING, S.PUBLISHING)},
    **{(s, "held"): S.HELD for s in _ANY_WAITING},
    (S.PUBLISHING, "put-off"): S.HELD,
    **{(s, "edited"): S.DRAFT for s in (S.DRAFT, *_ANY_WAITING, S.HELD, S.FAILED)},
    **{(s, "moved"): s for s in (S.DRAFT, *_ANY_WAITING, S.HELD, S.FAILED)},
    **{(s, "cancelled"): S.CANCELLED for s in (S.DRAFT, *_ANY_WAITING, S.HELD, S.FAILED)},
    (S.HELD, "released"): S.APPROVED,
    (S.FAILED, "retried"): S.APPROVED,
    (S.DOUBTFUL, "settled-published"): S.PUBLISHED,
    (S.HELD, "settled-published"): S.PUBLISHED,  # after a restore: it went out meanwhile
    (S.DOUBTFUL, "settled-absent"): S.HELD,
    (S.PUBLISHED, "removed"): S.REMOVED,
    (S.PUBLISHED, "rehearsal-over"): S.DRAFT,  # out on the rehearsal Page alone
}

# Work that the service still owes for a post with a date.
OWED = (S.APPROVED, S.UPLOADING, S.STAGED, S.PUBLISHING)


def after(state: State, event: str) -> State | None:
    """Return the state that `event` leads to from `state`, or None where the table has no such arrow."""
    return TRANSITIONS.get((state, event))


def sources(event: str) -> tuple[State, ...]:
    """Return the states in which `event` may happen, in the table's order."""
    return tuple(state for (state, name) in TRANSITIONS if name == event)
