"""What a refusal says of a file that came through a browser: by the name that its person gave it, not our copy's."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from media.findings import Detail, Finding


def named(params: Mapping[str, object], path: Path, name: str) -> dict[str, object]:
    """Return what a refusal says, with the name that its person knows in the place of our copy's."""
    found: dict[str, object] = {}
    for key, said in params.items():
        if isinstance(said, Finding):
            where = said.where.replace(str(path), name)
            found[key] = replace(said, where=where, params=named(said.params, path, name))
        elif isinstance(said, Detail):
            found[key] = replace(said, params=named(said.params, path, name))
        elif isinstance(said, str | Path):
            found[key] = str(said).replace(str(path), name)
        else:
            found[key] = said
    return found
