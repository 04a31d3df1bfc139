"""Subtitle files read into cues: places and times from our scanners, what is shown from pysubs2.

pysubs2 is lenient and lossy (75 seconds and negative times pass, a number at the end of the last cue is lost, one bad
line of an ASS file loses all), so it is handed what the scanners could read, cue by cue in their order.
Codes are those of facts/testimony.md section 1.3; `lint/` judges the rest.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pysubs2

from media import kept_files
from media.errors import BadInput
from media.findings import Detail, Finding, with_params
from media.languages import known
from media.subtitles import draft, rolling, transcripts
from media.subtitles.formats import ass, decoding, srt_vtt, ttml
from media.subtitles.model import Cue, RawCue, Scan, Seen, advised
from media.text.encodings import INVISIBLE
from media.timecode import clock

ONE_FRAME_MS = 40  # tolerance at the film's end: one frame at 25 a second
LARGEST = 5 * 1024 * 1024  # bytes; a long film's subtitles have a tenth of one million
_THIS_FILM = "advice-this-film"
REFUSED = frozenset({"S01", "S02", "S04", "S05", "S12", "S13"})  # what cannot be read or timed
KINDS = {
    ".srt": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ssa", **dict.fromkeys(sorted(decoding.XML), "ttml")
}  # fmt: skip
_SAYS_LANGUAGE = re.compile(  # the head of a VTT file, as YouTube writes it, and as we do
    r"WEBVTT(?: - ([a-z]{2,3}(?:-[A-Za-z]{2,4})?)(?=\n)|[^\n]*\n(?:[^\n]+\n)*?Language:[ \t]*([a-zA-Z-]{2,8})[ \t]*\n)"
)
_TO_FILL = re.compile(r"(?m)^NOTE Testimony Campaign[\u00a0\u202f]?: ")  # `translator_file`
_LONGEST_TEXT = 600  # characters of a cue that a parser gets to see; a hundred do not fit a picture
_MOST_OF_A_KIND = 300  # findings of one code in one file
_RUBY = re.compile(
    r"<rt\b[^<>]{0,40}>([^<>]{0,200})(?:</rt>|(?=</ruby>))", re.IGNORECASE
)  # how a word is read
_AROUND_RUBY = re.compile(r"<rp\b[^<>]{0,40}>[^<>]{0,40}(?:</rp>)?", re.IGNORECASE)
_BREAK = re.compile(r"<[ \t]?br[ \t]?/?>", re.IGNORECASE)
_HIDDEN = str.maketrans("{}", "\ue001\ue002")
_SHOWN = str.maketrans("\ue001\ue002\ue003", "{}<")
SCANNERS: dict[str, Callable[[str, str], Scan]] = {
    "srt": srt_vtt.scan, "vtt": srt_vtt.scan, "ass": ass.scan, "ssa": ass.scan, "ttml": ttml.scan,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file opened for judging: its text, its cues as written and, at the same places, as shown."""

    path: Path
    kind: str
    text: str
    newline: str
    raw: tuple[RawCue, ...]
    shown: tuple[Cue, ...]
    seen: tuple[Seen, ...]

    @cached_property
    def mark(self) -> draft.Mark | None:
        """What the file says of how it was made; None where it says nothing.

        Only VTT can say it; a VTT file that is called `.srt` says it still.
        """
        return draft.mark_of(self.text) if self.kind in ("vtt", "srt") else None

    @property
    def unchecked(self) -> draft.Kind | None:
        """What a machine made of it and nobody has checked yet: such a file is a draft. None where it is none."""
        return draft.unchecked(self.mark, (cue.text for cue in self.shown))

    @cached_property
    def rolls(self) -> bool:
        """Whether these are captions that roll up the picture, as YouTube makes them."""
        return self.kind in ("srt", "vtt", "ttml") and rolling.rolls(self.shown)

    @property
    def language(self) -> str:
        """The language that the file itself says it is in, such as `nl-BE`; nothing where it says none, or several."""
        said = {cue.language for cue in self.raw if cue.language}
        if any(one.code == "S15" for one in self.seen):  # of several one was taken
            return ""
        head = _SAYS_LANGUAGE.match(self.text) if self.kind == "vtt" else None
        return (head[1] or head[2]) if head else said.pop() if len(said) == 1 else ""

    def lines(self) -> Iterator[tuple[int, str, bool]]:
        """Every line that is shown: its number in the file, its text, and whether it is its cue's last."""
        for raw, cue in zip(self.raw, self.shown, strict=True):
            shown = cue.text.split("\n") if cue.text else []
            written = [n for n, line in enumerate(raw.text.split("\n"), raw.text_line) if line.strip()]
            numbers = written if self.kind in ("srt", "vtt") and len(written) == len(shown) else None
            for place, line in enumerate(shown):
                yield (numbers[place] if numbers else raw.text_line), line, place == len(shown) - 1


