"""Whose yes a post needs before it goes out, and whose it lacks: anybody's, or each partner's that it shows."""

from pathlib import Path

from sqlmodel import Session

from media.brand import kit
from media.text import folding
from schedules.database import approvals, testimonies
from schedules.model.publishing_rules import Campaign, Rules
from schedules.model.records import Post
from schedules.model.states import State

KIT = "brand"  # its folder in the campaign's
ANYBODY = ""


def lacking(session: Session, post: Post, *, campaign: Campaign) -> tuple[str, ...]:
    """Return the organisations whose yes to the post as it stands is missing; ("",) where anybody's is; () for none."""
    given = approvals.assents(session, post.number, kit=kit_of(post, campaign.folder))
    wanted = partners(session, post, campaign.rules)
    if not wanted:
        return () if given else (ANYBODY,)
    return tuple(one for one in wanted if one not in given)


def partners(session: Session, post: Post, rules: Rules) -> tuple[str, ...]:
    """Return the partner organisations that a post shows: its film's, and those its words name."""
    said = "\n".join(filter(None, (post.caption, post.new_caption, post.first_comment)))
    film = testimonies.testimony_by_id(session, post.testimony_id) if post.testimony_id is not None else None
    return tuple(
        one
        for one in rules.partners
        if (film and folding.same(film.organisation, one)) or folding.stands_in(one, said)
    )


def kit_of(post: Post, folder: Path) -> str | None:
    """Return the fingerprint of the brand kit that a post's film is made with; none once it is out, or without one."""
    waits = post.is_film and post.state is not State.PUBLISHED
    return kit.fingerprint(folder / KIT) if waits else None
