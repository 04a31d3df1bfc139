"""A campaign in whose folder lines are mistyped, and what their answers offer."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from PIL import Image

from campaign.cli.app import root
from tests.paths import REPOSITORY

FILM = REPOSITORY / "tests/data/reel.mp4"


@cache
def photo() -> bytes:
    """A photo's file, encoded once: each of hundreds of working folders has some."""
    made = BytesIO()
    Image.new("RGB", (1200, 1200), "teal").save(made, "JPEG")
    return made.getvalue()


def founded(made: Path, *, films: Sequence[str], posts: int, organisation: str) -> Path:
    """Make a campaign with a testimony of each short name, of an organisation, and so many drafts."""
    film = f"--to 2 --speaker An --role host --organisation {organisation} --language nl".split()
    lines = [
        ["init", str(made), "--language", "nl", "--language", "fr"],
        *(["testimony", "add", str(FILM), "--slug", slug, *film] for slug in films),
        *(["post", "add", "--language", "nl", "--caption", f"Dag {one}"] for one in range(1, posts + 1)),
    ]
    for line in lines:
        where = [] if line[0] == "init" else ["--dir", str(made)]
        done = CliRunner().invoke(root, [*where, *line, "--yes"])
        assert done.exit_code == 0, done.output
    return made


def offered(done: Result) -> list[str]:
    """The lines that an answer offers."""
    return re.findall(r"`campaign ([^`]*)`", done.stderr)


def read(campaign: Callable[..., Result], folder: Path, line: str) -> list[dict[str, Any]]:
    """The rows that a command prints as JSON."""
    return list(json.loads(campaign(*line.split(), "--json", folder=folder).stdout))
