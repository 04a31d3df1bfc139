"""A new caption for a live post: proposed, approved, then sent by the service; the post stays as it is meanwhile."""

from datetime import datetime

from sqlmodel import Session

from campaign.posts import drafts
from campaign.posts.drafts import Draft, require_length
from campaign.workspace import Workspace
from schedules.consent import gates
from schedules.consent.rules import Closed
from schedules.database import posts, remote_objects, testimonies, transitions
from schedules.errors import BadRequest, NotReady
from schedules.model import bilingual
from schedules.model.records import Post

WORDS = "words"
_OPTIONS = {
    "language": "--language",
    "due": "--at",
    "embargo": "--embargo",
    "testimony": "--testimony",
    "format": "--format",
    "link": "--link",
    "kind": "--kind",
    "photos": "--photo",
    "alts": "--alt",
    "first_comment": "--first-comment",
    "thumbnail": "--thumbnail",
    "thumbnail_ms": "--thumbnail-at",
}


def propose(
    session: Session, workspace: Workspace, post: Post, draft: Draft, *, by: str, now: datetime
) -> None:
    """Keep a new caption for a live post, to be approved; the caption that is out withdraws it.

    Where the campaign asks no approval it is sent at once. Raises BadRequest for any other change, or for a caption
    that Facebook would not take; NotReady while the last one is on its way, or where a gate is closed.
    """
    _require_caption_alone(post, draft)
    caption = post.new_caption if draft.caption is None else _set_right(workspace, post, draft.caption)
    wanted = None if caption == post.caption else caption
    if wanted == post.new_caption:
        return
    if remote_objects.underway(session, post.number, WORDS):
        raise NotReady("words-underway", number=post.number)
    _require_fit(post, wanted)
    posts.reword(session, post.number, wanted)
    remote_objects.unwant(session, post.number, WORDS)
    event = "edit-proposed" if wanted is not None else "edit-withdrawn"
    note(session, post, event, now=now, by=by)
    if wanted is not None and workspace.rules.approval == "off":
        send(session, workspace, posts.post(session, post.number), now=now)


def _set_right(workspace: Workspace, post: Post, caption: str) -> str | None:
    pair = workspace.rules.pair
    right = drafts.set_right(caption.strip(), post.language, pair)
    return drafts.kept(right, (post.caption, post.new_caption), post.language, pair)


def send(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> None:
    """Ask the service to give a live post its new caption; raises NotReady where a consent is missing."""
    shut = gates.consent(session, post, instant=now, campaign=workspace.campaign)
    if shut:
        raise not_ready(session, post.number, shut)
    if post.page is None:
        raise NotReady("live-page-unknown", number=post.number)
    remote_objects.want(
        session,
        post.number,
        kind=WORDS,
        page=post.page,
        now=now,
        mark=remote_objects.mark_of(post.new_message, None),
    )


def note(
    session: Session, post: Post, event: str, *, now: datetime, by: str, by_person_id: int | None = None
) -> None:
    """Write what became of a proposal into the log; the post stays where it is."""
    transitions.note(
        session, event, now=now, by=by, number=post.number, state=post.state, by_person_id=by_person_id
    )


def not_ready(session: Session, number: int, shut: Closed) -> NotReady:
    """Return the refusal that a closed gate means for a command."""
    reason = Closed(code=shut.code, params={"number": number, **testimonies.named(session, shut.params)})
    return NotReady("gate-closed", number=number, reason=reason)


def _require_caption_alone(post: Post, draft: Draft) -> None:
    given = [option for name, option in _OPTIONS.items() if getattr(draft, name) is not None]
    flags = {"--thumbnail": draft.no_thumbnail, "--next-slot": draft.next_slot, "--embargo": draft.no_embargo}
    given += [option for option, said in flags.items() if said]
    if given:
        raise BadRequest("live-edit", number=post.number, options=", ".join(given))


def _require_fit(post: Post, caption: str | None) -> None:
    if caption == "":
        raise BadRequest("live-caption-empty", number=post.number)
    if caption and bilingual.is_separator(caption):
        raise BadRequest("caption-separator")
    if caption is not None:
        require_length(f"{caption}\n\n{post.link}" if post.link and post.kind != "link" else caption)
