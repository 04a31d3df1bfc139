"""The columns of a plan: what each holds, and by which names spreadsheets of staff and of other tools call it."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from campaign.messages import translate
from media.languages import known
from media.text import folding


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name, what other tools call it, and what is written there; people's names are a language's.

    What is `told` says something of a post and is never taken in.
    """

    name: str
    tools: tuple[str, ...] = ()
    sentence: str = ""
    told: bool = False
    exported: bool = True


COLUMNS = (
    Column(
        name="number",
        sentence="The post's number, as `post list` shows it; leave it empty for a new post.",
    ),
    Column(
        name="key",
        sentence="Your own name for the row, such as `bakery-nl-1`; each post has a different one.",
    ),
    Column(
        name="date",
        tools=(
            "scheduled_at",
            "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)",
            "Posting Time",
            "scheduleDate",
            "scheduled time",
            "scheduled date",
            "date-time",
        ),
        sentence="The date, day first (24/12/2026) or year first (2026-12-24); the time may follow.",
    ),
    Column(
        name="time",
        sentence="The time in the campaign's time zone: 18:00, 18h30, 18u30, 6 pm.",
    ),
    Column(
        name="language",
        tools=("lang",),
        sentence="The language of the post: nl, Nederlands, néerlandais; not needed if the campaign has only one.",
    ),
    Column(
        name="kind",
        tools=(
            "post type",
            "fb_content_type",
            "placement",
        ),
        sentence="Only needed to be explicit: video, photo, link, text. `reel` makes the film an upright reel.",
    ),
    Column(
        name="testimony",
        tools=(
            "slug",
            "media",
            "videoUrls",
            "video url",
            "media_url",
            "media_urls",
            "mediaUrls",
        ),
        sentence="The film's slug, as `testimony list` shows it; never a web address.",
    ),
    Column(
        name="format",
        sentence="landscape, square, feed or portrait; liggend, vierkant, staand; paysage, carré.",
    ),
    Column(
        name="caption",
        sentence="The text of the post.",
    ),
    Column(
        name="link",
        tools=(
            "url",
            "link (OGmetaUrl)",
            "website",
        ),
        sentence="A link, with https:// in front.",
    ),
    Column(
        name="first_comment",
        tools=(
            "first_comment",
            "followUpComment",
        ),
        sentence="The first comment, added once the post is live.",
    ),
    Column(
        name="photos",
        tools=(
            "imageUrls",
            "image url",
            "gifUrl",
        ),
        sentence="Files, relative to the plan's folder: photos/jury.jpg; several: one per line, or with "
        "a vertical bar between.",
    ),
    Column(
        name="alts",
        sentence="What each photo shows, for people who cannot see it: in the same order and way; - for none.",
    ),
    Column(
        name="thumbnail",
        tools=("thumbnail url",),
        sentence="The film's cover: a file as for photos, or a moment of the finished film (4 s, 12.5 s, 1:15).",
    ),
    Column(
        name="embargo",
        tools=("embargo_until",),
        sentence="Date and time before which the post may not go out.",
    ),
    Column(
        name="state",
        sentence="The state of the post.",
        told=True,
    ),
    Column(
        name="partner",
        sentence="The organisation of the film.",
        told=True,
    ),
    Column(
        name="approval",
        sentence="Who approved it: approvals are given with `campaign post approve`.",
        told=True,
        exported=False,
    ),
    Column(
        name="network",
        sentence="Anything but Facebook alone (Facebook, fb, Facebook page) is refused; otherwise it has no effect.",
        exported=False,
    ),
)
_NEAR = 0.75
_BY_NAME = {column.name: column for column in COLUMNS}
_LANGUAGES = (known.FALLBACK, *(code for code in known.languages() if code != known.FALLBACK))


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a file's header says: its columns' names (as `COLUMNS` has them, or None) and how people see each.

    `unknown` and `told` are headers that are not taken in.
    """

    names: tuple[str | None, ...]
    labels: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def is_nameless(self, place: int) -> bool:
        """Return whether a column, the first of which is 0, has no header."""
        return place >= len(self.labels) or (self.labels[place] == letters(place) and not self.names[place])


def plain(header: object) -> str:
    """Return a header without case, accents, spaces, signs, and what stands in brackets behind it."""
    outside = re.sub(r"(?<=\S)\s*\(.*\)\s*$", "", str(header), flags=re.DOTALL)
    return "".join(filter(str.isascii, folding.folded(outside)))


def title(column: Column, code: str) -> str | None:
    """Return what a language calls a column; None where it has no name for it."""
    found: str | None = translate.texts(code).get("columns", {}).get(column.name)
    return found


def aliases(column: Column) -> list[str]:
    """Return by which other names a column is known: what people call it, and what other tools do."""
    theirs = (translate.texts(code).get("column_aliases", {}).get(column.name, ()) for code in _LANGUAGES)
    return [*(alias for aliases in theirs for alias in aliases), *column.tools]


@cache
def _names() -> Mapping[str, str]:
    """Return the columns by all their names, folded; of two columns of one name, the first."""
    return {
        plain(word): column.name
        for column in reversed(COLUMNS)
        for word in (column.name, *aliases(column), *_titles(column))
    }


def _titles(column: Column) -> list[str]:
    return [name for code in _LANGUAGES if (name := title(column, code))]


def named(header: object) -> str | None:
    """Return the name of the column that a header means, or None."""
    return _names().get(plain(header)) if header is not None else None


def nearest(header: str, taken: Iterable[str | None] = ()) -> str | None:
    """Return the column, none of those `taken`, of which a header may be a slip; None where none is near."""
    known = {word: name for word, name in _names().items() if name not in taken}
    near = difflib.get_close_matches(plain(header), known, n=1, cutoff=_NEAR)
    return known[near[0]] if near else None


def is_of_days(header: object) -> bool:
    """Return whether a header that names no column is a word for a day, such as `Jour` or `Dag`."""
    return isinstance(header, str) and plain(header) in _words_for_days() and named(header) is None


@cache
def _words_for_days() -> frozenset[str]:
    """Return the words that people try for the moment of a post, folded."""
    tried = (translate.texts(code).get("option_words", {}).get("at", ()) for code in _LANGUAGES)
    return frozenset(plain(word) for words in tried for word in words)


def is_read(name: str | None) -> bool:
    """Return whether a column is one of ours whose cells are taken in."""
    return name is not None and not _BY_NAME[name].told


def score(cells: Iterable[object]) -> int:
    """Return how many different columns of ours a row names: the header is the row that names most."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return len({name for cell in texts if (name := named(cell) or ("date" if is_of_days(cell) else None))})


