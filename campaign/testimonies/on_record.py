"""What arrives a second time: a film, a signed form, or a person under another spelling."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlmodel import Session

from campaign.testimonies import form_files
from campaign.testimonies.signed_forms import FormDetails
from campaign.workspace import Workspace
from media import given_files
from media.errors import MediaError
from media.text import folding
from schedules.consent import made_covers
from schedules.database import posts, testimonies, withdrawals
from schedules.model import campaign_paths, fingerprint, organisations
from schedules.model.records import Consent, Post, Testimony


def known_organisations(
    session: Session, workspace: Workspace, *, beside: str | None = None
) -> tuple[str, ...]:
    """Return the organisations of a campaign as it spells them: those of its list, then others that films name.

    The film `beside` is not asked.
    """
    listed = workspace.settings.organisations
    films = [one for one in testimonies.testimonies(session) if one.slug != beside]
    others = dict.fromkeys(film.organisation for film in films)
    return (*listed, *(one for one in others if not organisations.listed(one, listed)))


def themes(workspace: Workspace, language: str) -> dict[str, str]:
    """Return the brand kit's themes with what they say in a language; none where the kit cannot be read or lacks it."""
    with suppress(MediaError, OSError):
        kit = made_covers.kit(workspace.folder)
        return {key: kit.theme(key, language) for key in kit.themes}
    return {}


def theme(workspace: Workspace, words: str | None) -> str | None:
    """Return what is kept of a film's question as typed: the key of the brand kit's theme that says so, else the words.

    So its title card speaks each language, and who types a question as the program shows it is understood.
    """
    if not words:
        return words
    with suppress(MediaError, OSError):
        return made_covers.kit(workspace.folder).theme_key(words)
    return words


def spelt_otherwise(session: Session, name: str, *, slug: str) -> Testimony | None:
    """Return another film whose speaker has this name in another spelling, unless one has it exactly so."""
    others = [one for one in testimonies.testimonies(session) if one.slug != slug]
    if any(one.speaker == name for one in others):
        return None
    return next((one for one in others if folding.same(one.speaker, name)), None)


def nearly_spelt(session: Session, name: str, *, slug: str) -> tuple[str, str] | None:
    """Return the name of somebody in another film that may be the same person, and that film's slug.

    None where somebody has the name exactly so.
    """
    people = testimonies.films_of(session)
    if name in people:
        return None
    others = ((known, other) for known, films in people.items() for other in films if other != slug)
    like = (found for found in others if folding.same(found[0], name) or folding.nearly_same(found[0], name))
    return next(like, None)


def same_films(session: Session, workspace: Workspace, path: Path) -> tuple[Testimony, ...]:
    """Return the testimonies that have this very film; a file that cannot be read has none."""
    with suppress(OSError, MediaError):
        size = path.stat().st_size
        alike = [one for one in testimonies.testimonies(session) if _size(workspace, one) == size]
        hashed = given_files.digest(path) if alike else ""
        return tuple(one for one in alike if one.film_sha256 == hashed)
    return ()


def _size(workspace: Workspace, film: Testimony) -> int | None:
    with suppress(OSError, campaign_paths.AstrayPath):
        return campaign_paths.film(workspace.folder, film).stat().st_size
    return None


def alike(subtitles: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, str]]:
    """Yield the languages for which the same file was given, each with the first of them."""
    seen: dict[str, str] = {}
    for language, path in subtitles:
        with suppress(OSError):
            other = seen.setdefault(given_files.digest(path), language)
            if other != language:
                yield language, other


def called_like(path: Path, slugs: Iterable[str], own: str) -> str | None:
    """Return the testimony, other than `own`, of which a file's name has the short name as a word; None where none."""
    words = f"-{folding.slug(path.stem)}-"
    if f"-{own}-" in words:
        return None
    return max((one for one in slugs if f"-{one}-" in words and one not in own), key=len, default=None)


def same_film_post(session: Session, post: Post) -> Post | None:
    """Return another post still to go out with the same film and the same words, or None; a film's alone."""
    if not (post.is_film and post.caption):
        return None
    others = (one for one in posts.posts(session, posts.TO_COME) if one.number != post.number)
    said = fingerprint.seen(post.caption)
    alike = (one for one in others if one.testimony_id == post.testimony_id)
    return next((one for one in alike if fingerprint.seen(one.caption) == said), None)


def same_forms(session: Session, form: Path) -> tuple[Consent, ...]:
    """Return the consents that count and were recorded with this very form; a file that cannot be read has none."""
    with suppress(OSError, MediaError):
        found = [one for one in testimonies.consents(session) if one.withdrawn_at is None]
        hashed = given_files.digest(form) if found and form.stat().st_size <= form_files.LARGEST else ""
        return tuple(one for one in found if one.evidence_sha256 == hashed)
    return ()


def taken_back(session: Session, form: Path) -> Consent | None:
    """Return the consent that was recorded with this very form and withdrawn since; a void one is a mistake of ours."""
    with suppress(OSError, MediaError):
        found = [one for one in testimonies.consents(session) if one.withdrawn_at is not None]
        hashed = given_files.digest(form) if found and form.stat().st_size <= form_files.LARGEST else ""
        same = (one for one in found if one.evidence_sha256 == hashed)
        return next((one for one in same if _is_withdrawn(session, one)), None)
    return None


def _is_withdrawn(session: Session, consent: Consent) -> bool:
    theirs = withdrawals.of_film(session, consent.testimony_id)
    return any(
        one.is_whole and one.person_id == consent.person_id and one.asked_at >= consent.recorded_at
        for one in theirs
    )


def other_forms(session: Session, details: FormDetails) -> list[Consent]:
    """Return the consents that count, of the person and for the film of a form, oldest first."""
    return [
        one
        for one in testimonies.consents(session)
        if one.withdrawn_at is None and is_of(session, one, details)
    ]


def is_completed(session: Session, consent: Consent, details: FormDetails) -> bool:
    """Tell whether a form allows the same person, for the same film, an act, channel or purpose that was left out."""
    lists = (
        (consent.acts, details.acts),
        (consent.channels, details.channels),
        (consent.purposes, details.purposes),
    )
    return is_of(session, consent, details) and any(set(said) - set(kept) for kept, said in lists)


def is_of(session: Session, consent: Consent, details: FormDetails) -> bool:
    """Tell whether a consent is of the person and for the film that a form is of."""
    film = testimonies.testimony(session, details.slug)
    return consent.testimony_id == film.id and folding.same(consent.person, details.person or film.speaker)


def says_the_same(session: Session, consent: Consent, details: FormDetails) -> bool:
    """Tell whether a consent on record allows what a form says, to the same person, for the same film and days."""
    film = testimonies.testimony(session, details.slug)
    person = details.person or film.speaker
    lists = (
        (consent.acts, details.acts),
        (consent.channels, details.channels),
        (consent.languages, details.languages),
        (consent.purposes, details.purposes),
        (consent.special, details.special),
    )
    return (
        consent.testimony_id == film.id
        and folding.same(consent.person, person)
        and all(set(kept) == set(said) for kept, said in lists)
        and (consent.signed_on, consent.until) == (details.signed_on, details.until)
        and consent.name_display == details.name_display
    )
