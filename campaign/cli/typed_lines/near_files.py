"""Which file was meant by a name that no file has: the one in the same folder whose name is nearly that."""

import difflib
import errno
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from media.text.folding import folded

_ABSENT = (
    "film-missing",
    "picture-missing",
    "subtitles-missing",
    "identity-missing",
    "subtitles-nowhere",
    "subtitles-nowhere-bare",
)
_NAMED = ("path", "file")  # parameters that name the file which was typed
_MOST = 2_000  # names of a folder that are looked at
_NEAR = 0.85


def campaign_folder(asked: Path, file: str) -> Path | None:
    """Return the folder with a settings file beside one that has none, whose name is nearly its own; else None."""
    try:
        with os.scandir(asked.parent) as entries:
            names = [one.name for one in islice(entries, _MOST) if (asked.parent / one.name / file).is_file()]
    except OSError:
        return None
    spelt = {folded(name): name for name in names}
    near = difflib.get_close_matches(folded(asked.name), spelt, n=1, cutoff=_NEAR)
    return asked.with_name(spelt[near[0]]) if near else None


def meant(code: str, params: Mapping[str, object]) -> str | None:
    """Return the nearest file's path where an error says that there is none of a name; None where none is near."""
    if code not in _ABSENT and os.strerror(errno.ENOENT) not in params.values():
        return None
    typed = next((Path(str(params[name])) for name in _NAMED if params.get(name)), None)
    if typed is None or typed.exists():
        return None
    try:
        with os.scandir(typed.parent) as entries:
            names = {folded(one.name): one.name for one in islice(entries, _MOST) if one.is_file()}
    except OSError:
        return None
    near = difflib.get_close_matches(folded(typed.name), names, n=1, cutoff=_NEAR)
    same = [name for name in names.values() if folded(Path(name).stem) == folded(typed.stem)]
    found = names[near[0]] if near else same[0] if len(same) == 1 else None
    return str(typed.with_name(found)) if found else None
