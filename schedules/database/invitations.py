"""Who is asked by link, and every answer: the newest of an organisation to a post counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, select, update

from media.text import folding
from schedules.database.invitation_tables import Invitation, LinkAnswer
from schedules.errors import BadRequest
from schedules.model import invited, names


def keep(
    session: Session,
    *,
    serial: str,
    organisation: str,
    posts: Mapping[int, str],
    now: datetime,
    expires_at: datetime,
    by_person_id: int | None,
) -> invited.Invitation:
    """Keep a new invitation."""
    row = Invitation(
        serial=serial,
        organisation=organisation,
        asked_as=organisation,
        posts=[{"number": number, "content": content} for number, content in posts.items()],
        made_at=now,
        made_by_person_id=by_person_id,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return _invitation(row)


def by_serial(session: Session, serial: str) -> invited.Invitation | None:
    """Return the invitation of a serial; None where there is none."""
    row = session.exec(select(Invitation).where(Invitation.serial == serial)).first()
    return _invitation(row) if row else None


def one(session: Session, number: int) -> invited.Invitation:
    """Return an invitation by its number; raises BadRequest where there is none."""
    row = session.get(Invitation, number)
    if row is None:
        raise BadRequest("no-such-invitation", invitation=number)
    return _invitation(row)


def everything(session: Session) -> list[invited.Invitation]:
    """Return all invitations, oldest first."""
    return [_invitation(row) for row in session.exec(select(Invitation).order_by(col(Invitation.id)))]


def revoke(session: Session, number: int, *, now: datetime) -> None:
    """Let an address lead nowhere from now on."""
    session.execute(update(Invitation).where(col(Invitation.id) == number).values(revoked_at=now))


def revoke_all(session: Session, *, now: datetime) -> None:
    """Let every address lead nowhere: of a database of before nobody knows which were taken back since."""
    session.execute(update(Invitation).where(col(Invitation.revoked_at).is_(None)).values(revoked_at=now))


def answer(
    session: Session,
    asked: invited.Invitation,
    number: int,
    *,
    yes: bool,
    content: str,
    about: Iterable[str] = (),
    words: str = "",
    now: datetime,
) -> None:
    """Keep an answer to a post as it stands."""
    row = LinkAnswer(
        invitation_id=asked.id,
        post_number=number,
        yes=yes,
        content=content,
        about=list(about),
        words=words,
        at=now,
    )
    session.add(row)


def newest(session: Session, number: int | None = None) -> list[invited.LinkAnswer]:
    """Return the newest answer of each organisation to each post, to one where it is named; oldest first."""
    query = select(LinkAnswer, Invitation).where(LinkAnswer.invitation_id == Invitation.id)
    if number is not None:
        query = query.where(LinkAnswer.post_number == number)
    found: dict[tuple[int, str], invited.LinkAnswer] = {}
    for row, asked in session.exec(query.order_by(col(LinkAnswer.id))).all():
        key = (row.post_number, folding.folded(asked.organisation))
        found.pop(key, None)
        found[key] = _answer(row, asked.organisation)
    return list(found.values())


def of_link(session: Session, invitation: int, number: int) -> invited.LinkAnswer | None:
    """Return the newest answer to a post that was given by one link; None where it was not answered."""
    query = (
        select(LinkAnswer, Invitation)
        .where(LinkAnswer.invitation_id == Invitation.id, LinkAnswer.post_number == number)
        .where(LinkAnswer.invitation_id == invitation)
        .order_by(col(LinkAnswer.id).desc())
    )
    found = session.exec(query).first()
    return _answer(found[0], found[1].organisation) if found else None


def rename_organisation(session: Session, old: str, new: str) -> None:
    """Let an organisation's invitations, however it is spelt, be those of its new name; their addresses stay good."""
    spelt = {one for one in session.exec(select(Invitation.organisation)).all() if folding.same(one, old)}
    session.execute(
        update(Invitation).where(col(Invitation.organisation).in_(spelt)).values(organisation=new)
    )


def forget_words(session: Session, numbers: Iterable[int], name: str | None = None) -> None:
    """Erase what partners wrote with a no to these posts; with a `name`, what names somebody to any post."""
    for row in session.exec(select(LinkAnswer).where(LinkAnswer.words != "")):
        named = name and names.said(row.words, names.parts(name))
        if named or row.post_number in set(numbers):
            row.words = ""
            session.add(row)


def _invitation(row: Invitation) -> invited.Invitation:
    assert row.id is not None
    return invited.Invitation(
        id=row.id,
        serial=row.serial,
        organisation=row.organisation,
        asked_as=row.asked_as,
        posts={int(str(one["number"])): str(one["content"]) for one in row.posts},
        made_at=row.made_at,
        made_by_person_id=row.made_by_person_id,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _answer(row: LinkAnswer, organisation: str) -> invited.LinkAnswer:
    assert row.id is not None
    return invited.LinkAnswer(
        id=row.id,
        invitation=row.invitation_id,
        organisation=organisation,
        number=row.post_number,
        yes=row.yes,
        content=row.content,
        about=tuple(row.about),
        words=row.words,
        at=row.at,
    )
