"""Bytes as text, and how sure that is; text that was decoded wrongly, decoded again; characters that nobody can see.

`read` is the one door for texts that people bring: subtitles, sheets, transcripts. What is neither UTF-8 nor says what
it is gets guessed (`code_pages`), and a guess says that it is one. Of ftfy's repairs only one is taken: its others
change quotes and spaces, which are typography here.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Literal

from media.errors import BadInput

_FROM_THE_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff"
_TIED = "\ufe0f\u2190-\u2bff\u3030\U0001f000-\U0001faff"  # emoji, which joiners make one
_JOINED = f"{_FROM_THE_RIGHT}\u0900-\u109f\u1780-\u18af\ua800-\uabff"
INVISIBLE = re.compile(  # but for joiners and marks of direction where they lead letters and signs
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]"
    f"|(?<![{_JOINED}{_TIED}])[\u200c\u200d]|(?<=[{_TIED}])[\u200c\u200d](?![{_TIED}])"
    f"|(?<![{_FROM_THE_RIGHT}])(?<![{_FROM_THE_RIGHT}]\\W)[\u200e\u200f](?!\\W{{0,3}}[{_FROM_THE_RIGHT}])"
)
# UTF-8 that was read as Windows-1252: accents, quotes, the euro sign, oe, a byte order mark.
_OF_CP1252 = re.compile("Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|Â[\u00a0-\u00bf]|â€|â‚¬|Å[“’]|ï»¿")
_READ_AS = (  # pages in which UTF-8 is read by mistake, and first bytes of which the page makes what texts have, too
    ("latin-1", ""), ("cp1252", ""), ("cp1254", ""), ("cp1250", ""), ("cp1257", "\xc2"), ("cp1251", "\xc2"),
    ("cp1253", "\xc2"), ("mac_roman", "\xc8"), ("cp850", ""), ("cp437", ""),
)  # fmt: skip
_OFTEN = (
    "àâäáçèéêëîïíôöóùûüúœßñãõåæøëÿğışąćęłńóśźżčďěňřšťůýžőűășțşţđāēģīķļņūėįųḥṭẓḍṣṛǧ’‘“”„–…«»€°²·\u00a0\u202f"
)
_LETTERS_ALONE = re.compile(r"[^\W\d_]{2}")  # of two letters only these are no word's: Ãœ, Åž, ÄŸ
_NO_WORD = re.compile(r"[ÃÅÄ][œŒšŠžŽŸƒ]|Èš|Ă[ĽźŠşŚ]|Ĺ[žşźĄ]")
_LOST_LETTER = re.compile(r"(?<!\S)(?:[^\s/=@&]*[^\W\d_]\?+[^\W\d_A-ZÀ-Þ][^\s/=@&]*|\?{3,})(?!\S)")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")

Spoilt = Literal["twice", "lost", "questions"]
_ROUNDS = 6  # a text decoded wrongly more often is beyond help
_CP1252 = "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
# Of three bytes the last is gone: which one, nobody can tell. A space behind it is one, not the last byte of a dagger.
_LOST = re.compile(f"â€(?![\x80-\x9f\xa1-\xbf{_CP1252}])")


@cache
def _mojibake() -> re.Pattern[str]:
    """What the letters of our texts become where their UTF-8 is read as an older encoding."""
    found = set()
    for page, but in _READ_AS:
        for letter in {*_OFTEN, *_OFTEN.upper(), "İ"} - {"Ņ"}:  # Å… is Norwegian, and an exclamation
            written = letter.encode()
            read = written.decode(page, errors="ignore")
            whole = 1 < len(written) == len(read) and written[0] not in but.encode("latin-1")
            if whole and (not _LETTERS_ALONE.fullmatch(read) or _NO_WORD.fullmatch(read)):
                found.add(re.escape(read))
    return re.compile("|".join([*sorted(found, key=len, reverse=True), _OF_CP1252.pattern, "ðŸ"]))


def spoilt(line: str) -> Spoilt | None:
    """What a line shows of having been saved wrongly once: decoded wrongly, letters lost, letters become `?`."""
    if "\ufffd" in line:
        return "lost"
    if not line.isascii() and _mojibake().search(line):
        return "twice"
    return "questions" if "?" in line and _LOST_LETTER.search(line) else None


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_HOLE, _CUT_OFF = (
    4.0,
    1.0,
)  # what a byte costs that is none of UTF-8, and a character whose last bytes are gone
_SAMPLE = 60  # characters

How = Literal["utf-8", "mark", "nulls", "told", "declared", "letters"]


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A code page that Python knows by this name, and what the first line that tells it from others is in it."""

    encoding: str
    sample: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Bytes read as text, line ends as they were; a byte order mark is none of it.

    `how`: it is UTF-8, begins with a mark, has a null at every other byte, somebody told its encoding or the file
    itself declares it, or it was judged by its letters. Not `sure`: a guess; `guesses` has it first and then the next
    best readings, for a person to choose. `line` is the first line that is not ASCII; with `broken` the one that has a
    byte which is none of the UTF-8 that everything else is: U+FFFD stands for it in the text.
    """

    text: str
    encoding: str
    how: How
    sure: bool
    line: int
    broken: bool = False
    guesses: tuple[Guess, ...] = ()


def read(content: bytes, *, encoding: str | None = None, language: str | None = None) -> Reading:
    """Bytes as text: in `encoding` where somebody said it, else as they say themselves, else as their letters tell.

    `language` is what the text is in, as a hint. What is UTF-8 stays so, whatever is said. BadInput for an encoding
    that Python does not know or in which these bytes are no text.
    """
    beyond_ascii = _BEYOND_ASCII.search(content)
    line = _line_of(content, beyond_ascii.start() if beyond_ascii else 0)
    if encoding and (content.isascii() or not _is_utf8(content)):
        return Reading(text=_as_told(content, encoding), encoding=encoding, how="told", sure=True, line=line)
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _marked(content, marked, line)
    if name := _by_nulls(content):
        return Reading(text=content.decode(name), encoding=name, how="nulls", sure=True, line=1)
    try:
        return Reading(text=content.decode(), encoding="utf-8", how="utf-8", sure=True, line=line)
    except UnicodeDecodeError as wrong:
        return _by_letters(content, _line_of(content, wrong.start), language)


def _line_of(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _as_told(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError, ValueError) as wrong:
        known = not isinstance(wrong, LookupError)
        at = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        code = "encoding-does-not-fit" if known else "encoding-unknown"
        raise BadInput(code, encoding=encoding, line=_line_of(content, at)) from None


def _marked(content: bytes, name: str, line: int) -> Reading:
    try:
        text, broken = content.decode(name), False
    except UnicodeDecodeError as wrong:
        text, broken, line = content.decode(name, errors="replace"), True, _line_of(content, wrong.start)
    return Reading(
        text=text.removeprefix("\ufeff"), encoding=name, how="mark", sure=not broken, line=line, broken=broken
    )


def _by_nulls(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: of ASCII letters every second byte, or three of four, is null."""
    begin = content[:800]
    for width, order in ((4, "le"), (4, "be"), (2, "le"), (2, "be")):
        place = 0 if order == "be" else width - 1
        high, low = begin[place::width], begin[width - 1 - place :: width]
        if len(content) % width == 0 and high.count(0) * 2 > len(high) and not low.count(0):
            name = f"utf-{width * 8}-{order}"
            try:
                content.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return None


