"""Posts, events and the campaign's state as JSON: the contract's keys, times with their offset."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaign.checks import given_approvals, live_consents, switched_off
from campaign.messages import doers, formatting, pasteable, translate
from campaign.reports.json_documents import (
    ApprovalDocument,
    CoverDocument,
    EventDocument,
    FindingDocument,
    PageDocument,
    PostDocument,
    StatusDocument,
    TaskDocument,
)
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent.required_approvals import ApprovalReader, Yes
from schedules.consent.rules import Closed
from schedules.database import after_restore, events, posts, testimonies, unsent, withdrawals
from schedules.database import tasks as database_tasks
from schedules.home import standing
from schedules.home.standing import Standing
from schedules.model import records
from schedules.model.states import State
from schedules.rehearsal import page_file
from schedules.service import standing_rules, starts

_REST = after_restore.RESTORED
_DECIDED_AT_HOME = (_REST.held, _REST.unknown, _REST.known)


def local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment on the campaign's clock."""
    return moment.astimezone(zone) if moment else None


def post(
    reader: ApprovalReader, one: records.Post, lang: str | None = None, *, now: datetime | None = None
) -> PostDocument:
    """Return a post as `post show --json` prints it, in the state in which the gates see it.

    With `now` the reason for which it rests is told as it stands then.
    """
    zone = reader.campaign.rules.zone
    return {
        "number": one.number,
        "kind": one.kind,
        "state": str(reader.seen(one).state),
        "language": one.language,
        "caption": one.caption,
        "new_caption": one.new_caption,
        "link": one.link,
        "photos": [{"alt": photo["alt"], "sha256": photo["sha256"]} for photo in one.photos],
        "first_comment": one.first_comment,
        "thumbnail": _thumbnail(one),
        "testimony": one.testimony,
        "format": one.format,
        "due_at": local(one.due_at, zone),
        "embargo_until": local(one.embargo_until, zone),
        "published_at": local(one.published_at, zone),
        "facebook_id": one.facebook_id,
        "permalink": one.permalink,
        "attempts": one.attempts,
        "reason": (
            resting(reader, one, lang, now=now)
            if now
            else reason(reader.session, one.rests_for, lang, number=one.number)
        ),
        "page": _page(one),
        "approvals": [approval(yes, zone) for yes in reader.of(one).given],
    }


def approval(yes: Yes, zone: ZoneInfo) -> ApprovalDocument:
    """Return somebody's yes to a post, and whether it counts for the post as it stands."""
    return {
        "by": yes.by,
        "organisation": yes.organisation,
        "at": yes.at.astimezone(zone),
        "stands": yes.stands,
    }


def _thumbnail(one: records.Post) -> CoverDocument | None:
    """Return a film's own cover: a picture's hash, or the moment of the finished film; None: Facebook chooses."""
    if one.cover_sha256:
        return {"sha256": one.cover_sha256}
    return None if one.cover_at_ms is None else {"at_ms": one.cover_at_ms}


def reason(
    session: Session, kept: records.Reason | None, lang: str | None = None, *, number: int
) -> str | None:
    """Return why post `number` is held, failed or doubtful, with the names that its numbers stand for today."""
    if kept is None:
        return None
    if kept["code"] == "by-staff" and kept["params"].get("reason") == "-":
        return translate.say("by-staff-wordless", {}, lang)
    if kept["code"] in _DECIDED_AT_HOME and _is_elsewhere(session):
        return _decided_elsewhere(session, lang)
    if kept["code"] == "paused" and events.paused(session) is None:
        return translate.say("paused-before", {"number": number}, lang)
    return translate.say(kept["code"], {"number": number, **testimonies.named(session, kept["params"])}, lang)


def _is_elsewhere(session: Session) -> bool:
    """Tell whether a folder says of itself that the campaign is not there, where settling a post has no effect."""
    return not standing.seems_home(_folder(session))


