"""Names as people type them, held against those on record: spelt as there, or asked about, or told."""

from collections.abc import Iterable

from campaign.cli import errors, output
from campaign.cli.app import Desk
from campaign.testimonies import on_record, organisations
from campaign.workspace import Workspace
from media.text import folding
from schedules.errors import BadRequest
from schedules.model import organisations as names_of_organisations
from schedules.model.records import Testimony


def warn(desk: Desk, code: str, **params: object) -> None:
    """Say a warning on stderr."""
    output.note(desk.say("warning", sentence=desk.say(code, **params)))


def organisation(desk: Desk, workspace: Workspace, written: str) -> str:
    """Return the organisation that is meant: as the campaign spells it, or as it was typed where that is another.

    Asked about where it may be a slip; BadRequest where nobody can be asked and --yes does not take it as it is.
    """
    name = folding.tidy(written)
    with workspace.store.read() as session:
        known = organisations.known(session, workspace)
    if name in known or not name:
        return name
    if listed := names_of_organisations.listed(name, known):
        output.note(desk.say("organisation-taken", written=name, name=listed))
        return listed
    near = names_of_organisations.near(name, known)
    if near is None or desk.yes:
        return name
    if not errors.can_ask():
        raise BadRequest("organisation-near", written=name, name=near)
    meant = errors.agreed(
        desk.say("organisation-meant", written=name, name=near), default=True, lang=desk.lang
    )
    return near if meant else name


def warn_of_organisation(desk: Desk, workspace: Workspace, film: Testimony) -> None:
    """Say that a film's organisation is none of the campaign's list, where it has one."""
    listed = workspace.settings.organisations
    if listed and film.organisation not in listed:
        warn(
            desk,
            "organisation-new",
            organisation=film.organisation,
            known=", ".join(listed),
            slug=film.slug,
        )


def speaker(desk: Desk, workspace: Workspace, written: str, *, slug: str) -> str:
    """Return the name of who speaks in the film `slug`: as another film spells it, where a person says so.

    Without a terminal it is taken as it is typed, and the other spelling is told.
    """
    name = folding.tidy(written)
    with workspace.store.read() as session:
        other = on_record.spelt_otherwise(session, name, slug=slug)
    if other is None:
        return name
    params = {"written": name, "name": other.speaker, "slug": other.slug}
    if desk.yes:
        output.note(desk.say("speaker-taken", **params))
        return other.speaker
    if not errors.can_ask():
        warn(desk, "speaker-spelt", written=name, name=other.speaker, other=other.slug, slug=slug)
        return name
    same = errors.agreed(desk.say("speaker-known", **params), default=True, lang=desk.lang)
    return other.speaker if same else name


def agree_to_repeat(desk: Desk, code: str, **params: object) -> None:
    """Ask whether to take once more what is on record already; without a terminal it is taken, and told.

    `code` names three sentences: what is so, the question (`-ask`) and the refusal (`-no`).
    """
    if desk.yes:
        return
    if not errors.can_ask():
        return warn(desk, code, **params)
    if not errors.agreed(desk.say(f"{code}-ask", **params), default=False, lang=desk.lang):
        raise BadRequest(f"{code}-no", **params)


def listed(slugs: Iterable[object]) -> str:
    """Return several names or numbers as a sentence lists them."""
    return ", ".join(map(str, slugs))