def _by_letters(content: bytes, line: int, language: str | None) -> Reading:
    """Bytes that are no UTF-8: nearly so, or of the page in which their words are most like words."""
    from media.text import code_pages  # many patterns, for few files: most are UTF-8

    rated = code_pages.readings(content, language)
    cost, best = rated[0]
    holed = _holed_utf8(content)
    if holed is not None and holed <= cost:
        text = content.decode(errors="replace")
        return Reading(text=text, encoding="utf-8", how="letters", sure=False, line=line, broken=True)
    text = content.decode(best)
    rivals = [price for price, _ in rated[1:]] + ([holed] if holed is not None else [])
    sure = min(rivals, default=code_pages.CLEAR * 2) - cost >= code_pages.CLEAR and code_pages.is_western(
        text
    )
    pages = [page for _, page in rated[:3]]
    line, lines = _telling(content, pages, line)
    guesses = tuple(Guess(encoding=page, sample=one) for page, one in zip(pages, lines, strict=True))
    return Reading(text=text, encoding=best, how="letters", sure=sure, line=line, guesses=guesses)


def _telling(content: bytes, pages: Sequence[str], first: int) -> tuple[int, list[str]]:
    """The first line that the likeliest pages read differently, its number and how each reads it."""
    lines = content.split(b"\n")
    for number, line in enumerate(lines[first - 1 :], first):
        read = [line.decode(page, errors="replace").strip() for page in pages]
        if len(set(read)) == len(read):
            return number, _samples(read)
    return first, _samples([lines[first - 1].decode(page, errors="replace").strip() for page in pages])


