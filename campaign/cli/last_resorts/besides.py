"""All else that is wrong in a line: files that are not there, organisations, short names, languages, put right."""

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.last_resorts import absent_files
from campaign.cli.typed_lines import lacking, near_files
from campaign.cli.typed_lines.typed_line import Line, apart
from campaign.messages import pasteable, translate
from media.text import folding
from schedules.errors import BadRequest, ScheduleError

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_REGISTERS = (("testimony", "add"), ("testimony", "edit"), ("post", "add"))
_Found = tuple[str, str, str]  # what is said of a value, the value, and what takes its place


def told(
    root: click.Group, args: Sequence[str], refused: BadRequest | None, desk: "Desk | None"
) -> BadRequest | None:
    """Return a refusal that says all that is wrong besides, its line put right; as it is where nothing more is."""
    offered = refused.params.get("line") if refused else pasteable.Typed(pasteable.line(args))
    if not isinstance(offered, pasteable.Typed):
        return refused
    try:
        line = apart(root, shlex.split(offered))
    except ValueError:  # quoted for another shell
        return refused
    typed = {piece for one in args for piece in (*one.split(), *one.partition("=")[2].split(), one)}
    found = list(_found(line, typed, desk))
    if refused is None:
        return _alone(line, found)
    found += [] if refused.code == "slip-slug" else list(_short_name(line, args))
    return _with(refused, line, found) if found else refused


def _alone(line: Line, found: Sequence[_Found]) -> BadRequest | None:
    """Return what is said of values alone; None where nothing takes the place of any."""
    if not any(said and value != better for said, value, better in found):
        return None
    return BadRequest("slip-found", found=_said(found), line=_mended(line, found))


def _with(refused: BadRequest, line: Line, found: Sequence[_Found]) -> BadRequest:
    params = refused.params | {"line": _mended(line, found)}
    if not any(said for said, _, _ in found):
        return BadRequest(refused.code, **params)
    said = translate.say(refused.code, params, language.current())
    return BadRequest("slip-besides", found=_said(found), said=said)


def _mended(line: Line, found: Sequence[_Found]) -> pasteable.Typed:
    better = {value: instead for _, value, instead in found}
    return pasteable.line(
        [better.get(one, one) for one in (*line.before, *(word.text for word in line.words))]
    )


def _said(found: Sequence[_Found]) -> str:
    sentences = [said for said, _, _ in found if said]
    return " ".join([*sentences[:1], *(one[:1].upper() + one[1:] for one in sentences[1:])])


def _found(line: Line, typed: set[str], desk: "Desk | None") -> Iterator[_Found]:
    """Yield what is wrong with the values of a line that was typed."""
    for path in absent_files.read(line):
        if path and not absent_files.is_there(path):
            near = near_files.meant("picture-missing", {"path": path})
            if not set(path.split()) <= typed:  # an example of ours
                yield "", path, near or path
                continue
            code = "besides-file-near" if near else "besides-file"
            yield _say(code, path=path, nearest=near), path, near or path
    if desk is None or line.path not in _REGISTERS:
        return
    for one in line.words:
        name = one.option.name if one.option is not None else None
        if name == "organisation" and (org := _organisation(one.text, desk)):
            yield _say("besides-organisation", written=one.text, name=org), one.text, org
        if name == "language" and (spoken := _language(one.text, desk)):
            said = _say("language-unknown", language=one.text, known=spoken)
            yield said, one.text, spoken[0]


def _organisation(written: str, desk: "Desk") -> str | None:
    """Return the organisation that is nearly called so, where none is; nothing of what names several."""
    known = lacking.organisations(desk)
    several = sum(folding.folded(one) in folding.folded(written) for one in known) > 1
    return None if written in known or several else folding.nearest(written, sorted(known))


def _language(code: str, desk: "Desk") -> tuple[str, ...]:
    """Return the campaign's languages, where this is none of them; nothing where it is one, or nobody can tell."""
    from campaign.typed import languages

    try:
        spoken = tuple(desk.settings().languages) if desk.find_folder() else ()
    except (ScheduleError, OSError):  # said once the line is whole
        return ()
    found = languages.code(code)
    return spoken if found and found not in spoken else ()


def _short_name(line: Line, args: Sequence[str]) -> Iterator[_Found]:
    """Yield a short name that was typed as none can be, and that the line has as it can be already."""
    for one in line.words:
        if getattr(one.option, "name", "") != "slug" or one.text in args:
            continue
        written = next((each for each in args if folding.slug(each) == one.text), None)
        if written is not None:
            yield _say("besides-slug", slug=written, near=one.text), one.text, one.text


def _say(code: str, **params: object) -> str:
    return translate.say(code, params, language.current())
