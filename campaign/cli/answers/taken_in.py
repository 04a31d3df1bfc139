"""What a command says of a film or post that it took in: what it is, what it still lacks, what comes next."""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from campaign.checks import (
    all_rules,
    completeness,
    given_approvals,
    post_warnings,
    still_lacking,
    switched_off,
)
from campaign.checks import facts as check_facts
from campaign.cli import output
from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from campaign.posts import free_moments
from campaign.reports import json_views
from campaign.testimonies import on_record
from campaign.typed import moments
from campaign.workspace import Workspace
from schedules.consent import gates
from schedules.consent.required_approvals import ApprovalReader
from schedules.consent.rules import Closed
from schedules.database import approvals, testimonies
from schedules.model.records import Post, Testimony
from schedules.model.states import State

CLOSE = ("P05", "P06")  # what a moment is beside those of others
TWICE = "P34"  # what a post says beside others of its day
TOLD = "P28"  # which has a warning of its own


def of_film(desk: Desk, session: Session, workspace: Workspace, film: Testimony) -> None:
    """Say on stderr what a film still lacks, with the command that records its consent."""
    lacks = still_lacking.of_film(session, workspace, film)
    _lacks(desk, lacks)
    if any(one.code == "lacks-consent" for one in lacks):
        output.note(desk.say("next-consent", slug=film.slug, language=film.language))


def _next_consent(desk: Desk, session: Session, post: Post, person: object) -> None:
    """Name the command that records the consent; of somebody other than the speaker it names the person."""
    speaker = testimonies.testimony(session, post.testimony or "").speaker
    code = "next-consent" if person == speaker else "next-consent-of"
    output.note(desk.say(code, slug=post.testimony, person=person, language=post.language))


def of_post(desk: Desk, session: Session, workspace: Workspace, post: Post, *, now: datetime) -> None:
    """Say on stderr what a post is, when it is due, what it still lacks, and what comes next."""
    output.note(stands(desk, post, json_views.local(post.due_at, workspace.rules.zone)))
    _lacks_of_post(desk, session, workspace, post, now, is_new=True)
    _unasked(desk, session, workspace, post)


def _unasked(desk: Desk, session: Session, workspace: Workspace, post: Post) -> None:
    """Say on stderr that a post goes out on nobody's word, or without a form, where the settings turn that off."""
    off = switched_off.codes(workspace.rules) if post.state is State.APPROVED else []
    if "approval-off" in off and not approvals.given(session, post.number):
        output.note(desk.say("warning", sentence=desk.say("approval-off-goes", number=post.number)))
    if "consent-off" in off and post.is_film:
        output.note(desk.say("warning", sentence=desk.say("consent-off-goes", number=post.number)))


def slot_passed(desk: Desk, session: Session, workspace: Workspace, post: Post, *, now: datetime) -> None:
    """Say on stderr why a post that asked for the next slot did not get the first free one, and how it gets that."""
    if found := free_moments.passed_over(session, workspace, post, now=now):
        output.note(desk.say(found.code, **found.params))


def stands(desk: Desk, post: Post, due: datetime | None) -> str:
    """Return the state of a post and its moment on the campaign's clock, in a sentence."""
    params = {"number": post.number, "state": str(post.state), "due": due}
    return desk.say("post-stands" if due else "post-stands-undated", **params)


def after_change(desk: Desk, session: Session, workspace: Workspace, post: Post, *, now: datetime) -> None:
    """Say on stderr what a changed post still lacks, and what comes next."""
    _lacks_of_post(desk, session, workspace, post, now)
    _unasked(desk, session, workspace, post)


def crowding(session: Session, post: Post) -> tuple[str, ...]:
    """Return what a new post is to be told of beside others: of a film post that doubles one, `of_post` tells that."""
    return CLOSE if on_record.same_film_post(session, post) else (*CLOSE, TWICE)


def beside(
    desk: Desk,
    session: Session,
    workspace: Workspace,
    numbers: Container[int],
    *,
    codes: Container[str] = all_rules.CROWDED,
) -> None:
    """Say on stderr which posts go out too close to these, too many on a day, or say the same on their day."""
    facts = check_facts.facts(session, workspace, now=desk.now(), lang=desk.lang)
    for one in all_rules.crowded(facts, numbers, codes):
        message, remedy = translate.say_finding(one.code, one.params, desk.lang)
        output.note(desk.say("warning", sentence=f"{formatting.ended(message)} {remedy}"))


def _lacks_of_post(
    desk: Desk, session: Session, workspace: Workspace, post: Post, now: datetime, *, is_new: bool = False
) -> None:
    lacks = still_lacking.of_post(session, workspace, post, now=now)
    _lacks(desk, lacks)
    if lacks and (other := on_record.same_film_post(session, post)):
        extra = post.number if is_new else completeness.spare(post, other).number
        said = desk.say("film-post-doubled", number=post.number, other=other.number, spare=extra)
        output.note(desk.say("warning", sentence=said))
    codes = {one.code: one.params for one in lacks}
    if "lacks-consent" in codes and post.testimony:
        _next_consent(desk, session, post, codes["lacks-consent"]["person"])
    elif "lacks-date" in codes:
        day = (now.astimezone(workspace.rules.zone) + timedelta(days=1)).date()
        output.note(
            desk.say("next-date", number=post.number, when=f"{formatting.written(day)} {moments.USUAL}")
        )
    elif codes and codes.keys() <= {"lacks-approval", "lacks-approval-of", "lacks-approval-more"}:
        _next_approval(desk, session, workspace, post, now)


def _next_approval(desk: Desk, session: Session, workspace: Workspace, post: Post, now: datetime) -> None:
    """Say how a post is approved, after what keeps that from being done; nothing where a form must come first."""
    found = ApprovalReader(session=session, campaign=workspace.campaign).of(post)
    if found.unlisted or post_warnings.consent_gap(session, workspace, post, now):
        return
    errors = all_rules.errors_of(check_facts.facts(session, workspace, now=now, lang=desk.lang), post.number)
    for one in errors:
        if one.code != TOLD:
            message, remedy = translate.say_finding(one.code, one.params, desk.lang)
            why = f"{formatting.ended(message)} {remedy}".strip()
            output.note(desk.say("blocks-approval", number=post.number, why=why))
    late = gates.lateness(post, now=now, rules=workspace.rules)
    code = "next-moved" if late else "next-corrected" if errors else "next-approval"
    output.note(desk.say(code, number=post.number, how=given_approvals.command(post, found)))


def _lacks(desk: Desk, lacks: Sequence[Closed]) -> None:
    if lacks:
        words = (desk.say(one.code, **one.params) for one in lacks)
        output.note(desk.say("still-lacks", what=formatting.listed(words, desk.lang)))
