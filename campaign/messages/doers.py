"""Who did something, as people read it: a person's name, the organisation of a link, or whoever has no name."""

import re

from campaign.messages import translate
from campaign.messages.translate import N_
from schedules.model import records

NAMELESS = ("staff", records.SERVICE, "notices")
SENTENCES = {
    "by-link": N_("{organisation}, by link"),
    "check-own-name": N_(
        "what you do here stands in the log under the name {name} (to change it: `campaign doctor --name NAME`)"
    ),
    "check-own-name-none": N_(
        "what you do here stands in the log as done by `staff` (to give your name: `campaign doctor --name NAME`)"
    ),
    "own-name-asked": N_("Who are you? Your name will stand in the log beside what you do (Enter: {name})"),
    "own-name-asked-bare": N_(
        "Who are you? Your name will stand in the log beside what you do (Enter: without a name)"
    ),
    "own-name-kept": N_("From now on the log names you {name}."),
    "own-name-none": N_("The log will not name you. To give your name: `campaign doctor --name NAME`."),
    "own-name-several": N_("{name!r} names more than one person. Give your own name only."),
    "own-name-nobody": N_("{name!r} names nobody in particular. Give your first name and your family name."),
    "own-name-long": N_("A name of {count} characters is too long: {most} at most."),
}


def of(one: records.Event, lang: str | None = None, *, numbered: bool = False) -> str:
    """Return who did it, as `log --json` has it; `numbered`: a person as a number, for a line that is kept.

    Who has no name stays the word that programs read.
    """
    if one.by == "link" and one.by_person_id is None:
        return translate.say("by-link", {"organisation": one.params.get("organisation", "-")}, lang)
    return f"person {one.by_person_id}" if numbered and one.by_person_id is not None else one.by


def said(by: str, lang: str | None = None) -> str:
    """Return who did it in words; a name stays as it is, whatever word of ours it may be."""
    is_ours = by in NAMELESS or re.fullmatch(r"person \d+", by)
    return translate.place(by, lang) if is_ours else by
