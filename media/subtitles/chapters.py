"""Chapters of a film: where its questions are asked, found by their words in the subtitles."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from media.languages import known
from media.subtitles import writer
from media.subtitles.model import Cue

_CUES = 3  # a question is asked in so many cues at most
_HEARD = 0.7  # the part of its telling words that must be heard: people do not ask as it is written
_LIKE = 0.8  # of a word, so that `steunt` is `steunen`
_SHORTEST = 3  # letters of a word that may end otherwise: `hou` is `houd`
_LEAST = 2  # telling words


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A part of a film under the question that begins it; milliseconds."""

    start_ms: int
    end_ms: int
    title: str


def chapters(cues: Sequence[Cue], questions: Iterable[str], *, language: str) -> tuple[Chapter, ...]:
    """Where each question is asked first, in order of time; one that is not heard has no chapter.

    A chapter ends where the next one begins, the last with the last cue.
    """
    spoken = [_words(cue.text) for cue in cues]
    found = dict[int, str]()
    for question in dict.fromkeys(questions):
        wanted = _telling(question, language)
        if len(wanted) >= _LEAST and (place := _asked(wanted, spoken)) is not None:
            found.setdefault(cues[place].start_ms, question)
    starts = sorted(found)
    ends = [*starts[1:], max((cue.end_ms for cue in cues), default=0)]
    return tuple(
        Chapter(start_ms=start, end_ms=end, title=found[start])
        for start, end in zip(starts, ends, strict=False)
    )


def vtt(found: Iterable[Chapter]) -> str:
    """Chapters as a WebVTT file of the kind `chapters`, which players of films on websites read."""
    return writer.vtt(Cue(start_ms=one.start_ms, end_ms=one.end_ms, text=one.title) for one in found)


def _asked(wanted: list[str], spoken: list[list[str]]) -> int | None:
    """The cue in which a question begins: the first stretch of few cues that has enough of its words."""
    heard = [{one for one in wanted if any(_alike(one, word) for word in words)} for words in spoken]
    for place, words in enumerate(heard):
        for last in range(place, min(place + _CUES, len(heard))):
            if words and len(set().union(*heard[place : last + 1])) >= _HEARD * len(wanted):
                return place
    return None


def _telling(question: str, language: str) -> list[str]:
    """The words of a question by which it is known; all of them where too few are its own."""
    spoken = known.find(language)
    every = list(dict.fromkeys(_words(question)))
    common = {_bare(word) for word in spoken.common_words | spoken.clinging_words} if spoken else set()
    own = [word for word in every if word not in common]
    return own if len(own) > _LEAST else every


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _bare(text))


def _bare(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or short[0] != long[0]:
        return False
    if len(short) == _SHORTEST:
        return long.startswith(short) and len(long) == len(short) + 1
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE
