"""Bring a plan's file into the campaign: everything or nothing, in one transaction; a dry run takes it back."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from campaign.posts import drafts, editing, live_caption, pictures
from campaign.posts.drafts import Draft
from campaign.posts.pictures import Arrived
from campaign.spreadsheets import columns, compare, reader, rows
from campaign.spreadsheets.compare import Difference
from campaign.spreadsheets.match import ENDED
from campaign.spreadsheets.rows import PlanRow, Refusal
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.database import posts as database_posts
from schedules.database import testimonies
from schedules.errors import BadRequest, ScheduleError
from schedules.model.records import Post
from schedules.model.states import State


@dataclass(frozen=True, kw_only=True)
class Line:
    """What becomes of one row: `what` is new, changed, unchanged or refused; `number` its post's, once it has one."""

    row: int
    what: str
    number: int | None = None
    post: Post | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What a file brought, or would bring: a line for each row, and what a person should know of the file.

    `unknown` and `told` are headers that were not taken in, `sheet` the one that was read where there are others,
    `missing` counts the posts that the file does not name.
    """

    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    told: tuple[str, ...]
    sheet: str | None
    missing: int

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Everything that is wrong with the file, by row."""
        return tuple(one for line in self.lines for one in line.refused)


class _TakenBack(Exception):
    """Ends a transaction that shall leave nothing behind."""


def bring(workspace: Workspace, path: Path, *, now: datetime, dry_run: bool = False) -> Brought:
    """Make the posts what the plan in `path` says, or nothing at all where a row is refused, or on a dry run.

    Rows that are refused are in what is returned. Raises BadRequest where the file is no plan.
    """
    table, reading = _read(workspace, path)
    refused = list(reading.refused)
    found: list[Difference] = []
    posts: Sequence[Post] = ()
    with ExitStack() as open_pictures:
        arrived, rows = _arrived(workspace, reading.rows, open_pictures, refused)
        try:
            with workspace.store.write() as session:
                found, posts = _brought(session, workspace, rows, arrived, refused, now=now)
                if dry_run or refused:
                    raise _TakenBack
                _settle(found)
        except _TakenBack:
            return _told(reading, table.sheet, found, refused, posts)
    _forget(workspace, found)
    return _told(reading, table.sheet, found, refused, posts)


def _read(workspace: Workspace, path: Path) -> tuple[reader.Table, rows.Reading]:
    try:
        table = reader.read(path, columns.score)
        return table, rows.read(table, workspace.settings, path.absolute().parent)
    except BadRequest as why:
        if why.code.startswith("plan-"):
            raise BadRequest("plan-file", file=path.name, why=why) from why
        raise


def _arrived(
    workspace: Workspace, rows: Iterable[PlanRow], open_pictures: ExitStack, refused: list[Refusal]
) -> tuple[dict[int, Arrived], list[PlanRow]]:
    """Copy the rows' pictures into working folders before anything is locked; a row without a true one is refused."""
    arrived, sound = {}, []
    for row in rows:
        cover = row.said.get("thumbnail")
        photos = row.said["photos"] or () if "photos" in row.said else None
        draft = Draft(photos=photos, thumbnail=cover.path if cover else None)
        try:
            if draft.photos is not None or draft.thumbnail:
                arrived[row.row] = open_pictures.enter_context(pictures.arriving(workspace, draft))
        except MediaError as why:
            refused.append(row.refusal("photos" if photos else "thumbnail", why))
        else:
            sound.append(row)
    return arrived, sound


def _brought(
    session: Session,
    workspace: Workspace,
    rows: Sequence[PlanRow],
    arrived: Mapping[int, Arrived],
    refused: list[Refusal],
    *,
    now: datetime,
) -> tuple[list[Difference], Sequence[Post]]:
    campaign = compare.Campaign(
        posts=database_posts.posts(session),
        films={one.slug: one for one in testimonies.testimonies(session)},
        next_number=database_posts.next_number(session),
    )
    found, wrong = compare.compare(workspace, campaign, rows, arrived, now=now)
    refused += wrong
    new = [one for one in found if one.old is None]
    database_posts.add_posts(session, [_values(workspace, one) for one in new], now=now)
    for one in found:
        try:
            _apply(session, workspace, campaign, one, now=now)
        except (ScheduleError, MediaError) as why:
            refused.append(compare.refusal(one.row, why))
    return found, campaign.posts


def _values(workspace: Workspace, one: Difference) -> database_posts.Numbered:
    state = State.APPROVED if workspace.rules.approval == "off" and one.values.get("due_at") else State.DRAFT
    return {**one.values, "number": one.number, "state": state}


def _apply(
    session: Session, workspace: Workspace, campaign: compare.Campaign, one: Difference, *, now: datetime
) -> None:
    """Change one post to what its row says; of a live one the caption is proposed."""
    if (cover_at_ms := one.values.get("cover_at_ms")) is not None:
        _require_inside(session, workspace, campaign, one, cover_at_ms)
    if one.old is None or one.what == "unchanged":
        return
    values = one.values.copy()
    if "key" in values:
        database_posts.rename(session, one.old, values.pop("key"), now=now)
    if not values:
        return
    if one.old.state == State.PUBLISHED:
        draft = Draft(caption=values["caption"])
        live_caption.propose(session, workspace, one.old, draft, by=editing.STAFF, now=now)
    else:
        editing.rewrite(session, workspace, one.old, values, now=now)


def _require_inside(
    session: Session, workspace: Workspace, campaign: compare.Campaign, one: Difference, cover_at_ms: int
) -> None:
    """Refuse a cover that lies beyond the finished film."""
    values, old = one.values, one.old
    number = values.get("testimony_id", old.testimony_id if old else None)
    film = next(film for film in campaign.films.values() if film.id == number)
    try:
        drafts.require_inside(
            session,
            workspace,
            film,
            language=values.get("language", old.language if old else ""),
            format=values.get("format", old.format if old else None) or "",
            cover_at_ms=cover_at_ms,
        )
    except BadRequest as why:
        raise BadRequest("plan-thumbnail-past-end", **why.params) from why


def _settle(found: Iterable[Difference]) -> None:
    """Move the pictures to their places: the last act of the transaction."""
    for one in found:
        if one.what != "unchanged":
            one.arrived.settle(one.number)


def _forget(workspace: Workspace, found: Iterable[Difference]) -> None:
    """Delete the pictures that changed posts show no more."""
    changed = {one.number: one.old for one in found if one.old and {"photos", "cover_path"} & set(one.values)}
    if changed:
        with workspace.store.read() as session:
            posts = [database_posts.post(session, number) for number in changed]
        for post in posts:
            pictures.delete_unused(workspace, changed[post.number], post)


def _told(
    reading: rows.Reading,
    sheet: str | None,
    found: Sequence[Difference],
    refused: Iterable[Refusal],
    posts: Sequence[Post],
) -> Brought:
    wrong: dict[int, list[Refusal]] = {}
    for refusal in refused:
        wrong.setdefault(refusal.row, []).append(refusal)
    lines = [
        Line(row=one.row.row, what=one.what, number=one.number, post=one.old, changes=one.changes)
        for one in found
        if one.row.row not in wrong
    ]
    lines += [Line(row=row, what="refused", refused=tuple(why)) for row, why in wrong.items()]
    named = {one.number for one in found}
    return Brought(
        lines=tuple(sorted(lines, key=lambda line: line.row)),
        unknown=reading.head.unknown,
        told=reading.head.told,
        sheet=sheet,
        missing=sum(one.number not in named and one.state not in ENDED for one in posts),
    )
