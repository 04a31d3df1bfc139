"""Drafts: what a machine wrote of a subtitle file says so in the file, until somebody has checked it.

Only VTT can say it, in notes that no player shows: one at the head of the file, and one before each cue in which
words are uncertain. Who checked recognised words is believed for these words alone: where they are others, the file
is a draft again.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from media import given_files
from media.errors import BadInput
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.subtitles.writer import escaped, stamp

Kind = Literal["estimated", "aligned", "recognised"]
KINDS: tuple[Kind, ...] = get_args(Kind)
UNSURE = 0.6  # of confidence: below it 60 % of the words are wrong, 43 % of all that are (facts/speech.md section 5)
_MADE: dict[Kind, str] = {
    "estimated": "Times estimated by Testimony Campaign",
    "aligned": "Times aligned by Testimony Campaign",
    "recognised": "Words and times recognised by Testimony Campaign",
}
_OURS, _HEAD = (b"testimony", b"campaign"), 6_000_000  # in every mark; bytes that are looked through
_UNCHECKED = "nobody has checked them."
_MARK = re.compile(
    rf"(?m)^NOTE[ \t\n]+({'|'.join(map(re.escape, _MADE.values()))})(?: \(([^()\n]*)\))?;[ \t]*([^\n]*)$"
)
_CHECKED = re.compile(r"checked by (.+) on (\d{4}-\d\d-\d\d)(?:, words ([0-9a-f]{16}))?\.")
_LOOK = re.compile(r"(?m)^NOTE[ \t\n]+Check:[ \t]*([^\n]*)$")
_LOOKS = re.compile(r"(?m)^NOTE[ \t\n]+Check:[^\n]*\n(?:[ \t]*(?:\n|\Z))*")
_NOTE = re.compile(r"(?im)^[^\S\n]*NOTE(?![^\W_])(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_SAID = re.compile(r" \((0\.\d\d)\)(?:, |$)")


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
    marks = [*broken, *(_mark(*found.groups(default="")) for found in _MARK.finditer(text))]
    words = {one.words for one in marks if one.kind == "recognised"}
    found = min(marks, key=lambda one: (bool(one.who), one.kind != "recognised"), default=None)
    return replace(found, words="") if found and len(words) > 1 else found


def _parted(text: str) -> tuple[str, list[Mark]]:
    """A text without notes that say no longer as we wrote it that a machine made it, and what these say."""
    broken = list[Mark]()

    def kept(found: re.Match[str]) -> str:
        note = " ".join(_MARK.sub("", found[0]).split()).casefold()
        kind = next((kind for kind in KINDS if _MADE[kind].casefold() in note), None)
        if kind is None:
            return found[0]
        broken.append(Mark(kind=kind))
        return "".join(f"{one[0]}\n" for one in _MARK.finditer(found[0]))

    return _NOTE.sub(kept, text), broken


def _mark(made: str, model: str, rest: str) -> Mark:
    kind = next(kind for kind in KINDS if _MADE[kind] == made)
    said = _CHECKED.fullmatch(rest.strip())
    who, day, words = said.groups(default="") if said else ("", "", "")
    return Mark(kind=kind, model=model, who=who, day=day, words=words)


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
    blocks = [f"WEBVTT - {language}", *([head(kind, model)] if kind else [])]
    for cue, unsure in zip(cues, _unsure(cues, words), strict=True):
        blocks += [f"NOTE Check: {', '.join(unsure)}"] if unsure else []
        blocks.append(f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}\n{escaped(cue.text)}")
    return "\n\n".join(blocks) + "\n\n"


def head(kind: Kind, model: str = "") -> str:
    """The note that makes a draft of a VTT file."""
    by = f" ({_in_note(model).translate({40: 91, 41: 93})})" if model else ""
    return f"NOTE {_MADE[kind]}{by}; {_UNCHECKED}"


def looks(text: str) -> list[tuple[int, tuple[Unsure, ...]]]:
    """The uncertain words that a VTT file names, each note's with the place in the text where it ends."""
    return [
        (
            found.end(),
            tuple(Unsure(text=word, confidence=float(sure)) for word, sure in _pairs(_SAID.split(found[1]))),
        )
        for found in _LOOK.finditer(text)
    ]


def _pairs(parts: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=False)  # behind the last pair is what is none


def checked(text: str, texts: Iterable[str], *, who: str, day: date) -> str:
    """A draft's text, now saying who checked it and when, without its notes on words; `texts` are its cues'."""
    words = fingerprint(texts)
    text = _mended(text)

    def said(found: re.Match[str]) -> str:
        made, model = found[1], f" ({found[2]})" if found[2] else ""
        which = f", words {words}" if made == _MADE["recognised"] else ""
        return f"NOTE {made}{model}; checked by {_in_note(who)} on {day.isoformat()}{which}."

    return _MARK.sub(said, _LOOKS.sub("", text))


def _mended(text: str) -> str:
    """A text whose notes say as we write it that a machine made it, where they were broken."""
    text, broken = _parted(text)
    first, _, rest = text.partition("\n\n")
    return "\n\n".join([first, *(head(one.kind) for one in broken[:1]), rest]) if broken else text


def carried(older: str, text: str) -> str:
    """The text of a VTT file that says nothing, saying now what an `older` one says of how it was made."""
    marks = sorted(_MARK.finditer(_mended(older)), key=lambda found: "checked by" in found[3])
    if not marks:
        return text
    first, _, rest = text.partition("\n\n")
    return f"{first}\n\n{marks[0][0]}\n\n{rest}"


def without_mark(content: bytes) -> bytes:
    """A file's bytes without what it says of how it was made: the same before and after somebody checked it."""
    text = content.decode("utf-8", errors="surrogateescape")
    plain = _MARK.sub("", _LOOKS.sub("", _parted(text.replace("\r\n", "\n"))[0]))
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
