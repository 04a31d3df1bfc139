"""A plan's rows beside the campaign's posts: what is new, what differs and in what, what cannot be meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal, cast
from zoneinfo import ZoneInfo

from campaign import typed_moments
from campaign.posts import drafts
from campaign.posts.drafts import Draft
from campaign.posts.pictures import Arrived
from campaign.spreadsheets import match
from campaign.spreadsheets.rows import PlanRow, Refusal
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.database import posts as database_posts
from schedules.errors import BadRequest, ScheduleError
from schedules.model import fingerprint, states
from schedules.model.fingerprint import face
from schedules.model.records import Post, PostColumns, Testimony
from schedules.model.states import State

# How an error of a post's wishes is said of a plan: its column, and the code where the usual one names options.
_SAID = {
    "kind-unfit": ("kind", "plan-kind-unfit"),
    "caption-empty": ("caption", "plan-caption-empty"),
    "caption-long": ("caption", "caption-long"),
    "link-unfit": ("link", "link-unfit"),
    "format-without-film": ("format", "plan-format-without-film"),
    "reel-without-film": ("kind", "plan-reel-without-film"),
    "reel-format": ("format", "plan-reel-format"),
    "comment-long": ("first_comment", "comment-long"),
    "photo-with-film": ("photos", "plan-photo-with-film"),
    "alts-too-many": ("alts", "plan-alts-too-many"),
    "thumbnail-without-film": ("thumbnail", "plan-thumbnail-without-film"),
    "no-such-testimony": ("testimony", "no-such-testimony"),
    "plan-language-missing": ("language", "plan-language-missing"),
}
_COLUMNS = {  # of the table of posts -> of a plan
    "testimony_id": "testimony",
    "due_at": "date",
    "cover_at_ms": "thumbnail",
    "cover_path": "thumbnail",
    "cover_sha256": "thumbnail",
    "embargo_until": "embargo",
}
_SILENT = ("due_wall", "due_zone")  # said with due_at


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A row and its post: `what` is new, changed or unchanged; `values` what the post's row shall hold.

    `changes` are the plan's columns that differ, each as (before, after); `old` is None for a new post.
    """

    row: PlanRow
    what: str
    number: int
    old: Post | None
    arrived: Arrived
    values: PostColumns = field(default_factory=PostColumns)
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """What rows are compared with: the posts, the films by slug, the number the next post will bear."""

    posts: Sequence[Post]
    films: Mapping[str, Testimony]
    next_number: int


def compare(
    workspace: Workspace,
    campaign: Campaign,
    rows: Sequence[PlanRow],
    arrived: Mapping[int, Arrived],
    *,
    now: datetime,
) -> tuple[list[Difference], list[Refusal]]:
    """Return what each row changes, and the refusals; the pictures that came with rows are in `arrived`."""
    matches = match.match(rows, campaign.posts, workspace.settings)
    found, refused, number = [], list(matches.refused), campaign.next_number
    nothing = Arrived(folder=workspace.folder, photos=None, cover=None)
    for row in (row for row in rows if row.row in matches.posts):
        old = matches.posts[row.row]
        try:
            one = _difference(workspace, campaign, row, old, number, arrived.get(row.row, nothing), now=now)
        except (ScheduleError, MediaError) as why:
            refused.append(refusal(row, why))
            continue
        locked = list(_locked(one))
        refused += locked
        if not locked:
            found.append(one)
            number += old is None
    refused += _twins(campaign.posts, found)
    return found, sorted(refused, key=lambda one: one.row)


def refusal(row: PlanRow, why: ScheduleError | MediaError) -> Refusal:
    """Return a row's refusal for an error of a post's wishes, in words of a plan."""
    column, code = _SAID.get(why.code, ("date" if why.code.startswith("when-") else None, why.code))
    said = why if code == why.code else type(why)(code, **why.params)
    return row.refusal(column, said)


def _difference(
    workspace: Workspace,
    campaign: Campaign,
    row: PlanRow,
    old: Post | None,
    number: int,
    arrived: Arrived,
    *,
    now: datetime,
) -> Difference:
    number, arrived = (old.number, _news(old, arrived)) if old else (number, arrived)
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
    what = "new" if old is None else "changed" if differing else "unchanged"
    after = values if old is None else differing
    return Difference(
        row=row,
        what=what,
        number=number,
        old=old,
        arrived=arrived,
        values=after,
        changes=_changes(workspace, old, after, draft),
    )


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

    language = row.said.get("language") or (old.language if old else match.language(row, workspace.settings))
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
        known = ", ".join(sorted(campaign.films)) or "-"
        raise BadRequest("no-such-testimony", slug=draft.testimony, known=known)
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


def _locked(one: Difference) -> Iterable[Refusal]:
    """Refuse what the post's state does not let a plan change; a key may always be given."""
    if one.old is None:
        return
    changed = [name for name in one.changes if name != "key"]
    if one.old.state == State.PUBLISHED:
        for name in changed:
            if name != "caption":
                yield one.row.refusal(name, BadRequest("plan-live", number=one.number))
    elif changed and states.after(one.old.state, "edited") is None:
        why = BadRequest("plan-state", number=one.number, state=str(one.old.state))
        yield one.row.refusal(changed[0], why)


def _twins(posts: Sequence[Post], found: Sequence[Difference]) -> Iterable[Refusal]:
    """Refuse rows after which two posts still to go out would look the same on the Page."""
    touched = {one.number: one for one in found if one.what != "unchanged"}
    first: dict[object, int] = {}
    for post in posts:
        if post.state in database_posts.TO_COME and post.number not in touched and post.face:
            first.setdefault(post.face, post.number)
    for number, one in sorted(touched.items()):
        if one.old and one.old.state not in database_posts.TO_COME:
            continue
        values, old = one.values, one.old
        look = face(
            kind=values.get("kind", old.kind if old else ""),
            caption=values.get("caption", old.caption if old else ""),
            link=values.get("link", old.link if old else None),
        )
        if look and first.setdefault(look, number) != number:
            twin = first[look]
            row = touched[twin].row.row if twin in touched else None
            code = "plan-twin-row" if row else "plan-twin"
            yield one.row.refusal("caption", BadRequest(code, twin=twin, row=row))
