"""The plan as a calendar (iCalendar, RFC 5545): one event for each dated post, which other programs subscribe to.

icalendar is slow to load and seldom needed: it is imported where a calendar is written.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from campaign.messages import translate
from schedules.model.records import Post
from schedules.model.states import State

if TYPE_CHECKING:
    from icalendar import Event, vText

_STATUS = {
    State.DRAFT: "TENTATIVE",
    State.HELD: "TENTATIVE",
    State.FAILED: "TENTATIVE",
    State.DOUBTFUL: "TENTATIVE",
}
# RFC 5545, 3.1 forbids control characters; a byte order mark in front would be lost in silence.
_CANNOT_BE_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def written(name: str, posts: Iterable[Post], *, now: datetime, lang: str | None = None) -> bytes:
    """Return the calendar of a campaign, in the words of a language; moments are UTC, right at any time of year."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Testimony Campaign//plan//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", words(name))
    calendar.add("x-wr-calname", words(name))
    for post in posts:
        if post.due_at:
            calendar.add_component(_event(name, post, post.due_at, now=now, lang=lang))
    made: bytes = calendar.to_ical(sorted=False)
    return made


def _event(name: str, post: Post, due: datetime, *, now: datetime, lang: str | None) -> "Event":
    from icalendar import Event

    caption = post.latest_caption
    title = " ".join(caption.split())
    what = " ".join(filter(None, (translate.word(post.kind, lang), f"({post.language})", post.testimony)))
    campaign = hashlib.sha256(name.encode()).hexdigest()[:12]
    event = Event()
    event.add("uid", f"post-{post.number}-{campaign}@testimony-campaign.invalid")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", due.astimezone(UTC))
    event.add("summary", words(f"{translate.labelled(what, lang)} {title[:80]}" if title else what))
    if about := "\n\n".join(filter(None, (caption, post.link))):
        event.add("description", words(about))
    event.add("categories", [translate.word(post.state, lang)])
    event.add("status", _STATUS.get(post.state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    return event


def words(text: str) -> "vText":
    """Return a text as iCalendar holds it: its lines end alike, characters that it cannot hold are left out."""
    from icalendar import vText

    return vText(_CANNOT_BE_HELD.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
