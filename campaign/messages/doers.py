"""Who did something, as people read it: a person's name, the organisation of a link, or whoever has no name."""

import re

from campaign.messages import translate
from schedules.model import records

NAMELESS = ("staff", records.SERVICE, "notices", "link")


def of(one: records.Event, lang: str | None = None, *, numbered: bool = False) -> str:
    """Return who did it, as `log --json` has it; `numbered`: a person as a number, for a line that is kept.

    Who has no name stays the word that programs read.
    """
    organisation = one.params.get("organisation")
    if one.by == "link" and one.by_person_id is None and organisation:
        return translate.say("by-link", {"organisation": organisation}, lang)
    return f"person {one.by_person_id}" if numbered and one.by_person_id is not None else one.by


def said(by: str, lang: str | None = None) -> str:
    """Return who did it in words; a name stays as it is, whatever word of ours it may be."""
    is_ours = by in NAMELESS or re.fullmatch(r"person \d+", by)
    return translate.place(by, lang) if is_ours else by
