"""Which servers a person confirmed as receivers of which secret: kept beside the token, never in a campaign folder.

A campaign folder is shared, restored and edited by others; what it names gets a secret only once a person of this
computer said so.
"""

import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.settings.receivers import Receiver
from media import files, json_values
from schedules.errors import BadRequest, NotReady

FILE = "confirmed-hosts.json"


@dataclass(frozen=True, kw_only=True)
class ConfirmedHosts:
    """What was confirmed, in a file of the folder of this person's own settings."""

    folder: Path

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.folder / FILE

    def lacking(self, receivers: Iterable[Receiver]) -> list[Receiver]:
        """Return those that somebody must confirm first; NotReady where others could have written the file."""
        asked = [one for one in receivers if not one.needs_no_word]
        known = self._known() if asked else set()
        return [one for one in asked if str(one) not in known]

    def confirm(self, receivers: Iterable[Receiver]) -> None:
        """Keep that these are right."""
        self._write(self._known() | {str(one) for one in receivers})

    def forget(self, receivers: Iterable[Receiver]) -> None:
        """Keep no longer that these are right."""
        self._write(self._known() - {str(one) for one in receivers})

    def _write(self, known: set[str]) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_whole(self.path, json.dumps(sorted(known), indent=1).encode())

    def _known(self) -> set[str]:
        try:
            told = json_values.parsed(self._text())
        except FileNotFoundError:
            return set()
        except ValueError:
            raise BadRequest("hosts-file-broken", path=self.path) from None
        if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
            raise BadRequest("hosts-file-broken", path=self.path)
        return set(told)

    def _text(self) -> str:
        if self.path.is_symlink():
            raise NotReady("hosts-file-open", path=self.path)
        with self.path.open(encoding="utf-8") as file:
            _require_own(os.fstat(file.fileno()), self.path)
            return file.read()


def _require_own(found: os.stat_result, path: Path) -> None:
    """Refuse a file that somebody else may have written; on Windows the profile's own access list protects it."""
    if os.name == "nt":
        return
    if found.st_uid not in (0, os.geteuid()) or stat.S_IMODE(found.st_mode) & 0o022:
        raise NotReady("hosts-file-open", path=path)
