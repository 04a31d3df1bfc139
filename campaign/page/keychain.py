"""Where a Page's token is stored: in the system's keyring, else in a file that only its owner can read.

Never in the campaign folder, which people share and back up. With the token is stored what Facebook said of it when
the Page was connected, so that its expiry is known without asking.
"""

import json
import os
import stat
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from media import files, json_values
from schedules.errors import BadRequest, NotReady

SERVICE = "testimony-campaign"
FILE = "page.token"
RECOMMENDED = (
    1  # keyring's own mark of a real keyring: the "fail" and "null" ones and plain-text files have less
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A token as it was kept. `expires_at` None with `ends_known`: no end. `stored_in`: keyring, file, environment.

    `app_id` and `app_secret`: the app that made it, where a person typed them.
    """

    token: str = field(repr=False)
    name: str | None = None
    expires_at: datetime | None = None
    ends_known: bool = False
    scopes: tuple[str, ...] | None = None
    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    stored_in: str = "environment"


@dataclass(frozen=True, kw_only=True)
class Keychain:
    """The place for tokens; with a `folder`, a file there and no keyring."""

    folder: Path | None = None

    @classmethod
    def at(cls, named: str | None) -> "Keychain":
        """Return the place in a folder that was named; where none was, this person's own."""
        return cls(folder=Path(named).absolute() if named else None)

    @property
    def home(self) -> Path:
        """Return the folder of this person's own settings, which no campaign folder holds."""
        return self.folder or _config_folder()

    @property
    def path(self) -> Path:
        """Return the file that keeps tokens where there is no keyring."""
        return self.home / FILE

    def keep(self, key: str, kept: Kept) -> str:
        """Keep a token in the keyring, else in the file; return which."""
        told = json.dumps(_plain(kept))
        if self.folder is None and _to_keyring(key, told):
            self._forget_file(key)  # an older one would come to light if the keyring were ever gone
            return "keyring"
        _write(self.path, {**self._file(), key: told})
        return "file"

    def read(self, key: str) -> Kept | None:
        """Return the token kept under a key; NotReady where its file is open to others or the keyring stays shut."""
        shut: NotReady | None = None
        if self.folder is None:
            try:
                told = _from_keyring(key)
            except NotReady as why:
                told, shut = None, why
            if told:
                return _kept(told, "keyring")
        told = self._file().get(key)
        if told is None and shut:
            raise shut
        return _kept(told, "file") if told is not None else None

    def forget(self, key: str) -> list[str]:
        """Remove a token everywhere; return where it was."""
        gone = ["keyring"] if self.folder is None and _drop_from_keyring(key) else []
        return gone + (["file"] if self._forget_file(key) else [])

    def _file(self) -> dict[str, str]:
        try:
            _require_private(self.path)
            told = json_values.parsed(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            raise BadRequest("token-file-broken", path=self.path) from None
        return told if isinstance(told, dict) else {}

    def _forget_file(self, key: str) -> bool:
        told = self._file()
        if told.pop(key, None) is None:
            return False
        if told:
            _write(self.path, told)
        else:
            self.path.unlink()
        return True


def key(graph_url: str, page_id: str) -> str:
    """Return the name of a Page's token: no token is ever offered to another host than the one it is for."""
    return f"{urlsplit(graph_url).netloc.lower()}/{page_id}"


def mail_key(host: str, port: int, user: str) -> str:
    """Return the name of a mail server's password: it is for one user of one server."""
    return f"mail:{host.lower()}:{port}/{user}"


def sign_on_key(issuer: str, client: str) -> str:
    """Return the name of the desk's secret at a log-in: it is for one client of one issuer."""
    return f"sign-on:{issuer}/{client}"


def _config_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir(SERVICE, appauthor=False))


def _require_private(path: Path) -> None:
    """Refuse a file that others can read; on Windows the profile's own access list protects it."""
    mode = path.stat().st_mode
    if os.name != "nt" and stat.S_IMODE(mode) & 0o077:
        raise NotReady("token-file-open", path=path)


def _write(path: Path, told: dict[str, str]) -> None:
    """Write the file whole or not at all, readable by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.write_whole(path, json.dumps(told, indent=1).encode())


def _ring() -> Any:
    """Return the system's keyring, or None where there is none worth the name."""
    try:
        import keyring

        found = keyring.get_keyring()
        return found if float(found.priority) >= RECOMMENDED else None
    except Exception:  # a broken back end is no reason to leave staff without a token
        return None


def _to_keyring(key: str, told: str) -> bool:
    ring = _ring()
    if ring is None:
        return False
    try:
        ring.set_password(SERVICE, key, told)
        return bool(ring.get_password(SERVICE, key) == told)
    except Exception:  # locked, refused by a person, without a display: the file is next
        return False


def _from_keyring(key: str) -> str | None:
    ring = _ring()
    if ring is None:
        return None
    try:
        told = ring.get_password(SERVICE, key)
    except Exception as why:
        raise NotReady("keyring-shut", why=type(why).__name__) from None
    return str(told) if told else None


def _drop_from_keyring(key: str) -> bool:
    ring = _ring()
    if ring is None or _from_keyring(key) is None:
        return False
    try:
        ring.delete_password(SERVICE, key)
    except Exception as why:
        raise NotReady("keyring-shut", why=type(why).__name__) from None
    return True


def _plain(kept: Kept) -> dict[str, Any]:
    told = asdict(kept)
    del told["stored_in"]
    return told | {"expires_at": kept.expires_at.isoformat() if kept.expires_at else None}


def _kept(told: str, stored_in: str) -> Kept:
    try:
        found = json_values.parsed(told)
        ends, scopes = found["expires_at"], found["scopes"]
        return Kept(
            token=found["token"],
            name=found["name"],
            expires_at=datetime.fromisoformat(ends) if ends else None,
            ends_known=found["ends_known"],
            scopes=None if scopes is None else tuple(scopes),
            app_id=found.get("app_id"),
            app_secret=found.get("app_secret"),
            stored_in=stored_in,
        )
    except (ValueError, KeyError, TypeError):
        raise BadRequest("token-store-broken", place=stored_in) from None
