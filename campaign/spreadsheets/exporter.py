"""Write the plan out: a spreadsheet with the columns that go in, or a calendar; whole, or not at all."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path

from campaign.messages import translate
from campaign.posts import drafts
from campaign.spreadsheets import calendar_file, likeness
from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.sheets.formula_guard import guarded
from campaign.spreadsheets.sheets.reader import csv_written
from campaign.typed import moments as typed_moments
from campaign.workspace import Workspace
from media import files
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Post

ENDINGS = (".csv", ".xlsx", ".ics")
_WIDTHS = {
    "caption": 60,
    "first_comment": 40,
    "link": 30,
    "photos": 30,
    "alts": 30,
    "thumbnail": 24,
    "key": 18,
}
_WIDTHS |= {"embargo": 18, "partner": 18, "testimony": 18}


def require_ending(path: Path) -> None:
    """Raise BadRequest for a name whose ending is none in which the plan is written."""
    if path.suffix.lower() not in ENDINGS:
        raise BadRequest("plan-ending", path=path, known=list(ENDINGS))


def export(workspace: Workspace, path: Path, *, now: datetime, lang: str | None = None) -> int:
    """Write every post that has not ended to `path`, in the form its ending names; returns how many.

    Raises BadRequest as `require_ending` does. An older file stays where the disk refuses.
    """
    require_ending(path)
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        posts = [one for one in reader.posts() if one.state not in likeness.ENDED]
        partners = {one.slug: one.organisation for one in testimonies.testimonies(session)}
    files.write_whole(path, _written(workspace, path, posts, partners, now=now, lang=lang))
    return len(posts)


def _written(
    workspace: Workspace,
    path: Path,
    posts: Sequence[Post],
    partners: dict[str, str],
    *,
    now: datetime,
    lang: str | None,
) -> bytes:
    if path.suffix.lower() == ".ics":
        return calendar_file.written(workspace.settings.name, posts, now=now, lang=lang)
    titles = columns.titles(lang)
    rows = [_row(workspace, path.absolute().parent, one, partners) | _words(one, lang) for one in posts]
    if path.suffix.lower() == ".csv":
        return csv_written([list(titles.values()), *([_plain(row[name]) for name in titles] for row in rows)])
    from campaign.spreadsheets.sheets import xlsx  # slow to load, and seldom needed

    widths = [_WIDTHS.get(name, 12) for name in titles]
    cells = ([row[name] for name in titles] for row in rows)
    return xlsx.written(workspace.settings.name, list(titles.values()), widths, cells)


def _words(post: Post, lang: str | None) -> dict[str, object]:
    """Return the cells that hold a word of ours, as the reader's language has it; an import reads every language."""
    words = {"kind": post.kind, "format": post.format, "state": post.state}
    return {name: translate.word(word, lang) if word else None for name, word in words.items()}


def _plain(value: object) -> object:
    """Return a cell for a CSV: days and times as words that every program reads alike."""
    if isinstance(value, time):
        return value.isoformat("auto" if value.second else "minutes")
    return "" if value is None else value


def _row(workspace: Workspace, folder: Path, post: Post, partners: dict[str, str]) -> dict[str, object]:
    """Return a post's cells by column; texts are guarded."""
    zone = workspace.rules.zone
    day, at = _dated(post, workspace)
    near, cover = _seen_from(folder), campaign_paths.cover(workspace.folder, post)
    said: dict[str, str | None] = {
        "key": post.key,
        "language": post.language,
        "testimony": post.testimony,
        "caption": drafts.portable(post.latest_caption),
        "link": post.link,
        "first_comment": drafts.portable(post.first_comment or ""),
        "photos": "\n".join(map(near, campaign_paths.photos(workspace.folder, post))),
        "alts": "\n".join(photo["alt"] or "-" for photo in post.photos),
        "thumbnail": near(cover) if cover else _moment(post.cover_at_ms),
        "embargo": post.embargo_until.astimezone(zone).isoformat(" ", "seconds")
        if post.embargo_until
        else None,
        "partner": partners.get(post.testimony or ""),
    }
    texts = {name: guarded(text) if text else None for name, text in said.items()}
    return {"number": post.number, "date": day, "time": at, **texts}


def _dated(post: Post, workspace: Workspace) -> tuple[object, object]:
    """Return a post's day and time on the campaign's clock; a time that occurs twice comes with its offset."""
    if post.due_at is None:
        return None, None
    moment = post.due_at.astimezone(workspace.rules.zone).replace(microsecond=0)
    day, at = moment.date(), moment.time()
    try:
        typed_moments.parse_when(
            f"{day} {at.isoformat('seconds')}", now=post.due_at, zone=workspace.rules.zone
        )
    except BadRequest:
        return day, f"{at.isoformat('seconds')} {moment.isoformat()[-6:]}"
    return day, at


def _moment(at_ms: int | None) -> str | None:
    return None if at_ms is None else f"{at_ms / 1000:.3f}".rstrip("0").rstrip(".") + " s"


def _seen_from(folder: Path) -> Callable[[Path], str]:
    """Return how a picture of the campaign is called in a plan in `folder`."""

    def near(path: Path) -> str:
        try:
            return Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # on another drive
            return path.as_posix()

    return near
