"""The name that this computer knows of whoever works here.

It is kept in this user's own settings, never in a campaign folder: that is shared and copied, and whoever opens it
elsewhere is somebody else.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from media import files, json_values
from schedules.database.colleagues import Acting

FILE = "own-name.json"
_LARGEST = 4096  # bytes; ours has some dozens


@dataclass(frozen=True, kw_only=True)
class OwnName:
    """Who works at this computer.

    `given` is a name that was given for this command alone, and stands above the one that is kept; `system` is what
    the system calls this user, which is offered, and used where nobody could be asked.
    """

    folder: Path
    given: str | None = None
    system: str | None = None

    @property
    def path(self) -> Path:
        """Return the file that keeps it."""
        return self.folder / FILE

    @property
    def kept(self) -> str | None:
        """Return the name that is kept; "" where somebody wanted none, None where nobody was asked yet."""
        try:
            with self.path.open("rb") as file:
                told = json_values.parsed(file.read(_LARGEST).decode())
        except (OSError, ValueError):
            return None
        name = told.get("name") if isinstance(told, dict) else None
        return " ".join(name.split()) if isinstance(name, str) else None

    @property
    def is_to_ask(self) -> bool:
        """Return whether nobody was asked yet."""
        return self.given is None and self.kept is None

    @property
    def name(self) -> str | None:
        """Return under which name acts are written; None: under none."""
        if self.given is not None:
            return self.given
        kept = self.kept
        return (self.system if kept is None else kept) or None

    @property
    def acting(self) -> Acting:
        """Return who acts here."""
        return Acting(name=self.name)

    def keep(self, name: str) -> None:
        """Keep a name, "" for none, in the place of the one before. Raises OSError where it cannot be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_whole(self.path, json.dumps({"name": name}).encode())
