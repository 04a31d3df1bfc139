"""A new post: of a film or without one, on a day of the board, or as another one says it in another language."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response as AnyResponse

from campaign import timetable
from campaign.messages import formatting
from campaign.posts import drafts, editing
from campaign.posts.drafts import Draft
from campaign.typed import moments
from campaign.web import answers
from campaign.web.posts import doing, routes, saving
from campaign.web.posts.doing import Asking
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import MediaError
from schedules.database import posts, testimonies
from schedules.errors import BadRequest, ScheduleError
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony

pages = Blueprint("new_posts", __name__)
TEXTS = ("testimony", "language", "format", "moment", "caption", "link", "first_comment")
FORMATS = ("landscape", "square", "feed", "portrait", "reel")
LONGEST = 400_000


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """The form of a new post: what was typed, what can be chosen, and what is wrong, by field.

    `of` is the post without a film that it says in another language.
    """

    typed: Mapping[str, str]
    films: tuple[Testimony, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...] = FORMATS
    mistakes: Mapping[str, str] = field(default_factory=dict)
    of: Post | None = None


@pages.get("/posts/new")
def empty() -> AnyResponse:
    """Show the form of a new post, with what the address says of it."""
    workspace = answers.desk().workspace()
    told = {name: request.args.get(name, "")[:200] for name in ("testimony", "language")}
    if not told["language"] and answers.reader().lang in workspace.settings.languages:
        told["language"] = answers.reader().lang
    if old := _translated(workspace, request.args):
        told |= {
            "caption": old.latest_caption,
            "link": old.link or "",
            "first_comment": old.first_comment or "",
        }
    return _form(workspace, {"moment": _moment(workspace, request.args), **told})


@pages.post("/posts/new")
def added() -> AnyResponse:
    """Add a post as it was typed, and show it; where it cannot be, say why beside the field."""
    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    typed = {name: request.form.get(name, "")[:LONGEST].replace("\r\n", "\n") for name in TEXTS}
    try:
        old = _translated(workspace, request.form)
        number = _added(workspace, typed, request.files.getlist("photos"), old, now=now)
    except (ScheduleError, MediaError) as problem:
        place = saving.field_of(problem.code)
        said = answers.sentence_of(problem)
        wrong = {place if place in TEXTS or place == "alts" else "": said}
        return _form(workspace, typed, _forgotten(request.files.getlist("photos")) | wrong)
    return redirect(f"/posts/{number}?did=add", 303)


def _forgotten(photos: Sequence[FileStorage]) -> dict[str, str]:
    """Return what is said beside the field of photos that came with what was refused."""
    names = [one.filename for one in photos if one.filename]
    said = answers.files_again(names) if names else ""
    return {"alts": said} if said else {}


@pages.post("/posts/<int:number>/copy")
def copied(number: int) -> AnyResponse:
    """Add a draft of the same film in another language, with the same text until it is translated.

    Without a film, the same text would be the same post: there the text is translated first.
    """
    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    language = request.form.get("language", "")
    if language not in workspace.settings.languages:
        raise BadRequest("desk-act-unknown")
    with workspace.store.read() as session:
        old = posts.post(session, number)
        there = [one for one in posts.posts(session) if one.testimony_id == old.testimony_id]
    if old.testimony_id is None:
        return redirect(f"/posts/new?{urlencode({'of': number, 'language': language})}", 303)
    again = [
        one.number for one in there if one.language == language and one.state not in ("cancelled", "removed")
    ]
    if again:
        return redirect(f"/posts/{again[-1]}?did=there", 303)
    draft = Draft(
        caption=old.latest_caption,
        language=language,
        testimony=old.testimony,
        format=old.format,
        kind=old.kind if old.kind == "reel" else None,
        thumbnail_ms=old.cover_at_ms,
    )
    return redirect(f"/posts/{editing.add(workspace, draft, now=now)}?did=copy", 303)


@pages.post("/posts/<int:number>/pictures")
def exchanged(number: int) -> AnyResponse:
    """Give a film's post a cover of its own, or one without a film other photos."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    asking = Asking(desk=desk, workspace=workspace, number=number, form=request.form, lang=reader.lang)
    covers = [one for one in request.files.getlist("cover") if one.filename]
    photos = [one for one in request.files.getlist("photos") if one.filename]
    try:
        doing.require_version(asking)
        if not covers and not photos:
            raise BadRequest("desk-picture-none")
        with _arriving(workspace, (*covers, *photos)) as places:
            draft = Draft(thumbnail=places[0] if covers else None, photos=places[len(covers) :] or None)
            editing.edit(workspace, number, draft, now=now)
    except (ScheduleError, MediaError) as problem:
        return routes.refused(number, problem, again=[one.filename or "" for one in (*covers, *photos)])
    return redirect(f"/posts/{number}?did=save", 303)