@dataclass(frozen=True, kw_only=True)
class Subtitles:
    """A file's cues in order of time, and everything for which it would be refused.

    `unchecked`: what a machine made of them and nobody has checked; such cues are not to be burned in or sent.
    """

    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]
    unchecked: draft.Kind | None


def read(
    path: Path, *, film_ms: int | None = None, sha256: str | None = None, language: str | None = None
) -> Subtitles:
    """Read a subtitle file; what cannot be read or timed becomes findings, with `file:line`.

    `film_ms` is the film's length: cues that start or end after it are found too. Of several languages in one file
    those in `language` are read. BadInput when the file
    itself cannot be read, is of no known kind, or larger than `LARGEST`; FileChanged when its hash is not `sha256`.
    """
    file = opened(path, sha256=sha256, language=language)
    seen = [*file.seen, *timing(file, film_ms)]
    errors = [one for one in seen if one.severity == "error"]
    cues = sorted((cue for cue in file.shown if cue.text), key=lambda cue: (cue.start_ms, cue.end_ms))
    return Subtitles(cues=tuple(cues), findings=located(path, errors), unchecked=file.unchecked)


def opened(
    path: Path, *, sha256: str | None = None, language: str | None = None, encoding: str | None = None
) -> Opened:
    """A file decoded, scanned and parsed; raises BadInput as `read` does.

    `language` and `encoding` are what somebody says it is in: BadInput where it is not in that encoding.
    """
    kind_of(path)  # which refuses a name before anything is read
    found = file_bytes(path)
    if sha256 is not None and hashlib.sha256(found).hexdigest() != sha256:
        raise kept_files.changed(path)
    return opened_content(path, found, language=language, encoding=encoding)


def opened_content(
    path: Path, content: bytes, *, language: str | None = None, encoding: str | None = None
) -> Opened:
    """What a file would be if it had this content; as `opened`."""
    kind = kind_of(path)
    raw = decoding.decoded(content, path=path, encoding=encoding, language=known.short(language))
    scan = SCANNERS[kind](raw.text, kind)
    strange = (
        one for one, _ in zip(decoding.strange_characters(raw.text), range(_MOST_OF_A_KIND), strict=False)
    )
    cues, in_language = _in_one_language(scan.cues, known.short(language))
    seen = [
        *raw.seen,
        *(strange if not _broken(raw.seen) else ()),
        *scan.seen[:_MOST_OF_A_KIND],
        *in_language,
    ]
    if not cues and not _broken(seen):
        seen.append(_empty(1) if raw.text.strip() else _empty_file())
    return Opened(
        path=path,
        kind=kind,
        text=raw.text,
        newline=raw.newline,
        raw=cues,
        shown=shown(cues, kind),
        seen=tuple(seen),
    )


def kind_of(path: Path) -> str:
    """The kind of file by its name's ending; BadInput for one we do not know."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise transcripts.refusal_by_name(path, ", ".join(sorted(KINDS)))
    return kind


def refusals(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings for which a testimony is refused: what cannot be read or timed."""
    return tuple(f for f in findings if f.code in REFUSED and f.severity == "error")


def located(path: Path, seen: Iterable[Seen]) -> tuple[Finding, ...]:
    """What was seen, as findings in the order of the file's lines; their advice may name the file."""
    ordered = sorted(seen, key=lambda one: (one.line, one.code))
    found = (
        Finding(code=one.code, severity=one.severity, where=f"{path}:{one.line}", params=one.params)
        for one in ordered
    )
    return tuple(with_params(one, file=str(path), out=transcripts.out_of(path)) for one in found)


