"""`campaign check`: every rule over plan, consents, subtitles and brand kit, as one list of findings."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from campaign.checks import all_rules, given_approvals, kept_as_taken_in, live_consents, switched_off
from campaign.checks import facts as check_facts
from campaign.checks.facts import OUT, Facts
from campaign.workspace import Workspace
from media.errors import MediaError
from media.findings import Detail, Finding
from schedules.consent import gates
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import testimonies, withdrawals
from schedules.model.records import Testimony

COMPLETING = ("P01", "P24")  # a post in the other language, a subtitle file


def findings(workspace: Workspace, *, now: datetime, lang: str | None = None) -> list[Finding]:
    """Return all that is wrong or worth a look; what a closed gate says is an error, under the gate's code."""
    from campaign.checks import (
        brand,
        subtitles,
    )  # they draw letters, which who asks consents alone does not wait for

    with workspace.store.read() as session:
        facts = check_facts.facts(session, workspace, now=now, lang=lang)
        gates_say = [*consents(session, workspace, facts), *boosts(session, workspace, facts)]
        erased = {number for number in facts.films if withdrawals.film_is_gone(session, number)}
        over = {one.params["number"] for one in gates_say if one.code == "consent-withdrawn"}
        gone = over | {post.number for post in facts.posts if post.testimony_id in erased}
        found = [one for one in all_rules.findings(facts) if not _is_to_complete(one, gone)] + gates_say
        found += live_consents.findings(session, workspace.campaign, now=now)
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        found += [*switched_off.findings(reader), *given_approvals.to_approve_again(reader)]
        wanted = [(film, subtitles.formats_in_use(session, film)) for film in _needed(facts, over)]
    found += _files(workspace, facts, [film for film, _ in wanted], erased)
    broken = {one.params.get("slug") for one in found if one.code in kept_as_taken_in.OF_FILMS}
    for film, formats in wanted:
        try:
            found += [] if film.slug in broken else subtitles.testimony(workspace, film, formats)
        except MediaError as error:
            found.append(subtitles.unreadable(film, error))
    kit = brand.judged(workspace)
    return [one for one in found if not _is_misspelt_in_settings(one, kit)] + kit


def _is_misspelt_in_settings(one: Finding, kit: list[Finding]) -> bool:
    """Tell whether films and kit spell an organisation alike and only campaign.toml does not: B09 says so, not P30."""
    meant = {
        (other.params["organisation"], other.params["what"].params.get("nearest"))
        for other in kit
        if other.code == "B09" and isinstance(other.params["what"], Detail)
    }
    return one.code == "P30" and (one.params["name"], one.params["organisation"]) in meant


def _files(workspace: Workspace, facts: Facts, films: list[Testimony], erased: set[int]) -> Iterator[Finding]:
    """Yield the files that posts wait for and that are gone, or no longer what was taken in."""
    waiting = list(facts.waiting)
    for film in films:
        theirs = [one for one in waiting if one.testimony_id == film.id]
        spoken = (one for post in theirs for one in kept_as_taken_in.languages(workspace, film, post))
        yield from kept_as_taken_in.of_film(workspace, film, dict.fromkeys(spoken), erased=film.id in erased)
    for post in waiting:
        yield from kept_as_taken_in.of_pictures(workspace, post)


def consents(session: Session, workspace: Workspace, facts: Facts) -> Iterator[Finding]:
    """Yield what the consents will say when each film's post is due."""
    for post in facts.waiting:
        moment = max(post.due_at or facts.now, facts.now)
        shut = gates.consent(session, post, instant=moment, campaign=workspace.campaign)
        if shut:  # under the gate's own code
            params: dict[str, object] = {"number": post.number, **testimonies.named(session, shut.params)}
            yield Finding(code=shut.code, severity="error", where=f"post {post.number}", params=params)


def boosts(session: Session, workspace: Workspace, facts: Facts) -> Iterator[Finding]:
    """Yield the films whose posts nobody may advertise, each once: a remark, for they go out all the same (C07)."""
    told: set[int | None] = set()
    for post in facts.posts:
        moment, campaign = max(post.due_at or facts.now, facts.now), workspace.campaign
        if post.testimony_id in told or gates.consent(session, post, instant=moment, campaign=campaign):
            continue
        if shut := gates.boost(session, post, instant=moment, campaign=campaign):
            told.add(post.testimony_id)
            params: dict[str, object] = dict(testimonies.named(session, shut.params))
            yield Finding(code=shut.code, severity="info", where=f"testimony {post.testimony}", params=params)


def _is_to_complete(one: Finding, over: set[object]) -> bool:
    """Tell whether a rule asks for more of a film whose consent was taken back, which nobody is to bring."""
    return one.code in COMPLETING and one.params.get("number") in over


def _needed(facts: Facts, over: set[object]) -> list[Testimony]:
    """Return the films that posts still wait for; not those of posts that are `over`, their consent taken back."""
    wanted = {post.testimony_id for post in facts.posts if post.state not in OUT and post.number not in over}
    return [film for number, film in facts.films.items() if number in wanted]
