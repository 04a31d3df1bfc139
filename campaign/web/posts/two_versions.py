"""Two versions of a post: what somebody else kept meanwhile, what was typed here, and where the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.reports import json_views
from campaign.web.posts import versions, words
from campaign.web.posts.saving import Typed
from campaign.workspace import Workspace
from media.text import word_differences
from media.text.word_differences import Piece
from schedules.consent.required_approvals import WAITING, ApprovalReader
from schedules.database import events, posts
from schedules.model.records import SERVICE, Event

MOST = 20_000  # characters of a text that is compared word by word; of a longer one it is only told that it differs


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that is another in the two versions, each in pieces."""

    field: str
    kept: tuple[Piece, ...]
    typed: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Versions:
    """A post in two versions; `version` is the one that is kept, `by` who changed it last, and when."""

    number: int
    language: str
    version: str
    by: str
    at: datetime | None
    what: str
    differences: tuple[Difference, ...]


def of(workspace: Workspace, typed: Sequence[Typed], *, lang: str) -> tuple[Versions, ...]:
    """Return both versions of each post that somebody else changed meanwhile."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        found = []
        for one in typed:
            post = posts.post(session, one.number)
            zone, log = workspace.rules.zone, events.events(session, number=one.number)
            kept = words.kept(post, zone, lang)
            last = json_views.event(session, _changing(log), zone, lang) if log else None
            differences = tuple(
                _difference(name, kept.text(name), one.words.text(name)) for name in one.words.differing(kept)
            )
            if not one.stale:
                continue
            found.append(
                Versions(
                    number=one.number,
                    language=post.language,
                    version=versions.of(reader, post),
                    by=last["by"] if last else "",
                    at=last["at"] if last else None,
                    what=last["detail"] if last else "",
                    differences=differences,
                )
            )
        return tuple(found)


def _changing(log: Sequence[Event]) -> Event:
    """Return the event that made another version: a person's newest, unless the service took the post elsewhere since.

    What the service does on the way (it renders, sends up) makes none.
    """
    theirs = [place for place, one in enumerate(log) if one.by_person_id is not None or one.by != SERVICE]
    place = theirs[-1] if theirs else 0
    since = [one for one in log[place + 1 :] if one.state not in (None, log[place].state, *WAITING)]
    return since[-1] if since else log[place]


def _difference(name: str, kept: str, typed: str) -> Difference:
    is_long = len(kept) > MOST or len(typed) > MOST
    whole = (Piece(how="out", text=kept), Piece(how="in", text=typed))
    pieces = whole if is_long else word_differences.between(kept, typed)
    return Difference(
        field=name,
        kept=tuple(one for one in pieces if one.how != "in"),
        typed=tuple(one for one in pieces if one.how != "out"),
    )
