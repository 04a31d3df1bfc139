"""What staff do to posts: queue, change, approve, hold, release; each all or nothing, each with its event."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaign import checking
from campaign.office import Office
from media import formats
from media.errors import MediaError
from schedules import archive, extras, gates, ledger, moves, produce, slots
from schedules.errors import BadRequest, NotReady
from schedules.gates import Closed
from schedules.records import Post
from schedules.states import State

CAPTION_LIMIT = 63_206  # characters; Graph's limit for a post's text
STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What staff ask of a post; None leaves a value as it is (or at its default, for a new one)."""

    caption: str | None = None
    language: str | None = None
    due: slots.Due | None = None
    testimony: str | None = None
    format: str | None = None
    link: str | None = None
    kind: str | None = None


def add(office: Office, draft: Draft, *, now: datetime) -> int:
    """Queue a post and return its number; what is still missing warns, and refuses nothing here."""
    approval_off = office.rules.approval == "off"
    with office.store.write() as session:
        values = {**_due(draft.due), **_content(session, draft)}
        state = State.APPROVED if approval_off and draft.due else State.DRAFT
        return ledger.add_post(session, now=now, state=state, **values)


def warnings(session: Session, office: Office, post: Post, *, now: datetime) -> list[Closed]:
    """Return what a person should know of a post that waits: no consent, no subtitles, a moment that is past."""
    gap = _consent_gap(session, office, post, now)
    found = [gap] if gap else []
    if post.testimony_id is not None:
        film = archive.testimony_by_id(session, post.testimony_id)
        if post.language not in film.subtitles:
            found.append(Closed(code="no-subtitles", params={"language": post.language, "slug": film.slug}))
    if post.due_at and post.due_at < now and post.state in (State.DRAFT, State.APPROVED):
        code = "moment-past-draft" if post.state == State.DRAFT else "moment-past"
        found.append(Closed(code=code, params={"number": post.number}))
    return found


def edit(office: Office, number: int, draft: Draft, *, now: datetime) -> Post:
    """Change a post that is not live; it becomes a draft again, its approvals and hidden copy given up."""
    with office.store.write() as session:
        old = ledger.post(session, number)
        values = {**_due(draft.due), **_content(session, _merged(old, draft))}
        changed = [name for name, value in values.items() if value != getattr(old, name, None)]
        if not changed:
            return old
        params = {"what": ", ".join(changed)}
        values |= {"rendition_id": None, "reason": None}
        moves.move(session, number, "edited", now=now, by=STAFF, params=params, changes=values)
        ledger.revoke_approvals(session, number, now=now)
        if office.rules.approval == "off" and (draft.due or old.due_at):
            moves.move(session, number, "approved", now=now, by=STAFF)
        return ledger.post(session, number)


def approve(
    office: Office, numbers: tuple[int, ...], *, now: datetime, who: str | None, organisation: str | None
) -> None:
    """Say yes to these posts as they stand, to all or to none.

    Raises NotReady where one has no date, lacks a consent at its moment, is late already, or has errors in its
    subtitles; BadRequest where one does not exist or is not a draft.
    """
    _require_subtitles(office, numbers)
    with office.store.write() as session:
        person = archive.person(session, who, among=archive.approvers(session)) if who else None
        for number in numbers:
            _require_ready(session, office, ledger.post(session, number), now)
            moves.move(
                session, number, "approved", now=now, by=STAFF, by_person_id=person, changes={"reason": None}
            )
            ledger.approve(session, number, now=now, by_person_id=person, organisation=organisation)
            _hand_over_film(session, office, ledger.post(session, number))


def _hand_over_film(session: Session, office: Office, post: Post) -> None:
    """Spare the service a look: a film rendered before the approval is the one that was approved."""
    if post.kind == "video":
        with suppress(MediaError):  # what is wrong with the kit or a film, the render says
            produce.attach_standing(session, office.folder, post, office.rules)


def move(office: Office, number: int, due: slots.Due, *, now: datetime) -> None:
    """Give a post another moment; it keeps its state."""
    with office.store.write() as session:
        params = {"due": due.wall}
        moves.move(session, number, "moved", now=now, by=STAFF, params=params, changes=_due(due))


def step(office: Office, number: int, event: str, *, now: datetime, **changes: Any) -> None:
    """Make one step of the table for a post, on staff's word."""
    with office.store.write() as session:
        if event == "unapproved":
            ledger.revoke_approvals(session, number, now=now)
        moves.move(session, number, event, now=now, by=STAFF, changes=changes)


def hold(office: Office, number: int, words: str | None, *, now: datetime) -> None:
    """Keep a post back; the words stay with the post, not in the log."""
    reason = {"code": "by-staff", "params": {"reason": words or "-"}}
    with office.store.write() as session:
        params = {"why": "by-staff", "reason": "-"}
        moves.move(session, number, "held", now=now, by=STAFF, params=params, changes={"reason": reason})


