"""Bring a plan's file into the campaign: everything or nothing, in one transaction; a dry run takes it back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlmodel import Session

from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.posts import drafts, editing, live_caption, pictures
from campaign.posts.drafts import Draft
from campaign.posts.pictures import Arrived
from campaign.spreadsheets import compare, import_warnings, key_column
from campaign.spreadsheets.brought_plan import Brought, Line
from campaign.spreadsheets.compare import Given
from campaign.spreadsheets.difference import Campaign, Difference
from campaign.spreadsheets.file_choices import Beside, Choices
from campaign.spreadsheets.key_column import KeyColumn
from campaign.spreadsheets.plan_rows import columns, rows
from campaign.spreadsheets.plan_rows.rows import PlanRow, Refusal
from campaign.spreadsheets.sheets import reader
from campaign.spreadsheets.sheets.reader import Table
from campaign.workspace import Workspace
from media.errors import BadInput, MediaError
from media.findings import Finding
from schedules.database import posts as database_posts
from schedules.database import testimonies
from schedules.errors import BadRequest, ScheduleError
from schedules.model import moments
from schedules.model.records import Post
from schedules.model.states import State

_MOMENT = {"due_at", "due_wall", "due_zone"}  # what a move changes


class _TakenBack(Exception):
    """Ends a transaction that shall leave nothing behind."""


_NONE_MADE = Choices()


def bring(
    workspace: Workspace,
    path: Path,
    *,
    now: datetime,
    dry_run: bool = False,
    agreed: Sequence[Line] = (),
    choices: Choices = _NONE_MADE,
    keyed: bool = False,
    lang: str | None = None,
) -> Brought:
    """Make the posts what the plan in `path` says, or nothing at all: on a dry run, where a row is refused or guessed.

    Rows that are refused are in what is returned; so are `guesses`, which are made once they are `agreed` to. `keyed`:
    posts whose rows have no key get one, which `key_column.write` puts into the file. Raises BadRequest where the file
    is no plan, or cannot take keys.
    """
    table, reading = _read(workspace, path, choices, now)
    column = _key_column(path, table, reading, choices.encoding) if keyed else None
    with ExitStack() as open_pictures:
        given = _given(workspace, reading, open_pictures)
        try:
            with workspace.store.write() as session:
                brought, found = _brought(session, workspace, given, keyed=keyed, now=now, lang=lang)
                brought = replace(_with_file(brought, table, reading), key_column=column)
                if dry_run or brought.refused or not _same(brought.guesses, agreed):
                    raise _TakenBack
                _settle(found)
        except _TakenBack:
            return brought
    _forget(workspace, found)
    return replace(brought, done=True)


def _same(guesses: Sequence[Line], agreed: Sequence[Line]) -> bool:
    """Tell whether these guesses are those that a person agreed to."""
    shown, meant = (
        [(one.row, one.what, one.number, one.changes) for one in lines] for lines in (guesses, agreed)
    )
    return shown == meant


def _with_file(brought: Brought, table: Table, reading: rows.Reading) -> Brought:
    """Add what a person should know of the file itself."""
    beside = Beside(
        sheets=(*table.other_sheets, *table.hidden_sheets),
        hidden=reading.hidden,
        unread=reading.unread,
        encoding=table.encoding,
    )
    head = reading.head
    return replace(
        brought, sheet=table.sheet, unknown=head.unknown, told=head.told, beside=beside, columns=head.names
    )


def _read(workspace: Workspace, path: Path, choices: Choices, now: datetime) -> tuple[Table, rows.Reading]:
    settings, folder = workspace.settings, path.absolute().parent
    try:
        table = reader.read(path, columns.score, choices.encoding)
        return table, rows.read(table, settings, folder, with_hidden=choices.with_hidden, now=now)
    except BadRequest as why:
        why = reader.as_named(path, why)
        if why.code.startswith("plan-"):
            raise BadRequest("plan-file", file=path.name, why=why) from why
        raise


def _given(workspace: Workspace, reading: rows.Reading, open_pictures: ExitStack) -> Given:
    """Copy the rows' pictures into working folders before anything is locked; a row without a true one is broken."""
    arrived: dict[int, Arrived] = {}
    sound, broken, refused = [], list(reading.broken), list(reading.refused)
    for row in reading.rows:
        draft = _pictured(row)
        try:
            if draft.photos is not None or draft.thumbnail:
                arrived[row.row] = open_pictures.enter_context(pictures.arriving(workspace, draft))
        except MediaError:
            refused += _refused_pictures(workspace, row, draft)
            broken.append(row)
        else:
            sound.append(row)
    for row in reading.broken:
        refused += _refused_pictures(workspace, row, _pictured(row))
    return Given(rows=sound, broken=broken, arrived=arrived, refused=refused)


