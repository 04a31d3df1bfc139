"""Subtitles from a transcript, timed by the speech of the film, and where text and speech differ."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from campaign.testimonies.film_subtitles import speech_subtitles
from campaign.testimonies.film_subtitles.speech_subtitles import Drafted, Wanted
from media.errors import BadInput
from media.findings import Finding
from media.sources.audio import Span
from media.sources.probe import Film
from media.speech.alignment import transcript_times
from media.speech.alignment.differences import Difference
from media.speech.alignment.transcript_times import Aligned
from media.subtitles import draft
from media.subtitles.norms import Context
from media.timecode import clock

_CODES = {
    "not-spoken": "text-not-spoken",
    "not-in-text": "speech-not-in-text",
    "otherwise": "speech-otherwise",
}
_GUESSED = 0.75  # of the words recognised; below it much was guessed
_SHOWN = 120  # signs of what differs that a finding quotes
_ALIGNED = 0.15  # of the work is alignment, beside recognition


@dataclass(frozen=True, kw_only=True)
class Timed(Drafted):
    """A draft whose words are a person's and whose times are the speech's; `anchors` as `Aligned`'s."""

    findings: tuple[Finding, ...]
    anchors: float


def timed(film: Film, text: str, wanted: Wanted, context: Context, *, told: Callable[[float], None]) -> Timed:
    """Give a text the times at which it is spoken in a film, and part it into cues.

    Raises BadInput for an empty text, that of another film, and a film in which nobody speaks, or surely another
    language than was said.
    """
    if not text.strip():
        raise BadInput("transcript-empty")
    wanted = replace(
        wanted, names=()
    )  # the text has them; given beforehand they may keep words from being heard
    using, heard = speech_subtitles.recognised(film, wanted, told=lambda part: told(part * (1 - _ALIGNED)))
    language = wanted.language or heard.language
    found = transcript_times.aligned(
        film,
        text,
        heard=heard,
        model=using,
        language=language,
        kept=wanted.kept,
        told=lambda part: told(1 - _ALIGNED * (1 - part)),
    )
    used = wanted.part or (0, film.duration_ms)
    spoken, paragraphs = _used(found, used)
    if not spoken:
        raise BadInput("transcript-of-another-film", path=str(film.path), percent=round(100 * found.anchors))
    words = tuple(found.words[number] for number in spoken)
    cues = speech_subtitles.parted(
        words, film, context, language=language, until=used[1], paragraphs=paragraphs
    )
    return Timed(
        cues=cues,
        words=words,
        language=language,
        heard=heard,
        kind="aligned",
        notes=_notes(found, language),
        findings=tuple(_findings(found, used, film.path.name)),
        anchors=found.anchors,
    )


def _used(found: Aligned, used: Span) -> tuple[list[int], list[int]]:
    """The words that are spoken in the part of the film that is used, and which of these begin a paragraph."""
    silent = {number for run in found.unspoken for number in range(*run)}
    spoken = [
        number
        for number, word in enumerate(found.words)
        if number not in silent and word.end_ms > used[0] and word.start_ms < used[1]
    ]
    begun, paragraphs = -1, list[int]()
    for place, number in enumerate(spoken):
        paragraph = sum(begin <= number for begin in found.paragraphs)
        if paragraph != begun:
            paragraphs.append(place)
        begun = paragraph
    return spoken, paragraphs


def _findings(found: Aligned, used: Span, name: str) -> list[Finding]:
    told = [_finding(one) for one in found.differences if one.kind == "not-spoken" or _within(one, used)]
    if found.anchors < _GUESSED:
        params: dict[str, object] = {"percent": round(100 * found.anchors)}
        told.append(Finding(code="text-much-guessed", severity="warning", where=name, params=params))
    return told


def _notes(found: Aligned, language: str) -> tuple[str, ...]:
    """What the file keeps of where text and speech differ, so that it is never left out in silence."""
    return tuple(
        draft.difference(one.kind, clock(one.span[0]), one.text or one.heard, language=language)
        for one in found.differences
    )


def _within(one: Difference, used: Span) -> bool:
    return one.span[1] > used[0] and one.span[0] < used[1]


def _finding(one: Difference) -> Finding:
    params: dict[str, object] = {"text": _short(one.text), "heard": _short(one.heard)}
    params |= {"at": one.span[0], "until": one.span[1]}
    return Finding(code=_CODES[one.kind], severity="warning", where=clock(one.span[0]), params=params)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
