"""Rules on names: organisations as campaign.toml spells them, one person in one spelling."""

from collections.abc import Iterator

from campaign.checks.facts import Broken, Facts
from media.text import folding
from schedules.model import organisations
from schedules.model.records import Testimony


def organisation_misspelt(facts: Facts) -> Iterator[Broken]:
    """P30: an organisation of a film is spelt otherwise than in `organisations`, or nearly as one of those."""
    for film, meant in _unlisted(facts):
        if meant:
            yield _at(film, organisation=film.organisation, name=meant)


def organisation_unlisted(facts: Facts) -> Iterator[Broken]:
    """P31: an organisation of a film is none of `organisations`."""
    for film, meant in _unlisted(facts):
        if not meant:
            yield _at(film, organisation=film.organisation, known=list(facts.organisations))


def _unlisted(facts: Facts) -> Iterator[tuple[Testimony, str | None]]:
    """Yield the films whose organisation is not on the campaign's list, with the one that may be meant."""
    listed = facts.organisations
    for film in facts.films.values():
        if listed and film.organisation not in listed:
            name = film.organisation
            yield film, organisations.listed(name, listed) or folding.nearest(name, listed)


def speaker_misspelt(facts: Facts) -> Iterator[Broken]:
    """P32: the speakers of two films have one name in two spellings."""
    first: dict[str, Testimony] = {}
    for film in facts.films.values():
        other = first.setdefault(folding.folded(film.speaker) or film.speaker, film)
        if other.speaker != film.speaker:
            yield _at(film, speaker=film.speaker, name=other.speaker, other=other.slug)


def _at(film: Testimony, **params: object) -> Broken:
    return Broken(where=f"testimony {film.slug}", params={"slug": film.slug, **params})