def letters(place: int) -> str:
    """Return the letters of a column as spreadsheets show them; the first is 0."""
    said = ""
    while place >= 0:
        said, place = chr(65 + place % 26) + said, place // 26 - 1
    return said


def head(cells: Sequence[object]) -> Head:
    """Return what a header row says."""
    names = tuple(named(cell) if isinstance(cell, str) else None for cell in cells)
    words = [" ".join(str(cell).split())[:40] if cell is not None else "" for cell in cells]
    labels = tuple(f"{letters(at)} ({word})" if word else letters(at) for at, word in enumerate(words))
    pairs = [(name, word) for name, word in zip(names, words, strict=True) if word]
    return Head(
        names=names,
        labels=labels,
        unknown=tuple(word for name, word in pairs if name is None),
        told=tuple(word for name, word in pairs if name and _BY_NAME[name].told),
    )


def dated(found: Head, place: int, header: str) -> Head:
    """Return a head of which a column that was not understood holds the dates; one called so holds the times."""
    kept = ["time" if name == "date" else name for name in found.names]
    names = (*kept[:place], "date", *kept[place + 1 :])
    return replace(found, names=names, unknown=tuple(one for one in found.unknown if one != header))


def headless(width: int) -> Head:
    """Return the head of a file without one: date and time, text, and perhaps a link."""
    names = ("date", "caption", "link")[:width]
    return Head(
        names=(*names, *([None] * (width - len(names)))), labels=tuple(letters(at) for at in range(width))
    )


def titles(lang: str | None) -> dict[str, str]:
    """Return the headers of an export in a language (else English), by column."""
    code = known.short(lang)
    return {
        column.name: title(column, code) or title(column, known.FALLBACK) or column.name
        for column in COLUMNS
        if column.exported
    }


def key_title(header: Iterable[object]) -> str:
    """Return what the key column is called in the language in which most of a header is written."""
    words = {plain(cell) for cell in header if cell is not None}

    def share(code: str) -> int:
        return sum(plain(name) in words for name in titles(code).values())

    return titles(max(_LANGUAGES, key=share))["key"]


def row(column: Column) -> str:
    """Return a column's row in the table of docs/plan.md."""
    names = " · ".join(dict.fromkeys(_titles(column)))
    return f"| {names} | {column.sentence} | {', '.join(f'`{alias}`' for alias in aliases(column))} |"
