"""The settings of a campaign whose file may change at any moment: read again as soon as its bytes are others."""

import threading
from collections.abc import Callable
from pathlib import Path

from campaign.settings import settings
from campaign.settings.declarations import Settings
from media import given_files
from media.errors import MediaError
from schedules.errors import BadRequest, ScheduleError

AT_START = ("notices", "files")  # sections that a service reads as it begins, and not again


class SettingsFile:
    """What campaign.toml says now; cheap to ask often, from any thread.

    `on_change` is called with what the file said before and says now, once for each change that can be read.
    """

    def __init__(self, path: Path, known: Settings, on_change: Callable[[Settings, Settings], None]) -> None:
        self._path, self._on_change = path, on_change
        self._raw: bytes | None = None
        self._known = self._obeyed = known
        self._error: ScheduleError | None = None
        self._lock = threading.Lock()

    def now(self) -> Settings:
        """Return the settings as the file has them; raises BadRequest where it cannot be read."""
        with self._lock:
            raw = self._bytes()
            if raw != self._raw:
                self._take(raw)
            if self._error:
                raise self._error
            return self._known

    def _bytes(self) -> bytes:
        try:
            return given_files.read(self._path, most=given_files.MEGABYTE)
        except OSError as error:
            raise BadRequest(
                "settings-unreadable", file=self._path, why=error.strerror or str(error)
            ) from None
        except MediaError as error:  # a link, or far too large
            raise BadRequest(error.code, **error.params) from None

    def _take(self, raw: bytes) -> None:
        try:
            self._known, self._error, self._raw = settings.load(self._path), None, raw
        except ScheduleError as error:
            self._error, self._raw = error, raw
            return
        if self._known != self._obeyed:
            before, self._obeyed = self._obeyed, self._known
            self._on_change(before, self._known)


def read_at_start(before: Settings, after: Settings) -> tuple[str, ...]:
    """Return the sections that changed and that a running service does not read again."""
    return tuple(one for one in AT_START if getattr(before, one) != getattr(after, one))
