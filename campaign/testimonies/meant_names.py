"""Whom a typed name means: as it is spelt on record, or somebody else of nearly that name, which is to be asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.testimonies import on_record
from campaign.typed import person_names
from campaign.workspace import Workspace
from media.errors import MediaError
from media.text import folding
from schedules.consent.rules import Closed
from schedules.errors import BadRequest
from schedules.model import names, organisations

_INITIALS = 3  # letters of a word in capitals that may be somebody's initials
_HEADS = re.compile(r"(?:^|(?<=-))[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A name as it is taken; `near` is another that may be meant, `question` the code that asks about it.

    `other` is the film in which somebody has that name, `alike` whether it is the same but for case and accents.
    """

    name: str
    near: str = ""
    question: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    other: str = ""
    alike: bool = False


def organisation(workspace: Workspace, written: str, slug: str) -> Meant:
    """Return which organisation is meant for the film `slug`; raises BadRequest where several are named."""
    name, listed = folding.tidy(written), workspace.settings.organisations
    with workspace.store.read() as session:
        known = on_record.known_organisations(session, workspace, beside=slug)
    if several := organisations.several(name, known):
        raise BadRequest("organisation-several", written=name, name=several[0], other=several[1])
    meant = name if name in known else organisations.listed(name, known)
    if meant is None and name and (near := _near(workspace, name, listed)):
        asked = {"written": name, "name": near}
        return Meant(name=name, near=near, question="organisation-meant", params=asked)
    return Meant(name=meant or name)


def speaker(workspace: Workspace, written: str, slug: str) -> Meant:
    """Return who is meant to speak in the film `slug`: somebody of another film is asked about."""
    name = folding.tidy(written)
    with workspace.store.read() as session:
        other = on_record.spelt_otherwise(session, name, slug=slug)
        near = None if other else on_record.nearly_spelt(session, name, slug=slug)
    known = (other.speaker, other.slug) if other else near
    if known is None:
        return Meant(name=name)
    asked = {"written": name, "name": known[0], "slug": known[1]}
    return Meant(
        name=name, near=known[0], question="speaker-known", params=asked, other=known[1], alike=bool(other)
    )


def oddly(written: str) -> Closed | None:
    """Return what is odd about a person's name as it is written: it names two people, or lacks its capitals."""
    name = folding.tidy(written)
    several = person_names.several(name)
    if len(several) > 1:
        return Closed(code="two", params={"name": name, "first": several[0], "second": several[1]})
    if name.islower() or (name.isupper() and max(map(len, name.split())) > _INITIALS):
        return Closed(code="capitals", params={"name": name, "better": _capitals(name)})
    return None


def _capitals(name: str) -> str:
    """Return a name with a capital at each of its words, but for the joining ones within it."""
    words = name.lower().split()
    return " ".join(
        one if place and one in names.PARTICLES else _HEADS.sub(lambda found: found[0].upper(), one)
        for place, one in enumerate(words)
    )


def _near(workspace: Workspace, name: str, listed: Sequence[str]) -> str | None:
    """Return the organisation of campaign.toml, else the partner of the brand kit, that is nearly called so."""
    return folding.nearest(name, listed) or folding.nearest(name, _partners(workspace, name))


def _partners(workspace: Workspace, written: str) -> tuple[str, ...]:
    """Return the partners of the brand kit; none where one of them is what was written."""
    from campaign.checks.brand import FOLDER  # slow to load, and seldom needed
    from media.brand import kit as brand_kit

    try:
        kit = brand_kit.load(workspace.folder / FOLDER)
    except MediaError:
        return ()
    names = tuple(dict.fromkeys(name for one in kit.partners for name in one.name.values()))
    return () if any(folding.same(written, name) for name in names) else names
