"""Cues as an editor sends them: what of them is believed, and how much."""

from collections.abc import Mapping, Sequence

from media.json_values import Json, JsonReader
from media.subtitles import reader, writer
from media.subtitles.model import Cue
from media.text import controls
from schedules.errors import BadRequest
from schedules.model.edited_subtitles import EditedCue

MOST = 5000  # cues of a film in one language: ten hours of it
LONGEST = 500  # signs of a cue; two hundred fill a picture
_LONGEST_WRITTEN = 600  # of a cue in its file: no more is read of one
_LATEST_MS = 100 * 3_600_000


def read(given: Json, *, most: int = MOST) -> tuple[EditedCue, ...]:
    """Return the cues of a list; texts lose blank lines and what nobody sees.

    Raises BadRequest where it is no such list, holds more than `most`, two of one number, a time that is none, or a
    text longer than `LONGEST`.
    """
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise BadRequest("cues-none")
    if len(given) > most:
        raise BadRequest("cues-many", count=len(given), most=most)
    try:
        cues = tuple(_cue(JsonReader.of(one), place) for place, one in enumerate(given, 1))
    except (TypeError, ValueError, KeyError):
        raise BadRequest("cues-none") from None
    if len({one.id for one in cues}) < len(cues):
        raise BadRequest("cues-none")
    return cues


def _cue(given: JsonReader, place: int) -> EditedCue:
    number, start, end = given.number("id"), given.number("start_ms"), given.number("end_ms")
    sent = given.maybe_text("text") or ""
    sent.encode()  # half a sign is none
    text = _text(sent)
    if not 0 <= number < 2**31 or not (0 <= start < _LATEST_MS and 0 <= end < _LATEST_MS):
        raise ValueError("no cue")
    if len(text) > LONGEST or len(writer.escaped(text)) > _LONGEST_WRITTEN:
        raise BadRequest("cue-long", number=place, count=len(text), most=LONGEST)
    return EditedCue(id=number, start_ms=start, end_ms=end, text=text)


def below(given: Json) -> dict[int, str]:
    """Return the texts that stand below cues which `read` took, by their numbers."""
    found: dict[int, str] = {}
    for one in given if isinstance(given, Sequence) and not isinstance(given, str) else ():
        text = one.get("below") if isinstance(one, Mapping) else None
        if isinstance(one, Mapping) and isinstance(text, str) and len(text) <= LONGEST:
            found[JsonReader.of(one).number("id")] = _text(text)
    return found


def numbered(cues: Sequence[Cue]) -> tuple[EditedCue, ...]:
    """Return cues of a file as an editor has them, numbered from 1 on."""
    return tuple(
        EditedCue(id=number, start_ms=one.start_ms, end_ms=one.end_ms, text=one.text)
        for number, one in enumerate(cues, 1)
    )


def _text(given: str) -> str:
    """A text as a file of subtitles can have it: lines end in one way, and nothing in it steers a program."""
    return reader.clean_lines(controls.without("\n".join(given.splitlines()).replace("\t", " ")))


def written(cues: Sequence[EditedCue]) -> list[EditedCue]:
    """Return the cues that a file has, in the order of time: those with a text."""
    return sorted((one for one in cues if one.text), key=lambda one: (one.start_ms, one.end_ms))


def plain(cues: Sequence[EditedCue]) -> tuple[Cue, ...]:
    """Return cues as a file has them."""
    return tuple(Cue(start_ms=one.start_ms, end_ms=one.end_ms, text=one.text) for one in written(cues))
