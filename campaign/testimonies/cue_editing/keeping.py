"""A working copy becomes the campaign's subtitles, by the way that every correction of a testimony takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlmodel import Session

from campaign.checks.facts import OVER
from campaign.posts import void_approvals
from campaign.testimonies import amend
from campaign.testimonies.cue_editing import doubt, given_cues, working_copy
from campaign.testimonies.cue_editing.working_copy import Standing
from campaign.testimonies.film_subtitles import subtitle_copies
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import BadInput
from media.findings import Finding
from media.subtitles import draft, reader
from media.subtitles.cues import word_times, words
from media.subtitles.cues.words import Word
from schedules.consent import subtitle_languages
from schedules.database import posts, subtitle_versions
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.edited_subtitles import EditedCue
from schedules.model.records import Post
from schedules.model.states import State


class Refused(BadRequest):
    """A subtitle keeps a working copy from being kept: `cue` is its number there, `finding` what is wrong with it."""

    def __init__(self, cue: EditedCue, place: int, finding: Finding) -> None:
        super().__init__("cues-refused", number=place)
        self.cue, self.finding = cue, finding


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What follows where a working copy is kept, by numbers of posts.

    Those whose yeses are `void`, those whose film is `rendered` anew, and those that are `live`: their film stays.
    """

    void: tuple[int, ...]
    rendered: tuple[int, ...]
    live: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of it: the version that stands now, posts that are drafts again, and what only warns."""

    version: str
    again: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


def foreseen(session: Session, workspace: Workspace, found: Standing) -> Consequences:
    """Return what would follow; nothing is done."""
    theirs = [
        one
        for one in posts.posts(session)
        if one.testimony_id == found.film.id
        and one.state not in OVER
        and found.language in subtitle_languages.shown(workspace.folder, found.film, one.language)
    ]
    waiting = [one for one in theirs if one.state is not State.PUBLISHED]
    return Consequences(
        void=tuple(sorted(one.number for one in waiting if _loses(session, workspace, one))),
        rendered=tuple(sorted(one.number for one in waiting if one.is_film)),
        live=tuple(sorted(one.number for one in theirs if one.state is State.PUBLISHED)),
    )


def _loses(session: Session, workspace: Workspace, post: Post) -> bool:
    return workspace.rules.approval != "off" and void_approvals.yeses(session, workspace, post).standing > 0


def keep(workspace: Workspace, slug: str, language: str, *, made_from: str, now: datetime) -> Kept:
    """Make the working copy the campaign's subtitles; nothing is done where there is none.

    Raises Stale, NotThere as `working_copy.save` does, BadRequest where no subtitle has a text, Refused where one
    cannot be timed, and as `amend` does.
    """
    with workspace.store.read() as session:
        found = working_copy.standing(session, workspace, slug, language, now=now)
    if found.working is None:
        return Kept(version=found.version)
    working_copy.require(found, made_from)
    if not given_cues.plain(found.cues):
        raise BadRequest("cues-without-text")
    folder = files.folder(workspace.folder / campaign_paths.FILMS)
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        given = _written(workspace, found, work)
        try:
            done = amend.amend(
                workspace,
                slug,
                {},
                ((language, given),),
                now=now,
                first=_still(workspace, slug, language, made_from, now),
                also=partial(_noted, workspace, slug, language, now),
            )
        except BadInput as error:
            raise _of_cue(error, found, given) from error
    with workspace.store.read() as session:
        after = working_copy.standing(session, workspace, slug, language, now=now)
    return Kept(version=after.version, again=done.again, findings=done.findings)


def _of_cue(error: BadInput, found: Standing, given: Path) -> BadInput | Refused:
    """Return why a file is refused as what is wrong with a subtitle, where it is that."""
    finding = error.params.get("finding")
    if not isinstance(finding, Finding):
        return error
    line = int(finding.where.rpartition(":")[2])
    places = [raw.line for raw in reader.opened(given, language=found.language).raw]
    place = max(1, sum(one <= line for one in places))
    return Refused(given_cues.written(found.cues)[place - 1], place, finding)


def check_off(
    workspace: Workspace, slug: str, language: str, *, made_from: str, who: str, now: datetime
) -> Kept:
    """Let subtitles say who checked them, once what was worked on is kept.

    Raises as `keep` does, and BadRequest where nobody is named or there is nothing to check.
    """
    if not who.strip():
        raise BadRequest("desk-checked-who")
    kept = keep(workspace, slug, language, made_from=made_from, now=now)
    with workspace.store.read() as session:
        found = working_copy.standing(session, workspace, slug, language, now=now)
    working_copy.require(found, kept.version)
    if found.unchecked is None:
        raise BadRequest("desk-not-a-draft")
    again = list(kept.again)
    subtitle_copies.check_off(
        workspace,
        subtitle_copies.of_slug(workspace, slug, language),
        who=who,
        now=now,
        day=now.astimezone(workspace.rules.zone).date(),
        tell=again.extend,
        first=_still(workspace, slug, language, kept.version, now),
    )
    with workspace.store.read() as session:
        after = working_copy.standing(session, workspace, slug, language, now=now)
    return Kept(version=after.version, again=tuple(sorted(set(again))), findings=kept.findings)


def _still(
    workspace: Workspace, slug: str, language: str, made_from: str, now: datetime
) -> Callable[[Session], None]:
    def look(session: Session) -> None:
        working_copy.require(working_copy.standing(session, workspace, slug, language, now=now), made_from)

    return look


def _noted(workspace: Workspace, slug: str, language: str, now: datetime, session: Session) -> None:
    """Let the version say that it is the campaign's own now."""
    session.flush()
    found = working_copy.standing(session, workspace, slug, language, now=now)
    if found.working:
        subtitle_versions.change(
            session, found.working.number, kind="kept", base_sha256=found.base_sha256, now=now
        )


def _written(workspace: Workspace, found: Standing, folder: Path) -> Path:
    """Write a working copy as a file of the campaign's: with the mark of the older one, and the words that stayed."""
    cues = given_cues.plain(found.cues)
    known = _words(workspace, found)
    spoken = word_times.kept(known, cues) if known else ()
    doubted = spoken if found.unchecked == "recognised" else ()
    text = draft.as_vtt(cues, doubted, language=found.language, kind=None)
    if found.file and found.file.mark:
        text = draft.carried(found.file.text, text)
    place = folder / f"{found.language}.vtt"
    files.write_whole(place, text.encode())
    if spoken:
        words.write(words.beside(place), spoken)
    return place


def _words(workspace: Workspace, found: Standing) -> tuple[Word, ...]:
    if found.file is None:
        return ()
    try:
        return doubt.beside(found.file.path)
    except BadInput:
        return ()
