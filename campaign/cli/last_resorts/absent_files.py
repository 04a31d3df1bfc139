"""Files of the reader's in a line that is offered which are not there: the line would be refused for them."""

from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli.typed_lines.typed_line import Line

_READ = {  # what commands read, not write, by the name of the parameter
    ("testimony", "add"): {"film"},
    ("consent", "record"): {"form"},
    ("plan", "import"): {"file"},
    ("post", "add"): {"photos", "caption_file"},
    ("post", "edit"): {"photos", "caption_file"},
    ("subtitles", "estimate"): {"transcript"},
    ("restore",): {"file"},
}


def is_there(path: str) -> bool:
    """Tell whether there is a file or folder of a name."""
    try:
        return Path(path).expanduser().exists()
    except (OSError, RuntimeError):  # a name that is too long; no home
        return False


def read(line: Line) -> Iterator[str]:
    """Yield the files that a line has its command read."""
    names = next((names for path, names in _READ.items() if line.before[-len(path) :] == path), set())
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [one.text for one in line.words if one.free]
    yield from (text for one, text in zip(arguments, free, strict=False) if one.name in names)
    yield from (one.text for one in line.words if one.option is not None and one.option.name in names)
