"""What is told of a signed form that was recorded: what posts need and no form of its person allows so far."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.messages import pasteable
from campaign.messages.pasteable import Worded
from campaign.testimonies import form_files
from campaign.testimonies.signed_forms import FormDetails
from schedules.consent import gates
from schedules.database import testimonies
from schedules.database.tables import ACTS


def tell(desk: Desk, session: Session, details: FormDetails, number: int, today: date) -> None:
    """Say on stderr what of the form is of no use, and what is lacking, with the command that records it for that too.

    Of no use are a file that is no form and a form that is over `today`; lacking may be an act, the channel, the
    purpose, what the film tells of.
    """
    ending = details.form.suffix
    if ending and ending.lower() not in form_files.ENDINGS:
        wrong = desk.say("evidence-ending", path=details.form, ending=ending, number=number)
        output.note(desk.say("warning", sentence=wrong))
    if details.until and details.until < today:
        over = desk.say("form-over", until=details.until, number=number)
        output.note(desk.say("warning", sentence=over))
    film = testimonies.testimony(session, details.slug)
    forms = testimonies.consents(session, testimony_id=film.id)
    (mine,) = [one for one in forms if one.id == number]
    theirs = [one for one in forms if one.person_id == mine.person_id and one.withdrawn_at is None]
    acts = tuple(act for act in ACTS if not any(act in one.acts for one in theirs))
    reaches = any(gates.CHANNEL in one.channels for one in theirs)
    serves = any(gates.PURPOSE in one.purposes for one in theirs)
    told_of = tuple(what for what in film.special if not any(what in one.special for one in theirs))
    lacks = [*acts, *([] if reaches else ["channel"]), *([] if serves else ["purpose"])]
    lacks += ["special"] if told_of else []
    if lacks:
        special = tuple(dict.fromkeys((*details.special, *told_of)))
        wanted = replace(details, acts=acts or details.acts, channels=(gates.CHANNEL,), special=special)
        wanted = replace(wanted, purposes=(gates.PURPOSE,))
        params = {"person": mine.person, "slug": film.slug, "more": Worded(" ".join(_words(wanted)))}
        params |= {"what": ", ".join(told_of)}
        output.note(desk.say("warning", sentence=desk.say(f"form-lacks-{lacks[0]}", **params)))


def _words(wanted: FormDetails) -> Iterator[str]:
    """Yield the words behind `campaign consent record` that record a form."""
    given: list[tuple[str, object]] = [
        ("--person", wanted.person),
        *(("--act", act) for act in wanted.acts),
        *(("--channel", channel) for channel in wanted.channels),
        *(("--language", language) for language in wanted.languages),
        ("--signed", _typed(wanted.signed_on)),
        ("--until", wanted.until and _typed(wanted.until)),
        ("--name-display", "" if wanted.name_display == "full" else wanted.name_display),
        ("--pseudonym", wanted.pseudonym),
        ("--guardian", wanted.guardian),
        *(("--special", special) for special in wanted.special),
        ("--evidence", wanted.form),
    ]
    yield pasteable.quoted(wanted.slug)
    for option, value in given:
        if value:
            yield f"{option} {pasteable.quoted(value)}"
    if wanted.minor:
        yield "--minor"


def _typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