def timing(file: Opened, film_ms: int | None) -> list[Seen]:
    """Cues that end before they start (S04), overlap (S05), show nothing (S12), lie outside the film (S13).

    Of captions that roll (S05) nothing else is said: each of them would be found for being one.
    """
    if file.rolls:
        advice = Detail("advice-rolling-anew" if file.kind == "ttml" else "advice-fix-rolling")
        what = Detail("captions-rolling")
        return [Seen(code="S05", line=file.raw[0].line, params={"what": what, "advice": advice})]
    to_fill = [raw.line for raw, shown in zip(file.raw, file.shown, strict=True) if not shown.text]
    to_fill = to_fill if file.kind == "vtt" and _TO_FILL.search(file.text) else []
    seen: list[Seen] = [_unfilled(to_fill, len(file.raw))] if to_fill else []
    latest = None
    for raw, shown in zip(file.raw, file.shown, strict=True):
        seen += _alone(raw, shown, film_ms) if shown.text or not to_fill else []
        if latest is not None and raw.start_ms < latest.end_ms:
            said: dict[str, object] = {"other": latest.line, "until": clock(latest.end_ms)}
            seen.append(advised("S05", raw.line, "overlap", "error", advice="advice-in-order", **said))
        latest = raw if latest is None or raw.end_ms > latest.end_ms else latest
    return seen


def _in_one_language(cues: tuple[RawCue, ...], asked: str) -> tuple[tuple[RawCue, ...], list[Seen]]:
    """The cues in the language asked for, where the file has several at the same time; the first one's if none is."""
    said = list(dict.fromkeys(known.short(cue.language) for cue in cues if cue.language))
    if len(said) < 2 or not _at_the_same_time(cues):
        return cues, []
    params: dict[str, object] = {"languages": ", ".join(said), "language": asked, "first": said[0]}
    if asked and asked not in said:
        detail, advice = Detail("language-absent", params), Detail("advice-name-language", params)
        return (), [Seen(code="S12", line=1, params={"what": detail, "advice": advice})]
    taken = asked or said[0]
    if asked:
        seen = advised("S15", 1, "language-taken", "info", advice="advice-say-language", **params)
    else:
        seen = advised("S15", 1, "languages-several", "error", advice="advice-say-language", **params)
    return tuple(cue for cue in cues if known.short(cue.language) in ("", taken)), [seen]


def _at_the_same_time(cues: Iterable[RawCue]) -> bool:
    """Whether cues of different languages are shown together: two tracks, and not one that quotes."""
    until: dict[str, int] = {}
    for cue in sorted(cues, key=lambda one: one.start_ms):
        spoken = known.short(cue.language)
        if spoken and any(end > cue.start_ms for other, end in until.items() if other != spoken):
            return True
        until[spoken] = max(until.get(spoken, 0), cue.end_ms) if spoken else 0
    return False


def _empty(line: int) -> Seen:
    what, advice = Detail("text-missing"), Detail("advice-write-or-remove")
    return Seen(code="S12", line=line, params={"what": what, "advice": advice})


def _empty_file() -> Seen:
    """What is said of a file in which nothing stands."""
    what, advice = Detail("file-empty"), Detail("advice-write-or-another-file")
    return Seen(code="S12", line=1, params={"what": what, "advice": advice})


def _unfilled(lines: Sequence[int], of: int) -> Seen:
    """What is said of a translator's file that is not done yet."""
    what, advice = Detail("template-unfilled", {"count": len(lines), "of": of}), Detail("advice-fill-in")
    return Seen(code="S12", line=lines[0], params={"what": what, "advice": advice})


def _broken(seen: Iterable[Seen]) -> bool:
    return any(one.severity == "error" for one in seen)


