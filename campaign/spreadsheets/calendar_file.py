"""The plan as a calendar (iCalendar, RFC 5545): one event for each dated post, which other programs subscribe to."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from schedules.model.records import Post
from schedules.model.states import State

_LINE = 75  # octets; RFC 5545, 3.1
_STATUS = {
    State.DRAFT: "TENTATIVE",
    State.HELD: "TENTATIVE",
    State.FAILED: "TENTATIVE",
    State.DOUBTFUL: "TENTATIVE",
}


def written(name: str, posts: Iterable[Post], *, now: datetime) -> bytes:
    """Return the calendar of a campaign; moments are UTC, so every program shows them right at any time of year."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Testimony Campaign//plan//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for one in posts if one.due_at for line in _event(name, one, one.due_at, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8")


def _event(name: str, post: Post, due: datetime, now: datetime) -> Iterator[str]:
    words = post.latest_caption
    title = " ".join(words.split())
    what = " ".join(filter(None, (post.language, post.kind, post.testimony)))
    campaign = hashlib.sha256(name.encode()).hexdigest()[:12]
    yield "BEGIN:VEVENT"
    yield f"UID:post-{post.number}-{campaign}@testimony-campaign.invalid"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"DTSTART:{_utc(due)}"
    yield f"SUMMARY:{escaped(f'{what}: {title[:80]}' if title else what)}"
    if about := "\n\n".join(filter(None, (words, post.link))):
        yield f"DESCRIPTION:{escaped(about)}"
    yield f"CATEGORIES:{escaped(str(post.state))}"
    yield f"STATUS:{_STATUS.get(post.state, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return a text as iCalendar writes it; signs that it cannot hold go."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in plain if one in "\n\t" or (one >= " " and one != "\x7f"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, no letter torn apart."""
    pieces: list[str] = []
    piece, length = "", 0
    for letter in line:
        size = len(letter.encode("utf-8"))
        if length + size > _LINE - bool(pieces):
            pieces.append(piece)
            piece, length = "", 0
        piece, length = piece + letter, length + size
    return "\r\n ".join([*pieces, piece])
