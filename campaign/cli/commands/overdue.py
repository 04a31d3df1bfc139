"""`campaign overdue`: posts past their due time, and one decision for all of them."""

from datetime import datetime
from typing import TypedDict

import click
from sqlmodel import Session

from campaign.cli import errors, option_groups, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.typed_lines import known_numbers
from campaign.messages import formatting, pasteable, translate
from campaign.messages.translate import N_
from campaign.posts import joined_reasons
from campaign.posts import overdue as arrears
from campaign.posts.overdue import Decision, Outcome, Overdue
from campaign.reports import json_views
from campaign.typed import words
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, posts, testimonies, unsent
from schedules.errors import BadRequest
from schedules.model.records import Post
from schedules.model.states import OWED, State

DECISIONS: tuple[Decision, ...] = ("spread", "send-now", "cancel")
LEAVE = "leave"
NOT_READY = 3  # the exit code where a post was left as it is


@option_groups.exclusive("--spread", "--send-now", "--cancel")
@click.command(short_help="Decide on posts that are past their due time.")
@click.argument("numbers", metavar="[N]...", type=int, nargs=-1)
@click.option("--spread", "decision", flag_value="spread", help="Spread them over the next free slots.")
@click.option(
    "--send-now",
    "decision",
    flag_value="send-now",
    help="Send the first at once, the others `plan.distance` apart; asks first where the plan speaks against it.",
)
@click.option("--cancel", "decision", flag_value="cancel", help="Cancel them all.")
@pass_desk
def overdue(desk: Desk, numbers: tuple[int, ...], decision: Decision | None) -> int | None:
    """Decide on posts that are past their due time: all of them, or those named.

    Without a decision they are listed; on a terminal you are asked for one. A post that something else holds back (a
    consent that ended, a missing approval) stays as it is and is reported.

    \b
    Example:
      campaign overdue
      campaign overdue --spread
      campaign overdue 3 4 --cancel
    """
    with options.campaign(desk) as workspace:
        late = _listed(desk, workspace, numbers)
        if decision is None and not desk.json:
            _print(desk, workspace, late, numbers)
            if not numbers:
                _tell_held(desk, workspace, late)
            decision = _asked(desk, workspace, late, numbers)
        if decision is None:
            return output.say(output.document(_as_json(desk, workspace, late))) if desk.json else None
        if decision == "cancel" and late and not _are_over(desk, late):
            return None
        now = desk.now()
        if decision == "send-now" and not _agreed(desk, workspace, numbers, now=now):
            return output.note(desk.say("send-now-not"))
        done = arrears.decide(workspace, decision, numbers, now=now)
        if done or not numbers or desk.json:
            _answer(desk, workspace, decision, done, now=now)
    return NOT_READY if any(one.left for one in done) else 0


class Decided(TypedDict):
    """What became of a late post; `left`: why it was left as it is; `trouble`: what a new try meets again."""

    number: int
    state: str
    due_at: datetime | None
    left: str | None
    trouble: str | None


def _listed(desk: Desk, workspace: Workspace, numbers: tuple[int, ...]) -> list[Overdue]:
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        known_numbers.require(session, numbers)
        named = [reader.seen(posts.post(session, number)) for number in dict.fromkeys(numbers)]
        late = arrears.found(session, workspace, now=desk.now())
    for post in named:
        if post.number not in [one.post.number for one in late]:
            _tell_not_overdue(desk, workspace, post)
    if others := [one.post.number for one in late if numbers and one.post.number not in numbers]:
        output.note(desk.say("overdue-others", numbers=others))
    return [one for one in late if not numbers or one.post.number in numbers]


def _tell_held(desk: Desk, workspace: Workspace, late: list[Overdue]) -> None:
    """Say on stderr which posts are past their due time and held for what no decision here ends."""
    listed = {one.post.number for one in late}
    with workspace.store.read() as session:
        held = posts.past(session, (State.HELD,), now=desk.now())
        numbers = [one.number for one in held if one.number not in listed]
    if numbers:
        output.note(desk.say("overdue-held", numbers=numbers, first=numbers[0]))


