"""What of a post's film may stand in papers of our own, such as the report: its pictures, and who speaks in it.

Less is asked than for publishing, as a plan is made before forms are signed; but what was taken back, or ended, is
shown nowhere any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schedules.consent import credits, gates
from schedules.database import testimonies, withdrawals
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Consent, Post, Testimony, Withdrawal

_OVER = ("consent-withdrawn", "consent-ended")


@dataclass(frozen=True, kw_only=True)
class FilmView:
    """A film as it may be shown: who speaks in it as the consents allow; None: no name."""

    film: Testimony
    speaker: str | None


def of(session: Session, post: Post, *, now: datetime, campaign: Campaign) -> FilmView | None:
    """Return what may be shown of a post's film; None where it has none, or a consent was taken back or ended."""
    if post.testimony_id is None or is_over(session, post, now=now, campaign=campaign):
        return None
    film = testimonies.testimony_by_id(session, post.testimony_id)
    given = testimonies.consents(session, testimony_id=film.id)
    return FilmView(film=film, speaker=credits.shown_name(film, given))


def of_all(
    session: Session, posts: Iterable[Post], *, now: datetime, campaign: Campaign
) -> dict[int, FilmView | None]:
    """Return what may be shown of the films of these posts, by their numbers; each film is asked about once."""
    known: dict[tuple[object, ...], FilmView | None] = {}
    found: dict[int, FilmView | None] = {}
    for post in posts:
        asked = (post.testimony_id, gates.languages(session, post, campaign))
        if asked not in known:
            known[asked] = of(session, post, now=now, campaign=campaign)
        found[post.number] = known[asked]
    return found


def aliases(session: Session) -> dict[str, str]:
    """Return the names of people who do not wish to be named in full, each with what is said instead.

    That is nothing where they wish no name at all.
    """
    given = testimonies.consents(session)
    said: dict[str, str] = {}
    for person, name in testimonies.names(session, {one.person_id for one in given}).items():
        wished = credits.wish(person, given)
        if wished is not None and wished.name_display != "full":
            said[name] = credits.shown_as(name, wished) or ""
    return said


def is_over(session: Session, post: Post, *, now: datetime, campaign: Campaign) -> bool:
    """Tell whether somebody in a post's film took a consent back that nobody gave anew, or it ended, or it was erased.

    What was taken back counts also where the campaign does not ask for consents.
    """
    if post.testimony_id is None:
        return False
    if testimonies.testimony_by_id(session, post.testimony_id).film_path == campaign_paths.GONE:
        return True
    given = testimonies.consents(session, testimony_id=post.testimony_id)
    languages = gates.languages(session, post, campaign)
    if any(
        _is_for(one, languages) and not _is_given_anew(one, given)
        for one in withdrawals.of_film(session, post.testimony_id)
    ):
        return True
    shut = gates.lacking(session, post, instant=now, campaign=campaign)
    return shut is not None and shut.code in _OVER


def is_film_over(session: Session, film: Testimony, *, now: datetime, campaign: Campaign) -> bool:
    """Tell whether nothing of a film may be shown any more, in whatever language it has.

    That is where it was erased, where a consent was taken back wholly, or where none is left in any language.
    """
    if film.film_path == campaign_paths.GONE:
        return True
    given = testimonies.consents(session, testimony_id=film.id)
    taken = withdrawals.of_film(session, film.id)
    if any(one.is_whole and not _is_given_anew(one, given) for one in taken):
        return True
    ends = (
        gates.film_consent(session, film.id, one, instant=now, campaign=campaign)
        for one in {film.language, *film.subtitles}
    )
    return all(shut is not None and shut.code in _OVER for shut in ends)


def _is_for(one: Withdrawal, languages: tuple[str, ...]) -> bool:
    return one.channel in (None, gates.CHANNEL) and one.language in (None, *languages)


def _is_given_anew(one: Withdrawal, given: list[Consent]) -> bool:
    return any(form.person_id == one.person_id and form.recorded_at > one.asked_at for form in given)
