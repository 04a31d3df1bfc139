"""Where at the desk that is put right for which a yes to a post would be refused: an address, and its kind of place."""

import re
from dataclasses import dataclass
from typing import Literal

from media.findings import Finding
from schedules.consent.rules import Closed
from schedules.errors import ScheduleError
from schedules.model.records import Post

Place = Literal["subtitles", "film", "consents", "kit", "settings", "moment", "post"]
_MOMENT = ("approve-without-date", "approve-late", "hindered-approve-late", "P10", "late", "embargo")


@dataclass(frozen=True, kw_only=True)
class Mend:
    """A place at the desk, and the address that leads there."""

    place: Place
    address: str


def of(why: Finding | Closed | ScheduleError, post: Post) -> Mend:
    """Return where that is put right which keeps a yes to a post back."""
    place, film = _place(why), f"/films/{post.testimony}"
    language = why.params.get("language", post.language)
    places: dict[Place, str] = {
        "subtitles": f"{film}/subtitles/{language}",
        "film": film,
        "consents": f"{film}#consents",
        "kit": "/brand",
        "settings": "/settings",
        "moment": f"/posts/{post.number}#moment-{post.number}",
        "post": f"/posts/{post.number}#summary",
    }
    if place in ("subtitles", "film", "consents") and post.testimony is None:
        place = "post"
    return Mend(place=place, address=places[place])


def _place(why: Finding | Closed | ScheduleError) -> Place:
    code = why.code
    if code in _MOMENT:
        return "moment"
    if code == "organisation-unlisted":
        return "settings"
    if code.startswith("consent-"):
        return "consents"
    if re.match(r"S\d|(?:hindered-)?subtitles-", code):
        return "subtitles"
    if re.match(r"B\d", code):
        return "kit"
    where = why.where if isinstance(why, Finding) else ""
    return "post" if not where or where.startswith("post ") else "film"
