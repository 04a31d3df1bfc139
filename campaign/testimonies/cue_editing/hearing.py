"""Drafts made from the speech of a film for somebody at an editor: one at a time, each with how far it is."""

import glob
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from campaign.testimonies.cue_editing import judging, working_copy
from campaign.testimonies.cue_editing.working_copy import NotThere, Standing
from campaign.testimonies.film_subtitles import aligned_subtitles, speech_subtitles
from campaign.testimonies.film_subtitles.speech_subtitles import Drafted, Wanted
from campaign.workspace import Workspace
from media import files
from media.errors import MediaError
from media.subtitles import transcripts
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model import campaign_paths
from schedules.model.records import Testimony

State = Literal["none", "running", "done", "failed"]
Key = tuple[Path, str, str]
_lock = threading.Lock()
_last: dict[Key, "_Hearing"] = {}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a draft is: its state, how much is done (0 to 1), why it failed, and posts that are drafts again."""

    state: State = "none"
    part: float = 0.0
    refused: ScheduleError | MediaError | None = None
    again: tuple[int, ...] = ()


class _Hearing(threading.Thread):
    """One draft under way."""

    def __init__(self, slug: str, work: Callable[[Callable[[float], None]], tuple[int, ...]]) -> None:
        super().__init__(daemon=True, name="hearing")
        self.slug, self._work, self.progress = slug, work, Progress(state="running")

    def run(self) -> None:
        try:
            again = self._work(self._told)
            self.progress = Progress(state="done", part=1.0, again=again)
        except (ScheduleError, MediaError) as error:
            self.progress = Progress(state="failed", refused=error)
        except OSError as error:  # a disk that is full, or a file that is gone
            self.progress = Progress(state="failed", refused=BadRequest("hearing-failed", why=error.strerror))

    def _told(self, part: float) -> None:
        self.progress = Progress(state="running", part=min(max(part, 0.0), 1.0))


def begin(
    workspace: Workspace, slug: str, language: str, text: str | None, *, clock: Callable[[], datetime]
) -> Progress:
    """Begin to write down what is said in a film, or, of a transcript's `text`, when it is said.

    Raises NotThere, BadRequest where another language is spoken, a person made or checked what is there or is working
    on it, NotInstalled without recogniser or model, NotReady while another film is heard.
    """
    found = _ready(workspace, slug, language, clock())
    speech_subtitles.standing(workspace, found.film, language)
    speech_subtitles.model(workspace.settings.speech.model, language)
    key = (workspace.folder, slug, language)
    with _lock:
        if busy := next((one for one in _last.values() if one.is_alive()), None):
            raise NotReady("hearing-busy", slug=busy.slug)
        _last[key] = _Hearing(slug, lambda told: _hear(workspace, found, text, clock, told))
        _last[key].start()
    return progress(workspace, slug, language)


def hindered(workspace: Workspace, film: Testimony, language: str) -> ScheduleError | MediaError | None:
    """Return why no draft of a film can be made in a language on this computer; None where it can."""
    if film.language != language:
        return BadRequest("hearing-language", language=film.language)
    try:
        speech_subtitles.model(workspace.settings.speech.model, language)
    except (ScheduleError, MediaError) as error:
        return error
    return None


def progress(workspace: Workspace, slug: str, language: str) -> Progress:
    """Return how far the last draft is that was begun of these subtitles."""
    last = _last.get((workspace.folder, slug, language))
    return last.progress if last else Progress()


def _ready(workspace: Workspace, slug: str, language: str, now: datetime) -> Standing:
    with workspace.store.read() as session:
        found = working_copy.standing(session, workspace, slug, language, now=now)
    if found.film.language != language:
        raise BadRequest("hearing-language", language=found.film.language)
    if found.working:
        raise BadRequest("hearing-worked-on")
    return found


def _hear(
    workspace: Workspace,
    found: Standing,
    text: str | None,
    clock: Callable[[], datetime],
    told: Callable[[float], None],
) -> tuple[int, ...]:
    made = _made(workspace, found, text, told)
    try:
        _ready(workspace, found.film.slug, found.language, clock())
    except NotThere:
        _forget(workspace, found)
        raise
    return speech_subtitles.join(workspace, found.film, made, now=clock())


def _made(workspace: Workspace, found: Standing, text: str | None, told: Callable[[float], None]) -> Drafted:
    film = found.film
    wanted = Wanted(
        language=found.language,
        model=workspace.settings.speech.model,
        names=speech_subtitles.names(film, workspace.settings.organisations),
        kept=campaign_paths.heard(workspace.folder, film),
        part=(film.from_ms, film.film_ms if film.to_ms is None else film.to_ms),
    )
    seen, context = judging.facts(workspace, film), speech_subtitles.context(workspace)
    if text is None:
        return speech_subtitles.drafted(seen, wanted, context, told=told)
    said, _ = transcripts.without_marks(text)
    return aligned_subtitles.timed(seen, said, wanted, context, told=told)


def _forget(workspace: Workspace, found: Standing) -> None:
    """Delete what was heard of a film that was erased while it was heard."""
    begin = campaign_paths.heard(workspace.folder, found.film)
    for one in begin.parent.glob(f"{glob.escape(begin.name)}-*"):
        files.remove_file(one)
