"""Parts of a film that end behind it, in a line that is offered: the film's length is known before it is pasted."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.cli.typed_lines import lacking, offered_lines
from campaign.cli.typed_lines.typed_line import Line
from campaign.typed import film_places
from media.errors import MediaError
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_FRAME = Fraction(25)  # frames a second, of which a part has at least one; the command looks at its own


def wrong(line: Line, desk: "Desk | None") -> offered_lines.Wrong | None:
    """Return what is wrong with the part of a film that a line asks for; None where it is within its film."""
    said = {str(one.option.name): one.text for one in line.words if one.option is not None}
    if desk is None or not {"from_ms", "to_ms"} & set(said):
        return None
    if line.before[-2:] not in (("testimony", "add"), ("testimony", "edit")):
        return None
    places = {
        name: film_places.milliseconds(text) for name, text in said.items() if name in ("from_ms", "to_ms")
    }
    length = _length(line, desk)
    if length is None or None in places.values():
        return None
    return _beyond(places, said, *length)


def _beyond(
    places: dict[str, int | None], said: dict[str, str], film_ms: int, from_ms: int, to_ms: int | None
) -> offered_lines.Wrong | None:
    from campaign.testimonies import intake  # slow to load

    start, end = places.get("from_ms", from_ms), places.get("to_ms", to_ms)
    part = intake.Part(film=Path(), from_ms=start or 0, to_ms=end)
    try:
        intake.check_times(part, film_ms, _FRAME)
    except BadRequest as refused:
        return offered_lines.Wrong(text=said.get("to_ms") or said["from_ms"], refusal=refused)
    except MediaError:  # a part of no picture: said once the line is whole
        return None
    return None


def _length(line: Line, desk: "Desk") -> tuple[int, int, int | None] | None:
    """Return how long the film of a line is, and which part of it is used so far; None where that is not known."""
    named = next((one.text for one in line.words if one.free), None)
    if named is None:
        return None
    if line.before[-1] == "edit":
        found = next((one for one in lacking.testimonies(desk) if one.slug == named), None)
        return (found.film_ms, found.from_ms, found.to_ms) if found else None
    from media.sources import probe  # slow to load

    with suppress(MediaError, OSError):
        return (probe.probe(Path(named)).duration_ms, 0, None) if Path(named).is_file() else None
    return None
