"""`campaign post`: the group, and its commands that list, show and preview posts."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlmodel import Session

from campaign.checks import given_approvals, let_through
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.lazy_group import LazyGroup
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.reports.json_documents import CoverDocument, PhotoDocument, PostDocument
from campaign.workspace import Workspace
from media.findings import Detail
from schedules.consent.required_approvals import WAITING, ApprovalReader, Approvals
from schedules.database import events, posts, testimonies, unsent
from schedules.model.records import Post
from schedules.model.states import State

TO_APPROVE = (State.DRAFT, State.HELD, *WAITING)  # where what is missing matters


@click.command("list")
@click.option("--state", "states", type=click.Choice([str(state) for state in State]), multiple=True)
@click.option("--language", "languages", metavar="L", multiple=True, help="Only posts in this language.")
@pass_desk
def list_(desk: Desk, states: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """List the posts by due time.

    \b
    Example:
      campaign post list --state held --state failed
      campaign post list --language fr
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        shown = [json_views.post(reader, one, desk.lang, now=desk.now()) for one in reader.posts(states)]
    shown = [one for one in shown if not languages or one["language"] in languages]
    if desk.json:
        return output.say(output.document(shown))
    if not shown:
        return output.say(_none(desk, states, languages))
    rows = [
        (
            one["number"],
            desk.word(one["state"]),
            options.shown(one["due_at"]),
            desk.word(one["kind"]),
            formatting.language(one["language"], desk.lang),
            _short(one),
        )
        for one in shown
    ]
    columns = (N_("No."), N_("State"), N_("Due"), N_("Kind"), N_("Language"), N_("Caption"))
    return output.table(columns, rows)


def _none(desk: Desk, states: tuple[str, ...], languages: tuple[str, ...]) -> str:
    if languages:
        return desk.say("none-in-language", language=list(languages))
    return desk.say("none-in-state" if states else "none-posts", states=list(states))


def _short(one: PostDocument) -> str:
    first = one["caption"].partition("\n")[0]
    words = first if len(first) <= 60 else first[:59] + "…"
    return f"{words}\n→ {one['reason']}" if one["reason"] else words


@click.command()
@click.argument("number", type=int)
@pass_desk
def show(desk: Desk, number: int) -> None:
    """Show one post.

    \b
    Example:
      campaign post show 3 --json
    """
    _print_post(desk, number)


def _print_post(desk: Desk, number: int) -> None:
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        reader, post = (
            ApprovalReader(session=session, campaign=workspace.campaign),
            posts.post(session, number),
        )
        shown, found = json_views.post(reader, post, desk.lang, now=desk.now()), reader.of(post)
        served = events.is_served(session, now=desk.now())
        why = unsent.why(reader.seen(post), workspace.rules, now=desk.now(), served=served)
        shut, words = _held_back(desk, workspace, session, post), _cover_words(session, post)
        may_go = given_approvals.may_be_let_go(reader, post)
        against = _against(desk, workspace, session, reader, post)
    if desk.json:
        return output.say(output.document(shown))
    missed = why == "unsent" and not served
    facts = spoken(desk, shown) | {
        "state": options.standing(
            desk, shown["state"], film=post.is_film, missed=missed, number=number, shut=shut
        )
        + against,
        "page": options.page_name(desk, shown["page"]) if shown["page"] else None,
        "approvals": _approvals(desk, post, found, workspace.rules.zone, may_go=may_go),
    }
    if words:
        facts["cover_words"] = words
    rows = [(name, value) for name, value in facts.items() if value not in (None, 0)]
    return output.facts(desk.say("post-title", number=number), rows)


def _against(desk: Desk, workspace: Workspace, session: Session, reader: ApprovalReader, post: Post) -> str:
    """Return what `check` finds against a post that goes out all the same, on a line of its own."""
    seen = [reader.seen(post)]
    found = let_through.of(session, workspace, seen, reader, now=desk.now(), lang=desk.lang)
    return "".join(f"\n{' '.join(translate.say_finding(one.code, one.params, desk.lang))}" for one in found)


def _held_back(desk: Desk, workspace: Workspace, session: Session, post: Post) -> str | None:
    """Return why a held post may not be released, where it may not."""
    if post.state is not State.HELD:
        return None
    from campaign.cli.commands import post_steps  # slow to load

    return post_steps.held_back(desk, workspace, session, post)