def _pictured(row: PlanRow) -> Draft:
    """Return the pictures that a row names."""
    cover = row.said.get("thumbnail")
    photos = row.said["photos"] or () if "photos" in row.said else None
    return Draft(photos=photos, thumbnail=cover.path if cover else None)


def _refused_pictures(workspace: Workspace, row: PlanRow, draft: Draft) -> Iterator[Refusal]:
    """Yield what is wrong with each of a row's pictures."""
    single = [("photos", Draft(photos=(path,))) for path in draft.photos or ()]
    for column, one in (*single, *([("thumbnail", replace(draft, photos=None))] if draft.thumbnail else [])):
        try:
            with pictures.arriving(workspace, one):
                pass
        except MediaError as why:
            absent = why.code == "picture-missing"
            yield row.refusal(column, BadInput("plan-picture-missing", **why.params) if absent else why)


def _brought(
    session: Session, workspace: Workspace, given: Given, *, keyed: bool, now: datetime, lang: str | None
) -> tuple[Brought, list[Difference]]:
    """Make the difference in the transaction, whatever becomes of that, and return what it is."""
    campaign = Campaign(
        posts=database_posts.posts(session),
        films={one.slug: one for one in testimonies.testimonies(session)},
        next_number=database_posts.next_number(session),
    )
    found, wrong = compare.compare(workspace, campaign, given, now=now)
    touched = [one for one in found if one.what != "unchanged"]
    before = check_facts.facts(session, workspace, now=now, lang=lang) if touched else None
    keys = _keys(campaign.posts, [*given.rows, *given.broken], found) if keyed else {}
    refused = [*given.refused, *wrong, *_made(session, workspace, campaign, found, keys, now=now)]
    told = _warnings(session, workspace, touched, before, lang=lang) if before else ()
    out = {one.row for one in refused}
    never = {one.number for one in touched if one.old is None and one.row.row in out}
    return Brought(
        lines=_lines(session, found, refused, keys),
        unknown=(),
        told=(),
        sheet=None,
        missing=compare.missing(campaign.posts, given, found, refused),
        warnings=import_warnings.of_kept(told, never),
        unasked=max(0, len(touched) - import_warnings.LOOKED_AT),
        done=False,
    ), found


def _key_column(path: Path, table: Table, reading: rows.Reading, encoding: str | None) -> KeyColumn:
    """Return where the keys go, once it is known that they can go there."""
    try:
        column = key_column.of(path, table, reading, encoding)
        key_column.filled(column, {row.row: "p" for row in reading.rows if not row.said.get("key")})
    except BadRequest as why:
        raise BadRequest("plan-file", file=path.name, why=why) from why
    return column


def _keys(posts: Iterable[Post], given: Iterable[PlanRow], found: Iterable[Difference]) -> dict[int, str]:
    """Return the keys of rows that have none: their posts', or new ones that nobody has."""
    taken = {one.key for one in posts if one.key} | {key for row in given if (key := row.said.get("key"))}
    keys: dict[int, str] = {}
    for one in found:
        if not one.row.said.get("key"):
            key = one.old.key if one.old else None
            keys[one.row.row] = key or key_column.new_key(one.number, taken)
            taken.add(keys[one.row.row])
    return keys