@contextmanager
def _arriving(workspace: Workspace, sent: Sequence[FileStorage]) -> Iterator[tuple[Path, ...]]:
    """Yield where pictures lie on their way in, in a folder of this user's alone that is gone afterwards.

    A refusal of one names it as its person does.
    """
    folder = workspace.folder / campaign_paths.PICTURES
    files.folder(folder)
    with temporary_copies.working_folder(folder, workspace.folder) as place:
        paths = tuple(_kept(one, place, at) for at, one in enumerate(sent))
        try:
            yield paths
        except (ScheduleError, MediaError) as error:
            for path, one in zip(paths, sent, strict=True):
                error.params.update(answers.named(error.params, path, one.filename or ""))
            raise


def _moment(workspace: Workspace, asked: Mapping[str, str]) -> str:
    """Return the moment that an address names, as it can be typed: its day, with the first slot of that day."""
    try:
        day = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return ""
    if clock := asked.get("at", "")[:5]:
        return f"{formatting.written(day)} {clock}"
    slots = [one for one in timetable.of(workspace.settings).slots if one.weekday == day.weekday()]
    at = f"{slots[0].at:%H:%M}" if slots else moments.USUAL
    return f"{formatting.written(day)} {at}"


def _form(
    workspace: Workspace, typed: Mapping[str, str], mistakes: Mapping[str, str] | None = None
) -> AnyResponse:
    with workspace.store.read() as session:
        films = tuple(one for one in testimonies.testimonies(session) if one.film_path != campaign_paths.GONE)
    found = NewPost(
        of=_translated(workspace, request.values),
        typed={name: typed.get(name, "") for name in TEXTS},
        films=films,
        languages=workspace.settings.languages,
        mistakes=mistakes or {},
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else HTTPStatus.OK
    return answers.page("post_new.html", status=status, new=found)


def _translated(workspace: Workspace, asked: Mapping[str, str]) -> Post | None:
    """Return the post without a film that a new one says in another language; None where it is of none."""
    number = asked.get("of", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    with workspace.store.read() as session:
        found = [one for one in posts.posts(session) if one.number == int(number)]
    return found[0] if found and found[0].testimony_id is None else None


def _added(
    workspace: Workspace,
    typed: Mapping[str, str],
    photos: Sequence[FileStorage],
    old: Post | None,
    *,
    now: datetime,
) -> int:
    """Add the post; its photos lie in a folder of this user's alone until they are taken in.

    Without any of its own it has those of the `old` one that it says in another language.
    """
    zone, sent = workspace.rules.zone, [one for one in photos if one.filename]
    shape, film = typed["format"], typed["testimony"] or None
    if typed["language"] not in workspace.settings.languages:
        raise BadRequest("desk-language-none")
    drafts.require_length(typed["caption"])
    theirs = tuple(campaign_paths.photos(workspace.folder, old)) if old and not film else ()
    with _arriving(workspace, sent) as places:
        draft = Draft(
            caption=typed["caption"],
            language=typed["language"],
            due=moments.read_when(typed["moment"], now=now, zone=zone).due
            if typed["moment"].strip()
            else None,
            testimony=film,
            format=shape if film and shape in FORMATS and shape != "reel" else None,
            kind="reel" if film and shape == "reel" else None,
            link=typed["link"].strip() or None,
            first_comment=typed["first_comment"].strip() or None,
            photos=places or theirs or None,
        )
        return editing.add(workspace, draft, now=now)


def _kept(sent: FileStorage, place: Path, at: int) -> Path:
    """Keep a photo that was sent, under a name that holds nothing of its own but its ending."""
    path = place / f"{at}{Path(secure_filename(sent.filename or '')).suffix[:8]}"
    sent.save(path)
    return path
