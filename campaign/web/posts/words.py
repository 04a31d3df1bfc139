"""What can be typed of a post, as texts: as it is kept, and as a form brings it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign.messages import formatting
from campaign.posts.drafts import Draft
from campaign.reports import json_views
from campaign.typed import film_places, moments
from schedules.errors import BadRequest
from schedules.model.moments import Due
from schedules.model.records import Post

TEXTS = ("moment", "caption", "link", "first_comment", "cover")
LONGEST = (
    400_000  # characters that are read of one field; what is longer than Facebook takes is told all the same
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The texts of a post's fields; `alts` describe its photos, in order."""

    moment: str = ""
    caption: str = ""
    link: str = ""
    first_comment: str = ""
    cover: str = ""
    alts: tuple[str, ...] = ()

    def differing(self, other: "Words") -> tuple[str, ...]:
        """Return the names of the fields in which two differ."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name))

    def text(self, name: str) -> str:
        """Return one field's text; of the descriptions each on a line of its own."""
        found = getattr(self, name)
        return found if isinstance(found, str) else "\n".join(found)


def kept(post: Post, zone: ZoneInfo, lang: str) -> Words:
    """Return what a post says now, as it can be typed."""
    return Words(
        moment=moment(post.due_at, zone),
        caption=post.latest_caption,
        link=post.link or "",
        first_comment=post.first_comment or "",
        cover="" if post.cover_at_ms is None else formatting.place(post.cover_at_ms, lang),
        alts=tuple(photo["alt"] or "" for photo in post.photos),
    )


def moment(due: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment as it can be typed in every language; with its offset where the clocks show it twice."""
    local = json_views.local(due, zone)
    if local is None:
        return ""
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return formatting.written(local if twice else local.replace(tzinfo=None))


def typed(form: Mapping[str, str], number: int, old: Words) -> Words:
    """Return what a form says of post `number`, by `old` where it does not say; lines end as on this system's."""
    told = {name: _text(form[f"{name}-{number}"]) for name in TEXTS if f"{name}-{number}" in form}
    alts = tuple(_text(form.get(f"alt-{number}-{place}", alt)) for place, alt in enumerate(old.alts))
    return replace(old, **told, alts=alts)


def _text(sent: str) -> str:
    """Return a text as it was typed: browsers send other ends of lines, and what is no text stays out."""
    return sent[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a form asks of a post: what it shall say, whether only its moment changes, and what could not be read."""

    draft: Draft
    moved: bool
    edited: bool
    mistakes: Mapping[str, BadRequest]


def asked(post: Post, old: Words, new: Words, *, now: datetime, zone: ZoneInfo) -> Asked:
    """Return what changes from `old` to `new` ask of a post; only what differs is asked for."""
    changed, mistakes = set(new.differing(old)), dict[str, BadRequest]()
    draft = Draft(
        caption=new.caption if "caption" in changed else None,
        link=new.link.strip() if "link" in changed else None,
        first_comment=new.first_comment.strip() if "first_comment" in changed else None,
        alts=new.alts if "alts" in changed else None,
    )
    if "moment" in changed:
        try:
            draft = replace(draft, due=_due(post, new.moment, now=now, zone=zone))
        except BadRequest as mistake:
            mistakes["moment"] = mistake
    if "cover" in changed:
        try:
            draft = _covered(draft, new.cover.strip())
        except BadRequest as mistake:
            mistakes["cover"] = mistake
    return Asked(
        draft=draft,
        moved="moment" in changed,
        edited=bool(changed - {"moment"}),
        mistakes=mistakes,
    )


def _due(post: Post, written: str, *, now: datetime, zone: ZoneInfo) -> Due:
    if not written.strip():
        raise BadRequest("desk-moment-empty", number=post.number)
    return moments.read_when(written, now=now, zone=zone).due


def _covered(draft: Draft, written: str) -> Draft:
    if not written:
        return replace(draft, no_thumbnail=True)
    found = film_places.milliseconds(written)
    if found is None:
        raise BadRequest("desk-cover-unreadable", text=written)
    return replace(draft, thumbnail_ms=found)