def _tell_not_overdue(desk: Desk, workspace: Workspace, post: Post) -> None:
    """Say on stderr why there is nothing to decide on a post: it is out, not due yet, or waits for something else."""
    is_out = post.state is State.PUBLISHED and post.published_at
    code = "overdue-out" if is_out else "overdue-other"
    if not is_out and post.state in (State.DRAFT, *OWED):
        code = "overdue-undated" if post.due_at is None else "overdue-ahead"
        if post.due_at and post.due_at < desk.now():
            code = "overdue-under-way"
    moment = post.published_at if is_out else post.due_at
    at = json_views.local(moment, workspace.rules.zone)
    output.note(desk.say(code, number=post.number, state=str(post.state), at=at))


def _as_json(desk: Desk, workspace: Workspace, late: list[Overdue]) -> list[dict[str, object]]:
    with workspace.store.read() as session:
        return [_row(desk, workspace, session, one) for one in late]


def _row(desk: Desk, workspace: Workspace, session: Session, one: Overdue) -> dict[str, object]:
    post = one.post
    return {
        "number": post.number,
        "state": str(post.state),
        "why": one.why,
        "late_ms": one.late,
        "language": post.language,
        "kind": post.kind,
        "testimony": post.testimony,
        "due_at": json_views.local(post.due_at, workspace.rules.zone),
        "trouble": json_views.reason(session, one.trouble, desk.lang, number=post.number),
    }


def _print(desk: Desk, workspace: Workspace, late: list[Overdue], numbers: tuple[int, ...]) -> None:
    if not late:
        return None if numbers else output.say(desk.say("overdue-none"))
    rows = [
        (
            desk.say(f"overdue-{one.why}"),
            one.post.number,
            options.shown(json_views.local(one.post.due_at, workspace.rules.zone)),
            f"{desk.word(one.post.kind)}, {formatting.language(one.post.language, desk.lang)}",
            one.post.caption.partition("\n")[0][:60],
        )
        for one in late
    ]
    output.table((N_("Why"), N_("No."), N_("Due"), N_("Post"), N_("Caption")), rows)
    with workspace.store.read() as session:
        for one in late:
            if why := json_views.reason(session, one.trouble, desk.lang, number=one.post.number):
                output.say(desk.say("meets-again", number=one.post.number, why=why))
    return None


def _asked(
    desk: Desk, workspace: Workspace, late: list[Overdue], numbers: tuple[int, ...]
) -> Decision | None:
    """Return what is to become of them, asked on a terminal; where nobody can be asked, say how it is decided."""
    if not late:
        return None
    spread = arrears.may_be_spread(workspace, late)
    _tell_of_service(desk, workspace, late)
    if desk.yes or not errors.can_ask():
        named = pasteable.Typed("".join(f" {one}" for one in dict.fromkeys(numbers)))
        able = any(one.why not in ("draft", "unconfirmed") for one in late)
        code = "overdue-decide" if able else "overdue-decide-unsendable"
        code = code if spread else f"{code}-unspread"
        return output.note(desk.say(code, numbers=named, number=late[0].post.number))
    open_ = [one for one in (*DECISIONS, LEAVE) if spread or one != "spread"]
    known = [translate.one_piece(one, desk.lang) for one in open_]

    def read(written: str) -> str:
        found = words.find(written, open_)
        if found is None:
            raise click.UsageError(desk.say("overdue-choice", written=written, known=known))
        return found

    question = f"{desk.say('overdue-asked')} ({', '.join(known)})"
    suffix = f"{translate.labelled('', desk.lang)} "
    said = click.prompt(question, default=known[-1], value_proc=read, prompt_suffix=suffix, err=True)
    if said == LEAVE:
        output.note(desk.say("overdue-passed"))
    return next((one for one in DECISIONS if one == said), None)


