"""Public holidays, by name; the one door to the package that knows them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

_TONGUES = {"nl": "nl", "fr": "fr", "de": "de"}  # any other language reads English


@cache
def of_year(country: str, year: int, language: str = "en") -> Mapping[date, str]:
    """Return a country's public holidays of a year with their names in `language`; `off` has none."""
    if country == "off":
        return {}
    from holidays import country_holidays

    tongue = _TONGUES.get(language.partition("-")[0], "en_US")
    return dict(country_holidays(country, years=year, language=tongue))
