"""What a rehearsal of the plan showed, as sentences: posts that are not out and why, the calendar, consents, rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaign.checks import all_rules, campaign_check
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.messages import formatting, translate
from campaign.reports import json_views, month
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.database import events, posts
from schedules.model.records import Post
from schedules.model.states import State

OVER = (State.PUBLISHED, State.CANCELLED, State.REMOVED)
CONSENTS = ("consent-withdrawn", "takedown-due")
LOUD = ("error", "warning")


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A post that was to go out in the play and did not, and why."""

    number: int
    state: str
    why: str | None


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """What a play showed; every line is a sentence in the language asked for; `later` lies behind its end."""

    behind: tuple[Behind, ...]
    later: tuple[Behind, ...]
    calendar: tuple[str, ...]
    consents: tuple[str, ...]
    rules: tuple[str, ...]


def rules(workspace: Workspace, *, now: datetime, lang: str | None = None) -> tuple[str, ...]:
    """Return what `campaign check` warns of, as it stands before a play."""
    found = campaign_check.findings(workspace, now=now, lang=lang)
    return tuple(_told(one, lang) for one in found if one.severity in LOUD)


def of(
    workspace: Workspace,
    before: tuple[str, ...],
    *,
    begun: datetime,
    until: datetime | None = None,
    lang: str | None = None,
) -> Debrief:
    """Return what a play showed from `begun` to `until` (None: to the end); `before` are the rules broken at first.

    Nothing is said of a post whose moment lies behind the play's end.
    """
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        facts = check_facts.facts(session, workspace, now=begun, lang=lang)
        facts = replace(facts, posts=tuple(one for one in facts.posts if _is_played(one, until)))
        return Debrief(
            behind=tuple(_behind(session, workspace, facts, until, lang)),
            later=tuple(
                Behind(number=one.number, state=str(one.state), why=None)
                for one in posts.posts(session)
                if one.state not in OVER and not _is_played(one, until)
            ),
            calendar=tuple(_calendar(facts, zone, lang)),
            consents=tuple(_consents(session, zone, lang)),
            rules=before,
        )


def _is_played(post: Post, until: datetime | None) -> bool:
    return until is None or post.due_at is None or post.due_at <= until


def _behind(
    session: Session, workspace: Workspace, facts: Facts, until: datetime | None, lang: str | None
) -> Iterator[Behind]:
    left = [post for post in posts.posts(session) if post.state not in OVER and _is_played(post, until)]
    lacking = month.missing(session, workspace, facts, {post.number for post in left})
    lacks: dict[object, Finding] = {}
    for one in lacking:  # a consent that is missing comes before the approval that it keeps from being given
        if one.code not in campaign_check.COMPLETING:
            lacks.setdefault(one.params["number"], one)
    errors = {
        one.params["number"]: one for one in reversed(all_rules.findings(facts)) if one.severity == "error"
    }
    for post in left:
        found = errors.get(post.number) or lacks.get(post.number)
        why = json_views.reason(session, post.rests_for, lang, number=post.number) or _unready(
            post, found, facts.now, lang
        )
        yield Behind(number=post.number, state=str(post.state), why=why)


def _unready(post: Post, lack: Finding | None, begun: datetime, lang: str | None) -> str | None:
    """Return why a post did not go out: what must be put right before anybody can approve it comes first."""
    if post.due_at is None:
        return translate.say("play-no-date", {}, lang)
    is_error = lack is not None and lack.severity == "error"
    if post.due_at < begun and post.state is State.DRAFT and not is_error:
        return translate.say("moment-past-draft", {"number": post.number}, lang)
    return _sentence(lack, lang) if lack else None


def _calendar(facts: Facts, zone: ZoneInfo, lang: str | None) -> Iterator[str]:
    """Yield the days on which the clocks change, and those that were to stay empty and have posts."""
    moments = sorted(moment for _, moment in facts.dated)
    lines = [*_changes(moments, zone, lang), *_closed_days(facts, lang)]
    yield from (sentence for _, sentence in sorted(lines))


def _changes(moments: list[datetime], zone: ZoneInfo, lang: str | None) -> Iterator[tuple[date, str]]:
    if not moments:
        return
    first, last = (moment.astimezone(zone).date() for moment in (moments[0], moments[-1]))
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    for eve, day in pairwise(days):
        turn = _offset(day, zone) - _offset(eve, zone)
        if turn:
            after = sum(moment.astimezone(zone).date() >= day for moment in moments)
            params = {"day": day, "before": len(moments) - after, "after": after}
            yield day, translate.say("clocks-forward" if turn > timedelta(0) else "clocks-back", params, lang)


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    return datetime.combine(day, time(12), zone).utcoffset() or timedelta(0)


def _closed_days(facts: Facts, lang: str | None) -> Iterator[tuple[date, str]]:
    for post, moment in facts.dated:
        day = facts.table.day(moment)
        if empty := facts.table.closed(day):
            params = {"day": day, "number": post.number, **empty.told}
            yield day, translate.say(f"post-on-{empty.why}", params, lang)


def _consents(session: Session, zone: ZoneInfo, lang: str | None) -> Iterator[str]:
    describe = partial(json_views.detail, session, lang=lang, named=False, anyone=True)
    for one in events.events(session):
        if one.event in CONSENTS:
            code = "play-on-day-post" if one.post_number else "play-on-day"
            day = one.at.astimezone(zone).date()
            params = {"day": day, "number": one.post_number, "what": describe(one)}
            yield translate.say(code, params, lang)


def _told(one: Finding, lang: str | None) -> str:
    return f"{translate.place(one.where, lang)}: {one.code} {_sentence(one, lang)}"


def _sentence(one: Finding, lang: str | None) -> str:
    message, remedy = translate.say_finding(one.code, one.params, lang)
    return f"{formatting.ended(message)} {remedy}".strip()
