"""What a signed form says otherwise than an earlier record of it, in words."""

from collections.abc import Iterator
from datetime import date

from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.testimonies.signed_forms import FormDetails
from schedules.model.records import Consent

_LISTS = {
    "acts": N_("Acts"),
    "channels": N_("Channels"),
    "languages": N_("Languages"),
    "purposes": N_("Purposes"),
    "special": N_("Special categories"),
}


def told(desk: Desk, earlier: Consent, details: FormDetails) -> str:
    """Return each thing that the form says otherwise than the consent on record: what it was, and what it is."""
    return formatting.listed(_each(desk, earlier, details), desk.lang)


def _each(desk: Desk, earlier: Consent, details: FormDetails) -> Iterator[str]:
    for name, label in _LISTS.items():
        was, now = getattr(earlier, name), getattr(details, name)
        if set(was) != set(now):
            yield _change(desk, label, *(_words(desk, name, one) for one in (was, now)))
    if earlier.signed_on != details.signed_on:
        yield _change(desk, N_("Signed"), _day(desk, earlier.signed_on), _day(desk, details.signed_on))
    if earlier.until != details.until:
        yield _change(desk, N_("Until"), _day(desk, earlier.until), _day(desk, details.until))
    if earlier.name_display != details.name_display:
        shown = (desk.word(one) for one in (earlier.name_display, details.name_display))
        yield _change(desk, N_("Name shown"), *shown)


def _change(desk: Desk, label: str, was: str, now: str) -> str:
    """Say both without a sign between: where both count, an arrow would say that one takes the other's place."""
    name, none = translate.translate(label, desk.lang), desk.word("none")
    return desk.say("form-differs", name=name, was=was or none, now=now or none)


def _words(desk: Desk, name: str, values: list[str]) -> str:
    written = ", ".join(values)
    return translate.language(written, desk.lang) if name == "languages" and values else desk.word(written)


def _day(desk: Desk, day: date | None) -> str:
    return formatting.short(day, desk.lang) if day else ""
