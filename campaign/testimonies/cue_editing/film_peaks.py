"""The peaks of a film's sound: made once beside whoever asks for them, kept beside the film, and erased with it."""

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from campaign.testimonies.cue_editing import judging
from campaign.workspace import Workspace
from media import files
from media.errors import MediaError
from media.sources import audio
from media.sources.audio import Peaks
from media.sources.probe import Film
from schedules.consent import film_views
from schedules.database import testimonies
from schedules.errors import ScheduleError
from schedules.model import campaign_paths
from schedules.model.records import Testimony

PATIENCE_S = 8.0  # how long somebody waits who asks first; the work goes on
_lock = threading.Lock()
_under_way: dict[Path, "_Making"] = {}


class _Making(threading.Thread):
    """Makes the peaks of one film; `refused` is why it could not."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="peaks")
        self._work = work
        self.refused: ScheduleError | MediaError | None = None

    def run(self) -> None:
        try:
            self._work()
        except (ScheduleError, MediaError) as error:
            self.refused = error


def of(
    workspace: Workspace, film: Testimony, *, clock: Callable[[], datetime], patience_s: float = PATIENCE_S
) -> Peaks | None:
    """Return the peaks of a film's sound; None where they are still being made after a while.

    Raises BadInput for a film that cannot be read, AstrayPath.
    """
    place = _place(workspace, film)
    if found := audio.kept_peaks(place):
        return found
    with _lock:
        making = _under_way.get(place)
        if making is None:
            making = _Making(lambda: _make(workspace, film, place, clock))
            _under_way[place] = making
            making.start()
    making.join(patience_s)
    if making.is_alive():
        return None
    with _lock:
        if _under_way.get(place) is making:
            del _under_way[place]
    if making.refused:
        raise making.refused
    return audio.kept_peaks(place)


def heard(workspace: Workspace, film: Testimony) -> tuple[tuple[int, int], ...] | None:
    """Return the stretches of a film in which something is heard, where its peaks are kept; else None."""
    found = audio.kept_peaks(_place(workspace, film))
    return found.heard if found else None


def _place(workspace: Workspace, film: Testimony) -> Path:
    """Where a film's peaks are kept: named by which sound of which film they are of."""
    sound = hashlib.sha256(f"{film.film_sha256} {film.sound_track}".encode()).hexdigest()[:16]
    path = campaign_paths.film(workspace.folder, film)
    return path.with_name(f"{path.stem}{campaign_paths.PEAKS}-{sound}.bin")


def _make(workspace: Workspace, film: Testimony, place: Path, clock: Callable[[], datetime]) -> None:
    seen: Film = judging.facts(workspace, film)
    made = audio.peaks(seen)
    with suppress(OSError):  # a disk that is full: they are made anew the next time
        keep_while_shown(workspace, film, place, lambda: audio.keep_peaks(place, made), clock)


def keep_while_shown(
    workspace: Workspace,
    film: Testimony,
    place: Path,
    write: Callable[[], None],
    clock: Callable[[], datetime],
) -> None:
    """Keep beside a film what was found in it, unless the film is over before or after that. Raises OSError."""
    if _is_over(workspace, film, clock()):
        return
    write()
    if _is_over(workspace, film, clock()):
        files.remove_file(place)


def _is_over(workspace: Workspace, film: Testimony, now: datetime) -> bool:
    """Tell whether nothing of a film may be shown any more, or it was taken out."""
    with workspace.store.read() as session:
        found = testimonies.testimony_by_id(session, film.id)
        if found.film_path == campaign_paths.GONE:
            return True
        return film_views.is_film_over(session, found, now=now, campaign=workspace.campaign)