def _tell_of_service(desk: Desk, workspace: Workspace, late: list[Overdue]) -> None:
    """Say which of these posts go out by themselves as soon as a service runs, and until when."""
    rules = workspace.rules
    soon = [one for one in late if unsent.goes_by_itself(one.why, one.late, rules)]
    with workspace.store.read() as session:
        stops = events.paused(session) or events.is_served(session, now=desk.now())
    if not soon or stops:
        return
    left = min(rules.late_after - one.late for one in soon)
    code = "overdue-by-itself" if rules.late == "send" else "overdue-by-itself-within"
    told = {"numbers": sorted(one.post.number for one in soon), "seconds": int(left.total_seconds())}
    output.note(desk.say(code, count=len(soon), **told))


def _are_over(desk: Desk, late: list[Overdue]) -> bool:
    """Ask on a terminal whether these posts are to be cancelled, which is for good."""
    numbers = ", ".join(str(one.post.number) for one in late)
    question = desk.say("overdue-cancel-sure", count=len(late), numbers=numbers)
    return not options.declined(desk, question, desk.say("overdue-cancel-not"))


def _agreed(desk: Desk, workspace: Workspace, numbers: tuple[int, ...], *, now: datetime) -> bool:
    """Say what in the plan speaks against sending now, and ask; raises BadRequest where nobody can be asked."""
    against = arrears.objections(workspace, numbers, now=now)
    if not against:
        return True
    said = [desk.say(one.code, **one.params) for one in against]
    if not (desk.yes or errors.can_ask()):
        named = pasteable.Typed(" ".join(map(str, numbers)))
        code = "send-now-asks-of" if numbers else "send-now-asks"
        code = code if _may_be_spread(desk, workspace, numbers) else f"{code}-unspread"
        raise BadRequest(code, why=joined_reasons.together(against), numbers=named)
    for one in said:
        output.note(desk.say("warning", sentence=one))
    return desk.confirm(desk.say("send-now-sure"))


def _may_be_spread(desk: Desk, workspace: Workspace, numbers: tuple[int, ...]) -> bool:
    """Tell whether there are slots for these overdue posts, or for all."""
    with workspace.store.read() as session:
        late = arrears.found(session, workspace, now=desk.now())
    return arrears.may_be_spread(
        workspace, [one for one in late if not numbers or one.post.number in numbers]
    )


def _answer(
    desk: Desk, workspace: Workspace, decision: Decision, done: list[Outcome], *, now: datetime
) -> None:
    with workspace.store.read() as session:
        said = [_told(desk, workspace, session, one) for one in done]
        sent = [posts.post(session, one.number) for one in done if one.due and one.due <= now]
        unmade = [one.number for one in sent if one.is_film and one.rendition_id is None]
        waits = sent and not events.is_served(session, now=now)
    if desk.json:
        return output.say(output.document(said))
    if not said:
        return output.say(desk.say("overdue-none"))
    left = "overdue-unsent-still" if decision == "send-now" else "overdue-left"
    for one in said:
        if one["left"]:
            output.note(desk.say(left, number=one["number"], why=one["left"]))
            continue
        stands = "post-stands" if one["due_at"] else "post-stands-undated"
        code = "post-cancelled" if one["state"] == "cancelled" else stands
        output.say(desk.say(code, number=one["number"], state=one["state"], due=one["due_at"]))
        if one["trouble"]:
            again = desk.say("meets-again", number=one["number"], why=one["trouble"])
            output.note(desk.say("warning", sentence=again))
    if far := [one.number for one in done if one.far]:
        tolerated = workspace.settings.plan.move_tolerance.total_seconds()
        output.note(desk.say("overdue-approved", numbers=", ".join(map(str, far)), tolerated=tolerated))
    for number in unmade:
        output.note(desk.say("send-now-film", number=number))
    if waits:
        output.note(desk.say("send-now-unserved"))
    return None


def _told(desk: Desk, workspace: Workspace, session: Session, one: Outcome) -> Decided:
    post = posts.post(session, one.number)
    why = one.left
    params = {"number": one.number, **testimonies.named(session, why.params)} if why else {}
    return {
        "number": one.number,
        "state": str(post.state),
        "due_at": json_views.local(post.due_at, workspace.rules.zone),
        "left": desk.say(why.code, **params) if why else None,
        "trouble": json_views.reason(session, one.trouble, desk.lang, number=one.number),
    }
