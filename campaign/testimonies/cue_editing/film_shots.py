"""The changes of picture in a film: sought once, at low priority, kept beside the film, and erased with it."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from campaign.testimonies.cue_editing import film_peaks, judging
from campaign.workspace import Workspace
from media import files, given_files, json_values
from media.errors import BadInput, MediaError
from media.sources import shots
from schedules.errors import ScheduleError
from schedules.model import campaign_paths
from schedules.model.records import Testimony

MOST_MS = 3_600_000  # of a film in which they are sought: every picture of it is decoded
PATIENCE_S = 1.0  # how long somebody waits who asks first; the work goes on
_LARGEST = 1_000_000  # bytes
_lock = threading.Lock()
_begun: set[Path] = set()  # by this process; a film in which they cannot be found or kept is not sought twice


def kept(workspace: Workspace, film: Testimony) -> tuple[int, ...] | None:
    """Return the milliseconds at which another shot begins, where they are kept; else None. Raises AstrayPath."""
    if film.film_ms > MOST_MS:
        return ()
    try:
        said = json_values.parsed(given_files.read(_place(workspace, film), most=_LARGEST))
        return tuple(int(one) for one in said["shots_ms"])
    except (OSError, BadInput, ValueError, KeyError, TypeError):
        return None


def of(workspace: Workspace, film: Testimony, *, clock: Callable[[], datetime]) -> tuple[int, ...] | None:
    """Return them; None where they are still sought after a while. Raises AstrayPath."""
    found = kept(workspace, film)
    if found is None:
        place = _place(workspace, film)
        with _lock:
            is_first = place not in _begun
            _begun.add(place)
        if is_first:
            work = threading.Thread(
                target=_seek, args=(workspace, film, place, clock), daemon=True, name="shots"
            )
            work.start()
            work.join(PATIENCE_S)
            return kept(workspace, film)
    return found


def _place(workspace: Workspace, film: Testimony) -> Path:
    """Where they are kept: named by the film that they are of."""
    picture = hashlib.sha256(film.film_sha256.encode()).hexdigest()[:16]
    path = campaign_paths.film(workspace.folder, film)
    return path.with_name(f"{path.stem}{campaign_paths.SHOTS}-{picture}.json")


def _seek(workspace: Workspace, film: Testimony, place: Path, clock: Callable[[], datetime]) -> None:
    with suppress(ScheduleError, MediaError, OSError):  # they help whoever edits; nothing waits for them
        found = shots.changes(judging.facts(workspace, film))
        content = json.dumps({"shots_ms": found}).encode()
        film_peaks.keep_while_shown(workspace, film, place, lambda: files.write_whole(place, content), clock)
