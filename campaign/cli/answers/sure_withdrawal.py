"""Whether a withdrawal is meant: asked once at a terminal, with what it takes; and how it is told."""

from sqlmodel import Session

from campaign.cli import errors, options, output
from campaign.cli.app import Desk
from campaign.messages import consent, pasteable, translate
from campaign.testimonies.withdraw import Outcome
from campaign.workspace import Workspace
from media.text import folding
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.withdrawal import foreseen
from schedules.withdrawal.foreseen import Foreseen


def is_meant(
    desk: Desk,
    workspace: Workspace,
    slug: str,
    person: str | None,
    *,
    channel: str | None,
    language: str | None,
) -> bool:
    """Ask a person at the terminal whether a withdrawal is meant; on a no, that nothing was done is said.

    Not asked: where nobody can be, with --yes, and of one that was begun before. A name in another spelling is said
    back. Raises BadRequest for a person who is not in the film.
    """
    with workspace.store.read() as session:
        _refuse_number(session, slug)
        film = testimonies.testimony(session, slug)
        taken = foreseen.foreseen(
            session,
            film,
            person,
            channel=channel,
            language=language,
            folder=workspace.folder,
            now=desk.now(),
        )
    if person and person != taken.person and folding.same(person, taken.person):
        output.note(desk.say("person-taken", written=person, name=taken.person, slug=slug))
    if taken.begun or not taken.holds or desk.yes or not errors.can_ask():
        return True
    part = ", ".join(filter(None, (channel and desk.word(channel), _in_words(desk, language))))
    code = "withdraw-ask-part" if part else "withdraw-ask"
    asked = desk.say(code, person=taken.person, slug=slug, part=part)
    question = " ".join([*_consequences(desk, taken), asked])
    return not options.declined(desk, question, desk.say("withdraw-not", slug=slug))


def _refuse_number(session: Session, slug: str) -> None:
    """Raise BadRequest for the number of a consent in the place of a testimony, with the line that withdraws it."""
    forms = testimonies.consents(session) if slug.isdecimal() else []
    meant = next((one for one in forms if one.id == int(slug)), None)
    if meant is None:
        return
    film = testimonies.testimony_by_id(session, meant.testimony_id)
    person = [] if meant.person_id == film.speaker_id else ["--person", meant.person]
    line = pasteable.line([film.slug, *person])
    raise BadRequest("consent-of-number", number=slug, person=meant.person, slug=film.slug, line=line)


def _in_words(desk: Desk, language: str | None) -> str:
    return translate.language(language, desk.lang) if language else ""


def _consequences(desk: Desk, taken: Foreseen) -> list[str]:
    told = []
    for code, numbers in (("withdraw-takes-live", taken.live), ("withdraw-takes-waiting", taken.waiting)):
        if numbers:
            told.append(desk.say(code, numbers=", ".join(map(str, numbers))))
    told = told or [desk.say("withdraw-takes-none")]
    if taken.erases:
        told.append(desk.say("withdraw-erases"))
    return [*told, desk.say("withdraw-for-good")]


def tell_name(desk: Desk, before: str, outcome: Outcome) -> None:
    """Tell how a testimony is called from now on whose short name was erased, as it named the person."""
    if outcome.slug != before:
        output.note(desk.say("withdraw-renamed", before=before, slug=outcome.slug))


def letter_head(desk: Desk, spoken: str) -> str:
    """Return what stands above the letter to the person: with its language, where that is not the reader's."""
    language = consent.letter_language(spoken)
    own = language == (desk.lang or "en").partition("_")[0]
    return desk.say("letter-follows" if own else "letter-follows-in", language=language)
