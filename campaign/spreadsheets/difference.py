"""What a plan's row changes in its post: the values that differ, as the database and as people see them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal, cast
from zoneinfo import ZoneInfo

from campaign.posts import drafts
from campaign.posts.drafts import Draft
from campaign.posts.pictures import Arrived
from campaign.spreadsheets import likeness
from campaign.spreadsheets.plan_rows.rows import PlanRow
from campaign.typed import moments as typed_moments
from campaign.workspace import Workspace
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import fingerprint
from schedules.model.records import Post, PostColumns, Testimony

_COLUMNS = {  # of the table of posts -> of a plan
    "testimony_id": "testimony",
    "due_at": "date",
    "cover_at_ms": "thumbnail",
    "cover_path": "thumbnail",
    "cover_sha256": "thumbnail",
    "embargo_until": "embargo",
}
_SILENT = ("due_wall", "due_zone")  # said with due_at


# What a row does to a post that it is only like, by whether moment and words differ: a person knows if it is that one.
GUESSES = {(True, False): "moved", (False, True): "reworded", (True, True): "moved-and-reworded"}


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A row, its post or a new one's number, its pictures; is the post `guessed`, or a new one `beside` one like it?"""

    row: PlanRow
    old: Post | None
    number: int
    arrived: Arrived
    guessed: bool = False
    beside: Post | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A row and its post: `what` is new, changed, unchanged or a guess; `values` what the post's row shall hold.

    `changes` are the plan's columns that differ, each as (before, after); `old` is None for a new post, and
    `beside` the post that a new one is like.
    """

    row: PlanRow
    what: str
    number: int
    old: Post | None
    arrived: Arrived
    beside: Post | None = None
    values: PostColumns = field(default_factory=PostColumns)
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """What rows are compared with: the posts, the films by slug, the number the next post will bear."""

    posts: Sequence[Post]
    films: Mapping[str, Testimony]
    next_number: int


def difference(
    workspace: Workspace,
    campaign: Campaign,
    meant: Meant,
    *,
    now: datetime,
) -> Difference:
    """Return what a row changes; raises an error of the post's wishes where it cannot be meant."""
    row, old, arrived = meant.row, meant.old, meant.arrived
    number, arrived = (old.number, _news(old, arrived)) if old else (meant.number, arrived)
    draft = _draft(workspace, row, old)
    film = _film(campaign, draft)
    beside = replace(draft, alts=_alts(row, arrived.count(old)))
    pictured = arrived.columns(beside, number, old)
    cover = pictured.get("cover_path", old.cover_path if old else None) is not None
    words = drafts.fitted(workspace, draft, film, photos=arrived.count(old), cover=cover)
    values = _values(workspace, row, old, words, pictured)
    differing = cast(
        PostColumns, {name: value for name, value in values.items() if _differs(old, name, value)}
    )
    if "due_at" in differing and (when := row.said.get("when")):
        typed_moments.parse_when(when.text, now=now, zone=workspace.rules.zone)
    after = values if old is None else differing
    return Difference(
        row=row,
        what=_what(meant, differing),
        number=number,
        old=old,
        arrived=arrived,
        beside=meant.beside,
        values=after,
        changes=_changes(workspace, old, after, draft),
    )


def _what(meant: Meant, differing: PostColumns) -> str:
    """Return what becomes of the post; where the row is only like it, that is a guess."""
    if meant.old is None:
        return "new"
    guess = GUESSES.get(("due_at" in differing, "caption" in differing)) if meant.guessed else None
    return guess or ("changed" if differing else "unchanged")


def _values(
    workspace: Workspace, row: PlanRow, old: Post | None, words: PostColumns, pictured: PostColumns
) -> PostColumns:
    """Return all columns that the row gives its post: its words, its pictures, its moment, its key."""
    return {
        **words,
        **(drafts.unchanged_words(workspace, old, words) if old else {}),
        **pictured,
        **_due(row, old),
        **({"key": row.said["key"]} if row.said.get("key") else {}),
        **({"embargo_until": row.said["embargo"]} if "embargo" in row.said else {}),
    }


