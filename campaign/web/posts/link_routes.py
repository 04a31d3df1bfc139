"""Asks a partner by link from a post's page, and takes a link back; the address is shown once, to whoever made it."""

from datetime import datetime

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.invitations import asking, hindrances, links
from campaign.invitations.asking import DAYS, Wish
from campaign.messages import translate
from campaign.reports import json_views
from campaign.web import answers
from campaign.web.board import waiting
from campaign.web.posts import doing, findings, routes
from campaign.web.posts.doing import Asking
from campaign.web.posts.findings import KeepsBack
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.database import invitations, posts
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model.invited import Invitation

pages = Blueprint("post_links", __name__)
ACT = "invite"


@pages.get("/posts/<int:number>/invite")
def led_back(number: int) -> AnyResponse:
    """Lead who asks anew for what a form sent to the post."""
    return redirect(f"/posts/{number}#by-link", 303)


@pages.post("/posts/<int:number>/invite")
def invited(number: int) -> AnyResponse:
    """Make a link for an organisation, and show its address; the same form again shows the same one."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    asked = Asking(desk=desk, workspace=workspace, number=number, form=request.form, lang=reader.lang)
    try:
        doing.require_version(asked)
        if desk.keychain is None:
            raise NotReady("links-no-secret")
        wish = Wish(numbers=_numbers(number), organisation=_organisation(asked), days=_days(asked))
        made = asking.ask(workspace, wish, now=now)
        token = links.of(workspace, desk.keychain()).token(made)
        hindered = _hindered(workspace, made, now=now)
    except (ScheduleError, MediaError) as why:
        return routes.refused(number, why, act=ACT)
    to = workspace.settings.desk.address or request.host_url
    return answers.page(
        "post_link.html",
        number=number,
        made=made,
        address=links.address(to, token),
        hindered=hindered,
        here_alone=links.is_here_alone(to),
        until=json_views.local(made.expires_at, workspace.rules.zone),
    )


@pages.get("/posts/<int:number>/invite/revoke")
def asked_to_revoke(number: int) -> AnyResponse:
    """Ask once more before a link ends, with every post that it is for; one that ended leads back to the post."""
    desk = answers.desk()
    workspace, now, link = desk.workspace(), desk.clock(), request.args.get("link", 0, type=int)
    with workspace.store.read() as session:
        found = {one.id: one for one in invitations.everything(session)}.get(link)
        if found is None or number not in found.posts or not found.is_open(now):
            return redirect(f"/posts/{number}#by-link", 303)
        asked = [posts.post(session, one) for one in found.posts]
    zone = workspace.rules.zone
    of = [(one, waiting.title(one), json_views.local(one.due_at, zone)) for one in asked]
    return answers.page("post_link_revoke.html", number=number, link=found, of=of)


@pages.post("/posts/<int:number>/invite/revoke")
def revoked(number: int) -> AnyResponse:
    """Let a link of this post lead nowhere from now on; revoked before, it is revoked."""
    desk = answers.desk()
    written = request.form.get("link", "")
    try:
        if not written.isdecimal() or len(written) > 9:
            raise BadRequest("no-such-invitation", invitation=written[:20] or "-")
        asking.revoke(desk.workspace(), int(written), now=desk.clock())
    except ScheduleError as why:
        return routes.refused(number, why, act=ACT)
    return redirect(f"/posts/{number}?did=link-revoked#by-link", 303)


def _hindered(workspace: Workspace, made: Invitation, *, now: datetime) -> list[KeepsBack]:
    found = hindrances.of(workspace, made, now=now)
    with workspace.store.read() as session:
        known = {number: posts.post(session, number) for number in made.posts}
    lang = answers.reader().lang
    return [
        KeepsBack(
            told=translate.say("invite-hindered", {"number": one.number, "why": one.why}, lang),
            mend=findings.mended_at(one.why, known[one.number]),
        )
        for one in found
    ]


def _numbers(number: int) -> tuple[int, ...]:
    """Return the post, and its twin in the other language where that was ticked."""
    also = [int(one) for one in request.form.getlist("also") if one.isdecimal() and len(one) < 10]
    return tuple(dict.fromkeys((number, *also)))


def _organisation(asked: Asking) -> str:
    named = asked.text("other") or asked.text("for")
    if not named:
        raise BadRequest("desk-for-empty")
    return named


def _days(asked: Asking) -> int:
    written = asked.text("days")
    if not written:
        return DAYS
    return int(written) if written.isdecimal() and len(written) < 6 else 0
