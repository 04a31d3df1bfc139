"""A signed form as it is typed in at the desk: read field by field, kept as `consent record` keeps it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from campaign.messages import translate
from campaign.testimonies import on_record, signed_forms
from campaign.testimonies.signed_forms import FormDetails, Recorded
from campaign.typed import moments
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import MediaError
from media.text import folding
from schedules.consent.rules import PURPOSES
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, SPECIAL
from schedules.errors import BadRequest, ScheduleError

SINGLE = ("person", "other", "signed", "until", "name-display", "pseudonym", "guardian")
SEVERAL = ("act", "channel", "language", "purpose", "special")
# as they stand on the page
FIELDS = (
    *("evidence", "person", "other", "act", "channel", "language", "purpose", "signed", "until"),
    *("name-display", "pseudonym", "minor", "guardian", "special"),
)
_FIELD_OF = {
    "signed-in-future": "signed",
    "until-before-signed": "until",
    "pseudonym-alone": "pseudonym",
    "pseudonym-needed": "pseudonym",
    "guardian-needed": "guardian",
    "guardian-without-minor": "guardian",
    "evidence-kind": "evidence",
    "evidence-unreadable": "evidence",
}
OTHER = "-"  # somebody whom the film does not have yet
LONGEST = 300
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}")


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed and ticked."""

    one: dict[str, str]
    ticked: dict[str, tuple[str, ...]]
    minor: bool = False


@dataclass(frozen=True, kw_only=True)
class Given:
    """A file as a browser sends it: what it is called, and its bytes."""

    name: str
    content: bytes


def empty(person: str = "") -> Typed:
    """Return what the form holds at first: nothing is ticked, for what counts is what somebody ticked on paper."""
    return Typed(one=dict.fromkeys(SINGLE, "") | {"person": person}, ticked=dict.fromkeys(SEVERAL, ()))


def typed(one: Mapping[str, str], several: Mapping[str, Sequence[str]]) -> Typed:
    """Return what a form says; what none of its boxes means is left out."""
    known = {"act": ACTS, "channel": CHANNELS, "purpose": PURPOSES, "special": SPECIAL}
    ticked = {
        name: tuple(value for value in several.get(name, ()) if name not in known or value in known[name])
        for name in SEVERAL
    }
    said = {name: one.get(name, "").strip()[:LONGEST] for name in SINGLE}
    return Typed(one=said, ticked=ticked, minor="minor" in one)


def wrong(said: Typed, given: Given, *, today: date, lang: str) -> dict[str, str]:
    """Return what is wrong with fields, by their names."""
    found = {}
    for name, ahead in (("signed", False), ("until", True)):
        try:
            _day(said.one[name], today=today, ahead=ahead)
        except BadRequest as error:
            found[name] = translate.say(error.code, error.params, lang)
    if not said.one["signed"]:
        found["signed"] = translate.say("desk-form-unsigned", {}, lang)
    for name in ("act", "channel", "language", "purpose"):
        if not said.ticked[name]:
            found[name] = translate.say("desk-form-unticked", {}, lang)
    if said.one["name-display"] not in NAME_DISPLAYS:
        found["name-display"] = translate.say("desk-form-unchosen", {}, lang)
    if said.one["person"] == OTHER and not said.one["other"]:
        found["other"] = translate.say("desk-form-nobody", {}, lang)
    if not given.content:
        found["evidence"] = translate.say("desk-form-without", {}, lang)
    return found


def field_of(code: str) -> str | None:
    """Return the field that an error of recording is about; None for one that is about the form as a whole."""
    return _FIELD_OF.get(code)


def record(workspace: Workspace, slug: str, said: Typed, given: Given, *, now: datetime) -> Recorded:
    """Record the form; raises as `signed_forms.record` does, of the file as its person calls it."""
    today = now.astimezone(workspace.rules.zone).date()
    person = said.one["other"] if said.one["person"] == OTHER else said.one["person"]
    signed = _day(said.one["signed"], today=today, ahead=False)
    assert signed is not None
    with _kept(workspace, given) as form:
        details = FormDetails(
            slug=slug,
            person=folding.tidy(person) or None,
            acts=said.ticked["act"],
            channels=said.ticked["channel"],
            languages=[workspace.settings.language(one) for one in said.ticked["language"]],
            purposes=said.ticked["purpose"],
            signed_on=signed,
            until=_day(said.one["until"], today=today, ahead=True),
            form=form,
            name_display=said.one["name-display"],
            pseudonym=said.one["pseudonym"] or None,
            minor=said.minor,
            guardian=said.one["guardian"] or None,
            special=said.ticked["special"],
        )
        _refuse_known(workspace, details)
        try:
            return signed_forms.record(workspace, details, now=now)
        except (ScheduleError, MediaError) as error:
            called = {name: given.name for name, value in error.params.items() if str(value) == str(form)}
            error.params.update(called)
            raise


def _refuse_known(workspace: Workspace, details: FormDetails) -> None:
    """Refuse a form whose consent was withdrawn, and one that is on record as it is."""
    with workspace.store.read() as session:
        if earlier := on_record.taken_back(session, details.form):
            raise BadRequest("form-taken-back", number=earlier.id, on=earlier.withdrawn_at)
        for one in on_record.same_forms(session, details.form):
            if on_record.says_the_same(session, one, details):
                raise BadRequest("consent-repeated", number=one.id)


@contextmanager
def _kept(workspace: Workspace, given: Given) -> Iterator[Path]:
    """Yield the file in a folder that is its owner's alone, gone afterwards."""
    ending = Path(given.name).suffix
    name = f"form{ending.lower() if _ENDING.fullmatch(ending) else ''}"
    folder = files.folder(workspace.folder / "consent")
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        with files.new(work / name) as writer:
            writer.write(given.content)
        yield work / name


def _day(written: str, *, today: date, ahead: bool) -> date | None:
    return moments.read_day(written, today=today, ahead=ahead) if written else None