def spoken(desk: Desk, shown: PostDocument) -> dict[str, object]:
    """Return what a post says and shows, and when, each as people read it."""
    facts: dict[str, object] = {
        **shown,
        "kind": desk.word(shown["kind"]),
        "language": formatting.language(shown["language"], desk.lang),
        "format": desk.word(shown["format"]) if shown["format"] else None,
        "photos": _described(desk, shown["photos"]),
        "thumbnail": _cover(desk, shown["thumbnail"]),
    }
    return facts | {
        name: options.shown(value) for name, value in facts.items() if isinstance(value, datetime)
    }


def _approvals(desk: Desk, post: Post, found: Approvals, zone: ZoneInfo, *, may_go: bool) -> str | None:
    """Return who said yes, for whom, when and to what, a line each, and whose yes is still missing."""
    lines = []
    for one in found.given:
        by = one.by or desk.say("yes-of-nobody")
        params = {"by": by, "organisation": one.organisation, "at": options.noted(one.at.astimezone(zone))}
        code = "yes-line-for" if one.organisation else "yes-line"
        lines.append(desk.say(code, **params, what=Detail(f"yes-{one.flaw or 'stands'}")))
    if found.given and not found.complete and post.state in TO_APPROVE:
        lines.append(desk.say("yes-missing", how=given_approvals.command(post, found)))
    if may_go:
        lines.append(_let_go(desk, post, found))
    return "\n".join(lines) or None


def _let_go(desk: Desk, post: Post, found: Approvals) -> str:
    """Return what leads on for a draft that has every approval, as `status` and `check` say it."""
    told = given_approvals.to_approve(post, found)
    message, remedy = translate.say_finding(told.code, told.params, desk.lang)
    return f"{formatting.ended(message)} {remedy}"


def _described(desk: Desk, photos: list[PhotoDocument]) -> str | None:
    bare = desk.say("photo-bare")
    return "\n".join(f"{place}. {one['alt'] or bare}" for place, one in enumerate(photos, 1)) or None


def _cover_words(session: Session, post: Post) -> str | None:
    """Return the words of the film's cover in the post's language; none where the post has a cover of its own."""
    if post.testimony_id is None or post.cover_sha256:
        return None
    return testimonies.testimony_by_id(session, post.testimony_id).cover_words.get(post.language)


def _cover(desk: Desk, thumbnail: CoverDocument | None) -> str | None:
    if thumbnail is None:
        return None
    if "at_ms" not in thumbnail:
        return desk.say("post-cover-own")
    return formatting.place(thumbnail["at_ms"], desk.lang)


@click.command()
@click.argument("number", type=int)
@click.argument("file", type=options.FILE, metavar="FILE.html")
@pass_desk
def preview(desk: Desk, number: int, file: Path) -> None:
    """Write a preview of a post on the Page: one web page that contains its pictures and needs no network.

    \b
    Example:
      campaign post preview 3 preview.html
    """
    from campaign.reports import post_preview as previews

    with options.campaign(desk) as workspace:
        target = options.page_file(desk, file, previews.page_of(number))
        previews.write(workspace, number, target, now=desk.now(), lang=desk.lang)
    if desk.json:
        return output.say(output.document({"path": file.absolute()}))
    return output.say(desk.say("preview-written", path=file, number=number))


_HERE, _EDIT, _APPROVAL, _INVITE, _STEPS = (
    f"campaign.cli.commands.{name}"
    for name in ("post", "post_edit", "post_approval", "post_invite", "post_steps")
)
_PLACES = {
    "list": f"{_HERE}:list_",
    "show": f"{_HERE}:show",
    "preview": f"{_HERE}:preview",
    "add": f"{_EDIT}:add",
    "edit": f"{_EDIT}:edit",
    "move": f"{_EDIT}:move",
    "approve": f"{_APPROVAL}:approve",
    "unapprove": f"{_APPROVAL}:unapprove",
    "invite": f"{_INVITE}:invite",
    "invites": f"{_INVITE}:invites",
    "hold": f"{_STEPS}:hold",
    "release": f"{_STEPS}:release",
    "cancel": f"{_STEPS}:cancel",
    "retry": f"{_STEPS}:retry",
    "settle": f"{_STEPS}:settle",
    "remove": f"{_STEPS}:remove",
}


@click.group(cls=LazyGroup, places=_PLACES, short_help="Plan, approve and manage posts.")
def post() -> None:
    """Plan, approve and manage posts.

    \b
    Example:
      campaign post list
    """
