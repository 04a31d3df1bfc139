"""Dates, numbers and lengths of time as each language writes them.

Babel is imported only when something is shown that its language does not bring itself (`Language.shown`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from campaign.messages import desk_speech
from media.languages.known import find_or_fallback, languages
from media.languages.language import NARROW, WIDE, Shown

BEGIN = "\ue000"  # before a sentence within another, which may have to begin with a capital
ELIDED = frozenset(word for spoken in languages().values() for word in spoken.elisions)  # `de`, `que`
# Forms of a date, as Babel calls them, and how they are made of a language's own words.
_DATES: Mapping[str, Callable[[date, Shown], str]] = {
    "long": lambda day, own: f"{day.day} {own.months.split()[day.month - 1]} {day.year}",
    "medium": lambda day, own: f"{day.day} {own.short_months.split()[day.month - 1]} {day.year}",
    "LLLL yyyy": lambda day, own: f"{own.months.split()[day.month - 1]} {day.year:04}",
    "EEEE": lambda day, own: own.weekdays.split()[day.weekday()],
    "EEE": lambda day, own: own.short_weekdays.split()[day.weekday()],
}


def day(value: object, lang: str | None = None) -> str:
    """Say a day, such as `24 november 2026`; what is no date stays as it is."""
    found = _read(value)
    return str(value) if found is None else _first(_dated(found, "long", lang), found, lang)


def moment(value: object, lang: str | None = None) -> str:
    """Say a day and a time on its own clock, such as `24 november 2026 om 18:00`; seconds where there are any."""
    found = _read(value)
    if not isinstance(found, datetime):
        return day(value, lang)
    zone = " UTC" if str(value).endswith(" UTC") else ""
    return f"{day(found, lang)} {find_or_fallback(lang).at} {_shown(found)}{zone}"


def written(value: object, lang: str | None = None) -> str:
    """Write a day or a moment as it can be typed in every language: `24/12/2026 18:30`, with an offset it has."""
    found = _read(value)
    if not isinstance(found, datetime):
        return f"{found:%d/%m/%Y}" if found else str(value)
    offset = found.isoformat()[19:] if found.tzinfo else ""
    return f"{found:%d/%m/%Y} {_time(found)} {offset}".rstrip()


def weekday(value: date, lang: str | None = None) -> str:
    """Say which day of the week a day or moment is, such as `dinsdag`."""
    return _dated(value, "EEEE", lang)


def short_weekday(value: date, lang: str | None = None) -> str:
    """Say which day of the week a day or moment is in a few letters, such as `di` or `mar.`."""
    return _dated(value, "EEE", lang)


def month(value: date, lang: str | None = None) -> str:
    """Say the month of a day, such as `november 2026`."""
    return _dated(value, "LLLL yyyy", lang)


def full(value: object, lang: str | None = None) -> str:
    """Say a day or a moment with its weekday, such as `dinsdag 24 november 2026 om 18:00`."""
    found = _read(value)
    return f"{weekday(found, lang)} {moment(value, lang)}" if found else str(value)


def short(value: object, lang: str | None = None) -> str:
    """Say a day, or a moment with its time, as a table has room for: `24 nov 2026, 18:00`; seconds where it has any."""
    found = _read(value)
    if found is None:
        return str(value)
    written = _first(_dated(found, "medium", lang), found, lang)
    return f"{written}, {_shown(found)}" if isinstance(found, datetime) else written


def exact(value: datetime, lang: str | None = None) -> str:
    """Say a moment that was noted, as `short` says it, always with its seconds: `24 nov 2026, 18:00:00`."""
    return f"{short(value.date(), lang)}, {value:%H:%M:%S}"


def hour(value: datetime) -> str:
    """Say a time of day, as every moment says it: `18:30`."""
    return f"{value:%H:%M}"


def city(zone: str, lang: str | None = None) -> str:
    """Say the city by which a time zone is known: `Brussel`, `Bruxelles`."""
    spoken = find_or_fallback(lang)
    if spoken.shown and zone in spoken.shown.cities:
        return spoken.shown.cities[zone]
    from babel.dates import get_timezone_location

    return str(get_timezone_location(zone, locale=spoken.region, return_city=True))


def _dated(day: date, form: str, lang: str | None) -> str:
    """Return a day in a form of `_DATES`."""
    spoken = find_or_fallback(lang)
    if spoken.shown:
        return _DATES[form](day, spoken.shown)
    from babel.dates import format_date

    return str(format_date(day, form, locale=spoken.region))


def _shown(moment: datetime) -> str:
    """Return a time of day as it is read: at the desk without its seconds, which are in everything that is kept."""
    return hour(moment) if desk_speech.is_speaking() else _time(moment)


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _first(written: str, found: date, lang: str | None) -> str:
    """Return a date whose day is the first of a month as its language writes that: `1er mai`."""
    ending = find_or_fallback(lang).first_day
    return f"1{ending}{written[1:]}" if ending and found.day == 1 else written


def number(value: object, lang: str | None = None) -> str:
    """Say a number with its own decimals, in groups of three from ten thousand on."""
    whole, point, part = str(value).partition(".")
    if not whole.lstrip("-").isdigit() or (part and not part.isdigit()):
        return str(value)
    if len(whole.lstrip("-")) > 4:
        from babel.numbers import format_decimal  # slow to load

        whole = format_decimal(int(whole), locale=find_or_fallback(lang).region).replace(NARROW, WIDE)
    return whole + (pointed(point, lang) + part if part else "")


def language(code: object, lang: str | None = None) -> str:
    """Say which language `nl_NL`, `fr-BE` or `nl` is; what is none stays as it is."""
    spoken = find_or_fallback(lang)
    if spoken.shown and code in spoken.shown.languages:
        return spoken.shown.languages[str(code)]
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(str(code).replace("-", "_")).get_language_name(spoken.region) or code)
    except (UnknownLocaleError, ValueError):
        return str(code)


def language_code(written: str) -> str | None:
    """Return the code of two letters of a language that ISO 639 calls so (`nl`, `dut`, `nld`); None for others."""
    from babel import Locale
    from babel.core import get_global

    meant = get_global("language_aliases").get(written, written)
    code = str(meant[0] if isinstance(meant, list) else meant)
    return code if len(code) == 2 and code in Locale("en").languages else None


def names_of_languages(lang: str) -> dict[str, str]:
    """Return what a language calls those that have a code of two letters, by that code."""
    from babel import Locale

    names = Locale.parse(find_or_fallback(lang).region).languages
    return {code: str(name) for code, name in names.items() if len(code) == 2}


def joined(parts: Iterable[str], lang: str | None = None, *, to_choose: bool = False) -> str:
    """Say several things one after another, the last with its `and`; those of which one is to be chosen with `or`."""
    several, spoken = [str(one) for one in parts], find_or_fallback(lang)
    if len(several) < 2:
        return "".join(several)
    if spoken.shown:
        word = spoken.shown.either if to_choose else spoken.shown.both
        return f"{', '.join(several[:-1])} {word} {several[-1]}"
    from babel.lists import format_list

    return str(format_list(several, style="or" if to_choose else "standard", locale=spoken.region))


def listed(parts: Iterable[str], lang: str | None = None) -> str:
    """Say several things one after another with semicolons, before which some languages want a space."""
    return f"{find_or_fallback(lang).space_before_signs}; ".join(parts)


def quoted(value: object, lang: str | None = None) -> str:
    """Return a value as people may type it: a text between quotes, with nothing in it doubled; several, joined."""
    if isinstance(value, list | tuple | set | frozenset):
        return joined((quoted(one, lang) for one in value), lang)
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    return f'"{value}"' if "'" in value else f"'{value}'"


def sample(text: object, lang: str | None = None) -> str:
    """Return words that a brand kit is tried with (or their beginning) in the reader's language; others as they are."""
    own = find_or_fallback(lang).sample
    for spoken in languages().values():
        for kind in ("name", "role", "cue"):
            tried, ours = getattr(spoken.sample, kind), getattr(own, kind)
            if tried.startswith(str(text)):
                return ours if tried == text else f"{ours.partition(',')[0]},"
    return str(text)