def release(office: Office, number: int, *, at_once: bool, now: datetime) -> None:
    """Let a held post go its way (or go at once); raises NotReady where a gate is still closed."""
    with office.store.write() as session:
        due = slots.due_at(now, office.rules.zone) if at_once else None
        moves.move(session, number, "released", now=now, by=STAFF, changes={"reason": None, **_due(due)})
        post = ledger.post(session, number)
        moment = max(post.due_at or now, now)
        shut = gates.for_work(
            session, post, instant=moment, rules=office.rules, folder=office.folder
        ) or gates.lateness(post, now=now, rules=office.rules)
        if shut:
            raise not_ready(session, number, shut)


def settle(office: Office, number: int, *, published_id: str | None, now: datetime) -> None:
    """End a doubt: a person saw the post on the Page under this id, or saw that it is not there."""
    with office.store.write() as session:
        if published_id:
            changes = {"facebook_id": published_id, "published_at": now, "reason": None}
            params = {"object": published_id}
            moves.move(
                session, number, "settled-published", now=now, by=STAFF, params=params, changes=changes
            )
            extras.want_comment(session, number, now=now)
        else:
            changes = {"reason": {"code": "not-on-page", "params": {}}}
            moves.move(session, number, "settled-absent", now=now, by=STAFF, changes=changes)


def not_ready(session: Session, number: int, shut: Closed) -> NotReady:
    """Return the refusal that a closed gate means for a command."""
    return NotReady(
        "gate-closed",
        number=number,
        reason=Closed(code=shut.code, params=archive.named(session, shut.params)),
    )


def _require_ready(session: Session, office: Office, post: Post, now: datetime) -> None:
    if post.due_at is None:
        raise NotReady("approve-without-date", number=post.number)
    shut = _consent_gap(session, office, post, now) or gates.lateness(post, now=now, rules=office.rules)
    if shut:
        raise not_ready(session, post.number, shut)


def _require_subtitles(office: Office, numbers: tuple[int, ...]) -> None:
    """Refuse drafts whose subtitles have errors; films are looked into, so this is done while nothing is locked."""
    with office.store.read() as session:
        drafts = [post for post in ledger.posts(session, (State.DRAFT,)) if post.number in numbers]
        films = {one: archive.testimony_by_id(session, one) for post in drafts if (one := post.testimony_id)}
    for post in drafts:
        film = films.get(post.testimony_id or 0)
        if film and (errors := checking.approval_errors(office, film, post)):
            more = len(errors) - 1
            code = "subtitles-with-errors" if more else "subtitles-with-error"
            raise NotReady(code, number=post.number, finding=errors[0], more=more, slug=film.slug)


def _consent_gap(session: Session, office: Office, post: Post, now: datetime) -> Closed | None:
    moment = max(post.due_at or now, now)
    return gates.consent(session, post, instant=moment, rules=office.rules, folder=office.folder)


def _due(due: slots.Due | None) -> dict[str, Any]:
    return {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone} if due else {}


def _merged(old: Post, draft: Draft) -> Draft:
    kept = ("caption", "language", "testimony", "format", "link")
    values = {
        name: getattr(old, name) if getattr(draft, name) is None else getattr(draft, name) for name in kept
    }
    return Draft(**values, kind=draft.kind)


def _content(session: Session, draft: Draft) -> dict[str, Any]:
    """Return the columns that say what a post is; raises BadRequest where the wishes do not fit together."""
    kind = _kind(draft)
    film = archive.testimony(session, draft.testimony) if draft.testimony else None
    caption = (draft.caption or "").strip()
    if not caption and kind == "text":
        raise BadRequest("caption-empty")
    if len(caption) > CAPTION_LIMIT:
        raise BadRequest("caption-long", length=len(caption), limit=CAPTION_LIMIT)
    if draft.link and not draft.link.startswith(("http://", "https://")):
        raise BadRequest("link-unfit", link=draft.link)
    return {
        "kind": kind,
        "caption": caption,
        "language": draft.language,
        "testimony_id": film.id if film else None,
        "format": _format(kind, draft.format),
        "link": draft.link,
    }


def _kind(draft: Draft) -> str:
    kind = "video" if draft.testimony else "link" if draft.link else "text"
    if draft.kind not in (None, kind):
        raise BadRequest("kind-unfit", kind=draft.kind, found=kind)
    return kind


def _format(kind: str, wanted: str | None) -> str | None:
    if kind != "video":
        if wanted:
            raise BadRequest("format-without-film", format=wanted)
        return None
    if wanted and wanted not in formats.FORMATS:
        raise BadRequest("format-unknown", format=wanted, known=", ".join(formats.FORMATS))
    return wanted or "landscape"
