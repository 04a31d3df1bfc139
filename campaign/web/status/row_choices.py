"""What can be chosen in the rows of settings, and the rows themselves, as saved or as typed."""

from collections.abc import Mapping
from datetime import date, timedelta

from campaign.messages import formatting, translate
from campaign.web.status import setting_rows
from campaign.web.status.form_values import FormField
from campaign.web.status.setting_rows import Cells
from media.text import folding
from schedules.model.states import KINDS

_MONDAY = date(2024, 1, 1)

Choices = Mapping[str, Mapping[str, str]]


def of(languages: tuple[str, ...], lang: str) -> Choices:
    """Return by the name of a row's field the values that it can have, each with what it is called."""
    spoken = dict.fromkeys((*languages, *translate.LANGUAGES))
    others = sorted(formatting.names_of_languages(lang).items(), key=lambda one: folding.folded(one[1]))
    return {
        "day": {
            code: formatting.weekday(_MONDAY + timedelta(days=place), lang)
            for place, code in enumerate(setting_rows.DAYS)
        },
        "language": {code: translate.language(code, lang) for code in spoken},
        "tongue": {code: translate.language(code, lang) for code in spoken} | dict(others),
        "kind": {code: translate.word(code, lang) for code in KINDS},
    }


def rows_of(field: FormField, *, form: Mapping[str, str]) -> tuple[Cells, ...]:
    """Return the rows of a setting: those that were typed, where some were, with a row more or less if asked for."""
    key = field.row.key
    empty = ("",) * len(field.columns)
    if form.get("remove", "").startswith(f"{key}-"):
        return setting_rows.without(field.row, form, form["remove"].removeprefix(f"{key}-"))
    if form.get("add") == key:
        return (*(setting_rows.typed(field.row, form) or ()), empty)
    if "add" in form or "remove" in form:
        return setting_rows.every(field.row, form) or (empty,)
    found = setting_rows.typed(field.row, form)
    return (field.rows if found is None else found) or (empty,)