def _decided_elsewhere(session: Session, lang: str | None) -> str:
    """Say where the campaign is, in which a post of a restored copy is decided on."""
    home, here = standing.whereabouts(_folder(session)), str(_folder(session))
    if home is None or home.folder == here:
        return translate.say("restored-in-copy", {}, lang)
    return translate.say("restored-in-copy-of", {"folder": home.folder, "host": home.host}, lang)


def _folder(session: Session) -> Path:
    return Path(str(session.get_bind().engine.url.database)).parent


def resting(
    reader: ApprovalReader, post: records.Post, lang: str | None = None, *, now: datetime
) -> str | None:
    """Return the same as it stands `now`: of a post that waits for approvals, what leads on from here."""
    kept = post.rests_for
    if kept and post.state is State.HELD and kept["code"] in given_approvals.LACKING:
        shut = Closed(code=kept["code"], params=kept["params"])
        found, rules = reader.of(post), reader.campaign.rules
        kept = given_approvals.advised(shut, post, found, rules, now=now).as_reason()
    return reason(reader.session, kept, lang, number=post.number)


def event(
    session: Session,
    one: records.Event,
    zone: ZoneInfo,
    lang: str | None = None,
    *,
    named: bool = True,
    anyone: bool = False,
) -> EventDocument:
    """Return a line of the log as `log --json` prints it; not `named`: people are numbers, for a line that is kept.

    `anyone`: each is `a person`, for readers who know no numbers.
    """
    return {
        "at": one.at.astimezone(zone),
        "post": one.post_number,
        "event": one.event,
        "state": one.state,
        "detail": detail(session, one, lang, named=named, anyone=anyone),
        "by": doers.of(one, lang, numbered=not (named or anyone)),
    }


def detail(
    session: Session,
    one: records.Event,
    lang: str | None = None,
    *,
    named: bool = True,
    anyone: bool = False,
) -> str:
    """Return one sentence on an event; where it names a reason, that reason's sentence."""
    params = testimonies.named(session, one.params) if named else _numbered(one.params, anyone=anyone)
    number = params.get("testimony_number")
    if isinstance(number, int):
        params = {**params, "testimony": _film(session, number, named=named)}
    code = one.event
    if code == "consent-withdrawn":
        parts = [part for part in ("channel", "language") if params.get(part) not in (None, "-")]
        code = f"{code}-{'-and-'.join(parts) or 'wholly'}"
    if one.event == "published":
        params = {"permalink": "-", **params}
    if one.event in ("removed", "cancelled") and one.by == records.SERVICE and one.post_number:
        code = f"{code}-for-name" if withdrawals.took_for_name(session, one.post_number, one.at) else code
    if one.event in ("started-over", "unapproved") and "why" in params:
        code = f"{code}-for"
    if one.event == "paused" and named and (reason_given := events.why_paused(session, one.at)):
        code, params = "paused-for", {**params, "reason": reason_given}
    if params.get("why") == "by-staff":
        return _held_by_staff(session, one, lang, named=named)
    if "why" in params:
        why = translate.say(str(params["why"]), {"number": one.post_number, **params}, lang)
        params = {**params, "why": _as_told_now(session, one, why), "said_as": None}
    return translate.say(f"event-{code}", params, lang)


def _as_told_now(session: Session, one: records.Event, said: str) -> str:
    """Return a reason as it is told now: of a film that is gone, without the commands that would have helped then."""
    film = one.params.get("testimony_number")
    if not isinstance(film, int) and one.post_number is not None:
        film = posts.post(session, one.post_number).testimony_id
    is_gone = isinstance(film, int) and withdrawals.film_is_gone(session, film)
    return pasteable.without_commands(said) if is_gone else said


def _held_by_staff(session: Session, one: records.Event, lang: str | None, *, named: bool) -> str:
    """Say that staff hold a post; what they said stays with the post, and is told of the hold that lasts."""
    kept = posts.post(session, one.post_number).reason if named and one.post_number else None
    if kept and kept["code"] == "by-staff":
        held = [its.id for its in events.events(session, number=one.post_number) if its.event == "held"]
        if held[-1:] == [one.id]:
            return reason(session, kept, lang, number=one.post_number or 0) or "-"
    return translate.say("by-staff-wordless", {}, lang)


