"""Drafts: what a machine wrote of a subtitle file says so in the file, until somebody has checked it.

Only VTT can say it, in notes that no player shows, in the language of the file: one at its head, and one before each
cue in which words are uncertain. Who checked recognised words is believed for these words alone: where they are others,
the file is a draft again.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from media import given_files
from media.errors import BadInput
from media.languages import known
from media.languages.language import Notes
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.subtitles.writer import escaped, stamp

Kind = Literal["estimated", "aligned", "recognised"]
KINDS: tuple[Kind, ...] = get_args(Kind)
UNSURE = 0.6  # of confidence: below it 60 % of the words are wrong, 43 % of all that are (facts/speech.md section 5)
_OURS, _HEAD = (b"testimony", b"campaign"), 6_000_000  # in every mark; bytes that are looked through
_SPACE = r"[\u00a0\u202f]?"  # before a semicolon and a colon, in French
_NOTE = re.compile(r"(?im)^[^\S\n]*NOTE(?![^\W_])(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_SAID = re.compile(r" \((0\.\d\d)\)(?:, |$)")


@dataclass(frozen=True, kw_only=True)
class _Wording:
    """How notes are written in one language: its words, and the space before a semicolon or a colon."""

    notes: Notes
    space: str

    def made(self, kind: Kind) -> str:
        return str(getattr(self.notes, kind))

    @property
    def checked(self) -> str:
        """A pattern of who checked it, when, and which words."""
        who, day = r"(?P<who>.+)", r"(?P<day>\d{4}-\d\d-\d\d)"
        return (
            self.notes.checked.format(who=who, day=day)
            + rf"(?:, {self.notes.words} (?P<words>[0-9a-f]{{16}}))?\."
        )


def _wording(language: str) -> _Wording:
    """How notes are written in the language of a file, or in the one that all fall back on."""
    notes, space = known.notes(language)
    return _Wording(notes=notes, space=space)


@cache
def _wordings() -> tuple[_Wording, ...]:
    return tuple(_wording(code) for code, one in known.languages().items() if one.notes)


@cache
def _made() -> dict[str, tuple[Kind, _Wording]]:
    """What marks begin with, in every language."""
    return {one.made(kind): (kind, one) for one in _wordings() for kind in KINDS}


@cache
def _mark_pattern() -> re.Pattern[str]:
    made = "|".join(map(re.escape, _made()))
    return re.compile(rf"(?m)^NOTE[ \t\n]+({made})(?: \(([^()\n]*)\))?{_SPACE};[ \t]*([^\n]*)$")


@cache
def _look_pattern() -> re.Pattern[str]:
    look = "|".join(re.escape(one.notes.look) for one in _wordings())
    return re.compile(rf"(?m)^NOTE[ \t\n]+(?P<called>{look}){_SPACE}:[ \t]*(?P<said>[^\n]*)$")


def _without_looks(text: str) -> str:
    return re.sub(_look_pattern().pattern + r"\n(?:[ \t]*(?:\n|\Z))*", "", text)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a file says of how it was made: `kind`, by which `model`, and who checked it on which `day`.

    `words` is the fingerprint of the words that were checked, where the file says it.
    """

    kind: Kind
    model: str = ""
    who: str = ""
    day: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Unsure:
    """A word that a recogniser was not sure of, and how sure it was (0 to 1)."""

    text: str
    confidence: float


def mark_of(text: str) -> Mark | None:
    """What a VTT file says of how it was made; None where it says nothing. Of several, one that is unchecked.

    What was broken of it, by hand or by a program, counts as unchecked.
    """
    text, broken = _parted(text)
    marks = [*(mark for mark, _ in broken), *map(_mark, _mark_pattern().finditer(text))]
    words = {one.words for one in marks if one.kind == "recognised"}
    found = min(marks, key=lambda one: (bool(one.who), one.kind != "recognised"), default=None)
    return replace(found, words="") if found and len(words) > 1 else found


def _parted(text: str) -> tuple[str, list[tuple[Mark, _Wording]]]:
    """A text without notes that say no longer as we wrote it that a machine made it, and what these say, and how."""
    broken = list[tuple[Mark, _Wording]]()

    def kept(found: re.Match[str]) -> str:
        note = " ".join(_mark_pattern().sub("", found[0]).split()).casefold()
        meant = next((meant for made, meant in _made().items() if made.casefold() in note), None)
        if meant is None:
            return found[0]
        broken.append((Mark(kind=meant[0]), meant[1]))
        return "".join(f"{one[0]}\n" for one in _mark_pattern().finditer(found[0]))

    return _NOTE.sub(kept, text), broken


def _mark(found: re.Match[str]) -> Mark:
    kind, wording = _made()[found[1]]
    said = re.fullmatch(wording.checked, found[3].strip())
    return Mark(kind=kind, model=found[2] or "", **(said.groupdict(default="") if said else {}))


def is_marked(path: Path) -> bool:
    """Whether a file may say that a machine made it: a quick look; not where it cannot be read."""
    try:
        with given_files.opened(path) as file:
            content = file.read(_HEAD).replace(b"\0", b"").lower()  # of UTF-16 too
            return all(one in content for one in _OURS)
    except (OSError, BadInput):
        return False


