"""Public holidays by name; the only module that imports the package that knows them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from media.languages import known

if TYPE_CHECKING:
    from holidays import HolidayBase

FILES = {"BE": "belgium.py"}


@cache
def of_year(country: str, year: int, language: str = known.FALLBACK) -> Mapping[date, str]:
    """Return a country's public holidays of a year, named in `language` where the package can; `off` has none."""
    if country == "off":
        return {}
    found = _of(country)
    code = known.short(language)
    named = found(years=year, language=code if code in found.supported_languages else "en_US")
    return {day: name.replace("'", "\u2019") for day, name in named.items()}


@cache
def _of(country: str) -> "type[HolidayBase]":
    """Return what knows a country's holidays, from its file alone: the package would load all 250 countries for it."""
    import holidays

    place = Path(str(holidays.__file__)).parent / "countries" / FILES[country]
    spec = util.spec_from_file_location(f"holidays.countries.{place.stem}", place)
    if spec is None or spec.loader is None:
        raise ImportError(place)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[HolidayBase] = getattr(module, country)
    return found