def _film(session: Session, number: int, *, named: bool) -> str:
    """Return a testimony's slug, which may spell a name, or its number."""
    return testimonies.testimony_by_id(session, number).slug if named else str(number)


def _numbered(params: dict[str, object], *, anyone: bool) -> dict[str, object]:
    """Return parameters with people as numbers or as `anyone`, and without what asks for a sentence with a name."""
    kept = {name: value for name, value in params.items() if name != "said_as"}
    called = "a person" if anyone else f"person {params.get('person')}"
    return {**kept, "person": called} if "person" in params else params


def status(
    reader: ApprovalReader, page: PageDocument | None, *, now: datetime, findings: Iterable[FindingDocument]
) -> StatusDocument:
    """Return the campaign's standing as `status --json` prints it; `overdue` counts what `campaign overdue` lists."""
    session, rules = reader.session, reader.campaign.rules
    pulse, running = events.pulse(session), events.is_served(session, now=now)
    return {
        "paused": events.paused(session) is not None,
        "page": page,
        "service": {"running": running, "last_tick": local(pulse.last_tick, rules.zone) if pulse else None},
        "counts": reader.counts(),
        "next_due_at": local(unsent.next_due(session, rules, now=now, seen=reader.seen), rules.zone),
        "overdue": len(unsent.unsent(session, rules, now=now, seen=reader.seen)),
        "findings": list(findings),
    }


def campaign_page(workspace: Workspace) -> PageDocument:
    """Return the campaign's Page as `status --json` prints it, asking nobody but a rehearsal Page whether it serves."""
    page = workspace.settings.page
    if page.id is not None:
        return {"id": page.id, "name": None, "graph_url": page.graph_url, "rehearsal": False}
    serving = page_file.find(workspace.rehearsal_folder)
    return {
        "id": serving.page_id if serving else None,
        "name": workspace.settings.name,
        "graph_url": serving.graph_url if serving else None,
        "rehearsal": True,
    }


def findings(reader: ApprovalReader, *, now: datetime, lang: str | None = None) -> list[FindingDocument]:
    """Return what waits for somebody: a silent service, drafts whose moment is past, posts held, doubtful or failed.

    First of all, while a Page asks for quiet, that it does; last, what was approved otherwise than it stands.
    """
    session, zone = reader.session, reader.campaign.rules.zone
    waiting = posts.posts(session, ("held", "doubtful", "failed"))
    forgotten = [one for one in reader.posts(("draft",)) if one.due_at and one.due_at < now]
    calm, again = quiets(session, zone, now=now), list(given_approvals.to_approve_again(reader))
    again += live_consents.findings(session, reader.campaign, now=now)
    dateless = {one.number for one in forgotten}  # which need another moment before anybody approves them
    return [
        *(
            _finding("page-quiet-until", "warning", "Page", translate.say("page-quiet-until", one, lang))
            for one in calm
        ),
        *_silence(events.silent(session, now=now), zone, lang),
        *_rest(starts.rest(session, now=now), zone, lang),
        *_unobeyed(session, now, lang),
        *(told(one, lang) for one in switched_off.findings(reader)),
        *(_forgotten(one, reader, now, lang) for one in forgotten),
        *(_waiting(reader, one, now, lang) for one in waiting),
        *(told(one, lang) for one in again if one.params["number"] not in dateless),
    ]


def _unobeyed(session: Session, now: datetime, lang: str | None) -> list[FindingDocument]:
    """Return that the service that runs publishes nothing, because of what the settings say."""
    ends = (standing_rules.AGAIN, starts.BEGAN)
    last = events.newest_of(session, (*standing_rules.TROUBLES, *ends))
    if last is None or last in ends or not events.is_served(session, now=now):
        return []
    return [_finding(last, "error", "service", translate.say(last, {}, lang))]


def told(one: Finding, lang: str | None) -> FindingDocument:
    """Return a finding as `status --json` prints it."""
    message, remedy = translate.say_finding(one.code, one.params, lang)
    return {
        "code": one.code,
        "severity": one.severity,
        "where": one.where,
        "message": formatting.ended(message),
        "remedy": remedy,
    }


