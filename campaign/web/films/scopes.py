"""Whose consent is taken back, and for what: nothing is supposed that was not chosen."""

from collections.abc import Collection
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from schedules.errors import BadRequest

ALL = "all"  # how a form says that it is meant for every channel, or every language


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What was chosen in a form, as it came; "" for what was not, or was chosen in two ways."""

    person: str
    channel: str
    language: str

    @property
    def is_begun(self) -> bool:
        """Return whether more than the person was chosen."""
        return bool(self.channel or self.language)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is withdrawn: whose consent, for which channel and language; None: for all."""

    person: str
    channel: str | None
    language: str | None


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What can be chosen: who is in the film, the channels, the languages."""

    people: Collection[str]
    channels: Collection[str]
    languages: Collection[str]


def chosen(values: MultiDict[str, str]) -> Choice:
    """Return what a form says, of which each field counts where it says one thing."""
    told = {name: set(values.getlist(name)) for name in ("person", "channel", "language")}
    return Choice(**{name: said.pop() if len(said) == 1 else "" for name, said in told.items()})


def scope(choice: Choice, offered: Offered) -> Scope:
    """Return what is meant; raises BadRequest where something was not chosen, or is not offered."""
    if choice.person not in offered.people:
        raise BadRequest("desk-withdraw-who")
    for name, all_ in (("channel", offered.channels), ("language", offered.languages)):
        if getattr(choice, name) not in (ALL, *all_):
            raise BadRequest(f"desk-withdraw-{name}")
    return Scope(
        person=choice.person,
        channel=None if choice.channel == ALL else choice.channel,
        language=None if choice.language == ALL else choice.language,
    )