def elided(word: str, text: str, lang: str | None = None) -> str:
    """Return a small word before a text, as its language runs the two together: `de` and `aicha` are `d’aicha`."""
    spoken = find_or_fallback(lang)
    before_vowel = word in spoken.elisions and re.match(spoken.elided_before, text)
    return f"{spoken.elisions[word]}{text}" if before_vowel else f"{word} {text}"


def own_name(code: str) -> str:
    """Say what a language calls itself, such as `français`; what is none stays as it is."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).get_language_name() or code)
    except (UnknownLocaleError, ValueError):
        return code


def span(ms: object, lang: str | None = None) -> str:
    """Say a length of time given in milliseconds, as a clock counts: `0.06 s`, `0:47`, `1:02:03`."""
    whole = round(float(str(ms)))
    sign, whole = ("-" if whole < 0 else ""), abs(whole)
    if whole < 10_000:
        return (
            sign
            + pointed(f"{whole / 1000:.2f}", lang)
            + (find_or_fallback(lang).space_before_signs or " ")
            + "s"
        )
    minutes, seconds = divmod(round(whole / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return sign + (f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")


def delay(ms: object, lang: str | None = None) -> str:
    """Say how late something was, given in milliseconds: `0.06 s`, from ten seconds on in words: `17 seconds`."""
    whole = float(str(ms))
    return span(ms, lang) if whole < 10_000 else lasting(whole / 1000, lang)


def place(ms: object, lang: str | None = None) -> str:
    """Say a place in a film given in milliseconds: `0:04`, `0:12.5`; it can be typed so."""
    minutes, rest = divmod(round(float(str(ms))), 60_000)
    seconds, part = divmod(rest, 1000)
    return f"{minutes}:{seconds:02}" + (pointed(f".{part:03}".rstrip("0"), lang) if part else "")


def length(ms: object, lang: str | None = None) -> str:
    """Say how long a film is, given in milliseconds, to a tenth of a second: `0:12.1`."""
    return place(round(float(str(ms)), -2), lang)


def running(ms: object) -> str:
    """Say how long a film runs, given in milliseconds, as its player counts: `0:05`, `1:02:03`."""
    minutes, seconds = divmod(round(float(str(ms)) / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clock(text: object, lang: str | None = None) -> str:
    """Write moments that a lower room has written (`0:01:02.345`) with the language's decimal sign."""
    return re.sub(r"(?<=:\d\d)\.(?=\d)", find_or_fallback(lang).decimal_sign, str(text))


