"""Which field of the settings' form a refusal is of, and what it says there: neither file nor line, nor the file's way
of writing."""

from collections.abc import Iterator, Mapping

from campaign.messages import desk_settings, translate
from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, rows
from campaign.web.status import form_values, setting_rows
from schedules.errors import BadRequest

OF_NO_VALUE = {  # refusals of what several settings say together -> the setting that is to be changed
    "slot-language": "plan.slots",
    "settings-organisation-twice": "organisations",
    "notices-in-clear": "notices.smtp_security",
}

OF_ROWS = {  # what is said of a row's field where the refusal counts the row
    "settings-part": "desk-row-value",
    "settings-item": "desk-row-value",
    "settings-value": "desk-row-value",
    "settings-part-missing": "desk-row-lacks",
    "settings-part-near": "at-desk-settings-near",
    "desk-row-value": "desk-row-value",
    "desk-row-lacks": "desk-row-lacks",
}


def by_field(error: BadRequest, lang: str, form: Mapping[str, str]) -> Mapping[str, str]:
    """Return by a setting's key what is wrong with it; under an empty key what is of no field.

    Of a setting of several values the key is that of the row, `plan.slots-0`, or of its field, `plan.slots-0-day`.
    """
    known = {row.key: row for row in rows(Settings)}
    found: dict[str, str] = {}
    for one in _each(error):
        row = known.get(OF_NO_VALUE.get(one.code, str(one.params.get("key", ""))))
        place = _place(one, row, form) if row else ""
        said = _said(one, row, place, lang)
        found[place] = f"{found[place]} {said}" if place in found else said
    return found


def _place(error: BadRequest, row: Row, form: Mapping[str, str]) -> str:
    """Return of which setting, row and field of it a refusal is."""
    cells = setting_rows.typed(row, form) if form_values.kind(row) == "rows" else None
    if not cells:
        return row.key
    number, part = error.params.get("place"), str(error.params.get("part", ""))
    if isinstance(number, int):
        return _name(row, number - 1, part)
    named = (str(error.params[name]) for name in ("value", "language", "second") if name in error.params)
    found = next((at for one in named if (at := setting_rows.of_value(row, cells, one))), None)
    return _name(row, *found) if found else row.key


def _name(row: Row, place: int, column: str) -> str:
    names = setting_rows.columns(row)
    said = column if column in names else names[0] if len(names) == 1 else ""
    return f"{row.key}-{place}-{said}" if said else f"{row.key}-{place}"


def _said(error: BadRequest, row: Row | None, place: str, lang: str) -> str:
    """Return what a refusal says beside its field: of a row without its number, with how its field is written."""
    code, params = error.code, dict(_params(error, row, lang))
    if row and place != row.key and code in OF_ROWS:
        if place == f"subtitles.cps-{place.rpartition('-')[2]}":
            return translate.say("desk-row-order", {}, lang)
        code, example = OF_ROWS[code], desk_settings.EXAMPLES.get(place.rpartition("-")[2], "")
        params["example"] = (
            translate.translate(example, lang) if example else form_values.shown(row.example, "rows")
        )
    return translate.say(code, params, lang)


def _each(error: BadRequest) -> Iterator[BadRequest]:
    problems = error.params.get("problems")
    if not isinstance(problems, list):
        yield error
        return
    for one in problems:
        if isinstance(one, BadRequest):
            yield from _each(one)


def _params(error: BadRequest, row: Row | None, lang: str) -> Mapping[str, object]:
    """Return the parameters of a refusal as the form writes them: names, and values without the file's quotes."""
    if row is None:
        return error.params
    kind = form_values.kind(row)
    told: dict[str, object] = {**error.params, "key": translate.translate(desk_settings.NAMES[row.key], lang)}
    if "example" in told:
        told["example"] = form_values.shown(row.example, kind).replace("\n", ", ")
    if "value" in told:
        told["value"] = _unquoted(str(told["value"]))
    if isinstance(told.get("nearest"), str):
        told["nearest"] = _unquoted(str(told["nearest"]).strip("`").removeprefix(f"{row.name} = "))
    return told


def _unquoted(written: str) -> str:
    """Return a text of a settings file as it is typed in a form."""
    return written[1:-1] if written[:1] == written[-1:] == '"' and len(written) > 1 else written
