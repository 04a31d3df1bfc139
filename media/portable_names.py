"""Names that every computer can store, paths as people type them, and a file as its folder spells it."""

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from media.errors import BadInput

_LONGEST = 240  # bytes of one part of a name: systems allow 255
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)


def is_fit(part: str) -> bool:
    """Tell whether every computer can store a file of this name: also Windows, which knows devices and no last dot."""
    if part in ("", ".", "..") or _UNFIT.search(part) or part.rstrip(" .") != part:
        return False
    if _DEVICES.fullmatch(part) or len(part.encode()) > _LONGEST:
        return False
    return all(kind(part).parts == (part,) for kind in (PurePosixPath, PureWindowsPath))


def require_fit(path: PurePath, platform: str) -> None:
    """Refuse a new file's or folder's name that Windows would take for a device, a stream or another name.

    There is no error from Windows itself: what is written to `CON`, `NUL` or `18:30.html` is gone. Elsewhere
    (`platform` as `sys.platform`) any name goes. Raises BadInput.
    """
    if platform == "win32" and path.name and not is_fit(path.name):
        raise BadInput("name-unfit-here", path=str(path), name=path.name)


def typed(text: str, platform: str) -> Path:
    """Return the path that a person typed: `~` is their own folder, also where the shell leaves it, as PowerShell does.

    On Windows (`platform` as `sys.platform`) a backslash before the closing quotation mark makes that mark part of the
    path, and all that follows it. Raises BadInput where more than the mark was taken in.
    """
    if platform == "win32" and '"' in text:
        head, _, tail = text.removeprefix('"').partition('"')
        if tail.strip():
            raise BadInput("path-took-more", path=head, rest=tail.strip())
        text = head
    return Path.home() / text[2:] if text[:2] in ("~/", "~\\") else Path.home() if text == "~" else Path(text)


def as_spelled(path: Path) -> Path:
    """Return a path as the disk spells it, where that writes accents otherwise, as macOS does; else as it is.

    Where é is one letter to one of them and e with an accent to the other, people see no difference.
    """
    if str(path).isascii() or os.path.lexists(path) or path.parent == path:
        return path
    folder, wanted = as_spelled(path.parent), unicodedata.normalize("NFC", path.name)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if unicodedata.normalize("NFC", entry.name) == wanted:
                return folder / entry.name
    return path