def _samples(read: Sequence[str]) -> list[str]:
    """As much of a line as tells its readings apart: from its beginning, or around the first sign that differs."""
    differs = next((at for at, signs in enumerate(zip(*read, strict=False)) if len(set(signs)) > 1), 0)
    begin = differs - _SAMPLE // 2 if differs >= _SAMPLE * 3 // 4 else 0
    return [("…" if begin else "") + one[begin : begin + _SAMPLE].strip() for one in read]


def _holed_utf8(content: bytes) -> float | None:
    """What it costs to take this for UTF-8 that lost or got single bytes; None where nothing in it looks like UTF-8."""
    from media.text import code_pages

    like, cost = False, 0.0
    for word in code_pages.distinct_words(content):
        for piece in _pieces(word):
            if isinstance(piece, str):
                like = like or not piece.isascii()
            elif len(piece) > 2 or piece in (b"\xf0\x9f", b"\xe2\x80"):
                like, cost = True, cost + _CUT_OFF
            else:
                cost += _HOLE
    return cost if like else None


def _pieces(word: bytes) -> Iterator[str | bytes]:
    """What of a word is UTF-8, as text, and what is not, as bytes."""
    while word:
        try:
            yield word.decode()
            return
        except UnicodeDecodeError as wrong:
            if wrong.start:
                yield word[: wrong.start].decode()
            yield word[wrong.start : wrong.end]
            word = word[wrong.end :]


def decoded_again(line: str) -> str:
    """A line as it was before it was decoded wrongly, once or more often; a line that was not stays as it is.

    So does one of which a byte was lost, for what stood there cannot be told: ftfy would take the space behind it.
    """
    if line.isascii() or not _mojibake().search(line) or _LOST.search(line):
        return line
    if (whole := _read_as_utf8(line)) is not None:
        return whole
    from ftfy import TextFixerConfig, fix_encoding  # slow to load

    asked = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False, explain=False)
    again: str = fix_encoding(line, asked)
    return line if "\n" in again else again  # a line stays a line


def _read_as_utf8(line: str) -> str | None:
    """A line whose characters are, in just one older page, the bytes of words as we know them; ftfy knows few pages."""
    found, usual = set(), {*_OFTEN, *_OFTEN.upper(), "İ"}
    for page, _ in _READ_AS:
        with suppress(UnicodeError):
            found.add(line.encode(page).decode())
    known = [one for one in found if all(sign.isascii() or sign in usual for sign in one)]
    return known[0] if len(known) == 1 and "\n" not in known[0] else None


def repaired(text: str) -> str:
    """A text with wrongly decoded lines decoded again, and without invisible characters; again changes nothing."""
    for _ in range(_ROUNDS):  # without an invisible character a line may turn out to be wrongly decoded, too
        before, lines = text, map(decoded_again, text.split("\n"))
        text = INVISIBLE.sub(_meant, "\n".join(lines))
        if text == before:
            break
    return text


def _meant(found: re.Match[str]) -> str:
    """What an invisible character was meant to be: a letter of cp1252, a space, or nothing."""
    character = found[0]
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if character in "\x0b\x0c\u2028\u2029" else ""
