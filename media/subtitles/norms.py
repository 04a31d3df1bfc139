"""What subtitles are measured by: reading speed, duration, gaps, lines; and what is known of the film at hand.

The defaults are those of facts/testimony.md section 1.2 (Netflix, BBC, the Flemish practice), settings of a campaign.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from media.formats import FORMATS, LANDSCAPE, LINE, Format
from media.languages.known import languages
from media.lettering.fonts import FONTS
from media.lettering.typefaces import Font

SHIPPED_FONT = FONTS / "SourceSans3-SemiBold.ttf"
LOCALES = {code: language.facebook_locale for code, language in languages().items()}
"""What Facebook calls the language of a caption file."""
CPS = {code: language.reading_speed for code, language in languages().items()}
CHARS = {name: format.max_chars for name, format in FORMATS.items()}


@dataclass(frozen=True, kw_only=True)
class Norms:
    """The thresholds. `cps`: characters a second that warn and that are an error, per language.

    `cps_verbatim` is the error for subtitles in the language spoken; `chars` are the most characters of a line per
    format; times are milliseconds, `gap_frames` frames of the film.
    """

    cps: Mapping[str, tuple[float, float]] = field(default_factory=lambda: CPS)
    cps_verbatim: float = 20.0
    shortest_ms: int = 833
    short_ms: int = 1000
    longest_ms: int = 7000
    gap_frames: int = 2
    lines: int = 2
    chars: Mapping[str, int] = field(default_factory=lambda: CHARS)

    def speed(self, language: str | None, *, verbatim: bool) -> tuple[float, float]:
        """The reading speeds that warn and that are an error; a language without its own has the slowest."""
        short = (language or "").partition("-")[0]
        warn, most = self.cps.get(language or "") or self.cps.get(short) or min(self.cps.values())
        return warn, max(most, self.cps_verbatim) if verbatim else most


@dataclass(frozen=True, kw_only=True)
class LineRoom:
    """What a format has for subtitles: the usual size of letters and a line's room in pixels, lines at most.

    They are set down to `small` (pixels) to stay on `lines`, and only then on `most_lines`.
    """

    size: float
    room: float
    small: float
    lines: int
    most_lines: int


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a subtitle file is judged with: norms, its language and formats, and what is known of film and people.

    `encoding` is the code page that somebody says it is in. `verbatim`: the film speaks the same language. `from_ms`
    and `to_ms` bound the part of the film that is used (None: to its end); `opening_ms` is the film time at which the
    title card has gone, `speech_ms` the one at which somebody begins to speak; `names` are the spellings on record,
    `contacts` addresses and numbers that are everybody's to know. `rooms` are those of formats (by name) in which
    subtitles are set otherwise than usual.
    """

    norms: Norms = field(default_factory=Norms)
    language: str | None = None
    encoding: str | None = None
    verbatim: bool = False
    formats: tuple[Format, ...] = (LANDSCAPE,)
    fps: Fraction = Fraction(25)
    film_ms: int | None = None
    from_ms: int = 0
    to_ms: int | None = None
    opening_ms: int | None = None
    speech_ms: int | None = None
    font: Font = SHIPPED_FONT
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    rooms: Mapping[str, LineRoom] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """The language without its region, or nothing."""
        return (self.language or "").partition("-")[0]

    def room(self, format: Format) -> LineRoom:
        """What a format has for subtitles."""
        line = format.height * format.line_height_pct / 100
        usual = LineRoom(
            size=line / LINE,
            room=format.width * format.subtitle_width_pct / 100 - line * 0.8,
            small=line / LINE * format.small_line_pct / format.line_height_pct,
            lines=format.max_lines,
            most_lines=format.max_lines + 1,
        )
        return self.rooms.get(format.name, usual)


def length(text: str) -> int:
    """How many signs a reader reads: spaces and punctuation count, line breaks and joined accents do not."""
    joined = unicodedata.normalize("NFC", text.replace("...", "…").replace("\n", ""))
    return sum(1 for sign in joined if unicodedata.category(sign) not in ("Mn", "Me", "Cf"))


def frames(ms: int, fps: Fraction) -> int:
    """The whole frames that a time comes nearest to, halves upwards."""
    return int(ms * fps / 1000 + Fraction(1, 2))


def seconds(ms: int, beside: int | None = None) -> str:
    """Milliseconds as seconds for a sentence: 833 is `0.83`, 7000 is `7`; exact where `beside` would read the same."""
    told = f"{ms / 1000:.2f}".rstrip("0").rstrip(".")
    return f"{ms / 1000:g}" if beside not in (None, ms) and told == seconds(beside or 0) else told
