"""A film's form: what it holds, what was typed, what of it is wrong, and the version that it was made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from campaign.messages import formatting, translate
from campaign.testimonies import amend, on_record
from campaign.typed import film_places
from campaign.web import asked_for
from campaign.web.films import questions
from campaign.web.films.questions import Question
from campaign.workspace import Workspace
from schedules.database import testimonies
from schedules.database.tables import ROLES
from schedules.model.records import Testimony

FIELDS = ("theme", "speaker", "role", "organisation", "from", "to", "across", "down")
ANSWERS = ("meant-speaker", "meant-organisation", "meant-same")
LONGEST = 300


class Stale(Exception):
    """The film was changed since the form was filled in."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a form asks for: columns to values; or what is wrong with its fields, or must be asked first."""

    words: dict[str, Any]
    wrong: dict[str, str]
    questions: tuple[Question, ...] = ()


def version(film: Testimony) -> str:
    """Return what tells a film as it stands from itself after any change."""
    return asked_for.version(film)


def shown(workspace: Workspace, film: Testimony, lang: str) -> dict[str, str]:
    """Return what the fields of a film's form hold; a theme as its card says it in the film's language."""
    asked = film.theme or ""
    centre = film.known_centre
    return {
        "theme": on_record.themes(workspace, film.language).get(asked, asked),
        "speaker": film.speaker,
        "role": film.role,
        "organisation": film.organisation,
        "from": formatting.place(film.from_ms, lang),
        "to": formatting.place(film.to_ms, lang) if film.to_ms is not None else "",
        "across": str(centre[0]) if centre else "",
        "down": str(centre[1]) if centre else "",
    }


def typed(form: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the fields; one that did not come holds what it held `before`."""
    return {name: form.get(name, before.get(name, "")).strip()[:LONGEST] for name in (*FIELDS, *ANSWERS)}


def read(workspace: Workspace, film: Testimony, fields: Mapping[str, str], lang: str) -> Read:
    """Return what a form asks for, of which only what differs; raises BadRequest as its names do."""
    wrong: dict[str, str] = {}
    words: dict[str, Any] = {}
    before = shown(workspace, film, lang)
    for name in ("from", "to"):
        if fields[name] != before[name]:
            words[f"{name}_ms"] = _place(name, fields[name], wrong, lang)
    if (fields["across"], fields["down"]) != (before["across"], before["down"]):
        words["centre"] = _centre(fields["across"], fields["down"], wrong, lang)
    if fields["theme"] != before["theme"]:
        words["theme"] = fields["theme"] or None
    if fields["role"] != film.role and fields["role"] in ROLES:
        words["role"] = fields["role"]
    names = questions.of(workspace, film.slug, fields, film)
    return Read(words=words | names.words, wrong=wrong, questions=names.questions)


def _place(name: str, written: str, wrong: dict[str, str], lang: str) -> int | None:
    if not written:
        return 0 if name == "from" else None
    found = place(written)
    if found is None:
        wrong |= no_place(name, written, lang)
    return found


def place(written: str) -> int | None:
    """Return which place in a film was typed; None for none."""
    return film_places.milliseconds(written) if written.strip() else None


def no_place(name: str, written: str, lang: str) -> dict[str, str]:
    """Return what is said of a field in which no place in a film was typed."""
    return {name: translate.fill(film_places.NO_PLACE, {"value": written}, lang)}


def _centre(across: str, down: str, wrong: dict[str, str], lang: str) -> object:
    from campaign.typed import picture_places

    if not across and not down:
        return "none"
    found = picture_places.percents(f"{across or '?'},{down or '?'}")
    if found is None:
        value = {"value": f"{across},{down}"}
        wrong["across"] = translate.fill(picture_places.NO_PLACE, value, lang)
    return found


def save(
    workspace: Workspace, film: Testimony, words: dict[str, Any], *, made_from: str, now: datetime
) -> amend.Amended:
    """Change a film; raises Stale where it is no longer what the form was made from, else as `amend` does."""
    if not words:
        return amend.Amended(findings=(), again=())
    return amend.amend(workspace, film.slug, words, (), now=now, first=_unless_changed(film, made_from))


def save_files(
    workspace: Workspace,
    film: Testimony,
    given: tuple[tuple[str, Path], ...],
    *,
    made_from: str,
    now: datetime,
) -> amend.Amended:
    """Give a film subtitle files by their language; raises as `save` does."""
    return amend.amend(workspace, film.slug, {}, given, now=now, first=_unless_changed(film, made_from))


def _unless_changed(film: Testimony, made_from: str) -> Callable[[Session], None]:
    def look(session: Session) -> None:
        if version(testimonies.testimony_by_id(session, film.id)) != made_from:
            raise Stale

    return look
