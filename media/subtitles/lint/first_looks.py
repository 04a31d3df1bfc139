"""The linter's rules on drafts: nobody has checked them (S24), and what of recognised words to look at first (S25).

More than half of the wrong words look certain (facts/speech.md section 5): these are places to begin with, no proof.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from media.findings import Detail, Severity
from media.subtitles import draft
from media.subtitles.lint.names import known_names
from media.subtitles.model import Seen
from media.subtitles.norms import Context, length
from media.subtitles.reader import Opened
from media.text import folding

FASTEST = 25  # signs a second; nothing was said so fast that is shown so
MOST = 8  # places that a remark names
_NUMBER = re.compile(r"(?:[€$£] ?)?\d(?:[\d., \u00a0\u202f:/]*\d)?(?: ?[%€$£])?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
Place = tuple[
    int, int, str
]  # the line in the file, the moment in the film, and what is to be looked at there


def unchecked(file: Opened, context: Context) -> Iterator[Seen]:
    """S24: a machine made the times, or the words too, and nobody has checked them."""
    kind = file.unchecked
    if kind is not None:
        mark = file.mark
        again = mark is not None and bool(mark.who)
        params: dict[str, object] = {"who": mark.who} if mark and again else {}
        what = Detail("draft-changed" if again else f"draft-{kind}", params)
        yield Seen(code="S24", line=1, params={"what": what})


def first_looks(file: Opened, context: Context) -> Iterator[Seen]:
    """S25: uncertain words, names on record, numbers and cues too fast for speech, in a draft of recognised words."""
    if file.unchecked != "recognised":
        return
    looks: tuple[tuple[str, Severity, list[Place]], ...] = (
        ("look-unsure", "warning", _unsure(file)),
        ("look-fast", "warning", _fast(file)),
        ("look-names", "info", _names(file, context)),
        ("look-numbers", "info", _numbers(file)),
    )
    for detail, severity, places in looks:
        if places:
            what = Detail(detail, {"places": _listed(places, detail, file), "count": len(places)})
            said: dict[str, object] = {"what": what, "advice": Detail(f"advice-{detail}")}
            yield Seen(code="S25", line=places[0][0], severity=severity, params=said)


def _listed(places: list[Place], detail: str, file: Opened) -> list[Detail]:
    """The first places in the film, and how many more there are and where; a file's notes name all uncertain words."""
    told = [Detail("look-place", {"at": at // 1000 * 1000, "text": text}) for _, at, text in places[:MOST]]
    if more := places[MOST:]:
        said: dict[str, object] = {"count": len(more)}
        if detail == "look-unsure":
            told.append(Detail("look-more-noted", said | {"note": draft.called(file.text)}))
        else:
            told.append(Detail("look-more", said | {"at": max(at for _, at, _ in more)}))
    return told


def _unsure(file: Opened) -> list[Place]:
    """The words that the recogniser was not sure of and nobody has corrected since, the least certain first."""
    found: list[tuple[float, Place]] = []
    starts = [one.start_at[0] for one in file.raw]
    for end, words in draft.looks(file.text):
        at = bisect_left(starts, end)
        if at < len(starts):
            cue = file.raw[at]
            written = _parts(file.shown[at].text)
            found += [
                (word.confidence, (cue.line, cue.start_ms, _bare(word.text)))
                for word in words
                if _parts(word.text) <= written
            ]
    return [place for _, place in sorted(found, key=lambda one: one[0])]


def _parts(text: str) -> set[str]:
    """The words and numbers in a text, whatever their capitals and signs."""
    return set(re.findall(r"\w+", text.casefold()))


def _bare(word: str) -> str:
    """A word without the signs around it."""
    return re.sub(r"^[^\w€$£]+|[^\w%€$£]+$", "", word) or word


def _fast(file: Opened) -> list[Place]:
    return [
        (raw.line, raw.start_ms, " ".join(cue.text.split()))
        for raw, cue in zip(file.raw, file.shown, strict=True)
        if length(cue.text) * 1000 > FASTEST * max(1, raw.end_ms - raw.start_ms)
    ]


def _names(file: Opened, context: Context) -> list[Place]:
    """The names that the recogniser was given, where it wrote them: it hears them too readily."""
    known = known_names(context.names)
    longest = max((len(name.split()) for name in known.values()), default=1)
    found = []
    for raw, cue in zip(file.raw, file.shown, strict=True):
        names = dict.fromkeys(_written(cue.text.replace("\n", " "), known, longest))
        found += [(raw.line, raw.start_ms, one) for one in names]
    return found


def _written(text: str, known: dict[str, str], longest: int) -> Iterator[str]:
    """The names in a text, each as long as it is known."""
    words, at = list(_WORD.finditer(text)), 0
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            name = text[words[at].start() : words[at + count - 1].end()]
            meant = known.get(folding.folded(name), "")
            if meant and (name[0].isupper() or not meant[0].isupper()):
                yield name
                at += count - 1
                break
        at += 1


def _numbers(file: Opened) -> list[Place]:
    return [
        (raw.line, raw.start_ms, number.strip())
        for raw, cue in zip(file.raw, file.shown, strict=True)
        for number in dict.fromkeys(_NUMBER.findall(cue.text.replace("\n", " ")))
    ]
