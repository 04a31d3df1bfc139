"""Writes the Page's number into campaign.toml, every comment kept; where that cannot be done safely, not at all."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from media import files, toml_values


def write_page(path: Path, page_id: str) -> bool:
    """Put `id` under [page]; return whether the file now says so and is otherwise the same."""
    raw = path.read_bytes().decode("utf-8")
    text = raw.replace("\r\n", "\n")
    for new in candidates(text, f'id = "{page_id}"'):
        if _same_but_page(text, new, page_id):
            files.write_whole(
                path, (new.replace("\n", "\r\n") if "\r\n" in raw else new).encode(), keep_mode=True
            )
            return True
    return False


def candidates(text: str, line: str) -> Iterator[str]:
    """Yield the settings with the line under [page], in the example's place for it, or at the end."""
    yield re.sub(r"(?m)^\[page\][ \t]*(#.*)?$", rf"\g<0>\n{line}", text, count=1)
    yield re.sub(r'(?m)^# \[page\]\n# id = "\d+"', f"[page]\n{line}", text, count=1)
    yield f"{text.rstrip(chr(10))}\n\n[page]\n{line}\n".lstrip("\n")


def _same_but_page(old: str, new: str, page_id: str) -> bool:
    try:
        before, after = (toml_values.parsed(text.lstrip("\ufeff")) for text in (old, new))
    except tomllib.TOMLDecodeError:
        return False
    wanted: dict[str, object] = {**before, "page": {**before.get("page", {}), "id": page_id}}
    return after == wanted