def unchecked(mark: Mark | None, texts: Iterable[str]) -> Kind | None:
    """What is still to be checked of a file with this mark and these texts of cues; None where nothing is."""
    if mark is None:
        return None
    others = mark.kind == "recognised" and mark.words != fingerprint(texts)
    return mark.kind if not mark.who or others else None


def fingerprint(texts: Iterable[str]) -> str:
    """A fingerprint of words in their order: capitals, signs, spaces and parting into cues make no other one."""
    folded = unicodedata.normalize("NFC", " ".join(texts)).casefold()
    words = "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in folded).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def as_vtt(
    cues: Sequence[Cue], words: Iterable[Word] = (), *, language: str, kind: Kind | None, model: str = ""
) -> str:
    """Cues as a VTT file that says how it was made, and that nobody has checked it; nothing where `kind` is None.

    Before a cue with words under `UNSURE` a note names them; `words` are all, in film time.
    """
    blocks = [f"WEBVTT - {language}", *([head(kind, model, language=language)] if kind else [])]
    said = _wording(language)
    for cue, unsure in zip(cues, _unsure(cues, words), strict=True):
        blocks += [f"NOTE {said.notes.look}{said.space}: {', '.join(unsure)}"] if unsure else []
        blocks.append(f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}\n{escaped(cue.text)}")
    return "\n\n".join(blocks) + "\n\n"


def head(kind: Kind, model: str = "", *, language: str) -> str:
    """The note that makes a draft of a VTT file in a language."""
    return _head(_wording(language), kind, model)


def _head(said: _Wording, kind: Kind, model: str = "") -> str:
    by = f" ({_in_note(model).translate({40: 91, 41: 93})})" if model else ""
    return f"NOTE {said.made(kind)}{by}{said.space}; {said.notes.unchecked}"


def difference(kind: str, at: str, text: str, *, language: str) -> str:
    """What a note says of a place of the film (`at`) where a text and the speech differ."""
    said = _wording(language)
    return _in_note(f"{said.notes.differences[kind].format(at=at)}{said.space}: {text}")


def looks(text: str) -> list[tuple[int, tuple[Unsure, ...]]]:
    """The uncertain words that a VTT file names, each note's with the place in the text where it ends."""
    return [
        (
            found.end(),
            tuple(
                Unsure(text=word, confidence=float(sure)) for word, sure in _pairs(_SAID.split(found["said"]))
            ),
        )
        for found in _look_pattern().finditer(text)
    ]


def called(text: str) -> str:
    """What a VTT file's notes on uncertain words begin with, in the language that wrote them; nothing without one."""
    found = _look_pattern().search(text)
    return found["called"] if found else ""


def _pairs(parts: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=False)  # behind the last pair is what is none


def checked(text: str, texts: Iterable[str], *, who: str, day: date) -> str:
    """A draft's text, now saying who checked it and when, without its notes on words; `texts` are its cues'."""
    words = fingerprint(texts)
    text = _mended(text)

    def said(found: re.Match[str]) -> str:
        kind, wording = _made()[found[1]]
        model = f" ({found[2]})" if found[2] else ""
        which = f", {wording.notes.words} {words}" if kind == "recognised" else ""
        by = wording.notes.checked.format(who=_in_note(who), day=day.isoformat())
        return f"NOTE {found[1]}{model}{wording.space}; {by}{which}."

    return _mark_pattern().sub(said, _without_looks(text))


def _mended(text: str) -> str:
    """A text whose notes say as we write it that a machine made it, where they were broken."""
    text, broken = _parted(text)
    first, _, rest = text.partition("\n\n")
    heads = [_head(said, mark.kind) for mark, said in broken[:1]]
    return "\n\n".join([first, *heads, rest]) if broken else text


def carried(older: str, text: str) -> str:
    """The text of a VTT file that says nothing, saying now what an `older` one says of how it was made."""
    marks = sorted(_mark_pattern().finditer(_mended(older)), key=lambda found: bool(_mark(found).who))
    if not marks:
        return text
    first, _, rest = text.partition("\n\n")
    return f"{first}\n\n{marks[0][0]}\n\n{rest}"


def without_mark(content: bytes) -> bytes:
    """A file's bytes without what it says of how it was made: the same before and after somebody checked it."""
    text = content.decode("utf-8", errors="surrogateescape")
    plain = _mark_pattern().sub("", _without_looks(_parted(text.replace("\r\n", "\n"))[0]))
    return plain.encode("utf-8", errors="surrogateescape")


def _unsure(cues: Sequence[Cue], words: Iterable[Word]) -> list[list[str]]:
    """The uncertain words of each cue, as a note names them."""
    found: list[list[str]] = [[] for _ in cues]
    starts = [cue.start_ms for cue in cues]
    for word in words if cues else ():
        if word.confidence is None or word.confidence >= UNSURE:
            continue
        at = bisect_right(starts, (word.start_ms + word.end_ms) // 2) - 1
        found[max(at, 0)].append(f"{_in_note(word.text)} ({min(word.confidence, UNSURE - 0.01):.2f})")
    return found


def _in_note(text: str) -> str:
    return " ".join(text.replace("-->", " ").split())
