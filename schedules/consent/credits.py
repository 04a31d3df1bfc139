"""Who is named in a film, and how: the speaker as the consent allows, the role in the film's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from media.languages import known
from schedules.database import testimonies
from schedules.model.records import Consent, Testimony

_DISCREET = ("none", "pseudonym", "first-name", "full")  # the most discreet wish first


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody in a film beside its speaker: the name on record, and the one that is shown; None: none."""

    name: str
    shown: str | None


def wish(person_id: int, given: Iterable[Consent]) -> Consent | None:
    """Return the form that decides how a person is named: of those not withdrawn the most discreet; None: any name."""
    wishes = [
        one
        for one in given
        if one.person_id == person_id and one.withdrawn_at is None and "publish" in one.acts
    ]
    return min(wishes, key=lambda one: _DISCREET.index(one.name_display), default=None)


def shown_name(film: Testimony, given: Iterable[Consent]) -> str | None:
    """Return the speaker's name as the standing consents let it be shown: the most discreet wish wins (C06)."""
    wished = wish(film.speaker_id, given)
    return film.speaker if wished is None else shown_as(film.speaker, wished)


def shown_as(name: str, wished: Consent) -> str | None:
    """Return a name as a form lets it be shown; None: not at all."""
    if wished.name_display == "full":
        return name
    if wished.name_display == "first-name":
        return name.split()[0]
    return wished.display_name if wished.name_display == "pseudonym" else None


def role_word(role: str, language: str) -> str:
    """Return what a lower third in `language` calls the role; English for a language that has no word for it."""
    fallback = known.languages()[known.FALLBACK].roles[role]
    return known.find_or_fallback(language).roles.get(role, fallback)


def others(session: Session, film: Testimony, given: Sequence[Consent]) -> tuple[Other, ...]:
    """Return everybody on record in a film but its speaker; `given` are its consents."""
    people = [one for one in testimonies.appearing(session, film.id) if one != film.speaker_id]
    if not people:
        return ()
    names = testimonies.names(session, set(people))
    return tuple(
        Other(name=names[one], shown=_shown_of(one, names[one], given)) for one in people if one in names
    )


def _shown_of(person: int, name: str, given: Iterable[Consent]) -> str | None:
    wished = wish(person, given)
    return shown_as(name, wished) if wished else None