def percent(value: object, lang: str | None = None) -> str:
    """Say how many of a hundred something is: `50%`, in French `50 %`."""
    from babel.numbers import format_percent

    try:
        return str(format_percent(float(str(value)) / 100, locale=find_or_fallback(lang).region))
    except ValueError:
        return str(value)


def lasting(seconds: object, lang: str | None = None) -> str:
    """Say how long something lasts, given in seconds, in its two largest units: `47 seconds`, `1 hour and 30 minutes`.

    Seconds are said of less than a minute alone, days from two on: `36 hours`.
    """
    whole = round(float(str(seconds)))
    if abs(whole) < 60:
        return _units([(whole, "duration-second")], lang)
    hours, minutes = divmod(round(whole / 60), 60)
    days, rest = divmod(hours, 24) if hours >= 48 else (0, hours)
    parts = [(days, "duration-day"), (rest, "duration-hour"), (0 if days else minutes, "duration-minute")]
    return _units([one for one in parts if one[0]], lang)


def _units(parts: Iterable[tuple[int, str]], lang: str | None) -> str:
    from babel.units import format_unit

    region = find_or_fallback(lang).region
    return joined((str(format_unit(*one, locale=region)).replace(NARROW, WIDE) for one in parts), lang)


def minutes(count: object, lang: str | None = None) -> str:
    """Say how long some minutes are: `30 minutes`, `2 hours`."""
    whole = round(float(str(count)))
    return lasting(whole * 60, lang) if whole else _units([(0, "duration-minute")], lang)


def hours(count: object, lang: str | None = None) -> str:
    """Say how long some hours are, in days and hours from two days on: `36 hours`, `7 days and 19 hours`."""
    whole = round(float(str(count)))
    return lasting(whole * 3600, lang) if whole else _units([(0, "duration-hour")], lang)


def month_names() -> dict[str, int]:
    """Return the number of each month by its names in every language we know, long and short, as CLDR writes them."""
    from babel.dates import get_month_names

    return {
        name: number
        for spoken in languages().values()
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale=spoken.region).items()
    }


def size(count: object, lang: str | None = None) -> str:
    """Say how much a number of bytes is: `0.8 MB`, `1,234.0 MB`, in French `0,8 Mo`."""
    from babel.units import format_unit

    region, megabytes = find_or_fallback(lang).region, float(str(count)) / 1e6
    said = format_unit(megabytes, "digital-megabyte", length="short", format="#,##0.0", locale=region)
    return str(said).replace(NARROW, WIDE)


def pointed(written: str, lang: str | None = None) -> str:
    """Return a number with the language's decimal sign."""
    return written.replace(".", find_or_fallback(lang).decimal_sign)


def _read(value: object) -> date | None:
    """Return a date or moment, or what a text of ours (ISO 8601, perhaps with ` UTC`) stands for."""
    if isinstance(value, date):
        return value
    text = str(value).removesuffix(" UTC")
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return None


def ended(sentence: str) -> str:
    """Return a sentence with a full stop at its end, unless it ends with a sign of its own."""
    return sentence if sentence.endswith(("?", "!", "…")) else f"{sentence.rstrip('.')}."


_FILE = r"[\w-]*[./]\w"  # how the name of a file begins


def capital(text: str) -> str:
    """Return a text that begins with a capital, unless the name of a file, such as `foto.png`, begins it."""
    return text if re.match(_FILE, text) else text[:1].upper() + text[1:]


def capitals(text: str) -> str:
    """Return a text in which each marked sentence (`BEGIN`) that follows another begins with a capital.

    The name of a file, such as `campaign.toml`, stays as it is.
    """
    begun = re.sub(
        rf"(?<=[.!?…])([»”\")]* ){BEGIN}(?!{_FILE})(\w)", lambda found: found[1] + found[2].upper(), text
    )
    return begun.replace(BEGIN, "")