def file_bytes(path: Path) -> bytes:
    """A file's bytes; raises BadInput as `read` does, and for a document of Word or a PDF."""
    try:
        with kept_files.opened(path) as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError as missing:
        raise BadInput("subtitles-missing", path=str(path)) from missing
    except OSError as refused:
        raise BadInput(
            "subtitles-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    if len(found) > LARGEST:
        raise BadInput("subtitles-too-large", path=str(path), limit=LARGEST // 1024 // 1024)
    transcripts.refuse_document(path, found)
    return found


def _alone(raw: RawCue, shown: Cue, film_ms: int | None) -> list[Seen]:
    start, end = clock(raw.start_ms), clock(raw.end_ms)
    seen = []
    if raw.end_ms <= raw.start_ms:
        seen.append(Seen(code="S04", line=raw.line, params={"start": start, "end": end}))
    if not shown.text:
        seen.append(_empty(raw.line))
    late = film_ms is not None and max(raw.start_ms, raw.end_ms) > film_ms + ONE_FRAME_MS
    if raw.start_ms < 0:
        seen.append(advised("S13", raw.line, "outside-before", "error", advice=_THIS_FILM, start=start))
    elif late:
        said: dict[str, object] = {"end": end, "film": clock(film_ms or 0)}
        seen.append(advised("S13", raw.line, "outside-after", "error", advice=_THIS_FILM, **said))
    return seen


def shown(raw: Sequence[RawCue], kind: str) -> tuple[Cue, ...]:
    """What each cue shows, by the library; one by one should it see other cues in the file than we do."""
    texts = [_cut(cue) for cue in raw] if kind == "ttml" else _texts(raw, kind)
    if len(texts) != len(raw):
        texts = ["\n".join(_texts([cue], kind)) for cue in raw]
    return tuple(
        Cue(start_ms=cue.start_ms, end_ms=cue.end_ms, text=_clean(text, kind))
        for cue, text in zip(raw, texts, strict=True)
    )


def _texts(raw: Sequence[RawCue], kind: str) -> list[str]:
    try:
        events = pysubs2.SSAFile.from_string(
            _AS_FILE[kind](raw), format_="ass" if kind == "ssa" else kind
        ).events
    except Exception:  # pysubs2 lets every parser's own errors through
        return []
    return ["" if event.is_drawing else event.plaintext for event in events]


def _clean(text: str, kind: str) -> str:
    """Text without what a parser leaves of a web page's writing, of invisible signs and of blank lines."""
    if kind in ("srt", "vtt"):
        text = srt_vtt.unescaped(text.translate(_SHOWN))
    return clean_lines(text)


def clean_lines(text: str) -> str:
    """Text without invisible signs, blank lines and spaces around its lines."""
    lines = (INVISIBLE.sub("", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _srt(raw: Sequence[RawCue], times: str = "00:00:00,000 --> 00:00:01,000") -> str:
    """The cues as a file without anything that the library takes for something else: a number after each text."""
    blocks = (f"{number}\n{times}\n{_plain(cue)}\n" for number, cue in enumerate(raw, 1))
    return "\n".join([*blocks, f"{len(raw) + 1}\n"])


def _vtt(raw: Sequence[RawCue]) -> str:
    return "WEBVTT\n\n" + _srt(raw, "00:00.000 --> 00:01.000")


def _ass(raw: Sequence[RawCue]) -> str:
    return "[Events]\n" + "\n".join(
        f"Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{_cut(cue)}" for cue in raw
    )


_AS_FILE = {"srt": _srt, "vtt": _vtt, "ass": _ass, "ssa": _ass}


def _cut(cue: RawCue) -> str:
    """A cue's text as long as a parser may see: its patterns take the square of the length."""
    return re.sub(r"\n\s*\n", "\n", cue.text[:_LONGEST_TEXT]).strip("\n")


def _plain(cue: RawCue) -> str:
    """The same for SRT and VTT: without codes of ASS, and with signs hidden that pysubs2 would take for markup."""
    text = _RUBY.sub(r" (\1)", _AROUND_RUBY.sub("", _BREAK.sub("\n", _cut(cue))))
    text = srt_vtt.CODE.sub("", srt_vtt.MOMENT.sub("", text))
    tags = {found.start() for found in srt_vtt.TAG.finditer(text)}
    shy = ("\ue003" if sign == "<" and at not in tags else sign for at, sign in enumerate(text))
    return "".join(shy).translate(_HIDDEN)
