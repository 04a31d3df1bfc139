"""Who said yes to a post, for whom and when; whose yes is void, and what changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from campaign.messages import translate
from campaign.reports import json_views
from schedules.consent.required_approvals import ApprovalReader, Approvals, Yes
from schedules.database import events
from schedules.model.records import Post
from schedules.model.states import State

OVER = (State.CANCELLED, State.REMOVED)  # ended, and not on the Page: nobody's yes is waited for
Standing = Literal["stands", "void", "lacks"]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A yes, or one that is missing: whose, for which organisation, when, and what is to be known of it."""

    standing: Standing
    who: str | None
    organisation: str | None
    at: datetime | None
    told: str


def of(reader: ApprovalReader, post: Post, lang: str) -> tuple[Voice, ...]:
    """Return the yeses of a post and those that it lacks; a void one that was given anew is left out.

    A post that ended lacks none.
    """
    found = reader.of(post)
    if not found.is_required:
        return ()
    lacking = () if post.state in OVER else _lacking(found, lang)
    return (*lacking, *_given(reader, post, found, lang))


def _lacking(found: Approvals, lang: str) -> Iterator[Voice]:
    for one in found.lacking:
        told = translate.say("desk-yes-lacks", {}, lang)
        yield Voice(standing="lacks", who=None, organisation=one, at=None, told=told)
    if found.people:
        told = translate.say("desk-yes-lacks-people", {"count": found.people}, lang)
        yield Voice(standing="lacks", who=None, organisation=None, at=None, told=told)


def _given(reader: ApprovalReader, post: Post, found: Approvals, lang: str) -> Iterator[Voice]:
    zone = reader.campaign.rules.zone
    shown: set[tuple[int | None, str | None]] = set()
    for one in reversed(found.given):
        whose = (one.person, one.organisation)
        if whose in shown:
            continue
        shown.add(whose)
        yield Voice(
            standing="stands" if one.stands else "void",
            who=one.by,
            organisation=one.organisation,
            at=json_views.local(one.at, zone),
            told=_told(reader, post, one, lang),
        )


def _told(reader: ApprovalReader, post: Post, one: Yes, lang: str) -> str:
    """Say how a yes stands; of a void one what of the post was changed since, where the log has it."""
    if one.flaw is None:
        return translate.say("desk-yes-stands", {}, lang)
    if one.flaw == "earlier" and (changed := _changed_since(reader, post, one)):
        return translate.say("desk-yes-void-changed", {"what": changed}, lang)
    return translate.say(f"desk-yes-void-{one.flaw}", {}, lang)


def _changed_since(reader: ApprovalReader, post: Post, one: Yes) -> list[str]:
    """Return which columns of a post edits changed since a yes, as the log names them."""
    later = [each for each in events.events(reader.session, number=post.number) if each.at >= one.at]
    named = [str(each.params.get("what", "")).split(", ") for each in later if each.event == "edited"]
    return list(dict.fromkeys(what for names in named for what in names if what))
