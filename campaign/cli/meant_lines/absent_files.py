"""Files of the reader's in a line that is offered which are not there: the line would be refused for them."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from campaign.cli import language
from campaign.cli.typed_lines import near_files
from campaign.cli.typed_lines.typed_line import Line, apart
from campaign.messages import pasteable, translate
from schedules.errors import BadRequest

_READ = {  # what commands read, not write, by the name of the parameter
    ("testimony", "add"): {"film"},
    ("consent", "record"): {"form"},
    ("plan", "import"): {"file"},
    ("post", "add"): {"photos", "caption_file"},
    ("post", "edit"): {"photos", "caption_file"},
    ("subtitles", "estimate"): {"transcript"},
    ("restore",): {"file"},
}


def told(root: click.Group, args: Sequence[str], refused: BadRequest) -> BadRequest:
    """Return a refusal that says, too, which file that was typed is not there; as it is where all are."""
    offered = refused.params.get("line")
    if not isinstance(offered, pasteable.Typed):
        return refused
    try:
        line = apart(root, shlex.split(offered))
    except ValueError:  # quoted for another shell
        return refused
    typed = {piece for one in args for piece in _pieces(one)}
    absent = (path for path in _read(line) if path and set(path.split()) <= typed and not _is_there(path))
    first = next(absent, None)
    return refused if first is None else _refusal(refused, first)


def _pieces(word: str) -> list[str]:
    return [*word.split(), *word.partition("=")[2].split()]


def _refusal(refused: BadRequest, path: str) -> BadRequest:
    said = translate.say(refused.code, refused.params, language.current())
    if near := near_files.meant("picture-missing", {"path": path}):
        return BadRequest("slip-file-near", path=path, nearest=near, said=said)
    return BadRequest("slip-file-absent", path=path, said=said)


def _is_there(path: str) -> bool:
    try:
        return Path(path).expanduser().exists()
    except (OSError, RuntimeError):  # a name that is too long; no home
        return False


def _read(line: Line) -> Iterator[str]:
    """Yield the files that a line has its command read."""
    names = next((names for path, names in _READ.items() if line.before[-len(path) :] == path), set())
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [one.text for one in line.words if one.free]
    yield from (text for one, text in zip(arguments, free, strict=False) if one.name in names)
    yield from (one.text for one in line.words if one.option is not None and one.option.name in names)
