"""Which field of the settings' form a refusal is of, and what it says there: neither file nor line, nor the file's way
of writing."""

from collections.abc import Iterator, Mapping

from campaign.messages import desk_settings, translate
from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, rows
from campaign.web.status import form_values
from schedules.errors import BadRequest

OF_NO_VALUE = {  # refusals of what several settings say together -> the setting that is to be changed
    "slot-language": "plan.slots",
    "settings-organisation-twice": "organisations",
    "notices-in-clear": "notices.smtp_security",
}


def by_field(error: BadRequest, lang: str) -> Mapping[str, str]:
    """Return by a setting's key what is wrong with it; under an empty key what is of no field."""
    known = {row.key: row for row in rows(Settings)}
    found: dict[str, str] = {}
    for one in _each(error):
        key = OF_NO_VALUE.get(one.code, str(one.params.get("key", "")))
        said = translate.say(one.code, _params(one, known.get(key), lang), lang)
        place = key if key in known else ""
        found[place] = f"{found[place]} {said}" if place in found else said
    return found


def _each(error: BadRequest) -> Iterator[BadRequest]:
    problems = error.params.get("problems")
    yield from (
        (one for one in problems if isinstance(one, BadRequest)) if isinstance(problems, list) else (error,)
    )


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