def _draft(workspace: Workspace, row: PlanRow, old: Post | None) -> Draft:
    """Return the whole of what the row's post shall be: an empty cell takes away, a column that is not there keeps."""

    def kept(name: Literal["testimony", "link", "first_comment"]) -> str | None:
        return row.said[name] if name in row.said else getattr(old, name, None)

    language = row.said.get("language") or (
        old.language if old else likeness.language(row, workspace.settings)
    )
    if language is None:
        raise BadRequest("plan-language-missing", known=", ".join(workspace.settings.languages))
    film, cover = kept("testimony"), row.said.get("thumbnail")
    reel = "reel" if old and old.kind == "reel" and film else None
    kind = row.said.get("kind") or reel
    said_format = row.said.get("format") or (old.format if old and film and old.is_film else None)
    if kind == "reel" and old and old.kind != "reel" and "format" not in row.said:
        said_format = None
    caption = row.said.get("caption") or "" if "caption" in row.said else old.caption if old else ""
    comment = kept("first_comment")
    if old:
        caption = _as_kept(caption, old.latest_caption) or ""
        comment = _as_kept(comment, old.first_comment)
    return Draft(
        caption=caption,
        language=language,
        testimony=film,
        format=said_format,
        link=kept("link"),
        kind=kind,
        first_comment=comment,
        thumbnail_ms=(cover.at_ms if cover else None)
        if "thumbnail" in row.said
        else getattr(old, "cover_at_ms", None),
        no_thumbnail="thumbnail" in row.said and cover is None,
    )


def _as_kept(said: str | None, old: str | None) -> str | None:
    """Return a text as the post has it where a plan cannot show the difference: spaces and ends of lines."""
    same = said is not None and old is not None and fingerprint.seen(said.strip()) == fingerprint.seen(old)
    return old if same else said


def _news(old: Post, arrived: Arrived) -> Arrived:
    """Leave out the pictures that the post has already, byte for byte."""
    photos = [one.sha256 for one in arrived.photos] if arrived.photos is not None else None
    same = photos == [photo["sha256"] for photo in old.photos]
    cover = arrived.cover if arrived.cover and arrived.cover.sha256 != old.cover_sha256 else None
    return replace(arrived, photos=None if same else arrived.photos, cover=cover)


def _film(campaign: Campaign, draft: Draft) -> Testimony | None:
    if not draft.testimony:
        return None
    if draft.testimony not in campaign.films:
        named = [one for one in re.split(r"-(?:et|en|and)-|-", draft.testimony) if one in campaign.films]
        if len(named) > 1:
            raise BadRequest("plan-film-several", text=draft.testimony, found=named)
        speakers: dict[str, list[str]] = {}
        for film in campaign.films.values():
            speakers.setdefault(film.speaker, []).append(film.slug)
        raise testimonies.unknown(draft.testimony, campaign.films, speakers, speakers)
    return campaign.films[draft.testimony]


def _alts(row: PlanRow, photos: int) -> tuple[str, ...] | None:
    """Return the photos' descriptions; a single photo's may hold any sign."""
    if "alts" not in row.said:
        return None
    said = row.said["alts"] or ""
    parts = said.split("\n") if "\n" in said else [said] if photos == 1 else said.split("|")
    while parts and not parts[-1].strip():
        parts.pop()
    return tuple("" if part.strip() == "-" else part for part in parts)


def _due(row: PlanRow, old: Post | None) -> PostColumns:
    if "when" not in row.said:
        return {}
    when = row.said["when"]
    if when is None:
        return {"due_at": None, "due_wall": None, "due_zone": None}
    due = when.due
    if old and old.due_at and old.due_at.replace(microsecond=0) == due.utc:
        return {}
    return {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone}


def _differs(old: Post | None, name: str, value: object) -> bool:
    if old is None:
        return value not in (None, "", [])
    if name == "caption" and old.new_caption is not None:
        return value != old.new_caption
    return bool(value != getattr(old, name))


def _changes(
    workspace: Workspace, old: Post | None, values: PostColumns, draft: Draft
) -> dict[str, tuple[object, object]]:
    """Return what differs as people see it, by the plan's columns."""
    shown: dict[str, tuple[object, object]] = {}
    for name, value in values.items():
        if name in _SILENT or (old is None and value in (None, "", [])):
            continue
        before = getattr(old, name, None)
        if name == "testimony_id":
            before, value = getattr(old, "testimony", None), draft.testimony
        elif name == "caption" and old and old.new_caption is not None:
            before = old.new_caption
        elif name == "photos":
            before, value = _photos(before), _photos(values["photos"])
        else:
            before, value = (_on_clock(moment, workspace.rules.zone) for moment in (before, value))
        shown[_COLUMNS.get(name, name)] = (before, value)
    return shown


def _on_clock(value: object, zone: ZoneInfo) -> object:
    """Return a moment on the campaign's clock, and anything else as it is."""
    return value.astimezone(zone) if isinstance(value, datetime) else value


def _photos(photos: Iterable[Mapping[str, str | None]] | None) -> list[str]:
    """Return photos as a plan shows them: the copy's name and what is said of it."""
    return [
        ": ".join(filter(None, (PurePosixPath(one["path"] or "").name, one["alt"]))) for one in photos or ()
    ]
