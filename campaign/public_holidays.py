"""Public holidays by name; the only module that imports the package that knows them.

What it said of a year is kept where Python keeps what it compiled: to load it takes 30 ms and 3 MB of every desk.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from media import files, json_values
from media.languages import known

if TYPE_CHECKING:
    from holidays import HolidayBase

FILES = {"BE": "belgium.py"}
KEPT = range(2020, 2060)  # years that are kept: whoever asks for others may ask for thousands


@cache
def of_year(country: str, year: int, language: str = known.FALLBACK) -> Mapping[date, str]:
    """Return a country's public holidays of a year, named in `language` where the package can; `off` has none."""
    if country == "off":
        return {}
    source, code = _source(country), known.short(language)
    if year not in KEPT or code not in known.languages():
        return _asked(country, source, year, code)
    place = Path(__file__).with_name(f"holidays-{country}-{year}-{code}.json")
    there = source.stat()
    edition = [there.st_mtime_ns, there.st_size]
    found = _read(files.compiled(place), edition)
    if found is None:
        found = _asked(country, source, year, code)
        days = {day.isoformat(): name for day, name in found.items()}
        files.keep_compiled(place, json.dumps({"of": edition, "days": days}).encode())
    return found


def _read(kept: bytes | None, edition: list[int]) -> Mapping[date, str] | None:
    """Return what was kept of a year; None where that is nothing, or of another edition of the country's file."""
    with suppress(ValueError, TypeError, LookupError, AttributeError):  # of what is cut off, or is not ours
        told = json_values.parsed(kept or b"")
        if told["of"] == edition:
            return {date.fromisoformat(day): str(name) for day, name in told["days"].items()}
    return None


def _asked(country: str, source: Path, year: int, code: str) -> Mapping[date, str]:
    known_days = _of(country, source)
    spoken = code if code in known_days.supported_languages else "en_US"
    return {day: name.replace("'", "\u2019") for day, name in known_days(years=year, language=spoken).items()}


def _source(country: str) -> Path:
    """Return a country's file in the package, which is not loaded for that."""
    package = util.find_spec("holidays")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("holidays")
    return Path(package.origin).parent / "countries" / FILES[country]


@cache
def _of(country: str, source: Path) -> "type[HolidayBase]":
    """Return what knows a country's holidays, from its file alone: the package would load all 250 countries for it."""
    spec = util.spec_from_file_location(f"holidays.countries.{source.stem}", source)
    if spec is None or spec.loader is None:
        raise ImportError(source)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[HolidayBase] = getattr(module, country)
    return found
