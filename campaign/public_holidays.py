"""Public holidays by name; the only module that imports the package that knows them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from media.languages import known


@cache
def of_year(country: str, year: int, language: str = known.FALLBACK) -> Mapping[date, str]:
    """Return a country's public holidays of a year, named in `language` where the package can; `off` has none."""
    if country == "off":
        return {}
    from holidays import country_holidays

    code = known.short(language)
    spoken = code in country_holidays(country).supported_languages
    named = country_holidays(country, years=year, language=code if spoken else "en_US")
    return {day: name.replace("'", "\u2019") for day, name in named.items()}
