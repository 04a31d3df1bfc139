"""The subtitles that a campaign has copies of: found by slug or by the file they came from, mended, checked off."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlmodel import Session

from campaign.checks import subtitles as check_subtitles
from campaign.testimonies import amend, intake
from campaign.testimonies.film_subtitles import subtitles
from campaign.workspace import Workspace
from media import files, given_files, temporary_copies
from media.errors import BadInput, MediaError
from media.findings import Finding
from media.subtitles import draft, fixer, reader
from media.subtitles.fixer import Mended
from media.subtitles.reader import Opened
from schedules.consent import gates
from schedules.database import colleagues, posts, testimonies, transitions, withdrawals
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony
from schedules.model.states import State
from schedules.publishing import extras


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A campaign's own copy of a film's subtitles in one language."""

    film: Testimony
    language: str
    path: Path


def of_slug(workspace: Workspace, slug: str, language: str | None = None) -> list[Copy]:
    """Return the copies of a testimony; raises BadRequest where it has none (in that language)."""
    with workspace.store.read() as session:
        film = withdrawals.require_film(session, testimonies.testimony(session, slug))
    wanted = [one for one in film.subtitles if language in (None, one)]
    if not wanted:
        raise BadRequest("subtitles-none", language=language or film.language, slug=slug)
    return [_copy(workspace, film, one) for one in wanted]


def of_file(workspace: Workspace, path: Path) -> list[Copy]:
    """Return the copies that are this file, or came from it and differ at most in who checked them."""
    with workspace.store.read() as session:
        films = testimonies.testimonies(session)
    every = [_copy(workspace, film, language) for film in films for language in film.subtitles]
    return [one for one in every if _same(one.path, path)]


def contents(workspace: Workspace, film: Testimony) -> dict[str, str]:
    """Return the hash of each of a film's copies that can be read, by language."""
    found = {}
    for language in film.subtitles:
        with suppress(OSError, MediaError):
            found[language] = given_files.digest(_copy(workspace, film, language).path)
    return found


def of_others(workspace: Workspace, path: Path, slug: str) -> str | None:
    """Return the testimony, other than `slug`, whose subtitles a file is; None where it is nobody's, or one film's."""
    found = [one.film for one in of_file(workspace, path)]
    if not found or any(one.slug == slug for one in found):
        return None
    return found[0].slug


def _copy(workspace: Workspace, film: Testimony, language: str) -> Copy:
    path = campaign_paths.subtitles(workspace.folder, film, language)
    return Copy(film=film, language=language, path=path)


def _same(copy: Path, given: Path) -> bool:
    try:
        return copy.samefile(given) or _unchecked(copy) == _unchecked(given)
    except (OSError, BadInput):
        return False


def _unchecked(path: Path) -> bytes:
    """A file's bytes without what it says of how it was made, and who checked it."""
    return draft.without_mark(reader.file_bytes(path))


def _nothing(_session: Session) -> None:
    """Do nothing else in the transaction."""


Told = Callable[[tuple[int, ...]], None]  # who hears which posts are drafts again


def check_off(
    workspace: Workspace,
    copies: Iterable[Copy],
    *,
    who: str,
    now: datetime,
    day: date,
    tell: Told,
    first: Callable[[Session], None] = _nothing,
) -> list[Copy]:
    """Let those copies that are drafts say who checked them, and the log which words; return these copies.

    Files of subtitles that stayed behind because they were a draft are brought after all. What `first` raises, in the
    transaction that writes, leaves a copy as it is.
    """
    done = []
    for one in copies:
        file = reader.opened(one.path, language=one.language)
        if file.unchecked:
            new, note = (
                subtitles.checked(file, who=who, day=day),
                partial(_note, workspace, one, file, who, now),
            )
            tell(_put(workspace, one, new, now=now, also=note, first=first))
            done.append(one)
    return done


def _note(workspace: Workspace, one: Copy, file: Opened, who: str, now: datetime, session: Session) -> None:
    """Write down who checked which words, and let go on what waited for it: held posts, and files of subtitles."""
    params = {
        "testimony_number": one.film.id,
        "language": one.language,
        "kind": file.unchecked,
        "words": draft.fingerprint(cue.text for cue in file.shown),
    }
    person = colleagues.called(session, who)
    transitions.note(session, "subtitles-checked", now=now, by="staff", params=params, by_person_id=person)
    extras.want_files_again(session, one.film.id, now=now, campaign=workspace.campaign)
    for post in posts.posts(session, (State.HELD,)):
        if post.testimony_id == one.film.id and _waited_for(post, one.language):
            transitions.move(session, post.number, "released", now=now, by="staff", changes={"reason": None})


def _waited_for(post: Post, language: str) -> bool:
    """Tell whether a held post waited for somebody to check these subtitles."""
    return (
        post.reason is not None
        and post.reason_code == gates.DRAFT
        and post.reason["params"]["language"] == language
    )


def mend(workspace: Workspace, one: Copy, *, encoding: str | None, now: datetime, tell: Told) -> Mended:
    """Put a mended copy in the place of one that has something to mend; return what was done."""
    context = check_subtitles.context_of(workspace, one.film, one.language)
    mended = fixer.fixed(one.path, replace(context, encoding=encoding))
    if mended.done:
        tell(_put(workspace, one, mended.content, now=now))
    return mended


def _put(
    workspace: Workspace,
    one: Copy,
    content: bytes,
    *,
    now: datetime,
    also: Callable[[Session], None] = _nothing,
    first: Callable[[Session], None] = _nothing,
) -> tuple[int, ...]:
    """Take new bytes in as any other correction of a testimony; return the posts that are drafts again."""
    folder = files.folder(workspace.folder / "films")
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        new = (work / "given").with_suffix(intake.ending(one.path))
        files.write_whole(new, content)
        given = ((one.language, new),)
        return amend.amend(workspace, one.film.slug, {}, given, now=now, also=also, first=first).again


def findings(workspace: Workspace, slug: str, language: str | None = None) -> list[Finding]:
    """Return what is found in a testimony's copies, all languages or one, as `testimony check` finds it."""
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
        formats = check_subtitles.formats_in_use(session, film)
    places = {one.path.relative_to(workspace.folder).as_posix() for one in of_slug(workspace, slug, language)}
    try:
        found = check_subtitles.testimony(workspace, film, formats)
    except MediaError as error:
        return [check_subtitles.unreadable(film, error)]
    return [one for one in found if one.where.rpartition(":")[0] in places]
