"""What is given where a file of this computer is wanted, and is none: an address of the internet, a folder of films."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.meant_lines import commands
from campaign.cli.typed_lines.typed_line import Line
from campaign.messages import pasteable
from media.text import folding
from schedules.errors import BadRequest

MOST = 5  # films of a folder that are named
_ADDRESS = re.compile(
    r"(?:[a-z]{2}[:=])?(https?:/\S+|www\.\S+|(?:[\w-]+\.)+(?:com|be|org|net|eu|io|brussels)/\S+)",
    re.IGNORECASE,
)
_READ = ("subtitles", "photos")  # options that read a file, by a type of their own
_WRITTEN = ("backup", "export", "report", "preview", "form", "template")  # commands whose argument they write
_ADD = ("testimony", "add")


def refusal(line: Line) -> BadRequest | None:
    """Refuse an address and a folder where a file is read; None where each is a file, or nothing at all."""
    for text in _read(line):
        found = _ADDRESS.fullmatch(text)
        if found and not Path(text).exists():
            return BadRequest("given-address", address=found[1])
    return _folder(line) if line.before[-2:] == _ADD else None


def _read(line: Line) -> Iterator[str]:
    """Yield what stands in a line where its command reads a file."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    reads = line.before[-1:] and line.before[-1] not in _WRITTEN
    if reads and any(isinstance(one.type, options.File) for one in arguments):
        yield from (one.text for one in line.words if one.free)
    for one in line.words:
        if one.option is not None and (isinstance(one.option.type, options.File) or one.option.name in _READ):
            yield one.text


def _folder(line: Line) -> BadRequest | None:
    """Refuse `testimony add films` with the films of that folder, each as a line of its own."""
    free = [place for place, one in enumerate(line.words) if one.free]
    named = " ".join(line.words[place].text for place in free)
    try:
        if not named or not Path(named).is_dir():
            return None
        inside = sorted(one for one in Path(named).iterdir() if one.suffix.casefold() in commands.FILMS)
    except OSError:  # a name that is too long; a folder that is nobody's to read
        return None
    lines = [f"`campaign {_added(line, free, one, alone=len(inside) == 1)}`" for one in inside[:MOST]]
    more = len(inside) - len(lines)
    code = "given-folder-empty" if not lines else "given-folder-more" if more else "given-folder"
    return BadRequest(code, folder=named, lines=pasteable.Typed(", ".join(lines)), more=more)


def _added(line: Line, free: list[int], film: Path, *, alone: bool) -> str:
    """Return the line that adds a film of a folder: with its own short name, and nobody else's speaker."""
    texts: list[str] = []
    dropped = ("slug",) if alone else ("slug", "speaker")
    names = {name for one in line.command.params if one.name in dropped for name in one.opts}
    for place, one in enumerate(line.words):
        if place in free:
            texts += [str(film)] if place == free[0] else []
        elif not (
            one.text.partition("=")[0] in names or (one.option is not None and one.option.name in dropped)
        ):
            texts.append(one.text)
    slug = folding.slug(film.stem) or "film"
    whole = line.rewritten([*texts, "--slug", slug])
    return " ".join(map(pasteable.quoted, whole))
