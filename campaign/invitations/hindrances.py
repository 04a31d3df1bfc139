"""What would refuse a yes to the posts of a link, each as what has to be put right, and where."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from campaign.posts import approve
from campaign.posts.whose_yes import Voice
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent.rules import Closed
from schedules.errors import ScheduleError
from schedules.model.invited import Invitation

# Of these the sentence says that the post was not approved, which nobody can mend: the same has one that says the rest.
OF_ITS_OWN = ("subtitles-with-error", "subtitles-with-errors", "approve-late", "twin-approval")
_WRAPPED = ("finding", "reason")
_ON_ITS_MOMENT = ("approve-without-date", "approve-late", "hindered-approve-late", "P10", "late", "embargo")
Place = Literal["subtitles", "film", "consents", "kit", "settings", "moment", "post"]


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """A post to which a yes would be refused by now, and what has to be put right before."""

    number: int
    why: Finding | Closed | ScheduleError


def of(workspace: Workspace, made: Invitation, *, now: datetime) -> tuple[Hindrance, ...]:
    """Return what a yes to the posts of a link would be refused for by now, whoever follows it."""
    voice = Voice(organisation=made.organisation, invitation=made.id)
    found = approve.refusals(workspace, tuple(made.posts), voice, now=now)
    return tuple(Hindrance(number=one.number, why=to_mend(one.why)) for one in found)


def to_mend(why: ScheduleError) -> Finding | Closed | ScheduleError:
    """Return what has to be put right before a yes that was refused for this can be kept."""
    if why.code in OF_ITS_OWN:
        return Closed(code=f"hindered-{why.code}", params=why.params)
    if why.code in ("rule-error", "rule-error-itself", "gate-closed"):
        inner = next(why.params[name] for name in _WRAPPED if name in why.params)
        assert isinstance(inner, Finding | Closed)
        return inner
    return why


def place(why: Finding | Closed | ScheduleError) -> Place:
    """Return where that is put right for which a yes is refused."""
    code, where = why.code, why.where if isinstance(why, Finding) else ""
    if code in _ON_ITS_MOMENT:
        return "moment"
    if code == "organisation-unlisted":
        return "settings"
    if code.startswith("consent-"):
        return "consents"
    if re.match(r"S\d|(?:hindered-)?subtitles-", code):
        return "subtitles"
    if re.match(r"B\d", code):
        return "kit"
    return "post" if not where or where.startswith("post ") else "film"
