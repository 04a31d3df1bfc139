"""Writes the Page's number into campaign.toml, every comment kept; where that cannot be done safely, not at all."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def adopt(path: Path, page_id: str) -> bool:
    """Put `id` under [page]; return whether the file now says so and is otherwise the same."""
    raw = path.read_bytes().decode("utf-8")
    text = raw.replace("\r\n", "\n")
    for new in candidates(text, f'id = "{page_id}"'):
        if _same_but_page(text, new, page_id):
            _replace(path, (new.replace("\n", "\r\n") if "\r\n" in raw else new).encode())
            return True
    return False


def candidates(text: str, line: str) -> Iterator[str]:
    """Yield the settings with the line under [page], in the example's place for it, or at the end."""
    yield re.sub(r"(?m)^\[page\][ \t]*(#.*)?$", rf"\g<0>\n{line}", text, count=1)
    yield re.sub(r'(?m)^# \[page\]\n# id = "\d+"', f"[page]\n{line}", text, count=1)
    yield f"{text.rstrip(chr(10))}\n\n[page]\n{line}\n".lstrip("\n")


def _same_but_page(old: str, new: str, page_id: str) -> bool:
    try:
        before, after = tomllib.loads(old.lstrip("\ufeff")), tomllib.loads(new.lstrip("\ufeff"))
    except tomllib.TOMLDecodeError:
        return False
    wanted: dict[str, Any] = {**before, "page": {**before.get("page", {}), "id": page_id}}
    return after == wanted


def _replace(path: Path, content: bytes) -> None:
    """Put a whole new file in the place of the old one, with its permissions."""
    handle, name = tempfile.mkstemp(prefix=".campaign-toml-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path.resolve())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
