"""Prints every dependency of pyproject.toml pinned to its floor, for pip: `>=X` becomes `==X`."""

import re
import sys
import tomllib
from pathlib import Path


def floors(pyproject: Path, extras: list[str]) -> list[str]:
    """Return one `name==floor` per dependency of the project and of the named extras."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [
        line for extra in extras for line in project["optional-dependencies"][extra]
    ]
    found = [re.match(r"([A-Za-z0-9_.-]+)\s*>=\s*([^,;\s]+)", line) for line in wanted]
    missing = [line for line, match in zip(wanted, found, strict=True) if not match]
    if missing:
        sys.exit(f"no floor (>=) for: {', '.join(missing)}")
    return [f"{match[1]}=={match[2]}" for match in found if match]


if __name__ == "__main__":
    sys.stdout.write("\n".join(floors(Path(__file__).parent.parent / "pyproject.toml", sys.argv[1:])) + "\n")