def home(found: Standing, lang: str | None) -> list[FindingDocument]:
    """Return that nothing is published from this folder, where it is a copy of the campaign."""
    said = translate.say(found.verdict.value, found.told, lang)
    return [] if found.publishes else [_finding(found.verdict.value, "error", "service", said)]


def _finding(code: str, severity: str, where: str, message: str) -> FindingDocument:
    return {"code": code, "severity": severity, "where": where, "message": message, "remedy": ""}


def _forgotten(
    post: records.Post, reader: ApprovalReader, now: datetime, lang: str | None
) -> FindingDocument:
    past = given_approvals.past_draft(post, reader.campaign.rules, now=now)
    said = translate.say(past.code, past.params, lang)
    return _finding("moment-past-draft", "warning", f"post {post.number}", said)


def _waiting(reader: ApprovalReader, post: records.Post, now: datetime, lang: str | None) -> FindingDocument:
    code = post.reason_code or str(post.state)
    said = resting(reader, post, lang, now=now) or translate.word(post.state, lang)
    return _finding(code, "error", f"post {post.number}", said)


def task(session: Session, one: records.Task, lang: str | None = None) -> TaskDocument:
    """Return what a person has to do, as `consent tasks --json` prints it."""
    film = testimonies.testimony_by_id(session, one.testimony_id).slug if one.testimony_id else "-"
    params = {**one.params, "number": one.post_number, "testimony": film}
    return {
        "number": one.id,
        "code": one.code,
        "message": translate.say(one.code, params, lang),
        "testimony": film if one.testimony_id else None,
        "post": one.post_number,
        "due_on": one.due_on,
    }


def tasks(session: Session, lang: str | None = None) -> list[FindingDocument]:
    """Return as findings what people have to do, and the withdrawals that are not finished."""
    told = [
        (one.code, f"task {one.id}", task(session, one, lang)["message"])
        for one in database_tasks.tasks(session)
    ]
    for one in withdrawals.unfinished(session):
        code = "withdrawal-open"
        told.append((code, f"withdrawal {one.id}", translate.say(code, {"number": one.id}, lang)))
    return [_finding(code, "warning", where, message) for code, where, message in told]


def _silence(pulse: records.Pulse | None, zone: ZoneInfo, lang: str | None) -> list[FindingDocument]:
    if pulse is None:
        return []
    params = {"pid": pulse.pid, "last_tick": f"{pulse.last_tick.astimezone(zone):%Y-%m-%d %H:%M:%S}"}
    return [_finding("service-silent", "error", "service", translate.say("service-silent", params, lang))]


def _rest(rest: starts.Rest | None, zone: ZoneInfo, lang: str | None) -> list[FindingDocument]:
    said = rest and translate.say("service-rests-until", rest.told(zone), lang)
    return [_finding("service-rests-until", "error", "service", said)] if said else []


def quiets(session: Session, zone: ZoneInfo, *, now: datetime) -> list[dict[str, object]]:
    """Return until when each Page asks for quiet, on the campaign's clock, and why, as parameters of a sentence."""
    return [
        {
            "until": f"{one.until.astimezone(zone):{'%H:%M' if one.until - now < _TODAY else '%Y-%m-%d %H:%M'}}",
            "why": Closed(code=one.code, params={"percent": one.percent, **_asked(session, one, now)}),
        }
        for one in events.quiets(session, now=now)
    ]


def _asked(session: Session, quiet: records.Quiet, now: datetime) -> dict[str, object]:
    """Return what Facebook said when it asked for quiet."""
    found = events.since(session, now - timedelta(days=1), ("page-asks-quiet",))
    return next((one.params for one in reversed(found) if one.params.get("why") == quiet.code), {})


_TODAY = timedelta(hours=12)


def _page(one: records.Post) -> PageDocument | None:
    if one.page_id is None:
        return None
    return {
        "id": one.page_id,
        "name": one.page_name,
        "graph_url": one.page_graph_url,
        "rehearsal": one.page_rehearsal,
    }
