"""The settings in a form, one explanation each; the file keeps its comments, and nobody's change is lost."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.settings import editor, settings
from campaign.settings.declarations import Settings
from campaign.settings.rows import rows
from campaign.web.status import form_values, setting_rows
from campaign.web.status.form_values import FormField, FormSection
from media import files, given_files
from schedules.errors import BadRequest


@dataclass(frozen=True, kw_only=True)
class SettingsForm:
    """The form as it is shown: what the file says, and the `version` of it that was read."""

    sections: tuple[FormSection, ...]
    version: str


class Overtaken(Exception):
    """The file was changed by somebody else since the form was made."""


def shown(folder: Path) -> SettingsForm:
    """Return the form of a campaign's settings."""
    raw = _read(folder)
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    return SettingsForm(sections=form_values.form(text), version=_version(raw))


def save(folder: Path, version: str, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Write what was typed over a version of the file, and return the keys that changed.

    Raises Overtaken where the file is another one by now, BadRequest with what is wrong; the file is then as before.
    """
    raw, path = _read(folder), folder / settings.FILE
    if _version(raw) != version:
        raise Overtaken
    changes, problems = _changes(raw, typed)
    if changes or problems:
        new = _written(path, raw, changes, problems)
        files.write_whole(path, new, keep_mode=True)
    return tuple(changes)


def _written(path: Path, raw: bytes, changes: Mapping[str, object], problems: Sequence[BadRequest]) -> bytes:
    """Return the file with its changes. Raises BadRequest with all that is wrong at once, `problems` among it."""
    found = list(problems)
    new = b""
    try:
        new = editor.changed(path, raw, changes)
    except BadRequest as problem:
        found.append(problem)
    if len(found) > 1:
        raise BadRequest("settings-several", file=settings.FILE, count=len(found), problems=found)
    if found:
        raise found[0]
    return new


def _changes(raw: bytes, typed: Mapping[str, str]) -> tuple[dict[str, object], list[BadRequest]]:
    """Return the values that are others than the file says, and what is wrong with those that cannot be read.

    Secrets and what was not in the form stay as they are.
    """
    before = form_values.form(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    held = {field.row.key: field for section in before for field in section.fields}
    changes: dict[str, object] = {}
    problems = []
    for row in rows(Settings):
        try:
            if _is_changed(held[row.key], typed):
                changes[row.key] = _typed(held[row.key], typed)
        except BadRequest as problem:
            problems.append(problem)
    return changes, problems


def _is_changed(field: FormField, typed: Mapping[str, str]) -> bool:
    if field.kind == "rows":
        return setting_rows.typed(field.row, typed) not in (None, field.rows)
    said = typed.get(field.row.key)
    return said is not None and not (field.row.secret and not said.strip()) and not _same(said, field.typed)


def _typed(field: FormField, typed: Mapping[str, str]) -> object:
    if field.kind == "rows":
        return setting_rows.written(field.row, setting_rows.typed(field.row, typed) or (), field.value)
    return form_values.typed(field.row, typed[field.row.key])


def _same(said: str, before: str | None) -> bool:
    return said.replace("\r\n", "\n").strip() == (before or "").strip()


def _read(folder: Path) -> bytes:
    return given_files.read(folder / settings.FILE, most=given_files.MEGABYTE)


def _version(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:24]
