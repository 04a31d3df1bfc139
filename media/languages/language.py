"""What a language brings: the facts that the house asks of it, one file for each language beside this.

A new language is one more file here with a `LANGUAGE` in it; its sentences are its catalogue (`campaign/locale/`), its
longer texts and the names of a plan's columns a file in `campaign/messages/texts/`. Patterns are written as texts, so
that a command which sets no text compiles none.

There is one of each of these, compared and shown nowhere: to make what would takes each command 5 ms.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

WIDE, NARROW = "\u00a0", "\u202f"  # spaces that do not break: of a word's width, and of a third of it


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Habit:
    """Something of typography that a language wants: a pattern of what is wrong, and what is put in its place.

    `code` is its sentence's. A habit without `put` is only pointed out.
    """

    code: str
    look: str
    put: str | Callable[[re.Match[str]], str] | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Dialogue:
    """How the two lines of a cue with two speakers begin: a pattern each. Another beginning is pointed out."""

    first: str
    second: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Sample:
    """Words that stand for anybody's, to try a brand kit with: a name, a role, a subtitle of two lines."""

    name: str
    role: str
    cue: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Spoken:
    """Words for moments that a person types at a command; in small letters, without accents.

    A weekday or `days` may stand alone, or have `next` or `this` before or behind it, and a part of the day behind it.
    """

    now: tuple[str, ...] = ()
    """This very moment."""

    days: Mapping[str, int] = field(default_factory=dict)
    """Days counted from today: `tomorrow` is 1."""

    next: tuple[str, ...] = ()
    """What makes a weekday the coming one, today excepted."""

    this: tuple[str, ...] = ()
    """What makes a weekday the coming one, today too, and a part of the day today's."""

    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Parts of the day, and the first and the last hour that are said of them."""

    noon: tuple[str, ...] = ()
    """Twelve o'clock in the day."""

    midnight: tuple[str, ...] = ()
    """Twelve o'clock at night, of which nobody knows whether the day begins or ends with it."""

    before_day: tuple[str, ...] = ()
    """Words that may stand before a day and say nothing: `on` Tuesday."""

    since: tuple[str, ...] = ()
    """Words before the beginning of a span: `from` 10:00."""

    until: tuple[str, ...] = ()
    """Words before the end of a span: `to` 11:00."""

    before_time: tuple[str, ...] = ()
    """Words that may stand before a time, besides `Language.at`: `te` 18.30."""

    about: tuple[str, ...] = ()
    """Words before a time that is not meant exactly: `about` 18:00."""

    clock_words: tuple[str, ...] = ()
    """Beginnings of words that say a time without figures: `half` past six, `kwart` voor zes."""

    lapse: tuple[str, ...] = ()
    """Words before a length of time that passes from now on: `in` 2 hours."""

    units: Mapping[str, str] = field(default_factory=dict)
    """Names of `s`, `m`, `h`, `d` (seconds, minutes, hours, days), all of one in one text."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Shown:
    """What stands on every page, as Babel (CLDR) has it, too: with it Babel, 5 MB and 40 ms, is not loaded for a page.

    Only for a language that writes dates as `24 november 2026` and lists as `a, b and c`.
    """

    months: str
    """From January on, all in one text."""

    short_months: str
    """As a table has room for; as those above."""

    weekdays: str
    """From Monday on, all in one text."""

    short_weekdays: str
    """In a few letters; as those above."""

    languages: Mapping[str, str]
    """What it calls the languages that campaigns here have, by their codes."""

    cities: Mapping[str, str]
    """What it calls the city by which a time zone is known."""

    both: str
    """The word before the last of several things."""

    either: str
    """The word there, where one of them is to be chosen."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Notes:
    """What a subtitle file says of itself in notes, in the language that its readers read (`media/subtitles/draft.py`).

    What is read again, `estimated` to `words`, is ASCII: whatever a program does to letters, a draft stays one. Texts
    change with care: files say what was written when they were made.
    """

    estimated: str
    """The program estimated the times."""

    aligned: str
    """It found the times in the sound."""

    recognised: str
    """It wrote the words, too."""

    unchecked: str
    """Nobody has checked it; behind one of the above and a semicolon."""

    checked: str
    """`{who}` has checked it on `{day}`; there, too."""

    words: str
    """The word before the fingerprint of the words that were checked."""

    look: str
    """What stands before uncertain words."""

    differences: Mapping[str, str]
    """What is `not-spoken`, `not-in-text` and said `otherwise` at a time of the film (`{at}`)."""

    to_fill: str
    """What a file for a translator is; older ones say it otherwise, behind the same beginning."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Language:
    """The facts of one language; those without a default every language must bring."""

    code: str
    """Its code of ISO 639, in small letters; `nl` covers `nl-BE`."""

    region: str
    """What Babel (CLDR) calls it where our readers live, such as `nl_BE`: names of months, dates, numbers."""

    facebook_locale: str
    """What Facebook calls the language of a file of subtitles; its list is short (it has no fr_BE)."""

    reading_speed: tuple[float, float]
    """Characters a second of a subtitle that warn, and that are an error (facts/testimony.md section 1.2)."""

    common_words: frozenset[str]
    """Small words that it uses all the time and the other languages here never: they tell it from them."""

    clinging_words: frozenset[str]
    """In small letters: words that a line should not end with, such as articles and prepositions."""

    roles: Mapping[str, str]
    """What a lower third calls each role of a person, by the role's name on the command line."""

    sample: Sample
    """Words to try a brand kit with."""

    at: str
    """The word between a day and a time: 24 november `om` 18:00."""

    yes: tuple[str, ...]
    """Answers that mean yes; the first, one letter, is the one that a question offers."""

    no: tuple[str, ...]
    """Answers that mean no, as for `yes`."""

    hours: tuple[str, ...]
    """What may stand with the hour of a time; one letter may also stand between hour and minutes: 18`u`30."""

    weekdays: tuple[str, ...]
    """Names of the days from Monday on, all spellings of a day in one text. Settings name days: Babel is too slow."""

    shown: Shown | None = None
    """Words that every page shows; None: Babel is asked for them."""

    spoken: Spoken = field(default_factory=Spoken)
    """Words for moments that count from now: `demain`, `mardi prochain`, `2 heures`."""

    leaning_words: frozenset[str] = frozenset()
    """In small letters: words that a subtitle should not end with, though a line may if it must: verbs that help
    another one, and what asks or refers to something that follows."""

    telling_words: frozenset[str] = frozenset()
    """Words of announcements that it alone has: they tell the language of a text too short for its small words."""

    telling_signs: tuple[str, ...] = ()
    """Patterns of spellings that it alone has, in small letters as names are not: with `telling_words`."""

    months: Mapping[str, int] = field(default_factory=dict)
    """Spellings of months that people write and Babel does not know, without accents, with their number."""

    draft: str = "DRAFT"
    """What stands over a preview whose subtitles nobody has checked, in capitals."""

    notes: Notes | None = None
    """What a subtitle file in it says of itself; None: it says it in the language that all fall back on."""

    ordinals: tuple[str, ...] = ()
    """What may stand behind the number of a day in a date: 1`er`, 2`nd`."""

    """What stands between hour and minutes in small places: 18`.`30, 18` h `30."""

    first_day: str = ""
    """What stands behind the 1 of the first day of a month; nothing where that day is written as any other."""

    names: tuple[str, ...] = ()
    """What people call it besides its names in Babel: `Vlaams` in a plan means `nl`."""

    kit_choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What people write in brand.toml for a value that it names in English: `linksboven` for `top-left`."""

    kit_keys: Mapping[str, str] = field(default_factory=dict)
    """What people write in brand.toml for a key that it names in English, all words for one in one text."""

    numerals: tuple[str, ...] = ()
    """The numbers from one on, as words; all spellings of one in one text."""

    decimal_sign: str = ","
    """What parts a number from its decimals."""

    elides: bool = False
    """Whether a word that ends in an apostrophe clings to the next: `l’`, `qu’`."""

    elisions: Mapping[str, str] = field(default_factory=dict)
    """What small words become before a vowel: `de` is `d’`."""

    elided_before: str = r"(?!)"
    """A pattern of the beginning of words before which they do."""

    space_before_signs: str = ""
    """The space that belongs before a colon, and some space before ; ! ? too; empty: none belongs there."""

    habits: tuple[Habit, ...] = ()
    """Its habits of typography, beside those of every language (`media/text/typography.py`)."""

    unbreaking: Habit | None = None
    """Where a plain space must become one that does not break; none is added."""

    dialogue: Dialogue | None = None
    """How a cue with two speakers is set; its finding is `dashes-CODE`. None: as one likes."""

    small_start: str | None = None
    """A pattern of a sentence that begins with a clipped word and lacks its capital at the next: `'t regent`."""

    loans: tuple[str, ...] = ()
    """Patterns of words that, beside a sum of money, tell what somebody borrowed (finding S22)."""

    inventions: tuple[str, ...] = ()
    """Patterns of whole sentences that recognisers write over silence, in small letters without signs between words."""
