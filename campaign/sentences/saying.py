"""Says a code: finds its one English sentence, translates it, fills in its parameters."""

import gettext
import importlib
import string
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOMS = (
    "bench",
    "subtitlewords",
    "kitwords",
    "refusals",
    "promises",
    "postwords",
    "pacewords",
    "consentwords",
    "planwords",
    "tokenwords",
    "noticewords",
    "desk",
    "dates",
    "rulewords",
)
LOCALE = Path(__file__).parent.parent / "locale"


class _Filler(string.Formatter):
    """Fills a sentence; a parameter that is missing or does not fit its format never hides the rest."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, IndexError, AttributeError):
            return "?", field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        try:
            return str(super().format_field(value, format_spec))
        except (TypeError, ValueError):
            return str(value)


def say(code: str, params: Mapping[str, object] | None = None, lang: str | None = None) -> str:
    """Return the sentence of an error, reason or event; an unknown code is shown with what it carries."""
    params = params or {}
    for kind in ("SENTENCES", "REASONS", "EVENTS"):
        if code in gather(kind):
            return fill(gather(kind)[code], params, lang)
    return _bare(code, params)


def say_finding(
    code: str, params: Mapping[str, object] | None = None, lang: str | None = None
) -> tuple[str, str]:
    """Return a finding's message and its remedy."""
    params = params or {}
    if code not in gather("FINDINGS"):
        return say(code, params, lang), ""
    message, remedy = gather("FINDINGS")[code]
    return fill(message, params, lang), fill(remedy, params, lang)


def fill(sentence: str, params: Mapping[str, object], lang: str | None = None) -> str:
    """Translate a sentence and put its parameters in."""
    spoken = {name: _spoken(value, lang) for name, value in params.items()}
    return _Filler().vformat(translate(sentence, lang), (), spoken)


def _spoken(value: object, lang: str | None) -> object:
    """Say a parameter that is itself a finding or a reason: whatever carries a code and parameters."""
    code, params = getattr(value, "code", None), getattr(value, "params", None)
    if not isinstance(code, str) or not isinstance(params, Mapping):
        return value
    if hasattr(value, "where"):
        message, remedy = say_finding(code, params, lang)
        return f"{value.where}: {code} {message.rstrip('.')}. {remedy}".strip()
    return say(code, params, lang)


def _bare(code: str, params: Mapping[str, object]) -> str:
    told = ", ".join(f"{name}: {value}" for name, value in params.items())
    return f"{code} ({told})" if told else code


@cache
def gather(kind: str) -> dict[str, Any]:
    """Collect one dictionary (`SENTENCES`, `FINDINGS`, `EVENTS`, `REASONS`) from every room that speaks."""
    found: dict[str, Any] = {}
    for room in ROOMS:
        found.update(getattr(_room(room), kind, {}))
    return found


def _room(name: str) -> object:
    try:
        return importlib.import_module(f"campaign.sentences.{name}")
    except ModuleNotFoundError:
        return None


def translate(sentence: str, lang: str | None = None) -> str:
    """Return an English sentence in the language asked for, or as it is when there is no catalogue."""
    return _catalogue(lang).gettext(sentence)


@cache
def _catalogue(lang: str | None) -> gettext.NullTranslations:
    wanted = [lang.replace("-", "_")] if lang else ["en"]
    return gettext.translation("campaign", LOCALE, languages=wanted, fallback=True)