def _made(
    session: Session,
    workspace: Workspace,
    campaign: Campaign,
    found: Sequence[Difference],
    keys: Mapping[int, str],
    *,
    now: datetime,
) -> list[Refusal]:
    """Add and change the posts, and give them keys; return what is refused only then."""
    new = [
        {**_values(workspace, one), **({"key": key} if (key := keys.get(one.row.row)) else {})}
        for one in found
        if one.old is None
    ]
    database_posts.add_posts(session, [cast(database_posts.Numbered, one) for one in new], now=now)
    for one in found:
        if one.old and one.old.key is None and one.row.row in keys:
            database_posts.rename(session, one.old, keys[one.row.row], now=now)
    refused = []
    for one in found:
        try:
            _apply(session, workspace, campaign, one, now=now)
        except (ScheduleError, MediaError) as why:
            refused.append(compare.refusal(one.row, why))
    return refused


def _warnings(
    session: Session, workspace: Workspace, touched: Sequence[Difference], before: Facts, *, lang: str | None
) -> tuple[Finding, ...]:
    """Return what a person should know of the posts that are new or changed, post by post."""
    after = check_facts.facts(session, workspace, now=before.now, lang=lang)
    numbers = [one.number for one in touched]
    covers = {
        one.number: one.arrived.cover.path if one.arrived.cover else None
        for one in touched[: import_warnings.LOOKED_AT]
    }
    found = [
        *import_warnings.of_rules(before, after, numbers),
        *import_warnings.doubled_captions(after, numbers),
        *import_warnings.of_posts(session, workspace, covers, now=before.now),
    ]
    return tuple(sorted(found, key=lambda one: int(one.where.rpartition(" ")[2])))


def _values(workspace: Workspace, one: Difference) -> database_posts.Numbered:
    state = State.APPROVED if workspace.rules.approval == "off" and one.values.get("due_at") else State.DRAFT
    return {**one.values, "number": one.number, "state": state}


def _apply(
    session: Session, workspace: Workspace, campaign: Campaign, one: Difference, *, now: datetime
) -> None:
    """Change one post to what its row says: by a move, an edit, or a new caption proposed for a live one."""
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
    elif one.old.due_at and (due_at := values.get("due_at")) and set(values) <= _MOMENT:
        due = moments.due_at(due_at, workspace.rules.zone)
        editing.move_in(session, workspace, one.old, due, now=now, by_plan=True)
    else:
        editing.rewrite(session, workspace, one.old, values, now=now, by_plan=True)


def _require_inside(
    session: Session, workspace: Workspace, campaign: Campaign, one: Difference, cover_at_ms: int
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


def _lines(
    session: Session, found: Sequence[Difference], refused: Iterable[Refusal], keys: Mapping[int, str]
) -> tuple[Line, ...]:
    """Return what becomes of each row, in the order of the file."""
    wrong: dict[int, list[Refusal]] = {}
    for refusal in refused:
        wrong.setdefault(refusal.row, []).append(refusal)
    lines = [
        Line(
            row=one.row.row,
            what=one.what,
            number=one.number,
            post=one.old,
            again=_is_to_approve_again(session, one),
            beside=one.beside,
            key=keys.get(one.row.row),
            changes=one.changes,
            places=one.row.places,
        )
        for one in found
        if one.row.row not in wrong
    ]
    lines += [Line(row=row, what="refused", refused=tuple(why)) for row, why in wrong.items()]
    return tuple(sorted(lines, key=lambda line: line.row))


def _is_to_approve_again(session: Session, one: Difference) -> bool:
    """Tell whether a post became a draft by what its row changed."""
    stood = one.old is not None and one.old.state != State.DRAFT and bool(one.changes)
    return stood and database_posts.post(session, one.number).state == State.DRAFT
