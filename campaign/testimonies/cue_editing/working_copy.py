"""The working copy of subtitles: what somebody is typing, kept at once, and no film's before it is said to be.

What stands is told by a version of three parts: the film, the campaign's own copy, and what was worked on since. Who
brings an older one is told which of them changed, and loses nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sqlmodel import Session

from campaign.testimonies.cue_editing import given_cues
from campaign.workspace import Workspace
from media import untouched
from media.errors import MediaError
from media.subtitles import draft, reader
from media.subtitles.reader import Opened
from schedules.consent import film_views
from schedules.database import colleagues, subtitle_versions, testimonies, withdrawals
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.edited_subtitles import EditedCue, SubtitleVersion
from schedules.model.records import Testimony

AGAIN = timedelta(minutes=10)  # what was worked on for so long becomes a version of its own
Part = Literal["film", "kept", "working"]


class NotThere(BadRequest):
    """There are no such subtitles to be edited: no such film or language, or nothing of it may be shown."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the subtitles of a film in a language stand: the campaign's own copy, and the newest version.

    `file` is None where there is no copy, or it cannot be read.
    """

    film: Testimony
    language: str
    file: Opened | None
    newest: SubtitleVersion | None

    @property
    def base_sha256(self) -> str:
        """The hash of the campaign's copy; "" where it has none."""
        return self.film.subtitles_sha256.get(self.language, "")

    @property
    def working(self) -> SubtitleVersion | None:
        """The working copy, where somebody has one."""
        return self.newest if self.newest and self.newest.kind == "working" else None

    @property
    def is_overtaken(self) -> bool:
        """Whether the campaign's copy is another than the one that was worked on."""
        return self.working is not None and self.working.base_sha256 != self.base_sha256

    @property
    def kept(self) -> tuple[EditedCue, ...]:
        """The cues of the campaign's copy."""
        shown = sorted(self.file.shown, key=lambda one: (one.start_ms, one.end_ms)) if self.file else ()
        return given_cues.numbered([one for one in shown if one.text])

    @property
    def cues(self) -> tuple[EditedCue, ...]:
        """The cues as they are edited: of the working copy, else of the campaign's."""
        return self.working.cues if self.working else self.kept

    @property
    def unchecked(self) -> draft.Kind | None:
        """What a machine made of the campaign's copy and nobody has checked yet."""
        return self.file.unchecked if self.file else None

    @property
    def version(self) -> str:
        """What tells it from itself after any change."""
        working = (self.working.number, self.working.cues) if self.working else ""
        parts = ((self.film.id, self.film.film_sha256), self.base_sha256, working)
        return "-".join(hashlib.sha256(repr(part).encode()).hexdigest()[:12] for part in parts)


class Stale(Exception):
    """What somebody made a change from is no longer what stands; `what` was changed meanwhile."""

    def __init__(self, standing: Standing, made_from: str) -> None:
        super().__init__(made_from)
        self.standing = standing
        self.what = _changed(standing.version, made_from)


def _changed(now: str, made_from: str) -> Part:
    parts: tuple[Part, ...] = ("film", "kept", "working")
    pairs = zip(parts, now.split("-"), made_from.split("-"), strict=False)
    return next((name for name, is_now, was in pairs if is_now != was), "working")


def standing(session: Session, workspace: Workspace, slug: str, language: str, *, now: datetime) -> Standing:
    """Return how subtitles stand; raises NotThere where there are none that may be edited, AstrayPath."""
    try:
        film = testimonies.testimony(session, slug)
    except BadRequest as unknown:
        raise NotThere(unknown.code, **unknown.params) from None
    over = film_views.is_film_over(session, film, now=now, campaign=workspace.campaign)
    if over or withdrawals.forbids(session, film.id, language):
        raise NotThere("subtitles-film-over", slug=film.slug)
    if language not in film.subtitles and language not in workspace.settings.languages:
        raise NotThere("subtitles-none", language=language, slug=film.slug)
    return Standing(
        film=film,
        language=language,
        file=_file(workspace, film, language),
        newest=subtitle_versions.newest(session, film.id, language),
    )


def _file(workspace: Workspace, film: Testimony, language: str) -> Opened | None:
    if language not in film.subtitles:
        return None
    path = campaign_paths.subtitles(workspace.folder, film, language)
    try:
        return _opened(path, language, untouched.mark(path))
    except (MediaError, OSError):  # its page says so
        return None


@lru_cache(
    maxsize=8
)  # a thousand cues take a fifth of a second to read, and are asked for at each pause of a typist
def _opened(path: Path, language: str, _mark: str) -> Opened:
    return reader.opened(path, language=language)


def save(
    workspace: Workspace,
    slug: str,
    language: str,
    cues: Sequence[EditedCue],
    *,
    made_from: str,
    apart: bool = False,
    now: datetime,
) -> str:
    """Keep what somebody typed, and return the version that it is now; the same sent twice is kept once.

    `apart`: what it is written over stays a version, as where somebody chose between two.
    Raises Stale where it was made from another version than stands, NotThere as `standing` does.
    """
    cues = tuple(cues)
    with workspace.store.write() as session:
        found = standing(session, workspace, slug, language, now=now)
        if found.cues == cues and not found.is_overtaken:
            return found.version
        require(found, made_from)
        _keep_first(session, found, now)
        _write(session, found, cues, now, apart=apart)
        session.flush()
        return standing(session, workspace, slug, language, now=now).version


def require(found: Standing, made_from: str) -> None:
    """Raise Stale where a change was made from another version than stands."""
    if found.version != made_from:
        raise Stale(found, made_from)


def _keep_first(session: Session, found: Standing, now: datetime) -> None:
    """Keep the campaign's copy as a version, before it is worked on for the first time."""
    known = found.newest and (
        found.newest.base_sha256 == found.base_sha256 or found.newest.cues == found.kept
    )
    if known or not found.file:
        return
    subtitle_versions.add(
        session, found.film.id, found.language, "kept", found.kept,
        base_sha256=found.base_sha256, by_person_id=None, now=now,
    )  # fmt: skip


def _write(
    session: Session, found: Standing, cues: Sequence[EditedCue], now: datetime, *, apart: bool
) -> None:
    """Go on with the working copy, or begin another: `apart`, or as this one is old, somebody else's, overtaken."""
    acting, before = colleagues.behind(session, colleagues.STAFF), found.working
    if before is not None:
        same = before.by_person_id == acting and before.base_sha256 == found.base_sha256
        if same and not apart and now - before.begun_at < AGAIN:
            return subtitle_versions.change(session, before.number, cues=cues, now=now)
        subtitle_versions.change(session, before.number, kind="left")
    subtitle_versions.add(
        session, found.film.id, found.language, "working", cues,
        base_sha256=found.base_sha256, by_person_id=acting, now=now,
    )  # fmt: skip
    return None


def discard(workspace: Workspace, slug: str, language: str, *, made_from: str, now: datetime) -> str:
    """Go back to the campaign's copy; what was worked on stays a version. Returns the version that stands now.

    Raises as `save` does.
    """
    with workspace.store.write() as session:
        found = standing(session, workspace, slug, language, now=now)
        if found.working is None:
            return found.version
        require(found, made_from)
        subtitle_versions.change(session, found.working.number, kind="left")
        session.flush()
        return standing(session, workspace, slug, language, now=now).version
